//! A file on its way into a run.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::compression::{Compression, MAGIC};
use super::format::FileFormat;
use super::formats::FormatChoice;
use super::pipe::{Pipe, PipeReader};
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
    /// The pipe that it comes through.
    pipe: Option<Arc<Pipe>>,
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
            pipe: None,
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
            pipe: Some(Arc::new(pipe)),
            stamp: None,
        }
    }

    /// Does it come through a pipe, so that there is no file to write to?
    pub fn is_pipe(&self) -> bool {
        self.pipe.is_some()
    }

    /// Was the file written to, or removed, since it was found?
    pub fn has_changed(&self) -> bool {
        self.pipe.is_none() && self.stamp != stamp(&self.path)
    }

    /// It was changed by newslint itself.
    pub fn found_again(&mut self) {
        self.stamp = self.stamp.and_then(|_| stamp(&self.path));
    }

    /// Its bytes from the one at `start` on.
    pub fn open_bytes(&self, start: u64) -> io::Result<Reading> {
        if let Some(pipe) = &self.pipe {
            return Ok(Box::new(PipeReader::new(pipe.clone(), start)));
        }
        let mut file = File::open(&self.path)?;
        if start > 0 {
            file.seek(SeekFrom::Start(start))?;
        }
        Ok(Box::new(file))
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
