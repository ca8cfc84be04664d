//! `truncated-sentence`: a paragraph that stops in the middle of a sentence.
//!
//! A paragraph that is a copy as a whole and cut besides is told as the copy, because it goes.

use crate::Span;
use crate::evidence::Article;
use crate::evidence::breaks::Break;
use crate::finding::{Applicability, Edit, Severity};
use crate::lint::{DocumentLint, Findings};

/// Ends whose continuation is nowhere, unless the same text stands complete elsewhere.
pub(super) struct TruncatedSentence;

impl DocumentLint for TruncatedSentence {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for found in &article.breaks().list {
            let Break::Truncated(truncated) = found else {
                continue;
            };
            let level = if truncated.sure {
                Severity::Error
            } else {
                Severity::Warning
            };
            if let Some((complete, rest)) = truncated.complete {
                let rest = article.slice(rest);
                let at = Span::new(truncated.end.end, truncated.end.end);
                findings
                    .at("complete", truncated.end)
                    .with("rest", rest)
                    .related(complete, "complete")
                    .fix(
                        "complete",
                        Applicability::Unsafe,
                        vec![Edit::new(at, rest.to_owned())],
                    )
                    .report();
            } else {
                findings.at("found", truncated.end).at_most(level).report();
            }
        }
    }
}
