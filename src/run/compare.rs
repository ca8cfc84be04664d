//! The articles of a run side by side.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Mutex, PoisonError};

use super::Files;
use crate::engine::Engine;
use crate::finding::Finding;
use crate::input::{self, Opened, Problem, ProblemKind, ReadOptions, Source, Target, Unpacked};
use crate::lint::corpus::Entry;

/// Compares the articles; their texts are read again where two seem alike. One that cannot be read again is a problem:
/// nobody knows what it would have shown.
pub(super) fn judge(
    engine: &Engine,
    files: Files<'_>,
    reading: &ReadOptions,
    entries: &mut Vec<Entry>,
) -> (Vec<Finding>, Vec<Problem>) {
    let known = files
        .index
        .map_or(Ok(Vec::new()), |index| index.like(entries));
    let unread = match known {
        Ok(known) => {
            entries.extend(known);
            None
        }
        Err(problem) => Some(problem),
    };
    if entries.len() < 2 {
        return (Vec::new(), unread.into_iter().collect());
    }
    entries.sort_by(|a, b| order(a).cmp(&order(b)));
    drop_copies(entries);
    let lost = Mutex::new(BTreeSet::new());
    let unpacked = Unpacked::default();
    let fetch = |entry: &Entry| {
        let read = read_again(entry, files.get(entry.file)?, reading, &unpacked);
        read.map_err(|problem| {
            let mut lost = lost.lock().unwrap_or_else(PoisonError::into_inner);
            lost.insert(problem);
        })
        .ok()
    };
    let (findings, mut problems) = engine.judge(entries, &fetch);
    problems.extend(unread);
    problems.extend(lost.into_inner().unwrap_or_else(PoisonError::into_inner));
    (findings, problems)
}

/// An archive first, so that what is linted is the copy of it; then path, record, and the file itself where two have the
/// same name.
fn order(entry: &Entry) -> impl Ord + '_ {
    let record = entry.record.as_ref().map(|record| record.index);
    (!entry.is_archived, &entry.path, record, entry.file)
}

/// Of equal articles of an archive, which nobody compares with each other, the first is enough.
fn drop_copies(entries: &mut Vec<Entry>) {
    let mut seen = HashSet::new();
    entries.retain(|entry| {
        let whole = entry.fingerprint.whole;
        !entry.is_archived || whole == 0 || seen.insert(whole)
    });
}

/// Reads an article again; a record from where it begins.
fn read_again(
    entry: &Entry,
    target: &Target,
    reading: &ReadOptions,
    unpacked: &Unpacked,
) -> Result<Source, Problem> {
    let changed = || Problem::of_file(&target.display, ProblemKind::ChangedMeanwhile);
    if target.has_changed() {
        return Err(changed());
    }
    let source = match &entry.start {
        Some(start) => input::read_again(target, entry.file, start, reading, unpacked)?,
        None => match input::open(target, reading)? {
            Opened::Article(source) => Some(*source),
            Opened::Records(_) => None,
        },
    };
    source.ok_or_else(changed)
}
