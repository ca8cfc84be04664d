//! The run: files in batches through the engine, in parallel, in order.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::engine::{Engine, Outcome};
use crate::finding::Finding;
use crate::input::{self, Opened, Problem, RawRecord, ReadOptions, Source, Target};
use crate::lint::corpus::Entry;
use crate::report::{FileEntry, Report};

/// Text read before it is linted, in bytes: what a run holds in memory at a time, besides what it keeps of articles.
const BATCH: usize = 8 << 20;
/// What a batch consists of.
enum Job<'t> {
    /// A file, to be opened by the thread that lints it.
    File(&'t Target),
    /// A record, cut out already; the index of its file.
    Record(Box<RawRecord>, usize),
}

/// Lints `targets`, `most` articles at a time. `each` sees the findings of every batch, in order, and returns those to
/// keep.
pub(super) fn run(
    engine: &Engine,
    targets: &[Target],
    options: &ReadOptions,
    most: usize,
    each: impl FnMut(Vec<Finding>) -> std::io::Result<Vec<Finding>>,
) -> std::io::Result<Report> {
    let mut run = Run {
        engine,
        options,
        most,
        each,
        batch: Vec::new(),
        size: 0,
        report: Report::default(),
        entries: Vec::new(),
    };
    for target in targets {
        if target.format.holds_records() {
            run.flush()?;
            run.read_records(target)?;
        } else {
            run.add(Job::File(target), 4096)?;
        }
    }
    run.flush()?;
    let (judged, problems) = judge(engine, targets, options, &mut run.entries);
    run.report.problems.extend(problems);
    run.take(judged)?;
    let mut report = run.report;
    report.findings.sort_by(|a, b| a.order().cmp(&b.order()));
    Ok(report)
}

/// A run under way.
struct Run<'r, Each> {
    engine: &'r Engine,
    options: &'r ReadOptions,
    /// Most articles in a batch.
    most: usize,
    each: Each,
    /// What waits to be linted, and how many bytes it has.
    batch: Vec<Job<'r>>,
    size: usize,
    report: Report,
    /// What the lints that compare articles keep of those that are done.
    entries: Vec<Entry>,
}

impl<'r, Each: FnMut(Vec<Finding>) -> std::io::Result<Vec<Finding>>> Run<'r, Each> {
    /// Adds a job of `size` bytes to the batch, and lints the batch when it is full.
    fn add(&mut self, job: Job<'r>, size: usize) -> std::io::Result<()> {
        self.batch.push(job);
        self.size += size;
        if self.size >= BATCH || self.batch.len() >= self.most {
            self.flush()?;
        }
        Ok(())
    }

    /// Lints the batch in parallel and takes its outcomes in order.
    fn flush(&mut self) -> std::io::Result<()> {
        let (engine, options) = (self.engine, self.options);
        let outcomes: Vec<(Option<FileEntry>, Option<usize>, Outcome)> = self
            .batch
            .par_drain(..)
            .map(|job| lint(engine, options, job))
            .collect();
        self.size = 0;
        for (file, of_file, outcome) in outcomes {
            self.report.files.extend(file);
            if let Some(index) = of_file {
                self.report.files[index].articles += 1;
            }
            self.report.summary.characters += outcome.characters;
            self.report.problems.extend(outcome.problems);
            self.entries.extend(outcome.entry);
            self.take(outcome.findings)?;
        }
        Ok(())
    }

    /// Counts `findings` and keeps those that `each` leaves.
    fn take(&mut self, findings: Vec<Finding>) -> std::io::Result<()> {
        for finding in &findings {
            self.report.summary.count(finding);
        }
        self.report.findings.extend((self.each)(findings)?);
        Ok(())
    }

    /// Streams the records of a file through the engine.
    fn read_records(&mut self, target: &Target) -> std::io::Result<()> {
        let index = self.report.files.len();
        self.report.files.push(FileEntry {
            path: target.display.clone(),
            encoding: None,
            articles: 0,
            failed: false,
        });
        let records = match input::open(target, self.options) {
            Ok(Opened::Records(records)) => {
                self.report.files[index].encoding = Some(records.encoding().name());
                records
            }
            Ok(Opened::Article(_)) => return Ok(()),
            Err(problem) => {
                self.fail(index, problem);
                return Ok(());
            }
        };
        for record in records {
            match record {
                Ok(record) => {
                    let size = record.size();
                    self.add(Job::Record(Box::new(record), index), size)?;
                }
                Err(problem) => self.fail(index, problem),
            }
        }
        self.flush()
    }

    /// Notes that the file at `index` could not be read to its end.
    fn fail(&mut self, index: usize, problem: Problem) {
        self.report.files[index].failed = true;
        self.report.problems.push(problem);
    }
}

fn lint(
    engine: &Engine,
    options: &ReadOptions,
    job: Job<'_>,
) -> (Option<FileEntry>, Option<usize>, Outcome) {
    let nothing = || Outcome {
        findings: Vec::new(),
        problems: Vec::new(),
        characters: 0,
        entry: None,
    };
    let target = match job {
        Job::Record(record, index) => {
            let source = record.read();
            let counted = source.malformed().is_none().then_some(index);
            return (None, counted, engine.check(&source));
        }
        Job::File(target) => target,
    };
    let mut file = FileEntry {
        path: target.display.clone(),
        encoding: None,
        articles: 0,
        failed: false,
    };
    match input::open(target, options) {
        Ok(Opened::Article(source)) => {
            file.encoding = Some(source.encoding().name());
            if source.text().trim().is_empty() {
                return (Some(file), None, nothing());
            }
            file.articles = 1;
            (Some(file), None, engine.check(&source))
        }
        Ok(Opened::Records(_)) => (Some(file), None, nothing()),
        Err(problem) => {
            file.failed = true;
            (
                Some(file),
                None,
                Outcome {
                    problems: vec![problem],
                    ..nothing()
                },
            )
        }
    }
}

/// Compares the articles of the run; their texts are read again where two seem alike.
fn judge(
    engine: &Engine,
    targets: &[Target],
    options: &ReadOptions,
    entries: &mut [Entry],
) -> (Vec<Finding>, Vec<Problem>) {
    if entries.len() < 2 {
        return (Vec::new(), Vec::new());
    }
    let key = |entry: &Entry| {
        (
            entry.path.clone(),
            entry.record.as_ref().map(|record| record.index),
        )
    };
    entries.sort_by_key(key);
    let paths: BTreeMap<&str, &Target> = targets
        .iter()
        .map(|target| (target.display.as_str(), target))
        .collect();
    let fetch = |entry: &Entry| fetch(entry, paths.get(&*entry.path)?, options);
    engine.judge(entries, &fetch)
}

/// Reads an article again; a record from where it begins.
fn fetch(entry: &Entry, target: &Target, options: &ReadOptions) -> Option<Source> {
    if let Some(start) = entry.start {
        return input::read_again(target, options, start).ok()?;
    }
    match input::open(target, options).ok()? {
        Opened::Article(source) => Some(*source),
        Opened::Records(_) => None,
    }
}

/// Reads paths, one a line.
pub(super) fn paths_of(list: &str) -> Vec<PathBuf> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(PathBuf::from)
        .collect()
}
