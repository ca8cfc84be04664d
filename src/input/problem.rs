//! What makes a run incomplete.

use std::any::Any;
use std::io;

use super::compression::{Compression, Damage};
use crate::finding::FileName;

/// Something that could not be read, run or written: the run is incomplete.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as given or walked; empty for the run as a whole.
    pub path: FileName,
    /// 0-based record in it.
    pub record: Option<usize>,
    /// 1-based line in it.
    pub line: Option<usize>,
    /// What happened.
    pub kind: ProblemKind,
}

/// What can happen. The report puts it into words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// No such path.
    NotFound,
    /// The system forbids reading it.
    PermissionDenied,
    /// A folder in which nothing is an article.
    NoArticles,
    /// A pipe, a device: no file.
    NoFile,
    /// A file whose extension is none of those that are read.
    UnknownKind(String),
    /// Files of so many other kinds lie beside the articles, and that was not to be.
    PassedOver(usize),
    /// Binary.
    NotText,
    /// Text in no encoding that could be recognised.
    Undecodable,
    /// A record of more than so many megabytes; what follows it was not read.
    RecordTooLong(usize),
    /// No list of records where it was said to be.
    NoRecords(String),
    /// A list of records that does not end.
    NoEnd,
    /// A table without any column of these names; it has those.
    NoColumn(Vec<String>, Vec<String>),
    /// So many records that cannot be read, and no lint that tells them.
    UnreadRecords(usize),
    /// Bytes in so many articles that the encoding does not have, and no lint that tells them.
    UndecodableBytes(usize),
    /// It was read once and reads otherwise now.
    ChangedMeanwhile,
    /// What cannot be unpacked further.
    Damaged(Damage),
    /// A file of columns that cannot be read on.
    DamagedParquet {
        /// The part of it, from 1; none where that is its footer.
        row_group: Option<usize>,
        /// What is wrong, in the words of the program's library.
        why: String,
    },
    /// An index that is damaged or cut short.
    DamagedIndex,
    /// A file of columns, which this newslint was built without.
    NoParquet,
    /// More articles than can be compared in so many megabytes.
    TooManyToCompare(usize),
    /// It was to be compared with, and could not be read for this reason.
    NotCompared(Box<ProblemKind>),
    /// Any other trouble of the file system, in its own words.
    Io(String),
    /// A lint got options that it does not take, or the like.
    Config(String),
    /// A lint panicked: a bug in newslint.
    LintPanicked {
        /// The lint.
        lint: String,
        /// What it said.
        message: String,
    },
    /// Something else than a lint panicked: a bug in newslint.
    Panicked(String),
    /// Records cannot be left out of a file of this form.
    NotRewritten,
    /// There is no field for a tag in it.
    NoRoomForTags,
    /// What stands between its records cannot be written in this encoding again.
    Unwritable(&'static str),
    /// The file keeps its text.
    NotFixed(NotFixed),
    /// The run could not begin, for this reason.
    NotBegun(String),
    /// A report could not be written, for this reason.
    ReportNotWritten(String),
    /// A signal stopped the run before all was done.
    Stopped,
}

/// Why a file was not fixed, though there were fixes for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotFixed {
    /// It holds bytes that its encoding does not have.
    UndecodableBytes,
    /// Writing it in this encoding again would change other bytes.
    NotReversible(&'static str),
    /// This encoding lacks a character of the fix.
    Unwritable(&'static str),
    /// Somebody else changed it meanwhile.
    ChangedMeanwhile,
    /// It may not be written.
    ReadOnly,
    /// No file can be made in its folder.
    FolderReadOnly,
    /// The new file could not be given the owner, the rights or the attributes of the old one.
    NotLikeBefore,
    /// It has other names (hard links), which would keep the old text.
    HardLinks,
    /// It is compressed.
    Compressed(Compression),
    /// It is in an archive.
    InArchive,
    /// It holds columns.
    Columns,
    /// It is a link to a place outside the folder that was named.
    LinkLeadsOut,
    /// It is UTF-8, and another encoding was named.
    IsUtf8,
    /// The fixes of lints undo each other.
    Unsettled,
    /// Any other trouble of the file system, in its own words.
    Io(String),
}

impl Problem {
    /// Trouble with a whole file.
    pub fn of_file(path: impl Into<FileName>, kind: ProblemKind) -> Self {
        Self {
            path: path.into(),
            record: None,
            line: None,
            kind,
        }
    }

    /// The same, of something that was only to be compared with.
    #[must_use]
    pub fn of_archive(self) -> Self {
        Self {
            kind: ProblemKind::NotCompared(Box::new(self.kind)),
            ..self
        }
    }

    /// Trouble that the file system reported.
    pub fn of_io(path: impl Into<FileName>, error: &io::Error) -> Self {
        let told = ProblemKind::in_io(error);
        let kind = match (told, error.kind()) {
            (Some(kind), _) => kind.clone(),
            (_, io::ErrorKind::NotFound) => ProblemKind::NotFound,
            (_, io::ErrorKind::PermissionDenied) => ProblemKind::PermissionDenied,
            _ => ProblemKind::Io(error.to_string()),
        };
        Self::of_file(path, kind)
    }
}

/// A problem on its way through a reader.
#[derive(Debug)]
struct Told(ProblemKind);

impl std::fmt::Display for Told {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.0.as_str())
    }
}

impl std::error::Error for Told {}

impl ProblemKind {
    /// What a reader says that meets it; [`Problem::of_io`] takes it out again.
    pub(super) fn into_io(self) -> io::Error {
        io::Error::other(Told(self))
    }

    /// The problem of which `error` tells.
    pub(super) fn in_io(error: &io::Error) -> Option<&Self> {
        let told = error.get_ref()?.downcast_ref::<Told>()?;
        Some(&told.0)
    }

    /// The word for it in reports for programs.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::PermissionDenied => "permission-denied",
            Self::NoArticles => "no-articles",
            Self::NoFile => "no-file",
            Self::NotText => "not-text",
            Self::Undecodable | Self::UndecodableBytes(_) => "undecodable",
            Self::UnknownKind(_) | Self::NoParquet => "unknown-kind",
            Self::PassedOver(_) => "passed-over",
            Self::RecordTooLong(_)
            | Self::NoRecords(_)
            | Self::NoEnd
            | Self::NoColumn(..)
            | Self::UnreadRecords(_) => "malformed",
            Self::ChangedMeanwhile => "changed",
            Self::Damaged(_) | Self::DamagedParquet { .. } | Self::DamagedIndex => "damaged",
            Self::TooManyToCompare(_) => "memory",
            Self::NotCompared(why) => why.as_str(),
            Self::Io(_) => "io",
            Self::Config(_) => "config",
            Self::LintPanicked { .. } => "lint-panic",
            Self::Panicked(_) => "panic",
            Self::NotRewritten | Self::NoRoomForTags | Self::Unwritable(_) => "not-written",
            Self::NotFixed(_) => "not-fixed",
            Self::NotBegun(_) => "not-begun",
            Self::ReportNotWritten(_) => "report-not-written",
            Self::Stopped => "stopped",
        }
    }

    /// What a panic outside a lint left.
    pub fn panicked(panic: &(dyn Any + Send)) -> Self {
        Self::Panicked(panic_message(panic))
    }
}

/// What was said when it panicked.
pub fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no message").to_owned()
}
