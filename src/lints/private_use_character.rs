//! `private-use-character`: characters that mean something only in one font or on one system.

use crate::Span;
use crate::evidence::Article;
use crate::finding::{Applicability, Edit, Severity};
use crate::language::private_use::{in_big5, in_gb18030, is_private_use};
use crate::language::script::class_of;
use crate::lint::{DocumentLint, Findings};

/// Private-use characters.
pub(super) struct PrivateUseCharacter;

impl DocumentLint for PrivateUseCharacter {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let text = article.document.text();
        let mut runs = runs(text);
        runs.retain(|span| article.document.is_read(*span));
        if runs.is_empty() {
            return;
        }
        let repair = if is_simplified(article.prose()) {
            in_gb18030
        } else {
            in_big5
        };
        let repaired = |span: Span| {
            span.of(text)
                .chars()
                .map(repair)
                .collect::<Option<String>>()
        };
        for span in runs {
            let code = codes(span.of(text));
            let c = span.of(text).chars().next().unwrap_or_default();
            let draft = match repaired(span) {
                Some(insert) => findings
                    .at_source("known", span)
                    .at_most(Severity::Warning)
                    .with("meant", insert.as_str())
                    .fix_source(
                        "replace",
                        Applicability::Unsafe,
                        vec![Edit::new(span, insert)],
                    ),
                // Symbol and Wingdings put their glyphs here; most are the bullets of a list.
                None if ('\u{F020}'..='\u{F0FF}').contains(&c) => {
                    findings.at_source("symbol", span)
                }
                None => findings.at_source("found", span),
            };
            draft.with("code", code).report();
        }
    }
}

fn runs(text: &str) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    // Every private-use character begins with such bytes in UTF-8.
    let begins = |two: &[u8]| matches!(two, [0xEE | 0xF3 | 0xF4, _] | [0xEF, ..=0xA3]);
    if !text.as_bytes().windows(2).any(begins) {
        return runs;
    }
    for (at, c) in text.char_indices().filter(|(_, c)| is_private_use(*c)) {
        let end = at + c.len_utf8();
        match runs.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => runs.push(Span::new(at, end)),
        }
    }
    runs
}

fn codes(text: &str) -> String {
    let codes: Vec<String> = text
        .chars()
        .take(3)
        .map(|c| format!("U+{:04X}", u32::from(c)))
        .collect();
    codes.join(" ")
}

fn is_simplified(text: &str) -> bool {
    let (mut simplified, mut traditional) = (0, 0);
    for class in text.chars().take(2000).map(class_of) {
        simplified += usize::from(class.strong_simplified());
        traditional += usize::from(class.strong_traditional());
    }
    simplified > traditional
}
