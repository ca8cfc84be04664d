//! The articles of a run side by side.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::catalog::Lint;
use crate::evidence::Article;
use crate::evidence::across::estimate::estimate;
use crate::evidence::across::fingerprint::Fingerprint;
use crate::evidence::across::likeness::{self, Likeness, Text};
use crate::evidence::across::neighbours;
use crate::evidence::across::print::Print;
use crate::finding::{self, FileName, Finding, Location, Record, Related, Severity};
use crate::input::{RecordStart, Source};

/// What a run keeps of an article once its text is gone.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Index of the file among those of the run: two may have one name.
    pub file: usize,
    /// Is it of an archive: compared with, and not told of?
    pub is_archived: bool,
    /// Its name.
    pub path: FileName,
    /// The record in it.
    pub record: Option<Arc<Record>>,
    /// Where to read the record again.
    pub start: Option<RecordStart>,
    /// What to compare.
    pub fingerprint: Fingerprint,
    /// What an index keeps of it; its text cannot be read again.
    pub print: Option<Arc<Print>>,
}

impl Entry {
    /// The file, with the record's number in it, 1-based, if it holds many.
    pub fn name(&self) -> String {
        match &self.record {
            Some(record) => format!("{}#{}", self.path, record.index + 1),
            None => self.path.to_string(),
        }
    }
}

/// Articles whose texts are compared at a time; one of a thousand characters takes some twenty kilobytes.
const ROOM: usize = 512;

/// An article that repeats another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// Index of the article that can be spared: the later one, or the one that is a part of the other.
    pub article: usize,
    /// Index of the one that it repeats.
    pub original: usize,
    /// How the first relates to the second; [`Likeness::Around`] only where that is of an archive.
    pub likeness: Likeness,
}

/// The articles of a run.
pub struct Corpus<'c> {
    entries: &'c [Entry],
    fetch: &'c (dyn Fn(&Entry) -> Option<Source> + Sync),
    duplicates: OnceLock<Vec<Duplicate>>,
}

impl<'c> Corpus<'c> {
    /// `entries` with those of an archive first, then by path and record; `fetch` brings an article's text again.
    pub fn new(entries: &'c [Entry], fetch: &'c (dyn Fn(&Entry) -> Option<Source> + Sync)) -> Self {
        Self {
            entries,
            fetch,
            duplicates: OnceLock::new(),
        }
    }

