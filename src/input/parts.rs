//! The article of a record: its text, out of one field or several.

use std::sync::Arc;

use super::records::{Field, Records};
use crate::Span;
use crate::document::SourceMap;
use crate::finding::{Edit, Record};

/// What stands between the texts of two fields: they are paragraphs of their own.
const BETWEEN: &str = "\n\n";

/// The text of an article, and the way back to its record.
#[derive(Debug, Default)]
pub(super) struct Parts {
    text: String,
    /// In the order of the text.
    fields: Vec<Part>,
    /// The end of a title at the front of the text.
    title_end: usize,
}

/// The text of one field.
#[derive(Debug)]
struct Part {
    /// Its place in the text of the article.
    target: Span,
    map: SourceMap,
    /// Its place in the record.
    source: Span,
    record: Arc<Record>,
}

impl Parts {
    /// The text that `fields` of a record make together; `record` tells of it with the name of a field.
    pub(super) fn new(fields: Vec<Field>, record: impl Fn(String) -> Arc<Record>) -> Self {
        let mut parts = Self::default();
        for field in fields {
            if parts.fields.is_empty() {
                parts.text = field.text;
            } else {
                parts.text.push_str(BETWEEN);
                parts.text.push_str(&field.text);
            }
            let from = parts
                .fields
                .last()
                .map_or(0, |last| last.target.end + BETWEEN.len());
            if field.is_heading {
                parts.title_end = parts.text.len();
            }
            parts.fields.push(Part {
                target: Span::new(from, parts.text.len()),
                map: field.map,
                source: field.span,
                record: record(field.name),
            });
        }
        parts
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where the title ends with which the text begins; 0 without one.
    pub(super) fn title_end(&self) -> usize {
        self.title_end
    }

    /// What is told of the record where `span` of the text is.
    pub(super) fn record(&self, span: Span) -> Option<&Arc<Record>> {
        self.at(span.start).map(|part| &part.record)
    }

    /// The place in the record of `span` of the text, as far as it lies in the field in which it begins.
    pub(super) fn to_raw(&self, span: Span) -> Span {
        self.at(span.start).map_or(Span::default(), |part| {
            part.map.to_source(part.inside(span))
        })
    }

    /// The place in the text of `span` of the record.
    pub(super) fn to_text(&self, span: Span) -> Span {
        let of = |part: &&Part| part.source.contains(span);
        let part = self.fields.iter().find(of).or(self.fields.first());
        part.map_or(span, |part| {
            part.map.to_target(span).shifted(part.target.start)
        })
    }

    /// Where in the text the field begins that has the place at `offset` of the record, up to that; nothing where none has
    /// it.
    pub(super) fn before(&self, offset: usize) -> Span {
        let place = Span::new(offset, offset);
        let of = |part: &&Part| part.source.contains(place);
        let part = self.fields.iter().find(of);
        part.map_or(Span::default(), |part| {
            let length = part.map.to_target(place).start.min(part.target.len());
            Span::new(part.target.start, part.target.start + length)
        })
    }

    /// Is `span` of the record inside the text of a field?
    pub(super) fn holds(&self, span: Span) -> bool {
        self.fields.iter().any(|part| part.source.contains(span))
    }

    /// The edits of the record `raw` that bring about `edit` of the text; `None` where `form` cannot hold them.
    pub(super) fn lower(&self, edit: &Edit, raw: &str, form: &dyn Records) -> Option<Vec<Edit>> {
        let part = self.at(edit.span.start)?;
        let span = part.inside(edit.span);
        if span.len() != edit.span.len() {
            return None;
        }
        let lowered = part.map.lower(
            &Edit::new(span, edit.insert.clone()),
            part.target.of(&self.text),
        )?;
        let field = part.source.of(raw);
        let written = |edit: Edit| Some(Edit::new(edit.span, form.escape(&edit.insert, field)?));
        lowered.into_iter().map(written).collect()
    }

    /// The part in which the text goes on at `offset`.
    fn at(&self, offset: usize) -> Option<&Part> {
        let behind = self
            .fields
            .partition_point(|part| part.target.start <= offset);
        self.fields.get(behind.saturating_sub(1))
    }
}

impl Part {
    /// `span` of the article within this part, from where it begins.
    fn inside(&self, span: Span) -> Span {
        let within = |at: usize| at.clamp(self.target.start, self.target.end) - self.target.start;
        Span::new(within(span.start), within(span.end))
    }
}
