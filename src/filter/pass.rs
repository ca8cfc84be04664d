//! A file written anew, record by record.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use encoding_rs::Encoding;
use rayon::prelude::*;

use super::rules::Rules;
use super::tag;
use super::verdicts::{Dropped, Tag, Verdict};
use crate::engine::Engine;
use crate::finding::{Finding, rounds};
use crate::input::{Problem, RawRecord, RecordReader, decode};

/// Records that are in memory at a time.
const BATCH: usize = 512;

/// What became of records. Each is kept, dropped, or failed.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// All of them.
    pub read: usize,
    /// Written.
    pub kept: usize,
    /// Of these, with a tag.
    pub tagged: usize,
    /// Of these, fixed.
    pub fixed: usize,
    /// Left out because of what was found, by lint: each under its worst finding.
    pub dropped: BTreeMap<Arc<str>, usize>,
    /// Left out because they could not be read.
    pub failed: usize,
}

impl Account {
    /// Adds those of another file.
    pub fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.kept += other.kept;
        self.tagged += other.tagged;
        self.fixed += other.fixed;
        self.failed += other.failed;
        for (lint, count) in &other.dropped {
            *self.dropped.entry(lint.clone()).or_default() += count;
        }
    }

    fn keep(&mut self, kept: &Kept) {
        self.kept += 1;
        self.tagged += usize::from(kept.tagged);
        self.fixed += usize::from(kept.fixed);
    }

    /// All that were dropped.
    pub fn all_dropped(&self) -> usize {
        self.dropped.values().sum()
    }

    /// Is nothing lost?
    pub fn balances(&self) -> bool {
        self.read == self.kept + self.all_dropped() + self.failed
    }
}

/// How records are passed through.
#[derive(Clone, Copy)]
pub struct Passing<'p> {
    /// What is done.
    pub rules: &'p Rules,
    /// What lints the records that are fixed.
    pub engine: &'p Engine,
    /// The verdicts on the records of the file.
    pub verdicts: &'p BTreeMap<usize, Verdict>,
    /// Do tags go to a file of their own?
    pub apart: bool,
}

/// Where the records of a file go.
pub struct Writers<'w> {
    /// The records.
    pub records: &'w mut dyn Write,
    /// Their attributes, a line each.
    pub attributes: Option<&'w mut dyn Write>,
}

impl Writers<'_> {
    fn write(&mut self, kept: &Kept) -> io::Result<()> {
        self.records.write_all(&kept.bytes)?;
        match (&mut self.attributes, &kept.attributes) {
            (Some(to), Some(line)) => writeln!(to, "{line}"),
            _ => Ok(()),
        }
    }
}

/// What became of one record.
enum Fate {
    Kept(Kept),
    Dropped(Arc<str>),
    Failed,
}

/// A record as it is written.
struct Kept {
    bytes: Vec<u8>,
    attributes: Option<String>,
    tagged: bool,
    fixed: bool,
}

/// Why a file could not be written.
#[derive(Debug)]
pub enum Failure {
    /// It could not be read.
    Read(Problem),
    /// The new one could not be written.
    Write(io::Error),
    /// What stands between its records cannot be written in this encoding, which it has.
    Unwritable(&'static str),
    /// Somebody asked to stop.
    Stopped,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Read(problem)
    }
}

