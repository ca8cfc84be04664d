//! The files of a run, each known by its index.

use crate::index::Index;
use crate::input::Target;

/// What a run reads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Files<'t> {
    /// To be linted.
    pub linted: &'t [Target],
    /// What their articles are compared with besides each other; nothing is told of these files.
    pub archive: &'t [Target],
    /// What is known of articles that nobody reads again, with which they are compared, too.
    pub index: Option<&'t Index>,
}

impl<'t> Files<'t> {
    /// `linted`, without an archive.
    pub fn linted(linted: &'t [Target]) -> Self {
        Self {
            linted,
            ..Self::default()
        }
    }

    pub(super) fn len(self) -> usize {
        self.linted.len() + self.archive.len()
    }

    pub(super) fn iter(self) -> impl Iterator<Item = &'t Target> {
        self.linted.iter().chain(self.archive)
    }

    pub(super) fn get(self, index: usize) -> Option<&'t Target> {
        let archived = || self.archive.get(index - self.linted.len());
        self.linted.get(index).or_else(archived)
    }

    pub(super) fn is_archived(self, index: usize) -> bool {
        index >= self.linted.len()
    }
}
