//! Runs the examples of a lint file.

use std::path::PathBuf;
use std::sync::Arc;

use super::run::Engine;
use crate::Error;
use crate::Span;
use crate::catalog::{Catalog, Example, Examples, Lang, Lint, Wording};
use crate::config::Settings;
use crate::document::Format;
use crate::finding::rounds::{self, ROUNDS};
use crate::finding::{Applicability, Finding};
use crate::input::Source;
use crate::lint::corpus::Entry;
use crate::suppress::UNUSED;

/// What an example shows other than it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Which: `bad 2`, `good 1`.
    pub example: String,
    /// In what way.
    pub kind: FailureKind,
    /// What was expected and what came.
    pub detail: String,
}

/// The ways in which an example fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// Something marked was not reported.
    Missing,
    /// Something unmarked was reported.
    Noisy,
    /// Something was reported at another level.
    Level,
    /// The fixed text is another.
    Fixed,
    /// The fixed text still has the defect.
    Unsettled,
    /// The lint could not be run on it.
    Broken,
}

/// Runs all examples of `lint`, which must be in `catalog`.
pub fn run(catalog: &Arc<Catalog>, lint: &Lint) -> Vec<Failure> {
    let Examples { bad, good } = lint.examples();
    let examples = bad.iter().map(|example| ("bad", example));
    let examples = examples.chain(good.iter().map(|example| ("good", example)));
    let mut failures = Vec::new();
    let mut number = 0;
    for (at, (kind, example)) in examples.enumerate() {
        number = if at == bad.len() { 1 } else { number + 1 };
        let mut fail = |kind_of: FailureKind, detail: String| {
            failures.push(Failure {
                example: format!("{kind} {number}"),
                kind: kind_of,
                detail,
            });
        };
        match engine_for(catalog, lint, example) {
            Ok(engine) if example.docs.is_empty() => one(&engine, example, &mut fail),
            Ok(engine) => many(&engine, example, &mut fail),
            Err(error) => fail(FailureKind::Broken, error.to_string()),
        }
    }
    failures
}

/// An engine that runs `lint` alone, with the options of `example`.
fn engine_for(catalog: &Arc<Catalog>, lint: &Lint, example: &Example) -> Result<Engine, Error> {
    let mut settings = Settings::default();
    // It judges what silences the others: they have to run.
    if *lint.id != *UNUSED {
        settings.rules.select = vec![lint.id.to_string()];
    }
    settings
        .rules
        .options
        .insert(lint.id.to_string(), example.options.clone());
    Engine::new(catalog.clone(), settings)
}

fn one(engine: &Engine, example: &Example, fail: &mut impl FnMut(FailureKind, String)) {
    let (text, marks) = unmark(&example.text);
    let format = Format::from(example.format);
    let outcome = engine.check(&Source::of_text("example", text.as_str(), format));
    for problem in &outcome.problems {
        fail(FailureKind::Broken, format!("{:?}", problem.kind));
    }
    let mut findings = outcome.alone();
    findings.retain(|finding| finding.suppressed.is_none());
    if engine.settings().rules.select.is_empty() {
        findings.retain(|finding| *finding.lint == *UNUSED);
    }
    compare(engine, &text, &marks, &findings, fail);
    compare_levels(engine, example, &findings, fail);
    if let Some(wanted) = &example.fixed {
        let fixed = settle(engine, &text, format, Applicability::Unsafe);
        match fixed {
            Some(fixed) if fixed == *wanted => {}
            Some(fixed) => fail(
                FailureKind::Fixed,
                format!("fixed to `{fixed}`, not to `{wanted}`"),
            ),
            None => fail(
                FailureKind::Unsettled,
                format!("fixes go on after {ROUNDS} rounds"),
            ),
        }
    }
}

