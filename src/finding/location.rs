//! Places in files, as people and programs name them.

use std::sync::Arc;

use serde::Serialize;

use crate::Span;

/// A place in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Location {
    /// Path as given or as joined by the walk, `/`-separated.
    pub path: Arc<str>,
    /// The record of a file of records.
    pub record: Option<Arc<Record>>,
    /// The exact place; `None` for a finding about a whole file.
    pub range: Option<Range>,
    /// The text there, as a reader reads it.
    pub text: String,
    /// The text there as it stands in the file, where that differs.
    pub source: Option<String>,
    /// One line around the place, for people.
    pub excerpt: Excerpt,
}

/// One record of a file of records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    /// 0-based position in the file.
    pub index: usize,
    /// The record's own id, if it has one.
    pub id: Option<String>,
    /// The field that holds the text.
    pub field: String,
}

/// From a position up to, and without, another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Range {
    /// First character.
    pub start: Position,
    /// After the last character.
    pub end: Position,
}

/// A point in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// 1-based line.
    pub line: usize,
    /// 1-based column in Unicode scalar values.
    pub column: usize,
    /// 1-based column in UTF-16 units.
    pub utf16_column: usize,
    /// 0-based byte offset into the file as UTF-8, a byte order mark included.
    pub offset: usize,
}

/// A clipped line of the text around a place: enough to recognise it, never a whole paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The line: control characters made visible, `…` where it was clipped.
    pub text: String,
    /// The place in it.
    pub span: Span,
}
