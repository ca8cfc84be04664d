//! The articles of a run side by side.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::engine::Engine;
use crate::finding::Finding;
use crate::input::{self, Opened, Problem, ProblemKind, ReadOptions, Source, Target, Unpacked};
use crate::lint::corpus::Entry;

/// Compares the articles; their texts are read again where two seem alike. One that cannot be read again is a problem:
/// nobody knows what it would have shown.
pub(super) fn judge(
    engine: &Engine,
    targets: &[Target],
    reading: &ReadOptions,
    entries: &mut [Entry],
) -> (Vec<Finding>, Vec<Problem>) {
    if entries.len() < 2 {
        return (Vec::new(), Vec::new());
    }
    entries.sort_by(|a, b| order(a).cmp(&order(b)));
    let lost = Mutex::new(BTreeSet::new());
    let unpacked = Unpacked::default();
    let fetch = |entry: &Entry| {
        let read = read_again(entry, targets.get(entry.file)?, reading, &unpacked);
        read.map_err(|problem| {
            let mut lost = lost.lock().unwrap_or_else(PoisonError::into_inner);
            lost.insert(problem);
        })
        .ok()
    };
    let (findings, mut problems) = engine.judge(entries, &fetch);
    problems.extend(lost.into_inner().unwrap_or_else(PoisonError::into_inner));
    (findings, problems)
}

/// Path, record, and the file itself where two have the same name.
fn order(entry: &Entry) -> impl Ord + '_ {
    let record = entry.record.as_ref().map(|record| record.index);
    (&entry.path, record, entry.file)
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
    let source = match entry.start {
        Some(start) => input::read_again(target, entry.file, reading, start, unpacked)?,
        None => match input::open(target, reading)? {
            Opened::Article(source) => Some(*source),
            Opened::Records(_) => None,
        },
    };
    source.ok_or_else(changed)
}
