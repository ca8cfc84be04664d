//! `--max-findings`: of all that is found, the worst.

use std::cmp::Reverse;

use crate::finding::Finding;

/// The worst of the findings that come, and no more of them than are wanted.
pub(super) struct Worst {
    most: usize,
    kept: Vec<Finding>,
}

impl Worst {
    /// Of `most` findings.
    pub(super) fn new(most: usize) -> Self {
        let kept = Vec::new();
        Self { most, kept }
    }

    /// Takes those of `findings` that may be among the worst.
    pub(super) fn add<'f>(&mut self, findings: impl Iterator<Item = &'f Finding>) {
        /// Findings that are kept for a while before they are weighed.
        const ASIDE: usize = 1024;
        self.kept.extend(findings.cloned());
        if self.kept.len() > self.most.saturating_add(ASIDE) {
            self.weigh();
        }
    }

    /// Gives them away, in the order of a report.
    pub(super) fn take(&mut self) -> Vec<Finding> {
        self.weigh();
        let mut worst = std::mem::take(&mut self.kept);
        worst.sort_by(|a, b| a.order().cmp(&b.order()));
        worst
    }

    /// Keeps the worst: what counts before what does not, then by level, then by place.
    fn weigh(&mut self) {
        let rank = |finding: &Finding| (finding.suppressed.is_some(), Reverse(finding.severity));
        self.kept
            .sort_by(|a, b| (rank(a), a.order()).cmp(&(rank(b), b.order())));
        self.kept.truncate(self.most);
    }
}