impl Passing<'_> {
    /// Writes what is left of `records`, in their own form and encoding. `stop` is asked now and then.
    pub fn pass(
        self,
        mut records: RecordReader<'_>,
        out: &mut Writers<'_>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Account, Failure> {
        let mut account = Account::default();
        let encoding = records.encoding();
        put(records.byte_order_mark(), encoding, out.records)?;
        // What stands before the first record stands before the first that is kept; before the others, what parted them.
        let mut heading = String::new();
        loop {
            let mut batch = Vec::new();
            while batch.len() < BATCH
                && let Some(record) = records.next()
            {
                let mut between = records.take_between();
                if account.read == 0 && batch.is_empty() {
                    heading = self.heading(&records, std::mem::take(&mut between));
                }
                batch.push((between, record?));
            }
            if batch.is_empty() {
                break;
            }
            if stop() {
                return Err(Failure::Stopped);
            }
            account.read += batch.len();
            let fates: Vec<(String, Fate)> = batch
                .into_par_iter()
                .map(|(between, record)| (between, self.fate(&record)))
                .collect();
            for (between, fate) in fates {
                let before = if account.kept == 0 {
                    &heading
                } else {
                    &between
                };
                match fate {
                    Fate::Kept(kept) => {
                        put(before, encoding, out.records)?;
                        account.keep(&kept);
                        out.write(&kept)?;
                    }
                    Fate::Dropped(lint) => *account.dropped.entry(lint).or_default() += 1,
                    Fate::Failed => account.failed += 1,
                }
            }
        }
        if account.kept == 0 {
            put(&heading, encoding, out.records)?;
        }
        loop {
            let is_more = records.pass_over()?;
            put(&records.take_between(), encoding, out.records)?;
            if !is_more {
                return Ok(account);
            }
        }
    }

    fn heading(&self, records: &RecordReader<'_>, heading: String) -> String {
        if self.rules.tag.is_empty() || self.apart {
            heading
        } else {
            records.form().tagged_heading(heading)
        }
    }

    fn fate(&self, record: &RawRecord) -> Fate {
        let none = Verdict::default();
        let verdict = self.verdicts.get(&record.index()).unwrap_or(&none);
        if verdict.failed || record.is_undecodable() {
            return Fate::Failed;
        }
        match &verdict.dropped {
            Some(reason) if !reason.fixable => return Fate::Dropped(reason.lint.clone()),
            _ => {}
        }
        let fate = || self.judge(record, verdict);
        // A lint that panics on a fixed text leaves the record unread.
        catch_unwind(AssertUnwindSafe(fate)).unwrap_or(Fate::Failed)
    }

    fn judge(&self, record: &RawRecord, verdict: &Verdict) -> Fate {
        let fixed = if verdict.fixable {
            self.fixed(record)
        } else {
            None
        };
        let Some((fixed, findings)) = fixed else {
            if let Some(reason) = &verdict.dropped {
                return Fate::Dropped(reason.lint.clone());
            }
            return self.kept(record, &verdict.tags, false);
        };
        let mut left = Verdict::default();
        let tags = verdict.tags.iter().filter(|tag| tag.of_corpus);
        left.tags.extend(tags.map(|tag| Tag {
            places: Vec::new(),
            ..tag.clone()
        }));
        for finding in &findings {
            if self.rules.drop.covers(finding) {
                left.drop(Dropped {
                    lint: finding.lint.clone(),
                    severity: finding.severity,
                    fixable: false,
                });
            }
            if self.rules.tag.covers(finding) {
                left.tags.push(Tag::of(finding, false));
            }
        }
        match left.dropped {
            Some(reason) => Fate::Dropped(reason.lint),
            None => self.kept(&fixed, &left.tags, true),
        }
    }

    /// `record` with the fixes that its form and its encoding can hold, and what is found in it then.
    fn fixed(&self, record: &RawRecord) -> Option<(RawRecord, Vec<Finding>)> {
        let lint = |text: &str| -> Result<Vec<Vec<Finding>>, Problem> {
            let outcome = self.engine.check(&record.alone(text.to_owned()).read());
            match outcome.problems.into_iter().next() {
                Some(problem) => Err(problem),
                None => Ok(vec![outcome.findings]),
            }
        };
        let settled = rounds::settle(record.text().to_owned(), self.rules.fix?, lint).ok()?;
        let can_be = settled.done && decode::encode(&settled.text, record.encoding()).is_some();
        if !can_be || settled.text == record.text() {
            return None;
        }
        let findings = lint(&settled.text).ok()?.pop()?;
        Some((record.alone(settled.text), findings))
    }

    fn kept(&self, record: &RawRecord, tags: &[Tag], fixed: bool) -> Fate {
        let tagging = !self.rules.tag.is_empty();
        let source = (tagging && (self.apart || !tags.is_empty())).then(|| record.clone().read());
        let told = source.as_ref().filter(|_| !tags.is_empty());
        let in_record = tagging && !self.apart;
        let text = if in_record {
            record.tagged(told.map(|source| tag::field(source, tags)).as_deref())
        } else {
            Some(record.text().to_owned())
        };
        let bytes = text.and_then(|text| decode::encode(&text, record.encoding()));
        let Some(bytes) = bytes else {
            return Fate::Failed;
        };
        Fate::Kept(Kept {
            bytes,
            attributes: source
                .filter(|_| self.apart)
                .map(|source| tag::attributes(&source, tags)),
            tagged: !tags.is_empty(),
            fixed,
        })
    }
}

/// Writes `text`, which stands between records, as it was.
fn put(text: &str, encoding: &'static Encoding, out: &mut dyn Write) -> Result<(), Failure> {
    // Bytes without a meaning have been read as U+FFFD.
    let bytes = decode::encode(text, encoding).filter(|_| !text.contains('\u{FFFD}'));
    let bytes = bytes.ok_or(Failure::Unwritable(encoding.name()))?;
    Ok(out.write_all(&bytes)?)
}
