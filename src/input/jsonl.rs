//! JSONL: one article a line, its text in a field.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::ReadOptions;
use super::format::{Content, FileFormat};
use super::records::{Fields, Malformed, Records};
use crate::Span;
use crate::document::{MapBuilder, SourceMap};

/// Fields that may hold a record's text, where none is named.
const TEXT_FIELDS: [&str; 3] = ["text", "content", "body"];

/// Fields that may declare its language.
const LANG_FIELDS: [&str; 2] = ["lang", "language"];

/// What programs write where they have no text.
const NO_VALUES: [&str; 8] = [
    "nan",
    "NaN",
    "NAN",
    "None",
    "null",
    "NULL",
    "undefined",
    "<NA>",
];

/// One JSON object a line.
struct JsonLines {
    /// The fields that may hold the text, the best first.
    text_fields: Vec<String>,
    id_field: String,
}

pub(super) static FORMAT: FileFormat = FileFormat {
    name: "jsonl",
    extensions: &["jsonl", "ndjson"],
    content: Content::Records(form),
};

/// The form of JSONL under `options`.
fn form(options: &ReadOptions) -> Arc<dyn Records> {
    let text_fields = match &options.text_field {
        Some(field) => vec![field.clone()],
        None => TEXT_FIELDS.map(str::to_owned).to_vec(),
    };
    Arc::new(JsonLines {
        text_fields,
        id_field: options.id_field.clone(),
    })
}

/// A name as it stands in the record, or decoded where it holds escapes.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'j>(#[serde(borrow)] Cow<'j, str>);

/// The fields of a record by name, their values unread.
type Object<'j> = BTreeMap<Key<'j>, &'j RawValue>;

impl Records for JsonLines {
    fn read(&self, raw: &str) -> Result<Fields, Malformed> {
        let fields: Object<'_> =
            serde_json::from_str(raw).map_err(|error| malformed(raw, &error))?;
        let get = |name: &str| fields.get(&Key(Cow::Borrowed(name))).copied();
        let mut first = None;
        for name in &self.text_fields {
            let Some(value) = get(name) else { continue };
            match text_of(raw, name, value) {
                Ok((text, map, span)) => {
                    return Ok(Fields {
                        text,
                        map,
                        span,
                        field: name.clone(),
                        id: get(&self.id_field).map(plain),
                        lang: LANG_FIELDS.iter().find_map(|name| get(name)).map(plain),
                    });
                }
                Err(why) => first = first.or(Some(why)),
            }
        }
        Err(first.unwrap_or_else(|| Malformed::NoField(self.text_fields.clone())))
    }

    fn escape(&self, value: &str) -> Option<String> {
        let quoted = serde_json::Value::from(value).to_string();
        quoted.get(1..quoted.len() - 1).map(str::to_owned)
    }
}

/// The text that `value`, the field `name` of the record `raw`, holds, with its way back and its place.
fn text_of(
    raw: &str,
    name: &str,
    value: &RawValue,
) -> Result<(String, SourceMap, Span), Malformed> {
    let literal = value.get();
    if literal == "null" {
        return Err(Malformed::NoValue(name.to_owned()));
    }
    if !literal.starts_with('"') {
        return Err(Malformed::NoText(name.to_owned()));
    }
    // The value borrows from the record, so the distance of the two addresses is its offset.
    let start = literal.as_ptr() as usize - raw.as_ptr() as usize;
    let span = Span::new(start, start + literal.len());
    let (text, map) = decode_string(raw, span);
    match text.trim() {
        "" => Err(Malformed::Empty(name.to_owned())),
        word if NO_VALUES.contains(&word) => Err(Malformed::NoValue(name.to_owned())),
        _ => Ok((text, map, span)),
    }
}

/// A value as text: a string without its quotes and escapes, anything else as it is written.
fn plain(value: &RawValue) -> String {
    serde_json::from_str(value.get()).unwrap_or_else(|_| value.get().to_owned())
}

