//! The findings of a run against a baseline.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Baseline, Entry, Names};
use crate::engine::Engine;
use crate::finding::{FileName, Finding, Location, SuppressedBy, Suppression};
use crate::report::FileEntry;
use crate::suppress::UNUSED;

/// What a finding is marked with that is known.
const KNOWN: Suppression = Suppression {
    by: SuppressedBy::Baseline,
    reason: String::new(),
    exception: None,
};

/// A baseline in use: each of its entries covers as many defects as it counts.
#[derive(Debug)]
pub struct Matching {
    names: Names,
    baseline: Baseline,
    /// What of the baseline has not been found yet.
    left: BTreeMap<Entry, usize>,
    /// The same of files that are there no more: their text may have moved to another file. By lint and print.
    moved: HashMap<(String, u64), BTreeMap<String, usize>>,
    /// What has been found of it, under the names that files have now.
    kept: BTreeMap<Entry, usize>,
    /// All defects found.
    found: BTreeMap<Entry, usize>,
    /// The names of files, as far as they were asked for.
    paths: HashMap<FileName, String>,
}

/// What a run looked at: an entry that it could not have found is not stale.
pub struct Ran<'r> {
    /// The files.
    pub files: &'r [FileEntry],
    /// What ran on them.
    pub engine: &'r Engine,
}

impl Matching {
    /// Of `baseline`, whose files `names` names.
    pub fn new(baseline: Baseline, names: Names) -> Self {
        let gone: BTreeSet<String> = {
            let paths = baseline.paths().into_iter();
            let gone = paths.filter(|path| !names.is_there(path));
            gone.map(str::to_owned).collect()
        };
        let mut left = baseline.entries.clone();
        let mut moved: HashMap<_, BTreeMap<_, _>> = HashMap::new();
        if !gone.is_empty() {
            left.retain(|entry, count| {
                let is_gone = gone.contains(&entry.path);
                if is_gone {
                    let from = moved.entry((entry.lint.clone(), entry.print)).or_default();
                    from.insert(entry.path.clone(), *count);
                }
                !is_gone
            });
        }
        Self {
            names,
            baseline,
            left,
            moved,
            kept: BTreeMap::new(),
            found: BTreeMap::new(),
            paths: HashMap::new(),
        }
    }

    /// Marks those of `findings` of which every defect is known. Of equal ones that are too many, the last are new.
    pub fn mark(&mut self, findings: &mut [Finding]) {
        let mut new = Vec::new();
        for finding in findings {
            if finding.suppressed.is_some() {
                continue;
            }
            let mut is_known = true;
            for place in finding.all_places() {
                let entry = self.entry(finding, place);
                *self.found.entry(entry.clone()).or_default() += 1;
                // Each place takes its own, also where another one is new: what is there is not stale.
                is_known &= self.take(entry);
            }
            if is_known {
                finding.suppressed = Some(KNOWN);
            } else {
                new.push(finding);
            }
        }
        for finding in new {
            if let Some(original) = finding.original() {
                let entry = self.entry(finding, original);
                if self.take(entry) {
                    finding.suppressed = Some(KNOWN);
                }
            }
        }
    }

    /// Marks those of `findings`, all of one article, of which every defect is known, and leaves them to be found.
    pub fn recognise(&self, findings: &mut [Finding]) {
        let mut taken: BTreeMap<Entry, usize> = BTreeMap::new();
        let mut take = |finding: &Finding, place: &Location| {
            let entry = Entry::of(finding, place, &self.names.of(&place.path));
            let left = self.left(&entry);
            let taken = taken.entry(entry).or_default();
            *taken += 1;
            *taken <= left
        };
        let open = findings
            .iter_mut()
            .filter(|finding| finding.suppressed.is_none());
        for finding in open {
            // Each place takes its own, as above.
            let known = finding.all_places().filter(|place| take(finding, place));
            if known.count() == finding.all_places().count() {
                finding.suppressed = Some(KNOWN);
            }
        }
    }

