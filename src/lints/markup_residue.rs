//! `markup-residue` in Markdown: tags whose other half is missing. All else the patterns of its file say.

use std::sync::LazyLock;

use regex::Regex;

use crate::Span;
use crate::document::{BlockKind, Format};
use crate::evidence::Article;
use crate::finding::{Applicability, Edit};
use crate::lint::{DocumentLint, Findings};

/// Tags without their other half.
pub(super) struct MarkupResidue;

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<(?<slash>/?)(?<name>p|div|span|a|b|i|u|s|em|strong|small|sup|sub|ul|ol|li|table|tr|td|th|h[1-6]|font|center|figure|figcaption|section|article|blockquote)(?:\s[^<>\n]*)?>")
        .expect("the tests compile it")
});

impl DocumentLint for MarkupResidue {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let document = &article.document;
        let text = document.text();
        if document.format() != Format::Markdown || !text.contains('<') {
            return;
        }
        let mut open: Vec<(&str, Span)> = Vec::new();
        let mut unmatched: Vec<Span> = Vec::new();
        for captures in TAG.captures_iter(text) {
            let (Some(tag), Some(name)) = (captures.get(0), captures.name("name")) else {
                continue;
            };
            let span = Span::from(tag.range());
            if is_code(article, span) {
                continue;
            }
            if captures.name("slash").is_some_and(|slash| slash.is_empty()) {
                open.push((name.as_str(), span));
            } else if let Some(at) = open.iter().rposition(|(other, _)| *other == name.as_str()) {
                open.remove(at);
            } else {
                unmatched.push(span);
            }
        }
        // HTML lets the end of these go without saying.
        let needs_end = |name: &str| !matches!(name, "p" | "li" | "tr" | "td" | "th");
        unmatched.extend(
            open.into_iter()
                .filter(|(name, _)| needs_end(name))
                .map(|(_, span)| span),
        );
        unmatched.sort();
        for span in unmatched {
            findings
                .at_source("unmatched", span)
                .fix_source("delete", Applicability::Unsafe, vec![Edit::delete(span)])
                .report();
        }
    }
}

/// Does `span` of the text lie in a code block or in inline code?
fn is_code(article: &Article<'_>, span: Span) -> bool {
    let prose = article.document.to_prose(span);
    let block = article.document.block_at(prose.start);
    let block = block.and_then(|index| article.document.blocks().get(index));
    article.document.is_verbatim(prose)
        || !prose.is_empty() && block.is_some_and(|block| block.kind == BlockKind::Code)
}
