//! Which articles of a run may be copies of which.

use super::fingerprint::{Fingerprint, SKETCH};

/// Shingles that so few articles share are paired each with each; of more, each with the first and the one before it,
/// so that the work stays linear in the articles.
const EACH: usize = 8;
/// The shingles of all articles are looked at in so many parts, one after the other: what is held of them at a time is
/// two bytes a shingle.
const PARTS: u32 = 4;
/// Fewest shingles of the samples in common.
const SHARED: usize = 2;

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
/// copy of the other: sorted, the smaller index first. The first `archived` ones are not paired with each other.
pub fn candidates(
    fingerprints: &[&Fingerprint],
    archived: usize,
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
            pair_up(group, archived, &mut pairs);
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

/// Appends the pairs of the articles that share one shingle; of the first `archived` ones, none of two.
fn pair_up(group: &[(u32, u32)], archived: usize, pairs: &mut Vec<(u32, u32)>) {
    let of_archive = group.partition_point(|(_, index)| (*index as usize) < archived);
    for (at, (_, later)) in group.iter().enumerate().skip(of_archive) {
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
pub fn may_be_copies(a: &Fingerprint, b: &Fingerprint, shared: usize) -> bool {
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
