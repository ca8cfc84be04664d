//! The way back from what a reader reads to what the file holds.

pub mod builder;

use crate::Span;
use crate::finding::Edit;

/// A piecewise map from a *target* text (the prose, or a record's field) to the *source* text it was made from.
///
/// The pieces cover both texts without gaps. An empty map is the identity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    pieces: Vec<Piece>,
}

/// One stretch of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it stands in the target; empty for a removed piece.
    target: Span,
    /// Where it stands in the source; empty for inserted text.
    source: Span,
    /// The same bytes on both sides. Otherwise the piece was decoded, joined or removed as one whole.
    literal: bool,
}

impl SourceMap {
    /// Does every target offset equal its source offset?
    pub fn is_identity(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The source range that `span` of the target was made from. Markup inside it is part of the range, markup at its
    /// ends is not.
    pub fn to_source(&self, span: Span) -> Span {
        if self.pieces.is_empty() {
            return span;
        }
        if span.is_empty() {
            let at = self.border_at(span.start);
            return Span::new(at, at);
        }
        let start = self.start_of(span.start);
        let last = self.piece_at(span.end - 1);
        let end = if last.literal {
            last.source.start + (span.end - last.target.start)
        } else {
            last.source.end
        };
        Span::new(start, end.max(start))
    }

    /// The target range made from `span` of the source; empty where all of it was removed.
    pub fn to_target(&self, span: Span) -> Span {
        if self.pieces.is_empty() {
            return span;
        }
        let at = |offset: usize, rounded_up: bool| {
            let index = self
                .pieces
                .partition_point(|piece| piece.source.end <= offset);
            let Some(piece) = self.pieces.get(index) else {
                return self.pieces.last().map_or(0, |piece| piece.target.end);
            };
            if piece.literal {
                piece.target.start + offset.saturating_sub(piece.source.start)
            } else if rounded_up && offset > piece.source.start {
                piece.target.end
            } else {
                piece.target.start
            }
        };
        let start = at(span.start, false);
        Span::new(start, at(span.end, true).max(start))
    }

    /// The edits of the source that bring about `edit` of the target, or `None` where that would cut through markup.
    ///
    /// What stays the same at either end is left alone. A replacement of equal length in characters goes character by
    /// character around removed markup; a deletion leaves the markup behind.
    pub fn lower(&self, edit: &Edit, target: &str) -> Option<Vec<Edit>> {
        if self.pieces.is_empty() {
            return Some(vec![edit.clone()]);
        }
        let edit = trimmed(edit, target);
        if !self.crosses_removed(edit.span) {
            return Some(vec![Edit::new(self.to_source(edit.span), edit.insert)]);
        }
        let old = edit.span.of(target);
        if edit.insert.is_empty() {
            return Some(self.delete(edit.span));
        }
        if old.chars().count() != edit.insert.chars().count() {
            return None;
        }
        let changes = old
            .char_indices()
            .zip(edit.insert.chars())
            .filter(|((_, from), to)| from != to);
        Some(
            changes
                .map(|((at, from), to)| {
                    let at = edit.span.start + at;
                    Edit::new(
                        self.to_source(Span::new(at, at + from.len_utf8())),
                        to.to_string(),
                    )
                })
                .collect(),
        )
    }

    /// `span` of the source, grown over the removed pieces that touch it, but not beyond `limit`.
    pub fn grown_over_markup(&self, span: Span, limit: Span) -> Span {
        let mut grown = span;
        for piece in self.pieces.iter().filter(|piece| piece.target.is_empty()) {
            if piece.source.start == grown.end && piece.source.end <= limit.end {
                grown.end = piece.source.end;
            }
        }
        for piece in self
            .pieces
            .iter()
            .rev()
            .filter(|piece| piece.target.is_empty())
        {
            if piece.source.end == grown.start && piece.source.start >= limit.start {
                grown.start = piece.source.start;
            }
        }
        grown
    }

    fn start_of(&self, offset: usize) -> usize {
        let piece = self.piece_at(offset);
        if piece.literal {
            piece.source.start + (offset - piece.target.start)
        } else if offset >= piece.target.end {
            piece.source.end
        } else {
            piece.source.start
        }
    }

    /// The place between two characters of the target: right behind the first of them, so that what is put there stays
    /// inside the markup, or the record's field, in which that character stands. At the front of the target it is right
    /// before the second.
    fn border_at(&self, offset: usize) -> usize {
        let first = self
            .pieces
            .partition_point(|piece| piece.target.end < offset);
        let holds = |piece: &&Piece| !piece.target.is_empty();
        let Some(piece) = self.pieces.iter().skip(first).find(holds) else {
            // Nothing stands in the target: between what was removed before it and behind it.
            return self.pieces.first().map_or(0, |piece| piece.source.end);
        };
        if piece.literal {
            piece.source.start + offset.saturating_sub(piece.target.start)
        } else if offset >= piece.target.end {
            piece.source.end
        } else {
            piece.source.start
        }
    }

    /// The piece whose target holds the byte at `offset`, or the last piece.
    fn piece_at(&self, offset: usize) -> Piece {
        let index = self
            .pieces
            .partition_point(|piece| piece.target.end <= offset);
        self.pieces[index.min(self.pieces.len() - 1)]
    }

    fn crosses_removed(&self, span: Span) -> bool {
        self.pieces
            .iter()
            .skip(
                self.pieces
                    .partition_point(|piece| piece.target.end <= span.start),
            )
            .take_while(|piece| piece.target.start < span.end)
            .any(|piece| piece.target.is_empty() && piece.target.start > span.start)
    }

    fn delete(&self, span: Span) -> Vec<Edit> {
        let mut edits: Vec<Edit> = Vec::new();
        let first = self
            .pieces
            .partition_point(|piece| piece.target.end <= span.start);
        for piece in self
            .pieces
            .iter()
            .skip(first)
            .take_while(|piece| piece.target.start < span.end)
        {
            if piece.target.is_empty() {
                continue;
            }
            let part = Span::new(
                piece.target.start.max(span.start),
                piece.target.end.min(span.end),
            );
            let source = self.to_source(part);
            match edits.last_mut() {
                Some(last) if last.span.end == source.start => last.span.end = source.end,
                _ => edits.push(Edit::new(source, String::new())),
            }
        }
        edits
    }
}

/// `edit` without the characters that it leaves as they are at its two ends.
fn trimmed(edit: &Edit, target: &str) -> Edit {
    let old = edit.span.of(target);
    if edit.insert.is_empty() {
        return edit.clone();
    }
    let front: usize = old
        .chars()
        .zip(edit.insert.chars())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let (old, new) = (
        old.get(front..).unwrap_or(""),
        edit.insert.get(front..).unwrap_or(""),
    );
    let back: usize = old
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let kept = new.get(..new.len() - back).unwrap_or("").to_owned();
    Edit::new(
        Span::new(edit.span.start + front, edit.span.end - back),
        kept,
    )
}

#[cfg(test)]
mod tests {
    use super::builder::MapBuilder;
    use super::*;
    use std::borrow::Cow;

