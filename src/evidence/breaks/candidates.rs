//! The places where a cut sentence may go on, and what speaks for each.

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

use super::assign::{Continuation, Resume};
use super::bigrams::Bigrams;
use super::credit::Credit;
use super::credit_names::Trust;
use super::endings;
use super::joins::{self, Bridge};
use super::shape::{self, Ending, Lengths};
use super::weights::{self, Limit, Sign, Tally, Weights};
use super::{head, seams, starts};
use crate::Span;
use crate::document::{BlockKind, Document, Format};
use crate::language::marks::is_complete;

/// How many paragraphs of text a continuation may be displaced.
const WINDOW: usize = 6;
/// The same for what runs on behind a credit, in blocks of any kind: pictures stand far from their text.
const CREDITS: usize = 40;
/// How many short lines on either side do not count as paragraphs.
const SHORT_LINES: usize = 2;

/// An article and what weighs its pieces against each other; each part is made when first asked for, because most
/// articles have no end to ask about.
pub(super) struct Scales<'a> {
    pub document: &'a Document<'a>,
    pub weights: &'a Weights,
    bigrams: OnceCell<Bigrams<'a>>,
    lengths: OnceCell<Lengths>,
    heads: OnceCell<HashMap<&'a str, usize>>,
    pairs: Cell<usize>,
    /// The first paragraph: an article does not begin with the rest of a sentence.
    first: usize,
}

impl<'a> Scales<'a> {
    pub(super) fn new(document: &'a Document<'a>, weights: &'a Weights) -> Self {
        let blocks = document.blocks();
        let first = blocks
            .iter()
            .position(|block| block.kind == BlockKind::Body);
        Self {
            document,
            weights,
            bigrams: OnceCell::new(),
            lengths: OnceCell::new(),
            heads: OnceCell::new(),
            pairs: Cell::new(0),
            first: first.unwrap_or(blocks.len()),
        }
    }

    pub(super) fn bigrams(&self) -> &Bigrams<'a> {
        self.bigrams
            .get_or_init(|| Bigrams::of(self.document.prose()))
    }

    /// How many pairs were weighed and how many places of the text looked at so far.
    pub(super) fn steps(&self) -> usize {
        self.pairs.get() + self.bigrams.get().map_or(0, Bigrams::steps)
    }

    fn shortness(&self, end: usize, index: usize) -> f32 {
        let lengths = self.lengths.get_or_init(|| Lengths::of(self.document));
        lengths.shortness(end, index, self.weights.limit(Limit::Shortness))
    }

    /// How many sentences begin with each one and two characters.
    fn heads(&self) -> &HashMap<&'a str, usize> {
        self.heads.get_or_init(|| {
            let mut heads = HashMap::new();
            for sentence in self.document.sentences() {
                let text = self.document.slice(*sentence);
                for count in 1..=2 {
                    *heads.entry(prefix(text, count)).or_insert(0) += 1;
                }
            }
            heads
        })
    }

    /// Do other sentences of the article begin as block `index` does?
    fn begins_elsewhere(&self, index: usize) -> bool {
        let block = &self.document.blocks()[index];
        let text = self.document.slice(block.span);
        let first = head(text, 0, 2).of(text);
        let own = self.document.sentences().get(block.sentences.clone());
        let alike = |sentence: &&Span| self.document.slice(**sentence).starts_with(first);
        let own = own.unwrap_or(&[]).iter().filter(alike).count();
        self.heads().get(first).copied().unwrap_or(0) > own
    }
}