    /// How many defects of `entry` have not been found yet.
    fn left(&self, entry: &Entry) -> usize {
        let here = self.left.get(entry).copied().unwrap_or_default();
        let moved = self.moved.get(&(entry.lint.clone(), entry.print));
        here + moved.into_iter().flat_map(BTreeMap::values).sum::<usize>()
    }

    /// The entry of the defect that `finding` tells of at `place`.
    fn entry(&mut self, finding: &Finding, place: &Location) -> Entry {
        let names = &self.names;
        let path = self.paths.entry(place.path.clone());
        let path = path.or_insert_with(|| names.of(&place.path));
        Entry::of(finding, place, path)
    }

    /// Takes one of the defects of `entry` out of what is left; is there one?
    fn take(&mut self, entry: Entry) -> bool {
        let mut count = self.left.get_mut(&entry).filter(|count| **count > 0);
        if count.is_none() && !self.moved.is_empty() {
            let from = self.moved.get_mut(&(entry.lint.clone(), entry.print));
            let mut counts = from.into_iter().flat_map(BTreeMap::values_mut);
            count = counts.find(|count| **count > 0);
        }
        let Some(count) = count else {
            return false;
        };
        *count -= 1;
        *self.kept.entry(entry).or_default() += 1;
        true
    }

    /// How many defects of the baseline are there no more.
    pub fn stale(&self, ran: &Ran<'_>) -> usize {
        let judge = self.judge(ran);
        let left = self.left.iter();
        let left = left.filter(|(entry, count)| **count > 0 && judge.has_seen(entry));
        let moved = self.moved.values().flat_map(BTreeMap::values);
        left.map(|(_, count)| *count).sum::<usize>() + moved.sum::<usize>()
    }

    /// The baseline without what is stale; files that were renamed have their new names.
    pub fn pruned(&self, ran: &Ran<'_>) -> Baseline {
        let mut pruned = Baseline {
            entries: self.kept.clone(),
        };
        self.add_unseen(&mut pruned, ran);
        pruned
    }

    /// A baseline of all that was found, and of what is known of files that were not looked at.
    pub fn renewed(&self, ran: &Ran<'_>) -> Baseline {
        let mut renewed = Baseline {
            entries: self.found.clone(),
        };
        self.add_unseen(&mut renewed, ran);
        renewed
    }

    fn add_unseen(&self, baseline: &mut Baseline, ran: &Ran<'_>) {
        let judge = self.judge(ran);
        for (entry, left) in &self.left {
            if *left > 0 && !judge.has_seen(entry) {
                let known = self.baseline.entries.get(entry).copied();
                let count = baseline.entries.entry(entry.clone()).or_default();
                *count = known.unwrap_or(*left).max(*count);
            }
        }
    }

    fn judge<'r>(&self, ran: &'r Ran<'r>) -> Judge<'r> {
        let read = ran.files.iter().filter(|file| !file.failed);
        let files: HashMap<String, &FileName> = read
            .map(|file| (self.names.of(&file.path), &file.path))
            .collect();
        // An exception lies in lint.toml, which is no article.
        let mut rest = self.left.keys().filter(|entry| entry.lint != UNUSED);
        Judge {
            is_whole: rest.all(|entry| files.contains_key(&entry.path)),
            tells_unused: files.len() == ran.files.len() && ran.engine.tells_all_unused(),
            files,
            ran,
        }
    }
}

/// Tells what a run has looked for.
struct Judge<'r> {
    ran: &'r Ran<'r>,
    /// The files that it read, by their names in the baseline.
    files: HashMap<String, &'r FileName>,
    /// Are those all of the baseline?
    is_whole: bool,
    /// Would it have told of every comment and exception that is of no use?
    tells_unused: bool,
}

impl Judge<'_> {
    /// Would the run have found the defect of `entry` if it were still there?
    fn has_seen(&self, entry: &Entry) -> bool {
        if entry.lint == UNUSED {
            return self.tells_unused;
        }
        let Some(file) = self.files.get(&entry.path) else {
            return false;
        };
        let engine = self.ran.engine;
        let is_gone = engine.catalog().get(&entry.lint).is_none();
        let has_run = is_gone || engine.runs(&entry.lint, file);
        has_run && (self.is_whole || !engine.compares(&entry.lint))
    }
}