/// `text` with all fixes of at least `applicability` applied until none is left; `None` if that never comes.
pub fn settle(
    engine: &Engine,
    text: &str,
    format: Format,
    applicability: Applicability,
) -> Option<String> {
    let lint = |text: &str| -> Result<_, std::convert::Infallible> {
        Ok(vec![
            engine
                .check(&Source::of_text("example", text, format))
                .findings,
        ])
    };
    match rounds::settle(text.to_owned(), applicability, lint) {
        Ok(settled) => settled.done.then_some(settled.text),
    }
}

fn many(engine: &Engine, example: &Example, fail: &mut impl FnMut(FailureKind, String)) {
    let docs: Vec<(String, Vec<Span>)> = example.docs.iter().map(|doc| unmark(doc)).collect();
    let format = Format::from(example.format);
    let source =
        |index: usize| Source::of_text(&format!("{index:04}"), docs[index].0.as_str(), format);
    let mut findings = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    for index in 0..docs.len() {
        let outcome = engine.check(&source(index));
        findings.extend(outcome.findings);
        entries.extend(outcome.entry);
    }
    let fetch = |entry: &Entry| {
        PathBuf::from(&*entry.path)
            .to_str()?
            .parse()
            .ok()
            .map(source)
    };
    let (judged, problems) = engine.judge(&entries, &fetch);
    findings.extend(judged);
    for problem in problems {
        fail(FailureKind::Broken, format!("{:?}", problem.kind));
    }
    for (index, (text, marks)) in docs.iter().enumerate() {
        let path = format!("{index:04}");
        let here: Vec<Finding> = findings
            .iter()
            .filter(|finding| *finding.location.path == *path)
            .cloned()
            .collect();
        compare(engine, text, marks, &here, fail);
    }
    compare_levels(engine, example, &findings, fail);
}

fn compare_levels(
    engine: &Engine,
    example: &Example,
    findings: &[Finding],
    fail: &mut impl FnMut(FailureKind, String),
) {
    let Some(level) = example.level else { return };
    let wording = Wording::new(engine.catalog(), Lang::En);
    for finding in findings.iter().filter(|finding| finding.severity != level) {
        let (found, wanted) = (finding.severity.as_str(), level.as_str());
        let detail = format!(
            "reported as {found}, not as {wanted}: {}",
            wording.message(finding)
        );
        fail(FailureKind::Level, detail);
    }
}

fn compare(
    engine: &Engine,
    text: &str,
    marks: &[Span],
    findings: &[Finding],
    fail: &mut impl FnMut(FailureKind, String),
) {
    let mut found: Vec<Span> = findings
        .iter()
        .map(|finding| {
            finding.location.range.map_or(Span::default(), |range| {
                Span::new(range.start.offset, range.end.offset)
            })
        })
        .collect();
    found.sort();
    let wording = Wording::new(engine.catalog(), Lang::En);
    let said = |span: &Span| {
        let finding = findings.iter().find(|finding| {
            finding.location.range.is_some_and(|range| {
                (range.start.offset, range.end.offset) == (span.start, span.end)
            })
        });
        finding.map_or_else(String::new, |finding| wording.message(finding))
    };
    for mark in marks {
        match found.iter().position(|span| span == mark) {
            Some(index) => drop(found.remove(index)),
            None => fail(
                FailureKind::Missing,
                format!("`{}` was not reported", mark.of(text)),
            ),
        }
    }
    for span in found {
        fail(
            FailureKind::Noisy,
            format!("`{}` was reported: {}", span.of(text), said(&span)),
        );
    }
}

/// `text` without its ⟦…⟧ marks, and what they enclose, sorted.
pub fn unmark(text: &str) -> (String, Vec<Span>) {
    let mut plain = String::with_capacity(text.len());
    let (mut open, mut marks) = (Vec::new(), Vec::new());
    for c in text.chars() {
        match c {
            '⟦' => open.push(plain.len()),
            '⟧' => marks.extend(open.pop().map(|start| Span::new(start, plain.len()))),
            c => plain.push(c),
        }
    }
    marks.sort();
    (plain, marks)
}
