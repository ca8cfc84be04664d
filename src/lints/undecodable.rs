//! `undecodable`: bytes that the file's encoding does not have.

use crate::evidence::Article;
use crate::lint::{DocumentLint, Findings};

/// Bytes that the file's encoding does not have.
pub(super) struct Undecodable;

impl DocumentLint for Undecodable {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for place in article.source.undecodable() {
            findings
                .at_source("found", *place)
                .with("encoding", article.source.encoding().name())
                .report();
        }
        // A record that cannot be read is told as a whole.
        if let (Some(first), None) = (
            article.source.undecodable_elsewhere(),
            article.source.malformed(),
        ) {
            findings
                .at_record("elsewhere")
                .with("encoding", article.source.encoding().name())
                .with("at_column", first.column.to_string())
                .report();
        }
    }
}
