//! A profile as one page that needs nothing else: its plots are in it, and nothing in it runs.

use std::io::{self, Write};

use quick_xml::escape::escape;

use super::rows::{self, Row, per_ten_thousand, percent};
use super::words::{self, Word};
use super::{Told, plots};
use crate::catalog::Lang;
use crate::catalog::wording::shown;
use crate::finding::Finding;
use crate::profile::{Month, Tally};
use crate::report::visible;
use crate::report::words::in_language;

/// Sources on the page.
const SOURCES: usize = 200;
/// Characters of the line around an example, on each side.
const AROUND: usize = 24;

/// A page under way.
struct Page<'p, 'o> {
    told: Told<'p>,
    lang: Lang,
    out: &'o mut dyn Write,
}

/// Writes all of it.
pub(super) fn write(told: Told<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = told.wording.lang();
    Page { told, lang, out }.write()
}

impl<'p> Page<'p, '_> {
    fn say(&self, word: Word) -> &'static str {
        in_language(self.lang, word)
    }

    fn write(&mut self) -> io::Result<()> {
        let all = &self.told.profile.all;
        let (title, lang) = (self.say(words::TITLE), self.lang.as_str());
        let read = words::read(all, self.told.profile.sources.len(), self.lang);
        writeln!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{lang}\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
             <meta name=\"color-scheme\" content=\"light dark\"/>\n<title>newslint: {title}</title>\n\
             <style>\n{}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{read}</p>",
            include_str!("page.css"),
        )?;
        self.kinds(all)?;
        self.lengths(all)?;
        self.dropping(all)?;
        self.sources()?;
        self.months()?;
        self.examples()?;
        writeln!(
            self.out,
            "<footer>newslint {}</footer>\n</body>\n</html>",
            env!("CARGO_PKG_VERSION")
        )
    }

    fn heading(&mut self, word: Word) -> io::Result<()> {
        let heading = in_code(self.say(word));
        writeln!(self.out, "<h2>{heading}</h2>")
    }

    /// Begins a table; the first so many columns are numbers.
    fn table(&mut self, numbers: usize, columns: &[Word]) -> io::Result<()> {
        write!(self.out, "<div class=\"wide\"><table>\n<thead><tr>")?;
        for (number, column) in columns.iter().enumerate() {
            let class = if number < numbers {
                " class=\"number\""
            } else {
                ""
            };
            write!(self.out, "<th{class}>{}</th>", self.say(*column))?;
        }
        writeln!(self.out, "</tr></thead>\n<tbody>")
    }

    fn end_table(&mut self) -> io::Result<()> {
        writeln!(self.out, "</tbody>\n</table></div>")
    }

    fn numbers(&mut self, numbers: &[String]) -> io::Result<()> {
        for number in numbers {
            write!(self.out, "<td class=\"number\">{number}</td>")?;
        }
        Ok(())
    }

    /// What articles are written in, whose forms they have, in which encodings.
    fn kinds(&mut self, tally: &Tally) -> io::Result<()> {
        writeln!(self.out, "<table class=\"kinds\">\n<tbody>")?;
        for (title, kinds) in rows::kinds(tally, self.lang) {
            let title = self.say(title);
            for (number, (kind, count)) in kinds.iter().enumerate() {
                let title = if number == 0 { title } else { "" };
                let share = *count as f64 / tally.articles.max(1) as f64;
                writeln!(
                    self.out,
                    "<tr><th>{title}</th><td>{}</td><td class=\"number\">{count}</td><td class=\"number\">{}</td><td>{}</td></tr>",
                    escape(kind),
                    percent(share),
                    plots::share(share),
                )?;
            }
        }
        writeln!(self.out, "</tbody>\n</table>")
    }

    fn lengths(&mut self, tally: &Tally) -> io::Result<()> {
        let Some(told) = words::lengths(tally, self.lang) else {
            return Ok(());
        };
        self.heading(words::LENGTHS)?;
        let plot = plots::histogram(&tally.lengths.histogram());
        writeln!(self.out, "<p>{told}</p>\n{plot}")
    }

    /// The levels and the lints, each with how much it touches and, where there are dates, when.
    fn dropping(&mut self, tally: &Tally) -> io::Result<()> {
        self.heading(words::DROPPING)?;
        let columns = [
            words::ARTICLES,
            words::SHARE,
            words::FINDINGS,
            words::PER_TEN_THOUSAND,
            ["", "", ""],
            words::LEVEL,
            words::LINT,
            words::MONTHLY,
        ];
        let dated = self.dated();
        let shown = columns.len() - usize::from(dated.len() < 2);
        self.table(4, &columns[..shown])?;
        let levels = rows::levels(tally);
        let lints = rows::lints(tally);
        for row in levels.iter().chain(&lints) {
            self.row(row, &dated)?;
        }
        self.end_table()
    }

    fn row(&mut self, row: &Row<'_>, dated: &[(Month, &Tally)]) -> io::Result<()> {
        let name = row.name_in(self.lang);
        let level = row.level.map_or("", |level| level.as_str());
        write!(self.out, "<tr>")?;
        self.numbers(&[
            row.articles.to_string(),
            percent(row.share),
            row.findings.to_string(),
            per_ten_thousand(row.rate),
        ])?;
        let (bar, told) = (plots::share(row.share), row.level_in(self.lang));
        write!(self.out, "<td>{bar}</td><td class=\"{level}\">{told}</td>")?;
        if row.level.is_none() {
            write!(self.out, "<th>{name}</th>")?;
        } else {
            let name = escape(&name);
            write!(
                self.out,
                "<td><a href=\"#{name}\"><code>{name}</code></a></td>"
            )?;
        }
        if dated.len() > 1 {
            let months: Vec<Month> = dated.iter().map(|(month, _)| *month).collect();
            let rates: Vec<f64> = dated.iter().map(|(_, tally)| rate_of(row, tally)).collect();
            write!(self.out, "<td>{}</td>", plots::spark(&months, &rates))?;
        }
        writeln!(self.out, "</tr>")
    }

    /// The months that are known.
    fn dated(&self) -> Vec<(Month, &'p Tally)> {
        let months = self.told.profile.months.iter();
        months
            .filter_map(|(month, tally)| Some(((*month)?, tally)))
            .collect()
    }

    fn sources(&mut self) -> io::Result<()> {
        let sources = rows::sources(self.told.profile);
        if sources.len() < 2 {
            return Ok(());
        }
        self.heading(words::BY_SOURCE)?;
        let more = sources.len().saturating_sub(SOURCES);
        let sources = sources.into_iter().take(SOURCES);
        let sources = sources.map(|(name, tally)| (visible(name).into_owned(), tally));
        self.tallies(words::SOURCE, sources.collect())?;
        if more > 0 {
            writeln!(self.out, "<p>{}</p>", words::more(more, self.lang))?;
        }
        Ok(())
    }

    fn months(&mut self) -> io::Result<()> {
        let months = rows::months(self.told.profile, self.lang);
        if months.is_empty() {
            return Ok(());
        }
        self.heading(words::BY_MONTH)?;
        let dated = self.dated();
        if dated.len() > 1 {
            let months: Vec<Month> = dated.iter().map(|(month, _)| *month).collect();
            let line = |count: fn(&Tally) -> usize| {
                let rates = dated.iter().map(|(_, tally)| tally.rate(count(tally)));
                rates.map(Option::unwrap_or_default).collect::<Vec<f64>>()
            };
            let all = ("all", line(|tally| tally.counts.sum()));
            let errors = ("error", line(|tally| tally.counts.error));
            writeln!(
                self.out,
                "<p><span class=\"key all\">{}</span> <span class=\"key error\">{}</span></p>\n{}",
                self.say(words::ALL),
                self.say(words::ERRORS),
                plots::lines(&months, &[all, errors]),
            )?;
        }
        self.tallies(words::MONTH, months)
    }

    /// A table of sources or months.
    fn tallies(&mut self, of: Word, tallies: Vec<(String, &Tally)>) -> io::Result<()> {
        let columns = [
            words::ARTICLES,
            words::WITH_ERRORS,
            words::ERRORS,
            words::ALL,
            words::MEDIAN,
            words::SCRIPTS,
            words::MOST,
            of,
        ];
        self.table(5, &columns)?;
        for (name, tally) in tallies {
            write!(self.out, "<tr>")?;
            self.numbers(&[
                tally.articles.to_string(),
                percent(tally.share(tally.touched.error)),
                per_ten_thousand(tally.rate(tally.counts.error)),
                per_ten_thousand(tally.rate(tally.counts.sum())),
                tally.lengths.quantile(50).unwrap_or(0).to_string(),
            ])?;
            let scripts = rows::scripts(tally, self.lang);
            let scripts: Vec<String> = scripts
                .into_iter()
                .map(|(script, count)| {
                    let share = count as f64 / tally.articles.max(1) as f64;
                    format!("{script} {}", percent(share))
                })
                .collect();
            let (most, name) = (rows::most_found(tally), escape(&name));
            writeln!(
                self.out,
                "<td>{}</td><td><code>{}</code></td><td>{name}</td></tr>",
                scripts.join("<br/>"),
                escape(most),
            )?;
        }
        self.end_table()
    }

    fn examples(&mut self) -> io::Result<()> {
        let told = self.told;
        if told.profile.all.lints.is_empty() {
            return Ok(());
        }
        self.heading(words::EXAMPLES)?;
        for row in rows::lints(&told.profile.all) {
            let id = escape(row.name);
            writeln!(self.out, "<h3 id=\"{id}\"><code>{id}</code></h3>\n<ul>")?;
            for sample in told.profile.samples(row.name) {
                let finding = &sample.finding;
                let message = rows::message(told, finding);
                let place = rows::place(finding);
                writeln!(
                    self.out,
                    "<li>{}<blockquote>{}</blockquote><small>{}</small></li>",
                    escape(&message),
                    excerpt(finding),
                    escape(&place),
                )?;
            }
            writeln!(self.out, "</ul>")?;
        }
        Ok(())
    }
}

/// The rate in `tally` of what `row` counts.
fn rate_of(row: &Row<'_>, tally: &Tally) -> f64 {
    let rate = if row.level.is_some() {
        let found = tally.lints.get(row.name);
        tally.rate(found.map_or(0, |found| found.findings))
    } else {
        let mut levels = rows::levels(tally).into_iter();
        let level = levels.find(|level| level.name == row.name);
        level.and_then(|level| level.rate)
    };
    rate.unwrap_or_default()
}

/// The place of `finding`, marked, in its line.
fn excerpt(finding: &Finding) -> String {
    let place = &finding.location;
    let around = place.around();
    let before: Vec<char> = around.before.chars().collect();
    let before: String = before[before.len().saturating_sub(AROUND)..]
        .iter()
        .collect();
    let after: String = around.after.chars().take(AROUND).collect();
    let here = shown(&place.text);
    let [before, here, after] =
        [before, here, after].map(|text| escape(visible(&text)).into_owned());
    format!("{before}<mark>{here}</mark>{after}")
}

/// `text`, escaped, with what stands between backticks as code.
fn in_code(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(number, part)| match number % 2 {
        0 => escape(part).into_owned(),
        _ => format!("<code>{}</code>", escape(part)),
    });
    parts.collect()
}
