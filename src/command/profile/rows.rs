//! The rows of a profile's tables, in the order in which people read them.

use std::cmp::Reverse;

use super::Told;
use super::words::{self, Word};
use crate::catalog::Lang;
use crate::finding::{Finding, Severity};
use crate::profile::{Profile, Tally, Writing};
use crate::report::visible;
use crate::report::words::{in_language, severity};

/// What a lint found, or all of a level.
pub(super) struct Row<'p> {
    /// What `newslint filter --drop` takes for it.
    pub(super) name: &'p str,
    /// The level of a lint, the worst where it has several; `None` in the row of a level.
    pub(super) level: Option<Severity>,
    pub(super) findings: usize,
    pub(super) articles: usize,
    pub(super) share: f64,
    pub(super) rate: Option<f64>,
}

impl<'p> Row<'p> {
    fn new(
        tally: &Tally,
        name: &'p str,
        level: Option<Severity>,
        findings: usize,
        articles: usize,
    ) -> Self {
        Self {
            name,
            level,
            findings,
            articles,
            share: tally.share(articles),
            rate: tally.rate(findings),
        }
    }

    /// Its level in words, or that it is one.
    pub(super) fn level_in(&self, lang: Lang) -> String {
        match self.level {
            Some(level) => severity(Some(level), lang).to_owned(),
            None => String::new(),
        }
    }

    /// Its name, for people.
    pub(super) fn name_in(&self, lang: Lang) -> String {
        match self.level {
            Some(_) => self.name.to_owned(),
            None => words::or_worse(self.name, lang),
        }
    }
}

/// A row for each level: what is found of it and of worse ones.
pub(super) fn levels(tally: &Tally) -> [Row<'static>; 3] {
    let (counts, touched) = (tally.counts, tally.touched);
    let row = |level: Severity, findings, articles| {
        Row::new(tally, level.as_str(), None, findings, articles)
    };
    [
        row(Severity::Error, counts.error, touched.error),
        row(
            Severity::Warning,
            counts.error + counts.warning,
            touched.warning,
        ),
        row(Severity::Info, counts.sum(), touched.info),
    ]
}

/// A row for each lint that found something, those that touch the most articles first.
pub(super) fn lints(tally: &Tally) -> Vec<Row<'_>> {
    let rows = tally
        .lints
        .iter()
        .map(|(lint, found)| Row::new(tally, lint, found.worst, found.findings, found.articles));
    let mut rows: Vec<Row<'_>> = rows.collect();
    rows.sort_by_key(|row| (Reverse((row.articles, row.findings)), row.name));
    rows
}

/// The sources, the most errors for their length first.
pub(super) fn sources(profile: &Profile) -> Vec<(&str, &Tally)> {
    let sources = profile.sources.iter();
    let mut sources: Vec<_> = sources
        .map(|(name, tally)| (name.as_str(), tally))
        .collect();
    // Where nothing can be read, that is an error, or a source of empty texts.
    let rate = |tally: &Tally| match tally.rate(tally.counts.error) {
        Some(rate) => rate,
        None if tally.counts.error > 0 => f64::INFINITY,
        None => -1.0,
    };
    sources.sort_by(|(_, a), (_, b)| {
        let by_rate = rate(b).total_cmp(&rate(a));
        by_rate.then(b.counts.sum().cmp(&a.counts.sum()))
    });
    sources
}

/// The months, by name, and last what has no date; nothing where nothing has.
pub(super) fn months(profile: &Profile, lang: Lang) -> Vec<(String, &Tally)> {
    if !profile.has_dates() {
        return Vec::new();
    }
    let dated = profile.months.iter();
    let dated = dated.filter_map(|(month, tally)| Some((month.as_ref()?.to_string(), tally)));
    let dateless = profile.months.get(&None);
    let no_date = in_language(lang, words::NO_DATE).to_owned();
    dated
        .chain(dateless.map(|tally| (no_date, tally)))
        .collect()
}

/// The lint of a tally that touches the most articles, or nothing.
pub(super) fn most_found(tally: &Tally) -> &str {
    let most = tally.lints.iter();
    most.max_by_key(|(lint, found)| (found.articles, Reverse(*lint)))
        .map_or("", |(lint, _)| lint)
}

/// What articles are written in, and how many.
pub(super) fn scripts(tally: &Tally, lang: Lang) -> Vec<(String, usize)> {
    let scripts = Writing::ALL.into_iter().filter_map(|writing| {
        let count = *tally.scripts.get(&writing)?;
        Some((words::writing(writing, lang).to_owned(), count))
    });
    scripts.collect()
}

/// Of what kinds articles are: the title, and each kind with its number, in three groups.
pub(super) fn kinds(tally: &Tally, lang: Lang) -> Vec<(Word, Vec<(String, usize)>)> {
    let mut groups = vec![(words::SCRIPTS, scripts(tally, lang))];
    if !tally.regions.is_empty() {
        let regions = tally.regions.iter();
        let regions =
            regions.map(|(region, count)| (words::region(region, lang).to_owned(), *count));
        let unknown = tally.articles - tally.regions.values().sum::<usize>();
        let unknown =
            (unknown > 0).then(|| (in_language(lang, words::UNKNOWN).to_owned(), unknown));
        groups.push((words::REGIONS, regions.chain(unknown).collect()));
    }
    let encodings = tally.encodings.iter();
    let encodings = encodings.map(|(encoding, count)| ((*encoding).to_owned(), *count));
    groups.push((words::ENCODINGS, encodings.collect()));
    groups
}

/// `a.jsonl:3:14: what is wrong`.
pub(super) fn place(finding: &Finding) -> String {
    let place = &finding.location;
    let at = place.range.map_or_else(String::new, |range| {
        format!(":{}:{}", range.start.line, range.start.column)
    });
    format!("{}{at}", visible(&place.path))
}

/// What is wrong, in one line.
pub(super) fn message(told: Told<'_>, finding: &Finding) -> String {
    visible(&told.wording.message(finding)).into_owned()
}

/// `12.3%`.
pub(super) fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

/// `1.23`, or a dash where there is no text to find anything in.
pub(super) fn per_ten_thousand(rate: Option<f64>) -> String {
    rate.map_or_else(|| "–".to_owned(), |rate| format!("{rate:.2}"))
}
