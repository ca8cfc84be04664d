//! From paths to texts: walk, open, decode, read records.

pub mod decode;
pub mod jsonl;
pub mod source;
pub mod walk;

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

pub use decode::EncodingChoice;
pub use jsonl::{JsonLines, Resume};
pub use source::{Flaw, FlawKind, Source};

use crate::document::Format;

/// Something that could not be read: the run is incomplete.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The file, as given or walked.
    pub path: String,
    /// 0-based record in it.
    pub record: Option<usize>,
    /// 1-based line in it.
    pub line: Option<usize>,
    /// What sort of trouble.
    pub kind: ProblemKind,
    /// What happened and what to do.
    pub message: String,
}

/// The sorts of trouble that make a run incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// No such path.
    NotFound,
    /// The system forbids reading it.
    PermissionDenied,
    /// Binary.
    NotText,
    /// Text in no encoding that could be recognised.
    Undecodable,
    /// Not what its extension says.
    Malformed,
    /// Any other trouble of the file system.
    Io,
    /// lint.toml or a lint file.
    Config,
    /// A lint panicked: a bug in newslint.
    LintPanic,
}

impl Problem {
    /// Trouble with a whole file.
    pub fn of_file(path: &str, kind: ProblemKind, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            record: None,
            line: None,
            kind,
            message: message.into(),
        }
    }

    /// Trouble that the file system reported.
    pub fn of_io(path: &str, error: &std::io::Error) -> Self {
        let (kind, message) = match error.kind() {
            std::io::ErrorKind::NotFound => {
                (ProblemKind::NotFound, "no such file or folder".to_owned())
            }
            std::io::ErrorKind::PermissionDenied => (
                ProblemKind::PermissionDenied,
                "may not be read: check its permissions".to_owned(),
            ),
            _ => (ProblemKind::Io, error.to_string()),
        };
        Self::of_file(path, kind, message)
    }
}

/// How a file is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum InputFormat {
    /// By its extension.
    Auto,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// HTML.
    Html,
    /// One JSON object a line.
    Jsonl,
}

impl InputFormat {
    /// What `path` is, where `self` leaves it open. Unknown extensions are plain text.
    #[must_use]
    pub fn resolve(self, path: &Path) -> Self {
        if self != Self::Auto {
            return self;
        }
        Self::of_extension(path).unwrap_or(Self::Text)
    }

    /// What the extension of `path` says, if the walk takes such files.
    pub fn of_extension(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "txt" => Some(Self::Text),
            "html" | "htm" => Some(Self::Html),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }
}

/// How to read the files of a run.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// Encoding of all files, or detection.
    pub encoding: EncodingChoice,
    /// Format of all files, or by extension.
    pub format: InputFormat,
    /// Field of a record that holds its text; without one, `text`, `content`, then `body`.
    pub text_field: Option<String>,
    /// Field of a record that holds its id.
    pub id_field: String,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            encoding: EncodingChoice::Auto,
            format: InputFormat::Auto,
            text_field: None,
            id_field: "id".to_owned(),
        }
    }
}

/// An opened file.
pub enum Opened {
    /// One article.
    Article(Box<Source>),
    /// Many, read one by one.
    Records(JsonLines<Box<dyn Read + Send>>),
}

/// Opens the file at `path`, shown as `display`.
pub fn open(path: &Path, display: &str, options: &ReadOptions) -> Result<Opened, Problem> {
    if options.format.resolve(path) == InputFormat::Jsonl {
        let file = File::open(path).map_err(|error| Problem::of_io(display, &error))?;
        let reader: Box<dyn Read + Send> = Box::new(file);
        return Ok(Opened::Records(JsonLines::new(
            BufReader::with_capacity(1 << 18, reader),
            display,
            options,
        )));
    }
    let bytes = std::fs::read(path).map_err(|error| Problem::of_io(display, &error))?;
    read_bytes(bytes, path, display, options).map(|source| Opened::Article(Box::new(source)))
}

/// Reads the record at `place` of the file at `path` again: no line before it is read.
pub fn reopen(
    path: &Path,
    display: &str,
    options: &ReadOptions,
    place: Resume,
) -> std::io::Result<Option<Source>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(place.byte))?;
    let mut records = JsonLines::resumed(BufReader::new(file), display, options, place);
    Ok(records.next().and_then(Result::ok))
}

/// Decodes `bytes` as the content of the file at `path`, one article.
pub fn read_bytes(
    bytes: Vec<u8>,
    path: &Path,
    display: &str,
    options: &ReadOptions,
) -> Result<Source, Problem> {
    let decoded = decode::decode(bytes, options.encoding)
        .map_err(|(kind, message)| Problem::of_file(display, kind, message))?;
    let format = match options.format.resolve(path) {
        InputFormat::Markdown => Format::Markdown,
        InputFormat::Html => Format::Html,
        _ => Format::Text,
    };
    Ok(Source::whole(Arc::from(display), decoded, format))
}
