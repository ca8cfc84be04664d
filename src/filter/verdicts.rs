//! What a run's findings say about each record.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::rules::Rules;
use super::samples::{Sample, Samples};
use crate::Span;
use crate::finding::{FileName, Finding, Severity};

/// The lint that tells of records that cannot be read.
const UNREADABLE: &str = "malformed-record";

/// What is to become of a record, or of a file that is one article.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// It could not be read.
    pub failed: bool,
    /// The worst finding because of which it is dropped; what stays once it is fixed decides again.
    pub dropped: Option<Dropped>,
    /// What it is tagged with, in the order of the text.
    pub tags: Vec<Tag>,
    /// Is there something to fix?
    pub fixable: bool,
}

/// Why a record is dropped.
#[derive(Clone, Debug)]
pub struct Dropped {
    /// By the finding of this lint.
    pub lint: Arc<str>,
    /// Its level.
    pub severity: Severity,
    /// Would a fix that is to be applied take it away?
    pub fixable: bool,
}

/// A finding in a tag.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its lint.
    pub lint: Arc<str>,
    /// Its level.
    pub severity: Severity,
    /// Its places in the file, in bytes.
    pub places: Vec<Span>,
    /// Does it come from comparing articles? Fixing a record does not find it again.
    pub of_corpus: bool,
}

/// The verdicts on all files of a run; none on a record is to keep it as it is.
#[derive(Debug, Default)]
pub struct Verdicts {
    files: HashMap<FileName, BTreeMap<usize, Verdict>>,
    samples: Samples,
}

impl Verdicts {
    /// Adds what `finding` says under `rules`.
    pub fn add(&mut self, rules: &Rules, finding: &Finding, of_corpus: bool) {
        let fails = *finding.lint == *UNREADABLE && finding.severity == Severity::Error;
        let fixable = rules.fix.is_some_and(|least| {
            finding.suppressed.is_none() && finding.applicability().is_some_and(|fix| fix >= least)
        });
        let (drops, tags) = (rules.drop.covers(finding), rules.tag.covers(finding));
        if !(fails || fixable || drops || tags) {
            return;
        }
        if drops && !fails && !fixable {
            self.samples.add(finding);
        }
        let of_file = self.files.entry(finding.location.path.clone()).or_default();
        let index = finding
            .location
            .record
            .as_ref()
            .map_or(0, |record| record.index);
        let verdict = of_file.entry(index).or_default();
        verdict.failed |= fails;
        verdict.fixable |= fixable;
        if drops {
            verdict.drop(Dropped {
                lint: finding.lint.clone(),
                severity: finding.severity,
                fixable,
            });
        }
        if tags {
            verdict.tags.push(Tag::of(finding, of_corpus));
        }
    }

    /// Those on the records of the file named `path`.
    pub fn of_file(&self, path: &FileName) -> Option<&BTreeMap<usize, Verdict>> {
        self.files.get(path)
    }

    /// Some of the findings because of which records are dropped, by lint.
    pub fn samples(&self) -> impl Iterator<Item = (&str, &[Sample])> {
        self.samples.by_lint()
    }
}

impl Verdict {
    /// Adds a reason to drop it: what no fix takes away comes before what one does, then the worst.
    pub(super) fn drop(&mut self, reason: Dropped) {
        let rank = |reason: &Dropped| (!reason.fixable, reason.severity);
        if self
            .dropped
            .as_ref()
            .is_none_or(|worst| rank(worst) < rank(&reason))
        {
            self.dropped = Some(reason);
        }
    }
}

impl Tag {
    pub(super) fn of(finding: &Finding, of_corpus: bool) -> Self {
        let places = finding.all_places().filter_map(|place| place.range);
        Self {
            lint: finding.lint.clone(),
            severity: finding.severity,
            places: places
                .map(|range| Span::new(range.start.offset, range.end.offset))
                .collect(),
            of_corpus,
        }
    }
}