    /// `移**动**了`: the emphasis marks are removed.
    fn emphasis() -> (String, SourceMap) {
        let source = "移**动**了";
        let mut builder = MapBuilder::new(source);
        builder.literal_to(3);
        builder.removed_to(5);
        builder.literal_to(8);
        builder.removed_to(10);
        builder.literal_to(13);
        let (target, map) = builder.finish();
        (target.into_owned(), map)
    }

    #[test]
    fn a_span_reaches_over_markup_inside_it_and_not_around_it() {
        let (target, map) = emphasis();
        assert_eq!(target, "移动了");
        assert_eq!(map.to_source(Span::new(0, 6)), Span::new(0, 8));
        assert_eq!(map.to_source(Span::new(3, 6)), Span::new(5, 8));
        assert_eq!(map.to_target(Span::new(3, 10)), Span::new(3, 6));
    }

    #[test]
    fn a_replacement_goes_around_markup() {
        let (target, map) = emphasis();
        let lowered = map.lower(&Edit::new(Span::new(0, 6), "移動".into()), &target);
        assert_eq!(lowered, Some(vec![Edit::new(Span::new(5, 8), "動".into())]));
        assert_eq!(
            map.lower(&Edit::new(Span::new(0, 9), "走".into()), &target),
            None
        );
    }

    #[test]
    fn what_is_inserted_stays_with_the_character_before_it() {
        let (_, map) = emphasis();
        let places = [0, 3, 6, 9].map(|at| map.to_source(Span::new(at, at)).start);
        assert_eq!(places, [0, 3, 8, 13]);
        let mut builder = MapBuilder::new("(晴)");
        builder.removed_to(1);
        builder.literal_to(4);
        builder.removed_to(5);
        let (_, map) = builder.finish();
        let places = [0, 3].map(|at| map.to_source(Span::new(at, at)).start);
        assert_eq!(places, [1, 4]);
    }

    #[test]
    fn an_unchanged_text_is_borrowed() {
        let mut builder = MapBuilder::new("天氣");
        builder.literal_to(6);
        let (target, map) = builder.finish();
        assert!(matches!(target, Cow::Borrowed(_)) && map.is_identity());
    }
}
