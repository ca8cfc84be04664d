//! The kinds of files that are read: a new one is a word here.

use std::path::Path;
use std::str::FromStr;

use super::compression::Compression;
use super::format::{FileFormat, HTML, MARKDOWN, TEXT};
use super::{json, jsonl, one_a_line, parquet, table, tagged, warc};

/// All kinds.
pub static FORMATS: &[&FileFormat] = &[
    &MARKDOWN,
    &TEXT,
    &HTML,
    &jsonl::FORMAT,
    &json::FORMAT,
    &table::FORMAT,
    &tagged::FORMAT,
    &warc::FORMAT,
    &parquet::FORMAT,
    &one_a_line::FORMAT,
];

/// The extensions of all files that are read.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    FORMATS
        .iter()
        .flat_map(|format| format.extensions.iter().copied())
}

impl FileFormat {
    /// What the extension of `path` says, if newslint reads such files. Those of compressed files stand behind it.
    pub fn of_extension(path: &Path) -> Option<&'static Self> {
        let extension = Compression::inner_name(path)
            .extension()?
            .to_str()?
            .to_ascii_lowercase();
        let reads = |format: &&FileFormat| format.extensions.contains(&extension.as_str());
        FORMATS.iter().copied().find(reads)
    }
}

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
