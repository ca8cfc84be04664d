//! `check`: lint articles, report, fix.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fix::Fixing;
use super::inputs::Inputs;
use super::outputs::{self, Languages, Outputs};
use super::progress::Progress;
use super::sieve::Sieve;
use super::{ExitResult, Loaded, Trouble, failure, fix, load};
use crate::Error;
use crate::catalog::{Catalog, Lang};
use crate::cli::{CheckArgs, InputArgs, ReadArgs};
use crate::config::{RecordSettings, Settings};
use crate::engine::Engine;
use crate::index::Index;
use crate::input::{Problem, ReadOptions, Target};
use crate::language;
use crate::report::{Report, visible, words};
use crate::run::{self, Files, RunOptions};

/// Lints what `args` name and writes the report to `out`. If that cannot begin, the reports in files say so.
pub(super) fn run(args: &CheckArgs, out: &mut (dyn Write + Send)) -> ExitResult {
    let result = check(args, out);
    if let Err(Trouble::Error(error)) = &result {
        failure::write_reports(args, error);
    }
    result
}

fn check(args: &CheckArgs, out: &mut (dyn Write + Send)) -> ExitResult {
    let (loaded, ()) = rayon::join(|| load(&args.common), language::load);
    let loaded = loaded?;
    let people = loaded.lang_for_people();
    let Loaded {
        mut settings,
        catalog,
        lang,
        ..
    } = loaded;
    apply(args, &mut settings, &catalog)?;
    settings.is_whole = args.diff_from.is_none() && is_whole(&args.input, &settings);
    let reading = read_options(&args.input.read, &settings);
    let mut inputs = Inputs::find(&args.input, &settings, &reading)?;
    if let Some(since) = &args.diff_from {
        inputs.keep_changed(since, &settings)?;
    }
    inputs.find_archive(&args.against, &args.input, &settings, &reading)?;
    let index = args.index.as_deref().map(Index::open).transpose()?;
    let mut sieve = Sieve::find(args, &settings, &inputs)?;
    let catalog = Arc::new(catalog);
    let engine = Engine::new(catalog.clone(), settings)?;
    let fixing = Fixing {
        engine: &engine,
        targets: &inputs.files,
        reading: &reading,
        args,
        sieve: &sieve,
    };
    if args.diff {
        let fixed = fix::show(fixing, out)?;
        return Ok(verdict_of_diff(inputs, fixed, people));
    }
    let mut to_stderr = io::BufWriter::new(io::stderr());
    let mut report_out: &mut (dyn Write + Send) = out;
    if args.fix {
        let fixed = fix::write(fixing, people, report_out)?;
        inputs.problems.extend(fixed.problems);
        if fixed.stopped {
            tell(&inputs.problems, people);
            return Ok(super::INCOMPLETE);
        }
        inputs.read_fixed(fixed.pipes)?;
        // The text has taken standard output.
        if inputs.files.iter().any(Target::is_pipe) {
            report_out = &mut to_stderr;
        }
    }
    let languages = Languages {
        people,
        programs: lang.unwrap_or(Lang::En),
    };
    let how = RunOptions {
        threads: args.jobs,
        articles: args.batch,
        memory: args.max_memory,
        ..RunOptions::default()
    };
    let base = outputs::base(&engine.settings().working_folder);
    let mut outputs = Outputs::open(args, &inputs, &catalog, &base, languages, report_out)?;
    let sift = |findings: &mut Vec<_>| sieve.sift(findings);
    let take = |findings| outputs.take(findings);
    let files = Files {
        linted: &inputs.files,
        archive: &inputs.archive,
        index: index.as_ref(),
    };
    // Findings that come one by one tell how far the run is.
    let streams = !args.format.waits && io::stdout().is_terminal();
    let progress = Progress::show(!args.quiet && !streams, &inputs.files, &how.meter, people);
    let mut report = run::run(&engine, files, &reading, &how, sift, take)?;
    drop(progress);
    report.problems.extend(inputs.problems.clone());
    report.problems.sort();
    report.problems.dedup();
    complete(&mut report, &inputs, args);
    report.has_baseline = sieve.has_baseline();
    report.problems.extend(outputs.finish(&report));
    tell(&report.problems, people);
    if !args.quiet {
        tell_notes(&report, &inputs, engine.settings(), people);
        sieve.tell(&report, &engine, people);
    }
    Ok(exit_code(&report, engine.settings()))
}

/// Tells what could not be shown; the exit code says whether fixes would change anything.
fn verdict_of_diff(inputs: Inputs, fixed: fix::Fixed, lang: Lang) -> u8 {
    let problems = [inputs.problems, fixed.problems].concat();
    tell(&problems, lang);
    match (problems.len(), fixed.changed) {
        (0, 0) => super::CLEAN,
        (0, _) => super::FOUND,
        _ => super::INCOMPLETE,
    }
}