/// Why `raw` is no record, after `error`.
fn malformed(raw: &str, error: &serde_json::Error) -> Malformed {
    match error.classify() {
        serde_json::error::Category::Eof => Malformed::CutOff,
        serde_json::error::Category::Data => Malformed::NoObject,
        _ => {
            let at = error.column().saturating_sub(1).min(raw.len());
            Malformed::Syntax(raw.floor_char_boundary(at))
        }
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
    use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

    use super::super::records::RawRecord;
    use super::super::{EncodingChoice, RecordReader, Source, decode, lines};
    use super::*;

    fn reader(bytes: &[u8]) -> RecordReader<'_> {
        let form = form(&ReadOptions::default());
        RecordReader::new(bytes, &"a.jsonl".into(), form, EncodingChoice::Auto).unwrap()
    }

    fn sources(bytes: &[u8]) -> Vec<Source> {
        reader(bytes)
            .map(Result::unwrap)
            .map(RawRecord::read)
            .collect()
    }

    #[test]
    fn a_place_in_a_record_is_a_place_in_its_file() {
        let text = "{\"id\":\"\\u7532\",\"text\":\"晴\"}\n{\"id\":7,\"text\":\"風\\n\\u79fb動\"}\n";
        let sources = sources(text.as_bytes());
        assert_eq!(sources[0].record().unwrap().id.as_deref(), Some("甲"));
        assert_eq!(sources[1].text(), "風\n移動");
        assert_eq!(sources[1].record().unwrap().id.as_deref(), Some("7"));
        let location = sources[1].locate(Span::new(4, 10), "移動");
        let range = location.range.unwrap();
        assert_eq!((range.start.line, range.start.column), (2, 20));
        assert_eq!(location.source.as_deref(), Some("\\u79fb動"));
    }

    #[test]
    fn reading_goes_on_where_a_record_begins() {
        let text = "{\"text\":\"晴上\"}\n\n{\"text\":\"風\u{A0A}\"}\n{\"text\":\"雨\"}\n";
        let encoded = |encoding: &'static Encoding, bom: &[u8]| {
            [bom, &decode::encode(text, encoding).unwrap()].concat()
        };
        for (bytes, encoding) in [
            (encoded(UTF_8, b""), UTF_8),
            (encoded(UTF_8, b"\xEF\xBB\xBF"), UTF_8),
            (encoded(UTF_16LE, b"\xFF\xFE"), UTF_16LE),
            (encoded(UTF_16BE, b"\xFE\xFF"), UTF_16BE),
        ] {
            let sources = sources(&bytes);
            assert_eq!(sources.len(), 3);
            for first in sources {
                assert_eq!(first.encoding(), encoding);
                let start = first.record_start().unwrap();
                let rest = &bytes[usize::try_from(start.progress.byte).unwrap()..];
                let mut rest =
                    lines::Lines::resumed(rest, &"a.jsonl".into(), encoding, start.progress);
                let line = rest.next_line().unwrap().unwrap();
                assert!(line.text.contains(first.text()), "{}", line.text);
            }
        }
    }

    #[test]
    fn an_empty_field_gives_way_to_a_full_one() {
        let sources = sources(r#"{"text": "", "body": "晴"}"#.as_bytes());
        assert_eq!(sources[0].text(), "晴");
        assert_eq!(sources[0].record().unwrap().field, "body");
    }

    #[test]
    fn a_name_may_be_escaped() {
        let sources = sources(r#"{"\u6a19\u984c": 1, "te\u0078t": "晴"}"#.as_bytes());
        assert_eq!(sources[0].text(), "晴");
    }

    #[test]
    fn a_broken_record_has_no_text_and_the_next_is_read() {
        let why = |raw: &str| sources(raw.as_bytes())[0].malformed().cloned();
        assert_eq!(why("{\"text\": \n"), Some(Malformed::CutOff));
        assert_eq!(why("{\"text\": 晴}\n"), Some(Malformed::Syntax(9)));
        assert_eq!(why("[\"text\"]\n"), Some(Malformed::NoObject));
        assert_eq!(
            why("{\"text\": 7}\n"),
            Some(Malformed::NoText("text".into()))
        );
        assert!(matches!(why("{\"a\": 7}\n"), Some(Malformed::NoField(_))));
        let sources =
            sources("{\"text\": \n\u{FEFF}{\"text\":\"雨\"}\n{\"text\":\"晴\"}\n".as_bytes());
        assert_eq!(sources[0].text(), "");
        assert_eq!(sources[1].malformed(), Some(&Malformed::ByteOrderMark));
        assert_eq!(sources[2].text(), "晴");
    }
}
