//! The file of a lint: `lints/<id>.toml`.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::document::{BlockKind, Format};
use crate::finding::{Applicability, Category, Severity};
use crate::message::{Templates, Text};

/// What a lint file says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LintFile {
    /// The family.
    pub category: Category,
    /// The default level.
    pub severity: Level,
    /// The most that its fixes may claim.
    pub fix: FixLevel,
    /// The version that brought it.
    #[serde(default)]
    pub since: Option<String>,
    /// Nothing else is reported or repaired where it reports.
    #[serde(default)]
    pub locks: bool,
    /// From how many findings of one message in an article on they are one, at the first place; the others become
    /// related places. The message and the fix `throughout` tell them, where there are such.
    #[serde(default)]
    pub gather: Option<usize>,
    /// What it finds, in a few words.
    pub summary: Text,
    /// What the defect costs.
    #[serde(default)]
    pub why: Option<Text>,
    /// What to do about it.
    pub help: Text,
    /// What findings say.
    pub messages: Templates,
    /// What findings advise, where [`LintFile::help`] is too general.
    #[serde(default)]
    pub helps: Templates,
    /// What related places are.
    #[serde(default)]
    pub labels: Templates,
    /// What fixes do.
    #[serde(default)]
    pub fixes: Templates,
    /// What to call characters that cannot be shown, by code point (`"U+200B"`): the placeholder `{name}`.
    #[serde(default)]
    pub names: Templates,
    /// The options with their defaults.
    #[serde(default)]
    pub options: toml::Table,
    /// Pieces of regular expressions by name, for patterns that share them: `(?&name)` stands for the piece.
    #[serde(default)]
    pub fragments: BTreeMap<String, String>,
    /// What patterns put in place of each character of `at`, unless they say otherwise.
    #[serde(default)]
    pub translate: BTreeMap<char, String>,
    /// What to look for; a lint that has code may have patterns besides.
    #[serde(default)]
    pub pattern: Vec<PatternSpec>,
    /// Wrong words and what is right.
    #[serde(default)]
    pub words: WordSpecs,
    /// Text with the defect; [`Lint::examples`](super::Lint::examples) has it.
    #[serde(default)]
    pub(super) bad: Vec<Example>,
    /// Text without it that comes close.
    #[serde(default)]
    pub(super) good: Vec<Example>,
}

/// What shows what a lint does.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Examples {
    /// Text with the defect.
    pub bad: Vec<Example>,
    /// Text without it that comes close.
    pub good: Vec<Example>,
}

/// What is right instead of a wrong word, and where the word is no mistake.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordSpec {
    /// What to write.
    pub to: String,
    /// Vetoes a word that one of its own matches overlaps.
    pub unless: Option<String>,
    /// What must stand right before the word.
    pub before: Option<String>,
    /// What must stand right behind it.
    pub after: Option<String>,
}

/// A `[words]` table: what is right by what is wrong.
pub type WordSpecs = BTreeMap<String, WordEntry>;

/// A line of the table: `"wrong" = "right"` or `"wrong" = { to = "right", … }`.
#[derive(Clone, Debug)]
pub struct WordEntry(pub WordSpec);

