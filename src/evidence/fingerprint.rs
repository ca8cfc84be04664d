//! What is compared between articles: hashes of their text without marks and spaces.

use crate::document::{Block, Document};
use crate::language;

/// Fewest Han characters in a paragraph that is compared by itself.
pub const PARAGRAPH: usize = 25;

/// The text of an article, reduced to numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hash of the whole article.
    pub whole: u128,
    /// Characters that count.
    pub length: u32,
    /// Hashes of the paragraphs that have at least [`PARAGRAPH`] Han characters, in order.
    pub paragraphs: Vec<u64>,
}

impl Fingerprint {
    /// The fingerprint of `document`.
    pub fn of(document: &Document<'_>) -> Self {
        let mut whole = Hash::default();
        let mut length = 0;
        let mut paragraphs = Vec::new();
        for block in document.blocks() {
            let text = document.slice(block.span);
            let mut hash = Hash::default();
            let mut han = 0;
            for c in normalised(text) {
                whole.add(c);
                hash.add(c);
                length += 1;
                han += usize::from(language::is_han(c));
            }
            if han >= PARAGRAPH && is_compared(block) {
                paragraphs.push(hash.low);
            }
        }
        Self {
            whole: whole.value(),
            length,
            paragraphs,
        }
    }
}

fn is_compared(block: &Block) -> bool {
    block.kind.is_body()
}

/// The characters of `text` that count when texts are compared: letters, digits and Han, full-width forms folded.
pub fn normalised(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter_map(fold)
}

/// `c` as it is compared; `None` for white space and marks.
pub fn fold(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(c) - 0xFEE0).filter(char::is_ascii_alphanumeric)
        }
        '\0'..='\x7F' => Some(c).filter(char::is_ascii_alphanumeric),
        c if language::is_han(c) => Some(c),
        c => Some(c).filter(|c| c.is_alphanumeric()),
    }
}

/// Two multiplicative hashes side by side.
#[derive(Clone, Copy, Default)]
struct Hash {
    low: u64,
    high: u64,
}

impl Hash {
    fn add(&mut self, c: char) {
        let code = u64::from(u32::from(c)) + 1;
        self.low = (self.low.rotate_left(5) ^ code).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.high = (self.high.rotate_left(7) ^ code).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    }

    fn value(self) -> u128 {
        u128::from(self.high) << 64 | u128::from(self.low)
    }
}
