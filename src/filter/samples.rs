//! A few of the findings of each lint, for people to look at.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::Finding;

/// How many are kept of each lint.
const KEPT: usize = 5;

/// A finding that was picked.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Its place among all: the smallest hashes are kept, so that which they are is chance, and the same in every run.
    rank: u64,
    /// The finding.
    pub finding: Finding,
}

/// Samples by lint.
#[derive(Debug, Default)]
pub struct Samples(BTreeMap<Arc<str>, Vec<Sample>>);

impl Samples {
    /// Adds `finding`, if it is to be kept.
    pub fn add(&mut self, finding: &Finding) {
        let of_lint = self.0.entry(finding.lint.clone()).or_default();
        let record = finding
            .location
            .record
            .as_ref()
            .map_or(0, |record| record.index);
        let rank = finding.fingerprint ^ (record as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let at = of_lint.partition_point(|sample| sample.rank <= rank);
        if at < KEPT {
            of_lint.insert(
                at,
                Sample {
                    rank,
                    finding: finding.clone(),
                },
            );
            of_lint.truncate(KEPT);
        }
    }

    /// What was kept of the lint `lint`.
    pub fn of_lint(&self, lint: &str) -> &[Sample] {
        self.0.get(lint).map_or(&[], Vec::as_slice)
    }

    /// What was kept of each lint.
    pub fn by_lint(&self) -> impl Iterator<Item = (&str, &[Sample])> {
        self.0
            .iter()
            .map(|(lint, samples)| (&**lint, samples.as_slice()))
    }
}
