//! An index: what is kept of the articles of an archive, in one file, so that new ones are compared with ten years of them
//! and nobody reads these again.
//!
//! A file is blocks of a few hundred articles, each with its length and its checksum, in the order in which they were read, and at
//! its end a sum of these. Blocks are written as they fill and read one after the other: whatever the archive, building
//! keeps 16 bytes an article, to know those it has, and a query a few blocks. A query goes through the whole file
//! once, for all its articles: 64 hashes an article are looked up in those of the query, which takes less time than to
//! read them, and needs neither a table of hashes to articles, as large again as the rest, nor a map of the file into
//! memory, which ends the program where somebody cuts the file meanwhile.
//!
//! Texts are not at hand: `duplicate-article` weighs prints ([`estimate`](crate::evidence::across::estimate)), and says so.

mod lookup;
mod read;
mod write;

use serde::{Deserialize, Serialize};

use crate::evidence::across::print::Print;
use crate::finding;
pub use read::Index;
pub use write::Writer;

/// What a file begins with; the version behind it.
const MAGIC: &[u8; 15] = b"newslint index\n";
/// Changes with the form of the file, and with what hashes are made of.
const VERSION: u8 = 1;

/// Articles in a block.
const BLOCK: usize = 512;
/// Most bytes of one.
const LONGEST: usize = 64 << 20;

/// An article that an index knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The file, as it was shown when the index was made.
    pub path: String,
    /// Its place among the records of that, from 0.
    pub record: Option<usize>,
    /// The record's id.
    pub id: Option<String>,
    /// What to compare.
    pub print: Print,
}

/// Articles as they are written.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Block {
    paths: Vec<String>,
    articles: Vec<Article>,
}

/// An article as it is written: of what is sorted, each number less the one before.
#[derive(Debug, Serialize, Deserialize)]
struct Article {
    /// The number of its path in the block.
    path: usize,
    record: Option<usize>,
    id: Option<String>,
    whole: [u8; 16],
    sketch: Vec<u32>,
    words: Vec<u16>,
}

impl Block {
    fn add(&mut self, known: Known) {
        if self.paths.last() != Some(&known.path) {
            self.paths.push(known.path);
        }
        let Print {
            whole,
            mut sketch,
            mut words,
        } = known.print;
        for at in (1..sketch.len()).rev() {
            sketch[at] -= sketch[at - 1];
        }
        for at in (1..words.len()).rev() {
            words[at] -= words[at - 1];
        }
        self.articles.push(Article {
            path: self.paths.len() - 1,
            record: known.record,
            id: known.id,
            whole: whole.to_le_bytes(),
            sketch,
            words,
        });
    }

    fn into_known(self) -> impl Iterator<Item = Known> {
        let paths = self.paths;
        self.articles.into_iter().map(move |article| Known {
            path: paths.get(article.path).cloned().unwrap_or_default(),
            record: article.record,
            id: article.id,
            print: Print {
                whole: u128::from_le_bytes(article.whole),
                sketch: summed(article.sketch, u32::wrapping_add),
                words: summed(article.words, u16::wrapping_add),
            },
        })
    }
}

/// The numbers of which `gaps` are the differences.
fn summed<T: Copy + Default>(mut gaps: Vec<T>, add: fn(T, T) -> T) -> Vec<T> {
    let mut last = T::default();
    for gap in &mut gaps {
        last = add(last, *gap);
        *gap = last;
    }
    gaps
}

fn checksum(bytes: &[u8]) -> u64 {
    finding::hash(bytes.iter().copied())
}

/// What tells that no block is missing: made of the checksums of those `before` and of the next one.
fn chained(before: u64, next: u64) -> u64 {
    finding::hash([before, next].into_iter().flat_map(u64::to_le_bytes))
}
