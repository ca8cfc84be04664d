//! `duplicate-paragraph`: a paragraph of the article a second time.

use std::ops::Range;

use crate::engine::{DocumentLint, Findings};
use crate::evidence::Article;
use crate::evidence::copies::{ParagraphCopy, Relation, RunCopy};
use crate::finding::{Applicability, Edit, Severity};

/// Whole paragraphs that stand before: equal, nearly so, cut or continued.
pub(super) struct DuplicateParagraph;

impl DocumentLint for DuplicateParagraph {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for copy in &article.copies().paragraphs {
            if !article.breaks().spliced_away(copy.block) {
                report(article, copy, findings);
            }
        }
        for run in &article.copies().runs {
            report_run(article, run, findings);
        }
    }
}

fn report_run(article: &Article<'_>, run: &RunCopy, findings: &mut Findings<'_>) {
    let blocks = article.document.blocks();
    let span = |range: &Range<usize>| {
        let last = range.end.saturating_sub(1).max(range.start);
        blocks[range.start].span.joined(blocks[last].span)
    };
    let (at, original) = (span(&run.blocks), span(&run.originals));
    let key = if run.is_exact { "run" } else { "near-run" };
    let mut draft = findings
        .at(key, at)
        .related(original, "originals")
        .with("count", run.paragraphs.to_string());
    if run.is_weak {
        draft = draft.at_most(Severity::Warning);
    }
    draft
        .fix("drop", Applicability::Unsafe, vec![Edit::delete(at)])
        .report();
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
    let mut draft = findings.at(key, at).related(original, "original");
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
    if copy.is_weak {
        draft = draft.at_most(Severity::Warning);
    }
    draft
        .fix("drop", Applicability::Unsafe, vec![Edit::delete(drop)])
        .report();
}
