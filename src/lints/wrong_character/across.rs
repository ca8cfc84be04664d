//! What the articles of a run prove of each other's characters.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Page, Place, in_print, is_prose, print_of};
use crate::evidence::Article;
use crate::evidence::across::windows::{self, Weighed};
use crate::evidence::folded::Folded;
use crate::finding::Location;
use crate::language::spelling::listed::Lists;
use crate::language::spelling::{self, Search, Slip};
use crate::lint::corpus::with_article;
use crate::lint::{Corpus, CorpusFindings, CorpusLint};

/// Compares forms that stand once with those that stand often.
pub(super) struct Across {
    /// How certain a word must be that is told of its article alone.
    pub(super) threshold: f32,
    /// The user's own words and slips.
    pub(super) own: Option<Arc<Lists>>,
}

impl CorpusLint for Across {
    fn judge(&self, corpus: &Corpus<'_>, findings: &mut CorpusFindings<'_>) {
        let articles = corpus.entries().len();
        let read = |index| {
            with_article(corpus, index, |article| {
                Folded::of(&article.document, is_prose)
            })
        };
        let mut odd = windows::nominate(articles, &read);
        odd.retain(|odd| !corpus.is_archived(odd.article));
        let weighed = windows::weigh(&odd, articles, &read);
        let told: Vec<Option<(Location, String)>> = weighed
            .par_iter()
            .map(|weighed| {
                with_article(corpus, weighed.odd.article, |article| {
                    self.told(article, weighed)
                })?
            })
            .collect();
        for (weighed, told) in weighed.iter().zip(told) {
            let Some((at, right)) = told else { continue };
            let values = [
                ("right", right),
                ("times", weighed.times.to_string()),
                ("articles", weighed.articles.to_string()),
            ];
            findings.report("across", at, Vec::new(), &values);
        }
    }
}

impl Across {
    /// Where the odd form stands and what is usual, in print, unless something excuses it.
    fn told(&self, article: &Article<'_>, weighed: &Weighed) -> Option<(Location, String)> {
        let text = Folded::of(&article.document, is_prose);
        if self.is_told_of_article(&text.chars, weighed) {
            return None;
        }
        let span = text.span(weighed.start, weighed.usual.len());
        let block = article
            .document
            .blocks()
            .iter()
            .find(|block| block.span.end > span.start)?;
        let print = || print_of(article);
        let page = Page {
            article,
            threshold: 0.0,
            is_scanned: false,
            print: &print,
        };
        let place = Place {
            page: &page,
            block,
            span,
        };
        if place.is_excused() || place.is_beside_name() {
            return None;
        }
        let right = in_print(article.slice(span), &weighed.usual, print());
        Some((article.locate(span), right))
    }

    /// Is the character in a word that is told without other articles, or in one of the user's own?
    fn is_told_of_article(&self, text: &[char], weighed: &Weighed) -> bool {
        let ends = |c: &char| *c == '\0';
        let (before, behind) = text.split_at(weighed.odd.at.min(text.len()));
        let start = before.iter().rposition(ends).map_or(0, |at| at + 1);
        let end = behind.iter().position(ends).unwrap_or(behind.len()) + before.len();
        let at = weighed.odd.at - start;
        let stretch = &text[start..end];
        let search = Search {
            least: self.threshold,
            misread: false,
            own: self.own.as_deref(),
        };
        let covers = |slip: Slip| (slip.start..slip.start + slip.length).contains(&at);
        spelling::find(stretch, search).into_iter().any(covers)
            || self
                .own
                .as_ref()
                .is_some_and(|own| own.knows(stretch, at..at + 1))
    }
}
