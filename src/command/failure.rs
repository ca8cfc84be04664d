//! The reports of a run that could not begin: a file that an earlier run left would pass for its own.

use std::path::{Path, PathBuf};

use super::lang_of_errors;
use super::outputs::{self, Languages, To};
use super::report_file::ReportFile;
use crate::Error;
use crate::catalog::{Catalog, Lang, Wording};
use crate::cli::CheckArgs;
use crate::finding::FileName;
use crate::input::{FileFormat, FormatChoice, Problem, ProblemKind};
use crate::report::{Listed, Listing, Report, Style};

/// Writes what `error` says to the files that `args` name for reports. What may be an article is left as it is.
pub(super) fn write_reports(args: &CheckArgs, error: &Error) {
    let named = args.output.iter();
    let files = named.filter_map(|output| ReportFile::read(output).ok());
    let files: Vec<ReportFile<'_>> = files.filter(|file| !may_be_read(file.path, args)).collect();
    if files.is_empty() {
        return;
    }
    let catalog = Catalog::builtin();
    let folder = std::env::current_dir().unwrap_or_default();
    let base = outputs::base(&folder);
    let languages = Languages {
        people: lang_of_errors(&args.common),
        programs: args.common.lang.unwrap_or(Lang::En),
    };
    for ReportFile { format, path } in files {
        let lang = languages.of(format);
        let style = Style {
            wording: Wording::new(&catalog, lang),
            color: false,
            width: 100,
            base: &base,
        };
        let report = Report {
            problems: vec![problem(error, &folder, lang)],
            ..Report::default()
        };
        let write = || {
            let mut to = To::open(path)?;
            to.write(|out| Listing::new(format, style, Listed::default()).finish(&report, out))?;
            to.close()
        };
        // Standard error and the exit code tell of the run; that there is no report either changes neither.
        let _: std::io::Result<()> = write();
    }
}

/// What `error` says, at its place in a file of settings if it has one.
fn problem(error: &Error, folder: &Path, lang: Lang) -> Problem {
    let why = ProblemKind::NotBegun(error.message(lang));
    let Some(mistake) = error.mistake() else {
        return Problem::of_file("", why);
    };
    let file = Path::new(&mistake.file);
    let file = FileName::of(file.strip_prefix(folder).unwrap_or(file));
    Problem {
        line: Some(mistake.line()),
        ..Problem::of_file(file, why)
    }
}

/// May the file at `path` be one that the run was to read?
fn may_be_read(path: &Path, args: &CheckArgs) -> bool {
    let Ok(real) = path.canonicalize() else {
        return false;
    };
    let input = &args.input;
    let is_other_kind = path.extension().is_some() && FileFormat::of_extension(path).is_none();
    if is_other_kind && input.read.input_format == FormatChoice::Auto {
        return false;
    }
    let is_listed = input.files_from.is_some() || input.files_from0.is_some();
    let mut named: Vec<PathBuf> = [&input.paths[..], &args.against].concat();
    if input.paths.is_empty() {
        named.push(PathBuf::from("."));
    }
    let holds = |named: &PathBuf| {
        let named = named.canonicalize();
        named.is_ok_and(|named| real.starts_with(named))
    };
    is_listed || named.iter().any(holds)
}
