//! Why newslint could not begin. An error carries a key and values; its words, in three languages, are in `error.toml`.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::message::{Lang, Templates};

/// Why a run, or the reading of settings and lints, could not begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong, as a key of the words.
    key: &'static str,
    /// What to do, as a key of the words, where that is another.
    help: &'static str,
    /// What the placeholders of the words stand for.
    values: Vec<(&'static str, String)>,
    /// Where, if it is a mistake in a file of settings or lints.
    mistake: Option<Box<Mistake>>,
}

/// The place of a mistake in a file of settings or lints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file.
    pub file: String,
    /// What it says; overlong lines are cut.
    pub text: String,
    /// The place in `text`, in bytes.
    pub at: Range<usize>,
}

impl Mistake {
    /// The line on which it begins, 1-based.
    pub fn line(&self) -> usize {
        let before = self.text.get(..self.at.start).unwrap_or_default();
        before.matches('\n').count() + 1
    }
}

/// The words, as `error.toml` has them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    messages: Templates,
    helps: Templates,
    labels: Templates,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("error.toml")).expect("the tests read error.toml")
});

impl Error {
    /// The error with this key.
    pub(crate) fn new(key: &'static str) -> Self {
        Self {
            key,
            help: key,
            values: Vec::new(),
            mistake: None,
        }
    }

    /// `detail` is what went wrong with `file`, or with what a flag names.
    pub(crate) fn about(file: impl fmt::Display, detail: impl fmt::Display) -> Self {
        Self::new("about-file")
            .with("file", file)
            .with("detail", detail)
    }

    /// The same with a value for a placeholder.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// The same with the advice of this key.
    #[must_use]
    pub(crate) fn with_help(mut self, key: &'static str) -> Self {
        self.help = key;
        self
    }

    /// The same with the word that may have been meant, else with the advice of the key `otherwise`.
    #[must_use]
    pub(crate) fn with_near(self, near: Option<&str>, otherwise: &'static str) -> Self {
        match near {
            Some(near) => self.with("near", near).with_help("near"),
            None => self.with_help(otherwise),
        }
    }

    /// The same at a place of a file, with values that are no longer than `longest` characters.
    #[must_use]
    pub(crate) fn at(mut self, mistake: Mistake, longest: usize) -> Self {
        for (_, value) in &mut self.values {
            if let Some((end, _)) = value.char_indices().nth(longest) {
                value.truncate(end);
                value.push('…');
            }
        }
        self.mistake = Some(Box::new(mistake));
        self
    }

    /// What is wrong.
    pub fn message(&self, lang: Lang) -> String {
        self.say(&WORDS.messages, self.key, lang)
            .unwrap_or_else(|| self.key.to_owned())
    }

    /// What to do.
    pub fn help(&self, lang: Lang) -> Option<String> {
        self.say(&WORDS.helps, self.help, lang)
    }

    /// Where, if it is a mistake in a file of settings or lints.
    pub fn mistake(&self) -> Option<&Mistake> {
        self.mistake.as_deref()
    }

    /// What stands at the place of a mistake.
    pub fn label(&self, lang: Lang) -> String {
        let own = self.say(&WORDS.labels, self.key, lang);
        own.or_else(|| self.say(&WORDS.labels, "here", lang))
            .unwrap_or_default()
    }

    fn say(&self, templates: &Templates, key: &str, lang: Lang) -> Option<String> {
        let value = |wanted: &str| {
            let mut values = self.values.iter();
            let found = values.find(|(name, _)| *name == wanted);
            found.map(|(_, value)| Cow::Borrowed(value.as_str()))
        };
        Some(templates.get(key)?.fill(lang, value))
    }
}

/// In English.
impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(mistake) = &self.mistake {
            write!(formatter, "{}:{}: ", mistake.file, mistake.line())?;
        }
        formatter.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for Error {}
