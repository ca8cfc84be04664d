//! What a corpus is made of and what is found in it, counted: all of it, by source and by month.
//!
//! A run hands over each article once, with what was found in it, and last what comparing them found. Only counts stay, and a
//! few findings of each lint as examples; where articles are compared, also eight bytes for each lint that found something in
//! an article, because it may find more in it at the end.

mod lengths;
mod tally;

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{Datelike, NaiveDate};

pub use lengths::{Bar, Lengths};
pub use tally::{Found, Tally, Touched, Writing};

use crate::engine::Facts;
use crate::filter::{Sample, Samples};
use crate::finding::{FileName, Finding, Record};
use crate::report::source_of;
use tally::First;

/// The counts of a corpus.
#[derive(Debug, Default)]
pub struct Profile {
    /// Those of all articles.
    pub all: Tally,
    /// Those of each source: the one that its record names, else as [`source_of`] says.
    pub sources: BTreeMap<String, Tally>,
    /// Those of each month; without one, of articles that have no date.
    pub months: BTreeMap<Option<Month>, Tally>,
    samples: Samples,
    /// Hashes of an article with a lint or a level each, which says that it was found there.
    touched: HashSet<u64>,
    /// May more be found in an article when all have been read?
    compares: bool,
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
}

impl Month {
    /// Is `next` the month behind this one?
    pub fn is_before(self, next: Self) -> bool {
        let number = |month: Self| i64::from(month.year) * 12 + i64::from(month.month);
        number(self) + 1 == number(next)
    }
}

impl From<NaiveDate> for Month {
    fn from(day: NaiveDate) -> Self {
        Self {
            year: day.year(),
            month: day.month(),
        }
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year, self.month)
    }
}

impl Profile {
    /// The counts of a run that has not begun; `compares` says whether it will compare articles.
    pub fn new(compares: bool) -> Self {
        Self {
            compares,
            ..Self::default()
        }
    }

    /// Counts `findings`: those in the article of `facts`, or, without, those of comparing all articles.
    pub fn add(&mut self, facts: Option<&Facts>, findings: &[Finding]) {
        if !self.compares {
            self.touched.clear();
        }
        if let Some(facts) = facts {
            self.each(&facts.path, facts.record.as_deref(), |tally| {
                tally.add(facts);
            });
        }
        let findings = findings.iter();
        for finding in findings.filter(|finding| finding.suppressed.is_none()) {
            let place = &finding.location;
            let record = place.record.as_deref();
            let mut is_first = |what: &str| self.touch(&place.path, record, what);
            let first = First {
                of_lint: is_first(&finding.lint),
                of_levels: First::LEVELS
                    .map(|level| finding.severity >= level && is_first(level.as_str())),
            };
            self.samples.add(finding);
            self.each(&place.path, record, |tally| tally.found(finding, first));
        }
    }

    /// Does the article have its first finding of `what`?
    fn touch(&mut self, path: &FileName, record: Option<&Record>, what: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        (path, record.map(|record| record.index), what).hash(&mut hasher);
        self.touched.insert(hasher.finish())
    }

    /// Calls `count` with each of the tallies to which an article belongs.
    fn each(
        &mut self,
        path: &FileName,
        record: Option<&Record>,
        mut count: impl FnMut(&mut Tally),
    ) {
        let named = record.and_then(|record| record.source.as_deref());
        let source = named.map_or_else(|| source_of(path), site);
        let month = record.and_then(|record| record.published).map(Month::from);
        count(&mut self.all);
        if let Some(tally) = self.sources.get_mut(source) {
            count(tally);
        } else {
            count(self.sources.entry(source.to_owned()).or_default());
        }
        count(self.months.entry(month).or_default());
    }

    /// A few findings of the lint `lint`, picked by chance and the same in every run.
    pub fn samples(&self, lint: &str) -> &[Sample] {
        self.samples.of_lint(lint)
    }

    /// Has any article a date?
    pub fn has_dates(&self) -> bool {
        self.months.keys().any(Option::is_some)
    }
}

/// The site of an address; any other name of a source is itself.
fn site(name: &str) -> &str {
    let rest = name.split_once("://").map(|(_, rest)| rest);
    rest.and_then(|rest| rest.split(['/', '?', '#']).next())
        .filter(|host| !host.is_empty())
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stands_for_its_site() {
        assert_eq!(
            site("https://news.example.hk/2024/5?id=1"),
            "news.example.hk"
        );
        assert_eq!(site("文匯報"), "文匯報");
        assert_eq!(site("file:///a"), "file:///a");
    }
}
