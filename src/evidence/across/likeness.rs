//! Whether two articles are copies of each other.

use std::cmp::Reverse;

use super::tokens::{Window, is_word, running};
use crate::document::Document;
use crate::evidence::copies::align;

/// Shortest run of tokens that counts as common: shorter ones are words that any two articles share.
const RUN: usize = 8;
/// Longest stretch of changed tokens inside a run, and how far the two texts may shift against each other in it.
const GAP: usize = 24;
const DRIFT: usize = 8;
/// Places of one shingle that are looked at.
const OFTEN: usize = 16;
/// Of a hundred tokens, those that a copy shares with its original.
pub(super) const COPIED: usize = 85;

/// How two articles relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same text.
    Equal,
    /// Nearly the same text; so many per cent of it.
    Near(Reverse<usize>),
    /// The first is part of the second.
    Inside,
    /// The second is part of the first.
    Around,
}

/// The running text of an article, ready to be compared with others.
pub struct Text {
    pub(super) tokens: Vec<u32>,
    /// The hash of each shingle, in order.
    pub(super) shingles: Vec<u64>,
    /// A table of hashes, half of it free or more: where the first shingle of a hash begins, counted from 1.
    firsts: Vec<u32>,
    /// For each shingle, where the next one of the same hash begins, counted from 1; 0 behind the last.
    nexts: Vec<u32>,
}

impl Text {
    /// That of `document`.
    pub fn of(document: &Document<'_>) -> Self {
        let tokens = running(document);
        let mut window = Window::default();
        let shingles: Vec<u64> = tokens
            .iter()
            .filter_map(|token| window.push(*token))
            .collect();
        let mut text = Self {
            firsts: vec![0; (shingles.len() * 2).next_power_of_two()],
            nexts: vec![0; shingles.len()],
            tokens,
            shingles,
        };
        for (at, hash) in text.shingles.iter().enumerate().rev() {
            let slot = text.slot(*hash);
            text.nexts[at] = text.firsts[slot];
            text.firsts[slot] = u32::try_from(at + 1).unwrap_or(0);
        }
        text
    }

    /// The slot of the shingle `hash`: its own, or the free one that it would have.
    fn slot(&self, hash: u64) -> usize {
        let last = self.firsts.len() - 1;
        let mut slot = usize::try_from(hash & last as u64).unwrap_or(0);
        loop {
            match self.firsts[slot] as usize {
                0 => return slot,
                first if self.shingles.get(first - 1) == Some(&hash) => return slot,
                _ => slot = (slot + 1) & last,
            }
        }
    }

    /// Where the shingle `hash` begins, in order.
    fn places_of(&self, hash: u64) -> impl Iterator<Item = usize> {
        let counted_from_1 = |place: u32| (place as usize).checked_sub(1);
        let first = counted_from_1(self.firsts[self.slot(hash)]);
        let next = move |place: &usize| counted_from_1(*self.nexts.get(*place)?);
        std::iter::successors(first, next)
    }
}

/// How the texts of two articles relate, if one is a copy of the other or of a part of it.
pub fn compare(one: &Text, other: &Text) -> Option<Likeness> {
    let (a, b) = (&one.tokens, &other.tokens);
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if a == b {
        return Some(Likeness::Equal);
    }
    let (of_a, of_b) = (common(one, other), common(other, one));
    if is_form(a, b) {
        return None;
    }
    let one_form = || align::is_one_form(&characters(a), &characters(b));
    let copied = |covered: usize, all: usize| covered * 100 >= all * COPIED;
    match (copied(of_a, a.len()), copied(of_b, b.len())) {
        (true, true) if one_form() => None,
        (true, true) => {
            let share = (of_a * 100 / a.len()).min(of_b * 100 / b.len());
            Some(Likeness::Near(Reverse(share.min(99))))
        }
        (true, false) => Some(Likeness::Inside),
        (false, true) => Some(Likeness::Around),
        (false, false) => None,
    }
}

/// One character for each token: any letter stands for a word.
fn characters(tokens: &[u32]) -> Vec<char> {
    let of = |token: &u32| match char::from_u32(*token) {
        Some(c) if !is_word(*token) => c,
        _ => char::from(b'a' + (token % 26) as u8),
    };
    tokens.iter().map(of).collect()
}

