//! What an article says twice: paragraphs, passages of paragraphs, and short lines.

mod align;
mod pairs;
mod runs;
mod stream;

use std::collections::HashSet;
use std::ops::Range;

use crate::Span;
use crate::document::Document;
use crate::language::is_han;
use pairs::{Pair, Region};
use stream::{End, Form, Shingles, Stream, Unit};

/// Fewest Han characters of a paragraph that can be a copy.
const PARAGRAPH: usize = 12;
/// Fewest Han characters of a passage that can be a copy.
const PASSAGE: usize = 20;

/// The repetitions inside one article.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    /// Whole paragraphs, in the order of the later places.
    pub paragraphs: Vec<ParagraphCopy>,
    /// Paragraphs in a row, as where an article was extracted twice. None of them is in [`Copies::paragraphs`].
    pub runs: Vec<RunCopy>,
    /// The blocks of short lines that stand three times or more, a group a line.
    pub lines: Vec<Vec<usize>>,
    /// Parts of paragraphs, in the order of the later places. None lies in one of [`Copies::paragraphs`].
    pub passages: Vec<PassageCopy>,
}

/// A paragraph that stands in the article before, as a whole or in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphCopy {
    /// The later place, an index of [`Document::blocks`].
    pub block: usize,
    /// The earlier place.
    pub original: usize,
    /// How the two relate.
    pub relation: Relation,
    /// Is one of the two a caption, a numbered note, a turn of a conversation or a block of no certain kind? Such are
    /// repeated on purpose.
    pub is_weak: bool,
}

/// Two paragraphs or more that follow each other at two places of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunCopy {
    /// The later place, indices of [`Document::blocks`].
    pub blocks: Range<usize>,
    /// The earlier place.
    pub originals: Range<usize>,
    /// How many paragraphs, headings and short lines aside.
    pub paragraphs: usize,
    /// Does nothing differ?
    pub is_exact: bool,
    /// Are all of them as weak as [`ParagraphCopy::is_weak`] says?
    pub is_weak: bool,
}

/// How the later of two paragraphs relates to the earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same characters.
    Equal,
    /// Nearly the same characters.
    Near(Difference),
    /// A part of the earlier one: the characters of the earlier one that the later one has, and how many differ.
    Cut(Span, usize),
    /// All of the earlier one and more: the characters of the later one that the earlier one has, and how many differ.
    Extended(Span, usize),
}

/// A passage that stands in another paragraph before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageCopy {
    /// The later place.
    pub span: Span,
    /// The earlier place.
    pub original: Span,
    /// What differs, if anything does.
    pub difference: Option<Difference>,
    /// The block of the later place.
    pub block: usize,
    /// Does the later place begin a sentence?
    pub begins_sentence: bool,
}

/// What differs between a text and its near copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Characters changed, added or left out.
    pub changes: usize,
    /// What the later text has at the first place where they differ; may be empty.
    pub here: String,
    /// What the earlier text has there; may be empty.
    pub there: String,
}

impl Difference {
    /// The key of the message that tells it: something else, something more or something less stands here.
    pub fn key(&self) -> &'static str {
        match (self.here.is_empty(), self.there.is_empty()) {
            (true, _) => "near-without",
            (_, true) => "near-with",
            _ => "near",
        }
    }
}

impl Copies {
    /// Compares the blocks of `document` with each other.
    pub fn of(document: &Document<'_>) -> Self {
        let stream = Stream::of(document);
        let mut copies = Self::default();
        if stream.units.len() > 1 {
            copies.compare(document, &stream);
            copies.runs = runs::take(document, &stream.units, &mut copies.paragraphs);
        }
        copies.lines = runs::lines(document, &copies.runs);
        let in_lines: HashSet<usize> = copies.lines.iter().flatten().copied().collect();
        copies
            .paragraphs
            .retain(|copy| !in_lines.contains(&copy.block));
        copies
    }

    /// Compares each block with the ones before it.
    fn compare(&mut self, document: &Document<'_>, stream: &Stream) {
        let shingles = Shingles::of(stream);
        for later in 0..stream.units.len() {
            let pairs = pairs::of(stream, &shingles, later);
            if pairs.is_empty() {
                continue;
            }
            let whole = pairs
                .iter()
                .filter_map(|pair| Some((pair, related(stream, pair)?)))
                .min_by_key(|(pair, relation)| (rank(relation), pair.earlier));
            if let Some((pair, whole)) = whole {
                self.paragraphs.push(ParagraphCopy {
                    block: stream.units[later].block,
                    original: stream.units[pair.earlier].block,
                    is_weak: is_weak(&stream.units[later]) || is_weak(&stream.units[pair.earlier]),
                    relation: whole.told(stream, document, pair),
                });
            } else {
                // Numbered items that ask or note the same of several things are written so.
                let numbered = |unit: usize| stream.units[unit].form == Form::Numbered;
                let pairs: Vec<Pair> = pairs
                    .into_iter()
                    .filter(|pair| !(numbered(pair.later) && numbered(pair.earlier)))
                    .collect();
                let passages = passages(stream, &pairs);
                let tell = |region: Region| told(stream, document, &region);
                self.passages.extend(passages.into_iter().map(tell));
            }
        }
    }

