//! Two columns read across: their lines alternate.

use super::joins;
use crate::Span;
use crate::document::{BlockKind, Document};
use crate::language::marks::{is_closer, is_complete, is_mark, is_opener};

/// Fewest lines that alternate, pieces of lines with a gap in them counted as lines.
const LINES: usize = 6;
/// Shortest and longest line of a column, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 6..=40;
/// Spaces that set the columns of one line apart.
const GAP: usize = 3;
/// How many more lines must go on in the line after the next than in the next.
const LEAD: f32 = 2.2;
/// What a line counts that does neither: long lists of short lines would collect chance words.
const NEITHER: f32 = 0.15;

/// How much likelier a word makes two lines as one text, in classes of frequency, for one to go on in the other.
const WORD: f32 = 2.0;

/// Lines of two columns that alternate.
#[derive(Clone, Debug)]
pub struct Columns {
    /// The first line.
    pub first: Span,
    /// The line that goes on where the first stops.
    pub third: Span,
    /// All lines.
    pub whole: Span,
    /// How many lines.
    pub lines: usize,
}

/// The runs of alternating lines in `document`.
pub(super) fn find(document: &Document<'_>) -> Vec<Columns> {
    let text = document.text();
    let mut at = 0;
    let mut run: Vec<(usize, &str)> = Vec::new();
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        for (start, piece) in pieces(line) {
            if WIDTHS.contains(&piece.chars().take(41).count()) && piece.starts_with(may_begin) {
                run.push((at + start, piece));
            } else {
                found.extend(alternating(document, &run));
                run.clear();
            }
        }
        at += line.len();
    }
    found.extend(alternating(document, &run));
    found
}

/// The one or two columns of a line, each with its offset.
fn pieces(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let gap = line
        .trim_end()
        .char_indices()
        .skip_while(|(_, c)| c.is_whitespace())
        .find(|(at, _)| {
            let rest = line.get(*at..).unwrap_or("");
            rest.starts_with("\u{3000}\u{3000}")
                || rest.chars().take(GAP).filter(|c| *c == ' ').count() == GAP
        })
        .map_or(line.len(), |(at, _)| at);
    [(0, gap), (gap, line.len())]
        .into_iter()
        .filter_map(move |(from, to)| {
            let piece = line.get(from..to)?;
            let bare = piece.trim();
            (!bare.is_empty()).then(|| (from + piece.len() - piece.trim_start().len(), bare))
        })
}

fn may_begin(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || is_opener(c) || is_closer(c)
}

/// The longest stretch of `run` whose lines make words with the line after the next and not with the next.
fn alternating(document: &Document<'_>, run: &[(usize, &str)]) -> Option<Columns> {
    if run.len() < LINES {
        return None;
    }
    let joins = |index: usize, step: usize| {
        let (Some((_, left)), Some((_, right))) = (run.get(index), run.get(index + step)) else {
            return false;
        };
        let (l, r) = (joins::last_chars(left), joins::first_chars(right));
        !is_complete(left) && joins::crossing(&l, &r).is_some_and(|crossing| crossing.gain > WORD)
    };
    // The stretch with the largest lead, found in one pass.
    let (mut from, mut lead) = (0, 0.0_f32);
    let mut best: Option<(f32, usize, usize)> = None;
    for index in 0..run.len() {
        let goes_on = f32::from(u8::from(joins(index, 2))) - f32::from(u8::from(joins(index, 1)));
        lead += if goes_on == 0.0 { -NEITHER } else { goes_on };
        if lead <= 0.0 {
            (from, lead) = (index + 1, 0.0);
        } else if best.is_none_or(|(most, _, _)| lead > most) {
            best = Some((lead, from, (index + 3).min(run.len())));
        }
    }
    let (lead, from, to) = best?;
    let stretch = run.get(from..to)?;
    let stops = stretch
        .iter()
        .filter(|(_, line)| !is_complete(line))
        .count();
    if lead < LEAD || stretch.len() < LINES || stops * 4 < stretch.len() * 3 {
        return None;
    }
    let span = |index: usize| {
        let (start, line) = stretch.get(index)?;
        Some(document.to_prose(Span::new(*start, start + line.len())))
    };
    let (first, last) = (span(0)?, span(stretch.len() - 1)?);
    let code = document
        .block_at(first.start)
        .and_then(|index| document.blocks().get(index))
        .is_some_and(|block| matches!(block.kind, BlockKind::Code | BlockKind::Table));
    (!code).then_some(Columns {
        first,
        third: span(2)?,
        whole: first.joined(last),
        lines: stretch.len(),
    })
}
