//! `--statistics` for people: how often each lint found something, each category, and in which source, and how much that
//! is for the text that was read.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::emit::Totals;
use super::visible::visible;
use super::{Counts, words};
use crate::catalog::Lang;
use crate::input::FileFormat;

/// Sources that are told: those with the most errors for their length.
const SOURCES: usize = 20;

/// The source to which the file `path` belongs: a file of records is one, other files belong to that of their folder.
pub fn source_of(path: &str) -> &str {
    let format = FileFormat::of_extension(Path::new(path));
    if format.is_some_and(FileFormat::holds_records) {
        return path;
    }
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

/// A line of a table.
struct Row {
    name: String,
    counts: Counts,
    /// The characters in which they were found.
    characters: usize,
}

impl Row {
    /// Errors for each ten thousand characters; text in which nothing was read has none.
    fn rate(&self) -> f64 {
        words::per_ten_thousand(self.counts.error, self.characters.max(1))
    }
}

/// Writes tables of lints, of categories and, if there are several, of sources, and a line for all.
pub(super) fn write(totals: Totals<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let summary = totals.summary;
    let row = |name: String, counts: Counts| Row {
        name,
        counts,
        characters: summary.characters,
    };
    let lints = summary.by_lint.iter();
    let lints = lints.map(|(lint, counts)| row(lint.clone(), *counts));
    let [lint, category, source] = words::statistics(lang);
    table(lint, most_first(lints.collect()), lang, out)?;
    let categories = by_category(totals).into_iter();
    let categories = categories.map(|(category, counts)| row(category, counts));
    table(category, most_first(categories.collect()), lang, out)?;
    if summary.by_source.len() > 1 {
        let (worst, more) = worst_sources(totals);
        table(source, worst, lang, out)?;
        if more > 0 {
            writeln!(out, "{}", words::more_sources(more, lang))?;
        }
    }
    match words::rate(summary, lang) {
        Some(rate) => writeln!(out, "{rate}"),
        None => Ok(()),
    }
}

fn most_first(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by_key(|row| Reverse(row.counts.sum()));
    rows
}

fn by_category(totals: Totals<'_>) -> BTreeMap<String, Counts> {
    let mut categories: BTreeMap<String, Counts> = BTreeMap::new();
    for run in totals.lints {
        if let Some(counts) = totals.summary.by_lint.get(&*run.lint.id) {
            let category = run.lint.category().as_str();
            categories
                .entry(category.to_owned())
                .or_default()
                .add(*counts);
        }
    }
    categories
}

/// The sources with the most errors for their length, and how many others there are.
fn worst_sources(totals: Totals<'_>) -> (Vec<Row>, usize) {
    let sources = totals.summary.by_source.iter();
    let mut sources: Vec<Row> = sources
        .map(|(name, of)| Row {
            name: visible(name).into_owned(),
            counts: of.counts,
            characters: of.characters,
        })
        .collect();
    sources.sort_by(|a, b| {
        let rates = b.rate().total_cmp(&a.rate());
        rates.then(b.counts.sum().cmp(&a.counts.sum()))
    });
    let more = sources.len().saturating_sub(SOURCES);
    sources.truncate(SOURCES);
    (sources, more)
}

/// Writes `rows`: how many findings, of what, errors for each ten thousand characters, levels.
fn table(title: &str, rows: Vec<Row>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "{title}")?;
    let width = rows.iter().map(|row| row.name.width()).max().unwrap_or(0);
    for row in rows {
        let blanks = " ".repeat(width - row.name.width());
        let (sum, name) = (row.counts.sum(), &row.name);
        let levels = words::counts(row.counts, lang);
        let line = format!("{sum:>8}  {name}{blanks}  {:>8.2}  {levels}", row.rate());
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out)
}
