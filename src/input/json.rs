//! JSON: a list of objects, alone or somewhere inside a larger value, or one object after the other.

use std::sync::Arc;

use super::cutter::{Cut, Cutter};
use super::fields::FieldNames;
use super::format::{Content, FileFormat};
use super::records::{Fields, Malformed, Records};
use super::scan::Scan;
use super::{Problem, ProblemKind, ReadOptions, object};
use crate::Span;

/// How much of a file is looked at to find its records.
const HEAD: usize = 1 << 20;

/// Objects with articles, one a line.
pub(super) fn lines(names: FieldNames) -> Arc<dyn Records> {
    let place = Place::Line;
    Arc::new(Objects { names, place })
}

/// Objects with articles.
struct Objects {
    names: FieldNames,
    place: Place,
}

/// Where they are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Each has a line to itself.
    Line,
    /// The file is one after the other.
    File,
    /// The file is a list of them, or several lists.
    List,
    /// They are in a list inside a larger value; what is behind it does not count.
    Inside,
}

pub(super) static FORMAT: FileFormat = FileFormat {
    name: "json",
    extensions: &["json"],
    content: Content::Records(form),
    looks_like: Some(looks_like),
};

/// A text that is an article is about as long, in characters; notes and settings are shorter.
const LONG: usize = 100;

/// Does the file that begins with `head` have a field with a long text?
fn looks_like(head: &str, names: &FieldNames) -> bool {
    names.texts().into_iter().any(|name| {
        let name = object::path(name).pop().unwrap_or_default();
        let quoted = format!("\"{name}\"");
        head.match_indices(&quoted).any(|(at, quoted)| {
            let behind = head.get(at + quoted.len()..).unwrap_or_default();
            let value = behind.trim_start().strip_prefix(':').map(str::trim_start);
            value
                .filter(|value| value.starts_with('"'))
                .is_some_and(|value| {
                    let end = Scan::default().end(value).unwrap_or(value.len());
                    Span::new(0, end).of(value).chars().nth(LONG).is_some()
                })
        })
    })
}

/// Finds the list of records: where `--records-at` says, or at the top, or the first one in an object that is no record.
pub(super) fn form(
    text: &mut Cutter<'_>,
    options: &ReadOptions,
) -> Result<Arc<dyn Records>, Problem> {
    let names = options.fields.clone();
    let objects = |place| {
        Arc::new(Objects {
            names: names.clone(),
            place,
        })
    };
    if let Some(at) = &options.records_at {
        if !enter(text, &object::path(at))? {
            return Err(text.problem(ProblemKind::NoRecords(at.clone())));
        }
        return Ok(objects(Place::Inside));
    }
    match next(text)? {
        Some('[') => return Ok(objects(Place::List)),
        Some('{') => {}
        _ => return Ok(objects(Place::File)),
    }
    while !text.rest().contains('\n') && text.rest().len() < HEAD && text.more()? {}
    let first_line = text.rest().lines().next().unwrap_or_default();
    if serde_json::from_str::<serde::de::IgnoredAny>(first_line).is_ok()
        && text.rest().contains('\n')
    {
        return Ok(lines(names));
    }
    while text.rest().len() < HEAD && text.more()? {}
    Ok(objects(match list_inside(text.rest(), &names) {
        Some(list) => {
            text.skip(list + 1);
            Place::Inside
        }
        None => Place::File,
    }))
}

/// The first list of objects in the object at the front of `text`, unless this holds a text itself.
fn list_inside(text: &str, names: &FieldNames) -> Option<usize> {
    let mut list = None;
    let mut at = 1;
    while let Some((name, value)) = member(text, at) {
        if names.texts().contains(&name) {
            return None;
        }
        let inner = text.get(value..).and_then(|text| text.strip_prefix('['));
        if list.is_none() && inner.is_some_and(|inner| inner.trim_start().starts_with('{')) {
            list = Some(value);
        }
        let Some(end) = text.get(value..).and_then(|text| Scan::default().end(text)) else {
            break;
        };
        at = value + end;
    }
    list
}

