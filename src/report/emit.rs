//! What a format of reports is.

use std::io::{self, Write};

use super::{FileEntry, Summary};
use crate::catalog::Wording;
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
    /// Makes what writes one report.
    pub emitter: for<'c> fn(Style<'c>) -> Box<dyn Emitter + Send + 'c>,
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