    /// Is the paragraph `block` as a whole a copy of an earlier one? Whether it is cut besides does not matter then: it
    /// goes.
    pub fn is_copy(&self, block: usize) -> bool {
        self.paragraphs.iter().any(|copy| copy.block == block)
            || self.runs.iter().any(|run| run.blocks.contains(&block))
    }
}

fn is_weak(unit: &Unit) -> bool {
    unit.form != Form::Text
}

/// A relation of two units in characters of the stream.
enum Whole {
    Equal,
    Near(usize),
    Cut(Range<usize>, usize),
    Extended(Range<usize>, usize),
}

fn rank(whole: &Whole) -> usize {
    match whole {
        Whole::Equal => 0,
        Whole::Near(_) => 1,
        Whole::Cut(..) => 2,
        Whole::Extended(..) => 3,
    }
}

impl Whole {
    fn told(self, stream: &Stream, document: &Document<'_>, pair: &Pair) -> Relation {
        match self {
            Self::Equal => Relation::Equal,
            Self::Near(changes) => Relation::Near(difference(
                stream,
                document,
                changes,
                &stream.units[pair.later].range,
                &stream.units[pair.earlier].range,
            )),
            Self::Cut(part, changes) => Relation::Cut(stream.span(document, &part), changes),
            Self::Extended(part, changes) => {
                Relation::Extended(stream.span(document, &part), changes)
            }
        }
    }
}

/// How the two units of `pair` relate as wholes.
fn related(stream: &Stream, pair: &Pair) -> Option<Whole> {
    let (later, earlier) = (&stream.units[pair.later], &stream.units[pair.earlier]);
    // A caption that repeats the text is a repeated sentence: the paragraph itself stands once.
    let caption = |unit: &Unit| unit.form == Form::Caption;
    if later.han.min(earlier.han) < PARAGRAPH {
        return None;
    }
    let (a, b) = (stream.slice(&later.range), stream.slice(&earlier.range));
    if caption(later) == caption(earlier) {
        if a == b {
            return Some(Whole::Equal);
        }
        if pair.may_be_near(a.len(), b.len())
            && let Some(changes) = align::changes(a, b)
            && !align::is_template(a, b)
        {
            return Some(Whole::Near(changes));
        }
    }
    if !caption(later)
        && let Some(part) = pair.part_of_earlier(stream)
    {
        return Some(Whole::Cut(part, 0));
    }
    if !caption(earlier)
        && let Some(part) = pair.part_of_later(stream)
    {
        return Some(Whole::Extended(part, 0));
    }
    // A whole sentence that stands in another paragraph with a change or two is a repeated sentence; a piece without
    // an end is a paragraph cut short.
    let cut_short =
        |unit: &Unit| !caption(unit) && unit.han >= PASSAGE && !stream.ends_sentence(unit);
    if cut_short(later)
        && let Some((part, changes)) = pair.near_part(stream, true)
    {
        return Some(Whole::Cut(part, changes));
    }
    if cut_short(earlier)
        && let Some((part, changes)) = pair.near_part(stream, false)
    {
        return Some(Whole::Extended(part, changes));
    }
    None
}

/// The passages that the later unit of `pairs` shares with earlier ones, apart from each other, the longest first
/// chosen.
fn passages(stream: &Stream, pairs: &[Pair]) -> Vec<Region> {
    let mut found: Vec<Region> = pairs
        .iter()
        .flat_map(|pair| pair.regions(stream))
        .filter(|region| is_passage(stream, region))
        .collect();
    found.sort_by_key(|region| (std::cmp::Reverse(region.later.len()), region.earlier.start));
    let mut chosen: Vec<Region> = Vec::new();
    for region in found {
        let apart = |other: &Region| {
            region.later.end <= other.later.start || other.later.end <= region.later.start
        };
        if chosen.iter().all(apart) {
            chosen.push(region);
        }
    }
    chosen.sort_by_key(|region| region.later.start);
    chosen
}

/// Is it long enough, and differs in no more than a copy may?
fn is_passage(stream: &Stream, region: &Region) -> bool {
    let (a, b) = (stream.slice(&region.later), stream.slice(&region.earlier));
    let han = a.iter().filter(|c| is_han(**c)).count();
    han >= PASSAGE && !stream.is_list(&region.later) && !align::is_template(a, b)
}

fn told(stream: &Stream, document: &Document<'_>, region: &Region) -> PassageCopy {
    let unit = &stream.units[stream.unit_at(region.later.start)];
    let difference = (region.changes > 0).then(|| {
        difference(
            stream,
            document,
            region.changes,
            &region.later,
            &region.earlier,
        )
    });
    PassageCopy {
        span: stream.span(document, &region.later),
        original: stream.span(document, &region.earlier),
        difference,
        block: unit.block,
        begins_sentence: stream
            .marks_in(region.later.start..region.later.start)
            .any(|(_, end)| end >= End::Block),
    }
}

fn difference(
    stream: &Stream,
    document: &Document<'_>,
    changes: usize,
    later: &Range<usize>,
    earlier: &Range<usize>,
) -> Difference {
    let (a, b) = (stream.slice(later), stream.slice(earlier));
    let (same, here, there) = align::first_difference(a, b);
    let text = |start: usize, length: usize| {
        let from = start + same;
        stream.text(document, &(from..from + length)).to_owned()
    };
    Difference {
        changes,
        here: text(later.start, here),
        there: text(earlier.start, there),
    }
}
