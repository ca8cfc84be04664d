//! What a run keeps of an article once its text is gone: a record of hashes, as large for any article.
//!
//! It takes [`SIZE`] bytes and no allocation, so a run of a million articles keeps 700 MB of them.

use super::ends;
use super::print::Print;
use super::tokens::{Window, is_han, is_running, is_word, tokens};
use crate::document::{Block, Document};

/// Fewest Han characters and words in a paragraph that is compared by itself.
pub const PARAGRAPH: usize = 25;
/// Most paragraphs of an article that are remembered: of more, those with the smallest hashes, so that two articles
/// remember the same ones of what they share.
const PARAGRAPHS: usize = 32;
/// Most shingles of an article that are remembered: those with the smallest hashes.
pub const SKETCH: usize = 64;
/// Fewest tokens of an article that is compared with others.
const ARTICLE: usize = 40;

/// Bytes of a [`Fingerprint`].
pub const SIZE: usize = 704;
const _: () = assert!(size_of::<Fingerprint>() == SIZE);

/// The text of an article, reduced to numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hash of the whole article; 0 for one that is too short to be a copy of anything.
    pub whole: u128,
    /// Hashes of its paragraphs that have at least [`PARAGRAPH`] Han characters and words, sorted, then zeros.
    paragraphs: [u64; PARAGRAPHS],
    /// The smallest hashes of the shingles of its running text, sorted, then zeros: a sample that is the same for the
    /// same text, so that two articles share as much of their samples as of their texts (bottom-k).
    sketch: [u32; SKETCH],
    /// Hashes at its head and its tail, sorted, then zeros.
    ends: [u32; ends::SAMPLES],
    /// How many of the places above are taken.
    taken: (u8, u8, u8),
}

impl Fingerprint {
    /// Is there enough in it to be a copy of anything?
    pub fn is_comparable(&self) -> bool {
        self.whole != 0 || self.taken.0 > 0
    }

    /// The fingerprint of `document`.
    pub fn of(document: &Document<'_>) -> Self {
        let (mut whole, mut all) = (Hash::default(), 0);
        let mut sketch = Sketch::default();
        let mut window = Window::default();
        let mut paragraphs = Vec::new();
        for block in document.blocks() {
            let mut hash = Hash::default();
            let mut long = 0;
            let runs = is_running(block);
            tokens(document.slice(block.span), |token| {
                whole.add(token);
                hash.add(token);
                all += 1;
                long += usize::from(is_word(token) || is_han(token));
                if runs {
                    window
                        .push(token)
                        .into_iter()
                        .for_each(|hash| sketch.add(hash));
                }
            });
            if long >= PARAGRAPH && is_compared(block) {
                paragraphs.push(hash.low);
            }
        }
        paragraphs.sort_unstable();
        paragraphs.dedup();
        let sketch = if all < ARTICLE {
            Vec::new()
        } else {
            sketch.finish()
        };
        let (paragraphs, many) = fixed(&paragraphs);
        let (sketch, samples) = fixed(&sketch);
        let (ends, at_ends) = fixed(&ends::samples(document));
        Self {
            whole: if all < ARTICLE { 0 } else { hash_of(whole) },
            paragraphs,
            sketch,
            ends,
            taken: (many, samples, at_ends),
        }
    }

    /// What `print` has of one.
    pub fn of_print(print: &Print) -> Self {
        let (sketch, samples) = fixed(&print.sketch);
        Self {
            whole: print.whole,
            paragraphs: [0; PARAGRAPHS],
            sketch,
            ends: [0; ends::SAMPLES],
            taken: (0, samples, 0),
        }
    }

    /// Hashes of its longer paragraphs, sorted.
    pub fn paragraphs(&self) -> &[u64] {
        self.paragraphs
            .get(..usize::from(self.taken.0))
            .unwrap_or_default()
    }

    /// The smallest hashes of its shingles, sorted.
    pub fn sketch(&self) -> &[u32] {
        self.sketch
            .get(..usize::from(self.taken.1))
            .unwrap_or_default()
    }

    /// Hashes at its head and its tail, sorted.
    pub fn ends(&self) -> &[u32] {
        self.ends
            .get(..usize::from(self.taken.2))
            .unwrap_or_default()
    }
}

/// The first of `hashes` that there is room for, and how many these are.
fn fixed<T: Copy + Default, const ROOM: usize>(hashes: &[T]) -> ([T; ROOM], u8) {
    let mut room = [T::default(); ROOM];
    let taken = hashes.len().min(ROOM);
    room.iter_mut()
        .zip(hashes)
        .for_each(|(to, from)| *to = *from);
    (room, u8::try_from(taken).unwrap_or(u8::MAX))
}

fn hash_of(hash: Hash) -> u128 {
    u128::from(hash.high) << 64 | u128::from(hash.low)
}

/// Is it a paragraph that may stand in another article, too?
pub fn is_compared(block: &Block) -> bool {
    block.kind.is_body()
}

/// The hash of a paragraph, as it stands in [`Fingerprint::paragraphs`].
pub fn paragraph(text: &str) -> u64 {
    let mut hash = Hash::default();
    tokens(text, |token| hash.add(token));
    hash.low
}

/// The smallest hashes of many.
struct Sketch {
    kept: Vec<u32>,
    /// Nothing from here on can be among the smallest.
    limit: u32,
}

impl Default for Sketch {
    fn default() -> Self {
        Self {
            kept: Vec::with_capacity(SKETCH * 2),
            limit: u32::MAX,
        }
    }
}

impl Sketch {
    fn add(&mut self, hash: u64) {
        let [a, b, c, d, ..] = hash.to_be_bytes();
        let hash = u32::from_be_bytes([a, b, c, d]);
        if hash < self.limit {
            self.kept.push(hash);
            if self.kept.len() == SKETCH * 2 {
                self.shrink();
            }
        }
    }

    fn shrink(&mut self) {
        self.kept.sort_unstable();
        self.kept.dedup();
        self.kept.truncate(SKETCH);
        if self.kept.len() == SKETCH {
            self.limit = self.kept.last().copied().unwrap_or(u32::MAX);
        }
    }

    fn finish(mut self) -> Vec<u32> {
        self.shrink();
        self.kept
    }
}

/// Two multiplicative hashes side by side.
#[derive(Clone, Copy, Default)]
struct Hash {
    low: u64,
    high: u64,
}

impl Hash {
    fn add(&mut self, token: u32) {
        let code = u64::from(token) + 1;
        self.low = (self.low.rotate_left(5) ^ code).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.high = (self.high.rotate_left(7) ^ code).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    }
}
