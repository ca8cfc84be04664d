//! The run: files in, report out.
//!
//! One thread reads: it names the files and cuts records out of those that hold many. Workers open, parse and lint.
//! Outcomes are put back in the order of the files as they come, so what a run says does not depend on the number of
//! threads. Nothing waits for a batch: a gate lets so many articles in at a time, and an article leaves it when its
//! findings have been taken in order.

mod compare;
mod files;
mod gate;
mod known;
mod meter;
mod repair;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use crate::Error;
use crate::engine::{Engine, Facts, Silence};
use crate::finding::Finding;
use crate::input::{Problem, ProblemKind, ReadOptions, Source};
use crate::lint::corpus::Entry;
use crate::report::{FileEntry, Report, RunLint};
pub use files::Files;
use gate::Gate;
pub use known::known;
pub use meter::{Done, Meter};
pub use repair::{Repaired, Spare, repair, repair_bytes};
use work::{Answer, Checked, Holds, Job, Reader, Work};

/// Text that is in memory at a time, in bytes, besides what a run keeps of articles.
const IN_MEMORY: usize = 16 << 20;

/// Most threads a core: more only take memory.
const THREADS_A_CORE: usize = 4;

/// How a run goes about its work; none of it changes what is found.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// Threads; one per core where there is none.
    pub threads: Option<usize>,
    /// Articles that are in memory at a time.
    pub articles: usize,
    /// Most memory for text and for what is kept of articles, in bytes; none where nobody said.
    pub memory: Option<usize>,
    /// What counts the articles that are done.
    pub meter: Arc<Meter>,
}

impl RunOptions {
    /// What the program takes by itself: its tables, its code, what lints think about.
    const OWN: usize = 64 << 20;
    /// What is kept of an article to compare it with others, and what comparing takes.
    const KEPT: usize = 2 << 10;

    /// How many articles can be compared.
    fn most_compared(&self) -> usize {
        let room = |memory: usize| memory.saturating_sub(Self::OWN) / Self::KEPT;
        self.memory.map_or(usize::MAX, room)
    }
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            threads: None,
            articles: 2048,
            memory: None,
            meter: Arc::default(),
        }
    }
}

/// Lints `files`, and reads their archive if a lint compares articles. `sift` sees the findings of every article, in order, and last those that compare articles, before they
/// are counted: it may mark them, and take some out. `keep` sees them after that, and returns those that the report is to
/// hold.
pub fn run(
    engine: &Engine,
    files: Files<'_>,
    reading: &ReadOptions,
    options: &RunOptions,
    mut sift: impl FnMut(&mut Vec<Finding>),
    keep: impl FnMut(Vec<Finding>) -> Vec<Finding>,
) -> Result<Report, Error> {
    let sift = |_: Option<&Facts>, findings: &mut Vec<Finding>| sift(findings);
    survey(engine, files, reading, options, sift, keep)
}

/// The same; with the findings of an article, `sift` sees what the article is, where `engine` tells that.
pub fn survey(
    engine: &Engine,
    files: Files<'_>,
    reading: &ReadOptions,
    options: &RunOptions,
    sift: impl FnMut(Option<&Facts>, &mut Vec<Finding>),
    keep: impl FnMut(Vec<Finding>) -> Vec<Finding>,
) -> Result<Report, Error> {
    let pool = threads(options.threads)?;
    let files = if engine.compares_any() {
        files
    } else {
        Files::linted(files.linted)
    };
    let mut taken = Taken {
        sift,
        keep,
        report: Report {
            files: files.linted.iter().map(FileEntry::new).collect(),
            lints: engine
                .lints_that_run()
                .into_iter()
                .map(RunLint::from)
                .collect(),
            fail_on: engine.settings().fail_on,
            ..Report::default()
        },
        entries: Vec::new(),
        most_compared: options.most_compared(),
        are_too_many: false,
        silences: Vec::new(),
        exceptions: BTreeSet::new(),
    };
    let lint = |file: usize, source: &Source| {
        if files.is_archived(file) {
            Checked::of_archive(source, engine)
        } else {
            Checked::of_article(source, engine)
        }
    };
    each(&pool, files, reading, options, lint, |checked| {
        taken.take(checked);
    });
    if let Some(memory) = options.memory.filter(|_| taken.are_too_many) {
        let problem = Problem::of_file("", ProblemKind::TooManyToCompare(memory >> 20));
        taken.report.problems.push(problem);
    }
    options.meter.compares();
    let entries = &mut taken.entries;
    let (findings, problems) = pool.install(|| compare::judge(engine, files, reading, entries));
    taken.report.problems.extend(problems);
    taken.keep_last(findings, engine);
    taken.tell_unread(engine);
    Ok(taken.finish())
}

