//! JSONL: one article a line, its text in a field.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

use encoding_rs::UTF_8;
use serde_json::value::RawValue;

use super::decode::{self, EncodingChoice};
use super::source::RecordPlace;
use super::{Flaw, FlawKind, Problem, ReadOptions, Source};
use crate::Span;
use crate::document::{MapBuilder, SourceMap};
use crate::finding::Record;

/// Fields that may hold a record's text, where none is named.
const TEXT_FIELDS: [&str; 3] = ["text", "content", "body"];

/// Where a line begins in a file of records: enough to go on reading from there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resume {
    /// Bytes of the file before it.
    pub byte: u64,
    /// The same in UTF-8, which places are counted in.
    pub offset: usize,
    /// Lines before it.
    pub lines: usize,
    /// Records before it.
    pub records: usize,
}

/// Reads records one by one: memory is one line.
pub struct JsonLines<R> {
    reader: BufReader<R>,
    path: Arc<str>,
    options: ReadOptions,
    /// Where the next line begins.
    next: Resume,
    failed: bool,
}

impl<R: Read> JsonLines<R> {
    /// Reads the records of `reader`, shown as `path`.
    pub fn new(reader: BufReader<R>, path: &str, options: &ReadOptions) -> Self {
        Self::resumed(reader, path, options, Resume::default())
    }

    /// Reads the records from `next` on, where `reader` stands already.
    pub fn resumed(reader: BufReader<R>, path: &str, options: &ReadOptions, next: Resume) -> Self {
        let options = options.clone();
        Self {
            reader,
            path: Arc::from(path),
            options,
            next,
            failed: false,
        }
    }

    fn next_line(&mut self) -> Option<Result<Source, Problem>> {
        loop {
            let mut bytes = Vec::new();
            let resume = self.next;
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(read) => self.next.byte += read as u64,
                Err(error) => {
                    self.failed = true;
                    let mut problem = Problem::of_io(&self.path, &error);
                    problem.line = Some(self.next.lines + 1);
                    return Some(Err(problem));
                }
            }
            let choice = match self.options.encoding {
                EncodingChoice::Auto => EncodingChoice::Fixed(UTF_8),
                fixed @ EncodingChoice::Fixed(_) => fixed,
            };
            let decoded = match decode::decode(bytes, choice) {
                Ok(decoded) => decoded,
                Err((kind, message)) => {
                    return Some(Err(Problem::of_file(&self.path, kind, message)));
                }
            };
            let (base, line) = (self.next.offset + decoded.bom, self.next.lines + 1);
            self.next.offset = base + decoded.text.len();
            self.next.lines += 1;
            if decoded.text.trim().is_empty() {
                continue;
            }
            let place = RecordPlace {
                path: self.path.clone(),
                encoding: decoded.encoding,
                raw: decoded.text,
                base,
                line,
                resume,
                lang: None,
            };
            self.next.records += 1;
            return Some(Ok(self.record(place, &decoded.invalid)));
        }
    }

    fn record(&self, mut place: RecordPlace, invalid: &[Span]) -> Source {
        let index = self.next.records - 1;
        match self.fields(&place.raw) {
            Ok(Fields {
                name: field,
                id,
                lang,
                literal: value,
            }) => {
                place.lang = lang;
                let (text, map) = decode_string(&place.raw, value);
                let flaws = invalid
                    .iter()
                    .filter(|span| value.contains(**span))
                    .map(|span| Flaw {
                        span: map.to_target(*span),
                        kind: FlawKind::Undecodable,
                    })
                    .collect();
                Source::of_record(place, Record { index, id, field }, (text, map), flaws)
            }
            Err(reason) => {
                let line = Span::new(0, place.raw.trim_end().len());
                let flaw = Flaw {
                    span: line,
                    kind: FlawKind::Malformed(reason),
                };
                let field = self
                    .options
                    .text_field
                    .clone()
                    .unwrap_or_else(|| TEXT_FIELDS[0].to_owned());
                let text = (place.raw.clone(), SourceMap::default());
                Source::of_record(
                    place,
                    Record {
                        index,
                        id: None,
                        field,
                    },
                    text,
                    vec![flaw],
                )
            }
        }
    }

    /// Finds the fields that count in the record `line`.
    fn fields(&self, line: &str) -> Result<Fields, String> {
        let fields: BTreeMap<&str, &RawValue> =
            serde_json::from_str(line).map_err(|error| format!("no JSON object: {error}"))?;
        let plain = |name: &str| {
            fields
                .get(name)
                .map(|value| value.get().trim_matches('"').to_owned())
        };
        let id = plain(&self.options.id_field);
        let lang = plain("lang").or_else(|| plain("language"));
        let wanted: Vec<&str> = match &self.options.text_field {
            Some(field) => vec![field.as_str()],
            None => TEXT_FIELDS.to_vec(),
        };
        let (name, value) = wanted
            .iter()
            .find_map(|name| fields.get(name).map(|value| (*name, *value)))
            .ok_or_else(|| {
                format!(
                    "no field `{}`; name it with --text-field",
                    wanted.join("` or `")
                )
            })?;
        let literal = value.get();
        if !literal.starts_with('"') {
            return Err(format!("the field `{name}` holds no string"));
        }
        // The value borrows from the line, so the distance of the two addresses is its offset.
        let start = literal.as_ptr() as usize - line.as_ptr() as usize;
        Ok(Fields {
            name: name.to_owned(),
            id,
            lang,
            literal: Span::new(start, start + literal.len()),
        })
    }
}

