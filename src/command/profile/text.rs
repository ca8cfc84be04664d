//! A profile as tables for people.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::Told;
use super::rows::{self, Row, per_ten_thousand, percent};
use super::words::{self, Word};
use crate::catalog::Lang;
use crate::profile::{Bar, Tally};
use crate::report::visible;
use crate::report::words::in_language;

/// Sources and months of a table.
const ROWS: usize = 24;
/// Examples of each lint.
const EXAMPLES: usize = 2;
/// The widest bar.
const BAR: usize = 40;

/// Writes all of it.
pub(super) fn write(told: Told<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = told.wording.lang();
    let say = |word: Word| in_language(lang, word);
    let profile = told.profile;
    let all = &profile.all;
    if all.articles + all.without_text == 0 {
        return writeln!(out, "{}", say(words::NOTHING));
    }
    writeln!(out, "{}\n", words::read(all, profile.sources.len(), lang))?;
    kinds(all, lang, out)?;
    lengths(all, lang, out)?;
    writeln!(out, "\n{}", say(words::DROPPING))?;
    let levels = rows::levels(all);
    let lints = rows::lints(all);
    let mut table = Table::new([
        say(words::ARTICLES),
        say(words::SHARE),
        say(words::FINDINGS),
        say(words::PER_TEN_THOUSAND),
        say(words::LEVEL),
        say(words::LINT),
    ]);
    for row in levels.iter().chain(&lints) {
        table.row([
            row.articles.to_string(),
            percent(row.share),
            row.findings.to_string(),
            per_ten_thousand(row.rate),
            row.level_in(lang),
            row.name_in(lang),
        ]);
    }
    table.write(out)?;
    if profile.sources.len() > 1 {
        let sources = rows::sources(profile).into_iter();
        let sources = sources.map(|(name, tally)| (visible(name).into_owned(), tally));
        tallies(
            words::BY_SOURCE,
            words::SOURCE,
            sources.collect(),
            lang,
            out,
        )?;
    }
    let months = rows::months(profile, lang);
    if !months.is_empty() {
        tallies(words::BY_MONTH, words::MONTH, months, lang, out)?;
    }
    examples(told, &lints, out)
}

/// What articles are written in, whose forms they have, in which encodings.
fn kinds(tally: &Tally, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let groups = rows::kinds(tally, lang);
    let titles = groups
        .iter()
        .map(|(title, _)| in_language(lang, *title).width());
    let width = titles.max().unwrap_or(0);
    for (title, kinds) in groups {
        let title = in_language(lang, title);
        let kinds: Vec<String> = kinds
            .into_iter()
            .map(|(kind, count)| {
                let share = percent(count as f64 / tally.articles.max(1) as f64);
                format!("{kind} {count} ({share})")
            })
            .collect();
        let blanks = " ".repeat(width - title.width());
        writeln!(out, "{title}{blanks}  {}", kinds.join("  "))?;
    }
    Ok(())
}

fn lengths(tally: &Tally, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let Some(told) = words::lengths(tally, lang) else {
        return Ok(());
    };
    writeln!(out, "\n{}\n{told}", in_language(lang, words::LENGTHS))?;
    let bars = tally.lengths.histogram();
    let most = Bar::most(&bars);
    for bar in bars {
        let drawn = "█".repeat((bar.articles * BAR).div_ceil(most));
        let line = format!(
            "{:>8}–{:<8}{:>8}  {drawn}",
            bar.from,
            bar.below - 1,
            bar.articles
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A table of sources or months.
fn tallies(
    title: Word,
    of: Word,
    tallies: Vec<(String, &Tally)>,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let say = |word: Word| in_language(lang, word);
    writeln!(out, "\n{}", say(title))?;
    let mut table = Table::new([
        say(words::ARTICLES),
        say(words::WITH_ERRORS),
        say(words::ERRORS),
        say(words::ALL),
        say(words::MEDIAN),
        say(words::MOST),
        say(of),
    ]);
    let more = tallies.len().saturating_sub(ROWS);
    for (name, tally) in tallies.into_iter().take(ROWS) {
        table.row([
            tally.articles.to_string(),
            percent(tally.share(tally.touched.error)),
            per_ten_thousand(tally.rate(tally.counts.error)),
            per_ten_thousand(tally.rate(tally.counts.sum())),
            tally.lengths.quantile(50).unwrap_or(0).to_string(),
            rows::most_found(tally).to_owned(),
            name,
        ]);
    }
    table.write(out)?;
    if more > 0 {
        writeln!(out, "{}", words::more(more, lang))?;
    }
    Ok(())
}

fn examples(told: Told<'_>, lints: &[Row<'_>], out: &mut dyn Write) -> io::Result<()> {
    if lints.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n{}",
        in_language(told.wording.lang(), words::EXAMPLES)
    )?;
    for row in lints {
        writeln!(out, "  {}", row.name)?;
        for sample in told.profile.samples(row.name).iter().take(EXAMPLES) {
            let finding = &sample.finding;
            let message = rows::message(told, finding);
            writeln!(out, "    {}: {message}", rows::place(finding))?;
        }
    }
    Ok(())
}

/// A table: numbers to the right, the last two columns, which are words, to the left.
struct Table<const N: usize> {
    heading: [String; N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    fn new(heading: [&str; N]) -> Self {
        Self {
            heading: heading.map(str::to_owned),
            rows: Vec::new(),
        }
    }

    fn row(&mut self, row: [String; N]) {
        self.rows.push(row);
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let all = || std::iter::once(&self.heading).chain(&self.rows);
        let width = |column: usize| all().map(|row| row[column].width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..N).map(width).collect();
        for row in all() {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let blanks = " ".repeat(width - cell.width());
                let is_word = column + 2 >= N;
                let [before, after] = if is_word {
                    ["", &blanks]
                } else {
                    [&*blanks, ""]
                };
                line.extend(["  ", before, cell, after]);
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
