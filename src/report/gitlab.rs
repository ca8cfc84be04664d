//! GitLab's Code Quality report: what its widget in a merge request reads.

use std::io::{self, Write};

use serde::Serialize;

use super::emit::{Emitter, ReportFormat, Style, Suppressed, Totals};
use super::entry::{Entries, Entry};
use super::identity::Identities;
use super::visible::escaped;
use crate::finding::{Finding, Severity, fingerprint};

pub(super) const FORMAT: ReportFormat = ReportFormat {
    name: "gitlab",
    about: "Code Quality report for GitLab's merge requests",
    for_people: false,
    waits: true,
    suppressed: Suppressed::Never,
    extensions: &[],
    emitter: |style| {
        Box::new(GitLab {
            style,
            entries: Entries::new(style.wording),
        })
    },
};

struct GitLab<'c> {
    style: Style<'c>,
    entries: Entries<'c>,
}

#[derive(Serialize)]
struct Issue {
    r#type: &'static str,
    check_name: String,
    /// The widget shows nothing else, so it names the lint.
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Content>,
    severity: &'static str,
    /// Of two issues with one fingerprint, only one is shown.
    fingerprint: String,
    location: Location,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl Emitter for GitLab<'_> {
    fn finding(&mut self, finding: &Finding, _: &mut dyn Write) -> io::Result<()> {
        self.entries.add(finding);
        Ok(())
    }

    fn end(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut identities = Identities::default();
        let entries = self.entries.take(totals.problems).into_iter();
        let issues: Vec<Issue> = entries
            .map(|entry| self.issue(entry, &mut identities))
            .collect();
        let issues = serde_json::to_string_pretty(&issues)?;
        writeln!(out, "{}", escaped(issues))
    }
}

impl GitLab<'_> {
    fn issue(&self, entry: Entry, identities: &mut Identities) -> Issue {
        let path = if entry.path.is_empty() {
            // What concerns no file still needs a place.
            ".".to_owned()
        } else {
            self.style.base.shown(&entry.path)
        };
        let record = entry.record.as_deref();
        let identity = identities.next(&entry.path, record, entry.fingerprint);
        let begin = entry.first_line().unwrap_or(1);
        Issue {
            r#type: "issue",
            description: format!("{}: {}", entry.code, entry.message),
            content: (!entry.help.is_empty()).then_some(Content { body: entry.help }),
            severity: match entry.severity {
                _ if entry.is_problem => "blocker",
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            },
            fingerprint: format!("{:016x}", fingerprint(&path, &identity)),
            location: Location {
                path,
                lines: Lines {
                    begin,
                    end: entry.range.map_or(begin, |range| range.end.line),
                },
            },
            check_name: entry.code,
        }
    }
}
