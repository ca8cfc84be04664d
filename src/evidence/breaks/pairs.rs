//! Which end goes with which beginning.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use super::assign::{self, Continuation, Resume};
use super::candidates::{Scales, candidates};
use super::credit::{self, Credit};
use super::credit_names::Trust;
use super::endings;
use super::shape::{self, Ending};
use super::weights::{Limit, Weights};
use super::{Break, Certainty, Orphan, Spliced, Split, Truncated, head, starts, tail};
use super::{joins, no_sentence};
use crate::Span;
use crate::document::{BlockKind, Document};
use crate::language::lexicon;
use crate::language::marks::is_complete;

/// Fewest characters behind a credit that are no part of it though nothing was found that stops.
const ALONE: usize = 9;
/// Last characters of a cut sentence that show the same sentence elsewhere.
const COPIED: usize = 12;
/// Characters shown of an end or a beginning.
const SHOWN: usize = 8;

/// The ends of `document` that ask for a continuation, the credits that run into text, and every pair of the two.
pub(super) fn weigh(scales: &Scales<'_>) -> (Vec<(usize, Ending)>, Vec<Credit>, Vec<Continuation>) {
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
    let weights = scales.weights;
    let candidates = candidates_of(document, weights, &pairs);
    let told = take(weights, pairs);
    let mut found: Vec<Break> = told.iter().map(|pair| joined(document, pair)).collect();
    let paired: HashSet<usize> = told.iter().map(|pair| pair.end).collect();
    let sound = LazyCell::new(|| shape::ends_soundly_throughout(document));
    for (end, ending) in ends {
        if ending == Ending::Dangling && !paired.contains(&end) {
            let candidate = candidates.get(&end);
            // A standfirst ends without a full stop; only what goes on tells a cut paragraph from one.
            let goes_on =
                candidate.is_some_and(|candidate| candidate.says >= weights.limit(Limit::Hinting));
            if goes_on || !no_sentence::is_deck(document, end) {
                found.extend(truncated(scales, end, candidate, *sound));
            }
        }
    }
    let resumed: HashSet<usize> = told.iter().map(|pair| pair.resume.block()).collect();
    for credit in credits {
        let rest = Span::new(credit.span.end, document.blocks()[credit.block].span.end);
        let long = document.slice(rest).chars().nth(ALONE).is_some();
        if credit.trust == Trust::Sure && !resumed.contains(&credit.block) && long {
            let alone = spliced(document, credit.block, credit.span, None);
            found.push(Break::Spliced(alone));
        }
    }
    orphans(document, &resumed, &mut found);
    found
}

/// The pairs to tell: what stands behind a paragraph that stops is not its rest for that.
fn take(weights: &Weights, pairs: Vec<Continuation>) -> Vec<Continuation> {
    let inside = |pair: &&Continuation| !matches!(pair.resume, Resume::Head(_));
    let others: Vec<Continuation> = pairs.iter().filter(inside).cloned().collect();
    let tells = |pair: &Continuation| pair.says >= least(weights, pair);
    let (mut told, thin): (Vec<Continuation>, Vec<Continuation>) =
        assign::assign(weights, pairs).into_iter().partition(tells);
    // An end that its place alone would give away is free for a seam or a credit.
    let free: HashSet<usize> = thin.iter().map(|pair| pair.end).collect();
    let used: HashSet<usize> = told.iter().map(|pair| pair.resume.block()).collect();
    let open =
        |pair: &Continuation| free.contains(&pair.end) && !used.contains(&pair.resume.block());
    let others = others.into_iter().filter(|pair| open(pair) && tells(pair));
    told.extend(assign::assign(weights, others.collect()));
    told
}

/// What the pieces of `pair` must say for it to be told: behind a credit only what may begin a sentence is none.
fn least(weights: &Weights, pair: &Continuation) -> f32 {
    weights.limit(match pair.resume {
        Resume::Credit(credit) if credit.trust != Trust::Possible => Limit::Lost,
        Resume::Credit(credit) if !credit.named => Limit::Hinting,
        _ => Limit::Telling,
    })
}

/// A paragraph that may be the rest of one that stops, where neither is proved.
struct Candidate {
    block: usize,
    says: f32,
    score: f32,
}

/// For each end, the likeliest beginning behind it that was weighed and not clearly lost.
fn candidates_of(
    document: &Document<'_>,
    weights: &Weights,
    pairs: &[Continuation],
) -> HashMap<usize, Candidate> {
    let lost = weights.limit(Limit::Lost);
    let mut best: HashMap<usize, Candidate> = HashMap::new();
    for pair in pairs {
        let Resume::Head(block) = pair.resume else {
            continue;
        };
        let better = |best: &Candidate| pair.score > best.score;
        if block > pair.end
            && pair.says > lost
            && is_complete(document.slice(document.blocks()[block].span))
            && best.get(&pair.end).is_none_or(better)
        {
            let (says, score) = (pair.says, pair.score);
            best.insert(pair.end, Candidate { block, says, score });
        }
    }
    best
}

fn joined(document: &Document<'_>, pair: &Continuation) -> Break {
    match pair.resume {
        Resume::Head(block) => split(document, pair, block),
        Resume::Credit(credit) => {
            Break::Spliced(spliced(document, credit.block, credit.span, Some(pair)))
        }
        Resume::Inside(block, seam) => {
            let front = Span::new(document.blocks()[block].span.start, seam);
            Break::Spliced(spliced(document, block, front, Some(pair)))
        }
    }
}

fn split(document: &Document<'_>, pair: &Continuation, resumes: usize) -> Break {
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
fn spliced(
    document: &Document<'_>,
    block: usize,
    front: Span,
    pair: Option<&Continuation>,
) -> Spliced {
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

/// Block `end` stops and may go on in `candidate`; does the article have the same text complete? Nothing where
/// that shows that only the full stop is missing: a pull quote, a deck.
fn truncated(
    scales: &Scales<'_>,
    end: usize,
    candidate: Option<&Candidate>,
    sound: bool,
) -> Option<Break> {
    let document = scales.document;
    let span = document.blocks()[end].span;
    let text = document.slice(span);
    let complete = complete(scales, span);
    if complete.is_some_and(|(_, rest)| !document.slice(rest).contains(char::is_alphanumeric)) {
        return None;
    }
    let certainty = if endings::is_cut(text) && !shape::is_short(text) {
        Certainty::Cut
    } else if endings::holds_a_sentence(text) && sound {
        Certainty::Likely
    } else {
        Certainty::Open
    };
    Some(Break::Truncated(Truncated {
        end: tail(text, span.start, SHOWN),
        block: end,
        certainty,
        complete,
        candidate: candidate.map(|candidate| {
            let span = document.blocks()[candidate.block].span;
            head(document.slice(span), span.start, SHOWN)
        }),
    }))
}

/// Where the article has the last sentence of `span` complete, and the rest of it there.
fn complete(scales: &Scales<'_>, span: Span) -> Option<(Span, Span)> {
    let document = scales.document;
    let sentence = endings::after_last_sentence(document.slice(span));
    let copied = super::tail(sentence, 0, COPIED).of(sentence);
    if copied.chars().count() < COPIED {
        return None;
    }
    let mut same = scales.bigrams().find(copied);
    let found = same.find(|found| !span.contains(*found))?;
    let sentence = document.sentence_at(found.start)?;
    (sentence.end > found.end).then(|| (sentence, Span::new(found.end, sentence.end)))
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