/// What counts of a record.
struct Fields {
    /// Name of the field with the text.
    name: String,
    id: Option<String>,
    /// The language that it declares.
    lang: Option<String>,
    /// Place of the text's literal in the line, with its quotes.
    literal: Span,
}

impl<R: Read> Iterator for JsonLines<R> {
    type Item = Result<Source, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed { None } else { self.next_line() }
    }
}

/// Decodes the JSON string literal at `literal` (quotes included) of `line`, which is known to be valid.
fn decode_string(line: &str, literal: Span) -> (String, SourceMap) {
    let mut builder = MapBuilder::new(line);
    builder.removed_to(literal.start + 1);
    let end = literal.end - 1;
    while builder.position() < end {
        let at = builder.position();
        let rest = Span::new(at, end).of(line);
        match rest.find('\\') {
            None => builder.literal_to(end),
            Some(0) => {
                let (length, c) = escape(rest);
                builder.decoded_to(at + length, c.encode_utf8(&mut [0; 4]));
            }
            Some(plain) => builder.literal_to(at + plain),
        }
    }
    builder.removed_to(line.len());
    let (text, map) = builder.finish();
    (text.into_owned(), map)
}

/// The escape at the front of `text`: its length in bytes and its character. A lone surrogate is U+FFFD.
fn escape(text: &str) -> (usize, char) {
    let unit = |at: usize| {
        text.get(at..at + 4)
            .and_then(|digits| u16::from_str_radix(digits, 16).ok())
    };
    match text.as_bytes().get(1) {
        Some(b'n') => (2, '\n'),
        Some(b't') => (2, '\t'),
        Some(b'r') => (2, '\r'),
        Some(b'b') => (2, '\u{8}'),
        Some(b'f') => (2, '\u{C}'),
        Some(b'u') => {
            let first = unit(2).unwrap_or(0xFFFD);
            if let (0xD800..0xDC00, Some("\\u"), Some(second)) = (first, text.get(6..8), unit(8))
                && let Some(Ok(c)) = char::decode_utf16([first, second]).next()
            {
                return (12, c);
            }
            (6, char::from_u32(u32::from(first)).unwrap_or('\u{FFFD}'))
        }
        Some(other) => (2, char::from(*other)),
        None => (1, '\\'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(text: &'static str) -> Vec<Source> {
        JsonLines::new(
            BufReader::new(text.as_bytes()),
            "a.jsonl",
            &ReadOptions::default(),
        )
        .map(Result::unwrap)
        .collect()
    }

    #[test]
    fn a_place_in_a_record_is_a_place_in_its_file() {
        let sources =
            sources("{\"id\":\"a\",\"text\":\"晴\"}\n{\"id\":7,\"text\":\"風\\n\\u79fb動\"}\n");
        assert_eq!(sources[1].text(), "風\n移動");
        assert_eq!(sources[1].record().unwrap().id.as_deref(), Some("7"));
        let location = sources[1].locate(Span::new(4, 10), "移動");
        let range = location.range.unwrap();
        assert_eq!((range.start.line, range.start.column), (2, 20));
        assert_eq!(location.source.as_deref(), Some("\\u79fb動"));
    }

    #[test]
    fn reading_goes_on_where_a_record_begins() {
        let text = "\u{FEFF}{\"text\":\"晴\"}\n\n{\"text\":\"風\"}\n{\"text\":\"雨\"}\n";
        for first in sources(text) {
            let place = first.resume().unwrap();
            let rest = &text.as_bytes()[usize::try_from(place.byte).unwrap()..];
            let options = ReadOptions::default();
            let mut rest = JsonLines::resumed(BufReader::new(rest), "a.jsonl", &options, place);
            let again = rest.next().unwrap().unwrap();
            assert_eq!(again.text(), first.text());
            assert_eq!(again.record(), first.record());
            let span = Span::new(0, 3);
            assert_eq!(again.locate(span, ""), first.locate(span, ""));
        }
    }

    #[test]
    fn a_broken_record_is_a_flaw_and_the_next_is_read() {
        let sources = sources("{\"text\": \n{\"text\":\"晴\"}\n");
        assert!(matches!(sources[0].flaws()[0].kind, FlawKind::Malformed(_)));
        assert_eq!(sources[1].text(), "晴");
    }
}
