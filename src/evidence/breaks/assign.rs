//! Every end and every beginning goes with one other at most.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::credit::Credit;
use super::joins::Bridge;
use super::weights::{Limit, Tally, Weights};

/// Where a cut sentence may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resume {
    /// At the head of a paragraph.
    Head(usize),
    /// Behind a credit.
    Credit(Credit),
    /// Inside a paragraph, behind the beginning of something else, at this offset.
    Inside(usize, usize),
}

impl Resume {
    /// Is it the same credit as `other`, read to another end? A name has two characters or three.
    fn reads(self, other: Self) -> bool {
        match (self, other) {
            (Self::Credit(one), Self::Credit(other)) => one.span.start == other.span.start,
            _ => false,
        }
    }

    /// The block that it is in.
    pub(super) fn block(self) -> usize {
        match self {
            Self::Head(block) | Self::Inside(block, _) => block,
            Self::Credit(credit) => credit.block,
        }
    }
}

/// An end and a place where its sentence may go on.
#[derive(Clone)]
pub(super) struct Continuation {
    /// The block that stops.
    pub end: usize,
    pub resume: Resume,
    pub bridge: Bridge,
    /// All that speaks for it and against it.
    pub signs: Tally,
    /// What the two pieces say by themselves, wherever they stand, in log-odds.
    pub says: f32,
    /// What all of it is worth.
    pub score: f32,
}

/// How much better a pair is than the next best.
#[derive(PartialEq)]
struct Regret(f32);

impl Eq for Regret {}

impl PartialOrd for Regret {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Regret {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// The pairs that share an end or a block: only those can be rivals.
struct Rivals<'c> {
    pairs: &'c [Continuation],
    of_end: Vec<Vec<usize>>,
    of_resume: Vec<Vec<usize>>,
}

impl<'c> Rivals<'c> {
    fn among(pairs: &'c [Continuation]) -> Self {
        let of_block = |pair: &Continuation| [pair.end, pair.resume.block()];
        let last = pairs.iter().flat_map(of_block).max();
        let blocks = last.map_or(0, |last| last + 1);
        let (mut of_end, mut of_resume) = (vec![Vec::new(); blocks], vec![Vec::new(); blocks]);
        for (index, pair) in pairs.iter().enumerate() {
            of_end[pair.end].push(index);
            of_resume[pair.resume.block()].push(index);
        }
        Self {
            pairs,
            of_end,
            of_resume,
        }
    }

    /// The pairs that share a block with pair `index`, itself among them.
    fn near(&self, index: usize) -> impl Iterator<Item = usize> {
        let pair = &self.pairs[index];
        let resumes = self.of_resume[pair.resume.block()].iter();
        self.of_end[pair.end].iter().chain(resumes).copied()
    }

    /// How much better pair `index` is than the next best of those that are `open`.
    fn regret(&self, index: usize, open: &[bool]) -> f32 {
        let pair = &self.pairs[index];
        let next = self
            .near(index)
            .filter(|other| *other != index && open[*other])
            .map(|other| &self.pairs[other])
            .filter(|rival| rival.end == pair.end || rival.resume == pair.resume)
            .filter(|rival| !rival.resume.reads(pair.resume))
            .map(|rival| rival.score)
            .fold(0.0, f32::max);
        pair.score - next
    }
}

/// Takes pairs so that no end and no beginning is used twice: the one first whose end has the most to lose.
pub(super) fn assign(weights: &Weights, mut pairs: Vec<Continuation>) -> Vec<Continuation> {
    // What scores nothing is taken by nobody and in nobody's way.
    pairs.retain(|pair| pair.score > 0.0);
    let taken = taken(weights, &pairs);
    let mut pairs: Vec<Option<Continuation>> = pairs.into_iter().map(Some).collect();
    taken
        .into_iter()
        .filter_map(|index| pairs[index].take())
        .collect()
}

/// Which of `pairs` are taken, in that order.
fn taken(weights: &Weights, pairs: &[Continuation]) -> Vec<usize> {
    let (least, margin) = (weights.limit(Limit::Enough), weights.limit(Limit::Margin));
    let rivals = Rivals::among(pairs);
    let mut open = vec![true; pairs.len()];
    let mut regrets: Vec<f32> = (0..pairs.len())
        .map(|index| rivals.regret(index, &open))
        .collect();
    // A regret only grows while others are settled, so that what the queue says of it is out of date, but never too much.
    let queued = |index: usize, regrets: &[f32]| {
        let enough = pairs[index].score >= least && regrets[index] >= margin;
        enough.then_some((Regret(regrets[index]), Reverse(index)))
    };
    let mut queue: BinaryHeap<_> = (0..pairs.len())
        .filter_map(|index| queued(index, &regrets))
        .collect();
    let mut taken = Vec::new();
    while let Some((_, Reverse(best))) = queue.pop() {
        if !open[best] {
            continue;
        }
        taken.push(best);
        let settled: Vec<usize> = rivals.near(best).filter(|other| open[*other]).collect();
        for other in &settled {
            open[*other] = false;
        }
        for other in settled.iter().flat_map(|other| rivals.near(*other)) {
            if open[other] {
                let before = regrets[other];
                regrets[other] = rivals.regret(other, &open);
                if regrets[other] > before {
                    queue.extend(queued(other, &regrets));
                }
            }
        }
    }
    taken
}
