//! `empty-section`: a heading with nothing under it.

use crate::document::Format;
use crate::evidence::Article;
use crate::lint::{DocumentLint, Findings};

/// Headings that another of their rank, or the end, follows at once.
pub(super) struct EmptySection;

impl DocumentLint for EmptySection {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        // The ranks of a page's headings are its template's.
        if article.document.format() == Format::Html {
            return;
        }
        let blocks = article.document.blocks();
        // A newspaper stacks kicker, headline and deck before the text begins.
        let begun = blocks
            .iter()
            .position(|block| block.level == 0)
            .unwrap_or(blocks.len());
        for (index, block) in blocks.iter().enumerate().skip(begun) {
            let next = blocks.get(index + 1);
            let empty = next.is_none_or(|next| (1..=block.level).contains(&next.level));
            if block.level > 0 && empty {
                findings.at("found", block.span).report();
            }
        }
    }
}
