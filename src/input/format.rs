//! The kinds of files that are read.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use super::records::Records;
use super::{ReadOptions, jsonl};
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

static HTML: FileFormat = FileFormat {
    name: "html",
    extensions: &["html", "htm"],
    content: Content::Article(Format::Html),
};

/// Every kind that there is. A new one is a word here and, if it holds records, a file beside `jsonl.rs`.
pub static FORMATS: &[&FileFormat] = &[&MARKDOWN, &TEXT, &HTML, &jsonl::FORMAT];

/// The extensions of all files that are read.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    FORMATS
        .iter()
        .flat_map(|format| format.extensions.iter().copied())
}

impl FileFormat {
    /// What the extension of `path` says, if newslint reads such files.
    pub fn of_extension(path: &Path) -> Option<&'static Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        let reads = |format: &&FileFormat| format.extensions.contains(&extension.as_str());
        FORMATS.iter().copied().find(reads)
    }

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

/// How files are to be read: each as its extension says, or all in one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormatChoice {
    /// By its extension.
    #[default]
    Auto,
    /// This one.
    Fixed(&'static FileFormat),
}

impl FormatChoice {
    /// What is typed for [`FormatChoice::Auto`].
    pub const AUTO: &'static str = "auto";

    /// What the file at `path` is taken for. Unknown extensions are plain text.
    pub fn resolve(self, path: &Path) -> &'static FileFormat {
        match self {
            Self::Fixed(format) => format,
            Self::Auto => FileFormat::of_extension(path).unwrap_or(&TEXT),
        }
    }
}

impl FromStr for FormatChoice {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if name == Self::AUTO {
            return Ok(Self::Auto);
        }
        FORMATS
            .iter()
            .copied()
            .find(|format| format.name == name)
            .map(Self::Fixed)
            .ok_or_else(|| format!("`{name}` is no format that newslint reads"))
    }
}
