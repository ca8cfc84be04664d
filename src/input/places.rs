//! From offsets to lines and columns, in the same time wherever in a line an offset lies.

use crate::Span;

/// Bytes between two places that are counted in advance: an article may be one long line.
const STEP: usize = 256;

/// The line starts and columns of a text.
#[derive(Debug)]
pub(super) struct Places {
    /// Where the lines begin.
    line_starts: Vec<usize>,
    /// What stands before every [`STEP`]th byte.
    counts: Vec<Counts>,
}

/// A place in a text; all of it from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    /// The column in characters.
    pub(super) column: usize,
    /// The column in UTF-16 units.
    pub(super) units: usize,
    /// The column in bytes.
    pub(super) bytes: usize,
}

impl Place {
    /// The place behind `text`, which stands here and does not end between the two halves of a line end.
    pub(super) fn behind(self, text: &str) -> Self {
        let mut place = self;
        let mut from = 0;
        for end in line_ends(text) {
            place = Self {
                line: place.line + 1,
                ..Self::default()
            };
            from = end;
        }
        let mut counts = Counts::default();
        counts.add(text.as_bytes().get(from..).unwrap_or(&[]));
        Self {
            line: place.line,
            column: place.column + counts.characters,
            units: place.units + counts.units,
            bytes: place.bytes + text.len() - from,
        }
    }

    /// This place, in a text that begins at `base`.
    pub(super) fn from(self, base: Self) -> Self {
        if self.line > 0 {
            return Self {
                line: base.line + self.line,
                ..self
            };
        }
        Self {
            line: base.line,
            column: base.column + self.column,
            units: base.units + self.units,
            bytes: base.bytes + self.bytes,
        }
    }
}

/// Characters and UTF-16 units.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    characters: usize,
    units: usize,
}

impl Counts {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            // Every character has one byte that goes on no other; those beyond the basic plane begin with 0xF0 or more.
            let begins = usize::from(byte & 0xC0 != 0x80);
            self.characters += begins;
            self.units += begins + usize::from(*byte >= 0xF0);
        }
    }
}

/// Where the lines of `text` end: behind `\n`, `\r\n` or `\r` alone.
pub(super) fn line_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|at| bytes.get(*at..at + 2) != Some(b"\r\n"))
        .map(|at| at + 1)
}

impl Places {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut counts = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut all = Counts::default();
        for step in bytes.chunks(STEP) {
            counts.push(all);
            all.add(step);
        }
        counts.push(all);
        Self {
            line_starts: std::iter::once(0).chain(line_ends(text)).collect(),
            counts,
        }
    }

    /// The place of the byte at `offset` of `text`, or of its end for an offset beyond it.
    pub(super) fn find(&self, text: &str, offset: usize) -> Place {
        let offset = offset.min(text.len());
        let line = self.line_starts.partition_point(|start| *start <= offset) - 1;
        let line_start = self.line_starts[line];
        let start = self.counts_at(text, line_start);
        let here = self.counts_at(text, offset);
        Place {
            line,
            column: here.characters - start.characters,
            units: here.units - start.units,
            bytes: offset - line_start,
        }
    }

    /// The columns that `span` of `text` takes, line ends counted in.
    pub(super) fn width(&self, text: &str, span: Span) -> Place {
        let (start, end) = (
            self.counts_at(text, span.start),
            self.counts_at(text, span.end),
        );
        Place {
            line: 0,
            column: end.characters - start.characters,
            units: end.units - start.units,
            bytes: span.len(),
        }
    }

    fn counts_at(&self, text: &str, offset: usize) -> Counts {
        let step = offset / STEP;
        let mut counts = self.counts.get(step).copied().unwrap_or_default();
        counts.add(text.as_bytes().get(step * STEP..offset).unwrap_or(&[]));
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_counting_from_the_start_of_the_line() {
        let text = format!(
            "晴\r\n{}𠀀a\r風雨\n\n{}x",
            "天𠀀".repeat(100),
            "é晴".repeat(300)
        );
        let places = Places::of(&text);
        let (mut line, mut start) = (0, 0);
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = text.get(start..at).unwrap();
            let wanted = Place {
                line,
                column: before.chars().count(),
                units: before.encode_utf16().count(),
                bytes: before.len(),
            };
            assert_eq!(places.find(&text, at), wanted, "at {at}");
            if c == '\n' || (c == '\r' && text.as_bytes().get(at + 1) != Some(&b'\n')) {
                (line, start) = (line + 1, at + 1);
            }
        }
    }
}
