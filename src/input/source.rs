//! One article's text and the only way from its offsets to lines and columns.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use encoding_rs::{Encoding, UTF_8};

use super::decode::Decoded;
use super::parts::Parts;
use super::places::{Place, Places};
use super::records::{Fields, Malformed, RawRecord, RecordStart};
use crate::Span;
use crate::document::Format;
use crate::finding::{
    self, Context, Edit, FileName, Location, Offsets, PlacedEdit, Position, Range, Record,
};

/// The decoded text of one article or one record.
#[derive(Debug)]
pub struct Source {
    path: FileName,
    encoding: &'static Encoding,
    record: Option<Arc<Record>>,
    format: Format,
    /// The stretch of the file that holds the article: the whole file, or a record's line.
    raw: String,
    /// Where `raw` begins in the file, in bytes.
    base: usize,
    /// The line and the columns where `raw` begins.
    first: Place,
    /// The article's place in `raw`, where that is a record.
    held: Option<Held>,
    /// The language that the record declares.
    declared_lang: Option<String>,
    undecodable: Vec<Span>,
    /// Places in `raw`, outside the text, of bytes that the encoding does not have.
    undecodable_elsewhere: Vec<Span>,
    malformed: Option<Malformed>,
    places: OnceLock<Places>,
}

/// The record that holds the article.
#[derive(Debug)]
struct Held {
    /// Its text, and the way back to the record.
    parts: Parts,
    /// Where to read the record again.
    start: RecordStart,
}

impl Held {
    fn is_copy(&self) -> bool {
        self.start.form.is_copy()
    }
}

impl Source {
    /// A file that is one article.
    pub fn whole(path: FileName, decoded: Decoded, format: Format) -> Self {
        Self {
            path,
            encoding: decoded.encoding,
            record: None,
            format,
            raw: decoded.text,
            base: decoded.bom,
            first: Place::default(),
            held: None,
            declared_lang: None,
            undecodable: decoded.invalid,
            undecodable_elsewhere: Vec::new(),
            malformed: None,
            places: OnceLock::new(),
        }
    }

    /// Text that stands in no file: an example of a lint, a string given to the library.
    pub fn of_text(path: &str, text: impl Into<String>, format: Format) -> Self {
        let decoded = Decoded {
            text: text.into(),
            encoding: UTF_8,
            bom: 0,
            invalid: Vec::new(),
        };
        Self::whole(FileName::from(path), decoded, format)
    }

    /// The article of `record`, which `read` found or did not find.
    pub(super) fn of_record(record: RawRecord, read: Result<Fields, Malformed>) -> Self {
        let RawRecord { path, raw, start } = record;
        let (fields, malformed) = match read {
            Ok(fields) => (fields, None),
            Err(why) => (Fields::default(), Some(why)),
        };
        let record = |field: String| {
            Arc::new(Record {
                index: start.index,
                id: fields.id.clone(),
                field,
                published: fields.published,
                source: fields.source.clone(),
            })
        };
        let parts = Parts::new(fields.texts, record);
        let (inside, elsewhere): (Vec<Span>, Vec<Span>) =
            raw.invalid.iter().partition(|span| parts.holds(**span));
        Self {
            path,
            encoding: start.encoding,
            record: Some(match parts.record(Span::default()) {
                Some(record) => record.clone(),
                None => record(String::new()),
            }),
            format: start.format,
            base: start.start.offset(),
            first: start.start.place,
            undecodable: inside.into_iter().map(|span| parts.to_text(span)).collect(),
            undecodable_elsewhere: elsewhere,
            raw: raw.text,
            held: Some(Held { parts, start }),
            declared_lang: fields.lang,
            malformed,
            places: OnceLock::new(),
        }
    }

    /// The same source, read as `format`.
    #[must_use]
    pub fn with_format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    /// The article's text, as parsers read it.
    pub fn text(&self) -> &str {
        self.held
            .as_ref()
            .map_or(self.raw.as_str(), |held| held.parts.text())
    }

