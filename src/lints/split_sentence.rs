//! `split-sentence`: a sentence cut in two by a caption, a page break or a blank line.

use super::rejoin::rejoin;
use crate::evidence::Article;
use crate::evidence::breaks::Break;
use crate::finding::Applicability;
use crate::lint::{DocumentLint, Findings};

/// Ends with the paragraph that they go on in.
pub(super) struct SplitSentence;

impl DocumentLint for SplitSentence {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for found in &article.breaks().list {
            let split = match found {
                Break::Split(split) => split,
                Break::Columns(columns) => {
                    let key = if columns.backwards {
                        "backwards"
                    } else {
                        "columns"
                    };
                    findings
                        .at(key, columns.first)
                        .with("lines", columns.lines.to_string())
                        .with("right", article.slice(columns.goes_on))
                        .related(columns.goes_on, "right")
                        .report();
                    continue;
                }
                _ => continue,
            };
            let blocks = article.document.blocks();
            let first = blocks
                .get(split.stops + 1..split.resumes)
                .and_then(<[_]>::first);
            let key = match first {
                _ if split.resumes < split.stops => "before",
                None => "blank",
                Some(block) if block.kind.is_picture() => "caption",
                Some(_) => "text",
            };
            let mut draft = findings
                .at(key, split.left)
                .with("right", article.slice(split.right))
                .related(split.right, "right");
            if let Some(first) = first {
                draft = draft.related(first.span, "between");
            }
            let rest = blocks
                .get(split.resumes)
                .map_or(split.right, |block| block.span);
            if let Some(edits) = rejoin(article, split.stops, rest) {
                draft = draft.fix_source("rejoin", Applicability::Unsafe, edits);
            }
            draft.report();
        }
    }
}
