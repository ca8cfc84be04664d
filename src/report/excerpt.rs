//! A clipped line as a source for miette.
//!
//! miette's own source type counts columns in bytes, rescans the file for every label, prints whole paragraphs and lets
//! control characters through. This one knows its line and column, holds one line, and is cleaned when it is cut out.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::visible::{push_visible, visible};
use crate::Span;
use crate::finding::Location;

/// The line around a place, cut to a width.
#[derive(Debug)]
pub(super) struct ExcerptSource {
    name: String,
    text: String,
    span: Span,
    /// 0-based.
    line: usize,
    /// 0-based, in Unicode scalar values.
    column: usize,
}

impl ExcerptSource {
    /// The line around `location`, at most `columns` columns of a terminal wide.
    pub(super) fn new(location: &Location, columns: usize) -> Self {
        let start = location
            .range
            .map_or((1, 1), |range| (range.start.line, range.start.column));
        let name = match &location.record {
            Some(record) => format!(
                "{}#{}",
                location.path,
                record
                    .id
                    .as_ref()
                    .unwrap_or(&(record.index + 1).to_string())
            ),
            None => location.path.to_string(),
        };
        let clipped = clip(&Excerpt::of(location), columns);
        Self {
            name: visible(&name).into_owned(),
            text: clipped.text,
            span: clipped.span,
            line: start.0 - 1,
            column: start.1 - 1,
        }
    }

    /// The line.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The place in the line, as miette wants it.
    pub(super) fn label_span(&self) -> SourceSpan {
        (self.span.start, self.span.len()).into()
    }
}

impl SourceCode for ExcerptSource {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.text.as_bytes(),
            (0, self.text.len()).into(),
            self.line,
            self.column,
            1,
        )))
    }
}

/// A clipped line of the text around a place: enough to recognise it, never a whole paragraph.
struct Excerpt {
    /// The line: control characters made visible, `…` where it was clipped.
    text: String,
    /// The place in it.
    span: Span,
}

impl Excerpt {
    /// The line around `location`, clipped between graphemes. A long place keeps its two ends.
    fn of(location: &Location) -> Self {
        const BEFORE: usize = 24;
        const AFTER: usize = 48;
        const HEAD: usize = 48;
        const TAIL: usize = 16;
        let context = location.around();
        let here = context.here.as_ref().unwrap_or(&location.text);
        let mut text = String::new();
        let mut before: Vec<&str> = context
            .before
            .graphemes(true)
            .rev()
            .take(BEFORE + 1)
            .collect();
        if before.len() > BEFORE {
            before.pop();
            text.push('…');
        }
        before
            .iter()
            .rev()
            .for_each(|grapheme| push(&mut text, grapheme));
        let start = text.len();
        let long = here.graphemes(true).nth(HEAD + TAIL + 4).is_some();
        if long {
            here.graphemes(true)
                .take(HEAD)
                .for_each(|grapheme| push(&mut text, grapheme));
            text.push('…');
            let mut tail: Vec<&str> = here.graphemes(true).rev().take(TAIL).collect();
            tail.reverse();
            for grapheme in tail {
                push(&mut text, grapheme);
            }
        } else {
            here.graphemes(true)
                .for_each(|grapheme| push(&mut text, grapheme));
        }
        let end = text.len();
        let mut after = context.after.trim_end_matches('\r').graphemes(true);
        after
            .by_ref()
            .take(AFTER)
            .for_each(|grapheme| push(&mut text, grapheme));
        if after.next().is_some() {
            text.push('…');
        }
        Self {
            text,
            span: Span::new(start, end),
        }
    }
}

/// Appends `grapheme` to an excerpt: blanks in the width of others.
fn push(text: &mut String, grapheme: &str) {
    match grapheme {
        "\r\n" => text.push('↵'),
        "\u{3000}" => text.push(' '),
        _ => push_visible(text, grapheme),
    }
}

/// `excerpt` cut to `columns` columns: the place keeps its two ends, and the room left goes to both sides of it.
fn clip(excerpt: &Excerpt, columns: usize) -> Excerpt {
    let place = shorten(excerpt.span.of(&excerpt.text), columns * 2 / 3);
    let room = columns.saturating_sub(place.width());
    let before = Span::new(0, excerpt.span.start).of(&excerpt.text);
    let after = Span::new(excerpt.span.end, excerpt.text.len()).of(&excerpt.text);
    let for_before = (room * 2 / 5).max(room.saturating_sub(after.width()));
    let before = keep_end(before, for_before);
    let after = keep_start(after, room.saturating_sub(before.width()));
    let start = before.len();
    Excerpt {
        span: Span::new(start, start + place.len()),
        text: format!("{before}{place}{after}"),
    }
}

fn shorten(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let head = keep_start(text, columns * 3 / 4);
    let tail = keep_end(text, columns / 4);
    format!("{}{tail}", head.trim_end_matches('…'))
}

/// The beginning of `text`, at most `columns` columns of a terminal wide.
pub(super) fn keep_start(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut width = 1;
    for grapheme in text.graphemes(true) {
        width += grapheme.width();
        if width > columns {
            break;
        }
        kept.push_str(grapheme);
    }
    kept + "…"
}

fn keep_end(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut start = text.len();
    let mut width = 1;
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        width += grapheme.width();
        if width > columns {
            break;
        }
        start = at;
    }
    format!("…{}", text.get(start..).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_around_its_place() {
        let text = "甲乙丙丁戊己庚辛壬癸子丑寅卯".to_owned();
        let excerpt = Excerpt {
            span: Span::new(15, 21),
            text,
        };
        let clipped = clip(&excerpt, 16);
        assert!(clipped.text.width() <= 16, "{}", clipped.text);
        assert_eq!(clipped.span.of(&clipped.text), "己庚");
        assert!(clipped.text.starts_with('…') && clipped.text.ends_with('…'));
    }
}
