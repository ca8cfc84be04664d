//! Why newslint could not begin.

use std::fmt;

/// Why a run, or the reading of settings, could not begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The system gives no threads, for this reason.
    Threads(String),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Threads(reason) => write!(formatter, "no threads: {reason}"),
        }
    }
}

impl std::error::Error for Error {}
