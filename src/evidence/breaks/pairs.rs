//! Which end goes with which beginning.

use std::collections::HashSet;

use super::assign::{self, Pair, Resume};
use super::candidates::{Scales, candidates};
use super::credit::{self, Credit};
use super::joins;
use super::shape::{self, Ending};
use super::{Break, Orphan, Spliced, Split, Truncated, head, starts, tail};
use crate::Span;
use crate::document::{BlockKind, Document};
use crate::language::lexicon;

/// Fewest characters behind a credit that are no part of it though nothing was found that stops.
const ALONE: usize = 9;
/// Characters shown of an end or a beginning.
const SHOWN: usize = 8;

/// The ends of `document` that ask for a continuation, the credits that run into text, and every pair of the two.
pub(super) fn weigh(scales: &Scales<'_>) -> (Vec<(usize, Ending)>, Vec<Credit>, Vec<Pair>) {
    let document = scales.document;
    let ends: Vec<(usize, Ending)> = (0..document.blocks().len())
        .map(|index| (index, shape::ending(document, index)))
        .filter(|(_, ending)| *ending != Ending::Whole)
        .collect();
    let credits = credit::all(document, !ends.is_empty());
    let pairs = ends
        .iter()
        .flat_map(|(end, ending)| candidates(scales, *end, *ending, &credits))
        .collect();
    (ends, credits, pairs)
}

/// Finds the breaks of the article on `scales`.
pub(super) fn find(scales: &Scales<'_>) -> Vec<Break> {
    let document = scales.document;
    let (ends, credits, pairs) = weigh(scales);
    let mut found = Vec::new();
    let taken = assign::assign(pairs);
    for pair in &taken {
        found.push(match pair.resume {
            Resume::Head(block) => split(document, pair, block),
            Resume::Credit(credit) => {
                Break::Spliced(spliced(document, credit.block, credit.span, Some(pair)))
            }
            Resume::Inside(block, seam) => {
                let front = Span::new(document.blocks()[block].span.start, seam);
                Break::Spliced(spliced(document, block, front, Some(pair)))
            }
        });
    }
    let paired: HashSet<usize> = taken.iter().map(|pair| pair.end).collect();
    for (end, ending) in ends {
        if ending == Ending::Dangling && !paired.contains(&end) {
            found.push(truncated(scales, end));
        }
    }
    let resumed: HashSet<usize> = taken.iter().map(|pair| pair.resume.block()).collect();
    for credit in credits {
        let rest = Span::new(credit.span.end, document.blocks()[credit.block].span.end);
        let long = document.slice(rest).chars().nth(ALONE).is_some();
        if credit.sure && !resumed.contains(&credit.block) && long {
            let alone = spliced(document, credit.block, credit.span, None);
            found.push(Break::Spliced(alone));
        }
    }
    orphans(document, &resumed, &mut found);
    found
}

fn split(document: &Document<'_>, pair: &Pair, resumes: usize) -> Break {
    let blocks = document.blocks();
    let (left, right) = (blocks[pair.end].span, blocks[resumes].span);
    Break::Split(Split {
        left: tail(document.slice(left), left.start, SHOWN),
        right: head(document.slice(right), right.start, SHOWN),
        stops: pair.end,
        resumes,
        bridge: pair.bridge.clone(),
    })
}

/// The splice behind `front` in `block`; `pair` where the sentence that goes on there was found.
fn spliced(document: &Document<'_>, block: usize, front: Span, pair: Option<&Pair>) -> Spliced {
    let blocks = document.blocks();
    let rest = Span::new(front.end, blocks[block].span.end);
    let last = joins::last_chars(document.slice(front));
    // Behind a bracket no word stands: the credit is shown whole.
    let word = last
        .len()
        .checked_sub(1)
        .map_or(SHOWN, |at| lexicon::longest_word_covering(&last, at).len());
    let before = tail(document.slice(front), front.start, word);
    let bridge = pair.map(|pair| pair.bridge.clone()).unwrap_or_default();
    let shown = bridge
        .word
        .as_ref()
        .map_or(4, |word| word.chars().count() - bridge.from_left);
    let after = head(document.slice(rest), rest.start, shown.max(1));
    Spliced {
        span: before.joined(after),
        front,
        rest,
        credit: !pair.is_some_and(|pair| matches!(pair.resume, Resume::Inside(..))),
        head: pair.map(|pair| {
            let span = blocks[pair.end].span;
            (tail(document.slice(span), span.start, SHOWN), pair.end)
        }),
        bridge,
    }
}

/// Block `end` stops; does the article have the same text complete?
fn truncated(scales: &Scales<'_>, end: usize) -> Break {
    let document = scales.document;
    let span = document.blocks()[end].span;
    let text = document.slice(span);
    let sentence = shape::after_last_sentence(text);
    let copied = super::tail(sentence, 0, 12).of(sentence);
    let complete = (copied.chars().count() == 12)
        .then(|| {
            let mut same = scales.bigrams().find(copied);
            same.find(|found| !span.contains(*found))
        })
        .flatten()
        .and_then(|found| {
            let sentence = document.sentence_at(found.start)?;
            (sentence.end > found.end).then(|| (sentence, Span::new(found.end, sentence.end)))
        });
    Break::Truncated(Truncated {
        end: tail(text, span.start, SHOWN),
        block: end,
        sure: shape::is_cut(text),
        complete,
    })
}

/// Paragraphs that begin in the middle of a sentence and belong to no end.
fn orphans(document: &Document<'_>, resumed: &HashSet<usize>, found: &mut Vec<Break>) {
    for (index, block) in document.blocks().iter().enumerate() {
        let text = document.slice(block.span);
        if block.kind == BlockKind::Body && !resumed.contains(&index) && starts::is_impossible(text)
        {
            found.push(Break::Orphan(Orphan {
                start: head(text, block.span.start, SHOWN),
            }));
        }
    }
}
