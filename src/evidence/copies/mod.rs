//! What an article says twice: paragraphs, passages of paragraphs, and short lines.
//!
//! The characters that count (letters, digits, Han) of all blocks are one `stream`; every shingle of five is hashed
//! once and linked to where it stood before. A change spoils five shingles at most, so two texts that are copies (at
//! most 15 changes in 100 characters) share a quarter of them: shared shingles nominate, the edit distance decides
//! (`align`). Whole blocks come first (`pairs`: equal, near, cut, with a hole, extended; in a row: `runs`), then
//! `passages` from a mark to the end of a sentence. What stands more than twice is led back to its first place and is
//! one finding. Headings are compared with headings only, because they echo the text. Captions take part in full.
//!
//! Most of what sound news says twice differs in figures or names, is the lead told again, or is a digest of later
//! paragraphs: such near copies are told apart, for information.

pub(in crate::evidence) mod align;
mod pairs;
mod passages;
mod runs;
mod shingles;
mod stream;

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::Span;
use crate::document::Document;
use pairs::Pair;
use shingles::Shingles;
pub use stream::size;
use stream::{End, Form, Stream, Unit};

/// Fewest Han characters of a paragraph that can be a copy, or five times as many letters.
const PARAGRAPH: usize = 12;
/// Fewest Han characters of a passage that can be a copy, or five times as many letters.
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
    /// The earlier place; the first one if the paragraph stands more than twice.
    pub original: usize,
    /// How the two relate.
    pub relation: Relation,
    /// Is one of the two a heading, a caption, a numbered note, a turn of a conversation or a block of no certain kind, or the
    /// earlier one the lead that the later one goes on from? Such are repeated on purpose.
    pub is_weak: bool,
    /// Do the two differ in what they tell, as the same words about something else do, or is one set apart for display:
    /// a pull quote, a deck, a title told again, the caption of another picture?
    pub is_meant: bool,
}

/// Two paragraphs or more that follow each other at two places of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunCopy {
    /// The later place, indices of [`Document::blocks`].
    pub blocks: Range<usize>,
    /// The earlier place.
    pub originals: Range<usize>,
    /// How many paragraphs, short lines aside.
    pub paragraphs: usize,
    /// Does nothing differ?
    pub is_exact: bool,
    /// Are all of them as weak as [`ParagraphCopy::is_weak`] says?
    pub is_weak: bool,
    /// Is any of them as [`ParagraphCopy::is_meant`] says, or are all of them notes, as stand under each of several
    /// tables?
    pub is_meant: bool,
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

impl Relation {
    /// Is each of the two, but for small differences, all of the other?
    pub fn is_whole(&self) -> bool {
        matches!(self, Self::Equal | Self::Near(_))
    }
}

