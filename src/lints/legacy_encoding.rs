//! `legacy-encoding`: the file is not UTF-8.

use crate::evidence::Article;
use crate::lint::{DocumentLint, Findings};

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
            findings
                .at_file("found")
                .with("encoding", encoding.name())
                .report();
        }
    }
}
