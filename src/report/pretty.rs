//! The report for people: miette draws it.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, Write};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity as MietteSeverity,
    SourceCode,
};

use super::emit::{Emitter, ReportFormat, Style, Totals};
use super::excerpt::ExcerptSource;
use super::visible::visible;
use super::words;
use crate::catalog::Lang;
use crate::catalog::wording::again;
use crate::finding::{Finding, Location, Severity};

pub(super) const FORMAT: ReportFormat = ReportFormat {
    name: "pretty",
    about: "With excerpts, for people",
    for_people: true,
    waits: true,
    holds_suppressed: true,
    extensions: &[],
    emitter: |style| Box::new(Pretty::new(style)),
};

/// Occurrences of one problem that are shown before the rest is counted.
const SHOWN_TOGETHER: usize = 8;

struct Pretty<'c> {
    style: Style<'c>,
    handler: GraphicalReportHandler,
    /// The findings of one article, equal ones together: a word that is wrong three times is one problem.
    groups: Vec<Group>,
    /// Where in `groups` the findings of a fingerprint and a message are.
    index: HashMap<(u64, String), usize>,
}

/// Equal findings of one article.
struct Group {
    message: String,
    findings: Vec<Finding>,
}

impl<'c> Pretty<'c> {
    fn new(style: Style<'c>) -> Self {
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
        Self {
            style,
            handler,
            groups: Vec::new(),
            index: HashMap::new(),
        }
    }

    /// Draws the findings of an article.
    fn draw(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.index.clear();
        for group in self.groups.drain(..) {
            let mut page = String::new();
            // Writing to a string cannot fail, and our diagnostics give the handler nothing to fail on.
            let drawn = Drawn::group(group, self.style);
            if self.handler.render_report(&mut page, &drawn).is_ok() {
                let page = page.trim_end().trim_start_matches('\n');
                writeln!(out, "{}", help_in_language(page, self.style.wording.lang()))?;
                writeln!(out)?;
            }
        }
        Ok(())
    }
}

impl Emitter for Pretty<'_> {
    fn finding(&mut self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let article = |finding: &Finding| {
            let Location { path, record, .. } = &finding.location;
            (path.clone(), record.as_ref().map(|record| record.index))
        };
        let of_another = |group: &Group| article(&group.findings[0]) != article(finding);
        if self.groups.first().is_some_and(of_another) {
            self.draw(out)?;
        }
        let message = self.style.wording.message(finding);
        let key = (finding.fingerprint, message);
        if let Some(at) = self.index.get(&key) {
            self.groups[*at].findings.push(finding.clone());
            return Ok(());
        }
        self.groups.push(Group {
            message: key.1.clone(),
            findings: vec![finding.clone()],
        });
        self.index.insert(key, self.groups.len() - 1);
        Ok(())
    }

    fn end(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.draw(out)?;
        let lang = self.style.wording.lang();
        writeln!(out, "{}", words::summary(totals.summary, lang))
    }
}

/// `page` with miette's one word of its own, the `help:` before an advice, in `lang`.
pub fn help_in_language(page: &str, lang: Lang) -> String {
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

/// A finding or a related place, as miette wants it.
#[derive(Debug)]
struct Drawn {
    message: String,
    code: Option<String>,
    severity: MietteSeverity,
    help: Option<String>,
    source: Option<ExcerptSource>,
    related: Vec<Drawn>,
}

impl Drawn {
    fn group(group: Group, style: Style<'_>) -> Self {
        let Group { message, findings } = group;
        let (finding, wording) = (&findings[0], style.wording);
        // The gutter holds the line number, a bar and a space on each side.
        let columns = style.width.saturating_sub(10).max(20);
        let mut related: Vec<Self> = findings[1..]
            .iter()
            .take(SHOWN_TOGETHER)
            .map(|other| {
                let again = again(wording.lang());
                Self::place(&other.location, again, columns - 4)
            })
            .collect();
        if let (Some(last), more @ 1..) = (
            related.last_mut(),
            findings.len().saturating_sub(SHOWN_TOGETHER + 1),
        ) {
            last.help = Some(words::more(more, wording.lang()));
        }
        let (mut further, mut hidden) = (0, 0);
        for place in &finding.related {
            further += usize::from(place.label == "again");
            if further > SHOWN_TOGETHER && place.label == "again" {
                hidden += 1;
                continue;
            }
            let label = wording.label(finding, place);
            related.push(Self::place(&place.location, &label, columns - 4));
        }
        if let (Some(last), 1..) = (related.last_mut(), hidden) {
            last.help = Some(words::more(hidden, wording.lang()));
        }
        Self {
            message: match finding.location.range {
                Some(_) => visible(&message).into_owned(),
                None => visible(&format!("{}: {message}", finding.location.path)).into_owned(),
            },
            code: Some(finding.lint.to_string()),
            severity: match finding.severity {
                Severity::Error => MietteSeverity::Error,
                Severity::Warning => MietteSeverity::Warning,
                Severity::Info => MietteSeverity::Advice,
            },
            help: Some(visible(&wording.help(finding)).into_owned())
                .filter(|help| !help.is_empty()),
            source: excerpt(&finding.location, columns),
            related,
        }
    }

    fn place(location: &Location, message: &str, columns: usize) -> Self {
        Self {
            message: visible(message).into_owned(),
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

impl fmt::Display for Drawn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Drawn {}

impl Diagnostic for Drawn {
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
