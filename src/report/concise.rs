//! One line a finding: `path:line:column: severity lint: message`.

use std::io::{self, Write};

use super::emit::{Emitter, ReportFormat, Style, Suppressed, Totals};
use super::visible::visible;
use super::words;
use crate::finding::Finding;

pub(super) const FORMAT: ReportFormat = ReportFormat {
    name: "concise",
    about: "One line a finding",
    for_people: true,
    waits: true,
    suppressed: Suppressed::IfAsked,
    extensions: &["txt"],
    emitter: |style| Box::new(Concise { style }),
};

struct Concise<'c> {
    style: Style<'c>,
}

impl Emitter for Concise<'_> {
    fn finding(&mut self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let place = finding.location.range.map_or_else(String::new, |range| {
            format!(":{}:{}", range.start.line, range.start.column)
        });
        let severity = words::severity(Some(finding.severity), self.style.wording.lang());
        let wording = self.style.wording;
        let message = words::marked(wording.message(finding), finding, wording.lang());
        let (path, message) = (visible(&finding.location.path), visible(&message));
        let lint = &finding.lint;
        writeln!(out, "{path}{place}: {severity} {lint}: {message}")
    }

    fn end(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.style.wording.lang();
        writeln!(out, "{}", words::summary(totals.summary, lang))
    }
}
