//! What a linter has found so far.

use std::collections::BTreeMap;

use newslint::{Finding, Severity};
use pyo3::IntoPyObject;

/// Counts of articles and findings.
#[derive(Clone, Default, IntoPyObject)]
pub(crate) struct Statistics {
    articles: usize,
    with_findings: usize,
    error: usize,
    warning: usize,
    info: usize,
    by_lint: BTreeMap<String, usize>,
}

impl Statistics {
    /// Those of an article with `findings`.
    pub(crate) fn of(findings: &[Finding]) -> Self {
        let mut counted = Self {
            articles: 1,
            with_findings: usize::from(!findings.is_empty()),
            ..Self::default()
        };
        for finding in findings {
            *match finding.severity {
                Severity::Error => &mut counted.error,
                Severity::Warning => &mut counted.warning,
                Severity::Info => &mut counted.info,
            } += 1;
            *counted.by_lint.entry(finding.lint.to_string()).or_default() += 1;
        }
        counted
    }

    /// Adds `other`.
    pub(crate) fn add(&mut self, other: &Self) {
        self.articles += other.articles;
        self.with_findings += other.with_findings;
        self.error += other.error;
        self.warning += other.warning;
        self.info += other.info;
        for (lint, count) in &other.by_lint {
            *self.by_lint.entry(lint.clone()).or_default() += count;
        }
    }
}
