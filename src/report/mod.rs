//! What a run has to say, and the forms in which it says it.

pub mod concise;
mod excerpt;
pub mod json;
pub mod pretty;
pub mod words;

use serde::Serialize;

use crate::finding::{Applicability, Finding, Severity};
use crate::input::Problem;

/// All that came of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// The files read, in the order of their paths.
    pub files: Vec<FileEntry>,
    /// The findings, ordered by path, record, place, lint, message.
    pub findings: Vec<Finding>,
    /// What could not be read or run.
    pub problems: Vec<Problem>,
    /// The counts, of findings that are not listed any more too.
    pub summary: Summary,
}

/// One file of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileEntry {
    /// As in findings.
    pub path: String,
    /// What it was written in; `None` if it could not be read.
    pub encoding: Option<&'static str>,
    /// Articles in it.
    pub articles: usize,
    /// Could it not be read to its end?
    pub failed: bool,
}

/// The counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Files read, failed ones among them.
    pub files: usize,
    /// Articles linted.
    pub articles: usize,
    /// Files left out by excludes and ignores.
    pub skipped: usize,
    /// Files that could not be read to their end.
    pub failed: usize,
    /// Findings by severity, without the suppressed ones.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Infos.
    pub info: usize,
    /// Findings that an exception covers.
    pub suppressed: usize,
    /// Findings that a baseline covers.
    pub baselined: usize,
    /// Findings with a fix that `--unsafe-fixes` would apply.
    pub fixable: usize,
    /// Findings that `--max-findings` cut from the report.
    pub truncated_by_limit: usize,
    /// Of the fixable ones, those that `--fix` alone would apply.
    #[serde(skip)]
    pub safely_fixable: usize,
}

impl Summary {
    /// Counts `finding`.
    pub fn count(&mut self, finding: &Finding) {
        if finding.suppressed.is_some() {
            self.suppressed += 1;
            return;
        }
        match finding.severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Info => self.info += 1,
        }
        self.fixable += usize::from(finding.applicability() >= Some(Applicability::Unsafe));
        self.safely_fixable += usize::from(finding.applicability() == Some(Applicability::Safe));
    }

    /// Findings at or above a level, as `fails` tells.
    pub fn any(&self, fails: impl Fn(Severity) -> bool) -> bool {
        [
            (Severity::Error, self.error),
            (Severity::Warning, self.warning),
            (Severity::Info, self.info),
        ]
        .into_iter()
        .any(|(severity, count)| count > 0 && fails(severity))
    }
}
