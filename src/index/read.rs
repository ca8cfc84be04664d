//! An index as it is read.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use super::{Block, Known, LONGEST, MAGIC, VERSION, chained, checksum};
use crate::Error;
use crate::finding::FileName;
use crate::input::{Problem, ProblemKind};

/// An index in a file.
#[derive(Debug)]
pub struct Index {
    path: PathBuf,
}

impl Index {
    /// The index at `path`; an error if it is none, or one of another version.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut head = Vec::new();
        let file = File::open(path);
        let read = file.and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
        read.map_err(|error| Error::about(path.display(), error))?;
        match head.strip_prefix(MAGIC) {
            Some([VERSION]) => Ok(Self {
                path: path.to_owned(),
            }),
            Some([version]) => Err(Error::new("index-version")
                .with("file", path.display())
                .with("version", version)
                .with("wanted", VERSION)),
            _ => Err(Error::new("no-index").with("file", path.display())),
        }
    }

    /// What it knows, in order; a problem where it is damaged, and nothing behind that.
    pub fn articles(&self) -> Result<impl Iterator<Item = Result<Known, Problem>>, Problem> {
        let known = |bytes: Result<Vec<u8>, Problem>| {
            let block = bytes.and_then(|bytes| self.decode(&bytes));
            let known: Vec<Result<Known, Problem>> = match block {
                Ok(block) => block.into_known().map(Ok).collect(),
                Err(problem) => vec![Err(problem)],
            };
            known
        };
        Ok(self.blocks()?.flat_map(known))
    }

    /// Its blocks, as they are written.
    pub(super) fn blocks(&self) -> Result<Blocks<'_>, Problem> {
        let io = |error: io::Error| Problem::of_io(FileName::of(&self.path), &error);
        let mut file = BufReader::with_capacity(1 << 20, File::open(&self.path).map_err(io)?);
        file.read_exact(&mut [0; HEAD]).map_err(io)?;
        Ok(Blocks {
            index: self,
            file,
            chain: 0,
            is_over: false,
        })
    }

    pub(super) fn decode(&self, bytes: &[u8]) -> Result<Block, Problem> {
        postcard::from_bytes(bytes).map_err(|_| self.damaged())
    }

    fn damaged(&self) -> Problem {
        Problem::of_file(FileName::of(&self.path), ProblemKind::DamagedIndex)
    }
}

/// What stands before the blocks.
const HEAD: usize = MAGIC.len() + 1;

/// The blocks of an index, one after the other.
pub(super) struct Blocks<'i> {
    index: &'i Index,
    file: BufReader<File>,
    /// Made of the checksums so far.
    chain: u64,
    is_over: bool,
}

impl Blocks<'_> {
    /// The next block; `None` behind the last.
    fn block(&mut self) -> io::Result<Option<Vec<u8>>> {
        let (mut length, mut check) = ([0; 4], [0; 8]);
        self.file.read_exact(&mut length)?;
        self.file.read_exact(&mut check)?;
        let length = usize::try_from(u32::from_le_bytes(length)).unwrap_or(usize::MAX);
        let check = u64::from_le_bytes(check);
        if length == 0 {
            let is_last = check == self.chain && self.file.read(&mut [0])? == 0;
            return is_last.then_some(None).ok_or_else(wrong);
        }
        self.chain = chained(self.chain, check);
        let length = Some(length).filter(|length| *length <= LONGEST);
        let mut bytes = vec![0; length.ok_or_else(wrong)?];
        self.file.read_exact(&mut bytes)?;
        let is_whole = checksum(&bytes) == check;
        is_whole.then_some(Some(bytes)).ok_or_else(wrong)
    }
}

fn wrong() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

impl Iterator for Blocks<'_> {
    type Item = Result<Vec<u8>, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let block = self.block();
        self.is_over = !matches!(block, Ok(Some(_)));
        block.map_err(|_| self.index.damaged()).transpose()
    }
}
