//! Where lints put what they find: spans become places, edits of the prose become edits of the file.

use std::sync::Arc;

use crate::Span;
use crate::catalog::Lint;
use crate::evidence::Article;
use crate::finding::{self, Applicability, Edit, Finding, Fix, Key, Location, Related, Severity};
use crate::suppress::precedence;

/// So many places of one lint in one article that may be gathered are kept with their lines. Where there are more they are
/// told as one, which shows the first few.
const WITH_LINES: usize = 1000;

/// The findings of one lint in one article.
pub struct Findings<'a> {
    lint: &'a Lint,
    severity: Severity,
    article: &'a Article<'a>,
    found: &'a mut Vec<Finding>,
    /// How many of them may be gathered.
    gathered: usize,
}

impl<'a> Findings<'a> {
    /// Collects for `lint`, run at `severity` on `article`, into `found`.
    pub fn new(
        lint: &'a Lint,
        severity: Severity,
        article: &'a Article<'a>,
        found: &'a mut Vec<Finding>,
    ) -> Self {
        Self {
            lint,
            severity,
            article,
            found,
            gathered: 0,
        }
    }

    /// Is what is wrong at `span` of the prose told by another lint? Such a finding is dropped when it is reported; a
    /// lint that tells several places at once asks before it counts them.
    pub fn gives_way(&self, span: Span) -> bool {
        precedence::gives_way(&self.lint.id, self.article, span)
    }

    /// Begins a finding at `span` of the prose, told by the message `key`. It counts once [`Draft::report`] is called.
    pub fn at(&mut self, key: &'static str, span: Span) -> Draft<'_, 'a> {
        Draft::new(self, Place::Prose(span), key.into())
    }

    /// Begins a finding at `span` of the text as written.
    pub fn at_source(&mut self, key: &'static str, span: Span) -> Draft<'_, 'a> {
        Draft::new(self, Place::Text(span), key.into())
    }

    /// Begins a finding about the whole file.
    pub fn at_file(&mut self, key: &'static str) -> Draft<'_, 'a> {
        Draft::new(self, Place::File, key.into())
    }

    /// Begins a finding about the whole record as it stands in its file.
    pub fn at_record(&mut self, key: &'static str) -> Draft<'_, 'a> {
        Draft::new(self, Place::Record, key.into())
    }

    /// A finding whose key is not known in advance, from a pattern.
    pub(crate) fn at_pattern(&mut self, key: &str, span: Span, in_source: bool) -> Draft<'_, 'a> {
        let place = if in_source {
            Place::Text(span)
        } else {
            Place::Prose(span)
        };
        Draft::new(self, place, key.to_owned().into())
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
    key: Key,
    severity: Severity,
    gather: Option<usize>,
    values: Vec<(Key, String)>,
    related: Vec<Related>,
    fixes: Vec<Fix>,
}

impl<'f, 'a> Draft<'f, 'a> {
    fn new(findings: &'f mut Findings<'a>, place: Place, key: Key) -> Self {
        let (severity, gather) = (findings.severity, findings.lint.file.gather);
        Self {
            findings,
            place,
            key,
            severity,
            gather,
            values: Vec::new(),
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Gives the placeholder `name` its value.
    pub fn with(mut self, name: impl Into<Key>, value: impl Into<String>) -> Self {
        self.values.push((name.into(), value.into()));
        self
    }

    /// Reports at `severity` at most: for a case in which the evidence is weaker.
    pub fn at_most(mut self, severity: Severity) -> Self {
        self.severity = self.severity.min(severity);
        self
    }

    /// Tells it together with the others of its message where an article has at least so many, instead of what the
    /// lint's file says.
    pub(crate) fn gather(mut self, least: Option<usize>) -> Self {
        self.gather = least.or(self.gather);
        self
    }

    /// Reports at `severity`, unless lint.toml lowers the lint.
    pub(crate) fn at_level(mut self, severity: Severity) -> Self {
        let default = Option::from(self.findings.lint.file.severity);
        self.severity = match default {
            Some(default) if self.findings.severity < default => {
                severity.min(self.findings.severity)
            }
            _ => severity,
        };
        self
    }

    /// Points at another place of the prose; `label` says what is there.
    pub fn related(mut self, span: Span, label: &'static str) -> Self {
        self.related.push(Related {
            location: self.findings.article.locate(span),
            label: label.into(),
        });
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
        let Some(in_text) = self.findings.article.document.lower_all(edits) else {
            return self;
        };
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
        let source = self.findings.article.source;
        if let (Some(applicability), Some(edits)) =
            (self.findings.lint.file.fix.cap(wanted), source.lower(edits))
        {
            let edits = edits.into_iter().map(|edit| source.place(edit)).collect();
            let of = source.offsets();
            self.fixes
                .extend(Fix::new(title.into(), value, applicability, of, edits));
        }
    }

    /// Makes the finding count, unless another lint tells the defect.
    pub fn report(self) {
        let Findings { lint, article, .. } = *self.findings;
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
        if self.findings.gives_way(span) {
            return;
        }
        let mut finding = Finding {
            lint: Arc::clone(&lint.id),
            category: lint.category(),
            severity: self.severity,
            key: self.key,
            values: self.values,
            fingerprint: finding::fingerprint(&lint.id, &location.text),
            location,
            related: self.related,
            fixes: self.fixes,
            places: 1,
            suppressed: None,
            span,
            gather: self.gather,
        };
        self.findings.gathered += usize::from(self.gather.is_some());
        if self.gather.is_some() && self.findings.gathered > WITH_LINES {
            make_small(&mut finding);
        }
        self.findings.found.push(finding);
    }
}

/// Lets go of the lines around the places of `finding`, and of room to grow.
fn make_small(finding: &mut Finding) {
    finding.location.context = None;
    for related in &mut finding.related {
        related.location.context = None;
    }
    finding.values.shrink_to_fit();
    finding.related.shrink_to_fit();
    finding.fixes.shrink_to_fit();
}

impl Article<'_> {
    /// The place of `span` of the prose in the file.
    pub fn locate(&self, span: Span) -> Location {
        self.source
            .locate(self.document.to_source(span), self.document.slice(span))
    }
}
