//! Parquet: tables that programs write, column by column.
//!
//! A file is read as lines of JSON, one for each row, with the columns that count: its records are those of JSONL, and what
//! is to be read twice is kept on disk as of a compressed file. It has no lines, so places are counted in fields.

#[cfg(feature = "parquet")]
mod cells;
#[cfg(feature = "parquet")]
mod footer;
#[cfg(feature = "parquet")]
mod rows;

use std::io;
use std::sync::Arc;

use super::cutter::{Cut, Cutter};
use super::format::{Content, FileFormat};
use super::records::{Fields, Malformed, Records};
use super::target::{Reading, Target};
use super::{FieldNames, Problem, ReadOptions, json};

pub(super) static FORMAT: FileFormat = FileFormat {
    name: "parquet",
    extensions: &["parquet"],
    content: Content::Columns,
    looks_like: None,
};

/// The rows of `target` as lines of JSON, with the columns that `names` may mean.
#[cfg(feature = "parquet")]
pub(super) fn open(target: &Target, names: &FieldNames) -> io::Result<Reading> {
    rows::open(target.part()?, names)
}

/// Says how to get a newslint that reads it.
#[cfg(not(feature = "parquet"))]
pub(super) fn open(_: &Target, _: &FieldNames) -> io::Result<Reading> {
    Err(super::ProblemKind::NoParquet.into_io())
}

/// Has `target` no column of text? What cannot be read is told when it is.
#[cfg(feature = "cli")]
pub(super) fn lacks_text(target: &Target, names: &FieldNames) -> bool {
    use super::ProblemKind::{self, NoColumn};
    let is_no_column = |error| matches!(ProblemKind::in_io(&error), Some(NoColumn(..)));
    open(target, names).is_err_and(is_no_column)
}

/// Rows, written as objects a line.
struct Rows(Arc<dyn Records>);

#[expect(clippy::unnecessary_wraps, reason = "other forms can fail")]
pub(super) fn form(_: &mut Cutter<'_>, options: &ReadOptions) -> Result<Arc<dyn Records>, Problem> {
    Ok(Arc::new(Rows(json::lines(options.fields.clone()))))
}

impl Records for Rows {
    fn cut(&self, text: &mut Cutter<'_>) -> Result<Option<Cut>, Problem> {
        self.0.cut(text)
    }

    fn read(&self, raw: &str) -> Result<Fields, Malformed> {
        self.0.read(raw)
    }

    /// Nothing is written into columns.
    fn escape(&self, _: &str, _: &str) -> Option<String> {
        None
    }

    fn is_copy(&self) -> bool {
        true
    }
}