/// Are the two one form filled in twice, as daily reports of the weather or the market are? A copy has most of the
/// numbers and Latin words of its original.
fn is_form(a: &[u32], b: &[u32]) -> bool {
    const FEWEST: usize = 3;
    let words = |tokens: &[u32]| {
        let mut words: Vec<u32> = tokens
            .iter()
            .copied()
            .filter(|token| is_word(*token))
            .collect();
        words.sort_unstable();
        words
    };
    let (a, b) = (words(a), words(b));
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let mut rest = many.iter().peekable();
    let in_both = few.iter().filter(|word| {
        while rest.next_if(|other| other < word).is_some() {}
        rest.next_if(|other| other == word).is_some()
    });
    few.len() >= FEWEST && in_both.count() * 2 < few.len()
}

/// How many of the tokens of `one` stand in `other`, too, in runs long enough to be no accident. A run goes on behind a few
/// changed tokens.
fn common(one: &Text, other: &Text) -> usize {
    let (a, b) = (&one.tokens, &other.tokens);
    let width = a.len() + 1 - one.shingles.len().min(a.len());
    let (mut total, mut run) = (0, Run::default());
    for (at, hash) in one.shingles.iter().enumerate() {
        let same = other.places_of(*hash);
        let expected = run.there + at - run.here.min(at);
        let Some(there) = same
            .take(OFTEN)
            .min_by_key(|place| place.abs_diff(expected))
        else {
            continue;
        };
        if !run.goes_on(at, there, width) {
            total += run.counted();
            run = Run {
                here: at,
                there,
                end: at,
                common: 0,
            };
        }
        if there.abs_diff(run.there) == at - run.here && run.end < at {
            // Between two shingles nothing was put in or left out: what changed was changed in place.
            let (here, there) = (run.end..at, run.there + run.end - run.here..there);
            let pairs = a
                .get(here)
                .into_iter()
                .flatten()
                .zip(b.get(there).into_iter().flatten());
            run.common += pairs.filter(|(a, b)| a == b).count();
        }
        run.common += at + width - run.end.max(at);
        (run.here, run.there, run.end) = (at, there, at + width);
    }
    total + run.counted()
}

/// A run of tokens that two texts have in common.
#[derive(Default)]
struct Run {
    /// Where its last shingle begins in one text, and in the other.
    here: usize,
    there: usize,
    /// Where that shingle ends.
    end: usize,
    /// Tokens in common so far.
    common: usize,
}

impl Run {
    /// Does a shingle at `here` and `there` lie close behind the run in both texts?
    fn goes_on(&self, here: usize, there: usize, width: usize) -> bool {
        let near = |before: usize, now: usize| now > before && now - before <= GAP + width;
        near(self.here, here)
            && near(self.there, there)
            && (here - self.here).abs_diff(there - self.there) <= DRIFT
    }

    fn counted(&self) -> usize {
        if self.common < RUN { 0 } else { self.common }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    fn likeness(a: &str, b: &str) -> Option<Likeness> {
        let text = |text| Text::of(&Document::parse(text, Format::Text));
        compare(&text(a), &text(b))
    }

    #[test]
    fn what_a_reader_would_call_a_copy() {
        let report =
            "颱風昨夜登陸，沿海三個鎮停電，學校停課一天。消防員救出十二名被困的村民，無人受傷。";
        let misread = report.replace('昨', "咋");
        let longer = format!(
            "{report}另一方面，鐵路今早恢復行車，渡輪要到下午才能復航，市民出門前應先查詢班次和碼頭情況。"
        );
        let other =
            "圖書館下月起延長開放時間，週末開到晚上九時，並新設兒童閱讀室，歡迎家長陪同孩子使用。";
        assert_eq!(likeness(report, report), Some(Likeness::Equal));
        assert!(matches!(
            likeness(report, &misread),
            Some(Likeness::Near(_))
        ));
        assert_eq!(likeness(report, &longer), Some(Likeness::Inside));
        assert_eq!(likeness(&longer, report), Some(Likeness::Around));
        assert_eq!(likeness(report, other), None);
    }
}
