//! `looping-text`: a program that ran in a circle wrote the same pieces over and over.

use crate::Span;
use crate::document::BlockKind;
use crate::evidence::Article;
use crate::finding::{Applicability, Edit};
use crate::language::is_han;
use crate::language::marks::is_mark;
use crate::lint::{DocumentLint, Findings};

/// The same pieces, one round after the other.
pub(super) struct LoopingText;

/// Most pieces in a round.
const ROUND: usize = 6;
/// Fewest rounds, and fewest characters that they have together: a refrain has fewer.
const ROUNDS: usize = 6;
const LENGTH: usize = 24;
/// Fewest Chinese characters of a round: results and cheers have one or two.
const WORDS: usize = 4;

impl DocumentLint for LoopingText {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for block in article.document.blocks() {
            if matches!(block.kind, BlockKind::Code | BlockKind::Table) {
                continue;
            }
            for (first, whole, rounds) in loops(article.slice(block.span)) {
                let (first, whole) = (
                    first.shifted(block.span.start),
                    whole.shifted(block.span.start),
                );
                findings
                    .at("found", whole)
                    .with("round", article.slice(first))
                    .with("rounds", rounds.to_string())
                    .fix(
                        "keep",
                        Applicability::Unsafe,
                        vec![Edit::delete(Span::new(first.end, whole.end))],
                    )
                    .report();
            }
        }
    }
}

/// The loops of `text`: the first round, the whole, and how many rounds there are.
fn loops(text: &str) -> Vec<(Span, Span, usize)> {
    let pieces = pieces(text);
    let mut found = Vec::new();
    if pieces.len() < ROUNDS {
        return found;
    }
    let said: Vec<&str> = pieces.iter().map(|piece| bare(piece.of(text))).collect();
    let mut from = 0;
    while from + ROUNDS <= pieces.len() {
        // How far the text goes on repeating itself at each distance.
        let best = (1..=ROUND)
            .map(|round| {
                let same = |at: &usize| said[*at] == said[*at - round];
                let repeated = (from + round..pieces.len()).take_while(same).count();
                (round, repeated / round + 1)
            })
            .find(|(_, rounds)| *rounds >= ROUNDS);
        let Some((round, rounds)) = best else {
            from += 1;
            continue;
        };
        let last = from + round * rounds - 1;
        let first = Span::new(pieces[from].start, pieces[from + round - 1].end);
        let whole = Span::new(first.start, pieces[last].end);
        let words = bare(first.of(text)).chars().filter(|c| is_han(*c)).count();
        if words >= WORDS && whole.of(text).chars().count() >= LENGTH {
            found.push((first, whole, rounds));
        }
        from = last + 1;
    }
    found
}

/// What stands between marks, each piece with the mark behind it.
fn pieces(text: &str) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| is_mark(*c)) {
        let end = at + c.len_utf8();
        pieces.push(Span::new(start, end));
        start = end;
    }
    if start < text.len() {
        pieces.push(Span::new(start, text.len()));
    }
    pieces
}

fn bare(piece: &str) -> &str {
    piece.trim_matches(|c: char| is_mark(c) || c.is_whitespace())
}
