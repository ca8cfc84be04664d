//! `name-variant`: one name written in two ways.

use crate::evidence::Article;
use crate::evidence::names::variants;
use crate::lint::{DocumentLint, Findings};

/// Names that stand once, beside a like one that stands more often.
pub(super) struct NameVariant;

impl DocumentLint for NameVariant {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for variant in variants(&article.document) {
            if article.document.is_verbatim(variant.odd) || findings.gives_way(variant.odd) {
                continue;
            }
            findings
                .at("found", variant.odd)
                .with("usual", article.slice(variant.usual))
                .with("times", variant.times.to_string())
                .related(variant.usual, "usual")
                .report();
        }
    }
}
