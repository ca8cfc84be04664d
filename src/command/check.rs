//! `check`: lint articles, report, fix.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use globset::{Glob, GlobSet, GlobSetBuilder};
use miette::{Report as Trouble, miette};

use super::run::{self, paths_of};
use super::{Done, Loaded, fix, load, terminal_width, use_color};
use crate::catalog::{Catalog, Lang, Wording, nearest};
use crate::cli::{CheckArgs, ReadArgs};
use crate::config::Settings;
use crate::engine::Engine;
use crate::finding::Category;
use crate::input::format::FORMATS;
use crate::input::walk::{self, WalkOptions};
use crate::input::{FileFormat, FormatChoice, Problem, ProblemKind, ReadOptions, Target};
use crate::report::{Listed, Listing, Report, ReportFormat, Style, visible, words};

/// Lints what `args` name and writes the report to `out`.
pub(super) fn run(args: &CheckArgs, out: &mut (dyn Write + Send)) -> Done {
    let loaded = load(&args.common)?;
    let people = loaded.lang_for_people();
    let Loaded {
        mut settings,
        catalog,
        lang,
        ..
    } = loaded;
    apply(args, &mut settings, &catalog)?;
    let options = read_options(&args.read, &settings);
    let (targets, mut problems, skipped, spool) = targets(args, &settings, &options)?;
    let catalog = Arc::new(catalog);
    let engine = Engine::new(catalog.clone(), settings)?;
    // More threads than that only take memory.
    let most = 4 * std::thread::available_parallelism().map_or(1, usize::from);
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs.map_or(0, |jobs| jobs.min(most)))
        .build();
    let threads = threads.map_err(|error| miette!("no threads: {error}"))?;

    if args.fix || args.unsafe_fixes || args.diff {
        let trouble = threads.install(|| fix::run(&engine, &targets, &options, args, out))?;
        problems.extend(trouble);
        if args.diff {
            tell(&problems, people);
            return Ok(if problems.is_empty() {
                super::CLEAN
            } else {
                super::INCOMPLETE
            });
        }
    }

    let languages = Languages {
        people,
        programs: lang.unwrap_or(Lang::En),
    };
    let mut outputs = outputs(args, &catalog, languages, out)?;
    let keeps = outputs.iter().any(|(listing, _)| listing.waits());
    let mut report = threads.install(|| {
        run::run(&engine, &targets, &options, args.batch, |findings| {
            for (listing, out) in &mut outputs {
                listing.stream(&findings, out)?;
            }
            Ok(if keeps { findings } else { Vec::new() })
        })
    })?;
    report.problems.extend(problems);
    report.problems.sort();
    report.problems.dedup();
    complete(&mut report, skipped, args);
    for (listing, out) in &mut outputs {
        listing.finish(&report, out)?;
        out.flush()?;
    }
    drop(outputs);
    tell(&report.problems, people);
    for file in report
        .files
        .iter()
        .filter(|file| file.articles == 0 && !file.failed)
    {
        note(&words::empty_file(&file.path, people));
    }
    if targets.is_empty() && report.problems.is_empty() {
        note(&words::nothing_to_lint(skipped, people));
    }
    drop(spool);
    Ok(exit_code(&report, engine.settings()))
}

fn exit_code(report: &Report, settings: &Settings) -> u8 {
    if !report.problems.is_empty() {
        super::INCOMPLETE
    } else if report
        .summary
        .any(|severity| settings.fail_on.fails(severity))
    {
        super::FOUND
    } else {
        super::CLEAN
    }
}

fn complete(report: &mut Report, skipped: usize, args: &CheckArgs) {
    report.files.sort_by(|a, b| a.path.cmp(&b.path));
    let summary = &mut report.summary;
    summary.files = report.files.len();
    summary.articles = report.files.iter().map(|file| file.articles).sum();
    summary.failed = report.files.iter().filter(|file| file.failed).count();
    summary.skipped = skipped;
    let mut listed = summary.error + summary.warning + summary.info;
    if args.show_suppressed {
        listed += summary.suppressed;
    }
    let limit = args.max_findings.unwrap_or(usize::MAX);
    summary.truncated_by_limit = listed.saturating_sub(limit);
}

