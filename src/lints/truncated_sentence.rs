//! `truncated-sentence`: a paragraph that stops in the middle of a sentence.
//!
//! A paragraph that is a copy as a whole and cut besides is told as the copy, because it goes.

use crate::Span;
use crate::evidence::Article;
use crate::evidence::breaks::{Break, Certainty, Truncated};
use crate::finding::{Applicability, Edit, Severity};
use crate::lint::{DocumentLint, Findings};

/// Ends whose continuation is nowhere, unless the same text stands complete elsewhere.
pub(super) struct TruncatedSentence;

impl DocumentLint for TruncatedSentence {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for found in &article.breaks().list {
            if let Break::Truncated(truncated) = found {
                report(article, truncated, findings);
            }
        }
    }
}

fn report(article: &Article<'_>, truncated: &Truncated, findings: &mut Findings<'_>) {
    let level = match truncated.certainty {
        Certainty::Cut => Severity::Error,
        Certainty::Likely => Severity::Warning,
        Certainty::Open => Severity::Info,
    };
    if let Some((complete, rest)) = truncated.complete {
        let rest = article.slice(rest);
        let at = Span::new(truncated.end.end, truncated.end.end);
        let edit = Edit::new(at, rest.to_owned());
        findings
            .at("complete", truncated.end)
            .with("rest", rest)
            .related(complete, "complete")
            .fix("complete", Applicability::Unsafe, vec![edit])
            .report();
        return;
    }
    let cut = truncated.certainty == Certainty::Cut;
    let key = match (cut, truncated.candidate) {
        (true, None) => "found",
        (true, Some(_)) => "found-near",
        (false, None) => "unended",
        (false, Some(_)) => "unended-near",
    };
    let mut draft = findings.at(key, truncated.end).at_most(level);
    if let Some(candidate) = truncated.candidate {
        draft = draft
            .with("right", article.slice(candidate))
            .related(candidate, "right");
    }
    draft.report();
}
