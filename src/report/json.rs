//! The JSON report, version 1, whole or line by line.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::emit::{Emitter, ReportFormat, Style, Suppressed, Totals};
use super::visible::{Escaping, escaped};
use super::{FileEntry, Summary, words};
use crate::catalog::{Lang, Wording};
use crate::finding::{
    Applicability, FileName, Finding, Fix, Location, Offsets, PlacedEdit, Position, Range, Record,
    Related, Suppression,
};
use crate::input::Problem;

/// Version of the report's form.
const VERSION: u32 = 1;

pub(super) const WHOLE: ReportFormat = ReportFormat {
    name: "json",
    about: "One JSON object: see report.schema.json",
    for_people: false,
    waits: true,
    suppressed: Suppressed::IfAsked,
    extensions: &["json"],
    emitter: |style| Box::new(Whole { style, first: true }),
};

pub(super) const LINES: ReportFormat = ReportFormat {
    name: "jsonl",
    about: "One JSON object a finding, as they are found, then one with the totals",
    for_people: false,
    waits: false,
    suppressed: Suppressed::IfAsked,
    extensions: &["jsonl", "ndjson"],
    emitter: |style| Box::new(Lines { style }),
};

/// One object, a field a line.
struct Whole<'c> {
    style: Style<'c>,
    first: bool,
}

impl Emitter for Whole<'_> {
    fn begin(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        let head = Head {
            version: VERSION,
            tool: TOOL,
            summary: totals.summary,
            files: totals.files,
        };
        let head = serde_json::to_string_pretty(&head)?;
        // The findings and what could not be read follow in the same object.
        let head = escaped(head);
        write!(out, "{},\n  \"findings\": [", head.trim_end_matches("\n}"))
    }

    fn finding(&mut self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let comma = if self.first { "" } else { "," };
        self.first = false;
        write!(out, "{comma}\n    ")?;
        let form = finding_form(finding, self.style.wording);
        serde_json::to_writer_pretty(Escaping::new(out, "    "), &form)?;
        Ok(())
    }

    fn end(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        let close = if self.first { "]" } else { "\n  ]" };
        let errors = problem_forms(totals.problems, self.style.wording.lang());
        let errors = serde_json::to_string_pretty(&errors)?.replace('\n', "\n  ");
        writeln!(out, "{close},\n  \"errors\": {}\n}}", escaped(errors))
    }
}

/// One object a line.
struct Lines<'c> {
    style: Style<'c>,
}

impl Emitter for Lines<'_> {
    fn finding(&mut self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let form = finding_form(finding, self.style.wording);
        serde_json::to_writer(Escaping::new(out, ""), &form)?;
        writeln!(out)
    }

    fn end(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        write_totals(totals, self.style.wording.lang(), out)
    }
}

/// Writes all but the findings, in one line.
pub(super) fn write_totals(totals: Totals<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let last = Last {
        version: VERSION,
        tool: TOOL,
        summary: totals.summary,
        files: totals.files,
        errors: problem_forms(totals.problems, lang),
    };
    writeln!(out, "{}", escaped(serde_json::to_string(&last)?))
}

#[derive(Serialize)]
struct Head<'r> {
    version: u32,
    tool: Tool,
    summary: &'r Summary,
    files: &'r [FileEntry],
}

#[derive(Serialize)]
struct Last<'r> {
    version: u32,
    tool: Tool,
    summary: &'r Summary,
    files: &'r [FileEntry],
    errors: Vec<ProblemForm<'r>>,
}

/// `findings` as a list, each as both reports have it.
pub fn findings_json(findings: &[Finding], wording: Wording<'_>) -> String {
    let forms = findings
        .iter()
        .map(|finding| finding_form(finding, wording));
    let forms: Vec<FindingForm<'_>> = forms.collect();
    escaped(serde_json::to_string(&forms).expect("names, texts and numbers are JSON"))
}

/// Something that could not be read.
#[derive(Serialize)]
pub(crate) struct ProblemForm<'r> {
    #[serde(flatten)]
    path: &'r FileName,
    record: Option<usize>,
    line: Option<usize>,
    kind: &'static str,
    message: String,
}

