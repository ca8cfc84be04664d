//! What an article proves about itself, worked out once and read by several lints.

pub mod fingerprint;
pub mod foreign;
pub mod quotation;
pub mod script;

use crate::Span;
use crate::document::Document;
use crate::input::Source;

/// One article on its way through the lints.
pub struct Article<'s> {
    /// Where it comes from.
    pub source: &'s Source,
    /// As a reader reads it.
    pub document: Document<'s>,
}

impl<'s> Article<'s> {
    /// Parses `source`.
    pub fn new(source: &'s Source) -> Self {
        Self {
            source,
            document: Document::parse(source.text(), source.format()),
        }
    }

    /// What a reader reads.
    pub fn prose(&self) -> &str {
        self.document.prose()
    }

    /// The prose at `span`.
    pub fn slice(&self, span: Span) -> &str {
        self.document.slice(span)
    }
}
