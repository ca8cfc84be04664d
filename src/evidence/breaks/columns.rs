//! Columns read in the wrong order: two read across, whose lines alternate, or vertical ones from left to right.

use super::joins;
use crate::Span;
use crate::document::{BlockKind, Document};
use crate::language::marks::{is_closer, is_complete, is_mark, is_opener};

/// Fewest lines that alternate, pieces of lines with a gap in them counted as lines.
const FEWEST_LINES: usize = 6;
/// Shortest and longest line of a column, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 6..=40;
/// What sets the columns of one line apart.
const GAPS: [&str; 2] = ["   ", "\u{3000}\u{3000}"];
/// How many more lines must go on in the line after the next than in the next.
const LEAD: f32 = 2.2;
/// What a line counts that does neither: long lists of short lines would collect chance words.
const NEITHER: f32 = 0.15;

/// How much likelier a word makes two lines as one text, in classes of frequency, for one to go on in the other.
const WORD: f32 = 2.0;

/// Lines of columns in the wrong order.
#[derive(Clone, Debug)]
pub struct Columns {
    /// Do they stand in reverse order, as when the columns of a vertical page are read from left to right? Else two
    /// columns alternate.
    pub backwards: bool,
    /// The first line that goes on elsewhere than in the next.
    pub first: Span,
    /// The line that it goes on in.
    pub goes_on: Span,
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
                found.extend(displaced(document, &run));
                run.clear();
            }
        }
        at += line.len();
    }
    found.extend(displaced(document, &run));
    found
}

/// The one or two columns of a line, each with its offset.
fn pieces(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let lead = line.len() - line.trim_start().len();
    let gaps = GAPS.map(|gap| line.trim().find(gap));
    let gap = gaps.into_iter().flatten().min();
    let gap = gap.map_or(line.len(), |gap| lead + gap);
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

/// Does the line at `left` of `run` make a word with the line at `right`?
fn joins(run: &[(usize, &str)], left: usize, right: usize) -> bool {
    let (Some((_, left)), Some((_, right))) = (run.get(left), run.get(right)) else {
        return false;
    };
    let (l, r) = (joins::last_chars(left), joins::first_chars(right));
    !is_complete(left) && joins::crossing(&l, &r).is_some_and(|crossing| crossing.gain > WORD)
}

/// The longest stretch of `run` whose lines go on in the line after the next, or in the one before, and not in the
/// next.
fn displaced(document: &Document<'_>, run: &[(usize, &str)]) -> Option<Columns> {
    if run.len() < FEWEST_LINES {
        return None;
    }
    let next = |index: usize| joins(run, index, index + 1);
    let across = stretch(run.len(), |index| {
        (joins(run, index, index + 2), next(index))
    });
    let back = stretch(run.len(), |index| {
        (joins(run, index + 1, index), next(index))
    });
    let backwards = lead(back) > lead(across);
    let (lead, from, to) = if backwards { back } else { across }?;
    // Lines in reverse order are one column.
    let lines = run.get(from..if backwards { to - 1 } else { to })?;
    let stops = lines.iter().filter(|(_, line)| !is_complete(line)).count();
    if lead < LEAD || lines.len() < FEWEST_LINES || stops * 4 < lines.len() * 3 {
        return None;
    }
    let span = |index: usize| {
        let (start, line) = lines.get(index)?;
        Some(document.to_prose(Span::new(*start, start + line.len())))
    };
    let (first, goes_on) = if backwards {
        let at = (0..lines.len() - 1).find(|at| joins(lines, at + 1, *at))?;
        (span(at + 1)?, span(at)?)
    } else {
        (span(0)?, span(2)?)
    };
    let whole = span(0)?.joined(span(lines.len() - 1)?);
    let code = document
        .block_at(whole.start)
        .and_then(|index| document.blocks().get(index))
        .is_some_and(|block| matches!(block.kind, BlockKind::Code | BlockKind::Table));
    (!code).then_some(Columns {
        backwards,
        first,
        goes_on,
        whole,
        lines: lines.len(),
    })
}

/// A stretch of lines: its lead, its first line and the one behind its last.
type Stretch = Option<(f32, usize, usize)>;

fn lead(stretch: Stretch) -> f32 {
    stretch.map_or(0.0, |(lead, _, _)| lead)
}

/// The stretch of `count` lines with the largest lead of those that go on elsewhere over those that go on in the next
/// line, found in one pass; `goes_on` says both of a line.
fn stretch(count: usize, goes_on: impl Fn(usize) -> (bool, bool)) -> Stretch {
    let (mut from, mut lead) = (0, 0.0_f32);
    let mut best: Stretch = None;
    for index in 0..count {
        lead += match goes_on(index) {
            (true, false) => 1.0,
            (false, true) => -1.0,
            _ => -NEITHER,
        };
        if lead <= 0.0 {
            (from, lead) = (index + 1, 0.0);
        } else if best.is_none_or(|(most, _, _)| lead > most) {
            best = Some((lead, from, (index + 3).min(count)));
        }
    }
    best
}
