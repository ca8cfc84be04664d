//! Files that hold many articles.

use std::io::Read;
use std::sync::Arc;

use chrono::NaiveDate;
use encoding_rs::Encoding;

use super::cutter::{Cut, Cutter, Start};
use super::format::FindForm;
use super::lines::{Line, Lines};
use super::{Problem, ReadOptions, Source};
use crate::Span;
use crate::document::{Format, SourceMap};
use crate::finding::FileName;

/// A form in which a text file holds many articles. What a file says of its own form before its first record, as the
/// heading of a table, is known already: [`Content::Records`](super::Content) makes a form for each file.
pub trait Records: Send + Sync {
    /// Cuts the next record out of `text`; `None` behind the last. The thread that reads the file does this, so it is to
    /// be cheap.
    fn cut(&self, text: &mut Cutter<'_>) -> Result<Option<Cut>, Problem>;

    /// Finds the article in the record `raw`, which holds its line end. Any thread does this.
    fn read(&self, raw: &str) -> Result<Fields, Malformed>;

    /// `value` as it is written inside `field` of a record, the text of an article as it stands there with its quotation
    /// marks; `None` where that cannot hold it, as a line end in a form of one line an article. A fix that would write it
    /// is left out.
    fn escape(&self, value: &str, field: &str) -> Option<String>;

    /// Is a record not what stands in its file, but a copy of that in another form? Places are then counted in its fields.
    fn is_copy(&self) -> bool {
        false
    }

    /// Is a file of this form still one when records are left out, with what stands before each?
    fn can_lose_records(&self) -> bool {
        false
    }

    /// The record `raw` with `tag`, a value of JSON, in a field named [`TAG`]. Of records with none each has room for one
    /// where the form has columns. `None` where the form has no such fields.
    fn tagged(&self, _raw: &str, _tag: Option<&str>) -> Option<String> {
        None
    }

    /// What stands before the first record, where records have tags.
    fn tagged_heading(&self, heading: String) -> String {
        heading
    }
}

/// The field of a record that tells what was found in it.
pub const TAG: &str = "newslint";

/// What counts of a record.
#[derive(Default)]
pub struct Fields {
    /// The article's text; what stands in one field goes on in the next.
    pub texts: Vec<Field>,
    /// The record's id.
    pub id: Option<String>,
    /// The language that it declares.
    pub lang: Option<String>,
    /// The day on which it was published.
    pub published: Option<NaiveDate>,
    /// Where it comes from, by the field that somebody named.
    pub source: Option<Arc<str>>,
}

/// A field that holds text.
pub struct Field {
    /// Its name; empty in a form without fields.
    pub name: String,
    /// The text.
    pub text: String,
    /// The way from the text back to the record: a [`MapBuilder`](crate::document::MapBuilder) goes through the record
    /// from end to end and says of each piece whether it stands in the text as it is, decoded, or not at all.
    pub map: SourceMap,
    /// The place of the text in the record.
    pub span: Span,
    /// Is it a title?
    pub is_heading: bool,
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
    /// It has so many cells, and the heading so many.
    Cells(usize, usize),
    /// This element of it does not end.
    OpenTag(String),
    /// It does not begin as such a record does.
    NoHeader,
    /// A quotation mark opens its last cell, and none closes it.
    OpenQuote,
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
#[derive(Clone)]
pub struct RecordStart {
    /// The place.
    pub(super) start: Start,
    /// Records before it.
    pub(super) index: usize,
    /// What the file is written in.
    pub(super) encoding: &'static Encoding,
    /// The form of the file.
    pub(super) form: Arc<dyn Records>,
    /// How the text in its records is written.
    pub(super) format: Format,
}

impl std::fmt::Debug for RecordStart {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("RecordStart")
            .field("start", &self.start)
            .field("index", &self.index)
            .finish_non_exhaustive()
    }
}

/// A record as it was cut out of its file; [`RawRecord::read`] makes an article of it.
#[derive(Clone)]
pub struct RawRecord {
    pub(super) path: FileName,
    pub(super) raw: Line,
    pub(super) start: RecordStart,
}

impl RawRecord {
    /// Its length in bytes.
    pub fn size(&self) -> usize {
        self.raw.text.len()
    }

    /// The record as it stands in its file, with what ends it.
    pub fn text(&self) -> &str {
        &self.raw.text
    }

    /// Its place among the records of its file, from 0.
    pub fn index(&self) -> usize {
        self.start.index
    }

    /// What its file is written in.
    pub fn encoding(&self) -> &'static Encoding {
        self.start.encoding
    }

    /// Does it hold bytes that its encoding does not have?
    pub fn is_undecodable(&self) -> bool {
        !self.raw.invalid.is_empty()
    }