/// The flags over the settings of lint.toml.
fn apply(args: &CheckArgs, settings: &mut Settings, catalog: &Catalog) -> Result<(), Trouble> {
    for name in args.select.iter().chain(&args.ignore) {
        let ids = || {
            catalog
                .lints()
                .iter()
                .map(|lint| &*lint.id)
                .chain(Category::ALL.map(Category::as_str))
        };
        if !ids().any(|id| id == name) {
            let advice = nearest(name, ids()).map_or_else(
                || "`newslint list` prints all".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(miette!(
                help = advice,
                "there is no lint or category `{name}`"
            ));
        }
    }
    settings.rules.select.clone_from(&args.select);
    settings.rules.ignore.clone_from(&args.ignore);
    settings.rules.script = args.script.unwrap_or(settings.rules.script);
    settings.rules.region = args.region.unwrap_or(settings.rules.region);
    settings.fail_on = args.fail_on.unwrap_or(settings.fail_on);
    Ok(())
}

/// How to read files: the flags, then lint.toml, then the defaults.
pub(super) fn read_options(args: &ReadArgs, settings: &Settings) -> ReadOptions {
    let defaults = ReadOptions::default();
    ReadOptions {
        encoding: args.encoding.0,
        format: args.input_format,
        text_field: args
            .text_field
            .clone()
            .or_else(|| settings.text_field.clone()),
        id_field: args
            .id_field
            .clone()
            .or_else(|| settings.id_field.clone())
            .unwrap_or(defaults.id_field),
    }
}

/// Files to lint, problems, files left out, and the file that holds standard input, to be removed at the end.
type Targets = (
    Vec<Target>,
    Vec<Problem>,
    usize,
    Option<tempfile::NamedTempFile>,
);

fn targets(
    args: &CheckArgs,
    settings: &Settings,
    options: &ReadOptions,
) -> Result<Targets, Trouble> {
    let mut paths = args.paths.clone();
    if let Some(file) = &args.files_from {
        let mut list = String::new();
        let read = if file.as_os_str() == "-" {
            io::stdin().read_to_string(&mut list)
        } else {
            File::open(file).and_then(|mut file| file.read_to_string(&mut list))
        };
        read.map_err(|error| miette!("--files-from {}: {error}", file.display()))?;
        paths.extend(paths_of(&list));
    } else if paths.is_empty() {
        paths.push(PathBuf::from(if args.stdin_filename.is_some() {
            "-"
        } else {
            "."
        }));
    }
    let exclude = excludes(args, settings)?;
    let (mut spool, mut stdin, mut left_out) = (None, None, 0);
    if let Some(at) = paths.iter().position(|path| path.as_os_str() == "-") {
        paths.remove(at);
        let name = args
            .stdin_filename
            .clone()
            .unwrap_or_else(|| PathBuf::from("<stdin>"));
        if exclude.is_match(settings.relative(&name.to_string_lossy())) {
            left_out += 1;
        } else {
            let mut file = tempfile::Builder::new()
                .prefix("newslint-")
                .tempfile()
                .map_err(|error| {
                    miette!("standard input cannot be kept in a temporary file: {error}")
                })?;
            io::copy(&mut io::stdin().lock(), &mut file)
                .map_err(|error| miette!("standard input: {error}"))?;
            let format = match options.format {
                FormatChoice::Fixed(format) => format,
                FormatChoice::Auto => FileFormat::of_extension(&name).unwrap_or(&FORMATS[0]),
            };
            stdin = Some(Target {
                display: walk::display(&name),
                path: file.path().to_owned(),
                format,
            });
            spool = Some(file);
        }
    }
    let walk_options = WalkOptions {
        exclude,
        root: settings.root.clone(),
        working_folder: settings.working_folder.clone(),
        ignores: !args.no_ignore,
        format: options.format,
    };
    let mut walked = walk::walk(&paths, &walk_options);
    if !args.allow_empty {
        let message = "holds no articles (.md, .markdown, .txt, .html, .htm, .jsonl, .ndjson); pass --allow-empty if that is right";
        let empty = walked
            .empty
            .iter()
            .map(|path| Problem::of_file(path, ProblemKind::NotFound, message));
        walked.problems.extend(empty);
    }
    walked.files.extend(stdin);
    Ok((
        walked.files,
        walked.problems,
        walked.skipped + left_out,
        spool,
    ))
}

fn excludes(args: &CheckArgs, settings: &Settings) -> Result<GlobSet, Trouble> {
    let mut set = GlobSetBuilder::new();
    for glob in settings.exclude.iter().chain(&args.exclude) {
        set.add(Glob::new(glob).map_err(|error| miette!("--exclude {glob}: {}", error.kind()))?);
    }
    set.build().map_err(|error| miette!("--exclude: {error}"))
}

/// The languages of a run's reports.
#[derive(Clone, Copy)]
struct Languages {
    people: Lang,
    programs: Lang,
}

/// A report and where it goes.
type Output<'o> = (Listing<'o>, Box<dyn Write + Send + 'o>);

/// The reports that are wanted: on standard output, which is `out`, and in files.
fn outputs<'o>(
    args: &CheckArgs,
    catalog: &'o Catalog,
    languages: Languages,
    out: &'o mut (dyn Write + Send),
) -> Result<Vec<Output<'o>>, Trouble> {
    let listing = |format: &'static ReportFormat, in_file: bool| {
        let lang = if format.for_people {
            languages.people
        } else {
            languages.programs
        };
        let style = Style {
            wording: Wording::new(catalog, lang),
            color: !in_file && use_color(args.color),
            width: if in_file { 100 } else { terminal_width() },
        };
        let listed = Listed {
            suppressed: args.show_suppressed,
            limit: args.max_findings.unwrap_or(usize::MAX),
            quiet: args.quiet && !in_file,
            statistics: args.statistics,
        };
        Listing::new(format, style, listed)
    };
    let mut outputs: Vec<Output<'o>> = Vec::new();
    for output in &args.output {
        // A path, with a format before it if it is another than that of the flag.
        let named = output.split_once('=');
        let named = named.and_then(|(name, path)| Some((ReportFormat::named(name)?, path)));
        let (format, path) = named.unwrap_or((args.format, output));
        let file = File::create(path).map_err(|error| miette!("--output {path}: {error}"))?;
        outputs.push((listing(format, true), Box::new(BufWriter::new(file))));
    }
    outputs.push((listing(args.format, false), Box::new(out)));
    Ok(outputs)
}

/// Names each problem on standard error.
fn tell(problems: &[Problem], lang: Lang) {
    let mut err = io::stderr().lock();
    for problem in problems {
        let line = problem
            .line
            .map_or_else(String::new, |line| format!(":{line}"));
        let message = words::problem(problem.kind, &problem.message, lang);
        let path = if problem.path.is_empty() {
            "newslint"
        } else {
            &problem.path
        };
        // If standard error is gone, there is nobody left to tell; the exit code still does.
        let _ = writeln!(err, "{}{line}: {}", visible(path), visible(&message));
    }
}

/// Says something that is no problem on standard error.
fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{}", visible(text));
}
