//! Which end goes with which beginning.

use std::cell::LazyCell;

use super::assign::{self, Pair, Resume};
use super::credit::{self, Credit};
use super::joins;
use super::shape::{self, Ending, Lengths};
use super::{Break, Orphan, Spliced, Split, Truncated, head, seams, starts, tail};
use crate::Span;
use crate::document::{BlockKind, Document};
use crate::language::lexicon;
use crate::language::marks::is_complete;

/// How many paragraphs of text a continuation may be displaced.
const WINDOW: usize = 6;
/// What it says for a pair that a caption stands between the two: captions cut sentences.
const CAPTION: f32 = 4.5;
/// What it says for a beginning that runs on from a credit.
const CREDIT: f32 = 1.5;
/// What it says against a credit that may be no credit.
const UNSURE: f32 = 0.5;
/// What it says against a pair that other sentences of the article begin as the second piece does.
const AGAIN: f32 = 2.7;
/// What it says against a pair that the second piece looks like a headline or a line of its own.
const LINE: f32 = 2.0;
/// How much likelier a paragraph is a beginning than the rest of the one before it that stops.
const PRIOR: f32 = -1.1;
/// The same where other paragraphs stand between.
const DISPLACED: f32 = -0.7;
/// What a word, or a beginning that is none, must say for a continuation further away.
const CLEAR: f32 = 3.0;
/// Fewest characters behind a credit that are no part of it though nothing was found that stops.
const ALONE: usize = 9;
/// Characters shown of an end or a beginning.
const SHOWN: usize = 8;

/// Finds the breaks of `document`.
pub(super) fn find(document: &Document<'_>) -> Vec<Break> {
    let blocks = document.blocks();
    let ends: Vec<(usize, Ending)> = (0..blocks.len())
        .map(|index| (index, shape::ending(document, index)))
        .filter(|(_, ending)| *ending != Ending::Whole)
        .collect();
    let credits = credit::all(document, !ends.is_empty());
    // Most articles have no end to ask about.
    let lengths = LazyCell::new(|| Lengths::of(document));
    let mut found = Vec::new();
    let mut pairs = Vec::new();
    for (end, ending) in &ends {
        pairs.extend(candidates(document, *end, *ending, &credits, &lengths));
    }
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
    for (end, ending) in ends {
        if ending == Ending::Dangling && !taken.iter().any(|pair| pair.end == end) {
            found.push(truncated(document, end));
        }
    }
    for credit in credits {
        let met = taken.iter().any(|pair| pair.resume.block() == credit.block);
        let rest = Span::new(credit.span.end, document.blocks()[credit.block].span.end);
        let long = document.slice(rest).chars().nth(ALONE).is_some();
        if credit.sure && !met && long {
            let alone = spliced(document, credit.block, credit.span, None);
            found.push(Break::Spliced(alone));
        }
    }
    orphans(document, &taken, &mut found);
    found
}

/// A paragraph in which a cut sentence may go on.
struct Place {
    block: usize,
    /// How many paragraphs of text the continuation is displaced.
    away: usize,
    /// Does it stand before the paragraph that stops?
    before: bool,
    /// Does only a picture's line stand between?
    picture: bool,
}

/// The paragraphs around block `end` up to the next headings, the ones behind it first.
fn places(document: &Document<'_>, end: usize) -> Vec<Place> {
    let blocks = document.blocks();
    let mut found = Vec::new();
    let mut collect = |indices: &mut dyn Iterator<Item = usize>, before: bool| {
        let mut away = usize::from(before);
        let mut picture = false;
        for index in indices {
            let block = &blocks[index];
            if block.kind == BlockKind::Heading && block.level > 0 || away >= WINDOW {
                break;
            }
            picture |= block.kind.is_picture();
            if shape::may_break(block) {
                found.push(Place {
                    block: index,
                    away,
                    before,
                    picture: picture && away == 0,
                });
                away += 1;
            }
        }
    };
    collect(&mut (end + 1..blocks.len()), false);
    // An article does not begin with the rest of a sentence.
    let first = blocks
        .iter()
        .position(|block| block.kind == BlockKind::Body);
    collect(&mut (first.map_or(end, |first| first + 1)..end).rev(), true);
    found
}

