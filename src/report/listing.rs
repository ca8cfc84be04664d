//! What stands in front of all formats: which findings are listed, and when they are written.

use std::io::{self, Write};

use super::emit::{Emitter, ReportFormat, Style, Totals};
use super::{Report, json, statistics};
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

    /// Is it in the format of this name?
    pub fn is(&self, format: &str) -> bool {
        self.format.name == format
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
        let nothing = Report::default();
        self.write(findings, Totals::of(&nothing), out)
    }

    /// Writes all that is still to be written of `report`.
    pub fn finish(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let totals = Totals::of(report);
        if self.listed.quiet {
            if !self.listed.statistics {
                return Ok(());
            }
            let lang = self.style.wording.lang();
            if [json::WHOLE.name, json::LINES.name].contains(&self.format.name) {
                return json::write_totals(totals, lang, out);
            }
            return statistics::write(totals.summary, lang, out);
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
        let suppressed = self.listed.suppressed && self.format.holds_suppressed;
        let listed = |finding: &&Finding| suppressed || finding.suppressed.is_none();
        let room = self.listed.limit - self.written;
        for finding in findings.iter().filter(listed).take(room) {
            self.emitter.finding(finding, out)?;
            self.written += 1;
        }
        Ok(())
    }
}
