//! What an index keeps of an article whose text nobody will read again: less than a [`Fingerprint`], and enough to say
//! whether another text seems to be a copy.

use super::fingerprint::{Fingerprint, SKETCH};
use super::tokens::{is_word, running};
use crate::document::Document;

/// Most words of other scripts and numbers that are kept.
const WORDS: usize = 16;

/// An article, reduced to numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// Hash of the whole article.
    pub whole: u128,
    /// The smallest hashes of the shingles of its running text, sorted.
    pub sketch: Vec<u32>,
    /// The smallest hashes of its numbers and Latin words, sorted: they tell a copy from a form that was filled in anew.
    pub words: Vec<u16>,
}

impl Print {
    /// The print of `document`; `None` for one that is too short to be a copy of anything.
    pub fn of(document: &Document<'_>) -> Option<Self> {
        let fingerprint = Fingerprint::of(document);
        let mut words = words(&running(document));
        words.truncate(WORDS);
        (fingerprint.whole != 0).then(|| Self {
            whole: fingerprint.whole,
            sketch: fingerprint.sketch().to_vec(),
            words,
        })
    }

    /// Up to which hash of a shingle it tells whether the article has it.
    pub(super) fn limit(&self) -> u32 {
        let last = self.sketch.last().copied();
        last.filter(|_| self.sketch.len() >= SKETCH)
            .unwrap_or(u32::MAX)
    }

    /// The same of a word.
    pub(super) fn limit_of_words(&self) -> u16 {
        let last = self.words.last().copied();
        last.filter(|_| self.words.len() >= WORDS)
            .unwrap_or(u16::MAX)
    }
}

/// The hashes of the words of other scripts and the numbers of `tokens`, sorted, each once.
pub(super) fn words(tokens: &[u32]) -> Vec<u16> {
    let hash = |word: &u32| {
        let [high, low, ..] = word.wrapping_mul(0x85EB_CA6B).to_be_bytes();
        u16::from_be_bytes([high, low])
    };
    let words = tokens.iter().filter(|token| is_word(**token));
    let mut words: Vec<u16> = words.map(hash).collect();
    words.sort_unstable();
    words.dedup();
    words
}
