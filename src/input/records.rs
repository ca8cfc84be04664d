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

    /// Finds the article in the record `raw`, which holds its line end. Any thread does this.
    fn read(&self, raw: &str) -> Result<Fields, Malformed>;

    /// `value` as it is written inside the field of an article; `None` where the form cannot hold it, as a line end in a
    /// form of one line an article. A fix that would write it is left out.
    fn escape(&self, value: &str) -> Option<String>;
}

/// What counts of a record.
#[derive(Default)]
pub struct Fields {
    /// The article's text.
    pub text: String,
    /// The way from the text back to the record: a [`MapBuilder`](crate::document::MapBuilder) goes through the record
    /// from end to end and says of each piece whether it stands in the text as it is, decoded, or not at all.
    pub map: SourceMap,
    /// The place of the text in the record.
    pub span: Span,
    /// The field that holds the text; empty in a form without fields.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::MapBuilder;
    use crate::finding::Edit;
    use crate::finding::FileName;

    /// One article a line, as it is.
    struct Lined;

    impl Records for Lined {
        fn read(&self, raw: &str) -> Result<Fields, Malformed> {
            let end = raw.trim_end_matches('\n').len();
            let mut builder = MapBuilder::new(raw);
            builder.literal_to(end);
            builder.removed_to(raw.len());
            let (text, map) = builder.finish();
            Ok(Fields {
                text: text.into_owned(),
                map,
                span: Span::new(0, end),
                ..Fields::default()
            })
        }

        fn escape(&self, value: &str) -> Option<String> {
            (!value.contains('\n')).then(|| value.to_owned())
        }
    }

    #[test]
    fn what_a_form_cannot_hold_is_not_written() {
        let bytes: &[u8] = "春汛\n工程達1O5億元\n".as_bytes();
        let name = FileName::of(std::path::Path::new("a.lines"));
        let reader = RecordReader::new(bytes, &name, Arc::new(Lined), EncodingChoice::Auto);
        let record = reader.unwrap().nth(1).unwrap().unwrap().read();
        let edit = |insert: &str| vec![Edit::new(Span::new(3, 6), insert.to_owned())];
        let lowered = record.lower(edit("時")).unwrap();
        assert_eq!(lowered, [Edit::new(Span::new(10, 13), "時".to_owned())]);
        assert_eq!(record.lower(edit("\n\n")), None);
    }
}
