//! Which articles of an index may be copies of some others.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Index, Known};
use crate::evidence::across::fingerprint::Fingerprint;
use crate::evidence::across::neighbours;
use crate::finding::{FileName, Record};
use crate::input::Problem;
use crate::lint::corpus::Entry;

/// Blocks that are looked through at a time, on all threads.
const TOGETHER: usize = 32;
/// Of the articles that have one shingle, as many as are looked at: what so many begin with is nobody's text.
const OFTEN: usize = 256;
/// Bits by which most hashes are told to be in no article.
const FILTER: usize = 1 << 22;

impl Index {
    /// The articles that one of `entries` may repeat, in order, but for those that are `entries` themselves: of the
    /// same name and text.
    pub fn like(&self, entries: &[Entry]) -> Result<Vec<Entry>, Problem> {
        let wanted = Wanted::new(entries);
        let mut found = Vec::new();
        let mut blocks = self.blocks()?;
        loop {
            let some: Result<Vec<Vec<u8>>, Problem> = blocks.by_ref().take(TOGETHER).collect();
            let some = some?;
            if some.is_empty() {
                return Ok(found);
            }
            let like = |bytes: &Vec<u8>| {
                let known = self.decode(bytes)?.into_known();
                Ok(known.filter(|known| wanted.has_like(known)).collect())
            };
            let like: Result<Vec<Vec<Known>>, Problem> = some.par_iter().map(like).collect();
            found.extend(like?.into_iter().flatten().map(entry));
        }
    }
}

/// `known` as a run compares it.
fn entry(known: Known) -> Entry {
    let record = known.record.map(|index| {
        Arc::new(Record {
            index,
            id: known.id,
            field: String::new(),
            published: None,
            source: None,
        })
    });
    Entry {
        file: usize::MAX,
        is_archived: true,
        path: FileName::from(known.path.as_str()),
        record,
        start: None,
        fingerprint: Fingerprint::of_print(&known.print),
        print: Some(Arc::new(known.print)),
    }
}

/// What articles are looked for by.
struct Wanted<'e> {
    entries: &'e [Entry],
    wholes: HashSet<u128>,
    names: HashSet<(&'e str, Option<usize>, u128)>,
    /// The hashes of their shingles, sorted, each with the article that has it.
    hashes: Vec<(u32, u32)>,
    /// For each end of a hash, is there one?
    filter: Vec<bool>,
}

impl<'e> Wanted<'e> {
    fn new(entries: &'e [Entry]) -> Self {
        let mut wanted = Self {
            entries,
            wholes: HashSet::new(),
            names: HashSet::new(),
            hashes: Vec::new(),
            filter: vec![false; FILTER],
        };
        for (number, entry) in (0..).zip(entries) {
            let whole = entry.fingerprint.whole;
            let record = entry.record.as_ref().map(|record| record.index);
            wanted.names.insert((&entry.path, record, whole));
            wanted.wholes.extend((whole != 0).then_some(whole));
            for hash in entry.fingerprint.sketch() {
                wanted.filter[*hash as usize % FILTER] = true;
                wanted.hashes.push((*hash, number));
            }
        }
        wanted.hashes.par_sort_unstable();
        wanted
    }

    fn has_like(&self, known: &Known) -> bool {
        let whole = known.print.whole;
        if self.names.contains(&(&*known.path, known.record, whole)) {
            return false;
        }
        if self.wholes.contains(&whole) {
            return true;
        }
        let mut having: Vec<u32> = Vec::new();
        for hash in &known.print.sketch {
            if self.filter[*hash as usize % FILTER] {
                let from = self.hashes.partition_point(|(other, _)| other < hash);
                let same = self.hashes.get(from..).unwrap_or_default().iter();
                let same = same.take_while(|(other, _)| other == hash).take(OFTEN);
                having.extend(same.map(|(_, entry)| *entry));
            }
        }
        having.sort_unstable();
        let fingerprint = Fingerprint::of_print(&known.print);
        having.chunk_by(|a, b| a == b).any(|same| {
            let entry = self.entries.get(same[0] as usize);
            entry.is_some_and(|entry| {
                neighbours::may_be_copies(&fingerprint, &entry.fingerprint, same.len())
            })
        })
    }
}
