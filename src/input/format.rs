//! What a kind of file is.

use std::sync::Arc;

use super::ReadOptions;
use super::records::Records;
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
}

/// What a file of a kind holds.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// One article, written so.
    Article(Format),
    /// Many, in the form that this makes of the options.
    Records(fn(&ReadOptions) -> Arc<dyn Records>),
}

/// Markdown; standard input is taken for it.
pub static MARKDOWN: FileFormat = FileFormat {
    name: "markdown",
    extensions: &["md", "markdown"],
    content: Content::Article(Format::Markdown),
};

/// Plain text; files of unknown kinds are taken for it.
pub static TEXT: FileFormat = FileFormat {
    name: "text",
    extensions: &["txt"],
    content: Content::Article(Format::Text),
};

/// Web pages.
pub static HTML: FileFormat = FileFormat {
    name: "html",
    extensions: &["html", "htm"],
    content: Content::Article(Format::Html),
};

impl FileFormat {
    /// Does a file of this kind hold many articles?
    pub fn holds_records(&self) -> bool {
        matches!(self.content, Content::Records(_))
    }
}

/// A kind is its name.
impl PartialEq for FileFormat {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for FileFormat {}
