//! Findings as miette wants them.

use std::fmt;

use miette::{Diagnostic, LabeledSpan, Severity as MietteSeverity, SourceCode};

use super::{Group, SHOWN_TOGETHER};
use crate::catalog::wording::again;
use crate::finding::{Location, Severity};
use crate::report::Style;
use crate::report::excerpt::ExcerptSource;
use crate::report::visible::visible;
use crate::report::words;

/// A finding or a related place, as miette wants it.
#[derive(Debug)]
pub(super) struct Drawn {
    message: String,
    code: Option<String>,
    severity: MietteSeverity,
    help: Option<String>,
    source: Option<ExcerptSource>,
    related: Vec<Drawn>,
}

impl Drawn {
    /// A finding, and where else in its article the same is wrong.
    pub(super) fn group(group: &Group, style: Style<'_>) -> Self {
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
                Some(_) => visible(message).into_owned(),
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
