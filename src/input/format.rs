//! What a kind of file is.

use std::sync::Arc;

use super::cutter::Cutter;
use super::records::Records;
use super::{FieldNames, Problem, ReadOptions};
use crate::document::Format;

/// A kind of file: what it is called, how its files are named, what is in them.
#[derive(Debug)]
pub struct FileFormat {
    /// As typed after `--input-format`.
    pub name: &'static str,
    /// Without their dots, in lower case.
    pub extensions: &'static [&'static str],
    /// One article or many.
    pub content: Content,
    /// For files that mostly hold something else: does one that begins so hold articles, in fields of these names?
    /// Others in folders are passed over.
    pub looks_like: Option<fn(&str, &FieldNames) -> bool>,
}

/// What a file of a kind holds.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// One article, written so.
    Article(Format),
    /// Many, in a form that this finds.
    Records(FindForm),
    /// Many, in columns that are no text; they are read as lines of JSON.
    Columns,
}

/// Finds the form of a file from the options and from how its text begins, and passes over what stands before the first
/// record.
pub type FindForm = fn(&mut Cutter<'_>, &ReadOptions) -> Result<Arc<dyn Records>, Problem>;

/// Markdown; standard input is taken for it.
pub static MARKDOWN: FileFormat = FileFormat {
    name: "markdown",
    extensions: &["md", "markdown"],
    content: Content::Article(Format::Markdown),
    looks_like: None,
};

/// Plain text; files of unknown kinds are taken for it.
pub static TEXT: FileFormat = FileFormat {
    name: "text",
    extensions: &["txt"],
    content: Content::Article(Format::Text),
    looks_like: None,
};

/// Web pages.
pub static HTML: FileFormat = FileFormat {
    name: "html",
    extensions: &["html", "htm"],
    content: Content::Article(Format::Html),
    looks_like: None,
};

impl FileFormat {
    /// Does a file of this kind hold many articles?
    pub fn holds_records(&self) -> bool {
        !matches!(self.content, Content::Article(_))
    }
}

/// A kind is its name.
impl PartialEq for FileFormat {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for FileFormat {}
