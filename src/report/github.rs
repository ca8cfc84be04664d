//! Annotations of GitHub Actions: commands on standard output that the runner shows beside the lines of a pull request.

use std::io::{self, Write};

use super::emit::{Emitter, ReportFormat, Style, Suppressed, Totals};
use super::entry::{Entries, Entry, worst_first};
use super::visible::visible;
use super::words;
use crate::finding::{Finding, Severity};

pub(super) const FORMAT: ReportFormat = ReportFormat {
    name: "github",
    about: "Annotations for GitHub Actions, the worst first; all findings go to the job's summary",
    for_people: false,
    waits: true,
    suppressed: Suppressed::Never,
    extensions: &[],
    emitter: |style| {
        Box::new(GitHub {
            style,
            entries: Entries::new(style.wording),
        })
    },
};

/// Annotations of one level that GitHub shows of a step; it drops the others without a word.
const SHOWN: usize = 10;

struct GitHub<'c> {
    style: Style<'c>,
    entries: Entries<'c>,
}

impl Emitter for GitHub<'_> {
    fn finding(&mut self, finding: &Finding, _: &mut dyn Write) -> io::Result<()> {
        self.entries.add(finding);
        Ok(())
    }

    fn end(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.style.wording.lang();
        let mut entries = self.entries.take(totals.problems);
        worst_first(&mut entries);
        let of = |severity| {
            entries
                .iter()
                .filter(move |entry| entry.severity == severity)
        };
        let counts = [Severity::Error, Severity::Warning, Severity::Info]
            .map(|severity| of(severity).count());
        let is_cut =
            totals.summary.truncated_by_limit > 0 || counts.iter().any(|count| *count > SHOWN);
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            // What is said in the end is a notice, too.
            let room = SHOWN - usize::from(is_cut && severity == Severity::Info);
            for entry in of(severity).take(room) {
                self.annotate(entry, out)?;
            }
        }
        let numbers = words::summary(totals.summary, lang);
        if is_cut {
            let cut = words::annotations_cut(&numbers, SHOWN, lang);
            return writeln!(out, "::notice title=newslint::{}", data(&cut));
        }
        writeln!(out, "{numbers}")
    }
}

impl GitHub<'_> {
    fn annotate(&self, entry: &Entry, out: &mut dyn Write) -> io::Result<()> {
        let level = match entry.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let mut properties: Vec<String> = Vec::new();
        if !entry.path.is_empty() {
            let path = self.style.base.shown(&entry.path);
            properties.push(format!("file={}", property(&visible(&path))));
        }
        properties.extend(entry.first_line().map(|line| format!("line={line}")));
        if let Some(range) = entry.range {
            properties.push(format!("endLine={}", range.end.line));
            // An annotation with columns on several lines is dropped.
            if range.start.line == range.end.line {
                let (start, end) = (range.start.column, range.end.column);
                properties.push(format!("col={start},endColumn={end}"));
            }
        }
        properties.push(format!(
            "title={}",
            property(&format!("newslint {}", entry.code))
        ));
        let properties = properties.join(",");
        writeln!(out, "::{level} {properties}::{}", data(&entry.told()))
    }
}

/// `text` where it ends with the line.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// `text` where a comma or two colons end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
