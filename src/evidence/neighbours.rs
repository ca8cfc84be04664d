//! Which articles of a run may be copies of which, and whether they are.

use std::cmp::Reverse;

use super::fingerprint::{Fingerprint, SKETCH, Window, running};
use crate::document::Document;

/// Shingles that so few articles share are paired each with each; of more, each with the first and the one before it,
/// so that the work stays linear in the articles.
const EACH: usize = 8;
/// Fewest shingles of the samples in common.
const SHARED: usize = 2;
/// Shortest run of tokens that counts as common: shorter ones are words that any two articles share.
const RUN: usize = 8;
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
    let mut postings: Vec<(u32, u32)> = Vec::new();
    for (index, fingerprint) in fingerprints.iter().enumerate() {
        if let (true, Ok(index)) = (counts(index), u32::try_from(index)) {
            postings.extend(fingerprint.sketch.iter().map(|hash| (*hash, index)));
        }
    }
    postings.sort_unstable();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for group in postings.chunk_by(|a, b| a.0 == b.0) {
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
    drop(postings);
    pairs.sort_unstable();
    pairs
        .chunk_by(|a, b| a == b)
        .map(|same| (same[0].0 as usize, same[0].1 as usize, same.len()))
        .filter(|(a, b, shared)| may_be_copies(fingerprints[*a], fingerprints[*b], *shared))
        .map(|(a, b, _)| (a, b))
        .collect()
}

/// Do so many shared shingles leave room for a copy? A quarter of what the shorter one could share: a tenth of all
/// characters changed leaves half of the shingles.
fn may_be_copies(a: &Fingerprint, b: &Fingerprint, shared: usize) -> bool {
    // Where a sample is full, what lies above its largest hash is unknown.
    let limit = |fingerprint: &Fingerprint| match fingerprint.sketch.last() {
        Some(last) if fingerprint.sketch.len() == SKETCH => *last,
        _ => u32::MAX,
    };
    let limit = limit(a).min(limit(b));
    let below =
        |fingerprint: &Fingerprint| fingerprint.sketch.partition_point(|hash| *hash <= limit);
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
    let (of_a, of_b) = (covered(&a, &in_a, &in_b), covered(&b, &in_b, &in_a));
    let copied = |covered: usize, all: usize| covered * 100 >= all * COPIED;
    match (copied(of_a, a.len()), copied(of_b, b.len())) {
        (true, true) => {
            let share = (of_a * 100 / a.len()).min(of_b * 100 / b.len());
            Some(Likeness::Near(Reverse(share.min(99))))
        }
        (true, false) => Some(Likeness::Inside),
        (false, true) => Some(Likeness::Around),
        (false, false) => None,
    }
}

/// The hashes of the shingles of `tokens`, in order.
fn shingles(tokens: &[u32]) -> Vec<u64> {
    let mut window = Window::default();
    tokens
        .iter()
        .filter_map(|token| window.push(*token))
        .collect()
}

/// How many of `tokens` lie in runs whose shingles `other` has, too.
fn covered(tokens: &[u32], own: &[u64], other: &[u64]) -> usize {
    let mut other = other.to_vec();
    other.sort_unstable();
    let width = tokens.len() + 1 - own.len().min(tokens.len());
    let (mut total, mut run) = (0, 0..0);
    let mut close = |run: &std::ops::Range<usize>| {
        if run.len() >= RUN {
            total += run.len();
        }
    };
    for (at, hash) in own.iter().enumerate() {
        if other.binary_search(hash).is_err() {
            continue;
        }
        if at <= run.end {
            run.end = at + width;
        } else {
            close(&run);
            run = at..at + width;
        }
    }
    close(&run);
    total
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
