//! `caption-in-text`: a caption or credit between two paragraphs of the article.

use crate::document::{BlockKind, Format};
use crate::engine::{DocumentLint, Findings};
use crate::evidence::Article;

/// Words about a picture, among those of the article.
pub(super) struct CaptionInText;

impl DocumentLint for CaptionInText {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        // A page keeps its pictures, and their captions with them.
        if article.document.format() == Format::Html {
            return;
        }
        let blocks = article.document.blocks();
        for (index, block) in blocks.iter().enumerate() {
            let body = |block: &&crate::document::Block| block.kind == BlockKind::Body;
            let before = blocks
                .iter()
                .take(index)
                .rev()
                .find(|b| !b.kind.is_picture());
            let after = blocks.iter().skip(index + 1).find(|b| !b.kind.is_picture());
            if block.kind.is_picture()
                && before.is_some_and(|b| body(&b))
                && after.is_some_and(|b| body(&b))
            {
                findings.at("found", block.span).report();
            }
        }
    }
}
