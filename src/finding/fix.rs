//! Repairs and how certain they are.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Finding, Key, Range};
use crate::Span;

/// How far a fix can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// A proposal to read, never applied by the tool.
    Display,
    /// Applied with `--unsafe-fixes`: right as far as the tool can tell, but it changes what a reader reads.
    Unsafe,
    /// Applied with `--fix`: cannot change what a reader reads.
    Safe,
}

/// A named repair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What it does: a key of the lint's `fixes`.
    pub title: Key,
    /// Of several repairs that do the same, what this one puts there: the placeholder `{alternative}`.
    pub alternative: Option<String>,
    /// How far to trust it.
    pub applicability: Applicability,
    /// What the offsets of the edits count in.
    pub of: Offsets,
    /// Changes of one file, sorted and apart from each other.
    pub edits: Vec<PlacedEdit>,
}

/// What byte offsets count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Offsets {
    /// The bytes of the file.
    File,
    /// The file's text as UTF-8: the file is in another encoding, or holds bytes that are no text.
    Decoded,
}

/// Puts `insert`, already escaped for the file, where `range` of the file is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlacedEdit {
    /// What goes.
    pub range: Range,
    /// What comes.
    pub insert: String,
}

impl PlacedEdit {
    /// The bytes that go.
    pub fn span(&self) -> Span {
        Span::new(self.range.start.offset, self.range.end.offset)
    }

    /// Do the two change the same bytes, or insert at the same place?
    fn meets(&self, later: &Self) -> bool {
        let (a, b) = (self.span(), later.span());
        a.overlaps(b) || a == b || (b.is_empty() && a.start < b.start && b.start < a.end)
    }

    /// The change, without lines and columns.
    pub fn edit(&self) -> Edit {
        Edit::new(self.span(), self.insert.clone())
    }
}

/// Puts `insert` where `span` of a text stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub insert: String,
}

impl Edit {
    /// Puts `insert` where `span` stands.
    pub fn new(span: Span, insert: String) -> Self {
        Self { span, insert }
    }

    /// Takes `span` out.
    pub fn delete(span: Span) -> Self {
        Self::new(span, String::new())
    }
}

/// An edit that reaches out of its text, cuts a character, or does not stand apart from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misplaced(pub Span);

impl fmt::Display for Misplaced {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Span { start, end } = self.0;
        write!(
            formatter,
            "the edit at {start}..{end} does not fit the text or the edit before it"
        )
    }
}

impl std::error::Error for Misplaced {}

/// The text after `edits`, which must be sorted and apart from each other.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, Misplaced> {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let misplaced = Misplaced(edit.span);
        edit.span.get(text).ok_or(misplaced)?;
        out.push_str(text.get(at..edit.span.start).ok_or(misplaced)?);
        out.push_str(&edit.insert);
        at = edit.span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Ok(out)
}

impl Fix {
    /// A repair whose edits, sorted, stand apart from each other; what two of them take out goes once. `None` where two
    /// edits want different things of one place.
    pub fn new(
        title: Key,
        alternative: Option<String>,
        applicability: Applicability,
        of: Offsets,
        mut edits: Vec<PlacedEdit>,
    ) -> Option<Self> {
        edits.sort_by(|a, b| (a.span(), &a.insert).cmp(&(b.span(), &b.insert)));
        let mut agree = true;
        edits.dedup_by(|edit, last| {
            let meets = last.meets(edit);
            if meets {
                agree &= last.insert.is_empty() && edit.insert.is_empty();
                last.range.end = last.range.end.max(edit.range.end);
            }
            meets
        });
        agree.then_some(Self {
            title,
            alternative,
            applicability,
            of,
            edits,
        })
    }
}

/// The edits of one round of fixing, sorted and apart from each other: of every finding that counts, its first fix that
/// is at least `applicability`, in the order given. A fix that touches an earlier one waits for the next round.
pub fn round(findings: &[Finding], applicability: Applicability) -> Vec<Edit> {
    let mut edits: Vec<Edit> = chosen(findings, applicability)
        .into_iter()
        .flat_map(|fix| fix.edits.iter().map(PlacedEdit::edit))
        .collect();
    edits.sort();
    edits
}

