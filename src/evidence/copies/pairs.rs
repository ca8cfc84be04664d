//! Two blocks of an article that share shingles, and what exactly they share.

use std::collections::BTreeMap;
use std::ops::Range;

use super::align;
use super::shingles::{SHINGLE, Shingles};
use super::stream::{End, Stream};

/// How often a shingle is looked for before: one that stands everywhere says nothing.
const OFTEN: usize = 16;
/// Fewest shared shingles worth a look.
const SHARED: usize = 6;
/// Longest stretch between two shared shingles of one region.
const GAP: usize = 24;
/// How far a region's two sides may shift against each other between two shared shingles.
const DRIFT: usize = 8;
/// How many passages of a chain are compared before the best so far is taken.
const TRIES: usize = 64;
/// Characters at the edge of a region that a change may hide from shingles.
const EDGE: usize = SHINGLE + 3;

/// A block and an earlier one that shares shingles with it.
pub(super) struct Pair {
    pub(super) later: usize,
    pub(super) earlier: usize,
    /// Places of shared shingles, in the later block and in the earlier one, sorted.
    hits: Vec<(usize, usize)>,
    /// How many different shingles of the later block are shared.
    shared: usize,
}

/// A stretch of characters and its earlier copy.
pub(super) struct Region {
    pub(super) later: Range<usize>,
    pub(super) earlier: Range<usize>,
    /// Edit distance of the two.
    pub(super) changes: usize,
}

/// The pairs of unit `later` with earlier units, by the earlier one.
pub(super) fn of(stream: &Stream, shingles: &Shingles, later: usize) -> Vec<Pair> {
    let range = stream.units[later].range.clone();
    let mut hits: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for at in range.start..(range.end + 1).saturating_sub(SHINGLE).max(range.start) {
        for before in shingles.earlier(at).take(OFTEN) {
            if before < range.start {
                hits.entry(stream.unit_at(before))
                    .or_default()
                    .push((at, before));
            }
        }
    }
    let pair = |(earlier, mut hits): (usize, Vec<(usize, usize)>)| {
        hits.sort_unstable();
        let mut places: Vec<usize> = hits.iter().map(|(at, _)| *at).collect();
        places.dedup();
        Pair {
            later,
            earlier,
            hits,
            shared: places.len(),
        }
    };
    hits.into_iter()
        .map(pair)
        .filter(|pair| pair.shared >= SHARED)
        .collect()
}

impl Pair {
    /// Can two texts of these lengths that share so many shingles differ in 15 of 100 characters only? Each change
    /// spoils [`SHINGLE`] shingles at most.
    pub(super) fn may_be_near(&self, later: usize, earlier: usize) -> bool {
        let longer = later.max(earlier);
        later.abs_diff(earlier) * 100 <= longer * 15 && (self.shared + SHINGLE) * 4 >= longer
    }

    /// Where the earlier block has all of the later one.
    pub(super) fn part_of_earlier(&self, stream: &Stream) -> Option<Range<usize>> {
        let (later, earlier) = self.ranges(stream);
        let starts = self
            .hits
            .iter()
            .filter(|(at, _)| *at == later.start)
            .map(|(_, at)| *at);
        part(stream, later, earlier, starts)
    }

    /// Where the later block has all of the earlier one.
    pub(super) fn part_of_later(&self, stream: &Stream) -> Option<Range<usize>> {
        let (later, earlier) = self.ranges(stream);
        let starts = self
            .hits
            .iter()
            .filter(|(_, at)| *at == earlier.start)
            .map(|(at, _)| *at);
        part(stream, earlier, later, starts)
    }

