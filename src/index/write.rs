//! An index as it is made.

use std::collections::HashSet;
use std::io::{self, Write};

use super::{BLOCK, Block, Known, MAGIC, VERSION, chained, checksum};

/// Writes an index.
pub struct Writer<W: Write> {
    out: W,
    block: Block,
    /// The articles that it has, by their hashes.
    seen: HashSet<u128>,
    articles: usize,
    /// Made of the checksums so far.
    chain: u64,
}

impl<W: Write> Writer<W> {
    /// Begins one.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(MAGIC)?;
        out.write_all(&[VERSION])?;
        Ok(Self {
            out,
            block: Block::default(),
            seen: HashSet::new(),
            articles: 0,
            chain: 0,
        })
    }

    /// Adds `known`; of equal articles the first is enough.
    pub fn add(&mut self, known: Known) -> io::Result<()> {
        if !self.seen.insert(known.print.whole) {
            return Ok(());
        }
        self.articles += 1;
        self.block.add(known);
        if self.block.articles.len() == BLOCK {
            self.flush()?;
        }
        Ok(())
    }

    /// Ends it; tells how many articles it has.
    pub fn finish(mut self) -> io::Result<usize> {
        self.flush()?;
        self.put(&[], self.chain)?;
        Ok(self.articles)
    }

    fn flush(&mut self) -> io::Result<()> {
        let block = std::mem::take(&mut self.block);
        if block.articles.is_empty() {
            return Ok(());
        }
        let bytes = postcard::to_allocvec(&block).map_err(io::Error::other)?;
        let check = checksum(&bytes);
        self.chain = chained(self.chain, check);
        self.put(&bytes, check)
    }

    fn put(&mut self, bytes: &[u8], check: u64) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        self.out.write_all(&length.to_le_bytes())?;
        self.out.write_all(&check.to_le_bytes())?;
        self.out.write_all(bytes)
    }
}
