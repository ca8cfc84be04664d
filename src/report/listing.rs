//! What stands in front of all formats: which findings are listed, and when they are written.

use std::io::{self, Write};

use super::emit::{Emitter, ReportFormat, Style, Totals};
use super::{Report, Summary, json, statistics};
use crate::finding::Finding;

/// What of a run is listed.
#[derive(Clone, Copy, Debug)]
pub struct Listed {
    /// Findings that an exception covers, too?
    pub suppressed: bool,
    /// Most findings.
    pub limit: usize,
    /// No report at all?
    pub quiet: bool,
    /// Counts by lint, even without a report?
    pub statistics: bool,
}

/// A report on its way to a writer: the same findings for every format.
pub struct Listing<'c> {
    format: &'static ReportFormat,
    style: Style<'c>,
    emitter: Box<dyn Emitter + Send + 'c>,
    listed: Listed,
    begun: bool,
    written: usize,
}

impl<'c> Listing<'c> {
    /// A report in `format`, drawn in `style`.
    pub fn new(format: &'static ReportFormat, style: Style<'c>, listed: Listed) -> Self {
        Self {
            format,
            style,
            emitter: (format.emitter)(style),
            listed,
            begun: false,
            written: 0,
        }
    }

    /// Does it need all findings at the end? Otherwise it wants them as they come.
    pub fn waits(&self) -> bool {
        self.format.waits && !self.listed.quiet
    }

    /// Writes those of `findings` that are listed, if it does not wait.
    pub fn stream(&mut self, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
        if self.format.waits || self.listed.quiet {
            return Ok(());
        }
        let nothing = Summary::default();
        let totals = Totals {
            summary: &nothing,
            files: &[],
            problems: &[],
        };
        self.write(findings, totals, out)
    }

    /// Writes all that is still to be written of `report`.
    pub fn finish(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let totals = Totals {
            summary: &report.summary,
            files: &report.files,
            problems: &report.problems,
        };
        if self.listed.quiet {
            if !self.listed.statistics {
                return Ok(());
            }
            if self.format.for_people {
                return statistics::write(totals.summary, self.style.wording.lang(), out);
            }
            return json::write_totals(totals, self.style.wording.lang(), out);
        }
        let left: &[Finding] = if self.format.waits {
            &report.findings
        } else {
            &[]
        };
        self.write(left, totals, out)?;
        self.emitter.end(totals, out)?;
        if self.listed.statistics && self.format.for_people {
            statistics::write(totals.summary, self.style.wording.lang(), out)?;
        }
        Ok(())
    }

    fn write(
        &mut self,
        findings: &[Finding],
        totals: Totals<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if !self.begun {
            self.emitter.begin(totals, out)?;
            self.begun = true;
        }
        let listed = |finding: &&Finding| self.listed.suppressed || finding.suppressed.is_none();
        let room = self.listed.limit - self.written;
        for finding in findings.iter().filter(listed).take(room) {
            self.emitter.finding(finding, out)?;
            self.written += 1;
        }
        Ok(())
    }
}
