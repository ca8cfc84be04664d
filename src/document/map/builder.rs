//! Writes a text and its map side by side.

use std::borrow::Cow;

use super::{Piece, SourceMap};
use crate::Span;

/// Builds a target text and its map, from the front of the source to its end.
#[derive(Debug)]
pub struct MapBuilder<'s> {
    source: &'s str,
    at: usize,
    target: String,
    pieces: Vec<Piece>,
}

impl<'s> MapBuilder<'s> {
    /// Starts at the front of `source`.
    pub fn new(source: &'s str) -> Self {
        Self {
            source,
            at: 0,
            target: String::with_capacity(source.len()),
            pieces: Vec::new(),
        }
    }

    /// Length of the target so far, in bytes.
    pub fn len(&self) -> usize {
        self.target.len()
    }

    /// Is the target still empty?
    pub fn is_empty(&self) -> bool {
        self.target.is_empty()
    }

    /// The target so far.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The source that has not been consumed yet.
    pub fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or("")
    }

    /// How far the source has been consumed, in bytes.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Takes the source up to `end` as it is.
    pub fn literal_to(&mut self, end: usize) {
        let Some(text) = self
            .source
            .get(self.at..end)
            .filter(|text| !text.is_empty())
        else {
            return;
        };
        self.push(end, text, true);
    }

    /// Takes the source up to `end` as `text`, a piece that cannot be cut.
    pub fn decoded_to(&mut self, end: usize, text: &str) {
        if end > self.at {
            let same = self.source.get(self.at..end) == Some(text);
            self.push(end, text, same);
        }
    }

    /// Leaves the source up to `end` out of the target.
    pub fn removed_to(&mut self, end: usize) {
        if end > self.at {
            self.push(end, "", false);
        }
    }

    fn push(&mut self, end: usize, text: &str, literal: bool) {
        let target = Span::new(self.target.len(), self.target.len() + text.len());
        let source = Span::new(self.at, end);
        self.target.push_str(text);
        self.at = end;
        match self.pieces.last_mut() {
            Some(last) if last.literal && literal => {
                last.target.end = target.end;
                last.source.end = source.end;
            }
            _ => self.pieces.push(Piece {
                target,
                source,
                literal,
            }),
        }
    }

    /// The target and its map. Where nothing changed, the target is the source itself.
    pub fn finish(mut self) -> (Cow<'s, str>, SourceMap) {
        self.removed_to(self.source.len());
        if self.pieces.iter().all(|piece| piece.literal) {
            return (Cow::Borrowed(self.source), SourceMap::default());
        }
        (
            Cow::Owned(self.target),
            SourceMap {
                pieces: self.pieces,
            },
        )
    }
}
