//! `mixed-quotes`: “ ” and 「 」 both used as the article's quotation marks.

use crate::Span;
use crate::document::BlockKind;
use crate::evidence::Article;
use crate::lint::{DocumentLint, Findings};

/// Fewest pairs of each sort.
const LEAST: usize = 2;

/// Two sorts of quotation marks in one article.
pub(super) struct MixedQuotes;

impl DocumentLint for MixedQuotes {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        if !(article.prose().contains("“") && article.prose().contains("「")) {
            return;
        }
        let mut curly = Vec::new();
        let mut corner = Vec::new();
        for block in article.document.blocks() {
            if block.kind == BlockKind::Code {
                continue;
            }
            // A pair inside the other sort is a quotation in a quotation; “ ” around English are its own.
            let mut open: Vec<char> = Vec::new();
            let mut chars = article.slice(block.span).char_indices().peekable();
            while let Some((at, c)) = chars.next() {
                let english = chars
                    .peek()
                    .is_some_and(|(_, next)| next.is_ascii_alphabetic());
                let span = Span::new(at, at + c.len_utf8()).shifted(block.span.start);
                match c {
                    '“' | '「' => {
                        if open.is_empty() && !(c == '“' && english) {
                            (if c == '“' { &mut curly } else { &mut corner }).push(span);
                        }
                        open.push(c);
                    }
                    '”' | '」' => {
                        open.pop();
                    }
                    _ => {}
                }
            }
        }
        if curly.len().min(corner.len()) < LEAST {
            return;
        }
        let (few, many) = if curly.len() < corner.len() {
            (&curly, &corner)
        } else {
            (&corner, &curly)
        };
        let (Some(first), Some(other)) = (few.first(), many.first()) else {
            return;
        };
        findings
            .at("found", *first)
            .with("other", article.slice(*other))
            .with("few", few.len().to_string())
            .with("many", many.len().to_string())
            .related(*other, "other")
            .report();
    }
}
