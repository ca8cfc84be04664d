//! How far a run is, for somebody who shows it meanwhile.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Counts what is done.
#[derive(Debug, Default)]
pub struct Meter {
    files: AtomicU64,
    articles: AtomicU64,
    bytes: AtomicU64,
    compares: AtomicBool,
}

/// What was done when somebody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// Files that are begun, the last one in the order of the run.
    pub files: u64,
    /// Articles that are linted.
    pub articles: u64,
    /// How many bytes of UTF-8 these are, with the records around them.
    pub bytes: u64,
    /// Is all read, and are articles being compared?
    pub compares: bool,
}

impl Meter {
    /// Adds an article of so many bytes, in the file of this index; none where a file turned out to hold none.
    pub(super) fn add(&self, file: usize, article: Option<usize>) {
        self.files.fetch_max(file as u64 + 1, Ordering::Relaxed);
        if let Some(bytes) = article {
            self.articles.fetch_add(1, Ordering::Relaxed);
            self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        }
    }

    pub(super) fn compares(&self) {
        self.compares.store(true, Ordering::Relaxed);
    }

    /// What is done by now.
    pub fn done(&self) -> Done {
        Done {
            files: self.files.load(Ordering::Relaxed),
            articles: self.articles.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            compares: self.compares.load(Ordering::Relaxed),
        }
    }
}
