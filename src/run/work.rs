//! What one thread reads and the others lint.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;

use super::files::Files;
use super::gate::Gate;
use crate::document::Format;
use crate::engine::{Engine, Outcome};
use crate::index::Known;
use crate::input::{self, Opened, Problem, ProblemKind, RawRecord, ReadOptions, Source, Target};

/// What a file is counted as before anybody knows its length, in bytes.
const FILE: usize = 8 << 10;

/// Most jobs that go to a worker at a time: handing them over one by one costs more than a short text does.
const JOBS: usize = 32;
/// From so many bytes on records are handed over.
const ENOUGH: usize = 32 << 10;

/// Something to lint, and its place in the order of the run.
pub(super) struct Work {
    pub(super) place: usize,
    pub(super) size: usize,
    pub(super) jobs: Vec<Job>,
}

/// A piece of work that is done.
pub(super) struct Answer {
    pub(super) place: usize,
    pub(super) size: usize,
    pub(super) checked: Vec<Checked>,
}

/// What came of a file, or of one of its records.
#[derive(Default)]
pub(super) struct Checked {
    /// Index of the file.
    pub(super) file: usize,
    pub(super) holds: Holds,
    /// The length of an article's text, or of its record.
    pub(super) bytes: Option<usize>,
    /// Some of its bytes are no text.
    pub(super) is_undecodable: bool,
    /// It looks like HTML, and is read as something else.
    pub(super) is_html: bool,
    pub(super) encoding: Option<&'static str>,
    pub(super) outcome: Option<Outcome>,
    /// What an index keeps of it, where one is made.
    pub(super) known: Option<Known>,
    /// Why it could not be read to its end.
    pub(super) problem: Option<Problem>,
}

/// What was found in it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Holds {
    #[default]
    Nothing,
    Article,
    /// A record that cannot be read.
    Unread,
}

/// Something for a worker.
pub(super) enum Job {
    /// The file of this index, to be opened.
    File(usize),
    /// A record of the file of this index, cut out already.
    Record(usize, Box<RawRecord>),
}

/// The thread that reads: it names the files to the workers, and the records of those that hold many.
pub(super) struct Reader<'r> {
    pub(super) gate: &'r Gate,
    pub(super) work: Sender<Work>,
    pub(super) done: Sender<Answer>,
    /// The place of what comes next.
    place: usize,
    /// What the next worker gets, how many bytes that is, and how many jobs are enough.
    jobs: Vec<Job>,
    size: usize,
    enough: usize,
}

impl<'r> Reader<'r> {
    pub(super) fn new(gate: &'r Gate, work: Sender<Work>, done: Sender<Answer>) -> Self {
        let (place, jobs, size, enough) = (0, Vec::new(), 0, 1);
        Self {
            gate,
            work,
            done,
            place,
            jobs,
            size,
            enough,
        }
    }

    /// Reads `files` for so many `workers`.
    pub(super) fn read(mut self, files: Files<'_>, reading: &ReadOptions, workers: usize) {
        // Each worker gets its share of files in several parts, so that all have done at about the same time.
        const PARTS: usize = 8;
        let most = JOBS.min(self.gate.most_articles());
        for (file, target) in files.iter().enumerate() {
            if target.format.holds_records() {
                self.enough = most;
                self.read_records(file, target, reading);
            } else {
                self.enough = (files.len() / (PARTS * workers)).clamp(1, most);
                self.lint(FILE, Job::File(file));
            }
        }
        self.hand_over();
    }

    fn read_records(&mut self, file: usize, target: &Target, reading: &ReadOptions) {
        let records = match input::open(target, reading) {
            Ok(Opened::Records(records)) => records,
            Ok(Opened::Article(_)) => return,
            Err(problem) => return self.pass_on(Checked::failed(file, problem)),
        };
        let encoding = Some(records.encoding().name());
        self.pass_on(Checked {
            file,
            encoding,
            ..Checked::default()
        });
        for record in *records {
            match record {
                Ok(record) => {
                    self.lint(record.size(), Job::Record(file, Box::new(record)));
                    if self.size >= ENOUGH {
                        self.hand_over();
                    }
                }
                Err(problem) => self.pass_on(Checked::failed(file, problem)),
            }
        }
    }

