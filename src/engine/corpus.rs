//! The articles of a run side by side.

use std::sync::Arc;

use super::draft::{say, shown};
use crate::catalog::{Lang, Lint};
use crate::evidence::Article;
use crate::evidence::fingerprint::Fingerprint;
use crate::finding::{self, Finding, Location, Record, Related, Severity};
use crate::input::Source;

/// What a run keeps of an article once its text is gone.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The file.
    pub path: Arc<str>,
    /// The record in it.
    pub record: Option<Arc<Record>>,
    /// What to compare.
    pub fingerprint: Fingerprint,
}

/// The articles of a run.
pub struct Corpus<'c> {
    entries: &'c [Entry],
    fetch: &'c (dyn Fn(&Entry) -> Option<Source> + Sync),
}

impl<'c> Corpus<'c> {
    /// `entries` in the order of the report; `fetch` brings an article's text again.
    pub fn new(entries: &'c [Entry], fetch: &'c (dyn Fn(&Entry) -> Option<Source> + Sync)) -> Self {
        Self { entries, fetch }
    }

    /// What is known of every article, ordered by path and record.
    pub fn entries(&self) -> &'c [Entry] {
        self.entries
    }

    /// The article of entry `index`, read again; `None` if it cannot be read any more.
    pub fn fetch(&self, index: usize) -> Option<Source> {
        (self.fetch)(self.entries.get(index)?)
    }
}

/// The findings of one corpus lint.
pub struct CorpusFindings<'a> {
    lint: &'a Lint,
    lang: Lang,
    level: &'a dyn Fn(&str) -> Option<Severity>,
    found: &'a mut Vec<Finding>,
}

impl<'a> CorpusFindings<'a> {
    /// Collects for `lint` into `found`; `level` tells the severity for a path.
    pub fn new(
        lint: &'a Lint,
        lang: Lang,
        level: &'a dyn Fn(&str) -> Option<Severity>,
        found: &'a mut Vec<Finding>,
    ) -> Self {
        Self {
            lint,
            lang,
            level,
            found,
        }
    }

    /// Reports `at`, told by the message `key`, with `others` as related places under their labels.
    pub fn report(
        &mut self,
        key: &str,
        at: Location,
        others: Vec<(Location, &'static str)>,
        values: &[(&str, String)],
    ) {
        let Some(severity) = (self.level)(&at.path) else {
            return;
        };
        let mut values: Vec<(String, String)> = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        values.push(("text".to_owned(), shown(&at.text)));
        let file = &self.lint.file;
        let say_as = |templates, key: &str| say(templates, key, self.lang, &values);
        let related = others
            .into_iter()
            .map(|(location, label)| Related {
                message: say_as(&file.labels, label),
                location,
            })
            .collect();
        let help = file.helps.get(key).unwrap_or(&file.help);
        self.found.push(Finding {
            lint: Arc::clone(&self.lint.id),
            category: self.lint.category(),
            severity,
            message: say_as(&file.messages, key),
            help: help.fill(self.lang, &values),
            fingerprint: finding::fingerprint(&self.lint.id, &at.text),
            location: at,
            related,
            fixes: Vec::new(),
            suppressed: None,
            span: crate::Span::default(),
        });
    }
}

/// Reads an article once more and calls `use_it` with it.
pub fn with_article<T>(
    corpus: &Corpus<'_>,
    index: usize,
    use_it: impl FnOnce(&Article<'_>) -> T,
) -> Option<T> {
    let source = corpus.fetch(index)?;
    Some(use_it(&Article::new(&source)))
}
