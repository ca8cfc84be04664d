//! Files that hold many articles.

use std::io::Read;
use std::sync::Arc;

use encoding_rs::Encoding;

use super::lines::{Line, Lines, Progress};
use super::{EncodingChoice, Problem, Source};
use crate::Span;
use crate::document::SourceMap;
use crate::finding::FileName;

/// A form in which a text file holds many articles.
pub trait Records: Send + Sync {
    /// Cuts the next record out of `lines`; `None` at their end. The thread that reads the file does this, so it is to
    /// be cheap.
    fn cut(&self, lines: &mut Lines<'_>) -> Result<Option<Line>, Problem> {
        lines.next_line()
    }

    /// Finds the article in the record `raw`. Any thread does this.
    fn read(&self, raw: &str) -> Result<Fields, Malformed>;

    /// `value` as it is written inside the field of an article.
    fn escape(&self, value: &str) -> String;
}

/// What counts of a record.
#[derive(Default)]
pub struct Fields {
    /// The article's text, and the way back to the record.
    pub text: String,
    /// See `text`.
    pub map: SourceMap,
    /// The place of the text in the record.
    pub span: Span,
    /// The field that holds the text.
    pub field: String,
    /// The record's id.
    pub id: Option<String>,
    /// The language that it declares.
    pub lang: Option<String>,
}

/// Why a record cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// It does not keep to the form from this byte of it on.
    Syntax(usize),
    /// It ends too early.
    CutOff,
    /// It is something else than an object with fields.
    NoObject,
    /// It has none of these fields.
    NoField(Vec<String>),
    /// This field holds something else than a text.
    NoText(String),
    /// There is nothing in this field.
    Empty(String),
    /// This field holds what a program writes where it has no text: `nan`, `None`.
    NoValue(String),
    /// It begins with a byte order mark: two files were put together.
    ByteOrderMark,
}

impl Malformed {
    /// Was the record read, and no text found where it should be?
    pub fn is_read(&self) -> bool {
        matches!(self, Self::Empty(_) | Self::NoValue(_))
    }
}

/// Where a record begins in its file: enough to read it again, and nothing before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordStart {
    /// What lies before it.
    pub progress: Progress,
    /// Records before it.
    pub index: usize,
    /// What the file is written in.
    pub encoding: &'static Encoding,
}

/// A record as it was cut out of its file; [`RawRecord::read`] makes an article of it.
pub struct RawRecord {
    pub(super) form: Arc<dyn Records>,
    pub(super) path: FileName,
    pub(super) raw: Line,
    pub(super) start: RecordStart,
}

impl RawRecord {
    /// Its length in bytes.
    pub fn size(&self) -> usize {
        self.raw.text.len()
    }

    /// Finds the article in it. A record that cannot be read is an article without text that says why.
    pub fn read(self) -> Source {
        let fields = if self.raw.text.starts_with('\u{FEFF}') {
            Err(Malformed::ByteOrderMark)
        } else {
            self.form.read(&self.raw.text)
        };
        Source::of_record(self, fields)
    }
}

/// Reads the records of a file one by one.
pub struct RecordReader<'r> {
    lines: Lines<'r>,
    form: Arc<dyn Records>,
    path: FileName,
    index: usize,
}

impl<'r> RecordReader<'r> {
    /// Reads the records of `reader`, shown as `path`.
    pub fn new(
        reader: impl Read + Send + 'r,
        path: &FileName,
        form: Arc<dyn Records>,
        encoding: EncodingChoice,
    ) -> Result<Self, Problem> {
        Ok(Self {
            lines: Lines::new(reader, path, encoding)?,
            form,
            path: path.clone(),
            index: 0,
        })
    }

    /// What the file is written in.
    pub fn encoding(&self) -> &'static Encoding {
        self.lines.encoding()
    }

    fn cut(&mut self) -> Result<Option<RawRecord>, Problem> {
        loop {
            let start = RecordStart {
                progress: self.lines.progress(),
                index: self.index,
                encoding: self.lines.encoding(),
            };
            let Some(raw) = self.form.cut(&mut self.lines)? else {
                return Ok(None);
            };
            if raw.text.trim().is_empty() {
                continue;
            }
            self.index += 1;
            return Ok(Some(RawRecord {
                form: self.form.clone(),
                path: self.path.clone(),
                raw,
                start,
            }));
        }
    }
}

impl Iterator for RecordReader<'_> {
    type Item = Result<RawRecord, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        self.cut().transpose()
    }
}

/// Reads the record at `start`, where `reader` stands, of the file shown as `path` again.
pub(super) fn read_again(
    reader: impl Read + Send,
    path: &FileName,
    form: Arc<dyn Records>,
    start: RecordStart,
) -> Result<Option<Source>, Problem> {
    let mut records = RecordReader {
        lines: Lines::resumed(reader, path, start.encoding, start.progress),
        form,
        path: path.clone(),
        index: start.index,
    };
    Ok(records.cut()?.map(RawRecord::read))
}
