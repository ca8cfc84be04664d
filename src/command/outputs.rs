//! The reports of a run: one on standard output, others in files.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::inputs::Inputs;
use super::report_file::ReportFile;
use super::{terminal_width, use_color};
use crate::Error;
use crate::catalog::{Catalog, Lang, Wording};
use crate::cli::CheckArgs;
use crate::finding::{FileName, Finding};
use crate::input::{Problem, ProblemKind};
use crate::report::{Base, Listed, Listing, Report, ReportFormat, STEP_SUMMARY, Style};

/// The languages of a run's reports.
#[derive(Clone, Copy)]
pub(super) struct Languages {
    pub(super) people: Lang,
    pub(super) programs: Lang,
}

impl Languages {
    /// That of a report in `format`.
    pub(super) fn of(self, format: &ReportFormat) -> Lang {
        if format.for_people {
            self.people
        } else {
            self.programs
        }
    }
}

/// How services name files: from the top of the repository on that they have checked out, if the run began in it.
pub(super) fn base(folder: &Path) -> Base {
    let variables = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];
    let tops = variables.into_iter().filter_map(std::env::var_os);
    let mut tops = tops.filter_map(|top| Path::new(&top).canonicalize().ok());
    Base::new(folder, tops.find(|top| folder.starts_with(top)))
}

/// The reports that are wanted.
pub(super) struct Outputs<'o> {
    outputs: Vec<Output<'o>>,
}

/// A report and where it goes.
struct Output<'o> {
    listing: Listing<'o>,
    to: To<'o>,
    /// What went wrong with the writing; nothing is written after that.
    failed: Option<io::Error>,
}

/// Where a report goes.
pub(super) enum To<'o> {
    Stdout(&'o mut (dyn Write + Send)),
    /// What is no regular file, a pipe or a device; or the end of one.
    Stream(PathBuf, BufWriter<File>),
    /// A file, written aside and put in its place when it is whole.
    File(PathBuf, BufWriter<NamedTempFile>),
}

impl<'o> Outputs<'o> {
    /// Opens what `args` name, and `out`. A report over a file of `inputs`, or two in one file, are refused.
    pub(super) fn open(
        args: &CheckArgs,
        inputs: &Inputs,
        catalog: &'o Catalog,
        base: &'o Base,
        languages: Languages,
        out: &'o mut (dyn Write + Send),
    ) -> Result<Self, Error> {
        let listing = |format: &'static ReportFormat, in_file: bool| {
            let style = Style {
                wording: Wording::new(catalog, languages.of(format)),
                color: !in_file && use_color(args.color),
                width: if in_file { 100 } else { terminal_width() },
                base,
            };
            let listed = Listed {
                suppressed: args.show_suppressed,
                limit: args.max_findings,
                quiet: args.quiet && !in_file,
                statistics: args.statistics,
            };
            Listing::new(format, style, listed)
        };
        let mut outputs: Vec<Output<'o>> = Vec::new();
        for output in &args.output {
            let ReportFile { format, path } = ReportFile::read(output)?;
            let taken = outputs.iter().filter_map(|output| output.to.path());
            let read = inputs.files.iter().chain(&inputs.archive);
            let mut taken = taken.chain(read.map(|target| target.path.as_path()));
            if taken.any(|other| is_same(other, path)) {
                return Err(Error::new("output-taken").with("file", path.display()));
            }
            let to = To::open(path)
                .map_err(|error| Error::about(format!("--output {}", path.display()), error))?;
            outputs.push(Output::new(listing(format, true), to));
        }
        outputs.push(Output::new(listing(args.format, false), To::Stdout(out)));
        if outputs.iter().any(|output| output.listing.is("github"))
            && let Some(path) = step_summary()
        {
            let to = To::end_of(&path)
                .map_err(|error| Error::about(format!("{SUMMARY} {}", path.display()), error))?;
            outputs.push(Output::new(listing(&STEP_SUMMARY, true), to));
        }
        Ok(Self { outputs })
    }

    /// Writes `findings` where that does not wait for the end, and returns those that somebody waits for.
    pub(super) fn take(&mut self, findings: Vec<Finding>) -> Vec<Finding> {
        for output in &mut self.outputs {
            output.write(|listing, out| listing.stream(&findings, out));
        }
        if self.outputs.iter().any(|output| output.listing.waits()) {
            findings
        } else {
            Vec::new()
        }
    }

    /// Writes what is left to write of `report`. A reader of standard output who has left is no problem: the exit code
    /// still tells him.
    pub(super) fn finish(self, report: &Report) -> Vec<Problem> {
        let finish = |mut output: Output<'_>| {
            output.write(|listing, out| listing.finish(report, out));
            let path = output.to.path().map(Path::to_path_buf);
            let done = match output.failed {
                Some(error) => Err(error),
                None => output.to.close(),
            };
            let error = done.err()?;
            if path.is_none() && error.kind() == ErrorKind::BrokenPipe {
                return None;
            }
            let path = path.unwrap_or_default();
            let kind = ProblemKind::ReportNotWritten(error.to_string());
            Some(Problem::of_file(FileName::of(&path), kind))
        };
        self.outputs.into_iter().filter_map(finish).collect()
    }
}

impl<'o> Output<'o> {
    fn new(listing: Listing<'o>, to: To<'o>) -> Self {
        Self {
            listing,
            to,
            failed: None,
        }
    }

    fn write(&mut self, write: impl FnOnce(&mut Listing<'o>, &mut dyn Write) -> io::Result<()>) {
        if self.failed.is_none() {
            let written = self.to.write(|out| write(&mut self.listing, out));
            self.failed = written.err();
        }
    }
}

impl To<'_> {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
            let file = File::options().write(true).open(path)?;
            return Ok(Self::Stream(path.to_owned(), BufWriter::new(file)));
        }
        // The report replaces what a link leads to, not the link.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let file = tempfile::Builder::new()
            .prefix(".newslint-report-")
            .permissions(permissions())
            .tempfile_in(folder.unwrap_or(Path::new(".")))?;
        Ok(Self::File(path, BufWriter::new(file)))
    }

    /// Behind what a file holds already.
    fn end_of(path: &Path) -> io::Result<Self> {
        let file = File::options().append(true).create(true).open(path)?;
        Ok(Self::Stream(path.to_owned(), BufWriter::new(file)))
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(out) => out,
            Self::Stream(_, out) => out,
            Self::File(_, out) => out,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdout(_) => None,
            Self::Stream(path, _) | Self::File(path, _) => Some(path),
        }
    }

    /// Writes what `write` writes.
    pub(super) fn write(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        write(self.writer())
    }

    pub(super) fn close(self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Stream(_, mut out) => out.flush(),
            Self::File(path, out) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                if let Ok(old) = path.metadata() {
                    file.as_file().set_permissions(old.permissions())?;
                }
                file.persist(&path).map(drop).map_err(|error| error.error)
            }
        }
    }
}

impl Write for To<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer().flush()
    }
}

/// The variable that names the file with the summary of a step of GitHub Actions.
const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

fn step_summary() -> Option<PathBuf> {
    let path = std::env::var_os(SUMMARY)?;
    (!path.is_empty()).then(|| path.into())
}

/// Those of a new file: what the system's mask leaves of "all may read".
#[cfg(unix)]
fn permissions() -> std::fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o666)
}

/// Do two paths name one file?
pub(super) fn is_same(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    real(a) == real(b)
}
