//! What no fix may do: join, move or drop text that another finding calls damaged, or no part of the article.

use crate::Span;
use crate::evidence::Article;
use crate::finding::{Applicability, Finding, Fix, PlacedEdit};

/// Lints that tell of lines which are no part of the article, or are to go.
const FOREIGN: &[&str] = &[
    "boilerplate",
    "caption-in-text",
    "duplicate-paragraph",
    "page-furniture",
    "repeated-line",
];

/// Lints that tell of text which is not what was written.
const DAMAGED: &[&str] = &["garbled-text", "lost-text", "replacement-character"];

/// Characters from which on taking text out, or putting it in, moves or drops words.
const WORDS: usize = 8;

/// Takes out of `findings`, those of one article, the fixes that would do harm to what others of them tell of; of fixes
/// that only join lines, the lines that are not to be joined.
pub fn protect(article: &Article<'_>, findings: &mut [Finding]) {
    let places = |lints: &[&str]| {
        let told = findings.iter().filter(|finding| {
            lints.contains(&&*finding.lint) && (finding.fixes.is_empty() || is_applied(finding))
        });
        Places::new(told.map(|finding| article.document.to_source(finding.span)))
    };
    let (foreign, damaged) = (places(FOREIGN), places(DAMAGED));
    if foreign.is_empty() && damaged.is_empty() {
        return;
    }
    let guard = Guard {
        article,
        foreign,
        damaged,
    };
    for finding in findings {
        let own = article.document.to_source(finding.span);
        finding.fixes.retain_mut(|fix| guard.allows(fix, own));
    }
}

/// Has it a fix that is ever applied?
fn is_applied(finding: &Finding) -> bool {
    finding.applicability() > Some(Applicability::Display)
}

/// The places that fixes must mind.
struct Guard<'a> {
    article: &'a Article<'a>,
    foreign: Places,
    damaged: Places,
}

impl Guard<'_> {
    /// Does `fix`, of a finding at `own`, do no harm? What it must not join is left out of it.
    fn allows(&self, fix: &mut Fix, own: Span) -> bool {
        let text = self.article.document.text();
        let is_long = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count() >= WORDS;
        let place = |edit: &PlacedEdit| self.article.source.to_text(edit.span());
        let dropped = |edit: &&PlacedEdit| is_long(place(edit).of(text));
        let put_in =
            |edit: &&PlacedEdit| edit.range.start == edit.range.end && is_long(&edit.insert);
        let drops: Vec<Span> = fix.edits.iter().filter(dropped).map(place).collect();
        let moves = !drops.is_empty() && fix.edits.iter().any(|edit| put_in(&edit));
        let harms =
            |span: &Span| self.damaged.touch(*span, own) || moves && self.foreign.touch(*span, own);
        if drops.iter().any(harms) {
            return false;
        }
        let targets = fix.edits.iter().filter(put_in).map(place);
        if moves
            && targets
                .into_iter()
                .any(|at| self.foreign.touch(line_around(text, at), own))
        {
            return false;
        }
        fix.edits.retain(|edit| {
            let joint = place(edit);
            !joins(joint.of(text), &edit.insert)
                || !self.foreign.touch(line_around(text, joint), own)
        });
        !fix.edits.is_empty()
    }
}

/// Does putting `insert` in the place of `removed` make one line of two?
fn joins(removed: &str, insert: &str) -> bool {
    removed.contains('\n') && removed.trim().is_empty() && !insert.contains('\n')
}

/// The lines of `text` that `span` touches.
fn line_around(text: &str, span: Span) -> Span {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |at| span.end + at);
    Span::new(start, end)
}

/// Places in the text of an article, sorted.
struct Places(Vec<Span>);

impl Places {
    fn new(places: impl Iterator<Item = Span>) -> Self {
        let mut places: Vec<Span> = places.collect();
        places.sort();
        Self(places)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Does one of them, other than `own`, overlap `span`?
    fn touch(&self, span: Span, own: Span) -> bool {
        let behind = self.0.partition_point(|place| place.start < span.end);
        let before = self.0.get(..behind).unwrap_or_default();
        before
            .iter()
            .rev()
            .any(|place| place.end > span.start && *place != own)
    }
}
