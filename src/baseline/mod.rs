//! The baseline: defects that an archive had when newslint came to it. They are counted and not told, so that a run fails
//! on new ones alone.
//!
//! An entry names a file, a lint, and a print of the text that the lint found and the characters next to it. So a
//! paragraph may move, within its file or with it, and its defects stay known; whoever changes the words at a defect gets
//! to see it. The file of a baseline has an entry a line, sorted, and git merges it like any text.

mod file;
mod matching;
mod names;

use std::collections::BTreeMap;

use crate::finding::{Finding, Location, fingerprint, hash};

pub use matching::{Matching, Ran};
pub use names::Names;

/// The name of a baseline that nobody named.
pub const BASELINE_FILE: &str = "newslint.baseline";

/// Defects that are known, with how often each occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// How often, at least once.
    pub entries: BTreeMap<Entry, usize>,
}

/// A defect that is known. Ordered as in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The file, from the folder of the baseline on, as [`Names`] writes it.
    pub path: String,
    /// Id of the lint.
    pub lint: String,
    /// Tells the defect from others of its lint and file.
    pub print: u64,
}

impl Entry {
    /// The entry of the defect that `finding` tells of at `place`, in the file `path`.
    fn of(finding: &Finding, place: &Location, path: &str) -> Self {
        let text = fingerprint(&finding.lint, &place.text);
        let both = [text, place.nearest];
        Self {
            path: path.to_owned(),
            lint: finding.lint.to_string(),
            print: hash(both.into_iter().flat_map(u64::to_le_bytes)),
        }
    }
}

impl Baseline {
    /// How many defects are known.
    pub fn count(&self) -> usize {
        self.entries.values().sum()
    }

    /// The files with known defects, in their order.
    pub fn paths(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self.entries.keys().map(|entry| &*entry.path).collect();
        paths.dedup();
        paths
    }
}
