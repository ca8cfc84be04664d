//! One defect, one finding: which lint gives way to which.

use crate::Span;
use crate::evidence::Article;
use crate::evidence::breaks::Break;
use crate::finding::{Finding, PlacedEdit};
use crate::language::fold::simplified_char;
use crate::language::is_han;
use crate::language::spelling::{self, Search};

/// A lint that says nothing where others tell the defect.
pub struct Rule {
    /// Its id.
    pub lint: &'static str,
    /// Those that tell it.
    pub to: &'static [&'static str],
    /// Do they, of this place?
    is_told: fn(&Article<'_>, Span) -> bool,
}

/// Who gives way to whom. It does not matter whether the others run: a mark that is missing because the text behind it
/// is cut off is no defect of its own, whoever was asked. Across articles, `shared-paragraph` gives way to
/// `duplicate-article` in the same way: of an article and its copies it looks at the original alone.
pub const TABLE: &[Rule] = &[
    // The lines of two columns are short by nature.
    Rule {
        lint: "broken-line",
        to: &["split-sentence"],
        is_told: in_columns,
    },
    // The copy proves the splice.
    Rule {
        lint: "duplicate-paragraph",
        to: &["spliced-text"],
        is_told: goes_on_behind_seam,
    },
    // The right word is in a list.
    Rule {
        lint: "name-variant",
        to: &["wrong-character"],
        is_told: is_near_word,
    },
    // What runs on behind a seam belongs to another paragraph.
    Rule {
        lint: "duplicate-sentence",
        to: &["spliced-text"],
        is_told: is_behind_seam,
    },
    // A paragraph that goes needs no end.
    Rule {
        lint: "truncated-sentence",
        to: &["duplicate-paragraph"],
        is_told: is_in_copy,
    },
    // The other half of the pair is gone with the text.
    Rule {
        lint: "unbalanced-punctuation",
        to: &[
            "orphaned-fragment",
            "spliced-text",
            "split-sentence",
            "truncated-sentence",
        ],
        is_told: is_in_broken_block,
    },
];

/// Is the defect that `lint` sees at `span` of the prose told by another lint?
pub fn gives_way(lint: &str, article: &Article<'_>, span: Span) -> bool {
    TABLE
        .iter()
        .any(|rule| rule.lint == lint && (rule.is_told)(article, span))
}

fn in_columns(article: &Article<'_>, span: Span) -> bool {
    article.breaks().list.iter().any(|found| match found {
        Break::Columns(columns) => columns.whole.overlaps(span),
        _ => false,
    })
}

/// Does a listed word stand there but for one character?
fn is_near_word(article: &Article<'_>, span: Span) -> bool {
    // As certain as `wrong-character` has to be of itself.
    const LEAST: f32 = 1.5;
    // Twice the longest word, and what is looked at beside one.
    const AROUND: usize = 32;
    let search = Search {
        least: LEAST,
        misread: false,
        own: None,
    };
    let block = article.document.block_at(span.start);
    let block = block.and_then(|block| article.document.blocks().get(block));
    let Some(block) = block.map(|block| block.span) else {
        return false;
    };
    let near = |text: &mut dyn Iterator<Item = char>| -> Vec<char> {
        text.take(AROUND)
            .take_while(|c| is_han(*c))
            .map(simplified_char)
            .collect()
    };
    let mut stretch = near(
        &mut article
            .slice(Span::new(block.start, span.start))
            .chars()
            .rev(),
    );
    stretch.reverse();
    let start = stretch.len();
    stretch.extend(article.slice(span).chars().map(simplified_char));
    let end = stretch.len();
    stretch.extend(near(
        &mut article
            .slice(Span::new(span.end, block.end.max(span.end)))
            .chars(),
    ));
    let mut slips = spelling::find(&stretch, search).into_iter();
    slips.any(|slip| slip.start < end && start < slip.start + slip.length)
}

/// Was the rest of the paragraph found behind a wrong seam?
fn goes_on_behind_seam(article: &Article<'_>, span: Span) -> bool {
    let block = article.document.block_at(span.start);
    article.breaks().list.iter().any(|found| match found {
        Break::Spliced(spliced) => spliced.head.is_some_and(|(_, head)| Some(head) == block),
        _ => false,
    })
}

/// Does `span` touch or follow a wrong seam of its paragraph?
fn is_behind_seam(article: &Article<'_>, span: Span) -> bool {
    let block = article.document.block_at(span.start);
    article.breaks().list.iter().any(|found| match found {
        Break::Spliced(spliced) => {
            article.document.block_at(spliced.span.start) == block && span.end > spliced.rest.start
        }
        _ => false,
    })
}

fn is_in_copy(article: &Article<'_>, span: Span) -> bool {
    let block = article.document.block_at(span.start);
    block.is_some_and(|block| article.copies().is_copy(block))
}

/// Does a sentence of the paragraph break?
fn is_in_broken_block(article: &Article<'_>, span: Span) -> bool {
    let document = &article.document;
    let block = document.block_at(span.start);
    let here = |place: Span| document.block_at(place.start) == block;
    let is = |index: usize| Some(index) == block;
    article.breaks().list.iter().any(|found| match found {
        Break::Split(split) => is(split.stops) || is(split.resumes),
        Break::Truncated(truncated) => is(truncated.block),
        Break::Orphan(orphan) => here(orphan.start),
        Break::Spliced(spliced) => {
            here(spliced.span) || spliced.head.is_some_and(|(_, head)| is(head))
        }
        Break::Columns(columns) => {
            let block = block.and_then(|block| document.blocks().get(block));
            block.is_some_and(|block| block.span.overlaps(columns.whole))
        }
    })
}

/// Takes out the findings of one article that lie where another one locks the text (`locks` tells of a lint whether its
/// findings do), and fixes that reach into such a place: nothing can be said of text that is damaged as a whole.
pub fn settle(findings: &mut Vec<Finding>, locks: impl Fn(&str) -> bool) {
    let locking = findings.iter().filter(|finding| locks(&finding.lint));
    let (locked, places): (Vec<Span>, Vec<Option<Span>>) = locking
        .map(|finding| {
            let range = finding.location.range;
            let place = range.map(|range| Span::new(range.start.offset, range.end.offset));
            (finding.span, place)
        })
        .unzip();
    if locked.is_empty() {
        return;
    }
    findings.retain(|finding| {
        locks(&finding.lint) || !locked.iter().any(|span| span.overlaps(finding.span))
    });
    let reaches = |edit: &PlacedEdit| {
        places
            .iter()
            .flatten()
            .any(|place| place.overlaps(edit.span()))
    };
    for finding in findings.iter_mut().filter(|finding| !locks(&finding.lint)) {
        finding.fixes.retain(|fix| !fix.edits.iter().any(reaches));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn the_table_names_lints() {
        let catalog = Catalog::builtin();
        for rule in TABLE {
            for id in rule.to.iter().chain([&rule.lint]) {
                assert!(catalog.get(id).is_some(), "{id}");
            }
        }
    }
}
