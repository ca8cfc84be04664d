//! Why newslint could not begin.

use std::fmt;
use std::ops::Range;

/// Why a run, or the reading of settings and lints, could not begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Where, if it is a mistake in a file of settings or lints.
    pub mistake: Option<Box<Mistake>>,
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
    /// What to write under it.
    pub label: String,
}

impl Error {
    /// An error with this message.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
            mistake: None,
        }
    }

    /// The same with an advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same at a place of a file.
    #[must_use]
    pub fn at(mut self, mistake: Mistake) -> Self {
        self.mistake = Some(Box::new(mistake));
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(mistake) = &self.mistake {
            let before = mistake.text.get(..mistake.at.start).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            write!(formatter, "{}:{line}: ", mistake.file)?;
        }
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