/// Calls `take` with what `check` makes of every article of `files`, in order; with the article, it sees the index of its file.
fn each(
    pool: &rayon::ThreadPool,
    files: Files<'_>,
    reading: &ReadOptions,
    options: &RunOptions,
    check: impl Fn(usize, &Source) -> Checked + Sync,
    mut take: impl FnMut(Checked),
) {
    let in_memory = options
        .memory
        .map_or(IN_MEMORY, |memory| IN_MEMORY.min(memory / 8));
    let gate = Gate::new(options.articles.max(1), in_memory);
    let (work_in, work_out) = mpsc::channel();
    let (done_in, done_out) = mpsc::channel();
    let (work_out, check) = (Mutex::new(work_out), &check);
    thread::scope(|scope| {
        let reader = Reader::new(&gate, work_in, done_in.clone());
        let workers = pool.current_num_threads();
        scope.spawn(move || reader.read(files, reading, workers));
        pool.in_place_scope(|workers| {
            for _ in 0..pool.current_num_threads() {
                let (done, work_out) = (done_in.clone(), &work_out);
                let lint = |job: Job| job.run(files, reading, check);
                workers.spawn(move |_| work_through(work_out, &done, lint));
            }
            drop(done_in);
            in_order(done_out, |done| {
                gate.leave(done.checked.len(), done.size);
                for checked in done.checked {
                    options.meter.add(checked.file, checked.bytes);
                    take(checked);
                }
            });
        });
    });
}

/// Does what comes out of `work`, as long as anything does.
fn work_through(
    work: &Mutex<mpsc::Receiver<Work>>,
    done: &mpsc::Sender<Answer>,
    lint: impl Fn(Job) -> Checked,
) {
    let next = || work.lock().ok().and_then(|work| work.recv().ok());
    while let Some(Work { place, size, jobs }) = next() {
        let checked = jobs.into_iter().map(&lint).collect();
        // If nobody listens any more, the run is over.
        let _ = done.send(Answer {
            place,
            size,
            checked,
        });
    }
}

/// So many threads; one per core where no number is given.
pub(crate) fn threads(number: Option<usize>) -> Result<rayon::ThreadPool, Error> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    rayon::ThreadPoolBuilder::new()
        .num_threads(number.map_or(0, |number| number.min(THREADS_A_CORE * cores)))
        .build()
        .map_err(|error| Error::new("threads").with("detail", error))
}

/// Calls `take` with what comes, in the order of its place.
fn in_order(done: mpsc::Receiver<Answer>, mut take: impl FnMut(Answer)) {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for done in done {
        early.insert(done.place, done);
        while let Some(done) = early.remove(&next) {
            next += 1;
            take(done);
        }
    }
}

/// What has come of a run so far.
struct Taken<Sift, Keep> {
    sift: Sift,
    keep: Keep,
    report: Report,
    /// What the lints that compare articles keep of them.
    entries: Vec<Entry>,
    /// How many there is room for, and whether there were more.
    most_compared: usize,
    are_too_many: bool,
    /// The comments of articles that silence findings.
    silences: Vec<Silence>,
    /// The exceptions of lint.toml that covered something.
    exceptions: BTreeSet<usize>,
}