/// The program.
#[derive(Serialize)]
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// What wrote it.
pub(crate) const TOOL: Tool = Tool {
    name: "newslint",
    version: env!("CARGO_PKG_VERSION"),
};

#[derive(Serialize)]
struct FindingForm<'r> {
    lint: &'r str,
    category: &'static str,
    severity: &'static str,
    key: &'r str,
    values: BTreeMap<&'r str, &'r str>,
    message: String,
    help: String,
    #[serde(flatten)]
    place: PlaceForm<'r>,
    related: RelatedForms<'r>,
    fixes: Vec<FixForm<'r>>,
    fingerprint: String,
    suppressed: Option<&'r Suppression>,
}

#[derive(Serialize)]
struct PlaceForm<'r> {
    #[serde(flatten)]
    path: &'r FileName,
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
    key: &'r str,
    message: String,
}

#[derive(Serialize)]
struct FixForm<'r> {
    title: String,
    applicability: Applicability,
    of: Offsets,
    edits: EditForms<'r>,
}

/// The other places of a finding, each made a form only as it is written: there may be a million.
struct RelatedForms<'r> {
    finding: &'r Finding,
    wording: Wording<'r>,
}

impl Serialize for RelatedForms<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let related = self.finding.related.iter();
        serializer.collect_seq(related.map(|other| related_form(self.finding, other, self.wording)))
    }
}

/// The same of the edits of a fix.
struct EditForms<'r>(&'r [PlacedEdit]);

impl Serialize for EditForms<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(edit_form))
    }
}

#[derive(Serialize)]
struct EditForm<'r> {
    start: usize,
    end: usize,
    start_position: PositionForm,
    end_position: PositionForm,
    insert: &'r str,
}

/// A position whose offset stands beside it.
#[derive(Serialize)]
struct PositionForm {
    line: usize,
    column: usize,
    utf16_column: usize,
}

/// What could not be read, as all reports in JSON tell it.
pub(crate) fn problem_forms(problems: &[Problem], lang: Lang) -> Vec<ProblemForm<'_>> {
    let forms = problems.iter().map(|problem| ProblemForm {
        path: &problem.path,
        record: problem.record,
        line: problem.line,
        kind: problem.kind.as_str(),
        message: words::problem(problem, lang),
    });
    forms.collect()
}

fn finding_form<'f>(finding: &'f Finding, wording: Wording<'f>) -> FindingForm<'f> {
    let fixes = finding.fixes.iter();
    let values = finding.values.iter();
    FindingForm {
        lint: &finding.lint,
        category: finding.category.as_str(),
        severity: finding.severity.as_str(),
        key: &finding.key,
        values: values
            .rev()
            .map(|(name, value)| (&**name, value.as_str()))
            .collect(),
        message: wording.message(finding),
        help: wording.help(finding),
        place: place_form(&finding.location),
        related: RelatedForms { finding, wording },
        fixes: fixes.map(|fix| fix_form(finding, fix, wording)).collect(),
        fingerprint: format!("{:016x}", finding.fingerprint),
        suppressed: finding.suppressed.as_ref(),
    }
}

fn related_form<'f>(
    finding: &'f Finding,
    related: &'f Related,
    wording: Wording<'_>,
) -> RelatedForm<'f> {
    RelatedForm {
        place: place_form(&related.location),
        key: &related.label,
        message: wording.label(finding, related),
    }
}

fn fix_form<'f>(finding: &'f Finding, fix: &'f Fix, wording: Wording<'_>) -> FixForm<'f> {
    FixForm {
        title: wording.title(finding, fix),
        applicability: fix.applicability,
        of: fix.of,
        edits: EditForms(&fix.edits),
    }
}

fn edit_form(edit: &PlacedEdit) -> EditForm<'_> {
    let Range { start, end } = edit.range;
    EditForm {
        start: start.offset,
        end: end.offset,
        start_position: position_form(start),
        end_position: position_form(end),
        insert: &edit.insert,
    }
}

fn position_form(position: Position) -> PositionForm {
    PositionForm {
        line: position.line,
        column: position.column,
        utf16_column: position.utf16_column,
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