/// The name of the member of an object that begins at `at` of `text` or behind a comma there, and where its value begins.
fn member(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text
        .get(at..)?
        .trim_start_matches([' ', '\n', '\r', '\t', ',']);
    let length = Scan::default()
        .end(rest)
        .filter(|_| rest.starts_with('"'))?;
    let name = rest.get(1..length - 1)?;
    let value = rest
        .get(length..)?
        .trim_start()
        .strip_prefix(':')?
        .trim_start();
    Some((name, text.len() - value.len()))
}

/// Goes into the list at the end of `path` from the front of `text`; `false` where there is none.
fn enter(text: &mut Cutter<'_>, path: &[String]) -> Result<bool, Problem> {
    for name in path {
        if next(text)? != Some('{') {
            return Ok(false);
        }
        text.skip(1);
        loop {
            if next(text)? == Some(',') {
                text.skip(1);
                continue;
            }
            let Some(length) = scan(text)?.filter(|_| text.rest().starts_with('"')) else {
                return Ok(false);
            };
            let is_it = serde_json::from_str(Span::new(0, length).of(text.rest()))
                .is_ok_and(|found: String| found == *name);
            text.skip(length);
            if next(text)? != Some(':') {
                return Ok(false);
            }
            text.skip(1);
            next(text)?;
            if is_it {
                break;
            }
            pass(text)?;
        }
    }
    let found = next(text)? == Some('[');
    if found {
        text.skip(1);
    }
    Ok(found)
}

/// The next character that is no white space.
fn next(text: &mut Cutter<'_>) -> Result<Option<char>, Problem> {
    loop {
        let blank = text.rest().len() - text.rest().trim_start().len();
        text.skip(blank);
        let next = text.rest().chars().next();
        if next.is_some() || !text.more()? {
            return Ok(next);
        }
    }
}

/// The length of the value at the front of `text`; `None` where the file ends inside it.
fn scan(text: &mut Cutter<'_>) -> Result<Option<usize>, Problem> {
    let mut scan = Scan::default();
    loop {
        if let Some(end) = scan.end(text.rest()) {
            return Ok(Some(end));
        }
        if !text.more()? {
            return Ok(None);
        }
    }
}

/// Where the first line behind `from` begins with an object, or ends the list: there a value that is broken before is over.
fn next_object(text: &mut Cutter<'_>, mut from: usize) -> Result<usize, Problem> {
    loop {
        let rest = text.rest().get(from..).unwrap_or_default();
        if rest.trim_start().starts_with(['{', ']']) {
            return Ok(from);
        }
        if let Some(end) = rest.find('\n') {
            from += end + 1;
        } else if !text.more()? {
            return Ok(text.rest().len());
        }
    }
}

/// Passes over the value at the front of `text`, however long it is.
fn pass(text: &mut Cutter<'_>) -> Result<(), Problem> {
    let mut scan = Scan::default();
    loop {
        if let Some(end) = scan.end(text.rest()) {
            text.skip(end);
            return Ok(());
        }
        text.skip(text.rest().len());
        scan.passed();
        if !text.more()? {
            return Ok(());
        }
    }
}

impl Records for Objects {
    fn cut(&self, text: &mut Cutter<'_>) -> Result<Option<Cut>, Problem> {
        if self.place == Place::Line {
            return text.take_line();
        }
        loop {
            match next(text)? {
                None if self.place != Place::File && text.last() != Some(']') => {
                    return Err(text.problem(ProblemKind::NoEnd));
                }
                None => return Ok(None),
                Some(']') if self.place == Place::Inside => return Ok(None),
                Some('[') if self.place == Place::Inside => break,
                Some(',' | '[' | ']') => text.skip(1),
                Some(_) => break,
            }
        }
        let mut length = scan(text)?.unwrap_or(text.rest().len());
        if Span::new(0, length).of(text.rest()).ends_with('\n') {
            length = next_object(text, length)?;
        }
        Ok(Some(text.take(length)))
    }

    fn read(&self, raw: &str) -> Result<Fields, Malformed> {
        object::read(raw, &self.names)
    }

    fn escape(&self, value: &str, _: &str) -> Option<String> {
        object::escape(value)
    }

    fn can_lose_records(&self) -> bool {
        true
    }

    fn tagged(&self, raw: &str, tag: Option<&str>) -> Option<String> {
        object::tagged(raw, tag)
    }
}
