//! `malformed-record`: a record that cannot be read.

use crate::evidence::Article;
use crate::finding::Severity;
use crate::input::Malformed;
use crate::lint::{DocumentLint, Findings};

/// A record in which no text can be read.
pub(super) struct MalformedRecord;

impl DocumentLint for MalformedRecord {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let draft = match article.source.malformed() {
            None => return,
            Some(Malformed::Syntax(at)) => {
                let position = article.source.position_in_file(*at);
                findings
                    .at_record("syntax")
                    .with("at_line", position.line.to_string())
                    .with("at_column", position.column.to_string())
            }
            Some(Malformed::CutOff) => findings.at_record("cut-off"),
            Some(Malformed::NoObject) => findings.at_record("no-object"),
            Some(Malformed::NoField(names)) => findings
                .at_record("no-field")
                .with("fields", format!("`{}`", names.join("`, `"))),
            Some(Malformed::Cells(found, wanted)) => findings
                .at_record("cells")
                .with("count", found.to_string())
                .with("wanted", wanted.to_string()),
            Some(Malformed::OpenTag(name)) => {
                findings.at_record("open-tag").with("field", name.as_str())
            }
            Some(Malformed::NoHeader) => findings.at_record("no-header"),
            Some(Malformed::OpenQuote) => findings.at_record("open-quote"),
            Some(Malformed::NoText(name)) => {
                findings.at_record("no-text").with("field", name.as_str())
            }
            Some(Malformed::Empty(name)) => findings
                .at_record("empty")
                .with("field", name.as_str())
                .at_most(Severity::Warning),
            Some(Malformed::NoValue(name)) => findings
                .at_record("no-value")
                .with("field", name.as_str())
                .at_most(Severity::Warning),
            Some(Malformed::ByteOrderMark) => findings.at_record("byte-order-mark"),
        };
        draft.report();
    }
}
