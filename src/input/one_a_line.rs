//! One article a line, as it is.

use std::sync::Arc;

use super::cutter::{Cut, Cutter};
use super::format::{Content, FileFormat};
use super::records::{Field, Fields, Malformed, Records};
use super::{Problem, ReadOptions};
use crate::Span;
use crate::document::MapBuilder;

/// A line is an article.
struct Lines;

/// No ending of a name says so: other text has lines, too.
pub(super) static FORMAT: FileFormat = FileFormat {
    name: "lines",
    extensions: &[],
    content: Content::Records(form),
    looks_like: None,
};

#[expect(clippy::unnecessary_wraps, reason = "other forms can fail")]
fn form(_: &mut Cutter<'_>, _: &ReadOptions) -> Result<Arc<dyn Records>, Problem> {
    Ok(Arc::new(Lines))
}

impl Records for Lines {
    fn cut(&self, text: &mut Cutter<'_>) -> Result<Option<Cut>, Problem> {
        text.take_line()
    }

    fn read(&self, raw: &str) -> Result<Fields, Malformed> {
        let end = raw.trim_end_matches(['\n', '\r']).len();
        let mut builder = MapBuilder::new(raw);
        builder.literal_to(end);
        let (text, map) = builder.finish();
        let field = Field {
            name: String::new(),
            text: text.into_owned(),
            map,
            span: Span::new(0, end),
            is_heading: false,
        };
        Ok(Fields {
            texts: vec![field],
            ..Fields::default()
        })
    }

    fn escape(&self, value: &str, _: &str) -> Option<String> {
        (!value.contains(['\n', '\r'])).then(|| value.to_owned())
    }

    fn can_lose_records(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::{RawRecord, RecordReader};
    use super::*;
    use crate::finding::Edit;

    #[test]
    fn what_a_line_cannot_hold_is_not_written() {
        let bytes: &[u8] = "春汛\n工程達1O5億元\n".as_bytes();
        let options = ReadOptions::default();
        let reader = RecordReader::new(bytes, &"a.txt".into(), form, &options).unwrap();
        let record = reader
            .map(Result::unwrap)
            .map(RawRecord::read)
            .nth(1)
            .unwrap();
        assert_eq!(record.text(), "工程達1O5億元");
        let edit = |insert: &str| vec![Edit::new(Span::new(3, 6), insert.to_owned())];
        let lowered = record.lower(edit("時")).unwrap();
        assert_eq!(lowered, [Edit::new(Span::new(10, 13), "時".to_owned())]);
        assert_eq!(record.lower(edit("\n\n")), None);
    }
}
