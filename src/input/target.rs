//! A file on its way into a run.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::format::FileFormat;
use super::formats::FormatChoice;
use crate::finding::FileName;

/// A file to be linted.
#[derive(Clone, Debug)]
pub struct Target {
    /// As shown to people.
    pub display: FileName,
    /// As opened.
    pub path: PathBuf,
    /// What it holds.
    pub format: &'static FileFormat,
    /// Is it a link to a place outside the folder that was walked?
    pub leads_out: bool,
    /// What came through a pipe, kept so that it can be read again.
    kept: Option<Arc<File>>,
    /// Length and time of change when the file was found.
    stamp: Option<Stamp>,
}

/// What tells whether a file was written to.
type Stamp = (u64, SystemTime);

impl Target {
    /// The file at `path`, of the format that `choice` says.
    pub fn new(path: &Path, choice: FormatChoice) -> Self {
        Self {
            display: FileName::of(path),
            path: path.to_owned(),
            format: choice.resolve(path),
            leads_out: false,
            kept: None,
            stamp: stamp(path),
        }
    }

    /// What came through a pipe named `name`, kept in `file`.
    pub fn of_pipe(name: &Path, file: File, format: &'static FileFormat) -> Self {
        Self {
            display: FileName::of(name),
            path: name.to_owned(),
            format,
            leads_out: false,
            kept: Some(Arc::new(file)),
            stamp: None,
        }
    }

    /// Did it come through a pipe, so that there is no file to write to?
    pub fn is_pipe(&self) -> bool {
        self.kept.is_some()
    }

    /// Was the file written to, or removed, since it was found?
    pub fn has_changed(&self) -> bool {
        self.kept.is_none() && self.stamp != stamp(&self.path)
    }

    /// It was changed by newslint itself.
    pub fn found_again(&mut self) {
        self.stamp = self.stamp.and_then(|_| stamp(&self.path));
    }

    /// Its content from the byte at `start` on.
    pub fn open(&self, start: u64) -> io::Result<Content> {
        if let Some(file) = &self.kept {
            return Ok(Content::Kept {
                file: file.clone(),
                at: start,
            });
        }
        let mut file = File::open(&self.path)?;
        if start > 0 {
            file.seek(SeekFrom::Start(start))?;
        }
        Ok(Content::File(file))
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = path.metadata().ok()?;
    Some((metadata.len(), metadata.modified().ok()?))
}

/// The content of a file, being read.
pub enum Content {
    /// A file of its own.
    File(File),
    /// A file that others read at the same time, from their own places.
    Kept {
        /// The file.
        file: Arc<File>,
        /// How far this reader has come.
        at: u64,
    },
}

impl Read for Content {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Kept { file, at } => {
                let read = read_at(file, buffer, *at)?;
                *at += read as u64;
                Ok(read)
            }
        }
    }
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, at)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, at)
}
