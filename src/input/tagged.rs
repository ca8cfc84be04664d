//! Documents between tags, as XML has them and as dumps have them that are no XML: `<doc>…</doc>` on end, with or without a
//! root around them, and marks inside that nobody escaped.

use std::sync::Arc;

use super::cutter::{Cut, Cutter};
use super::fields::{self, FieldNames};
use super::format::{Content, FileFormat};
use super::object::path;
use super::records::{Fields, Malformed, Records};
use super::{Problem, ProblemKind, ReadOptions};
use crate::Span;
use crate::document::{MapBuilder, SourceMap};

/// Elements that hold an article, where none is named.
const RECORDS: [&str; 8] = [
    "doc", "DOC", "article", "item", "record", "news", "entry", "page",
];

/// Elements inside a text that begin a line.
const LINES: [&str; 6] = ["p", "br", "div", "li", "para", "s"];

/// How much of a file is looked at to find its records.
const HEAD: usize = 1 << 20;

/// Records between tags of one name.
struct Tagged {
    element: String,
    names: FieldNames,
}

pub(super) static FORMAT: FileFormat = FileFormat {
    name: "xml",
    extensions: &["xml"],
    content: Content::Records(form),
    looks_like: Some(looks_like),
};

/// Does the file that begins with `head` have records, and in them a text?
fn looks_like(head: &str, names: &FieldNames) -> bool {
    RECORDS.iter().any(|name| open(head, name).is_some())
        && names
            .texts()
            .iter()
            .any(|name| element(head, name).is_some())
}

/// `--records-at doc` names the element of a record, `doc/content` that of its text as well.
fn form(text: &mut Cutter<'_>, options: &ReadOptions) -> Result<Arc<dyn Records>, Problem> {
    let mut names = options.fields.clone();
    let element = if let Some(at) = &options.records_at {
        let mut at = path(&format!("/{}", at.trim_start_matches('/')));
        names
            .text
            .extend(if at.len() > 1 { at.pop() } else { None });
        at.pop().unwrap_or_default()
    } else {
        while !is_decided(text.rest()) && text.rest().len() < HEAD && text.more()? {}
        let found = record_element(text.rest(), &names);
        let none = || text.problem(ProblemKind::NoRecords(RECORDS.join("`, `")));
        found.ok_or_else(none)?.to_owned()
    };
    Ok(Arc::new(Tagged { element, names }))
}

/// Does `head` show what its records are: does the first element in it that may be one, or the first inside that, end?
fn is_decided(head: &str) -> bool {
    let closes = |text: &str, name: &str| text.contains(&format!("</{name}>"));
    first(head).is_some_and(|name| {
        closes(head, name) || inner(head, name).is_some_and(|(name, text)| closes(text, name))
    })
}

/// The name of the element in `head` that is a record: the first that may be one, or the first inside that, where it has a
/// text of its own, as in `<news><doc><text>…`.
fn record_element(head: &str, names: &FieldNames) -> Option<&'static str> {
    let outer = first(head)?;
    let has_text = |text: &str, name: &str| {
        let whole = text.split(&format!("</{name}>")).next().unwrap_or_default();
        names.texts().iter().any(|name| open(whole, name).is_some())
    };
    let inner = inner(head, outer).filter(|(name, text)| has_text(text, name));
    Some(inner.map_or(outer, |(name, _)| name))
}

/// The element that may be a record and stands at the very front of the first element `outer` of `head`, and the text from
/// it on.
fn inner<'h>(head: &'h str, outer: &str) -> Option<(&'static str, &'h str)> {
    let text = head.get(open(head, outer)?.end..)?.trim_start();
    let name = first(text).filter(|name| *name != outer)?;
    (open(text, name)?.start == 0).then_some((name, text))
}

/// The name of the first element in `head` that may be a record.
fn first(head: &str) -> Option<&'static str> {
    let there = RECORDS
        .iter()
        .filter_map(|name| Some((open(head, name)?.start, *name)));
    there.min().map(|(_, name)| name)
}

/// The first tag in `text` that opens the element `name`.
fn open(text: &str, name: &str) -> Option<Span> {
    let begin = format!("<{name}");
    text.match_indices(&begin).find_map(|(at, begin)| {
        let behind = text.get(at + begin.len()..)?;
        let is_whole = behind.starts_with(['>', ' ', '\n', '\r', '\t']);
        let end = behind.find('>').filter(|_| is_whole)?;
        Some(Span::new(at, at + begin.len() + end + 1))
    })
}

/// What stands in the first element `name` of `text`, whatever the case of its letters.
fn element(text: &str, name: &str) -> Option<Span> {
    let upper = name.to_ascii_uppercase();
    [name, &upper].into_iter().find_map(|name| {
        let from = open(text, name)?.end;
        let length = text.get(from..)?.find(&format!("</{name}>"))?;
        Some(Span::new(from, from + length))
    })
}

