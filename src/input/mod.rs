//! From paths to texts: walk, open, decode, read records.

pub mod compression;
pub mod decode;
pub mod format;
pub mod formats;
mod jsonl;
pub mod lines;
pub mod pipe;
mod places;
pub mod problem;
pub mod records;
pub mod source;
pub mod target;
#[cfg(feature = "compression")]
mod unpack;
#[cfg(feature = "cli")]
pub mod walk;

use std::io::Read;

pub use compression::{Compression, Damage};
pub use decode::EncodingChoice;
pub use format::{Content, FileFormat};
pub use formats::FormatChoice;
pub use pipe::Pipe;
pub use problem::{NotFixed, Problem, ProblemKind};
pub use records::{Malformed, RawRecord, RecordReader, RecordStart, Records};
pub use source::Source;
pub use target::Target;
#[cfg(feature = "compression")]
pub use unpack::Unpacked;

/// The file that tells how to lint a folder, and is no article.
pub const CONFIG_FILE: &str = "lint.toml";

/// Without the feature, nothing is.
#[cfg(not(feature = "compression"))]
#[derive(Default)]
pub struct Unpacked;

#[cfg(not(feature = "compression"))]
impl Unpacked {
    #[expect(clippy::unused_self, reason = "the other has something to say")]
    fn open(&self, _: usize, target: &Target, start: u64) -> std::io::Result<target::Reading> {
        target.open_bytes(start)
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
    let reader = target
        .open()
        .map_err(|error| Problem::of_io(&target.display, &error))?;
    read(reader, target, options)
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
                .map_err(|kind| Problem::of_file(&target.display, kind))?;
            let source = Source::whole(target.display.clone(), decoded, format);
            Ok(Opened::Article(Box::new(source)))
        }
        Content::Records(form) => {
            let form = form(options);
            RecordReader::new(reader, &target.display, form, options.encoding)
                .map(|records| Opened::Records(Box::new(records)))
        }
    }
}

/// Reads the record of `target`, the file of this `number`, that begins at `start` again: nothing before it is read, or it
/// is read for all records of the file at once and kept in `unpacked`.
pub fn read_again(
    target: &Target,
    number: usize,
    options: &ReadOptions,
    start: RecordStart,
    unpacked: &Unpacked,
) -> Result<Option<Source>, Problem> {
    let Content::Records(form) = target.format.content else {
        return Ok(None);
    };
    let reader = unpacked
        .open(number, target, start.progress.byte)
        .map_err(|error| Problem::of_io(&target.display, &error))?;
    records::read_again(reader, &target.display, form(options), start)
}
