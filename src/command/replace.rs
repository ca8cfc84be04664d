//! A file replaced by its fixed text: whole or not at all, and otherwise as it was.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::input::{NotFixed, Target};
use crate::run::Repaired;

/// Writes `repaired` over `target` by renaming a new file over it, unless that would harm something.
pub(super) fn replace(target: &Target, repaired: &Repaired) -> Result<(), NotFixed> {
    if target.leads_out {
        return Err(NotFixed::LinkLeadsOut);
    }
    replace_bytes(&target.path, &repaired.old, &repaired.new)
}

/// Writes a file with the content `new` where there is none at `path`.
pub(super) fn create(path: &Path, new: &[u8]) -> Result<(), NotFixed> {
    let mut file = beside(path)?;
    file.write_all(new).map_err(|error| other(&error))?;
    readable_by_all(&file).map_err(|error| other(&error))?;
    file.as_file().sync_all().map_err(|error| other(&error))?;
    let created = file.persist_noclobber(path).map(drop);
    created.map_err(|error| other(&error.error))
}

/// A new file is for its owner alone, unlike other files that people write.
#[cfg(unix)]
fn readable_by_all(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file()
        .set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

/// Writes `new` over the file at `path`, which held `old`, by renaming a new file over it, unless that would harm something.
pub(super) fn replace_bytes(path: &Path, old: &[u8], new: &[u8]) -> Result<(), NotFixed> {
    // A link stays; what it leads to is replaced.
    let path = path.canonicalize().map_err(|error| other(&error))?;
    let metadata = fs::metadata(&path).map_err(|error| other(&error))?;
    if metadata.permissions().readonly() {
        return Err(NotFixed::ReadOnly);
    }
    if has_other_names(&metadata) {
        return Err(NotFixed::HardLinks);
    }
    let mut file = beside(&path)?;
    let written = file.write_all(new);
    written.map_err(|error| other(&error))?;
    keep_what_it_was(&file, &path, &metadata).map_err(|_| NotFixed::NotLikeBefore)?;
    file.as_file().sync_all().map_err(|error| other(&error))?;
    // The last look before the rename: an editor may have saved the file meanwhile.
    if fs::read(&path).map_err(|error| other(&error))? != old {
        return Err(NotFixed::ChangedMeanwhile);
    }
    file.persist(&path)
        .map(drop)
        .map_err(|error| other(&error.error))
}

fn other(error: &io::Error) -> NotFixed {
    NotFixed::Io(error.to_string())
}

/// A new file beside the one at `path`, with a name that says whose it is should it ever be left.
fn beside(path: &Path) -> Result<NamedTempFile, NotFixed> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name: String = name.chars().take(60).collect();
    tempfile::Builder::new()
        .prefix(&format!(".{name}.newslint-"))
        .suffix(".tmp")
        .tempfile_in(path.parent().unwrap_or(Path::new(".")))
        .map_err(|error| match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => NotFixed::FolderReadOnly,
            _ => other(&error),
        })
}

#[cfg(unix)]
fn has_other_names(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Gives the new `file` the owner, the extended attributes and the permissions of the old one at `path`.
#[cfg(unix)]
fn keep_what_it_was(file: &NamedTempFile, path: &Path, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.as_file().metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        fchown(file.as_file(), Some(old.uid()), Some(old.gid()))?;
    }
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    copy_attributes(file, path)?;
    // After the change of owner, which clears some of them.
    file.as_file().set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn keep_what_it_was(file: &NamedTempFile, _: &Path, old: &Metadata) -> io::Result<()> {
    file.as_file().set_permissions(old.permissions())
}

/// Copies the extended attributes, access lists among them.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn copy_attributes(file: &NamedTempFile, path: &Path) -> io::Result<()> {
    use rustix::fs::{XattrFlags, fgetxattr, fsetxattr, getxattr, listxattr};
    use rustix::io::Errno;
    let mut names = vec![0; 1 << 16];
    let length = match listxattr(path, names.as_mut_slice()) {
        Ok(length) => length,
        // A file system without attributes has none to lose.
        Err(Errno::NOTSUP) => 0,
        Err(error) => return Err(error.into()),
    };
    let names = names.get(..length).unwrap_or(&[]);
    for name in names
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
    {
        let mut value = vec![0; 1 << 16];
        let length = getxattr(path, name, value.as_mut_slice())?;
        value.truncate(length);
        let mut own = vec![0; length + 1];
        let is_there = fgetxattr(file.as_file(), name, own.as_mut_slice())
            .is_ok_and(|length| own.get(..length) == Some(value.as_slice()));
        if !is_there {
            fsetxattr(file.as_file(), name, &value, XattrFlags::empty())?;
        }
    }
    Ok(())
}
