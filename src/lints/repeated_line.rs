//! `repeated-line`: a short line again and again.

use super::SHOWN;
use crate::evidence::Article;
use crate::finding::{Applicability, Edit};
use crate::lint::{DocumentLint, Findings};

/// Running heads and buttons that stand three times or more.
pub(super) struct RepeatedLine;

impl DocumentLint for RepeatedLine {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let blocks = article.document.blocks();
        for line in &article.copies().lines {
            let Some((first, others)) = line.split_first() else {
                continue;
            };
            let mut draft = findings
                .at("found", blocks[*first].span)
                .with("count", line.len().to_string());
            for other in others.iter().take(SHOWN) {
                draft = draft.related(blocks[*other].span, "again");
            }
            let edits = others.iter().map(|other| Edit::delete(blocks[*other].span));
            draft
                .fix("drop", Applicability::Unsafe, edits.collect())
                .report();
        }
    }
}
