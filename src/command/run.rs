//! The run: files in batches through the engine, in parallel, in order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::engine::corpus::Entry;
use crate::engine::{Engine, Outcome};
use crate::finding::Finding;
use crate::input::walk::Target;
use crate::input::{self, Opened, Problem, ReadOptions, Source};
use crate::report::{FileEntry, Report};

/// Text read before it is linted, in bytes: what a run holds in memory at a time, besides what it keeps of articles.
const BATCH: usize = 8 << 20;
/// What a batch consists of.
enum Job<'t> {
    /// A file, to be opened by the thread that lints it.
    File(&'t Target),
    /// A record, read already; the index of its file.
    Record(Box<Source>, usize),
}

/// Lints `targets`, `most` articles at a time. `each` sees the findings of every batch, in order, and returns those to
/// keep.
pub(super) fn run(
    engine: &Engine,
    targets: &[Target],
    options: &ReadOptions,
    most: usize,
    mut each: impl FnMut(Vec<Finding>) -> std::io::Result<Vec<Finding>>,
) -> std::io::Result<Report> {
    let mut report = Report::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut batch: Vec<Job<'_>> = Vec::new();
    let mut size = 0;
    for target in targets {
        if options.format.resolve(&target.path) == input::InputFormat::Jsonl {
            flush(
                engine,
                options,
                &mut batch,
                &mut report,
                &mut entries,
                &mut each,
            )?;
            read_records(
                engine,
                target,
                options,
                most,
                &mut report,
                &mut entries,
                &mut each,
            )?;
            size = 0;
        } else {
            batch.push(Job::File(target));
            size += 4096;
        }
        if size >= BATCH || batch.len() >= most {
            flush(
                engine,
                options,
                &mut batch,
                &mut report,
                &mut entries,
                &mut each,
            )?;
            size = 0;
        }
    }
    flush(
        engine,
        options,
        &mut batch,
        &mut report,
        &mut entries,
        &mut each,
    )?;
    let (judged, problems) = judge(engine, targets, options, &mut entries);
    report.problems.extend(problems);
    for finding in &judged {
        report.summary.count(finding);
    }
    report.findings.extend(each(judged)?);
    report.findings.sort_by(|a, b| a.order().cmp(&b.order()));
    Ok(report)
}

/// Streams the records of a file through the engine.
fn read_records(
    engine: &Engine,
    target: &Target,
    options: &ReadOptions,
    most: usize,
    report: &mut Report,
    entries: &mut Vec<Entry>,
    each: &mut impl FnMut(Vec<Finding>) -> std::io::Result<Vec<Finding>>,
) -> std::io::Result<()> {
    let index = report.files.len();
    report.files.push(FileEntry {
        path: target.display.clone(),
        encoding: None,
        articles: 0,
        failed: false,
    });
    let records = match input::open(&target.path, &target.display, options) {
        Ok(Opened::Records(records)) => records,
        Ok(Opened::Article(_)) => return Ok(()),
        Err(problem) => {
            report.files[index].failed = true;
            report.problems.push(problem);
            return Ok(());
        }
    };
    let mut batch = Vec::new();
    let mut size = 0;
    for record in records {
        match record {
            Ok(source) => {
                size += source.text().len();
                batch.push(Job::Record(Box::new(source), index));
            }
            Err(problem) => {
                report.files[index].failed = true;
                report.problems.push(problem);
            }
        }
        if size >= BATCH || batch.len() >= most {
            flush(engine, options, &mut batch, report, entries, each)?;
            size = 0;
        }
    }
    flush(engine, options, &mut batch, report, entries, each)
}

/// Lints a batch in parallel and takes its outcomes in order.
fn flush(
    engine: &Engine,
    options: &ReadOptions,
    batch: &mut Vec<Job<'_>>,
    report: &mut Report,
    entries: &mut Vec<Entry>,
    each: &mut impl FnMut(Vec<Finding>) -> std::io::Result<Vec<Finding>>,
) -> std::io::Result<()> {
    let outcomes: Vec<(Option<FileEntry>, Option<usize>, Outcome)> = batch
        .par_drain(..)
        .map(|job| lint(engine, options, job))
        .collect();
    for (file, of_file, outcome) in outcomes {
        report.files.extend(file);
        if let Some(index) = of_file {
            report.files[index].articles += 1;
            report.files[index].encoding = Some("UTF-8");
        }
        outcome
            .findings
            .iter()
            .for_each(|finding| report.summary.count(finding));
        report.problems.extend(outcome.problems);
        entries.extend(outcome.entry);
        report.findings.extend(each(outcome.findings)?);
    }
    Ok(())
}

fn lint(
    engine: &Engine,
    options: &ReadOptions,
    job: Job<'_>,
) -> (Option<FileEntry>, Option<usize>, Outcome) {
    let nothing = || Outcome {
        findings: Vec::new(),
        problems: Vec::new(),
        entry: None,
    };
    let target = match job {
        Job::Record(source, index) => return (None, Some(index), engine.check(&source)),
        Job::File(target) => target,
    };
    let mut file = FileEntry {
        path: target.display.clone(),
        encoding: None,
        articles: 0,
        failed: false,
    };
    match input::open(&target.path, &target.display, options) {
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
    let paths: BTreeMap<&str, &Path> = targets
        .iter()
        .map(|target| (target.display.as_str(), target.path.as_path()))
        .collect();
    let fetch = |entry: &Entry| fetch(entry, paths.get(&*entry.path)?, options);
    engine.judge(entries, &fetch)
}

/// Reads an article again; a record from where it begins.
fn fetch(entry: &Entry, path: &Path, options: &ReadOptions) -> Option<Source> {
    if let Some(place) = entry.resume {
        return input::reopen(path, &entry.path, options, place).ok()?;
    }
    match input::open(path, &entry.path, options).ok()? {
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
