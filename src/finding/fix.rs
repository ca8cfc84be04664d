//! Repairs and how certain they are.

use serde::{Deserialize, Serialize};

use super::Finding;
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
    /// What it does.
    pub title: String,
    /// How far to trust it.
    pub applicability: Applicability,
    /// Changes of one text, sorted and apart from each other. In a finished finding they are byte ranges of the file
    /// as UTF-8, and what they insert is already escaped for it.
    pub edits: Vec<Edit>,
}

/// Puts `insert` where `span` stands.
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
        .flat_map(|fix| fix.edits.clone())
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
        let touches = |edit: &Edit| {
            taken.iter().any(|span| {
                edit.span.overlaps(*span)
                    || (edit.span.is_empty() || span.is_empty())
                        && edit.span.start <= span.end
                        && span.start <= edit.span.end
            })
        };
        if !fix.edits.iter().any(touches) {
            taken.extend(fix.edits.iter().map(|edit| edit.span));
            chosen.push(fix);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fix_that_touches_an_earlier_one_waits() {
        let fix = |start, end, insert: &str| Fix {
            title: String::new(),
            applicability: Applicability::Safe,
            edits: vec![Edit::new(Span::new(start, end), insert.into())],
        };
        let fixes = [fix(0, 2, "x"), fix(1, 3, "y"), fix(3, 4, "z")];
        let chosen = choose(&fixes);
        assert_eq!(chosen, [&fixes[0], &fixes[2]]);
        assert_eq!(
            apply(
                "abcd",
                &[fixes[0].edits[0].clone(), fixes[2].edits[0].clone()]
            ),
            "xcz"
        );
    }
}
