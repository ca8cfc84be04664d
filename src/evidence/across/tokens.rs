//! The tokens and shingles in which articles are compared.

use crate::Span;
use crate::document::{Block, BlockKind, Document};
use crate::language::{self, fold::comparable};

/// Tokens in a shingle.
const SHINGLE: usize = 5;

/// Does the block belong to the running text? Headlines differ between papers that print the same report.
pub(super) fn is_running(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Heading | BlockKind::Code)
}

/// The tokens of the running text of `document`.
pub(super) fn running(document: &Document<'_>) -> Vec<u32> {
    let mut all = Vec::new();
    for block in document.blocks().iter().filter(|block| is_running(block)) {
        tokens(document.slice(block.span), |token| all.push(token));
    }
    all
}

/// Set in the token of a word.
const WORD: u32 = 1 << 31;

/// Calls `each` with the tokens of `text`: a Han character or kana is one by itself, a Latin word or a number as a
/// whole.
pub(super) fn tokens(text: &str, mut each: impl FnMut(u32)) {
    tokens_at(text, |token, _| each(token));
}

/// The same, with their places.
pub(super) fn tokens_at(text: &str, mut each: impl FnMut(u32, Span)) {
    let (mut word, mut start) = (0_u32, 0);
    for (at, c) in text.char_indices() {
        let kept = comparable(c);
        if let Some(c) = kept
            && c < '\u{2E80}'
        {
            start = if word == 0 { at } else { start };
            word = (word.rotate_left(5) ^ u32::from(c)).wrapping_mul(0x9E37_79B1) | WORD;
            continue;
        }
        if word != 0 {
            each(word, Span::new(start, at));
            word = 0;
        }
        if let Some(c) = kept {
            each(u32::from(c), Span::new(at, at + c.len_utf8()));
        }
    }
    if word != 0 {
        each(word, Span::new(start, text.len()));
    }
}

/// Is it the token of a Latin word or of a number?
pub(super) fn is_word(token: u32) -> bool {
    token & WORD != 0
}

pub(super) fn is_han(token: u32) -> bool {
    char::from_u32(token).is_some_and(language::is_han)
}

/// The last tokens of a text, as the hash of a shingle.
#[derive(Default)]
pub(super) struct Window {
    tokens: [u32; SHINGLE],
    count: usize,
}

impl Window {
    /// Adds a token: the hash of the shingle that it completes.
    pub(super) fn push(&mut self, token: u32) -> Option<u64> {
        let [_, b, c, d, e] = self.tokens;
        self.tokens = [b, c, d, e, token];
        self.count += 1;
        (self.count >= SHINGLE).then(|| {
            let add = |hash: u64, token: &u32| {
                (hash.rotate_left(7) ^ u64::from(*token)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            };
            let hash = self.tokens.iter().fold(0, add);
            (hash ^ hash >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9)
        })
    }
}
