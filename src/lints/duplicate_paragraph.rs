//! `duplicate-paragraph`: a paragraph of the article a second time.

use std::collections::BTreeMap;
use std::ops::Range;

use super::SHOWN;
use crate::evidence::Article;
use crate::evidence::copies::{ParagraphCopy, Relation, RunCopy, size};
use crate::finding::{Applicability, Edit, ORIGINAL, Severity};
use crate::lint::Draft;
use crate::lint::{DocumentLint, Findings};

/// Han characters of a paragraph below which it may be a refrain or a formula if it stands again and again.
const FORMULA: usize = 20;

/// Whole paragraphs that stand before: equal, nearly so, cut or continued.
pub(super) struct DuplicateParagraph;

impl DocumentLint for DuplicateParagraph {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let mut groups: BTreeMap<usize, Vec<&ParagraphCopy>> = BTreeMap::new();
        for copy in &article.copies().paragraphs {
            if findings.gives_way(article.document.blocks()[copy.block].span) {
                continue;
            }
            if copy.relation.is_whole() {
                groups.entry(copy.original).or_default().push(copy);
            } else {
                report(article, copy, findings);
            }
        }
        for copies in groups.values() {
            match copies.as_slice() {
                [copy] => report(article, copy, findings),
                copies => report_group(article, copies, findings),
            }
        }
        let mut runs: BTreeMap<(usize, usize), Vec<&RunCopy>> = BTreeMap::new();
        for run in &article.copies().runs {
            let originals = (run.originals.start, run.originals.end);
            runs.entry(originals).or_default().push(run);
        }
        for runs in runs.values() {
            report_runs(article, runs, findings);
        }
    }
}

/// How much a copy can matter that may be meant.
fn level(is_weak: bool, is_meant: bool) -> Severity {
    if is_meant {
        Severity::Info
    } else if is_weak {
        Severity::Warning
    } else {
        Severity::Error
    }
}

/// Reports `draft` at `level` at most, with `edits`: only shown where the writer may have meant it.
fn drop_at(level: Severity, draft: Draft<'_, '_>, edits: Vec<Edit>) {
    let applicability = if level == Severity::Info {
        Applicability::Display
    } else {
        Applicability::Unsafe
    };
    draft
        .at_most(level)
        .fix("drop", applicability, edits)
        .report();
}

/// Reports a paragraph that stands three times or more, once.
fn report_group(article: &Article<'_>, copies: &[&ParagraphCopy], findings: &mut Findings<'_>) {
    let span = |block: usize| article.document.blocks()[block].span;
    let Some((first, others)) = copies.split_first() else {
        return;
    };
    let mut draft = findings
        .at("often", span(first.block))
        .related(span(first.original), ORIGINAL)
        .with("count", (copies.len() + 1).to_string());
    for other in others.iter().take(SHOWN) {
        draft = draft.related(span(other.block), "again");
    }
    let is_formula = size(article.slice(span(first.block)).chars()) < FORMULA;
    let level = level(
        is_formula || copies.iter().all(|copy| copy.is_weak),
        copies.iter().all(|copy| copy.is_meant),
    );
    let edits = copies.iter().map(|copy| Edit::delete(span(copy.block)));
    drop_at(level, draft, edits.collect());
}

/// Reports the runs that repeat the same paragraphs.
fn report_runs(article: &Article<'_>, runs: &[&RunCopy], findings: &mut Findings<'_>) {
    let blocks = article.document.blocks();
    let span = |range: &Range<usize>| {
        let last = range.end.saturating_sub(1).max(range.start);
        blocks[range.start].span.joined(blocks[last].span)
    };
    let Some((run, others)) = runs.split_first() else {
        return;
    };
    let key = match runs {
        [run] if run.is_exact => "run",
        [_] => "near-run",
        _ => "often-run",
    };
    let mut draft = findings
        .at(key, span(&run.blocks))
        .related(span(&run.originals), "originals")
        .with("count", run.paragraphs.to_string())
        .with("times", (runs.len() + 1).to_string());
    for other in others.iter().take(SHOWN) {
        draft = draft.related(span(&other.blocks), "again");
    }
    let level = level(
        runs.iter().all(|run| run.is_weak),
        runs.iter().all(|run| run.is_meant),
    );
    let edits = runs.iter().map(|run| Edit::delete(span(&run.blocks)));
    drop_at(level, draft, edits.collect());
}

fn report(article: &Article<'_>, copy: &ParagraphCopy, findings: &mut Findings<'_>) {
    let blocks = article.document.blocks();
    let (later, earlier) = (&blocks[copy.block], &blocks[copy.original]);
    // What drops out is the later copy, or the shorter one where the other goes on.
    let (key, at, original, drop) = match &copy.relation {
        Relation::Equal => ("equal", later.span, earlier.span, later.span),
        Relation::Near(difference) => (difference.key(), later.span, earlier.span, later.span),
        Relation::Cut(part, changes) => {
            let key = if *changes == 0 { "cut" } else { "near-cut" };
            (key, later.span, *part, later.span)
        }
        Relation::Extended(part, changes) => {
            let key = if *changes == 0 {
                "extended"
            } else {
                "near-extended"
            };
            (key, *part, earlier.span, earlier.span)
        }
    };
    let mut draft = findings.at(key, at).related(original, ORIGINAL);
    match &copy.relation {
        Relation::Equal => {}
        Relation::Near(difference) => {
            draft = draft
                .with("changes", difference.changes.to_string())
                .with("here", &difference.here)
                .with("there", &difference.there);
        }
        Relation::Cut(_, changes) | Relation::Extended(_, changes) => {
            draft = draft.with("changes", changes.to_string());
        }
    }
    let level = level(copy.is_weak, copy.is_meant);
    drop_at(level, draft, vec![Edit::delete(drop)]);
}