    /// How many bytes of UTF-8 it takes in its file, the record around it included.
    pub fn size(&self) -> usize {
        self.raw.len()
    }

    /// The language that the record declares in its field `lang` or `language`.
    pub fn declared_lang(&self) -> Option<&str> {
        self.declared_lang.as_deref()
    }

    /// The day on which the article was published, if its record says so.
    pub fn published(&self) -> Option<NaiveDate> {
        self.record.as_ref()?.published
    }

    /// Where the title ends with which the text begins; 0 where none is known.
    pub fn title_end(&self) -> usize {
        self.held.as_ref().map_or(0, |held| held.parts.title_end())
    }

    /// Path as shown to people.
    pub fn path(&self) -> &FileName {
        &self.path
    }

    /// The record, in a file of records.
    pub fn record(&self) -> Option<&Arc<Record>> {
        self.record.as_ref()
    }

    /// Where to read the record again.
    pub fn record_start(&self) -> Option<&RecordStart> {
        self.held.as_ref().map(|held| &held.start)
    }

    /// What the file was written in.
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// How the text is written.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Places in [`Source::text`] that stand for bytes which the file's encoding does not have.
    pub fn undecodable(&self) -> &[Span] {
        &self.undecodable
    }

    /// Where in the file the first bytes outside the text are, in a record, that its encoding does not have.
    pub fn undecodable_elsewhere(&self) -> Option<Position> {
        let first = self.undecodable_elsewhere.first()?;
        Some(self.position(first.start))
    }

    /// Why the record could not be read; there is no text then.
    pub fn malformed(&self) -> Option<&Malformed> {
        self.malformed.as_ref()
    }

    /// The place of `span` of the text, read as `prose`.
    pub fn locate(&self, span: Span, prose: &str) -> Location {
        let held = self.held.as_ref();
        let record = held.and_then(|held| held.parts.record(span));
        let context = context(self.text(), span, prose);
        let mut location = self.locate_raw(self.to_raw(span), prose, context);
        if held.is_some_and(Held::is_copy) {
            let written = span.of(self.text());
            location.source = (written != prose).then(|| written.to_owned());
        }
        Location {
            record: record.or(self.record.as_ref()).cloned(),
            ..location
        }
    }

    /// The record as it stands in the file, without its line end.
    pub fn whole_record(&self) -> Location {
        let line = self.raw.trim_end();
        let span = Span::new(0, line.len());
        self.locate_raw(span, line, context(line, span, line))
    }

    fn locate_raw(&self, place: Span, prose: &str, context: Context) -> Location {
        let slice = place.of(&self.raw);
        Location {
            path: self.path.clone(),
            record: self.record.clone(),
            range: Some(Range {
                start: self.position(place.start),
                end: self.position(place.end),
            }),
            source: (slice != prose).then(|| slice.to_owned()),
            text: prose.to_owned(),
            nearest: nearest(&context.before, &context.after),
            context: Some(Box::new(context)),
        }
    }

    /// The place of the byte at `offset` of the record, or of the file, as people name it.
    pub fn position_in_file(&self, offset: usize) -> Position {
        self.position(self.raw.floor_char_boundary(offset))
    }

    /// The file as a whole: no place in it.
    pub fn whole_file(&self) -> Location {
        Location {
            path: self.path.clone(),
            record: None,
            range: None,
            text: String::new(),
            source: None,
            context: None,
            nearest: 0,
        }
    }

    /// The edits of the file that bring about `edits` of the text; `None` where it cannot hold them.
    pub fn lower(&self, edits: Vec<Edit>) -> Option<Vec<Edit>> {
        let mut lowered = Vec::with_capacity(edits.len());
        for edit in edits {
            match &self.held {
                None => lowered.push(edit),
                Some(Held { parts, start }) => {
                    lowered.extend(parts.lower(&edit, &self.raw, &*start.form)?);
                }
            }
        }
        for edit in &mut lowered {
            edit.span = edit.span.shifted(self.base);
        }
        lowered.sort();
        Some(lowered)
    }

