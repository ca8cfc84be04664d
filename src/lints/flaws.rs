//! `undecodable` and `malformed-record`: what reading met and could not resolve.

use crate::engine::{DocumentLint, Findings};
use crate::evidence::Article;
use crate::input::FlawKind;

/// Bytes that the file's encoding does not have.
pub(super) struct Undecodable;

impl DocumentLint for Undecodable {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for flaw in article.source.flaws() {
            if flaw.kind == FlawKind::Undecodable {
                findings
                    .at_source("found", flaw.span)
                    .with("encoding", article.source.encoding().name())
                    .report();
            }
        }
    }
}

/// A record that is no JSON object with a text.
pub(super) struct MalformedRecord;

impl DocumentLint for MalformedRecord {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for flaw in article.source.flaws() {
            if let FlawKind::Malformed(reason) = &flaw.kind {
                findings
                    .at_source("found", flaw.span)
                    .with("reason", reason)
                    .report();
            }
        }
    }
}
