//! Archives, which are read as folders: `.tar` in any compression, and `.zip`.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use encoding_rs::UTF_8;
use zip::ZipArchive;

use super::compression::Compression;
use super::decode::{self, EncodingChoice};
use super::pipe::copy_to;
use super::target::Part;

/// What was found in an archive, up to where it could not be read on.
#[derive(Default)]
pub(super) struct Contents {
    /// The files that were wanted, by their names in it.
    pub(super) files: Vec<(PathBuf, Part)>,
    /// Those that could not be read, or the archive from there on.
    pub(super) errors: Vec<(PathBuf, io::Error)>,
}

/// Does the name of `path` say that it is an archive?
pub(super) fn is_archive(path: &Path) -> bool {
    let extension = Compression::inner_name(path)
        .extension()
        .and_then(|extension| extension.to_str());
    let known = ["tar", "tgz", "tbz", "tbz2", "txz", "tzst", "zip"];
    extension.is_some_and(|extension| {
        known
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// The files in the archive with this `content`, at `path`, that are `wanted`, in its order. They are copied to disk, since
/// only there can several be read at a time.
pub(super) fn read(
    path: &Path,
    content: impl Read,
    mut wanted: impl FnMut(&Path) -> bool,
) -> io::Result<Contents> {
    let mut copies = Copies {
        file: Arc::new(tempfile::tempfile()?),
        end: 0,
        contents: Contents::default(),
    };
    let is_zip = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    let read = if is_zip {
        copies.read_zip(path, &mut wanted)
    } else {
        copies.read_tar(content, &mut wanted)
    };
    if let Err(error) = read {
        copies.contents.errors.push((PathBuf::new(), error));
    }
    Ok(copies.contents)
}

/// Files of an archive, one behind the other.
struct Copies {
    file: Arc<File>,
    end: u64,
    contents: Contents,
}

impl Copies {
    fn read_tar(
        &mut self,
        content: impl Read,
        wanted: &mut dyn FnMut(&Path) -> bool,
    ) -> io::Result<()> {
        for entry in tar::Archive::new(content).entries()? {
            let mut entry = entry?;
            let name = name(&entry.path_bytes());
            if entry.header().entry_type().is_file() && wanted(&name) {
                self.add(name, &mut entry)?;
            }
        }
        Ok(())
    }

    fn read_zip(&mut self, path: &Path, wanted: &mut dyn FnMut(&Path) -> bool) -> io::Result<()> {
        let mut archive = ZipArchive::new(File::open(path)?)?;
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index)?;
            let name = name(entry.name_raw());
            if !entry.is_file() || !wanted(&name) {
                continue;
            }
            drop(entry);
            // One that needs a password leaves the others alone.
            let copied = match archive.by_index(index) {
                Ok(mut entry) => self.add(name.clone(), &mut entry),
                Err(error) => Err(error.into()),
            };
            if let Err(error) = copied {
                self.contents.errors.push((name, error));
            }
        }
        Ok(())
    }

    fn add(&mut self, name: PathBuf, content: &mut dyn Read) -> io::Result<()> {
        let to = copy_to(&self.file, content, self.end).map_err(|(_, error)| error)?;
        let part = Part::new(self.file.clone(), self.end, to);
        self.end = to;
        self.contents.files.push((name, part));
        Ok(())
    }
}

/// A name as people read it, from the root of the archive on: archives made on Chinese systems have names in the encoding of
/// these, and nobody has to believe in `..`.
fn name(bytes: &[u8]) -> PathBuf {
    let decoded = decode::decode(bytes.to_vec(), EncodingChoice::Auto);
    let lossy = || UTF_8.decode(bytes).0.into_owned();
    let name = decoded.map_or_else(|_| lossy(), |decoded| decoded.text);
    let is_name = |part: &Component<'_>| matches!(part, Component::Normal(_));
    Path::new(&name).components().filter(is_name).collect()
}
