//! `spliced-text`: text that runs on at a seam where something else should follow.

use super::rejoin::rejoin;
use crate::evidence::Article;
use crate::evidence::breaks::{Break, Spliced};
use crate::finding::{Applicability, Severity};
use crate::lint::{DocumentLint, Findings};

/// Credits and beginnings that run into the rest of another sentence.
pub(super) struct SplicedText;

impl DocumentLint for SplicedText {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for found in &article.breaks().list {
            if let Break::Spliced(spliced) = found {
                report(article, spliced, findings);
            }
        }
    }
}

fn report(article: &Article<'_>, spliced: &Spliced, findings: &mut Findings<'_>) {
    let word = spliced.bridge.word.as_deref();
    let key = match (spliced.head, word, spliced.credit) {
        (None, _, _) => "credit-alone",
        (Some(_), Some(_), true) => "credit-word",
        (Some(_), None, true) => "credit",
        (Some(_), Some(_), false) => "text-word",
        (Some(_), None, false) => "text",
    };
    let front = article.slice(spliced.front);
    let mut draft = findings
        .at(key, spliced.span)
        .with("front", front)
        .with("word", word.unwrap_or_default());
    if let Some((head, stops)) = spliced.head {
        draft = draft
            .with("head", article.slice(head))
            .related(head, "head");
        if let Some(edits) = rejoin(article, stops, spliced.rest) {
            draft = draft.fix_source("rejoin", Applicability::Unsafe, edits);
        }
    }
    if let Some(place) = spliced.bridge.elsewhere {
        draft = draft.related(place, "word");
    }
    if spliced.head.is_none() {
        draft = draft.at_most(Severity::Warning);
    }
    draft.report();
}