    /// The same record with another text, as if it were alone in its file.
    #[must_use]
    pub fn alone(&self, text: String) -> Self {
        Self {
            path: self.path.clone(),
            raw: Line {
                text,
                invalid: Vec::new(),
            },
            start: RecordStart {
                start: Start::default(),
                ..self.start.clone()
            },
        }
    }

    /// It with `tag`, as its form has it: see [`Records::tagged`].
    pub fn tagged(&self, tag: Option<&str>) -> Option<String> {
        self.start.form.tagged(&self.raw.text, tag)
    }

    /// Finds the article in it. A record that cannot be read is an article without text that says why.
    pub fn read(self) -> Source {
        let fields = if self.raw.text.starts_with('\u{FEFF}') {
            Err(Malformed::ByteOrderMark)
        } else {
            self.start.form.read(&self.raw.text)
        };
        Source::of_record(self, fields)
    }
}

/// Reads the records of a file one by one.
pub struct RecordReader<'r> {
    text: Cutter<'r>,
    form: Arc<dyn Records>,
    path: FileName,
    index: usize,
    /// How the text in the records is written.
    format: Format,
    /// It could not be read on.
    failed: bool,
    /// Does the file begin with a byte order mark?
    has_mark: bool,
}

impl<'r> RecordReader<'r> {
    /// Reads the records of `reader`, shown as `path`, in the form that `form` finds there.
    pub fn new(
        reader: impl Read + Send + 'r,
        path: &FileName,
        form: FindForm,
        options: &ReadOptions,
    ) -> Result<Self, Problem> {
        let text = Cutter::new(Lines::new(reader, path, options.encoding)?);
        Self::of(text, path, form, options)
    }

    /// The same; what stands between records is kept: [`RecordReader::take_between`] is to be asked for it.
    pub fn keeping(
        reader: impl Read + Send + 'r,
        path: &FileName,
        form: FindForm,
        options: &ReadOptions,
    ) -> Result<Self, Problem> {
        let text = Cutter::new(Lines::new(reader, path, options.encoding)?);
        Self::of(text.keeping(), path, form, options)
    }

    fn of(
        mut text: Cutter<'r>,
        path: &FileName,
        form: FindForm,
        options: &ReadOptions,
    ) -> Result<Self, Problem> {
        Ok(Self {
            has_mark: text.is_behind_mark(),
            form: form(&mut text, options)?,
            text,
            path: path.clone(),
            index: 0,
            format: options.text_format,
            failed: false,
        })
    }

    /// What the file is written in.
    pub fn encoding(&self) -> &'static Encoding {
        self.text.encoding()
    }

    /// In what form it holds records.
    pub fn form(&self) -> &dyn Records {
        &*self.form
    }

    /// The byte order mark with which the file begins, if it does.
    pub fn byte_order_mark(&self) -> &'static str {
        if self.has_mark { "\u{FEFF}" } else { "" }
    }

    /// What stands before the record that came last, or behind the last one.
    pub fn take_between(&mut self) -> String {
        self.text.take_between()
    }

    /// Behind the last record, passes over a piece of what is left; `false` at the end of the file.
    pub fn pass_over(&mut self) -> Result<bool, Problem> {
        self.text.skip(self.text.rest().len());
        self.text.more()
    }

    fn cut(&mut self) -> Result<Option<RawRecord>, Problem> {
        loop {
            let Some(Cut { raw, start }) = self.form.cut(&mut self.text)? else {
                return Ok(None);
            };
            if raw.text.trim().is_empty() {
                continue;
            }
            self.index += 1;
            return Ok(Some(RawRecord {
                path: self.path.clone(),
                raw,
                start: RecordStart {
                    start,
                    index: self.index - 1,
                    encoding: self.text.encoding(),
                    form: self.form.clone(),
                    format: self.format,
                },
            }));
        }
    }
}

impl Iterator for RecordReader<'_> {
    type Item = Result<RawRecord, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let cut = self.cut().transpose();
        self.failed = matches!(cut, Some(Err(_)));
        cut
    }
}

/// Reads the record at `start`, of the file shown as `path`, again; `reader` stands where that says.
pub(super) fn read_again(
    reader: impl Read + Send,
    path: &FileName,
    start: &RecordStart,
) -> Result<Option<Source>, Problem> {
    let lines = Lines::resumed(reader, path, start.encoding, start.start.from);
    let mut records = RecordReader {
        text: Cutter::resumed(lines, start.start)?,
        form: start.form.clone(),
        path: path.clone(),
        index: start.index,
        format: start.format,
        failed: false,
        has_mark: false,
    };
    Ok(records.cut()?.map(RawRecord::read))
}
