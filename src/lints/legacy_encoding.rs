//! `legacy-encoding`: the file is not UTF-8.

use crate::Span;
use crate::engine::{DocumentLint, Findings};
use crate::evidence::Article;

/// A file in an encoding other than UTF-8.
pub(super) struct LegacyEncoding;

impl DocumentLint for LegacyEncoding {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let encoding = article.source.encoding();
        let first = article
            .source
            .record()
            .is_none_or(|record| record.index == 0);
        if encoding != encoding_rs::UTF_8 && first {
            let end = article
                .source
                .text()
                .chars()
                .next()
                .map_or(0, char::len_utf8);
            findings
                .at_source("found", Span::new(0, end))
                .with("encoding", encoding.name())
                .report();
        }
    }
}