    /// Adds `job` to what the next worker gets.
    fn lint(&mut self, size: usize, job: Job) {
        self.jobs.push(job);
        self.size += size;
        if self.jobs.len() >= self.enough {
            self.hand_over();
        }
    }

    /// Hands the jobs that have gathered to a worker.
    fn hand_over(&mut self) {
        let (jobs, size) = (
            std::mem::take(&mut self.jobs),
            std::mem::take(&mut self.size),
        );
        if jobs.is_empty() {
            return;
        }
        self.gate.enter(jobs.len(), size);
        let place = self.next_place();
        // If nobody listens any more, the run is over.
        let _ = self.work.send(Work { place, size, jobs });
    }

    /// Passes `checked` on without a worker.
    fn pass_on(&mut self, checked: Checked) {
        self.hand_over();
        self.gate.enter(1, 0);
        let place = self.next_place();
        let _ = self.done.send(Answer {
            place,
            size: 0,
            checked: vec![checked],
        });
    }

    fn next_place(&mut self) -> usize {
        self.place += 1;
        self.place - 1
    }
}

impl Checked {
    fn failed(file: usize, problem: Problem) -> Self {
        Self {
            file,
            problem: Some(problem),
            ..Self::default()
        }
    }

    /// An article of an archive, on which no lint runs.
    pub(super) fn of_archive(source: &Source, engine: &Engine) -> Self {
        Self {
            outcome: Some(Outcome {
                entry: engine.entry(source),
                ..Outcome::default()
            }),
            ..Self::default()
        }
    }

    pub(super) fn of_article(source: &Source, engine: &Engine) -> Self {
        Self {
            holds: match source.malformed() {
                None => Holds::Article,
                Some(why) if why.is_read() => Holds::Nothing,
                Some(_) => Holds::Unread,
            },
            is_undecodable: !source.undecodable().is_empty()
                || source.undecodable_elsewhere().is_some(),
            is_html: source.record().is_some()
                && source.format() != Format::Html
                && looks_like_html(source.text()),
            bytes: Some(source.size()),
            encoding: Some(source.encoding().name()),
            outcome: Some(engine.check(source)),
            ..Self::default()
        }
    }
}

fn looks_like_html(text: &str) -> bool {
    let ends = ["</p>", "</P>", "<br", "<BR", "</div>", "</DIV>"];
    text.contains('<') && ends.iter().any(|end| text.contains(end))
}

impl Job {
    /// Reads, and calls `of_article` with the article and the index of its file. A panic is told like a file that cannot be
    /// read: it must not end the run.
    pub(super) fn run(
        self,
        files: Files<'_>,
        reading: &ReadOptions,
        of_article: impl Fn(usize, &Source) -> Checked,
    ) -> Checked {
        let file = match self {
            Self::File(file) | Self::Record(file, _) => file,
        };
        let Some(target) = files.get(file) else {
            return Checked::default();
        };
        let checked = catch_unwind(AssertUnwindSafe(|| match self {
            Self::Record(_, record) => of_article(file, &record.read()),
            Self::File(_) => match input::open(target, reading) {
                Ok(Opened::Article(source)) if source.text().trim().is_empty() => Checked {
                    encoding: Some(source.encoding().name()),
                    ..Checked::default()
                },
                Ok(Opened::Article(source)) => of_article(file, &source),
                Ok(Opened::Records(_)) => Checked::default(),
                Err(problem) => Checked::failed(file, problem),
            },
        }));
        let checked = checked.unwrap_or_else(|panic| {
            let kind = ProblemKind::panicked(panic.as_ref());
            Checked::failed(file, Problem::of_file(&target.display, kind))
        });
        Checked { file, ..checked }
    }
}
