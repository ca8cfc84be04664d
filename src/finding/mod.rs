//! What a lint found: plain data, no colour, no input or output.

mod file_name;
pub mod fix;
pub mod location;
pub mod rounds;

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use file_name::{FileName, path_of};
pub use fix::{Applicability, Edit, Fix, Offsets, PlacedEdit};
pub use location::{Context, Location, Position, Range, Record};

use crate::Span;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word used in reports and in lint.toml.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The family that a lint belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Category {
    Script,
    Structure,
    Duplication,
    Ocr,
    Encoding,
    Layout,
    Punctuation,
    Consistency,
    Meta,
}

impl Category {
    /// Every category, in the order in which `list` prints them.
    pub const ALL: [Self; 9] = [
        Self::Script,
        Self::Structure,
        Self::Duplication,
        Self::Ocr,
        Self::Encoding,
        Self::Layout,
        Self::Punctuation,
        Self::Consistency,
        Self::Meta,
    ];

    /// The word used in reports and in lint.toml.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::Structure => "structure",
            Self::Duplication => "duplication",
            Self::Ocr => "ocr",
            Self::Encoding => "encoding",
            Self::Layout => "layout",
            Self::Punctuation => "punctuation",
            Self::Consistency => "consistency",
            Self::Meta => "meta",
        }
    }
}

/// Names a template in a lint's file, or a placeholder in it.
pub type Key = Cow<'static, str>;

/// One defect, told in one place, with the other places that prove it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Id of the lint.
    pub lint: Arc<str>,
    /// Category of the lint.
    pub category: Category,
    /// Severity after configuration.
    pub severity: Severity,
    /// What is wrong: a key of the lint's `messages`. The report words it.
    pub key: Key,
    /// What the placeholders of its templates stand for, besides `{text}` and `{line}`, which follow from the places.
    pub values: Vec<(Key, String)>,
    /// Where.
    pub location: Location,
    /// The other places.
    pub related: Vec<Related>,
    /// Repairs, the best first.
    pub fixes: Vec<Fix>,
    /// Hash of the lint and the normalised text: the same for equal defects in one file.
    pub fingerprint: u64,
    /// In how many places of the article the defect is: all but the first are related.
    pub places: usize,
    /// Who silenced it, if somebody did.
    pub suppressed: Option<Suppression>,
    #[serde(skip)]
    /// The place in the article's prose, for precedence and locks; empty for corpus findings.
    pub span: Span,
    #[serde(skip)]
    /// From how many findings of its message in an article on they are told as one.
    pub gather: Option<usize>,
}

impl Finding {
    /// The most certain of its fixes.
    pub fn applicability(&self) -> Option<Applicability> {
        self.fixes.iter().map(|fix| fix.applicability).max()
    }

    /// The value that the placeholder `name` was given.
    pub fn value(&self, name: &str) -> Option<&str> {
        let value = self.values.iter().find(|(known, _)| known == name);
        value.map(|(_, value)| value.as_str())
    }

    /// Every place where the defect is: its own, and the others of a finding that tells several.
    pub fn all_places(&self) -> impl Iterator<Item = &Location> {
        let again = self
            .related
            .iter()
            .filter(|related| self.places > 1 && related.label == AGAIN);
        std::iter::once(&self.location).chain(again.map(|related| &related.location))
    }

    /// The other one of two that repeat each other, where the finding tells of one place alone. Which of the two is told
    /// of may change with the order of files and what else is read.
    pub fn original(&self) -> Option<&Location> {
        let mut related = self.related.iter();
        let original = related.find(|related| self.places == 1 && related.label == ORIGINAL)?;
        Some(&original.location)
    }

    /// The bytes of its file between which it lies; `None` for one about a whole file.
    pub fn offsets(&self) -> Option<(usize, usize)> {
        let range = self.location.range?;
        Some((range.start.offset, range.end.offset))
    }

    /// What orders a report: path, record, place, lint, key.
    pub fn order(&self) -> impl Ord + '_ {
        let record = self.location.record.as_ref().map(|record| record.index);
        let path = &self.location.path;
        (path, record, self.offsets(), &self.lint, &self.key)
    }
}

/// The label of the further places of a finding that tells several.
pub const AGAIN: &str = "again";

/// The label of what a finding's place repeats.
pub const ORIGINAL: &str = "original";

/// Another place that belongs to a finding, maybe in another file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What is there: a key of the lint's `labels`.
    pub label: Key,
}

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suppression {
    /// What silenced it.
    pub by: SuppressedBy,
    /// The reason given there; a comment may give none.
    pub reason: String,
    /// Its number among the exceptions of lint.toml, if it is one of them.
    #[serde(skip)]
    pub exception: Option<usize>,
}

/// What can silence a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuppressedBy {
    /// A comment in the article.
    Comment,
    /// An `[[allow]]` in lint.toml.
    Allow,
    /// The baseline: it was known when that was made.
    Baseline,
}

/// The fingerprint of a finding: FNV-1a over the lint's id and the text without white space.
pub fn fingerprint(lint: &str, text: &str) -> u64 {
    let bytes = lint
        .bytes()
        .chain([0])
        .chain(text.split_whitespace().flat_map(str::bytes));
    hash(bytes)
}

/// FNV-1a.
pub(crate) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