impl<'de> Deserialize<'de> for WordEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = WordEntry;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the right word, or a table with `to`")
            }

            fn visit_str<E: de::Error>(self, to: &str) -> Result<WordEntry, E> {
                Ok(WordEntry(WordSpec {
                    to: to.to_owned(),
                    ..WordSpec::default()
                }))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WordEntry, A::Error> {
                WordSpec::deserialize(MapAccessDeserializer::new(map)).map(WordEntry)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// A level, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Not run.
    Off,
    /// Worth knowing.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Level {
    /// The words for levels, as lint.toml takes them.
    pub const WORDS: [&'static str; 4] = ["error", "warning", "info", "off"];

    /// The level that `word` names.
    pub fn of_word(word: &str) -> Option<Self> {
        match word {
            "off" => Some(Self::Off),
            "info" => Some(Self::Info),
            "warning" => Some(Self::Warning),
            "error" => Some(Self::Error),
            _ => None,
        }
    }
}

impl From<Level> for Option<Severity> {
    fn from(level: Level) -> Self {
        match level {
            Level::Off => None,
            Level::Info => Some(Severity::Info),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

/// The most that the fixes of a lint may claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FixLevel {
    /// It offers none.
    None,
    /// Proposals only.
    Display,
    /// At most unsafe ones.
    Unsafe,
    /// Safe ones.
    Safe,
}

impl FixLevel {
    /// `wanted`, or the most that is allowed.
    pub fn cap(self, wanted: Applicability) -> Option<Applicability> {
        let most = match self {
            Self::None => return None,
            Self::Display => Applicability::Display,
            Self::Unsafe => Applicability::Unsafe,
            Self::Safe => Applicability::Safe,
        };
        Some(wanted.min(most))
    }

    /// The word in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Display => "display",
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// A pattern as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PatternSpec {
    /// The key of the message; `found` where there is only one.
    #[serde(default = "found")]
    pub message: String,
    /// What to find. The group `at` is what is reported; without it, the whole match is.
    pub regex: Spanned<String>,
    /// Vetoes a match of `regex` that one of its own matches overlaps.
    #[serde(default)]
    pub unless: Option<Spanned<String>>,
    /// The level of its findings, where that is not the file's.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// What a match must lie inside.
    #[serde(default)]
    pub within: Within,
    /// The kinds of block to look in; all but code where none are named.
    #[serde(default)]
    pub kinds: Vec<BlockKind>,
    /// The ways of writing to look in; all where none are named.
    #[serde(default)]
    pub formats: Vec<ExampleFormat>,
    /// From how many matches in one article on they are one finding, at the first of them. Its message and its fix
    /// have the key `throughout`, and `{count}` is their number.
    #[serde(default)]
    pub gather: Option<usize>,
    /// What to put in place of `at`; `$name` stands for a group.
    #[serde(default)]
    pub replace: Option<String>,
    /// What to put in place of each character of `at`, for a run of characters; nothing takes it out.
    #[serde(default)]
    pub translate: BTreeMap<char, String>,
    /// How certain the replacement is; the file's `fix` where it is silent.
    #[serde(default)]
    pub applicability: Option<Applicability>,
}

fn found() -> String {
    "found".to_owned()
}

/// What a match must lie inside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// One sentence of the prose.
    #[default]
    Sentence,
    /// One block of the prose: `^` and `$` are its ends.
    Block,
    /// The prose of the whole article.
    Document,
    /// The text as written, markup and all.
    Source,
}

/// A text that shows what a lint does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// The text; in a bad one, ⟦…⟧ marks exactly what is reported.
    #[serde(default)]
    pub text: String,
    /// Several articles, for a lint that compares them.
    #[serde(default)]
    pub docs: Vec<String>,
    /// The text after all fixes.
    #[serde(default)]
    pub fixed: Option<String>,
    /// What makes it worth showing.
    #[serde(default)]
    pub note: Option<String>,
    /// The level of all that is reported in it, where the evidence decides.
    #[serde(default)]
    pub level: Option<Severity>,
    /// How it is written.
    #[serde(default)]
    pub format: ExampleFormat,
    /// Options that differ from their defaults.
    #[serde(default)]
    pub options: toml::Table,
}

/// How an example is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExampleFormat {
    /// Markdown.
    #[default]
    Markdown,
    /// Plain text.
    Text,
    /// HTML.
    Html,
}

impl From<ExampleFormat> for Format {
    fn from(format: ExampleFormat) -> Self {
        match format {
            ExampleFormat::Markdown => Self::Markdown,
            ExampleFormat::Text => Self::Text,
            ExampleFormat::Html => Self::Html,
        }
    }
}
