//! `duplicate-article`: the same article twice in a run, or once in it and once in an archive.

use rayon::prelude::*;

use crate::Span;
use crate::evidence::Article;
use crate::evidence::across::likeness::Likeness;
use crate::finding::{Location, ORIGINAL};
use crate::lint::CorpusLint;
use crate::lint::corpus::{Corpus, CorpusFindings, with_article};

/// Articles that stand in the run before, equal or nearly so, or inside a longer one.
pub(super) struct DuplicateArticle;

impl CorpusLint for DuplicateArticle {
    fn judge(&self, corpus: &Corpus<'_>, findings: &mut CorpusFindings<'_>) {
        let duplicates = corpus.duplicates();
        let places: Vec<Option<(Location, Location)>> = duplicates
            .par_iter()
            .map(|duplicate| {
                let at = with_article(corpus, duplicate.article, whole)?;
                Some((at, with_article(corpus, duplicate.original, whole)?))
            })
            .collect();
        for (duplicate, places) in duplicates.iter().zip(places) {
            let Some((at, original)) = places else {
                continue;
            };
            let mut values = vec![("original", corpus.entries()[duplicate.original].name())];
            let key = match duplicate.likeness {
                Likeness::Equal => "equal",
                Likeness::Near(share) => {
                    values.push(("percent", share.0.to_string()));
                    "near"
                }
                Likeness::Inside => "inside",
                Likeness::Around => "around",
            };
            findings.report(key, at, vec![(original, ORIGINAL)], &values);
        }
    }
}

/// The place of a whole article.
fn whole(article: &Article<'_>) -> Location {
    let blocks = article.document.blocks();
    let start = blocks.first().map_or(0, |block| block.span.start);
    let end = blocks.last().map_or(start, |block| block.span.end);
    article.locate(Span::new(start, end))
}
