//! Places in files, as people and programs name them.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::FileName;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Location {
    /// The file.
    #[serde(flatten)]
    pub path: FileName,
    /// The record of a file of records.
    pub record: Option<Arc<Record>>,
    /// The exact place; `None` for a finding about a whole file.
    pub range: Option<Range>,
    /// The text there, as a reader reads it.
    pub text: String,
    /// The text there as it stands in the file, where that differs.
    pub source: Option<String>,
    /// What stands around it, for people; `None` where nobody is shown it.
    #[serde(skip)]
    pub context: Option<Box<Context>>,
    /// A hash of the characters next to it, without white space.
    #[serde(skip)]
    pub nearest: u64,
}

/// Nothing around a place.
static NOTHING: Context = Context {
    before: String::new(),
    here: None,
    after: String::new(),
};

impl Location {
    /// What stands around it, as far as that is kept.
    pub fn around(&self) -> &Context {
        self.context.as_deref().unwrap_or(&NOTHING)
    }

    /// Does the place lie in `text` on its line?
    pub fn lies_in(&self, text: &str) -> bool {
        let Context {
            before,
            here,
            after,
        } = self.around();
        let here = here.as_ref().unwrap_or(&self.text);
        let line = [before, here, after].map(String::as_str).concat();
        let (start, end) = (before.len(), before.len() + here.len());
        // What begins earlier does not reach the place.
        let from = line.ceil_char_boundary(end.saturating_sub(text.len()).min(start));
        let found = line.get(from..).and_then(|rest| rest.find(text));
        found.is_some_and(|at| from + at <= start && from + at + text.len() >= end)
    }
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
    /// The day on which it was published, if it says so.
    #[serde(skip)]
    pub published: Option<NaiveDate>,
    /// Where it comes from, if it says so in a field that somebody named.
    #[serde(skip)]
    pub source: Option<Arc<str>>,
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
    /// 1-based column in bytes of UTF-8.
    #[serde(skip)]
    pub byte_column: usize,
    /// 0-based byte offset into the file as UTF-8, a byte order mark included.
    pub offset: usize,
}

/// The line around a place as the article has it, up to some hundred bytes: an excerpt is cut from it where somebody
/// prints one. The whole line is not kept, because that may be the whole article, and a run keeps all its findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// What stands before the place on its line.
    pub before: String,
    /// The place as the article has it, its two ends if it is long; `None` where that is what a reader reads.
    pub here: Option<String>,
    /// What stands behind the place on its line.
    pub after: String,
}
