//! From paths to texts: walk, open, decode, read records.

pub mod decode;
pub mod format;
mod jsonl;
pub mod lines;
pub mod records;
pub mod source;
pub mod walk;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

pub use decode::EncodingChoice;
pub use format::{Content, FileFormat, FormatChoice};
pub use records::{Malformed, RawRecord, RecordReader, RecordStart, Records};
pub use source::Source;

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

/// How to read the files of a run.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// Encoding of all files, or detection.
    pub encoding: EncodingChoice,
    /// Format of all files, or by extension.
    pub format: FormatChoice,
    /// Field of a record that holds its text; without one, `text`, `content`, then `body`.
    pub text_field: Option<String>,
    /// Field of a record that holds its id.
    pub id_field: String,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            encoding: EncodingChoice::Auto,
            format: FormatChoice::Auto,
            text_field: None,
            id_field: "id".to_owned(),
        }
    }
}

/// A file to be linted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// As shown to people, `/`-separated.
    pub display: String,
    /// As opened.
    pub path: PathBuf,
    /// What it holds.
    pub format: &'static FileFormat,
}

impl Target {
    /// The file at `path`, of the format that `choice` says.
    pub fn new(path: &Path, choice: FormatChoice) -> Self {
        Self {
            display: walk::display(path),
            path: path.to_owned(),
            format: choice.resolve(path),
        }
    }
}

/// An opened file.
pub enum Opened<'r> {
    /// One article.
    Article(Box<Source>),
    /// Many, read one by one.
    Records(Box<RecordReader<'r>>),
}

impl<'r> Opened<'r> {
    /// The articles, in the order of the file.
    pub fn articles(self) -> Box<dyn Iterator<Item = Result<Source, Problem>> + 'r> {
        match self {
            Self::Article(source) => Box::new(std::iter::once(Ok(*source))),
            Self::Records(records) => Box::new(records.map(|raw| raw.map(RawRecord::read))),
        }
    }
}

/// Opens `target`.
pub fn open(target: &Target, options: &ReadOptions) -> Result<Opened<'static>, Problem> {
    let file = File::open(&target.path).map_err(|error| Problem::of_io(&target.display, &error))?;
    read(file, target, options)
}

/// Reads `reader` as the content of `target`.
pub fn read<'r>(
    mut reader: impl Read + Send + 'r,
    target: &Target,
    options: &ReadOptions,
) -> Result<Opened<'r>, Problem> {
    match target.format.content {
        Content::Article(format) => {
            let mut bytes = Vec::new();
            reader
                .read_to_end(&mut bytes)
                .map_err(|error| Problem::of_io(&target.display, &error))?;
            let decoded = decode::decode(bytes, options.encoding)
                .map_err(|(kind, message)| Problem::of_file(&target.display, kind, message))?;
            let source = Source::whole(Arc::from(&*target.display), decoded, format);
            Ok(Opened::Article(Box::new(source)))
        }
        Content::Records(form) => {
            let form = form(options);
            RecordReader::new(reader, &target.display, form, options.encoding)
                .map(|records| Opened::Records(Box::new(records)))
        }
    }
}

/// Reads the record of `target` that begins at `start` again: nothing before it is read.
pub fn read_again(
    target: &Target,
    options: &ReadOptions,
    start: RecordStart,
) -> Result<Option<Source>, Problem> {
    let Content::Records(form) = target.format.content else {
        return Ok(None);
    };
    records::read_again(&target.path, &target.display, form(options), start)
}
