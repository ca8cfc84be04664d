//! `duplicate-sentence`: a passage of one paragraph again in another.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::SHOWN;
use crate::Span;
use crate::evidence::Article;
use crate::evidence::copies::{PassageCopy, size};
use crate::finding::{Applicability, Edit, ORIGINAL, Severity};
use crate::language::marks::{is_closer, is_opener};
use crate::lint::{DocumentLint, Findings, Options};

/// Passages that end a sentence and stand in an earlier paragraph or caption.
#[derive(Deserialize)]
pub(super) struct DuplicateSentence {
    /// Fewest Han characters of a passage, or five times as many letters.
    shortest: usize,
}

impl DuplicateSentence {
    /// Takes `shortest`.
    pub(super) fn new(options: &Options) -> Result<Self, String> {
        options.read()
    }
}

impl DocumentLint for DuplicateSentence {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let mut groups: BTreeMap<Span, Vec<&PassageCopy>> = BTreeMap::new();
        for copy in &article.copies().passages {
            let long = size(article.slice(copy.span).chars()) >= self.shortest;
            if long && !findings.gives_way(copy.span) {
                groups.entry(copy.original).or_default().push(copy);
            }
        }
        for (original, copies) in groups {
            report(article, original, &copies, findings);
        }
    }
}

/// Reports the places where the passage at `original` stands again.
fn report(
    article: &Article<'_>,
    original: Span,
    copies: &[&PassageCopy],
    findings: &mut Findings<'_>,
) {
    let Some((first, others)) = copies.split_first() else {
        return;
    };
    let key = match &first.difference {
        _ if !others.is_empty() => "often",
        None => "equal",
        Some(difference) => difference.key(),
    };
    let mut draft = findings
        .at(key, first.span)
        .related(original, ORIGINAL)
        .with("count", (copies.len() + 1).to_string());
    for other in others.iter().take(SHOWN) {
        draft = draft.related(other.span, "again");
    }
    if let Some(difference) = &first.difference {
        draft = draft
            .with("changes", difference.changes.to_string())
            .with("here", &difference.here)
            .with("there", &difference.there);
    }
    // What the writer may have meant is shown, not taken out.
    let mut applicability = Applicability::Unsafe;
    if copies.iter().all(|copy| copy.is_weak) {
        draft = draft.at_most(Severity::Info);
        applicability = Applicability::Display;
    }
    // A caption that says what the text says is no reason to cut the text.
    let blocks = article.document.blocks();
    let is_under_picture =
        |block: Option<usize>| block.is_some_and(|block| blocks[block].kind.is_picture());
    if is_under_picture(article.document.block_at(original.start))
        && !copies.iter().all(|copy| is_under_picture(Some(copy.block)))
    {
        applicability = Applicability::Display;
    }
    // Without the end of a sentence, its beginning would stand alone; the same for half a pair of quotes.
    let stands_alone =
        |copy: &&&PassageCopy| copy.begins_sentence && is_balanced(article, copy.span);
    let edits: Vec<Edit> = copies
        .iter()
        .filter(stands_alone)
        .map(|copy| Edit::delete(copy.span))
        .collect();
    if !edits.is_empty() {
        draft = draft.fix("drop", applicability, edits);
    }
    draft.report();
}

fn is_balanced(article: &Article<'_>, span: Span) -> bool {
    let text = article.slice(span);
    let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
    count(is_opener) == count(is_closer)
}