    /// What is known of every article: those of an archive first, then by path and record.
    pub fn entries(&self) -> &'c [Entry] {
        self.entries
    }

    /// Is entry `index` of an archive, so that nothing is told of it?
    pub fn is_archived(&self, index: usize) -> bool {
        index < self.archived()
    }

    /// How many of the entries are of an archive.
    fn archived(&self) -> usize {
        self.entries.partition_point(|entry| entry.is_archived)
    }

    /// The article of entry `index`, read again; `None` if it cannot be read any more.
    pub fn fetch(&self, index: usize) -> Option<Source> {
        (self.fetch)(self.entries.get(index)?)
    }

    /// The articles that repeat another one, each with its nearest original, by article. Hashes nominate the pairs,
    /// the texts decide. Articles of an archive are not compared with each other.
    pub fn duplicates(&self) -> &[Duplicate] {
        self.duplicates.get_or_init(|| self.find_duplicates())
    }

    /// Of each entry, does it stand for itself? Not if it is a copy of another one, or a part of it, or of an index.
    pub fn originals(&self) -> Vec<bool> {
        let entries = self.entries.iter();
        let mut originals: Vec<bool> = entries.map(|entry| entry.print.is_none()).collect();
        for duplicate in self.duplicates() {
            let copy = match duplicate.likeness {
                Likeness::Around => duplicate.original,
                _ => duplicate.article,
            };
            originals[copy] = false;
        }
        originals
    }

    fn find_duplicates(&self) -> Vec<Duplicate> {
        let fingerprints: Vec<_> = self
            .entries
            .iter()
            .map(|entry| &entry.fingerprint)
            .collect();
        let equal: Vec<(usize, usize)> = neighbours::equal(&fingerprints)
            .iter()
            .flat_map(|group| group.iter().skip(1).map(|later| (group[0], *later)))
            .filter(|(_, later)| !self.is_archived(*later))
            .collect();
        let is_of_index = |(first, _): &(usize, usize)| self.entries[*first].print.is_some();
        let (known, equal): (Vec<_>, Vec<_>) = equal.into_iter().partition(is_of_index);
        let mut duplicates = self.verified(&equal);
        // Their hashes are all that can be compared.
        duplicates.extend(known.into_iter().map(|(original, article)| Duplicate {
            article,
            original,
            likeness: Likeness::Equal,
        }));
        let mut spared = vec![false; self.entries.len()];
        for duplicate in &duplicates {
            spared[duplicate.article] = true;
        }
        let near = neighbours::candidates(&fingerprints, self.archived(), |index| !spared[index]);
        duplicates.extend(self.verified(&near));
        duplicates
            .sort_by_key(|duplicate| (duplicate.article, duplicate.likeness, duplicate.original));
        duplicates.dedup_by_key(|duplicate| duplicate.article);
        duplicates
    }

    /// Those of `pairs`, sorted, whose texts are alike. As many articles as there is [`ROOM`] for are read at a time: one
    /// that is in many pairs is read for all of them.
    fn verified(&self, mut pairs: &[(usize, usize)]) -> Vec<Duplicate> {
        let mut duplicates = Vec::new();
        while !pairs.is_empty() {
            let (now, later) = pairs.split_at(with_room(pairs));
            pairs = later;
            let mut wanted: Vec<usize> = now.iter().flat_map(|(a, b)| [*a, *b]).collect();
            wanted.sort_unstable();
            wanted.dedup();
            let read =
                |index: &usize| with_article(self, *index, |article| Text::of(&article.document));
            let texts: Vec<Option<Text>> = wanted.par_iter().map(read).collect();
            let text = |index: usize| texts.get(wanted.binary_search(&index).ok()?)?.as_ref();
            let alike = |first: usize, second: usize| match &self.entries[first].print {
                // It says how the second relates to the first.
                Some(print) => Some(match estimate(text(second)?, print)? {
                    Likeness::Inside => Likeness::Around,
                    Likeness::Around => Likeness::Inside,
                    likeness => likeness,
                }),
                None => likeness::compare(text(first)?, text(second)?),
            };
            let compare = |(first, second): &(usize, usize)| {
                let (article, original, likeness) = match alike(*first, *second)? {
                    Likeness::Inside if self.is_archived(*first) => {
                        (*second, *first, Likeness::Around)
                    }
                    Likeness::Inside => (*first, *second, Likeness::Inside),
                    Likeness::Around => (*second, *first, Likeness::Inside),
                    likeness => (*second, *first, likeness),
                };
                Some(Duplicate {
                    article,
                    original,
                    likeness,
                })
            };
            duplicates.par_extend(now.par_iter().filter_map(compare));
        }
        duplicates
    }
}

/// How many of the first of `pairs` name no more articles than there is room for.
fn with_room(pairs: &[(usize, usize)]) -> usize {
    let mut named = BTreeSet::new();
    let fit = pairs.iter().take_while(|(a, b)| {
        named.extend([*a, *b]);
        named.len() <= ROOM
    });
    fit.count().max(1)
}

/// The findings of one corpus lint.
pub struct CorpusFindings<'a> {
    lint: &'a Lint,
    level: &'a dyn Fn(&str) -> Option<Severity>,
    found: &'a mut Vec<Finding>,
}

impl<'a> CorpusFindings<'a> {
    /// Collects for `lint` into `found`; `level` tells the severity for a path.
    pub fn new(
        lint: &'a Lint,
        level: &'a dyn Fn(&str) -> Option<Severity>,
        found: &'a mut Vec<Finding>,
    ) -> Self {
        Self { lint, level, found }
    }

    /// The lint that reports.
    pub fn lint(&self) -> &'a Lint {
        self.lint
    }

    /// Reports `at`, told by the message `key`, with `others` as related places under their labels.
    pub fn report(
        &mut self,
        key: &'static str,
        at: Location,
        others: Vec<(Location, &'static str)>,
        values: &[(&'static str, String)],
    ) {
        let Some(severity) = (self.level)(&at.path) else {
            return;
        };
        let related = others
            .into_iter()
            .map(|(location, label)| Related {
                label: label.into(),
                location,
            })
            .collect();
        self.found.push(Finding {
            lint: Arc::clone(&self.lint.id),
            category: self.lint.category(),
            severity,
            key: key.into(),
            values: values
                .iter()
                .map(|(name, value)| ((*name).into(), value.clone()))
                .collect(),
            fingerprint: finding::fingerprint(&self.lint.id, &at.text),
            location: at,
            related,
            fixes: Vec::new(),
            places: 1,
            suppressed: None,
            span: crate::Span::default(),
            gather: None,
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
