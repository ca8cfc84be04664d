//! `heading-jump`: a heading more than one rank below the one before it.

use crate::document::Format;
use crate::evidence::Article;
use crate::lint::{DocumentLint, Findings};

/// Headings whose rank leaves one out.
pub(super) struct HeadingJump;

impl DocumentLint for HeadingJump {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        // The ranks of a page's headings are its template's.
        if article.document.format() == Format::Html {
            return;
        }
        let headings = article
            .document
            .blocks()
            .iter()
            .filter(|block| block.level > 0);
        let mut before: Option<u8> = None;
        for heading in headings {
            if let Some(rank) = before
                && heading.level > rank + 1
            {
                findings
                    .at("found", heading.span)
                    .with("level", heading.level.to_string())
                    .with("before", rank.to_string())
                    .with("wanted", (rank + 1).to_string())
                    .report();
            }
            before = Some(heading.level);
        }
    }
}
