//! The text of a file, from which records are cut.

use std::collections::VecDeque;

use encoding_rs::Encoding;

use super::lines::{LONGEST, Line, Lines, Progress};
use super::places::Place;
use super::{Problem, ProblemKind};
use crate::Span;

/// How much that is done with is kept before the rest is moved to the front.
const DONE: usize = 1 << 18;

/// A record as it stands in its file.
pub struct Cut {
    /// It, with what ends it.
    pub raw: Line,
    /// Where it begins.
    pub start: Start,
}

/// Where a record begins: its place, and how to come there again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// A place before it from which the file can be read.
    pub(super) from: Progress,
    /// What is to be passed over from there, in bytes of UTF-8.
    pub(super) skip: usize,
    /// Line and columns.
    pub(super) place: Place,
    /// Are bytes without a meaning passed over, which are longer in UTF-8?
    pub(super) behind_invalid: bool,
}

impl Start {
    /// Do bytes without a meaning stand before it, so that its place in UTF-8 is another one?
    pub(super) fn is_moved(&self) -> bool {
        self.behind_invalid || self.from.byte != self.from.offset as u64
    }

    /// How many bytes of UTF-8 stand before it.
    pub(super) fn offset(&self) -> usize {
        self.from.offset + self.skip
    }
}

/// Text that comes as it is asked for: memory is a record and a piece.
pub struct Cutter<'r> {
    lines: Lines<'r>,
    /// What was read; all before `at` is done with.
    text: String,
    at: usize,
    /// Places in `text` of U+FFFD that stand for bytes which the encoding does not have.
    invalid: Vec<Span>,
    /// Where pieces begin, in `text` and in the file.
    pieces: VecDeque<(usize, Progress)>,
    /// Where `at` is.
    place: Place,
    /// The last character before `at` that is no white space.
    last: Option<char>,
    /// What was passed over since somebody asked for it, where that is kept.
    between: Option<String>,
}

impl<'r> Cutter<'r> {
    /// Begins where `lines` do.
    pub fn new(lines: Lines<'r>) -> Self {
        let place = Place {
            line: lines.progress().lines,
            ..Place::default()
        };
        Self {
            lines,
            text: String::new(),
            at: 0,
            invalid: Vec::new(),
            pieces: VecDeque::new(),
            place,
            last: None,
            between: None,
        }
    }

    /// Keeps what is passed over.
    #[must_use]
    pub fn keeping(self) -> Self {
        Self {
            between: Some(String::new()),
            ..self
        }
    }

    /// What was passed over since this was asked for the last time; nothing, where that is not kept.
    pub fn take_between(&mut self) -> String {
        self.between
            .as_mut()
            .map(std::mem::take)
            .unwrap_or_default()
    }

    /// Begins at `start`, for which `lines` have been opened where it says.
    pub(super) fn resumed(lines: Lines<'r>, start: Start) -> Result<Self, Problem> {
        let mut cutter = Self::new(lines);
        while cutter.rest().len() < start.skip && cutter.more()? {}
        cutter.skip(start.skip.min(cutter.rest().len()));
        cutter.place = start.place;
        Ok(cutter)
    }

    /// Is a byte order mark all that was read?
    pub(super) fn is_behind_mark(&self) -> bool {
        self.lines.progress().byte > 0
    }

