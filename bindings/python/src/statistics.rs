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
    /// Counts an article with `findings`.
    pub(crate) fn add(&mut self, findings: &[Finding]) {
        self.articles += 1;
        self.with_findings += usize::from(!findings.is_empty());
        for finding in findings {
            *match finding.severity {
                Severity::Error => &mut self.error,
                Severity::Warning => &mut self.warning,
                Severity::Info => &mut self.info,
            } += 1;
            match self.by_lint.get_mut(&*finding.lint) {
                Some(count) => *count += 1,
                None => {
                    self.by_lint.insert(finding.lint.to_string(), 1);
                }
            }
        }
    }
}
