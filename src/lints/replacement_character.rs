//! `replacement-character`, the `?`: a mark of its own unless it stands in a name. The others are patterns.

use crate::evidence::Article;
use crate::evidence::half_width::StandsFor;
use crate::finding::Severity;
use crate::lint::{DocumentLint, Findings};

/// `?` for characters that an encoding lacked.
pub(super) struct ReplacementCharacter;

impl DocumentLint for ReplacementCharacter {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for mark in article.half_marks() {
            if mark.stands_for == StandsFor::Lost {
                findings
                    .at("question", mark.span)
                    .with("place", article.slice(mark.place))
                    .at_most(Severity::Warning)
                    .report();
            }
        }
    }
}