    /// What the file is written in.
    pub fn encoding(&self) -> &'static Encoding {
        self.lines.encoding()
    }

    /// What was read and not cut yet.
    pub fn rest(&self) -> &str {
        Span::new(self.at, self.text.len()).of(&self.text)
    }

    /// The last character that was cut or passed over, white space apart.
    pub fn last(&self) -> Option<char> {
        self.last
    }

    /// Adds a piece to the rest; `false` at the end of the file.
    pub fn more(&mut self) -> Result<bool, Problem> {
        if self.at >= DONE || self.at == self.text.len() {
            self.forget();
        }
        if self.rest().len() > LONGEST {
            let kind = ProblemKind::RecordTooLong(LONGEST >> 20);
            return Err(self.problem(kind));
        }
        let progress = self.lines.progress();
        let Some(piece) = self.lines.next_piece()? else {
            return Ok(false);
        };
        let from = self.text.len();
        self.pieces.push_back((from, progress));
        self.invalid
            .extend(piece.invalid.iter().map(|span| span.shifted(from)));
        if from == 0 {
            self.text = piece.text;
        } else {
            self.text.push_str(&piece.text);
        }
        Ok(true)
    }

    /// Cuts off `length` bytes of the rest: a record.
    pub fn take(&mut self, length: usize) -> Cut {
        let span = Span::new(self.at, self.at + length);
        let start = self.start();
        let raw = Line {
            text: span.of(&self.text).to_owned(),
            invalid: self
                .invalid
                .iter()
                .filter(|invalid| span.contains(**invalid))
                .map(|invalid| Span::new(invalid.start - span.start, invalid.end - span.start))
                .collect(),
        };
        self.pass(length);
        Cut { raw, start }
    }

    /// Cuts off a line; `None` at the end.
    pub fn take_line(&mut self) -> Result<Option<Cut>, Problem> {
        if let Some(end) = self.rest().find('\n') {
            return Ok(Some(self.take(end + 1)));
        }
        // Nothing, or how the line begins.
        let mut cut = self.take(self.rest().len());
        self.forget();
        if let Some(line) = self.lines.next_line()? {
            self.place = self.place.behind(&line.text);
            let from = cut.raw.text.len();
            let invalid = line.invalid.iter().map(|span| span.shifted(from));
            cut.raw.invalid.extend(invalid);
            if from == 0 {
                cut.raw.text = line.text;
            } else {
                cut.raw.text.push_str(&line.text);
            }
        }
        Ok((!cut.raw.text.is_empty()).then_some(cut))
    }

    /// Passes over `length` bytes of the rest.
    pub fn skip(&mut self, length: usize) {
        if let Some(between) = &mut self.between {
            between.push_str(Span::new(self.at, self.at + length).of(&self.text));
        }
        self.pass(length);
    }

    fn pass(&mut self, length: usize) {
        let passed = Span::new(self.at, self.at + length).of(&self.text);
        self.place = self.place.behind(passed);
        self.last = passed.trim_end().chars().next_back().or(self.last);
        self.at += length;
    }

    /// `kind` on the line where the rest begins.
    pub fn problem(&self, kind: ProblemKind) -> Problem {
        Problem {
            line: Some(self.place.line + 1),
            ..Problem::of_file(self.lines.path(), kind)
        }
    }

    fn start(&self) -> Start {
        let behind = self.pieces.partition_point(|(from, _)| *from <= self.at);
        let piece = self.pieces.get(behind.saturating_sub(1)).copied();
        let (begin, from) = piece.unwrap_or((self.at, self.lines.progress()));
        let passed = Span::new(begin, self.at);
        Start {
            from,
            skip: passed.len(),
            place: self.place,
            behind_invalid: self.invalid.iter().any(|invalid| passed.contains(*invalid)),
        }
    }

    /// Drops what is done with, but for the piece in which the rest begins: that tells where it is.
    fn forget(&mut self) {
        let behind = self.pieces.partition_point(|(from, _)| *from <= self.at);
        let is_all = self.at == self.text.len();
        let done = if is_all {
            behind
        } else {
            behind.saturating_sub(1)
        };
        self.pieces.drain(..done);
        let kept = self
            .pieces
            .front()
            .map_or(self.text.len(), |(from, _)| *from);
        self.text.drain(..kept);
        self.at -= kept;
        for (from, _) in &mut self.pieces {
            *from -= kept;
        }
        self.invalid.retain(|invalid| invalid.start >= kept);
        for invalid in &mut self.invalid {
            *invalid = Span::new(invalid.start - kept, invalid.end - kept);
        }
    }
}
