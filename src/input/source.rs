//! One article's text and the only way from its offsets to lines and columns.

use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

use encoding_rs::{Encoding, UTF_8};
use unicode_segmentation::UnicodeSegmentation;

use super::decode::Decoded;
use super::jsonl::Resume;
use crate::Span;
use crate::document::{Format, SourceMap};
use crate::finding::{Edit, Excerpt, Location, Position, Range, Record};

/// The decoded text of one article or one record.
#[derive(Debug)]
pub struct Source {
    path: Arc<str>,
    encoding: &'static Encoding,
    record: Option<Arc<Record>>,
    format: Format,
    /// The stretch of the file that holds the article: the whole file, or a record's line.
    raw: String,
    /// Where `raw` begins in the file, in bytes.
    base: usize,
    /// The line on which `raw` begins.
    first_line: usize,
    /// Where to read the record again.
    resume: Option<Resume>,
    /// The record's field: its text, and the way back to `raw`.
    field: Option<(String, SourceMap)>,
    /// The language that the record declares.
    declared_lang: Option<String>,
    flaws: Vec<Flaw>,
    line_starts: OnceLock<Vec<usize>>,
}

/// Something that reading met and could not resolve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where in [`Source::text`].
    pub span: Span,
    /// What.
    pub kind: FlawKind,
}

/// What reading can meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlawKind {
    /// Bytes that the file's encoding does not have.
    Undecodable,
    /// A record that is no JSON object with a text; says why.
    Malformed(String),
}

impl Source {
    /// A file that is one article.
    pub fn whole(path: Arc<str>, decoded: Decoded, format: Format) -> Self {
        let flaws = decoded
            .invalid
            .iter()
            .map(|span| Flaw {
                span: *span,
                kind: FlawKind::Undecodable,
            })
            .collect();
        Self {
            path,
            encoding: decoded.encoding,
            record: None,
            format,
            raw: decoded.text,
            base: decoded.bom,
            first_line: 1,
            resume: None,
            field: None,
            declared_lang: None,
            flaws,
            line_starts: OnceLock::new(),
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
        Self::whole(Arc::from(path), decoded, format)
    }

    /// A record whose line `raw` begins at `base` on line `line`, with its text decoded from there.
    pub(super) fn of_record(
        place: RecordPlace,
        record: Record,
        field: (String, SourceMap),
        flaws: Vec<Flaw>,
    ) -> Self {
        Self {
            path: place.path,
            encoding: place.encoding,
            record: Some(Arc::new(record)),
            format: Format::Text,
            raw: place.raw,
            base: place.base,
            first_line: place.line,
            resume: Some(place.resume),
            field: Some(field),
            declared_lang: place.lang,
            flaws,
            line_starts: OnceLock::new(),
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
        self.field
            .as_ref()
            .map_or(self.raw.as_str(), |(text, _)| text)
    }

    /// The language that the record declares in its field `lang` or `language`.
    pub fn declared_lang(&self) -> Option<&str> {
        self.declared_lang.as_deref()
    }

    /// Path as shown to people.
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// The record, in a file of records.
    pub fn record(&self) -> Option<&Arc<Record>> {
        self.record.as_ref()
    }

    /// Where to go on reading to get the record again.
    pub fn resume(&self) -> Option<Resume> {
        self.resume
    }

    /// What the file was written in.
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// How the text is written.
    pub fn format(&self) -> Format {
        self.format
    }

    /// What reading could not resolve.
    pub fn flaws(&self) -> &[Flaw] {
        &self.flaws
    }

    /// The place of `span` of the text, read as `prose`.
    pub fn locate(&self, span: Span, prose: &str) -> Location {
        let place = self.to_raw(span);
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
            excerpt: self.excerpt(span),
        }
    }

    /// The file as a whole: no place in it.
    pub fn whole_file(&self) -> Location {
        Location {
            path: self.path.clone(),
            record: None,
            range: None,
            text: String::new(),
            source: None,
            excerpt: Excerpt::default(),
        }
    }

    /// The edits of the file that bring about `edits` of the text.
    pub fn lower(&self, edits: Vec<Edit>) -> Option<Vec<Edit>> {
        let mut lowered = Vec::with_capacity(edits.len());
        for edit in edits {
            match &self.field {
                None => lowered.push(edit),
                Some((text, map)) => {
                    lowered.extend(map.lower(&edit, text)?.into_iter().map(|edit| {
                        let quoted = serde_json::Value::from(edit.insert).to_string();
                        Edit::new(
                            edit.span,
                            quoted.get(1..quoted.len() - 1).unwrap_or("").to_owned(),
                        )
                    }));
                }
            }
        }
        for edit in &mut lowered {
            edit.span = edit.span.shifted(self.base);
        }
        lowered.sort();
        Some(lowered)
    }

    fn to_raw(&self, span: Span) -> Span {
        self.field
            .as_ref()
            .map_or(span, |(_, map)| map.to_source(span))
    }

    fn position(&self, offset: usize) -> Position {
        let starts = self.line_starts.get_or_init(|| {
            let breaks = self
                .raw
                .bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at + 1);
            std::iter::once(0).chain(breaks).collect()
        });
        let line = starts.partition_point(|start| *start <= offset) - 1;
        let before = Span::new(starts[line], offset).of(&self.raw);
        Position {
            line: self.first_line + line,
            column: before.chars().count() + 1,
            utf16_column: before.encode_utf16().count() + 1,
            offset: self.base + offset,
        }
    }

