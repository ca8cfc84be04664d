//! WARC, as web archives write it: the text of a page in a record (WET files). Pages as they came, and what was said on the way
//! to them, are no articles.

use std::sync::Arc;

use super::cutter::{Cut, Cutter};
use super::fields;
use super::format::{Content, FileFormat};
use super::records::{Field, Fields, Malformed, Records};
use super::{Problem, ReadOptions};
use crate::Span;
use crate::document::MapBuilder;

/// What a record begins with, behind the empty lines that end the one before.
const BEGIN: &str = "WARC/1.";

/// A record after the other.
struct Warc;

pub(super) static FORMAT: FileFormat = FileFormat {
    name: "warc",
    extensions: &["wet", "warc"],
    content: Content::Records(form),
    looks_like: None,
};

#[expect(clippy::unnecessary_wraps, reason = "other forms can fail")]
fn form(_: &mut Cutter<'_>, _: &ReadOptions) -> Result<Arc<dyn Records>, Problem> {
    Ok(Arc::new(Warc))
}

/// The value of the header `name` of a record.
fn header<'r>(raw: &'r str, name: &str) -> Option<&'r str> {
    let mut lines = raw.lines().take_while(|line| !line.is_empty());
    lines.find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// Where the record at the front of `text` ends: before the next line that begins one.
fn end(text: &mut Cutter<'_>) -> Result<usize, Problem> {
    let mut from = BEGIN.len().min(text.rest().len());
    loop {
        let rest = text.rest().get(from..).unwrap_or_default();
        if let Some(at) = rest
            .find("\n\r\nWARC/1.")
            .or_else(|| rest.find("\n\nWARC/1."))
        {
            let line = rest.get(at..).and_then(|rest| rest.find(BEGIN));
            return Ok(from + at + line.unwrap_or_default());
        }
        let looked_at = text.rest().len().saturating_sub("\n\r\nWARC/1.".len());
        from = text.rest().floor_char_boundary(looked_at.max(from));
        if !text.more()? {
            return Ok(text.rest().len());
        }
    }
}

impl Records for Warc {
    fn cut(&self, text: &mut Cutter<'_>) -> Result<Option<Cut>, Problem> {
        loop {
            if text.rest().is_empty() && !text.more()? {
                return Ok(None);
            }
            let end = end(text)?;
            let is_text = header(Span::new(0, end).of(text.rest()), "WARC-Type");
            if is_text.is_none_or(|kind| kind == "conversion") {
                return Ok(Some(text.take(end)));
            }
            text.skip(end);
        }
    }

    fn read(&self, raw: &str) -> Result<Fields, Malformed> {
        let behind = |blank: &str| raw.find(blank).map(|at| at + blank.len());
        let from = behind("\r\n\r\n").or_else(|| behind("\n\n"));
        let from = from
            .filter(|_| raw.starts_with(BEGIN))
            .ok_or(Malformed::NoHeader)?;
        let to = raw.trim_end().len().max(from);
        let mut builder = MapBuilder::new(raw);
        builder.removed_to(from);
        builder.literal_to(to);
        let (text, map) = builder.finish();
        fields::judge(&text, "WARC-Type: conversion")?;
        Ok(Fields {
            texts: vec![Field {
                name: String::new(),
                text: text.into_owned(),
                map,
                span: Span::new(from, to),
                is_heading: false,
            }],
            id: header(raw, "WARC-Target-URI").map(str::to_owned),
            lang: None,
            // When a page was fetched does not say when it was published.
            published: None,
            source: header(raw, "WARC-Target-URI").map(Into::into),
        })
    }

    /// Its length stands before a record; a fix would make it wrong.
    fn escape(&self, _: &str, _: &str) -> Option<String> {
        None
    }
}
