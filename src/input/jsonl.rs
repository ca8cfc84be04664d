//! JSONL: one article a line, its text in a field.

use std::sync::Arc;

use super::cutter::Cutter;
use super::format::{Content, FileFormat};
use super::records::Records;
use super::{Problem, ReadOptions, json};

pub(super) static FORMAT: FileFormat = FileFormat {
    name: "jsonl",
    extensions: &["jsonl", "ndjson"],
    content: Content::Records(form),
    looks_like: None,
};

/// JSONL; an array under its name is read as one.
fn form(text: &mut Cutter<'_>, options: &ReadOptions) -> Result<Arc<dyn Records>, Problem> {
    text.more()?;
    if text.rest().trim_start().starts_with('[') {
        return json::form(text, options);
    }
    Ok(json::lines(options.fields.clone()))
}

#[cfg(test)]
mod tests {
    use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

    use super::super::records::{RawRecord, read_again};
    use super::super::{Malformed, RecordReader, Source, decode};
    use super::*;
    use crate::Span;

    fn reader(bytes: &[u8]) -> RecordReader<'_> {
        RecordReader::new(bytes, &"a.jsonl".into(), form, &ReadOptions::default()).unwrap()
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
                let from = usize::try_from(start.start.from.byte).unwrap();
                let again = read_again(&bytes[from..], &"a.jsonl".into(), start)
                    .unwrap()
                    .unwrap();
                assert_eq!(again.text(), first.text());
                let place = |source: &Source| source.locate(Span::new(0, 3), "晴").range;
                assert_eq!(place(&again), place(&first));
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