impl<Sift, Keep> Taken<Sift, Keep>
where
    Sift: FnMut(Option<&Facts>, &mut Vec<Finding>),
    Keep: FnMut(Vec<Finding>) -> Vec<Finding>,
{
    fn take(&mut self, checked: Checked) {
        let Some(file) = self.report.files.get_mut(checked.file) else {
            return self.take_archived(checked);
        };
        file.articles += usize::from(checked.holds == Holds::Article);
        file.unread += usize::from(checked.holds == Holds::Unread);
        file.undecodable += usize::from(checked.is_undecodable);
        file.html += usize::from(checked.is_html);
        file.failed |= checked.problem.is_some();
        file.encoding = file.encoding.or(checked.encoding);
        if let Some(outcome) = checked.outcome {
            let path = &file.path;
            self.report.summary.read(path, outcome.characters);
            self.report.problems.extend(outcome.problems);
            let entry = outcome.entry.map(|entry| Entry {
                file: checked.file,
                ..entry
            });
            self.keep_entry(entry);
            self.silences.extend(outcome.silence);
            self.keep(outcome.facts.as_ref(), outcome.findings);
        }
        self.report.problems.extend(checked.problem);
    }

    /// Takes what an article of the archive is compared by, or why it cannot be.
    fn take_archived(&mut self, checked: Checked) {
        let entry = checked.outcome.and_then(|outcome| outcome.entry);
        self.keep_entry(entry.map(|entry| Entry {
            file: checked.file,
            is_archived: true,
            ..entry
        }));
        let problem = checked.problem.map(Problem::of_archive);
        self.report.problems.extend(problem);
    }

    /// Keeps what an article is compared by, as long as there is room for all of them: to compare some would say of the
    /// others that they are no copies.
    fn keep_entry(&mut self, entry: Option<Entry>) {
        if self.entries.len() >= self.most_compared && entry.is_some() {
            self.are_too_many = true;
            self.entries = Vec::new();
        }
        if !self.are_too_many {
            self.entries.extend(entry);
        }
    }

    fn keep(&mut self, facts: Option<&Facts>, mut findings: Vec<Finding>) {
        (self.sift)(facts, &mut findings);
        for finding in &findings {
            self.report.summary.count(finding);
            let by = finding.suppressed.as_ref();
            self.exceptions.extend(by.and_then(|by| by.exception));
        }
        self.report.findings.extend((self.keep)(findings));
    }

    /// Keeps what came of comparing articles, and what is to be told of comments and exceptions that were of no use.
    fn keep_last(&mut self, mut findings: Vec<Finding>, engine: &Engine) {
        findings.sort_by(|a, b| a.location.path.cmp(&b.location.path));
        for silence in &mut self.silences {
            let path = &silence.path;
            let from = findings.partition_point(|finding| finding.location.path < *path);
            let to = findings.partition_point(|finding| finding.location.path <= *path);
            silence.mark(findings.get_mut(from..to).unwrap_or_default());
        }
        let silences = std::mem::take(&mut self.silences).into_iter();
        findings.extend(silences.flat_map(Silence::left));
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        self.keep(None, findings);
        let unused = engine.unused_exceptions(&self.exceptions);
        self.keep(None, unused);
    }

    /// What reading could not do is told by lints. Where these do not run, it is a problem: unread is not clean.
    fn tell_unread(&mut self, engine: &Engine) {
        for file in &self.report.files {
            let untold = |lint: &str| !engine.runs(lint, &file.path);
            let mut tell = |kind| {
                let problem = Problem::of_file(&file.path, kind);
                self.report.problems.push(problem);
            };
            if file.unread > 0 && untold("malformed-record") {
                tell(ProblemKind::UnreadRecords(file.unread));
            }
            if file.undecodable > 0 && untold("undecodable") {
                tell(ProblemKind::UndecodableBytes(file.undecodable));
            }
        }
    }

    /// The report, all in its order.
    fn finish(self) -> Report {
        let mut report = self.report;
        report.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        report.files.sort_by(|a, b| a.path.cmp(&b.path));
        let summary = &mut report.summary;
        summary.files = report.files.len();
        summary.articles = report.files.iter().map(|file| file.articles).sum();
        summary.failed = report.files.iter().filter(|file| file.failed).count();
        report
    }
}
