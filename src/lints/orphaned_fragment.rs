//! `orphaned-fragment`: a paragraph that begins in the middle of a sentence.

use crate::evidence::Article;
use crate::evidence::breaks::Break;
use crate::lint::{DocumentLint, Findings};

/// Beginnings without an end that they belong to.
pub(super) struct OrphanedFragment;

impl DocumentLint for OrphanedFragment {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for found in &article.breaks().list {
            if let Break::Orphan(orphan) = found {
                findings.at("found", orphan.start).report();
            }
        }
    }
}
