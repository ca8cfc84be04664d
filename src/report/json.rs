//! The JSON report, version 1, whole or line by line.

use std::io::{self, Write};

use serde::Serialize;

use super::{FileEntry, Report, Summary};
use crate::finding::{Applicability, Finding, Location, Range, Record, Suppression};
use crate::input::Problem;

/// Version of the report's form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Whole<'r> {
    version: u32,
    tool: Tool,
    summary: Summary,
    files: &'r [FileEntry],
    findings: Vec<FindingForm<'r>>,
    errors: &'r [Problem],
}

#[derive(Serialize)]
struct Last<'r> {
    version: u32,
    tool: Tool,
    summary: Summary,
    files: &'r [FileEntry],
    errors: &'r [Problem],
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

const TOOL: Tool = Tool {
    name: "newslint",
    version: env!("CARGO_PKG_VERSION"),
};

#[derive(Serialize)]
struct FindingForm<'r> {
    lint: &'r str,
    category: &'static str,
    severity: &'static str,
    message: &'r str,
    help: &'r str,
    #[serde(flatten)]
    place: PlaceForm<'r>,
    related: Vec<RelatedForm<'r>>,
    fixes: Vec<FixForm<'r>>,
    fingerprint: String,
    suppressed: Option<&'r Suppression>,
}

#[derive(Serialize)]
struct PlaceForm<'r> {
    path: &'r str,
    record: Option<&'r Record>,
    range: Option<Range>,
    text: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'r str>,
}

#[derive(Serialize)]
struct RelatedForm<'r> {
    #[serde(flatten)]
    place: PlaceForm<'r>,
    message: &'r str,
}

#[derive(Serialize)]
struct FixForm<'r> {
    title: &'r str,
    applicability: Applicability,
    edits: Vec<EditForm<'r>>,
}

#[derive(Serialize)]
struct EditForm<'r> {
    start: usize,
    end: usize,
    insert: &'r str,
}

/// Writes the whole report as one object.
pub fn write(report: &Report, suppressed: bool, out: &mut dyn Write) -> io::Result<()> {
    let listed = report
        .findings
        .iter()
        .filter(|finding| suppressed || finding.suppressed.is_none());
    let whole = Whole {
        version: VERSION,
        tool: TOOL,
        summary: report.summary,
        files: &report.files,
        findings: listed.map(finding_form).collect(),
        errors: &report.problems,
    };
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

/// Writes one finding as one line.
pub fn write_line(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &finding_form(finding))?;
    writeln!(out)
}

/// Writes the line that ends a report of lines.
pub fn write_last(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let last = Last {
        version: VERSION,
        tool: TOOL,
        summary: report.summary,
        files: &report.files,
        errors: &report.problems,
    };
    serde_json::to_writer(&mut *out, &last)?;
    writeln!(out)
}

fn finding_form(finding: &Finding) -> FindingForm<'_> {
    let related = finding.related.iter();
    let fixes = finding.fixes.iter();
    FindingForm {
        lint: &finding.lint,
        category: finding.category.as_str(),
        severity: finding.severity.as_str(),
        message: &finding.message,
        help: &finding.help,
        place: place_form(&finding.location),
        related: related
            .map(|other| RelatedForm {
                place: place_form(&other.location),
                message: &other.message,
            })
            .collect(),
        fixes: fixes
            .map(|fix| FixForm {
                title: &fix.title,
                applicability: fix.applicability,
                edits: fix
                    .edits
                    .iter()
                    .map(|edit| EditForm {
                        start: edit.span.start,
                        end: edit.span.end,
                        insert: &edit.insert,
                    })
                    .collect(),
            })
            .collect(),
        fingerprint: format!("{:016x}", finding.fingerprint),
        suppressed: finding.suppressed.as_ref(),
    }
}

fn place_form(location: &Location) -> PlaceForm<'_> {
    PlaceForm {
        path: &location.path,
        record: location.record.as_deref(),
        range: location.range,
        text: &location.text,
        source: location.source.as_deref(),
    }
}