    /// What the offsets of its places count in.
    pub fn offsets(&self) -> Offsets {
        // Bytes without a meaning that stand before the record move it, too.
        let is_moved = |held: &Held| held.start.start.is_moved();
        let is_whole = self.undecodable.is_empty() && self.undecodable_elsewhere.is_empty();
        if self.encoding == UTF_8 && is_whole && !self.held.as_ref().is_some_and(is_moved) {
            Offsets::File
        } else {
            Offsets::Decoded
        }
    }

    /// `edit` of the file with its lines and columns.
    pub fn place(&self, edit: Edit) -> PlacedEdit {
        let at = |offset: usize| self.position(offset.saturating_sub(self.base));
        PlacedEdit {
            range: Range {
                start: at(edit.span.start),
                end: at(edit.span.end),
            },
            insert: edit.insert,
        }
    }

    /// The place in the text of `span` of the file.
    pub fn to_text(&self, span: Span) -> Span {
        let at = |offset: usize| offset.saturating_sub(self.base);
        let raw = Span::new(at(span.start), at(span.end));
        self.held
            .as_ref()
            .map_or(raw, |held| held.parts.to_text(raw))
    }

    /// The place in the file of `span` of the text.
    pub fn to_file(&self, span: Span) -> Span {
        self.to_raw(span).shifted(self.base)
    }

    fn to_raw(&self, span: Span) -> Span {
        self.held
            .as_ref()
            .map_or(span, |held| held.parts.to_raw(span))
    }

    fn position(&self, offset: usize) -> Position {
        if let Some(held) = self.held.as_ref().filter(|held| held.is_copy()) {
            // The row is the line, and what stands before the place in its field the columns.
            let text = held.parts.text();
            let places = self.places.get_or_init(|| Places::of(text));
            let place = places.width(text, held.parts.before(offset));
            self.position_at(
                Place {
                    line: self.first.line,
                    ..place
                },
                offset,
            )
        } else {
            let places = self.places.get_or_init(|| Places::of(&self.raw));
            let place = places.find(&self.raw, offset).from(self.first);
            self.position_at(place, offset)
        }
    }

    fn position_at(&self, place: Place, offset: usize) -> Position {
        Position {
            line: place.line + 1,
            column: place.column + 1,
            utf16_column: place.units + 1,
            byte_column: place.bytes + 1,
            offset: self.base + offset,
        }
    }
}

/// What stands around `span` of `text`, which a reader reads as `prose`, on its line.
fn context(text: &str, span: Span, prose: &str) -> Context {
    const BEFORE: usize = 128;
    const AFTER: usize = 256;
    let from = text.floor_char_boundary(span.start.saturating_sub(BEFORE));
    let to = text.floor_char_boundary((span.end + AFTER).min(text.len()));
    let before = Span::new(from, span.start).of(text).rsplit('\n').next();
    let after = Span::new(span.end, to.max(span.end))
        .of(text)
        .split('\n')
        .next();
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let here = span.of(text);
    Context {
        before: before.to_owned(),
        here: (here != prose).then(|| ends_of(here)),
        after: after.to_owned(),
    }
}

/// A hash of the last characters of `before` and the first of `after`: so many that they tell a place from others, and
/// that it changes with the sentence.
fn nearest(before: &str, after: &str) -> u64 {
    const CHARACTERS: usize = 24;
    let is_text = |c: &char| !c.is_whitespace();
    let before = before.chars().rev().filter(is_text).take(CHARACTERS);
    let after = after.chars().filter(is_text).take(CHARACTERS);
    let characters = before.chain(['\0']).chain(after);
    finding::hash(characters.flat_map(|c| u32::from(c).to_le_bytes()))
}

/// `text`, or its two ends if it is long.
fn ends_of(text: &str) -> String {
    const HEAD: usize = 256;
    const TAIL: usize = 128;
    if text.len() <= HEAD + TAIL {
        return text.to_owned();
    }
    let head = Span::new(0, text.floor_char_boundary(HEAD)).of(text);
    let tail = Span::new(text.floor_char_boundary(text.len() - TAIL), text.len()).of(text);
    format!("{head}…{tail}")
}