    fn ranges<'s>(&self, stream: &'s Stream) -> (&'s Range<usize>, &'s Range<usize>) {
        (
            &stream.units[self.later].range,
            &stream.units[self.earlier].range,
        )
    }

    /// The passages that both blocks have: from a mark to the end of a sentence, equal or nearly so.
    pub(super) fn regions(&self, stream: &Stream) -> Vec<Region> {
        let mut found = Vec::new();
        for chain in self.chains() {
            self.regions_of(stream, &chain, &mut found);
        }
        found
    }

    /// Shared shingles that follow each other at about the same distance in both blocks.
    fn chains(&self) -> Vec<Vec<(usize, usize)>> {
        const STEP: usize = GAP + SHINGLE;
        let mut open: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut chains = Vec::new();
        for (at, before) in &self.hits {
            let ended = |chain: &mut Vec<(usize, usize)>| {
                chain.last().is_none_or(|(last, _)| at - last > STEP)
            };
            chains.extend(open.extract_if(.., ended));
            let bend = |chain: &[(usize, usize)]| {
                let (last, last_before) = chain.last()?;
                let (step, step_before) = (at - last, before.checked_sub(*last_before)?);
                let bend = step.abs_diff(step_before);
                (step > 0 && (1..=STEP).contains(&step_before) && bend <= DRIFT).then_some(bend)
            };
            let straightest = (0..open.len())
                .filter_map(|index| Some((bend(&open[index])?, index)))
                .min();
            match straightest {
                Some((_, index)) => open[index].push((*at, *before)),
                None => open.push(vec![(*at, *before)]),
            }
        }
        chains.extend(open);
        chains.retain(|chain| chain.len() >= SHARED);
        chains
    }

    /// Appends the passages in `chain`: the one that most of it lies in, then those on both sides of that.
    fn regions_of(&self, stream: &Stream, chain: &[(usize, usize)], found: &mut Vec<Region>) {
        if chain.len() < SHARED {
            return;
        }
        let Some(region) = self.region(stream, chain) else {
            return;
        };
        let before = chain.partition_point(|(at, _)| at + SHINGLE <= region.later.start);
        let after = chain.partition_point(|(at, _)| *at < region.later.end);
        found.push(region);
        self.regions_of(stream, &chain[..before], found);
        self.regions_of(stream, &chain[after..], found);
    }

    /// The passage that most of `chain` lies in.
    fn region(&self, stream: &Stream, chain: &[(usize, usize)]) -> Option<Region> {
        let (later, _) = self.ranges(stream);
        let (first, last) = (chain.first()?.0, chain.last()?.0 + SHINGLE);
        let around = first.saturating_sub(EDGE).max(later.start)..(last + EDGE).min(later.end);
        let marks: Vec<(usize, End)> = stream.marks_in(around).collect();
        let mut best: Option<(usize, Region)> = None;
        let mut tries = TRIES;
        for (index, (start, _)) in marks.iter().enumerate() {
            // The longest first: nothing shorter from the same start covers more.
            for (end, what) in marks.iter().skip(index + 1).rev() {
                let from = chain.partition_point(|(at, _)| at < start);
                let to = chain.partition_point(|(at, _)| at + SHINGLE <= *end);
                let covered = to.saturating_sub(from);
                let better = best.as_ref().is_none_or(|(most, region)| {
                    (covered, region.later.len()) > (*most, end - start)
                });
                if *what < End::Block
                    || !better
                    || covered < SHARED
                    || (covered + SHINGLE) * 4 < end - start
                {
                    continue;
                }
                if tries == 0 {
                    return best.map(|(_, region)| region);
                }
                tries -= 1;
                if let Some(region) = self.aligned(stream, *start..*end, *what, &chain[from..to]) {
                    best = Some((covered, region));
                }
            }
        }
        best.map(|(_, region)| region)
    }

    /// Where one of the two blocks has nearly all of the other one, and at how many changes: `of_later` tells whether
    /// the later one is the part.
    pub(super) fn near_part(
        &self,
        stream: &Stream,
        of_later: bool,
    ) -> Option<(Range<usize>, usize)> {
        let (later, earlier) = self.ranges(stream);
        let (part, whole) = if of_later {
            (later, earlier)
        } else {
            (earlier, later)
        };
        if part.len() * 10 > whole.len() * 9 || (self.shared + SHINGLE) * 4 < part.len() {
            return None;
        }
        let chain = self.chains().into_iter().max_by_key(Vec::len)?;
        let side =
            |(at, before): (usize, usize)| if of_later { (at, before) } else { (before, at) };
        let (first, there) = side(*chain.first()?);
        let (last, there_last) = side(*chain.last()?);
        let (lead, trail) = (first - part.start, part.end - last);
        if lead > EDGE || trail > EDGE + SHINGLE {
            return None;
        }
        let start = there.saturating_sub(lead).max(whole.start);
        let end = (there_last + trail).min(whole.end);
        let is_mark = |at: usize| {
            stream
                .marks_in(at.saturating_sub(2)..at + 2)
                .next()
                .is_some()
        };
        if start >= end || !(is_mark(start) || is_mark(end)) {
            return None;
        }
        let changes = align::changes(stream.slice(part), stream.slice(&(start..end)))?;
        Some((start..end, changes))
    }

    /// Where one of the two blocks has all of the other one but for what dropped out of it, and how much that is:
    /// `of_later` tells whether the later one is the part.
    pub(super) fn part_with_hole(
        &self,
        stream: &Stream,
        of_later: bool,
    ) -> Option<(Range<usize>, usize)> {
        /// Pieces that are left of a paragraph with a hole; more were put together by a writer.
        const PIECES: usize = 3;
        let (later, earlier) = self.ranges(stream);
        let (part, whole) = if of_later {
            (later, earlier)
        } else {
            (earlier, later)
        };
        if part.len() >= whole.len() || (self.shared + PIECES * SHINGLE) * 10 < part.len() * 9 {
            return None;
        }
        let side =
            |(at, before): (usize, usize)| if of_later { (at, before) } else { (before, at) };
        let mut chains = self.chains();
        chains.sort_by_key(|chain| chain.first().map(|hit| side(*hit)));
        let (mut pieces, mut covered) = (0, 0);
        let mut reached = (part.start, whole.start);
        let mut start = None;
        for chain in chains {
            let (first, last) = (side(*chain.first()?), side(*chain.last()?));
            if first.1 < reached.1 || last.0 + SHINGLE <= reached.0 {
                continue;
            }
            for (at, _) in chain.into_iter().map(side) {
                covered += (at + SHINGLE).saturating_sub(reached.0.max(at));
                reached.0 = reached.0.max(at + SHINGLE);
            }
            start.get_or_insert(first.1);
            reached.1 = last.1 + SHINGLE;
            pieces += 1;
        }
        let range = start?..reached.1;
        let is_whole = covered * 20 >= part.len() * 19;
        (is_whole && pieces <= PIECES && range.len() <= part.len() * 2)
            .then(|| (range.clone(), range.len().saturating_sub(covered)))
    }

    /// The stretch of the earlier block that `range` of the later one is a copy of.
    fn aligned(
        &self,
        stream: &Stream,
        range: Range<usize>,
        end: End,
        hits: &[(usize, usize)],
    ) -> Option<Region> {
        let (_, earlier) = self.ranges(stream);
        let ((first, first_before), (last, last_before)) = (*hits.first()?, *hits.last()?);
        let (lead, trail) = (first - range.start, range.end - last);
        if lead > EDGE || trail > EDGE + SHINGLE {
            return None;
        }
        let start = nearest(
            stream,
            earlier,
            first_before.checked_sub(lead)?,
            lead,
            End::Clause,
        )?;
        // One of the two must end with a full stop; the other may be a caption, or cut off.
        let fewest = if end == End::Sentence {
            End::Block
        } else {
            End::Sentence
        };
        let end = nearest(
            stream,
            earlier,
            last_before + trail,
            trail - SHINGLE,
            fewest,
        )?;
        let copy = start..end;
        if copy.start >= copy.end {
            return None;
        }
        let changes = align::changes(stream.slice(&range), stream.slice(&copy))?;
        Some(Region {
            later: range,
            earlier: copy,
            changes,
        })
    }
}

/// The mark of `unit` nearest to `at` where at least `fewest` ends. It must be met exactly unless some of the text
/// there is `hidden` from shingles.
fn nearest(
    stream: &Stream,
    unit: &Range<usize>,
    at: usize,
    hidden: usize,
    fewest: End,
) -> Option<usize> {
    let reach = if hidden == 0 { 0 } else { 3 };
    let around = at.saturating_sub(reach).max(unit.start)..(at + reach).min(unit.end);
    if around.start > around.end {
        return None;
    }
    stream
        .marks_in(around)
        .filter(|(_, end)| *end >= fewest)
        .map(|(mark, _)| mark)
        .min_by_key(|mark| mark.abs_diff(at))
}

/// Where `whole` has all characters of `part`, beginning or ending at a mark there.
fn part(
    stream: &Stream,
    part: &Range<usize>,
    whole: &Range<usize>,
    mut starts: impl Iterator<Item = usize>,
) -> Option<Range<usize>> {
    let at = starts.find(|at| {
        let end = at + part.len();
        end <= whole.end
            && stream.slice(&(*at..end)) == stream.slice(part)
            && (stream.is_mark(*at) || stream.is_mark(end))
    })?;
    Some(at..at + part.len())
}
