//! `duplicate-paragraph`: a paragraph of the article a second time.

use crate::engine::{DocumentLint, Findings};
use crate::evidence::Article;
use crate::evidence::copies::{ParagraphCopy, Relation};
use crate::finding::{Applicability, Edit, Severity};

/// Whole paragraphs that stand before: equal, nearly so, cut or continued.
pub(super) struct DuplicateParagraph;

impl DocumentLint for DuplicateParagraph {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for copy in &article.copies().paragraphs {
            report(article, copy, findings);
        }
    }
}

fn report(article: &Article<'_>, copy: &ParagraphCopy, findings: &mut Findings<'_>) {
    let blocks = article.document.blocks();
    let (later, earlier) = (&blocks[copy.block], &blocks[copy.original]);
    // What drops out is the later copy, or the shorter one where the other goes on.
    let (key, at, original, drop) = match &copy.relation {
        Relation::Equal => ("equal", later.span, earlier.span, later.span),
        Relation::Near(difference) => {
            let key = match (difference.here.is_empty(), difference.there.is_empty()) {
                (true, _) => "near-without",
                (_, true) => "near-with",
                _ => "near",
            };
            (key, later.span, earlier.span, later.span)
        }
        Relation::Cut(part) => ("cut", later.span, *part, later.span),
        Relation::Extended(part) => ("extended", *part, earlier.span, earlier.span),
    };
    let mut draft = findings.at(key, at).related(original, "original");
    if let Relation::Near(difference) = &copy.relation {
        draft = draft
            .with("changes", difference.changes.to_string())
            .with("here", &difference.here)
            .with("there", &difference.there);
    }
    if copy.is_weak {
        draft = draft.at_most(Severity::Warning);
    }
    draft
        .fix("drop", Applicability::Unsafe, vec![Edit::delete(drop)])
        .report();
}
