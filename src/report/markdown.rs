//! A table in Markdown: for a comment on a pull request, and for the summary of a job.

use std::io::{self, Write};

use super::emit::{Emitter, ReportFormat, Style, Suppressed, Totals};
use super::entry::{Entries, Entry, worst_first};
use super::visible::visible;
use super::words;
use crate::catalog::Lang;
use crate::finding::{Finding, Severity};

pub(super) const FORMAT: ReportFormat = ReportFormat {
    name: "markdown",
    about: "A table for a comment on a pull request, as long as a comment may be",
    for_people: false,
    waits: true,
    suppressed: Suppressed::IfAsked,
    extensions: &["md", "markdown"],
    // GitHub takes 65,536 characters in a comment.
    emitter: |style| Box::new(Markdown::new(style, 64_000, |text| text.chars().count())),
};

/// The same for the summary of a job of GitHub Actions, which may have 1 MiB.
pub static STEP_SUMMARY: ReportFormat = ReportFormat {
    name: "step-summary",
    emitter: |style| Box::new(Markdown::new(style, 1_000_000, str::len)),
    ..FORMAT
};

struct Markdown<'c> {
    style: Style<'c>,
    entries: Entries<'c>,
    /// How long it may be, and how that is measured.
    most: usize,
    length: fn(&str) -> usize,
}

impl<'c> Markdown<'c> {
    fn new(style: Style<'c>, most: usize, length: fn(&str) -> usize) -> Self {
        Self {
            style,
            entries: Entries::new(style.wording),
            most,
            length,
        }
    }

    fn row(&self, entry: &Entry) -> String {
        let lang = self.style.wording.lang();
        let level = match &entry.excepted {
            _ if entry.is_problem => words::not_checked(lang),
            Some(_) => words::excepted(lang),
            None => words::severity(Some(entry.severity), lang),
        };
        let mark = match entry.severity {
            _ if entry.is_problem => "⛔",
            _ if entry.excepted.is_some() => "➖",
            Severity::Error => "❌",
            Severity::Warning => "⚠️",
            Severity::Info => "ℹ️",
        };
        let path = (!entry.path.is_empty()).then(|| code(&self.style.base.shown(&entry.path)));
        let place = [path, entry.place()].into_iter().flatten();
        let place = place.collect::<Vec<_>>().join(" ");
        let reason = entry.excepted.iter();
        let told: Vec<String> = [&entry.message, &entry.help]
            .into_iter()
            .chain(reason)
            .filter(|text| !text.is_empty())
            .map(|text| quoted(text))
            .collect();
        format!(
            "| {mark} {level} | {place} | {} | {} |\n",
            code(&entry.code),
            told.join("<br>")
        )
    }
}

impl Emitter for Markdown<'_> {
    fn finding(&mut self, finding: &Finding, _: &mut dyn Write) -> io::Result<()> {
        self.entries.add(finding);
        Ok(())
    }

    fn end(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.style.wording.lang();
        let mut entries = self.entries.take(totals.problems);
        worst_first(&mut entries);
        let numbers = plain(&words::summary(totals.summary, lang));
        writeln!(out, "### newslint\n\n{numbers}")?;
        if entries.is_empty() {
            return Ok(());
        }
        let titles = words::columns(lang).join(" | ");
        writeln!(out, "\n| {titles} |\n|---|---|---|---|")?;
        let counts = counts(totals, lang);
        let mut room = self.most.saturating_sub((self.length)(&counts) + AROUND);
        let mut written = 0;
        for entry in &entries {
            let row = self.row(entry);
            let Some(left) = room.checked_sub((self.length)(&row)) else {
                break;
            };
            out.write_all(row.as_bytes())?;
            (room, written) = (left, written + 1);
        }
        match entries.len() - written {
            0 => Ok(()),
            more => write!(out, "\n{}\n\n{counts}", words::more(more, lang)),
        }
    }
}

/// Room for what stands around the two tables.
const AROUND: usize = 500;

/// How many findings each lint has.
fn counts(totals: Totals<'_>, lang: Lang) -> String {
    let rows = totals.summary.by_lint.iter().map(|(lint, counts)| {
        let counts = words::counts(*counts, lang);
        format!("| {} | {counts} |\n", code(lint))
    });
    format!("| | |\n|---|---|\n{}", rows.collect::<String>())
}

/// `text` as code that may stand in a table.
fn code(text: &str) -> String {
    format!("<code>{}</code>", plain(text))
}

/// `text` with what stands between backticks as code, if each has its other half.
fn quoted(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return plain(text);
    }
    let is_code = |at: usize| at % 2 == 1;
    let pieces = pieces.iter().enumerate();
    pieces
        .map(|(at, piece)| {
            if is_code(at) {
                code(piece)
            } else {
                plain(piece)
            }
        })
        .collect()
}

/// `text` as it stands, in one line: no markup, no link, nobody mentioned.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // Behind these a service looks for names and numbers, whether they are escaped or not.
            '@' | '#' => out.extend([c.to_string().as_str(), APART]),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out.replace("://", &format!(":{APART}//"))
        .replace("www.", &format!("www{APART}."))
}

/// Shows nothing, and keeps what stands around it from being a link.
const APART: &str = "<!-- -->";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_others_is_no_markup() {
        assert_eq!(
            plain("a|b <img> *c* [d](e) @f #7 `g` https://h\ni"),
            "a\\|b &lt;img&gt; \\*c\\* \\[d\\](e) @<!-- -->f #<!-- -->7 \\`g\\` https:<!-- -->//h↵i"
        );
        assert_eq!(quoted("is `a|b` here"), "is <code>a\\|b</code> here");
        assert_eq!(quoted("an odd ` one"), "an odd \\` one");
    }
}