/// A passage that stands in another paragraph before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageCopy {
    /// The later place.
    pub span: Span,
    /// The earlier place; the first one if the passage stands more than twice.
    pub original: Span,
    /// What differs, if anything does.
    pub difference: Option<Difference>,
    /// The block of the later place.
    pub block: usize,
    /// The block of the earlier place.
    original_block: usize,
    /// Does the later place begin a sentence?
    pub begins_sentence: bool,
    /// May it well be the writer who says it again: the words of the lead, the same about something else, the short
    /// end of a sentence?
    pub is_weak: bool,
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
            copies.find_first();
            passages::find_first(&mut copies.passages);
            passages::weaken_digests(document, &mut copies.passages);
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
            let is_heading = |unit: usize| stream.units[unit].form == Form::Heading;
            let mut pairs = pairs::of(stream, &shingles, later);
            pairs.retain(|pair| is_heading(pair.earlier) == is_heading(later));
            if pairs.is_empty() {
                continue;
            }
            let whole = pairs
                .iter()
                .filter_map(|pair| Some((pair, related(stream, pair)?)))
                .min_by_key(|(pair, relation)| (rank(relation), pair.earlier));
            if let Some((pair, whole)) = whole {
                let (unit, earlier) = (&stream.units[later], &stream.units[pair.earlier]);
                let (a, b) = (stream.slice(&unit.range), stream.slice(&earlier.range));
                let goes_on = matches!(whole, Whole::Extended(..)) && earlier.range.start == 0;
                self.paragraphs.push(ParagraphCopy {
                    block: unit.block,
                    original: earlier.block,
                    is_weak: is_weak(unit) || is_weak(earlier) || goes_on,
                    is_meant: matches!(whole, Whole::Near(_)) && align::is_parallel(a, b)
                        || is_displayed(stream, unit, earlier, &whole),
                    relation: whole.told(stream, document, pair),
                });
            } else if !is_heading(later) {
                let passages = passages::of(document, stream, &pairs);
                self.passages.extend(passages);
            }
        }
    }

    /// Leads what stands more than twice back to its first place: a copy of a copy is one of the original, unless both
    /// differ from what they repeat.
    fn find_first(&mut self) {
        let mut whole: BTreeMap<usize, (usize, Relation)> = BTreeMap::new();
        for copy in &mut self.paragraphs {
            if !copy.relation.is_whole() {
                continue;
            }
            if let Some((first, relation)) = whole.get(&copy.original)
                && (copy.relation == Relation::Equal || *relation == Relation::Equal)
            {
                copy.original = *first;
                if copy.relation == Relation::Equal {
                    copy.relation = relation.clone();
                }
            }
            whole.insert(copy.block, (copy.original, copy.relation.clone()));
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

/// Is one of the two set apart for display, and meant to stand again? A pull quote and a deck take a sentence without
/// its full stop; a short line takes up the title; a sentence of its own tells what another only begins with; a note stands under each of several tables; pictures of one event have captions that are alike.
fn is_displayed(stream: &Stream, later: &Unit, earlier: &Unit, whole: &Whole) -> bool {
    let sentence_at = |at: usize| stream.marks_in(at..at).any(|(_, end)| end == End::Sentence);
    let quotes = |unit: &Unit, end: usize| !stream.ends_sentence(unit) && sentence_at(end);
    // A copy would not have made a full stop of a comma.
    let closes = |unit: &Unit, end: usize| stream.ends_sentence(unit) && !sentence_at(end);
    let captions = later.form == Form::Caption && earlier.form == Form::Caption;
    match whole {
        Whole::Equal => {
            let notes = later.form == Form::Numbered && earlier.form == Form::Numbered;
            notes || quotes(later, earlier.range.end) || quotes(earlier, later.range.end)
        }
        Whole::Near(_) => {
            captions || quotes(later, earlier.range.end) || quotes(earlier, later.range.end)
        }
        Whole::Cut(part, _) => {
            let is_title = earlier.range.start == 0 && later.size < PASSAGE;
            captions || is_title || quotes(later, part.end) || closes(later, part.end)
        }
        Whole::Extended(part, _) => {
            captions || quotes(earlier, part.end) || closes(earlier, part.end)
        }
    }
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
    if later.size.min(earlier.size) < PARAGRAPH {
        return None;
    }
    let (a, b) = (stream.slice(&later.range), stream.slice(&earlier.range));
    if a == b {
        // Of a caption and the text that follows it, the caption can go.
        let is_over = caption(earlier) && !caption(later);
        let extended = || Whole::Extended(later.range.clone(), 0);
        return Some(if is_over { extended() } else { Whole::Equal });
    }
    if later.form == Form::Heading {
        return None;
    }
    if caption(later) == caption(earlier)
        && pair.may_be_near(a.len(), b.len())
        && let Some(changes) = align::changes(a, b)
        && !align::is_template(a, b)
    {
        return Some(Whole::Near(changes));
    }
    if caption(later) || caption(earlier) {
        return None;
    }
    if let Some(part) = pair.part_of_earlier(stream) {
        return Some(Whole::Cut(part, 0));
    }
    if let Some(part) = pair.part_of_later(stream) {
        return Some(Whole::Extended(part, 0));
    }
    // A whole sentence that stands in another paragraph with a change or two is a repeated sentence; a piece without
    // an end is a paragraph cut short.
    let cut_short = |unit: &Unit| unit.size >= PASSAGE && !stream.ends_sentence(unit);
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
    if later.size >= PASSAGE
        && let Some((part, changes)) = pair.part_with_hole(stream, true)
    {
        return Some(Whole::Cut(part, changes));
    }
    if earlier.size >= PASSAGE
        && let Some((part, changes)) = pair.part_with_hole(stream, false)
    {
        return Some(Whole::Extended(part, changes));
    }
    None
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