fn exit_code(report: &Report, settings: &Settings) -> u8 {
    let fails = |severity| settings.fail_on.fails(severity);
    match (report.problems.is_empty(), report.summary.any(fails)) {
        (false, _) => super::INCOMPLETE,
        (true, true) => super::FOUND,
        (true, false) => super::CLEAN,
    }
}

/// Counts what the run itself does not know.
fn complete(report: &mut Report, inputs: &Inputs, args: &CheckArgs) {
    let summary = &mut report.summary;
    summary.skipped = inputs.skipped;
    summary.passed_over.clone_from(&inputs.passed_over);
    let mut listed = summary.error + summary.warning + summary.info;
    if args.show_suppressed {
        listed += summary.suppressed + summary.baselined;
    }
    let limit = args.max_findings.unwrap_or(usize::MAX);
    summary.truncated_by_limit = listed.saturating_sub(limit);
}

/// The flags over the settings of lint.toml.
fn apply(args: &CheckArgs, settings: &mut Settings, catalog: &Catalog) -> Result<(), Error> {
    settings.rules.choose(&args.select, &args.ignore, catalog)?;
    settings.rules.script = args.script.unwrap_or(settings.rules.script);
    settings.rules.region = args.region.unwrap_or(settings.rules.region);
    settings.fail_on = args.fail_on.unwrap_or(settings.fail_on);
    Ok(())
}

/// Is all read that lint.toml is about: its folder, or one around it?
pub(super) fn is_whole(args: &InputArgs, settings: &Settings) -> bool {
    let root = &settings.root;
    let root = if root.as_os_str().is_empty() {
        &settings.working_folder
    } else {
        root
    };
    let Ok(root) = root.canonicalize() else {
        return false;
    };
    let holds_root = |path: &Path| path.canonicalize().is_ok_and(|path| root.starts_with(path));
    let is_named = args.stdin_filename.is_some()
        || args.files_from.is_some()
        || args.files_from0.is_some()
        || !args.paths.is_empty();
    let folders = args.paths.iter().map(PathBuf::as_path);
    args.exclude.is_empty()
        && folders
            .chain((!is_named).then_some(Path::new(".")))
            .any(holds_root)
}

/// How to read files: the flags, then lint.toml, then the defaults.
pub(super) fn read_options(args: &ReadArgs, settings: &Settings) -> ReadOptions {
    let said = RecordSettings {
        text_fields: args.text_field.clone(),
        id_field: args.id_field.clone(),
        title_field: args.title_field.clone(),
        date_field: args.date_field.clone(),
        text_format: args.text_format,
        at: args.records_at.clone(),
    };
    said.or(settings.records.clone())
        .reading(args.encoding.0, args.input_format)
}

/// Names each problem on standard error.
pub(super) fn tell(problems: &[Problem], lang: Lang) {
    let mut err = io::stderr().lock();
    for problem in problems {
        let line = problem
            .line
            .map_or_else(String::new, |line| format!(":{line}"));
        let message = words::problem(problem, lang);
        let path = if problem.path.is_empty() {
            "newslint"
        } else {
            &problem.path
        };
        // If standard error is gone, there is nobody left to tell; the exit code still does.
        let _ = writeln!(err, "{}{line}: {}", visible(path), visible(&message));
    }
}

/// Says what is no problem, and yet worth knowing, on standard error.
pub(super) fn tell_notes(report: &Report, inputs: &Inputs, settings: &Settings, lang: Lang) {
    let mut notes: Vec<String> = report
        .files
        .iter()
        .filter(|file| file.articles + file.unread == 0 && !file.failed)
        .map(|file| words::empty_file(&file.path, lang))
        .collect();
    let html = report.files.iter();
    let html = html.filter(|file| file.html * 2 > file.articles);
    notes.extend(html.map(|file| words::looks_like_html(&file.path, lang)));
    let ended = settings.allows.ended.iter();
    notes.extend(ended.map(|ended| words::ended(&ended.about, &ended.until, lang)));
    let linked = inputs.linked.iter();
    notes.extend(linked.map(|path| words::linked_folder(path, lang)));
    if !inputs.passed_over.is_empty() {
        notes.push(words::passed_over(&inputs.passed_over, lang));
    }
    if inputs.files.is_empty() && report.problems.is_empty() {
        notes.push(match &inputs.unchanged_since {
            Some(since) => words::nothing_changed(since, lang),
            None => words::nothing_to_lint(inputs.skipped, lang),
        });
    }
    let mut err = io::stderr().lock();
    for note in notes {
        let _ = writeln!(err, "{}", visible(&note));
    }
}
