//! `split-sentence`: a sentence cut in two by a caption, a page break or a blank line.

use crate::Span;
use crate::engine::{DocumentLint, Findings};
use crate::evidence::Article;
use crate::evidence::breaks::{Break, Split};
use crate::finding::{Applicability, Edit};

/// Ends with the paragraph that they go on in.
pub(super) struct SplitSentence;

impl DocumentLint for SplitSentence {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for found in &article.breaks().list {
            let split = match found {
                Break::Split(split) => split,
                Break::Columns(columns) => {
                    findings
                        .at("columns", columns.first)
                        .with("lines", columns.lines.to_string())
                        .with("right", article.slice(columns.third))
                        .related(columns.third, "right")
                        .report();
                    continue;
                }
                _ => continue,
            };
            let blocks = article.document.blocks();
            let between = Span::new(split.stops + 1, split.resumes);
            let first = blocks.get(between.start).filter(|_| !between.is_empty());
            let key = match first {
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
            if let Some(edits) = rejoin(article, split) {
                draft = draft.fix_source("rejoin", Applicability::Unsafe, edits);
            }
            draft.report();
        }
    }
}

/// Joins the two pieces and moves what stands between them behind the second. Nothing where markup is cut through.
fn rejoin(article: &Article<'_>, split: &Split) -> Option<Vec<Edit>> {
    let document = &article.document;
    let blocks = document.blocks();
    let (stops, resumes) = (blocks.get(split.stops)?, blocks.get(split.resumes)?);
    let gap = Span::new(
        document.to_source(stops.span).end,
        document.to_source(resumes.span).start,
    );
    let mut edits = vec![Edit::delete(gap)];
    let text = document.text();
    let between = blocks.get(split.stops + 1..split.resumes)?;
    let (kept, rest) = match (between.first(), between.last()) {
        (Some(first), Some(last)) => {
            let kept = first.source.joined(last.source);
            let before = Span::new(gap.start, kept.start.max(gap.start));
            let after = Span::new(kept.end.min(gap.end), gap.end);
            (
                kept.of(text).trim(),
                format!("{}{}", before.of(text), after.of(text)),
            )
        }
        _ => ("", gap.of(text).to_owned()),
    };
    if !rest.trim().is_empty() {
        return None;
    }
    if !kept.is_empty() {
        let end = document.to_source(resumes.span).end;
        edits.push(Edit::new(Span::new(end, end), format!("\n\n{kept}")));
    }
    Some(edits)
}
