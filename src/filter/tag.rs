//! What a record is tagged with, as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::verdicts::Tag;
use crate::Span;
use crate::finding::Severity;
use crate::input::Source;

/// A place in the text: its first character, and the first behind it.
type Place = [usize; 2];

/// The field of a tagged record.
#[derive(Serialize)]
struct Tagged<'t> {
    error: usize,
    warning: usize,
    info: usize,
    /// The places of each lint; none of a finding about the whole record.
    lints: BTreeMap<&'t str, Vec<Place>>,
}

/// A line of a file of attributes, in the shape that Dolma's tools read.
#[derive(Serialize)]
struct Attributes<'t> {
    id: &'t str,
    attributes: BTreeMap<String, Vec<(usize, usize, f32)>>,
}

/// The value of the field that tells `tags` of the record `source`.
pub(super) fn field(source: &Source, tags: &[Tag]) -> String {
    let count = |level| tags.iter().filter(|tag| tag.severity == level).count();
    let tagged = Tagged {
        error: count(Severity::Error),
        warning: count(Severity::Warning),
        info: count(Severity::Info),
        lints: places(source, tags),
    };
    written(&tagged)
}

/// The line that tells `tags` of the record `source` in a file of its own: the score of each place is 1.
pub(super) fn attributes(source: &Source, tags: &[Tag]) -> String {
    let record = source.record();
    let index = record.map_or(0, |record| record.index);
    let id = record.and_then(|record| record.id.clone());
    let named = |(lint, places): (&str, Vec<Place>)| {
        let places = places.into_iter().map(|[start, end]| (start, end, 1.0));
        (format!("newslint__{lint}"), places.collect())
    };
    written(&Attributes {
        id: &id.unwrap_or_else(|| index.to_string()),
        attributes: places(source, tags).into_iter().map(named).collect(),
    })
}

/// The places of each lint, in characters of the text.
fn places<'t>(source: &Source, tags: &'t [Tag]) -> BTreeMap<&'t str, Vec<Place>> {
    let text = source.text();
    let characters = |end: usize| Span::new(0, end).of(text).chars().count();
    let mut lints: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for tag in tags {
        let of_lint = lints.entry(&tag.lint).or_default();
        let spans = tag.places.iter().map(|place| source.to_text(*place));
        of_lint.extend(spans.map(|span| [characters(span.start), characters(span.end)]));
    }
    lints
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("names and numbers are JSON")
}
