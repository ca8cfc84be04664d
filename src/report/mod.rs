//! What a run has to say, and the formats in which it says it.

mod base;
#[cfg(feature = "cli")]
mod checkstyle;
#[cfg(feature = "cli")]
pub mod colors;
mod concise;
mod damage;
mod emit;
mod entry;
#[cfg(feature = "cli")]
mod excerpt;
mod formats;
mod github;
mod gitlab;
mod identity;
mod json;
#[cfg(feature = "cli")]
mod junit;
mod listing;
mod markdown;
mod names;
#[cfg(feature = "cli")]
mod pretty;
mod problems;
mod rdjson;
mod sarif;
mod statistics;
mod visible;
pub mod words;
mod worst;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

pub use base::Base;
pub use emit::{Emitter, ReportFormat, Style, Totals};
pub use formats::FORMATS;
pub use json::findings_json;
#[cfg(feature = "cli")]
pub(crate) use json::{ProblemForm, TOOL, Tool, problem_forms};
pub use listing::{Listed, Listing, to_json};
pub use markdown::STEP_SUMMARY;
#[cfg(feature = "cli")]
pub use pretty::help_in_language;
pub use statistics::source_of;
#[cfg(feature = "cli")]
pub(crate) use visible::escaped;
pub use visible::{visible, visible_page};

use crate::catalog::Lint;
use crate::config::FailOn;
use crate::finding::{Applicability, FileName, Finding, Severity, SuppressedBy};
use crate::input::{Problem, Target};

/// All that came of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// The files read, in the order of their paths.
    pub files: Vec<FileEntry>,
    /// The findings, ordered by path, record, place, lint, key.
    pub findings: Vec<Finding>,
    /// What could not be read or run.
    pub problems: Vec<Problem>,
    /// The counts, of findings that are not listed any more too.
    pub summary: Summary,
    /// The lints that ran, by id.
    pub lints: Vec<RunLint>,
    /// From which severity on the run fails.
    pub fail_on: FailOn,
    /// Was there a baseline that knows some of the findings?
    pub has_baseline: bool,
}

/// A lint of a run.
#[derive(Clone, Debug)]
pub struct RunLint {
    /// The lint.
    pub lint: Arc<Lint>,
    /// The level that it had; where only some files have it, the level there.
    pub severity: Severity,
}

impl From<(Arc<Lint>, Severity)> for RunLint {
    fn from((lint, severity): (Arc<Lint>, Severity)) -> Self {
        Self { lint, severity }
    }
}

/// One file of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileEntry {
    /// As in findings.
    #[serde(flatten)]
    pub path: FileName,
    /// What it was written in; `None` if it could not be read.
    pub encoding: Option<&'static str>,
    /// Articles in it.
    pub articles: usize,
    /// Could it not be read to its end?
    pub failed: bool,
    /// Records in it that cannot be read.
    #[serde(skip)]
    pub unread: usize,
    /// Articles in it with bytes that are no text.
    #[serde(skip)]
    pub undecodable: usize,
    /// Articles in it that look like HTML, in records that are read as something else.
    #[serde(skip)]
    pub html: usize,
}

impl FileEntry {
    /// The entry of `target` before it is read.
    pub fn new(target: &Target) -> Self {
        Self {
            path: target.display.clone(),
            encoding: None,
            articles: 0,
            failed: false,
            unread: 0,
            undecodable: 0,
            html: 0,
        }
    }
}

/// The counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
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
    /// Characters that a reader reads in the articles, marks among them, blanks and line ends not.
    pub characters: usize,
    /// The findings of each lint that has some, by severity, without the suppressed ones.
    pub by_lint: BTreeMap<String, Counts>,
    /// Files that are no articles by their extension, and were passed over.
    pub passed_over: BTreeMap<String, usize>,
    /// Of the fixable ones, those that `--fix` alone would apply.
    #[serde(skip)]
    pub safely_fixable: usize,
    /// What was read and found in each source, as [`source_of`] names it.
    #[serde(skip)]
    pub by_source: BTreeMap<String, OfSource>,
}

/// What was read and found in one source of articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfSource {
    /// Characters, as in [`Summary::characters`].
    pub characters: usize,
    /// Findings, without the suppressed ones.
    pub counts: Counts,
}

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Infos.
    pub info: usize,
}

impl Counts {
    /// Counts a finding.
    pub fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Info => self.info += 1,
        }
    }

    fn add(&mut self, other: Self) {
        self.error += other.error;
        self.warning += other.warning;
        self.info += other.info;
    }

    /// All of them.
    pub fn sum(self) -> usize {
        self.error + self.warning + self.info
    }
}

impl Summary {
    /// Counts so many `characters` of an article in the file `path`.
    pub fn read(&mut self, path: &str, characters: usize) {
        self.characters += characters;
        self.source(path).characters += characters;
    }

    /// What is known of the source to which the file `path` belongs.
    fn source(&mut self, path: &str) -> &mut OfSource {
        self.by_source
            .entry(source_of(path).to_owned())
            .or_default()
    }

    /// Counts `finding`.
    pub fn count(&mut self, finding: &Finding) {
        if let Some(suppressed) = &finding.suppressed {
            match suppressed.by {
                SuppressedBy::Baseline => self.baselined += 1,
                SuppressedBy::Comment | SuppressedBy::Allow => self.suppressed += 1,
            }
            return;
        }
        match finding.severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Info => self.info += 1,
        }
        let source = self.source(&finding.location.path);
        source.counts.count(finding.severity);
        if let Some(counts) = self.by_lint.get_mut(&*finding.lint) {
            counts.count(finding.severity);
        } else {
            let mut counts = Counts::default();
            counts.count(finding.severity);
            self.by_lint.insert(finding.lint.to_string(), counts);
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