    /// One line around `span` of the text, clipped between graphemes. A long place keeps its two ends.
    fn excerpt(&self, span: Span) -> Excerpt {
        const BEFORE: usize = 24;
        const AFTER: usize = 48;
        const HEAD: usize = 48;
        const TAIL: usize = 16;
        let text = self.text();
        let before = Span::new(0, span.start)
            .of(text)
            .rsplit('\n')
            .next()
            .unwrap_or("");
        let after = Span::new(span.end, text.len())
            .of(text)
            .split('\n')
            .next()
            .unwrap_or("");
        let mut excerpt = Excerpt::default();
        let kept: Vec<&str> = before.graphemes(true).rev().take(BEFORE + 1).collect();
        if kept.len() > BEFORE {
            excerpt.text.push('…');
        }
        kept.iter()
            .take(BEFORE)
            .rev()
            .for_each(|grapheme| push_visible(&mut excerpt.text, grapheme));
        excerpt.span.start = excerpt.text.len();
        let middle: Vec<&str> = span.of(text).graphemes(true).collect();
        if middle.len() > HEAD + TAIL + 4 {
            middle
                .iter()
                .take(HEAD)
                .for_each(|grapheme| push_visible(&mut excerpt.text, grapheme));
            excerpt.text.push('…');
            middle
                .iter()
                .skip(middle.len() - TAIL)
                .for_each(|grapheme| push_visible(&mut excerpt.text, grapheme));
        } else {
            for grapheme in &middle {
                push_visible(&mut excerpt.text, grapheme);
            }
        }
        excerpt.span.end = excerpt.text.len();
        let mut rest = after.graphemes(true);
        rest.by_ref()
            .take(AFTER)
            .for_each(|grapheme| push_visible(&mut excerpt.text, grapheme));
        if rest.next().is_some() {
            excerpt.text.push('…');
        }
        excerpt
    }
}

/// Where a record stands in its file.
pub(super) struct RecordPlace {
    pub(super) path: Arc<str>,
    pub(super) encoding: &'static Encoding,
    pub(super) raw: String,
    pub(super) base: usize,
    pub(super) line: usize,
    pub(super) resume: Resume,
    pub(super) lang: Option<String>,
}

/// Appends `grapheme` so that a terminal shows it and obeys nothing: a line break as `↵`, a control or invisible
/// character as its code point.
fn push_visible(out: &mut String, grapheme: &str) {
    for c in grapheme.chars() {
        match c {
            '\n' => out.push('↵'),
            '\r' => {}
            '\t' | '\u{3000}' => out.push(' '),
            c if c.is_control() || is_invisible(c) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "<{:04X}>", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

/// Zero-width, bidirectional and private-use characters: a terminal shows nothing, or does something.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{E007F}'
        | '\u{F0000}'..='\u{10FFFD}')
}
