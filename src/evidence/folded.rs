//! Prose in the form in which words are looked for.

use crate::Span;
use crate::document::{Block, Document};
use crate::language::fold::simplified_char;
use crate::language::is_han;

/// The prose of a document in folded form, character by character; what is no Chinese character is NUL.
pub struct Folded {
    /// The characters.
    pub chars: Vec<char>,
    /// Where each begins in the prose, and where the last one ends.
    starts: Vec<usize>,
}

impl Folded {
    /// The blocks of `document` that `counts` says yes to; the others are NUL.
    pub fn of(document: &Document<'_>, counts: impl Fn(&Block) -> bool) -> Self {
        let prose = document.prose();
        // As many as Chinese characters would be.
        let expected = prose.len() / 3 + 1;
        let (mut chars, mut starts) = (Vec::with_capacity(expected), Vec::with_capacity(expected));
        let mut add = |span: Span, fold: fn(char) -> char| {
            for (at, c) in span.of(prose).char_indices() {
                chars.push(fold(c));
                starts.push(span.start + at);
            }
        };
        let mut end = 0;
        for block in document.blocks().iter().filter(|block| counts(block)) {
            add(Span::new(end, block.span.start), |_| '\0');
            add(block.span, |c| {
                if is_han(c) { simplified_char(c) } else { '\0' }
            });
            end = block.span.end;
        }
        add(Span::new(end, prose.len()), |_| '\0');
        starts.push(prose.len());
        Self { chars, starts }
    }

    /// The place of `length` characters from `at` on.
    pub fn span(&self, at: usize, length: usize) -> Span {
        let start = self.starts.get(at).copied().unwrap_or(0);
        Span::new(
            start,
            self.starts.get(at + length).copied().unwrap_or(start),
        )
    }
}
