//! From paths to texts: walk, open, decode, read records.

#[cfg(feature = "cli")]
mod archive;
pub mod compression;
pub mod cutter;
pub mod decode;
mod fields;
pub mod format;
pub mod formats;
#[cfg(feature = "cli")]
mod ignores;
mod json;
mod jsonl;
pub mod lines;
mod object;
mod one_a_line;
#[cfg(feature = "compression")]
pub mod pack;
mod parquet;
mod parts;
pub mod pipe;
mod places;
pub mod problem;
pub mod records;
mod scan;
pub mod source;
mod table;
mod tagged;
pub mod target;
#[cfg(feature = "compression")]
mod unpack;
#[cfg(feature = "cli")]
pub mod walk;
mod warc;

use std::io::{self, Read};

pub use compression::{Compression, Damage};
pub use decode::EncodingChoice;
pub use fields::FieldNames;
pub use format::{Content, FileFormat};
pub use formats::FormatChoice;
pub use pipe::Pipe;
pub use problem::{NotFixed, Problem, ProblemKind};
pub use records::{Malformed, RawRecord, RecordReader, RecordStart, Records};
pub use source::Source;
pub use target::Target;
#[cfg(feature = "compression")]
pub use unpack::Unpacked;

use crate::document::Format;

/// The file that tells how to lint a folder, and is no article.
pub const CONFIG_FILE: &str = "lint.toml";

/// Without the feature, nothing is.
#[cfg(not(feature = "compression"))]
#[derive(Default)]
pub struct Unpacked;

#[cfg(not(feature = "compression"))]
impl Unpacked {
    #[expect(clippy::unused_self, reason = "the other has something to say")]
    fn open(
        &self,
        _: usize,
        target: &Target,
        start: u64,
        _: &FieldNames,
    ) -> io::Result<target::Reading> {
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
    /// The fields of records.
    pub fields: FieldNames,
    /// How the text in records is written.
    pub text_format: Format,
    /// Where in a file its records are: names of fields on the way to their list.
    pub records_at: Option<String>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            encoding: EncodingChoice::Auto,
            format: FormatChoice::Auto,
            fields: FieldNames::default(),
            text_format: Format::Text,
            records_at: None,
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
    let reader = content(target, &options.fields)
        .map_err(|error| Problem::of_io(&target.display, &error))?;
    read(reader, target, options)
}

/// The text of `target`; of a file of columns, its rows with the fields that `names` may mean.
fn content(target: &Target, names: &FieldNames) -> io::Result<target::Reading> {
    match target.format.content {
        Content::Columns => parquet::open(target, names),
        _ => target.open(),
    }
}

/// Reads `reader` as the content of `target`; of a file of columns, as its rows.
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
        Content::Records(form) => RecordReader::new(reader, &target.display, form, options)
            .map(|records| Opened::Records(Box::new(records))),
        Content::Columns => {
            let utf8 = ReadOptions {
                encoding: EncodingChoice::Fixed(encoding_rs::UTF_8),
                ..options.clone()
            };
            RecordReader::new(reader, &target.display, parquet::form, &utf8)
                .map(|records| Opened::Records(Box::new(records)))
        }
    }
}

/// Reads `text` as the content of `target`: it is text, whatever it looks like.
pub fn read_text<'r>(
    text: &'r str,
    target: &Target,
    options: &ReadOptions,
) -> Result<Opened<'r>, Problem> {
    let Content::Article(format) = target.format.content else {
        return read(text.as_bytes(), target, options);
    };
    let plain = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let decoded = decode::Decoded {
        text: plain.to_owned(),
        encoding: encoding_rs::UTF_8,
        bom: text.len() - plain.len(),
        invalid: Vec::new(),
    };
    let source = Source::whole(target.display.clone(), decoded, format);
    Ok(Opened::Article(Box::new(source)))
}

/// Opens `target`, which holds records in the form that `form` finds, to write it anew: what stands between records is
/// kept.
pub fn records_to_rewrite(
    target: &Target,
    form: format::FindForm,
    options: &ReadOptions,
) -> Result<RecordReader<'static>, Problem> {
    let reader = target
        .open()
        .map_err(|error| Problem::of_io(&target.display, &error))?;
    RecordReader::keeping(reader, &target.display, form, options)
}

/// Reads the record of `target`, the file of this `number`, that begins at `start` again: hardly anything before it is read,
/// or it is read for all records of the file at once and kept in `unpacked`.
pub fn read_again(
    target: &Target,
    number: usize,
    start: &RecordStart,
    options: &ReadOptions,
    unpacked: &Unpacked,
) -> Result<Option<Source>, Problem> {
    let reader = unpacked
        .open(number, target, start.start.from.byte, &options.fields)
        .map_err(|error| Problem::of_io(&target.display, &error))?;
    records::read_again(reader, &target.display, start)
}
