//! Repairs and how certain they are.

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
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// The text after `edits`, which must be sorted and must not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(Span::new(at, edit.span.start).of(text));
        out.push_str(&edit.insert);
        at = edit.span.end;
    }
    out.push_str(Span::new(at, text.len()).of(text));
    out
}

/// The edits of one round of fixing, sorted and apart from each other: of every finding that counts, its first fix that
/// is at least `applicability`, in the order given. A fix that touches an earlier one waits for the next round.
pub fn round(findings: &[Finding], applicability: Applicability) -> Vec<Edit> {
    let open = findings
        .iter()
        .filter(|finding| finding.suppressed.is_none());
    let best = open.filter_map(|finding| {
        let mut fixes = finding.fixes.iter();
        fixes.find(|fix| fix.applicability >= applicability)
    });
    let mut edits: Vec<Edit> = choose(best)
        .into_iter()
        .flat_map(|fix| fix.edits.iter().map(PlacedEdit::edit))
        .collect();
    edits.sort();
    edits
}

/// The fixes of `candidates` that can be applied together, in the order given: one that touches an earlier one waits
/// for the next round.
fn choose<'f>(candidates: impl IntoIterator<Item = &'f Fix>) -> Vec<&'f Fix> {
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
        let at = |offset| Position {
            line: 1,
            column: offset + 1,
            utf16_column: offset + 1,
            offset,
        };
        let fix = |start, end, insert: &str| Fix {
            title: "replace".into(),
            alternative: None,
            applicability: Applicability::Safe,
            of: Offsets::File,
            edits: vec![PlacedEdit {
                range: Range {
                    start: at(start),
                    end: at(end),
                },
                insert: insert.into(),
            }],
        };
        let fixes = [fix(0, 2, "x"), fix(1, 3, "y"), fix(3, 4, "z")];
        let chosen = choose(&fixes);
        assert_eq!(chosen, [&fixes[0], &fixes[2]]);
        assert_eq!(
            apply(
                "abcd",
                &[fixes[0].edits[0].edit(), fixes[2].edits[0].edit()]
            ),
            "xcz"
        );
    }
}
