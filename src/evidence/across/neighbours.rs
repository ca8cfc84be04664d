//! Which articles of a run may be copies of which, and whether they are.

use std::cmp::Reverse;

use super::fingerprint::{Fingerprint, SKETCH};
use super::tokens::{Window, is_word, running};
use crate::document::Document;
use crate::evidence::copies::align;

/// Shingles that so few articles share are paired each with each; of more, each with the first and the one before it,
/// so that the work stays linear in the articles.
const EACH: usize = 8;
/// The shingles of all articles are looked at in so many parts, one after the other: what is held of them at a time is
/// two bytes a shingle.
const PARTS: u32 = 4;
/// Fewest shingles of the samples in common.
const SHARED: usize = 2;
/// Shortest run of tokens that counts as common: shorter ones are words that any two articles share.
const RUN: usize = 8;
/// Longest stretch of changed tokens inside a run, and how far the two texts may shift against each other in it.
const GAP: usize = 24;
const DRIFT: usize = 8;
/// Places of one shingle that are looked at.
const OFTEN: usize = 16;
/// Of a hundred tokens, those that a copy shares with its original.
const COPIED: usize = 85;

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

/// The groups of articles with the same hash, each in ascending order.
pub fn equal(fingerprints: &[&Fingerprint]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..fingerprints.len())
        .filter(|index| fingerprints[*index].whole != 0)
        .collect();
    order.sort_unstable_by_key(|index| (fingerprints[*index].whole, *index));
    order
        .chunk_by(|a, b| fingerprints[*a].whole == fingerprints[*b].whole)
        .filter(|group| group.len() > 1)
        .map(<[usize]>::to_vec)
        .collect()
}

/// The pairs of articles, of those that `counts` says yes to, that share so much of their samples that one may be a
/// copy of the other: sorted, the smaller index first.
pub fn candidates(
    fingerprints: &[&Fingerprint],
    counts: impl Fn(usize) -> bool,
) -> Vec<(usize, usize)> {
    let samples = |fingerprint: &&Fingerprint| fingerprint.sketch().len();
    let all: usize = fingerprints.iter().map(samples).sum();
    let mut postings: Vec<(u32, u32)> = Vec::with_capacity(all / PARTS as usize * 9 / 8);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for part in 0..PARTS {
        postings.clear();
        for (index, fingerprint) in fingerprints.iter().enumerate() {
            if let (true, Ok(index)) = (counts(index), u32::try_from(index)) {
                let hashes = fingerprint.sketch().iter();
                let of_part = hashes.filter(|hash| **hash % PARTS == part);
                postings.extend(of_part.map(|hash| (*hash, index)));
            }
        }
        postings.sort_unstable();
        for group in postings.chunk_by(|a, b| a.0 == b.0) {
            pair_up(group, &mut pairs);
        }
    }
    drop(postings);
    pairs.sort_unstable();
    pairs
        .chunk_by(|a, b| a == b)
        .map(|same| (same[0].0 as usize, same[0].1 as usize, same.len()))
        .filter(|(a, b, shared)| may_be_copies(fingerprints[*a], fingerprints[*b], *shared))
        .map(|(a, b, _)| (a, b))
        .collect()
}

/// Appends the pairs of the articles that share one shingle.
fn pair_up(group: &[(u32, u32)], pairs: &mut Vec<(u32, u32)>) {
    for (at, (_, later)) in group.iter().enumerate() {
        if group.len() <= EACH {
            pairs.extend(group.iter().take(at).map(|(_, earlier)| (*earlier, *later)));
        } else if at > 0 {
            pairs.push((group[0].1, *later));
            if at > 1 {
                pairs.push((group[at - 1].1, *later));
            }
        }
    }
}

/// Do so many shared shingles leave room for a copy? A quarter of what the shorter one could share: a tenth of all
/// characters changed leaves half of the shingles.
fn may_be_copies(a: &Fingerprint, b: &Fingerprint, shared: usize) -> bool {
    // Where a sample is full, what lies above its largest hash is unknown.
    let limit = |fingerprint: &Fingerprint| match fingerprint.sketch().last() {
        Some(last) if fingerprint.sketch().len() == SKETCH => *last,
        _ => u32::MAX,
    };
    let limit = limit(a).min(limit(b));
    let below =
        |fingerprint: &Fingerprint| fingerprint.sketch().partition_point(|hash| *hash <= limit);
    shared >= SHARED && shared * 4 >= below(a).min(below(b))
}

/// How the texts of two articles relate, if one is a copy of the other or of a part of it.
pub fn compare(a: &Document<'_>, b: &Document<'_>) -> Option<Likeness> {
    let (a, b) = (running(a), running(b));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if a == b {
        return Some(Likeness::Equal);
    }
    let (in_a, in_b) = (shingles(&a), shingles(&b));
    let (of_a, of_b) = (common(&a, &in_a, &b, &in_b), common(&b, &in_b, &a, &in_a));
    if is_form(&a, &b) {
        return None;
    }
    let one_form = || align::is_one_form(&characters(&a), &characters(&b));
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

/// The hashes of the shingles of `tokens`, in order.
fn shingles(tokens: &[u32]) -> Vec<u64> {
    let mut window = Window::default();
    tokens
        .iter()
        .filter_map(|token| window.push(*token))
        .collect()
}

/// How many of the tokens `a` stand in `b`, too, in runs long enough to be no accident. A run goes on behind a few
/// changed tokens. The shingles are those of the two texts.
fn common(a: &[u32], in_a: &[u64], b: &[u32], in_b: &[u64]) -> usize {
    let width = a.len() + 1 - in_a.len().min(a.len());
    let mut places: Vec<(u64, usize)> = in_b.iter().copied().zip(0..).collect();
    places.sort_unstable();
    let (mut total, mut run) = (0, Run::default());
    for (at, hash) in in_a.iter().enumerate() {
        let first = places.partition_point(|(other, _)| other < hash);
        let same = places
            .iter()
            .skip(first)
            .take_while(|(other, _)| other == hash);
        let expected = run.there + at - run.here.min(at);
        let Some((_, there)) = same
            .take(OFTEN)
            .min_by_key(|(_, place)| place.abs_diff(expected))
        else {
            continue;
        };
        if !run.goes_on(at, *there, width) {
            total += run.counted();
            run = Run {
                here: at,
                there: *there,
                end: at,
                common: 0,
            };
        }
        if there.abs_diff(run.there) == at - run.here && run.end < at {
            // Between two shingles nothing was put in or left out: what changed was changed in place.
            let (here, there) = (run.end..at, run.there + run.end - run.here..*there);
            let pairs = a
                .get(here)
                .into_iter()
                .flatten()
                .zip(b.get(there).into_iter().flatten());
            run.common += pairs.filter(|(a, b)| a == b).count();
        }
        run.common += at + width - run.end.max(at);
        (run.here, run.there, run.end) = (at, *there, at + width);
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
        compare(
            &Document::parse(a, Format::Text),
            &Document::parse(b, Format::Text),
        )
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
