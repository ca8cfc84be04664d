//! What stands in front of all formats: which findings are listed, and when they are written.

use std::io::{self, Write};
use std::path::Path;

use super::emit::{Emitter, ReportFormat, Style, Suppressed, Totals};
use super::worst::Worst;
use super::{Base, Report, json, statistics};
use crate::catalog::Wording;
use crate::finding::{Finding, SuppressedBy};

/// What of a run is listed; by default all that counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Listed {
    /// Findings that an exception covers, too?
    pub suppressed: bool,
    /// Most findings, the worst of all; `None` lists all.
    pub limit: Option<usize>,
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
    /// What is listed where that is limited; nothing is written until all have come.
    worst: Option<Worst>,
    begun: bool,
}

impl<'c> Listing<'c> {
    /// A report in `format`, drawn in `style`.
    pub fn new(format: &'static ReportFormat, style: Style<'c>, listed: Listed) -> Self {
        Self {
            format,
            style,
            emitter: (format.emitter)(style),
            listed,
            worst: listed.limit.map(Worst::new),
            begun: false,
        }
    }

    /// Is it in the format of this name?
    pub fn is(&self, format: &str) -> bool {
        self.format.name == format
    }

    /// Does it need all findings at the end? Otherwise it wants them as they come.
    pub fn waits(&self) -> bool {
        self.format.waits && self.worst.is_none() && !self.listed.quiet
    }

    /// Writes those of `findings` that are listed, or sets them aside, if it does not wait.
    pub fn stream(&mut self, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
        if self.waits() || self.listed.quiet {
            return Ok(());
        }
        let (format, listed) = (self.format, self.listed);
        if let Some(worst) = &mut self.worst {
            worst.add(
                findings
                    .iter()
                    .filter(|finding| lists(format, listed, finding)),
            );
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
            return statistics::write(totals, lang, out);
        }
        if let Some(worst) = &mut self.worst {
            let worst = worst.take();
            self.write(&worst, totals, out)?;
        } else {
            let waits = self.format.waits;
            let left = if waits { &report.findings[..] } else { &[] };
            self.write(left, totals, out)?;
        }
        self.emitter.end(totals, out)?;
        if self.listed.statistics && self.format.for_people {
            statistics::write(totals, self.style.wording.lang(), out)?;
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
        for finding in findings {
            if lists(self.format, self.listed, finding) {
                self.emitter.finding(finding, out)?;
            }
        }
        Ok(())
    }
}

/// `report` as the JSON report has it.
pub fn to_json(report: &Report, wording: Wording<'_>) -> String {
    let base = Base::new(Path::new(""), None);
    let style = Style {
        wording,
        color: false,
        width: 0,
        base: &base,
    };
    let mut written = Vec::new();
    let mut listing = Listing::new(&json::WHOLE, style, Listed::default());
    let result = listing.finish(report, &mut written);
    result.expect("memory takes what is written to it");
    String::from_utf8(written).expect("JSON is text")
}

/// Does a report in `format` list `finding`?
fn lists(format: &ReportFormat, listed: Listed, finding: &Finding) -> bool {
    let Some(suppression) = &finding.suppressed else {
        return true;
    };
    match format.suppressed {
        Suppressed::Never => false,
        Suppressed::IfAsked => listed.suppressed,
        Suppressed::Known => listed.suppressed || suppression.by == SuppressedBy::Baseline,
    }
}