/// The fixes of one round, as [`round`] describes them.
fn chosen(findings: &[Finding], applicability: Applicability) -> Vec<&Fix> {
    let open = findings
        .iter()
        .filter(|finding| finding.suppressed.is_none());
    choose(open.filter_map(|finding| {
        let mut fixes = finding.fixes.iter();
        fixes.find(|fix| fix.applicability >= applicability)
    }))
}

/// The fixes of `candidates` that can be applied together, in the order given: one that touches an earlier one waits
/// for the next round.
pub(super) fn choose<'f>(candidates: impl IntoIterator<Item = &'f Fix>) -> Vec<&'f Fix> {
    let mut taken: Vec<Span> = Vec::new();
    let mut chosen = Vec::new();
    for fix in candidates {
        let touches = |edit: &PlacedEdit| {
            let place = edit.span();
            taken.iter().any(|span| {
                place.overlaps(*span)
                    || (place.is_empty() || span.is_empty())
                        && place.start <= span.end
                        && span.start <= place.end
            })
        };
        if !fix.edits.iter().any(touches) {
            taken.extend(fix.edits.iter().map(PlacedEdit::span));
            chosen.push(fix);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Position;

    #[test]
    fn a_fix_that_touches_an_earlier_one_waits() {
        let fix = |start, end, insert| fix_of(&[(start, end, insert)]).expect("one edit");
        let fixes = [fix(0, 2, "x"), fix(1, 3, "y"), fix(3, 4, "z")];
        let chosen = choose(&fixes);
        assert_eq!(chosen, [&fixes[0], &fixes[2]]);
        assert_eq!(
            apply(
                "abcd",
                &[fixes[0].edits[0].edit(), fixes[2].edits[0].edit()]
            ),
            Ok("xcz".to_owned())
        );
    }

    #[test]
    fn edits_of_one_fix_stand_apart() {
        let spans = |edits: &[(usize, usize, &str)]| -> Option<Vec<Span>> {
            Some(fix_of(edits)?.edits.iter().map(PlacedEdit::span).collect())
        };
        // Two blocks, each taken out with the blank lines between them.
        let once = Some(vec![Span::new(2, 9)]);
        assert_eq!(spans(&[(5, 9, ""), (2, 7, "")]), once);
        assert_eq!(spans(&[(2, 9, ""), (2, 9, "")]), once);
        assert_eq!(spans(&[(2, 9, ""), (5, 5, "x")]), None);
        assert_eq!(spans(&[(2, 9, "x"), (5, 9, "")]), None);
        assert_eq!(spans(&[(2, 2, "x"), (2, 2, "y")]), None);
        // A rest that moves to the place before it.
        let moved = Some(vec![Span::new(2, 2), Span::new(2, 9)]);
        assert_eq!(spans(&[(2, 9, ""), (2, 2, "x")]), moved);
    }

    #[test]
    fn edits_that_do_not_fit_are_refused() {
        let apply = |text: &str, edits: &[(usize, usize)]| {
            let edits = edits
                .iter()
                .map(|(start, end)| Edit::delete(Span::new(*start, *end)));
            apply(text, &edits.collect::<Vec<_>>()).ok()
        };
        assert_eq!(apply("abcdef", &[(0, 1), (4, 5)]).as_deref(), Some("bcdf"));
        assert_eq!(apply("abcdef", &[(4, 5), (0, 1)]), None);
        assert_eq!(apply("abcdef", &[(0, 3), (2, 4)]), None);
        assert_eq!(apply("abc", &[(4, 5)]), None);
        assert_eq!(apply("天", &[(0, 1)]), None);
    }

    fn fix_of(edits: &[(usize, usize, &str)]) -> Option<Fix> {
        let at = |offset| Position {
            line: 1,
            column: offset + 1,
            utf16_column: offset + 1,
            byte_column: offset + 1,
            offset,
        };
        let edits = edits.iter().map(|(start, end, insert)| PlacedEdit {
            range: Range {
                start: at(*start),
                end: at(*end),
            },
            insert: (*insert).into(),
        });
        Fix::new(
            "replace".into(),
            None,
            Applicability::Safe,
            Offsets::File,
            edits.collect(),
        )
    }
}
