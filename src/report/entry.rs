//! What services list: a finding, or what could not be read, in words.

use std::cmp::Reverse;
use std::sync::Arc;

use super::visible::visible;
use super::words;
use crate::catalog::{Lang, Wording};
use crate::finding::{FileName, Finding, Range, Record, Severity, fingerprint};
use crate::input::Problem;

/// A line of a report for a service.
pub(super) struct Entry {
    pub(super) path: FileName,
    pub(super) record: Option<Arc<Record>>,
    /// The place; `None` for a whole file.
    pub(super) range: Option<Range>,
    /// The line, where that is all that is known.
    line: Option<usize>,
    pub(super) severity: Severity,
    /// The lint, or the kind of the problem.
    pub(super) code: String,
    /// What is wrong, in one line in which nothing acts.
    pub(super) message: String,
    /// What to do, likewise; may be empty.
    pub(super) help: String,
    pub(super) fingerprint: u64,
    /// Why it does not count.
    pub(super) excepted: Option<String>,
    /// Is it no finding, but something that could not be read?
    pub(super) is_problem: bool,
}

impl Entry {
    pub(super) fn of_finding(finding: &Finding, wording: Wording<'_>) -> Self {
        Self {
            path: finding.location.path.clone(),
            record: finding.location.record.clone(),
            range: finding.location.range,
            line: None,
            severity: finding.severity,
            code: finding.lint.to_string(),
            message: visible(&wording.message(finding)).into_owned(),
            help: visible(&wording.help(finding)).into_owned(),
            fingerprint: finding.fingerprint,
            excepted: finding.suppressed.as_ref().map(|by| by.reason.clone()),
            is_problem: false,
        }
    }

    pub(super) fn of_problem(problem: &Problem, lang: Lang) -> Self {
        let message = words::problem(problem, lang);
        Self {
            path: problem.path.clone(),
            record: None,
            range: None,
            line: problem.line,
            severity: Severity::Error,
            code: problem.kind.as_str().to_owned(),
            fingerprint: fingerprint(problem.kind.as_str(), &message),
            message: visible(&message).into_owned(),
            help: String::new(),
            excepted: None,
            is_problem: true,
        }
    }

    /// The line on which it begins.
    pub(super) fn first_line(&self) -> Option<usize> {
        self.range.map(|range| range.start.line).or(self.line)
    }

    /// Line and column at which it begins, as far as they are known: `49:38`.
    pub(super) fn place(&self) -> Option<String> {
        let line = self.first_line()?;
        Some(match self.range {
            Some(range) => format!("{line}:{}", range.start.column),
            None => line.to_string(),
        })
    }

    /// What is wrong, and in a line below what to do.
    pub(super) fn told(&self) -> String {
        match self.help.as_str() {
            "" => self.message.clone(),
            help => format!("{}\n{help}", self.message),
        }
    }
}

/// The entries of a report that is written once all of them are known.
pub(super) struct Entries<'c> {
    wording: Wording<'c>,
    findings: Vec<Entry>,
}

impl<'c> Entries<'c> {
    pub(super) fn new(wording: Wording<'c>) -> Self {
        Self {
            wording,
            findings: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, finding: &Finding) {
        self.findings.push(Entry::of_finding(finding, self.wording));
    }

    /// Gives away the findings in their order, and behind them what could not be read or run.
    pub(super) fn take(&mut self, problems: &[Problem]) -> Vec<Entry> {
        let mut all = std::mem::take(&mut self.findings);
        let lang = self.wording.lang();
        all.extend(
            problems
                .iter()
                .map(|problem| Entry::of_problem(problem, lang)),
        );
        all
    }
}

/// Puts what could not be read first, then the worst findings, and last those that do not count; else leaves the order
/// as it is.
pub(super) fn worst_first(entries: &mut [Entry]) {
    entries.sort_by_key(|entry| {
        let is_excepted = entry.excepted.is_some();
        (!entry.is_problem, is_excepted, Reverse(entry.severity))
    });
}
