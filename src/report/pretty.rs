//! The report for people: miette draws it.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, Write};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity as MietteSeverity,
    SourceCode,
};

use super::excerpt::ExcerptSource;
use super::{Report, words};
use crate::catalog::Lang;
use crate::finding::{Finding, Location, Severity};

/// How a report for people is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// In colour, with links.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Language of the words that belong to no lint.
    pub lang: Lang,
    /// Show suppressed findings too.
    pub suppressed: bool,
}

/// Occurrences of one problem that are shown before the rest is counted.
const SHOWN_TOGETHER: usize = 8;

/// Writes `report` to `out`.
pub fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let theme = if style.color {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_links(false)
        .with_context_lines(0)
        .with_show_related_as_nested(true);
    for group in groups(report, style.suppressed) {
        let mut page = String::new();
        // Writing to a string cannot fail, and our diagnostics give the handler nothing to fail on.
        if handler
            .render_report(&mut page, &Shown::group(&group, style))
            .is_ok()
        {
            let page = page.trim_end().trim_start_matches('\n');
            writeln!(out, "{}", in_language(page, style.lang))?;
            writeln!(out)?;
        }
    }
    writeln!(out, "{}", words::summary(&report.summary, style.lang))
}

/// `page` with miette's one word of its own, the `help:` before an advice, in `lang`.
fn in_language(page: &str, lang: Lang) -> String {
    // Before the word stand only spaces, rules and colour codes, whose one letter is an m.
    let is_label = |before: &str| before.chars().all(|c| !c.is_alphabetic() || c == 'm');
    let lines = page.lines().map(|line| match line.split_once("help: ") {
        Some((before, after)) if is_label(before) => {
            format!("{before}{}{after}", words::help(lang))
        }
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The findings, equal ones of one file together: a word that is wrong three times is one problem.
fn groups(report: &Report, suppressed: bool) -> Vec<Vec<&Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    let mut index: HashMap<(&str, Option<usize>, u64, &str), usize> = HashMap::new();
    for finding in report
        .findings
        .iter()
        .filter(|finding| suppressed || finding.suppressed.is_none())
    {
        let record = finding.location.record.as_ref().map(|record| record.index);
        let key = (
            &*finding.location.path,
            record,
            finding.fingerprint,
            finding.message.as_str(),
        );
        if let Some(at) = index.get(&key) {
            groups[*at].push(finding);
        } else {
            index.insert(key, groups.len());
            groups.push(vec![finding]);
        }
    }
    groups
}

/// A finding or a related place, as miette wants it.
#[derive(Debug)]
struct Shown {
    message: String,
    code: Option<String>,
    severity: MietteSeverity,
    help: Option<String>,
    source: Option<ExcerptSource>,
    related: Vec<Shown>,
}

impl Shown {
    fn group(group: &[&Finding], style: Style) -> Self {
        let finding = group[0];
        // The gutter holds the line number, a bar and a space on each side.
        let columns = style.width.saturating_sub(10).max(20);
        let mut related: Vec<Shown> = group[1..]
            .iter()
            .take(SHOWN_TOGETHER)
            .map(|other| {
                Self::place(
                    &other.location,
                    words::again(style.lang).to_owned(),
                    columns - 4,
                )
            })
            .collect();
        if let (Some(last), more @ 1..) = (
            related.last_mut(),
            group.len().saturating_sub(SHOWN_TOGETHER + 1),
        ) {
            last.help = Some(words::more(more, style.lang));
        }
        for place in &finding.related {
            related.push(Self::place(
                &place.location,
                place.message.clone(),
                columns - 4,
            ));
        }
        Self {
            message: match finding.location.range {
                Some(_) => finding.message.clone(),
                None => format!("{}: {}", finding.location.path, finding.message),
            },
            code: Some(finding.lint.to_string()),
            severity: match finding.severity {
                Severity::Error => MietteSeverity::Error,
                Severity::Warning => MietteSeverity::Warning,
                Severity::Info => MietteSeverity::Advice,
            },
            help: Some(finding.help.clone()).filter(|help| !help.is_empty()),
            source: excerpt(&finding.location, columns),
            related,
        }
    }

    fn place(location: &Location, message: String, columns: usize) -> Self {
        Self {
            message,
            code: None,
            severity: MietteSeverity::Advice,
            help: None,
            source: excerpt(location, columns),
            related: Vec::new(),
        }
    }
}

/// The line around `location`; nothing for a finding about a whole file.
fn excerpt(location: &Location, columns: usize) -> Option<ExcerptSource> {
    location
        .range
        .is_some()
        .then(|| ExcerptSource::new(location, columns))
}

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code
            .as_ref()
            .map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<MietteSeverity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.source.as_ref()?.label_span();
        let place = LabeledSpan::new_primary_with_span(None, span);
        Some(Box::new(std::iter::once(place)))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        if self.related.is_empty() {
            return None;
        }
        Some(Box::new(
            self.related.iter().map(|place| place as &dyn Diagnostic),
        ))
    }
}
