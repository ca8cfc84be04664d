//! Two columns read across: their lines alternate.

use super::joins;
use crate::Span;
use crate::document::sentences::is_complete;
use crate::document::{BlockKind, Document};
use crate::language::is_han;

/// Fewest lines that alternate.
const LINES: usize = 6;
/// Shortest and longest line of a column, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 6..=40;

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
        let bare = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if bare.is_empty() {
            continue;
        }
        if WIDTHS.contains(&bare.chars().take(41).count()) && bare.starts_with(may_begin) {
            run.push((start, bare));
        } else {
            found.extend(alternating(document, &run));
            run.clear();
        }
    }
    found.extend(alternating(document, &run));
    found
}

fn may_begin(c: char) -> bool {
    is_han(c) || matches!(c, '，' | '。' | '、' | '「' | '」' | '《' | '“' | '”')
}

/// Do the lines of `run` make words with the line after the next, and none with the next?
fn alternating(document: &Document<'_>, run: &[(usize, &str)]) -> Option<Columns> {
    let stops = run.iter().filter(|(_, line)| !is_complete(line)).count();
    if run.len() < LINES || stops + 2 < run.len() {
        return None;
    }
    let words = |step: usize| {
        let pairs = run.iter().zip(run.iter().skip(step));
        pairs
            .filter(|((_, left), (_, right))| {
                let (l, r) = (joins::last_chars(left), joins::first_chars(right));
                joins::crossing(&l, &r).is_some_and(|crossing| crossing.gain > 2.0)
            })
            .count()
    };
    let (next, after) = (words(1), words(2));
    if after < 3 || next * 3 > after {
        return None;
    }
    let span = |index: usize| {
        let (start, line) = run.get(index)?;
        Some(document.to_prose(Span::new(*start, start + line.len())))
    };
    let (first, last) = (span(0)?, span(run.len() - 1)?);
    let code = document
        .block_at(first.start)
        .and_then(|index| document.blocks().get(index))
        .is_some_and(|block| matches!(block.kind, BlockKind::Code | BlockKind::Table));
    (!code).then_some(Columns {
        first,
        third: span(2)?,
        whole: first.joined(last),
        lines: run.len(),
    })
}
