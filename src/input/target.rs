//! A file on its way into a run.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::compression::{Compression, MAGIC};
use super::format::FileFormat;
use super::formats::FormatChoice;
use super::pipe::{Pipe, PipeReader, read_at};
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
    origin: Origin,
    /// Length and time of change when the file was found.
    stamp: Option<Stamp>,
}

/// Where its bytes are.
#[derive(Clone, Debug)]
enum Origin {
    /// In the file at its path.
    File,
    /// They come through a pipe.
    Pipe(Arc<Pipe>),
    /// In the archive at its path, of which this is a copy.
    Archive(Part),
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
            origin: Origin::File,
            stamp: stamp(path),
        }
    }

    /// What comes through `pipe`, shown as `name`.
    pub fn of_pipe(name: &Path, pipe: Pipe, format: &'static FileFormat) -> Self {
        Self {
            display: FileName::of(name),
            path: name.to_owned(),
            format,
            leads_out: false,
            origin: Origin::Pipe(Arc::new(pipe)),
            stamp: None,
        }
    }

    /// The file `name` in the archive at `path`, of which `part` is a copy.
    pub fn of_archive(path: &Path, name: &Path, part: Part, choice: FormatChoice) -> Self {
        Self {
            display: FileName::of(&path.join(name)),
            format: choice.resolve(name),
            origin: Origin::Archive(part),
            ..Self::new(path, choice)
        }
    }

    /// Is it a file in an archive?
    pub fn is_in_archive(&self) -> bool {
        matches!(self.origin, Origin::Archive(_))
    }

    /// Does it come through a pipe, so that there is no file to write to?
    pub fn is_pipe(&self) -> bool {
        matches!(self.origin, Origin::Pipe(_))
    }

    /// Was the file written to, or removed, since it was found?
    pub fn has_changed(&self) -> bool {
        !self.is_pipe() && self.stamp != stamp(&self.path)
    }

    /// It was changed by newslint itself.
    pub fn found_again(&mut self) {
        self.stamp = self.stamp.and_then(|_| stamp(&self.path));
    }

    /// Its bytes from the one at `start` on.
    pub fn open_bytes(&self, start: u64) -> io::Result<Reading> {
        match &self.origin {
            Origin::Pipe(pipe) => Ok(Box::new(PipeReader::new(pipe.clone(), start))),
            Origin::Archive(part) => Ok(Box::new(part.behind(start))),
            Origin::File => {
                let mut file = File::open(&self.path)?;
                if start > 0 {
                    file.seek(SeekFrom::Start(start))?;
                }
                Ok(Box::new(file))
            }
        }
    }

    /// Its content; of a compressed file, what went into it.
    pub fn open(&self) -> io::Result<Reading> {
        let mut bytes = self.open_bytes(0)?;
        let head = head(&mut bytes)?;
        let packed = Compression::of(&head);
        let bytes: Reading = Box::new(Cursor::new(head).chain(bytes));
        match packed {
            #[cfg(feature = "compression")]
            Some(packed) => super::unpack::unpack(packed, bytes),
            _ => Ok(bytes),
        }
    }

    /// Its content, to be read from any byte on: a pipe is read to its end, and what is compressed is unpacked.
    #[cfg(feature = "parquet")]
    pub(super) fn part(&self) -> io::Result<Part> {
        if self.compression()?.is_some() {
            let file = tempfile::tempfile()?;
            let copied = super::pipe::copy_to(&file, &mut self.open()?, 0);
            let to = copied.map_err(|(_, error)| error)?;
            return Ok(Part::new(Arc::new(file), 0, to));
        }
        match &self.origin {
            Origin::Archive(part) => Ok(part.clone()),
            Origin::File => {
                let file = File::open(&self.path)?;
                let length = file.metadata()?.len();
                Ok(Part::new(Arc::new(file), 0, length))
            }
            Origin::Pipe(pipe) => pipe.whole(),
        }
    }

    /// What made the file smaller.
    pub fn compression(&self) -> io::Result<Option<Compression>> {
        Ok(Compression::of(&head(&mut self.open_bytes(0)?)?))
    }
}

/// The first bytes of `reader`.
fn head(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.take(MAGIC as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// A file being read.
pub type Reading = Box<dyn Read + Send>;

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = path.metadata().ok()?;
    Some((metadata.len(), metadata.modified().ok()?))
}

/// A part of a file that others read at the same time.
#[derive(Clone, Debug)]
pub struct Part {
    file: Arc<File>,
    at: u64,
    to: u64,
}

impl Part {
    /// What stands in `file` between two bytes.
    pub(super) fn new(file: Arc<File>, from: u64, to: u64) -> Self {
        let at = from.min(to);
        Self { file, at, to }
    }

    /// How many bytes it has.
    #[cfg(feature = "parquet")]
    pub(super) fn length(&self) -> u64 {
        self.to - self.at
    }

    /// What is behind its first `bytes`.
    pub(super) fn behind(&self, bytes: u64) -> Self {
        Self::new(self.file.clone(), self.at.saturating_add(bytes), self.to)
    }
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = usize::try_from(self.to - self.at).unwrap_or(usize::MAX);
        let length = buffer.len().min(room);
        let length = read_at(&self.file, &mut buffer[..length], self.at)?;
        self.at += length as u64;
        Ok(length)
    }
}