/// The value of the attribute `name` of `tag`.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag.find(&format!(" {name}="))? + name.len() + 2;
    let value = tag.get(at..)?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}

impl Records for Tagged {
    fn cut(&self, text: &mut Cutter<'_>) -> Result<Option<Cut>, Problem> {
        let begin = loop {
            if let Some(tag) = open(text.rest(), &self.element) {
                break tag;
            }
            // A tag may have begun.
            let kept = text.rest().rfind('<').unwrap_or(text.rest().len());
            text.skip(kept);
            if !text.more()? {
                return Ok(None);
            }
        };
        text.skip(begin.start);
        let end = format!("</{}>", self.element);
        let mut from = begin.len();
        loop {
            let rest = text.rest().get(from..).unwrap_or_default();
            if let Some(at) = rest.find(&end) {
                return Ok(Some(text.take(from + at + end.len())));
            }
            from = text
                .rest()
                .floor_char_boundary(text.rest().len().saturating_sub(end.len()).max(from));
            if !text.more()? {
                return Ok(Some(text.take(text.rest().len())));
            }
        }
    }

    fn read(&self, raw: &str) -> Result<Fields, Malformed> {
        if !raw.ends_with(&format!("</{}>", self.element)) {
            return Err(Malformed::OpenTag(self.element.clone()));
        }
        let tag = open(raw, &self.element).unwrap_or_default();
        let inner = Span::new(tag.end, raw.len() - self.element.len() - "</>".len());
        let plain = |name: &str| {
            let found = element(raw, name).map(|span| decode(raw, span).0);
            let found = found.or_else(|| attribute(tag.of(raw), name).map(str::to_owned));
            found.map(|text| text.trim().to_owned())
        };
        let field = |name: &str, span: Span| fields::field(name, span, decode(raw, span));
        let texts = self.names.read(|name| {
            let last = path(name).pop().unwrap_or_default();
            let span = element(raw, &last).into_iter();
            span.map(|span| field(name, span)).collect()
        });
        let texts = match texts {
            // An element without others is the text itself.
            Err(Malformed::NoField(_)) if !inner.of(raw).contains("</") => {
                vec![field(&self.element, inner)?]
            }
            texts => texts?,
        };
        Ok(self.names.fields(texts, plain))
    }

    fn escape(&self, value: &str, field: &str) -> Option<String> {
        if field.trim_start().starts_with("<![CDATA[") {
            return (!value.contains("]]>")).then(|| value.to_owned());
        }
        Some(
            value
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;"),
        )
    }
}

/// What `span` of `raw` says: references are characters, tags are gone, and those of paragraphs are line ends. A `&` or `<`
/// that begins neither is itself.
fn decode(raw: &str, span: Span) -> (String, SourceMap) {
    let mut builder = MapBuilder::new(raw);
    builder.removed_to(span.start);
    while let Some(mark) = Span::new(builder.position(), span.end)
        .of(raw)
        .find(['&', '<'])
    {
        builder.literal_to(builder.position() + mark);
        let at = builder.position();
        let rest = Span::new(at, span.end).of(raw);
        if let Some(inner) = rest.strip_prefix("<![CDATA[") {
            let length = inner.find("]]>").unwrap_or(inner.len());
            builder.removed_to(at + "<![CDATA[".len());
            builder.literal_to(at + "<![CDATA[".len() + length);
            builder.removed_to((builder.position() + "]]>".len()).min(span.end));
        } else if let Some((length, line)) = tag(rest) {
            if line {
                builder.decoded_to(at + length, "\n");
            } else {
                builder.removed_to(at + length);
            }
        } else if let Some((length, c)) = reference(rest) {
            builder.decoded_to(at + length, c.encode_utf8(&mut [0; 4]));
        } else {
            builder.literal_to(at + 1);
        }
    }
    builder.literal_to(span.end);
    let (text, map) = builder.finish();
    (text.into_owned(), map)
}

/// The length of the tag at the front of `text`, and whether it begins or ends a line.
fn tag(text: &str) -> Option<(usize, bool)> {
    let inner = text.strip_prefix('<')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let letters = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let length = inner
        .find(['>', '<'])
        .filter(|at| letters > 0 && inner.get(*at..*at + 1) == Some(">"))?;
    let name = name.get(..letters)?.to_ascii_lowercase();
    Some((length + 2, LINES.contains(&name.as_str())))
}

/// The length of the reference at the front of `text`, and its character.
fn reference(text: &str) -> Option<(usize, char)> {
    let end = text.find(';').filter(|end| *end <= 10)?;
    let name = text.get(1..end)?;
    let number = |digits: &str, radix| {
        u32::from_str_radix(digits, radix)
            .ok()
            .and_then(char::from_u32)
    };
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        _ => match name.strip_prefix('#')?.strip_prefix(['x', 'X']) {
            Some(digits) => number(digits, 16)?,
            None => number(name.get(1..)?, 10)?,
        },
    };
    Some((end + 1, c))
}
