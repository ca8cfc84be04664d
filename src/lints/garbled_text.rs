//! `garbled-text`: text that makes no sense in any encoding.

use crate::evidence::Article;
use crate::language::mojibake::Cause;
use crate::lint::{DocumentLint, Findings};

/// Text that is none, for a reason unknown.
pub(super) struct GarbledText;

impl DocumentLint for GarbledText {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for damage in article.damages() {
            if damage.cause == Cause::Unknown {
                findings.at_source("found", damage.span).report();
            }
        }
    }
}