/// The first `count` characters of `text`.
fn prefix(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map(|(end, _)| end);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
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
fn places(scales: &Scales<'_>, end: usize) -> impl Iterator<Item = Place> {
    let blocks = scales.document.blocks();
    let page = scales.document.format() == Format::Text;
    let around = |indices: Box<dyn Iterator<Item = usize>>, before: bool| {
        let (mut away, mut lines, mut picture) = (usize::from(before), 0, false);
        indices
            .map_while(move |index| {
                let block = &blocks[index];
                if block.kind == BlockKind::Heading && block.level > 0 || away >= WINDOW {
                    return None;
                }
                picture |= block.kind.is_picture();
                let place = shape::may_break(block).then_some(Place {
                    block: index,
                    away,
                    before,
                    picture: picture && away == 0,
                });
                // A line left of a caption on a page does not displace a sentence.
                let text = scales.document.slice(block.span);
                let whole = is_complete(text) || text.chars().nth(shape::LIKE).is_some();
                let counts = whole || !page || lines == SHORT_LINES;
                lines += usize::from(!counts);
                away += usize::from(place.is_some() && counts);
                Some(place)
            })
            .flatten()
    };
    around(Box::new(end + 1..blocks.len()), false)
        .chain(around(Box::new((scales.first + 1..end).rev()), true))
}

/// The places where the sentence that block `end` cuts may go on; `credits` are those of the article, in order.
pub(super) fn candidates(
    scales: &Scales<'_>,
    end: usize,
    ending: Ending,
    credits: &[Credit],
) -> Vec<Continuation> {
    let mut pairs = Vec::new();
    // What may be a headline goes on right behind itself, if at all.
    let most = if ending == Ending::Weak {
        1
    } else {
        usize::MAX
    };
    for place in places(scales, end).take(most) {
        if ending == Ending::Weak && place.away > 0 {
            break;
        }
        at_place(scales, end, ending, &place, &mut pairs);
    }
    let from = credits.partition_point(|credit| credit.block + CREDITS < end);
    let credits = credits[from..]
        .iter()
        .take_while(|credit| credit.block <= end + CREDITS)
        .filter(|credit| credit.block != end && is_met(credit, end, ending));
    pairs.extend(credits.map(|credit| behind_credit(scales, end, ending, *credit)));
    pairs
}

/// Weighs the head of the paragraph at `place`, and a seam in it.
fn at_place(
    scales: &Scales<'_>,
    end: usize,
    ending: Ending,
    place: &Place,
    pairs: &mut Vec<Continuation>,
) {
    let (document, weights) = (scales.document, scales.weights);
    scales.pairs.set(scales.pairs.get() + 1);
    let (stops, block) = (&document.blocks()[end], &document.blocks()[place.block]);
    let (left, right) = (document.slice(stops.span), document.slice(block.span));
    let (bridge, mut signs) = joins::bridge(scales.bigrams(), weights, left, right);
    let beginning = starts::signs(right);
    let joined = signs.sum(weights);
    if place.away > 0 {
        // What an article speaks of most is no sign before the cut.
        let echo = signs.sum_of(weights::ECHOES, weights);
        let joined = if place.before { joined - echo } else { joined };
        if joined.max(beginning.sum(weights)) < weights.limit(Limit::Clear) {
            return;
        }
    }
    signs.join(&beginning);
    let mut says = signs.sum(weights);
    if place.away == 0 && endings::ends_open(left) {
        says += weights.limit(Limit::Open);
    }
    note_place(scales, end, place, &mut signs);
    if ending == Ending::Weak {
        // Only next to each other, and only where a sentence ends: lines of verse and of a headline do not. A line
        // that may be a headline or a name needs a word as proof.
        let headline = left.chars().count() < 12 || !left.contains(['，', '。']);
        let proved = joined >= weights.limit(Limit::Proved) && (bridge.word.is_some() || !headline)
            || place.picture && !headline && says >= weights.limit(Limit::Telling);
        let ends = place.picture || is_complete(right);
        if !proved || !ends {
            return;
        }
        signs.add(Sign::WeakEnd);
    } else if place.away < 3 && !place.before && is_complete(right) {
        pairs.extend(inside(scales, end, place));
    }
    let head = Resume::Head(place.block);
    pairs.push(pair(scales, end, head, bridge, signs, says));
}

/// Notes where the paragraph at `place` stands from block `end`, how long it is, and what else begins as it does.
fn note_place(scales: &Scales<'_>, end: usize, place: &Place, signs: &mut Tally) {
    match (place.away, place.picture) {
        (0, false) => signs.add(Sign::Next),
        (0, true) => signs.add(Sign::PictureBetween),
        (away, _) => {
            signs.add(Sign::Displaced);
            signs.add_times(Sign::Away, away as f32);
        }
    }
    let short = scales.shortness(end, place.block);
    // Further away there is always some short paragraph.
    let counted = if place.away > 0 {
        short.min(0.0)
    } else {
        short
    };
    signs.add_times(Sign::Short, counted);
    if scales.begins_elsewhere(place.block) {
        signs.add(Sign::BeginsElsewhere);
    }
    if scales.document.blocks()[place.block].kind != BlockKind::Body {
        signs.add(Sign::OtherKind);
    }
}

/// Weighs the likeliest seam inside the paragraph at `place`.
fn inside(scales: &Scales<'_>, end: usize, place: &Place) -> Option<Continuation> {
    let (document, blocks) = (scales.document, scales.document.blocks());
    let (left, block) = (document.slice(blocks[end].span), &blocks[place.block]);
    let right = document.slice(block.span);
    let seam = seams::find(scales.bigrams(), scales.weights, left, right)?;
    let at = block.span.start + seam.at;
    let rest = document.slice(Span::new(at, block.span.end));
    let mut signs = seam.signs;
    signs.add_times(Sign::Short, scales.shortness(end, place.block));
    signs.add_times(Sign::SeamAway, place.away as f32);
    let (bridge, _) = joins::bridge(scales.bigrams(), scales.weights, left, rest);
    let inside = Resume::Inside(place.block, at);
    Some(pair(scales, end, inside, bridge, signs, f32::MAX))
}

/// May `credit` stand before the rest of what block `end` cuts? A line that may be a headline is no proof for a credit
/// that may be none, and a name alone is one only right behind a paragraph that stops.
fn is_met(credit: &Credit, end: usize, ending: Ending) -> bool {
    match credit.trust {
        Trust::Sure => true,
        Trust::Likely => ending == Ending::Dangling,
        Trust::Possible => ending == Ending::Dangling && credit.block == end + 1,
    }
}

/// Weighs what runs on behind `credit`.
fn behind_credit(scales: &Scales<'_>, end: usize, ending: Ending, credit: Credit) -> Continuation {
    let (document, blocks) = (scales.document, scales.document.blocks());
    scales.pairs.set(scales.pairs.get() + 1);
    let left = document.slice(blocks[end].span);
    let right = document.slice(Span::new(credit.span.end, blocks[credit.block].span.end));
    let (bridge, mut signs) = joins::bridge(scales.bigrams(), scales.weights, left, right);
    let beginning = starts::signs(right);
    // Behind a name that may be whom a sentence is about, verbs stand as well.
    let begins = if credit.trust == Trust::Possible {
        beginning.sum_of(&[Sign::Mark, Sign::NeverFirst], scales.weights)
    } else {
        beginning.sum(scales.weights)
    };
    let mut says = signs.sum(scales.weights) + begins;
    let behind = credit.block == end + 1 && ending == Ending::Dangling;
    // A name that a cut parts from its verb ends in what is seldom a word, too.
    if behind && credit.trust != Trust::Possible {
        says -= signs.sum_of(&[Sign::Leftover], scales.weights);
    }
    if endings::ends_open(left) {
        says += scales.weights.limit(Limit::Open);
    }
    signs.add(Sign::Credit);
    // Behind a credit anything may begin.
    if beginning.sum(scales.weights) > 0.0 {
        signs.join(&beginning);
    }
    if behind {
        signs.add(Sign::CreditNext);
    } else if credit.trust != Trust::Sure {
        signs.add(Sign::UnsureCredit);
    }
    pair(scales, end, Resume::Credit(credit), bridge, signs, says)
}

fn pair(
    scales: &Scales<'_>,
    end: usize,
    resume: Resume,
    bridge: Bridge,
    signs: Tally,
    says: f32,
) -> Continuation {
    let score = signs.sum(scales.weights);
    Continuation {
        end,
        resume,
        bridge,
        signs,
        says,
        score,
    }
}
