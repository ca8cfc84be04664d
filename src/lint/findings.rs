//! Where lints put what they find: spans become places, keys become words, edits become the file's.

use std::sync::Arc;

use crate::Span;
use crate::catalog::{Lang, Lint, Templates};
use crate::evidence::Article;
use crate::finding::{self, Applicability, Edit, Finding, Fix, Location, Related, Severity};

/// The findings of one lint in one article.
pub struct Findings<'a> {
    lint: &'a Lint,
    severity: Severity,
    lang: Lang,
    article: &'a Article<'a>,
    found: &'a mut Vec<Finding>,
}

impl<'a> Findings<'a> {
    /// Collects for `lint`, run at `severity` on `article`, into `found`.
    pub fn new(
        lint: &'a Lint,
        severity: Severity,
        lang: Lang,
        article: &'a Article<'a>,
        found: &'a mut Vec<Finding>,
    ) -> Self {
        Self {
            lint,
            severity,
            lang,
            article,
            found,
        }
    }

    /// The language of messages.
    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// Begins a finding at `span` of the prose, told by the message `key`. It counts once [`Draft::report`] is called.
    pub fn at(&mut self, key: &'static str, span: Span) -> Draft<'_, 'a> {
        Draft {
            place: Place::Prose(span),
            key,
            ..Draft::new(self)
        }
    }

    /// Begins a finding at `span` of the text as written.
    pub fn at_source(&mut self, key: &'static str, span: Span) -> Draft<'_, 'a> {
        Draft {
            place: Place::Text(span),
            key,
            ..Draft::new(self)
        }
    }

    /// Begins a finding about the whole file.
    pub fn at_file(&mut self, key: &'static str) -> Draft<'_, 'a> {
        Draft {
            place: Place::File,
            key,
            ..Draft::new(self)
        }
    }

    /// Begins a finding about the whole record as it stands in its file.
    pub fn at_record(&mut self, key: &'static str) -> Draft<'_, 'a> {
        Draft {
            place: Place::Record,
            key,
            ..Draft::new(self)
        }
    }

    /// A finding whose key is not known in advance, from a pattern.
    pub(crate) fn at_pattern(&mut self, key: &str, span: Span, in_source: bool) -> Draft<'_, 'a> {
        let place = if in_source {
            Place::Text(span)
        } else {
            Place::Prose(span)
        };
        Draft {
            place,
            pattern_key: Some(key.to_owned()),
            ..Draft::new(self)
        }
    }
}

/// A place in the prose, or in the text that it was made from, or no place.
#[derive(Clone, Copy)]
enum Place {
    File,
    Record,
    Prose(Span),
    Text(Span),
}

