//! Passages that stand in two paragraphs: which ones, and how much they mean.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::pairs::{Pair, Region};
use super::stream::{self, End, Form, Stream, Unit};
use super::{PASSAGE, PassageCopy, align, difference};
use crate::Span;
use crate::document::Document;

/// Fewest Han characters of the end of a sentence that hardly two sentences share by chance.
const TAIL: usize = 60;

/// Blocks that may be of the lead, the title among them.
const LEAD: usize = 5;
/// How many blocks further down a section begins that takes up the lead.
const SECTION: usize = 6;

/// The passages that the later unit of `pairs` shares with earlier ones, apart from each other, the longest first
/// chosen.
pub(super) fn of(document: &Document<'_>, stream: &Stream, pairs: &[Pair]) -> Vec<PassageCopy> {
    let mut found: Vec<Region> = pairs
        .iter()
        .flat_map(|pair| pair.regions(stream))
        .filter(|region| is_passage(stream, region))
        .collect();
    found.sort_by_key(|region| (Reverse(region.later.len()), region.earlier.start));
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
        .iter()
        .map(|region| told(document, stream, region))
        .collect()
}

/// Leads a passage that stands more than twice back to its first place.
pub(super) fn find_first(passages: &mut [PassageCopy]) {
    let mut exact: BTreeMap<Span, (Span, usize)> = BTreeMap::new();
    for copy in passages {
        if let Some((span, block)) = exact.get(&copy.original) {
            (copy.original, copy.original_block) = (*span, *block);
        }
        if copy.difference.is_none() {
            exact.insert(copy.span, (copy.original, copy.original_block));
        }
    }
}

/// A paragraph whose passages stand in several later ones tells in short what these tell at length. Captions tell
/// nothing at length.
pub(super) fn weaken_digests(document: &Document<'_>, passages: &mut [PassageCopy]) {
    let mut later: BTreeMap<usize, BTreeSet<(Span, usize)>> = BTreeMap::new();
    let is_picture = |block: usize| document.blocks()[block].kind.is_picture();
    for copy in passages.iter().filter(|copy| !is_picture(copy.block)) {
        let places = later.entry(copy.original_block).or_default();
        places.insert((copy.original, copy.block));
    }
    for copy in passages {
        let Some(places) = later.get(&copy.original_block) else {
            continue;
        };
        let blocks: BTreeSet<usize> = places.iter().map(|(_, block)| *block).collect();
        let passages: BTreeSet<Span> = places.iter().map(|(span, _)| *span).collect();
        copy.is_weak |= blocks.len() > 1 && passages.len() > 1;
    }
}

/// Is it long enough, and differs in no more than a copy may?
fn is_passage(stream: &Stream, region: &Region) -> bool {
    let (a, b) = (stream.slice(&region.later), stream.slice(&region.earlier));
    let both =
        |holds: &dyn Fn(&Range<usize>) -> bool| holds(&region.later) && holds(&region.earlier);
    let exact_after =
        |end: End| region.changes == 0 && both(&|range| begins(stream, range) >= Some(end));
    // Numbered items ask or note the same of several things, and one list of names serves several sentences; whole
    // sentences they do not share.
    let is_numbered = both(&|range| unit(stream, range).form == Form::Numbered);
    size(a) >= PASSAGE
        && !align::is_template(a, b)
        && (!is_numbered || exact_after(End::Sentence))
        && (!stream.is_list(&region.later) || exact_after(End::Block))
}

fn size(text: &[char]) -> usize {
    stream::size(text.iter().copied())
}

fn unit<'s>(stream: &'s Stream, range: &Range<usize>) -> &'s Unit {
    &stream.units[stream.unit_at(range.start)]
}

/// What ends where `range` begins.
fn begins(stream: &Stream, range: &Range<usize>) -> Option<End> {
    let at = range.start;
    stream.marks_in(at..at).map(|(_, end)| end).max()
}

fn told(document: &Document<'_>, stream: &Stream, region: &Region) -> PassageCopy {
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
        block: unit(stream, &region.later).block,
        original_block: unit(stream, &region.earlier).block,
        begins_sentence: begins(stream, &region.later) >= Some(End::Block),
        is_weak: is_weak(stream, region),
    }
}

/// May a writer well have said so twice? Under a picture nothing of the text is said twice on purpose, but pictures of
/// one event have captions that are alike.
fn is_weak(stream: &Stream, region: &Region) -> bool {
    let (later, earlier) = (unit(stream, &region.later), unit(stream, &region.earlier));
    match (later.form, earlier.form) {
        (Form::Caption, Form::Caption) => return true,
        (Form::Caption, _) | (_, Form::Caption) => return false,
        _ => {}
    }
    let (a, b) = (stream.slice(&region.later), stream.slice(&region.earlier));
    if region.changes > 0 {
        // The lead is told again in the writer's words; so is what holds of something else, with its own figures.
        let in_lead = earlier.range.start == 0;
        return in_lead || region.changes * 20 > a.len().max(b.len()) || align::is_parallel(a, b);
    }
    if takes_up_lead(stream, region) {
        return true;
    }
    let inside = |range: &Range<usize>| begins(stream, range) < Some(End::Block);
    size(a) < TAIL && inside(&region.later) && inside(&region.earlier)
}

/// Does a section far down begin with the news that a paragraph of the lead begins with, and both go on in their own
/// words?
fn takes_up_lead(stream: &Stream, region: &Region) -> bool {
    let opens = |range: &Range<usize>| {
        let unit = unit(stream, range);
        range.start == unit.range.start && range.end < unit.range.end
    };
    let (later, earlier) = (
        stream.unit_at(region.later.start),
        stream.unit_at(region.earlier.start),
    );
    earlier < LEAD && later >= earlier + SECTION && opens(&region.later) && opens(&region.earlier)
}
