//! An article in an object of JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::fields::{self, FieldNames};
use super::records::{Field, Fields, Malformed, TAG};
use crate::Span;
use crate::document::{MapBuilder, SourceMap};

/// A name as it stands in the record, or decoded where it holds escapes.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'j>(#[serde(borrow)] Cow<'j, str>);

/// The fields of a record by name, their values unread.
struct Object<'j>(BTreeMap<Key<'j>, &'j RawValue>);

impl<'j> Object<'j> {
    fn read(raw: &'j str) -> serde_json::Result<Self> {
        serde_json::from_str(raw).map(Self)
    }

    /// What `name` names: a field, or one inside others, `data.text`, `/data/text`; of lists on the way all that they hold.
    fn get(&self, name: &str) -> Vec<&'j RawValue> {
        match self.0.get(&Key(Cow::Borrowed(name))) {
            Some(value) => inside(value, &[]),
            None => self.follow(&path(name)),
        }
    }

    fn follow(&self, path: &[String]) -> Vec<&'j RawValue> {
        let Some((first, rest)) = path.split_first() else {
            return Vec::new();
        };
        let value = self.0.get(&Key(Cow::Borrowed(first)));
        value.map_or_else(Vec::new, |value| inside(value, rest))
    }

    /// The one value that `name` names, as text.
    fn plain(&self, name: &str) -> Option<String> {
        self.get(name).first().copied().map(plain)
    }
}

/// What the rest of a `path` leads to from `value`.
fn inside<'j>(value: &'j RawValue, path: &[String]) -> Vec<&'j RawValue> {
    if value.get().starts_with('[') {
        let list: Vec<&RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
        return list
            .into_iter()
            .flat_map(|value| inside(value, path))
            .collect();
    }
    if path.is_empty() {
        return vec![value];
    }
    Object::read(value.get()).map_or_else(|_| Vec::new(), |inner| inner.follow(path))
}

/// The names on the way that `name` names, as a JSON pointer or with dots.
pub(super) fn path(name: &str) -> Vec<String> {
    let unescaped = |name: &str| name.replace("~1", "/").replace("~0", "~");
    match name.strip_prefix('/') {
        Some(pointer) => pointer.split('/').map(unescaped).collect(),
        None => name.split('.').map(str::to_owned).collect(),
    }
}

/// The object `raw` with the value `tag` in the field [`TAG`], instead of one that it had.
pub(super) fn tagged(raw: &str, tag: Option<&str>) -> Option<String> {
    let Some(tag) = tag else {
        return Some(raw.to_owned());
    };
    let object = Object::read(raw).ok()?;
    if let Some(old) = object.0.get(&Key(Cow::Borrowed(TAG))) {
        let start = old.get().as_ptr() as usize - raw.as_ptr() as usize;
        let (before, behind) = (raw.get(..start)?, raw.get(start + old.get().len()..)?);
        return Some([before, tag, behind].concat());
    }
    let inner = raw.get(..raw.rfind('}')?)?.trim_end();
    let comma = if object.0.is_empty() { "" } else { "," };
    let end = raw.get(inner.len()..)?;
    Some(format!("{inner}{comma}\"{TAG}\":{tag}{end}"))
}

/// The article in the object `raw`.
pub(super) fn read(raw: &str, names: &FieldNames) -> Result<Fields, Malformed> {
    let object = Object::read(raw).map_err(|error| malformed(raw, &error))?;
    let texts = names.read(|name| {
        let values = object.get(name).into_iter();
        values.map(|value| text_of(raw, name, value)).collect()
    })?;
    Ok(names.fields(texts, |name| object.plain(name)))
}

/// `value` as it is written inside a string.
pub(super) fn escape(value: &str) -> Option<String> {
    let quoted = serde_json::Value::from(value).to_string();
    quoted.get(1..quoted.len() - 1).map(str::to_owned)
}

/// The text that `value`, the field `name` of the record `raw`, holds, with its way back and its place.
fn text_of(raw: &str, name: &str, value: &RawValue) -> Result<Field, Malformed> {
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
    fields::field(name, span, decode_string(raw, span))
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
                let (length, c) = escaped(rest);
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
fn escaped(text: &str) -> (usize, char) {
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