/// The places where the sentence that block `end` cuts may go on.
fn candidates(
    document: &Document<'_>,
    end: usize,
    ending: Ending,
    credits: &[Credit],
    lengths: &Lengths,
) -> Vec<Pair> {
    let blocks = document.blocks();
    let left = document.slice(blocks[end].span);
    let mut pairs = Vec::new();
    for place in places(document, end) {
        // What may be a headline goes on right behind itself, if at all.
        if ending == Ending::Weak && place.away > 0 {
            break;
        }
        let block = &blocks[place.block];
        let right = document.slice(block.span);
        let bridge = joins::bridge(document.prose(), left, right);
        let resumption = starts::resumption(right);
        let sign = bridge.score - if place.before { bridge.echo } else { 0.0 };
        let shape = match (place.away, place.picture) {
            (0, false) => PRIOR,
            (0, true) => CAPTION,
            // Among so many, one clear sign is asked for; what an article speaks of most is none before the cut.
            _ if sign.max(resumption) < CLEAR => continue,
            (away, _) => DISPLACED - 0.5 * away as f32,
        };
        let short = lengths.shortness(end, place.block);
        let mut score = bridge.score + shape + resumption;
        // Further away there is always some short paragraph.
        score += if place.away > 0 {
            short.min(0.0)
        } else {
            short
        };
        if begins_elsewhere(document, place.block) {
            score -= AGAIN;
        }
        if block.kind != BlockKind::Body {
            score -= LINE;
        }
        if ending == Ending::Weak {
            // Only next to each other, and only where a sentence ends: lines of verse and of a headline do not. A line
            // that may be a headline or a name needs a word as proof.
            let headline = left.chars().count() < 12 || !left.contains(['，', '。']);
            let proved = bridge.score >= 3.0 && (bridge.word.is_some() || !headline)
                || place.picture && !headline;
            let ends = place.picture || is_complete(right);
            if !proved || !ends {
                continue;
            }
            score -= 1.0;
        } else if place.away < 3
            && !place.before
            && is_complete(right)
            && let Some(seam) = seams::find(document.prose(), left, right)
        {
            let at = block.span.start + seam.at;
            let rest = document.slice(Span::new(at, block.span.end));
            pairs.push(Pair {
                end,
                resume: Resume::Inside(place.block, at),
                bridge: joins::bridge(document.prose(), left, rest),
                score: seam.score + short - 1.5 * place.away as f32,
            });
        }
        pairs.push(Pair {
            end,
            resume: Resume::Head(place.block),
            bridge,
            score,
        });
    }
    // A line that may be a headline is no proof for a credit that may be none.
    let credits = credits
        .iter()
        .filter(|credit| credit.block != end && (credit.sure || ending == Ending::Dangling));
    for credit in credits {
        let right = document.slice(Span::new(credit.span.end, blocks[credit.block].span.end));
        let bridge = joins::bridge(document.prose(), left, right);
        let mut score = bridge.score + CREDIT + starts::resumption(right).max(0.0);
        if credit.block == end + 1 && ending == Ending::Dangling {
            // A paragraph that stops, then a picture's credit and text: that is how columns are fused.
            score += CAPTION;
        } else if !credit.sure {
            score -= UNSURE;
        }
        pairs.push(Pair {
            end,
            resume: Resume::Credit(*credit),
            bridge,
            score,
        });
    }
    pairs
}

/// Do other sentences of the article begin as block `index` does?
fn begins_elsewhere(document: &Document<'_>, index: usize) -> bool {
    let span = document.blocks()[index].span;
    let text = document.slice(span);
    let first = head(text, 0, 2).of(text);
    document
        .sentences()
        .iter()
        .any(|sentence| !span.contains(*sentence) && document.slice(*sentence).starts_with(first))
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
fn truncated(document: &Document<'_>, end: usize) -> Break {
    let span = document.blocks()[end].span;
    let text = document.slice(span);
    let sentence = shape::after_last_sentence(text);
    let copied = super::tail(sentence, 0, 12).of(sentence);
    let complete = (copied.chars().count() == 12)
        .then(|| {
            document
                .prose()
                .match_indices(copied)
                .map(|(at, _)| Span::new(at, at + copied.len()))
                .find(|found| !span.contains(*found))
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
fn orphans(document: &Document<'_>, taken: &[Pair], found: &mut Vec<Break>) {
    for (index, block) in document.blocks().iter().enumerate() {
        let text = document.slice(block.span);
        let used = taken.iter().any(|pair| pair.resume.block() == index);
        if block.kind == BlockKind::Body && !used && starts::is_impossible(text) {
            found.push(Break::Orphan(Orphan {
                start: head(text, block.span.start, SHOWN),
            }));
        }
    }
}
