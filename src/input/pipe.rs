//! What comes through a pipe: read once, kept on disk as far as it was read, so that it can be read again.

use std::fs::File;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// A pipe. Any number of readers go through it, each at its own pace; memory holds none of it.
pub struct Pipe {
    /// What has been read of it.
    kept: File,
    rest: Mutex<Rest>,
}

/// What has not been read yet.
struct Rest {
    source: Box<dyn Read + Send>,
    /// How many bytes have been read.
    kept: u64,
}

impl Pipe {
    /// Reads `source`, and nothing of it before somebody asks. What was read is kept in `kept`, an empty file.
    pub fn new(source: impl Read + Send + 'static, kept: File) -> Self {
        let source = Box::new(source);
        Self {
            kept,
            rest: Mutex::new(Rest { source, kept: 0 }),
        }
    }

    /// All of it, once it has come through.
    #[cfg(feature = "parquet")]
    pub(super) fn whole(self: &Arc<Self>) -> io::Result<super::target::Part> {
        let length = io::copy(&mut PipeReader::new(self.clone(), 0), &mut io::sink())?;
        let kept = Arc::new(self.kept.try_clone()?);
        Ok(super::target::Part::new(kept, 0, length))
    }

    /// Reads into `buffer` what came through from the byte `at` on: what is kept, or else what comes next.
    fn read_at(&self, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        while rest.kept <= at {
            let length = rest.source.read(buffer)?;
            if length == 0 {
                return Ok(0);
            }
            let from = rest.kept;
            write_all_at(&self.kept, &buffer[..length], from).map_err(unwritable)?;
            rest.kept += length as u64;
            if from == at {
                return Ok(length);
            }
        }
        let room = usize::try_from(rest.kept - at).unwrap_or(usize::MAX);
        drop(rest);
        let length = buffer.len().min(room);
        read_at(&self.kept, &mut buffer[..length], at)
    }
}

impl std::fmt::Debug for Pipe {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Pipe")
            .field("kept", &self.kept)
            .finish_non_exhaustive()
    }
}

/// One that reads a pipe from its start.
pub(super) struct PipeReader {
    pipe: Arc<Pipe>,
    at: u64,
}

impl PipeReader {
    pub(super) fn new(pipe: Arc<Pipe>, at: u64) -> Self {
        Self { pipe, at }
    }
}

impl Read for PipeReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.pipe.read_at(buffer, self.at)?;
        self.at += length as u64;
        Ok(length)
    }
}

/// Names the folder that took no more: it is not the file that was read.
#[expect(
    clippy::needless_pass_by_value,
    reason = "that is how errors are mapped"
)]
fn unwritable(error: io::Error) -> io::Error {
    io::Error::other(format!("{}: {error}", std::env::temp_dir().display()))
}

/// Copies `content` into `file`, from the byte `at` on; how far it came, in case of an error as well.
#[cfg(feature = "compression")]
pub(super) fn copy_to(
    file: &File,
    content: &mut dyn Read,
    at: u64,
) -> Result<u64, (u64, io::Error)> {
    let mut buffer = vec![0; 1 << 16];
    let mut to = at;
    loop {
        let length = match content.read(&mut buffer) {
            Ok(0) => return Ok(to),
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err((to, error)),
        };
        let written = write_all_at(file, &buffer[..length], to);
        written.map_err(|error| (to, unwritable(error)))?;
        to += length as u64;
    }
}

/// Reads from the byte `at` of `file` on. Others may do so at the same time.
#[cfg(unix)]
pub(super) fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, at)
}

#[cfg(windows)]
pub(super) fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, at)
}

/// Writes from the byte `at` of `file` on.
#[cfg(unix)]
fn write_all_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(windows)]
fn write_all_at(file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let length = std::os::windows::fs::FileExt::seek_write(file, bytes, at)?;
        bytes = &bytes[length..];
        at += length as u64;
    }
    Ok(())
}