/// A finding in the making.
#[must_use = "a draft counts only once it is reported"]
pub struct Draft<'f, 'a> {
    findings: &'f mut Findings<'a>,
    place: Place,
    key: &'static str,
    pattern_key: Option<String>,
    severity: Severity,
    values: Vec<(String, String)>,
    related: Vec<(Location, &'static str)>,
    fixes: Vec<(&'static str, Applicability, Vec<Edit>, Option<String>)>,
}

impl<'f, 'a> Draft<'f, 'a> {
    fn new(findings: &'f mut Findings<'a>) -> Self {
        let severity = findings.severity;
        Self {
            findings,
            place: Place::Prose(Span::default()),
            key: "",
            pattern_key: None,
            severity,
            values: Vec::new(),
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Gives the placeholder `name` its value.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// Reports at `severity` at most: for a case in which the evidence is weaker.
    pub fn at_most(mut self, severity: Severity) -> Self {
        self.severity = self.severity.min(severity);
        self
    }

    /// Points at another place of the prose; `label` says what is there.
    pub fn related(mut self, span: Span, label: &'static str) -> Self {
        self.related
            .push((self.findings.article.locate(span), label));
        self
    }

    /// Offers edits of the prose. Where they would cut through markup, the fix is left out.
    pub fn fix(self, title: &'static str, applicability: Applicability, edits: Vec<Edit>) -> Self {
        self.alternative(title, applicability, edits, None)
    }

    /// Offers one of several repairs; `value` stands for `{alternative}` in its title.
    pub fn alternative(
        mut self,
        title: &'static str,
        applicability: Applicability,
        edits: Vec<Edit>,
        value: Option<String>,
    ) -> Self {
        let mut in_text = Vec::new();
        for edit in edits {
            match self.findings.article.document.lower(&edit) {
                Some(edits) => in_text.extend(edits),
                None => return self,
            }
        }
        self.push_fix(title, applicability, in_text, value);
        self
    }

    /// Offers edits of the text as written.
    pub fn fix_source(
        mut self,
        title: &'static str,
        applicability: Applicability,
        edits: Vec<Edit>,
    ) -> Self {
        self.push_fix(title, applicability, edits, None);
        self
    }

    fn push_fix(
        &mut self,
        title: &'static str,
        wanted: Applicability,
        edits: Vec<Edit>,
        value: Option<String>,
    ) {
        if let (Some(applicability), Some(edits)) = (
            self.findings.lint.file.fix.cap(wanted),
            self.findings.article.source.lower(edits),
        ) {
            self.fixes.push((title, applicability, edits, value));
        }
    }

    /// Makes the finding count.
    pub fn report(self) {
        let Findings {
            lint,
            lang,
            article,
            ..
        } = *self.findings;
        let location = match self.place {
            Place::Prose(span) => article.locate(span),
            Place::Text(span) => article.source.locate(span, span.of(article.source.text())),
            Place::File => article.source.whole_file(),
            Place::Record => article.source.whole_record(),
        };
        let span = match self.place {
            Place::Prose(span) => span,
            Place::Text(span) => article.document.to_prose(span),
            Place::File | Place::Record => Span::default(),
        };
        let key = self.pattern_key.as_deref().unwrap_or(self.key);
        let mut values = self.values;
        if !values.iter().any(|(name, _)| name == "text") {
            values.push(("text".to_owned(), shown(&location.text)));
        }
        let related: Vec<Related> = self
            .related
            .into_iter()
            .map(|(place, label)| {
                let mut values = values.clone();
                values.push(("line".to_owned(), line_of(&place)));
                Related {
                    message: say(&lint.file.labels, label, lang, &values),
                    location: place,
                }
            })
            .collect();
        if let Some(first) = related.first() {
            values.push(("line".to_owned(), line_of(&first.location)));
        }
        let fixes = self
            .fixes
            .into_iter()
            .map(|(title, applicability, edits, value)| {
                let mut values = values.clone();
                values.extend(value.map(|value| ("alternative".to_owned(), value)));
                Fix {
                    title: say(&lint.file.fixes, title, lang, &values),
                    applicability,
                    edits,
                }
            })
            .collect();
        self.findings.found.push(Finding {
            lint: Arc::clone(&lint.id),
            category: lint.category(),
            severity: self.severity,
            message: say(&lint.file.messages, key, lang, &values),
            help: lint
                .file
                .helps
                .get(key)
                .unwrap_or(&lint.file.help)
                .fill(lang, &values),
            fingerprint: finding::fingerprint(&lint.id, &location.text),
            location,
            related,
            fixes,
            suppressed: None,
            span,
        });
    }
}

impl Article<'_> {
    /// The place of `span` of the prose in the file.
    pub fn locate(&self, span: Span) -> Location {
        self.source
            .locate(self.document.to_source(span), self.document.slice(span))
    }
}

/// A text as it is quoted in a message: long ones keep their two ends.
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 28;
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { '␣' } else { c })
        .collect();
    let count = text.chars().count();
    if count <= LONGEST {
        return text;
    }
    let head: String = text.chars().take(LONGEST - 9).collect();
    let tail: String = text.chars().skip(count - 8).collect();
    format!("{head}…{tail}")
}

pub(super) fn say(
    templates: &Templates,
    key: &str,
    lang: Lang,
    values: &[(String, String)],
) -> String {
    // The conventions test keeps keys and templates together; a missing one shows as its key.
    templates
        .get(key)
        .map_or_else(|| key.to_owned(), |text| text.fill(lang, values))
}

fn line_of(location: &Location) -> String {
    location
        .range
        .map_or_else(String::new, |range| range.start.line.to_string())
}
