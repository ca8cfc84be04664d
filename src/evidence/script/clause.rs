//! The characters around a place, divided into words.

use std::ops::Range;

use crate::Span;
use crate::language::fold::simplified_char;
use crate::language::lexicon::{division_cost, frequency};
use crate::language::phrases::Phrases;
use crate::language::script::Classes;

/// Characters on each side of a place that are enough to divide the text into words.
const WINDOW: usize = 12;

/// The longest word that a phrase may cut through, in characters.
const LONGEST: usize = 4;

/// Classes of frequency that a wrong word costs: a division into words that are right as they stand may be so much
/// rarer. One word in 4.6^4 is wrong.
const WRONG: u32 = 4;

/// The Han characters around a place.
pub(super) struct Clause {
    /// The characters, the place among them.
    pub(super) chars: Vec<char>,
    /// Offset of each character, and of the end.
    offsets: Vec<usize>,
    /// Index of the place.
    pub(super) at: usize,
    /// What stands before the first one.
    pub(super) before: Option<char>,
    /// What follows the last one.
    pub(super) after: Option<char>,
}

impl Clause {
    pub(super) fn around(prose: &str, offset: usize) -> Self {
        let classes = Classes::load();
        let (before, after) = (
            prose.get(..offset).unwrap_or(""),
            prose.get(offset..).unwrap_or(""),
        );
        let mut chars: Vec<(usize, char)> = before
            .char_indices()
            .rev()
            .take(WINDOW)
            .take_while(|(_, c)| classes.of(*c).is_han())
            .collect();
        chars.reverse();
        let at = chars.len();
        let rest = after
            .char_indices()
            .take(WINDOW)
            .take_while(|(_, c)| classes.of(*c).is_han());
        chars.extend(rest.map(|(from, c)| (offset + from, c)));
        let end = chars.last().map_or(offset, |(from, c)| from + c.len_utf8());
        let start = chars.first().map_or(offset, |(from, _)| *from);
        let preceding = prose.get(..start).and_then(|text| text.chars().next_back());
        let following = prose.get(end..).and_then(|rest| rest.chars().next());
        let offsets = chars.iter().map(|(from, _)| *from).chain([end]).collect();
        Self {
            chars: chars.into_iter().map(|(_, c)| c).collect(),
            offsets,
            at,
            before: preceding,
            after: following,
        }
    }

    pub(super) fn span_of(&self, range: &Range<usize>) -> Span {
        Span::new(self.offsets[range.start], self.offsets[range.end])
    }

    /// Does the text divide into words that are `right` as they stand, and of which one takes a part of `phrase`? Then
    /// the phrase is there by chance: 政制|作出, 批准|備用.
    pub(super) fn belongs_elsewhere(
        &self,
        phrase: &Range<usize>,
        right: impl Fn(&Range<usize>) -> bool,
    ) -> bool {
        let cost = |range: Range<usize>| self.chars.get(range).map_or(0, division_cost);
        let end = self.chars.len();
        let kept = cost(0..phrase.start) + cost(phrase.clone()) + cost(phrase.end..end);
        let first = phrase.start.saturating_sub(LONGEST - 1);
        (first..phrase.end).any(|start| {
            let longest = end.min(start + LONGEST);
            (start + 2..=longest).any(|stop| {
                let over_start =
                    start < phrase.start && (phrase.start + 1..phrase.end).contains(&stop);
                let over_end = start > phrase.start && stop > phrase.end;
                (over_start || over_end)
                    && self.word(start..stop).is_some_and(|class| {
                        let rest = cost(0..start) + cost(stop..end);
                        rest + 12 - u32::from(class) <= kept + WRONG && right(&(start..stop))
                    })
            })
        })
    }

    /// The frequency class of the characters at `range`, if they are a word.
    pub(super) fn word(&self, range: Range<usize>) -> Option<u8> {
        let folded: String = self
            .chars
            .get(range)?
            .iter()
            .map(|c| simplified_char(*c))
            .collect();
        frequency(&folded)
    }

    /// Does a phrase of `wrong` prove that the word at `range` is not right as it stands?
    pub(super) fn is_wrong(&self, range: &Range<usize>, wrong: &Phrases) -> bool {
        let chars = self.chars.get(range.clone()).unwrap_or(&[]);
        (0..chars.len()).any(|at| {
            wrong
                .covering(chars, at)
                .iter()
                .any(|phrase| !phrase.at_home)
        })
    }
}

/// The word of a division that holds character `at`.
pub(super) fn word_at(ends: &[usize], at: usize) -> Range<usize> {
    let index = ends.partition_point(|end| *end <= at);
    let start = index
        .checked_sub(1)
        .and_then(|before| ends.get(before))
        .copied()
        .unwrap_or(0);
    start..ends.get(index).copied().unwrap_or(at + 1)
}
