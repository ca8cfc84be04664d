//! The two ends of an article, where a website puts its own words.

use super::tokens::{Window, is_running, tokens, tokens_at};
use crate::Span;
use crate::document::Document;
use crate::language::is_han;
use crate::language::marks::{is_closer, is_opener, is_terminal};

/// Bytes of the running text that make an end: some fifty characters each of the article and of the site.
const REACH: usize = 600;
/// Of so many neighbouring shingles the smallest is remembered (winnowing), so that ends that share eight tokens share
/// a hash, wherever these stand.
const NEIGHBOURS: usize = 4;
/// Most hashes of both ends that are remembered.
pub(super) const SAMPLES: usize = 40;

/// A token of an end.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// What is compared.
    pub token: u32,
    /// Its place in the prose.
    pub span: Span,
    /// May something new begin here: behind a sentence, a bracket, a blank?
    pub begins: bool,
    /// May something end here?
    pub ends: bool,
}

/// The head and the tail of `document`, in order; a short article stands in both.
pub fn ends(document: &Document<'_>) -> [Vec<Piece>; 2] {
    stretches(document).map(|stretches| {
        let mut end = Vec::new();
        for (block, span) in stretches {
            pieces(document, block, span, &mut end);
        }
        end
    })
}

/// What makes the head and the tail of `document`: blocks, each with the place in it.
fn stretches(document: &Document<'_>) -> [Vec<(Span, Span)>; 2] {
    let running = || document.blocks().iter().filter(|block| is_running(block));
    let mut left = REACH;
    let mut head = Vec::new();
    for block in running() {
        let text = document.slice(block.span);
        let cut = text.floor_char_boundary(left.min(text.len()));
        head.push((block.span, Span::new(0, cut)));
        left -= cut;
        if cut < text.len() {
            break;
        }
    }
    left = REACH;
    let mut tail = Vec::new();
    for block in running().rev() {
        let text = document.slice(block.span);
        let cut = text.ceil_char_boundary(text.len().saturating_sub(left));
        tail.push((block.span, Span::new(cut, text.len())));
        left = left.saturating_sub(text.len() - cut);
        if cut > 0 {
            break;
        }
    }
    tail.reverse();
    [head, tail]
}

/// Appends the tokens at `span` of the block at `block`.
fn pieces(document: &Document<'_>, block: Span, span: Span, out: &mut Vec<Piece>) {
    let text = document.slice(block);
    tokens_at(span.of(text), |token, at| {
        let at = at.shifted(span.start);
        let before = text
            .get(..at.start)
            .and_then(|text| text.chars().next_back());
        let behind = text.get(at.end..).and_then(|text| text.chars().next());
        let mark = |c: char| c.is_whitespace() || is_terminal(c) || matches!(c, '|' | '｜');
        let parts = |c: char| !is_han(c) && (mark(c) || is_closer(c) || is_opener(c));
        out.push(Piece {
            token,
            span: at.shifted(block.start),
            begins: before.is_none_or(parts),
            ends: behind.is_none_or(parts),
        });
    });
}

/// The hashes at both ends of `document` that are remembered, sorted.
pub(super) fn samples(document: &Document<'_>) -> Vec<u32> {
    let mut kept = Vec::with_capacity(2 * SAMPLES);
    for stretches in stretches(document) {
        let mut hashes = Vec::with_capacity(REACH / 3);
        let mut window = Window::default();
        for (block, span) in stretches {
            let text = span.of(document.slice(block));
            tokens(text, |token| {
                hashes.extend(window.push(token).map(first_half));
            });
        }
        let smallest = |near: &[u32]| near.iter().min().copied();
        kept.extend(
            hashes
                .windows(NEIGHBOURS.min(hashes.len().max(1)))
                .filter_map(smallest),
        );
    }
    // Neighbours have the same smallest hash most often.
    kept.dedup();
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// The hashes of the shingles of `end`, in order.
pub fn shingles(end: &[Piece]) -> impl Iterator<Item = u32> {
    let mut window = Window::default();
    end.iter()
        .filter_map(move |piece| window.push(piece.token).map(first_half))
}

fn first_half(hash: u64) -> u32 {
    let [a, b, c, d, ..] = hash.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}
