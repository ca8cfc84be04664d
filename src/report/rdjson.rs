//! The Reviewdog Diagnostic Format, for reviewdog and what else reads it: its columns count bytes of UTF-8.

use std::io::{self, Write};

use serde::Serialize;

use super::emit::{Emitter, ReportFormat, Style, Suppressed, Totals};
use super::entry::Entry;
use super::visible::{escaped, visible};
use crate::finding::{self, FileName, Finding, Fix, Severity};

pub(super) const FORMAT: ReportFormat = ReportFormat {
    name: "rdjson",
    about: "Reviewdog Diagnostic Format",
    for_people: false,
    waits: true,
    suppressed: Suppressed::Never,
    extensions: &["rdjson"],
    emitter: |style| {
        Box::new(RdJson {
            style,
            diagnostics: Vec::new(),
        })
    },
};

struct RdJson<'c> {
    style: Style<'c>,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Serialize)]
struct DiagnosticResult<'r> {
    source: Source,
    diagnostics: &'r [Diagnostic],
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Code {
    value: String,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Position>,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

impl Emitter for RdJson<'_> {
    fn finding(&mut self, finding: &Finding, _: &mut dyn Write) -> io::Result<()> {
        let wording = self.style.wording;
        let entry = Entry::of_finding(finding, wording);
        let related = finding.related.iter().map(|related| Related {
            message: visible(&wording.label(finding, related)).into_owned(),
            location: self.location(&related.location.path, related.location.range),
        });
        self.diagnostics.push(Diagnostic {
            suggestions: finding.fixes.iter().filter_map(suggestion).collect(),
            related_locations: related.collect(),
            ..self.diagnostic(entry)
        });
        Ok(())
    }

    fn end(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.style.wording.lang();
        for problem in totals.problems {
            let diagnostic = self.diagnostic(Entry::of_problem(problem, lang));
            self.diagnostics.push(diagnostic);
        }
        let result = DiagnosticResult {
            source: Source { name: "newslint" },
            diagnostics: &self.diagnostics,
        };
        writeln!(out, "{}", escaped(serde_json::to_string_pretty(&result)?))
    }
}

impl RdJson<'_> {
    fn diagnostic(&self, entry: Entry) -> Diagnostic {
        let mut location = self.location(&entry.path, entry.range);
        if let (None, Some(line)) = (&location.range, entry.first_line()) {
            let start = Position { line, column: None };
            location.range = Some(Range { start, end: None });
        }
        Diagnostic {
            message: entry.told(),
            location,
            severity: match entry.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info => "INFO",
            },
            code: Code { value: entry.code },
            suggestions: Vec::new(),
            related_locations: Vec::new(),
        }
    }

    fn location(&self, path: &FileName, range: Option<finding::Range>) -> Location {
        Location {
            path: if path.is_empty() {
                ".".to_owned()
            } else {
                self.style.base.shown(path)
            },
            range: range.map(range_form),
        }
    }
}

/// `fix`, if it changes one place: a suggestion has room for no more.
fn suggestion(fix: &Fix) -> Option<Suggestion> {
    let [edit] = fix.edits.as_slice() else {
        return None;
    };
    Some(Suggestion {
        range: range_form(edit.range),
        text: edit.insert.clone(),
    })
}

fn range_form(range: finding::Range) -> Range {
    let position = |position: finding::Position| Position {
        line: position.line,
        column: Some(position.byte_column),
    };
    Range {
        start: position(range.start),
        end: Some(position(range.end)),
    }
}
