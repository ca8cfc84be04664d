//! What a format of reports is.

use std::io::{self, Write};

use super::base::Base;
use super::{FileEntry, Report, RunLint, Summary};
use crate::catalog::Wording;
use crate::config::FailOn;
use crate::finding::Finding;
use crate::input::Problem;

/// A format of reports.
#[derive(Clone, Copy, Debug)]
pub struct ReportFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is good for, for the help.
    pub about: &'static str,
    /// Is it read by people? Then it is in their language, and `--statistics` is a table behind it; programs get English
    /// unless told otherwise, and count for themselves.
    pub for_people: bool,
    /// Does it need all findings, in the order of the report, before it can begin?
    pub waits: bool,
    /// Which findings that do not count it holds.
    pub suppressed: Suppressed,
    /// How the names of its files end, without the first dot.
    pub extensions: &'static [&'static str],
    /// Makes what writes one report.
    pub emitter: for<'c> fn(Style<'c>) -> Box<dyn Emitter + Send + 'c>,
}

/// Which findings that do not count a format holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suppressed {
    /// None: they would count as open.
    Never,
    /// Those that an exception or the baseline covers, where they are asked for.
    IfAsked,
    /// The same, and in any case those that the baseline knows: whoever reads it takes "gone" for "fixed".
    Known,
}

/// How a report is worded and drawn.
#[derive(Clone, Copy, Debug)]
pub struct Style<'c> {
    /// Puts findings into words.
    pub wording: Wording<'c>,
    /// In colour.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Where the names of files begin in formats for services.
    pub base: &'c Base,
}

/// What is known of a run besides its findings.
#[derive(Clone, Copy, Debug)]
pub struct Totals<'r> {
    /// The counts.
    pub summary: &'r Summary,
    /// The files read, in the order of their paths.
    pub files: &'r [FileEntry],
    /// What could not be read or run.
    pub problems: &'r [Problem],
    /// The lints that ran.
    pub lints: &'r [RunLint],
    /// From which severity on the run fails.
    pub fail_on: FailOn,
    /// Was there a baseline?
    pub has_baseline: bool,
}

impl<'r> Totals<'r> {
    /// What `report` knows.
    pub fn of(report: &'r Report) -> Self {
        Self {
            summary: &report.summary,
            files: &report.files,
            problems: &report.problems,
            lints: &report.lints,
            fail_on: report.fail_on,
            has_baseline: report.has_baseline,
        }
    }
}

/// Writes one report.
pub trait Emitter {
    /// Writes what stands before the findings. `totals` is complete for a format that waits, and empty for others.
    fn begin(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        let _ = (totals, out);
        Ok(())
    }

    /// Writes a finding.
    fn finding(&mut self, finding: &Finding, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what stands behind them.
    fn end(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        let _ = (totals, out);
        Ok(())
    }
}
