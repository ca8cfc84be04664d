//! What is counted of articles that belong together.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::Lengths;
use crate::engine::Facts;
use crate::evidence::script::{Undecided, Verdict};
use crate::finding::{Finding, Severity};
use crate::language::convert::{Region, Script};
use crate::report::{Counts, words};

/// The counts of some articles.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Articles.
    pub articles: usize,
    /// Records that hold none: they cannot be read, or their text is empty.
    pub without_text: usize,
    /// Characters, as `--statistics` counts them.
    pub characters: usize,
    /// Findings by level.
    pub counts: Counts,
    /// Articles and records with findings.
    pub touched: Touched,
    /// What each lint found.
    pub lints: BTreeMap<Arc<str>, Found>,
    /// Articles by what they are written in.
    pub scripts: BTreeMap<Writing, usize>,
    /// Articles by the region whose forms they have, where that is known.
    pub regions: BTreeMap<&'static str, usize>,
    /// Articles by the encoding of their files.
    pub encodings: BTreeMap<&'static str, usize>,
    /// How long the articles are.
    pub lengths: Lengths,
}

/// How many articles have findings of a level or a worse one.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Touched {
    /// Errors.
    pub error: usize,
    /// Warnings or errors.
    pub warning: usize,
    /// Any findings.
    pub info: usize,
}

/// What a lint found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found {
    /// Findings.
    pub findings: usize,
    /// Articles with such findings.
    pub articles: usize,
    /// The worst level of them.
    pub worst: Option<Severity>,
}

/// What an article is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Writing {
    /// Traditional Chinese.
    Traditional,
    /// Simplified Chinese.
    Simplified,
    /// Both, and neither is foreign.
    Mixed,
    /// Japanese.
    Japanese,
    /// It has too few characters of one script alone, or none.
    Undecided,
}

impl Writing {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 5] = [
        Self::Traditional,
        Self::Simplified,
        Self::Mixed,
        Self::Japanese,
        Self::Undecided,
    ];

    /// The word of reports for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Traditional => "traditional",
            Self::Simplified => "simplified",
            Self::Mixed => "mixed",
            Self::Japanese => "japanese",
            Self::Undecided => "undecided",
        }
    }
}

impl From<Verdict> for Writing {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Decided(Script::Traditional) => Self::Traditional,
            Verdict::Decided(Script::Simplified) => Self::Simplified,
            Verdict::Even => Self::Mixed,
            Verdict::Undecided(Undecided::Japanese) => Self::Japanese,
            Verdict::Undecided(Undecided::TooFew | Undecided::TooEven) => Self::Undecided,
        }
    }
}

/// The word of reports for programs for `region`, which lint.toml knows too.
fn word_of(region: Region) -> &'static str {
    match region {
        Region::China => "cn",
        Region::HongKong => "hk",
        Region::Taiwan => "tw",
    }
}

/// Of what a finding is the first one in its article.
#[derive(Clone, Copy)]
pub(super) struct First {
    /// Of its lint.
    pub(super) of_lint: bool,
    /// Of each level, or of a worse one.
    pub(super) of_levels: [bool; 3],
}

impl First {
    /// The levels, as in [`First::of_levels`].
    pub(super) const LEVELS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];
}

impl Tally {
    /// Counts an article.
    pub(super) fn add(&mut self, facts: &Facts) {
        let Some(script) = facts.script else {
            self.without_text += 1;
            return;
        };
        self.articles += 1;
        self.characters += facts.characters;
        *self.scripts.entry(script.into()).or_default() += 1;
        *self.encodings.entry(facts.encoding).or_default() += 1;
        if let Some(region) = facts.region {
            *self.regions.entry(word_of(region)).or_default() += 1;
        }
        self.lengths.add(facts.characters);
    }

    /// Counts a finding.
    pub(super) fn found(&mut self, finding: &Finding, first: First) {
        self.counts.count(finding.severity);
        let [error, warning, info] = first.of_levels.map(usize::from);
        self.touched.error += error;
        self.touched.warning += warning;
        self.touched.info += info;
        let found = self.lints.entry(finding.lint.clone()).or_default();
        found.findings += 1;
        found.articles += usize::from(first.of_lint);
        found.worst = found.worst.max(Some(finding.severity));
    }

    /// The share that so many of its articles and records are.
    pub fn share(&self, articles: usize) -> f64 {
        articles as f64 / (self.articles + self.without_text).max(1) as f64
    }

    /// So many findings for each 10,000 characters; `None` without characters.
    pub fn rate(&self, findings: usize) -> Option<f64> {
        (self.characters > 0).then(|| words::per_ten_thousand(findings, self.characters))
    }
}
