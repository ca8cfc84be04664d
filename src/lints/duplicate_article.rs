//! `duplicate-article`: the same article twice in a run, or once in it and once in an archive or an index of one.

use rayon::prelude::*;

use crate::Span;
use crate::evidence::Article;
use crate::evidence::across::likeness::Likeness;
use crate::finding::{Location, ORIGINAL};
use crate::lint::CorpusLint;
use crate::lint::corpus::{Corpus, CorpusFindings, Entry, with_article};

/// Articles that stand in the run before, equal or nearly so, or inside a longer one.
pub(super) struct DuplicateArticle;

impl CorpusLint for DuplicateArticle {
    fn judge(&self, corpus: &Corpus<'_>, findings: &mut CorpusFindings<'_>) {
        let duplicates = corpus.duplicates();
        let places: Vec<Option<(Location, Location)>> = duplicates
            .par_iter()
            .map(|duplicate| {
                let at = with_article(corpus, duplicate.article, whole)?;
                let original = &corpus.entries()[duplicate.original];
                if original.print.is_some() {
                    return Some((at, known(original)));
                }
                Some((at, with_article(corpus, duplicate.original, whole)?))
            })
            .collect();
        for (duplicate, places) in duplicates.iter().zip(places) {
            let Some((at, original)) = places else {
                continue;
            };
            let entry = &corpus.entries()[duplicate.original];
            let mut values = vec![("original", entry.name())];
            if let Likeness::Near(share) = duplicate.likeness {
                values.push(("percent", share.0.to_string()));
            }
            let key = match (duplicate.likeness, entry.print.is_some()) {
                (Likeness::Equal, false) => "equal",
                (Likeness::Near(_), false) => "near",
                (Likeness::Inside, false) => "inside",
                (Likeness::Around, false) => "around",
                (Likeness::Equal, true) => "equal-print",
                (Likeness::Near(_), true) => "near-print",
                (Likeness::Inside, true) => "inside-print",
                (Likeness::Around, true) => "around-print",
            };
            findings.report(key, at, vec![(original, ORIGINAL)], &values);
        }
    }
}

/// The article of an index, of which nobody knows the text.
fn known(entry: &Entry) -> Location {
    Location {
        path: entry.path.clone(),
        record: entry.record.clone(),
        range: None,
        text: String::new(),
        source: None,
        context: None,
        nearest: 0,
    }
}

/// The place of a whole article.
fn whole(article: &Article<'_>) -> Location {
    let blocks = article.document.blocks();
    let start = blocks.first().map_or(0, |block| block.span.start);
    let end = blocks.last().map_or(start, |block| block.span.end);
    article.locate(Span::new(start, end))
}
