//! `check`: lint articles, report, fix.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use globset::{Glob, GlobSet, GlobSetBuilder};
use miette::{Report as Trouble, miette};

use super::run::{self, paths_of};
use super::{Done, fix, language_for_people, load, terminal_width, use_color};
use crate::catalog::{Catalog, Lang, nearest};
use crate::cli::{CheckArgs, ReadArgs, ReportFormat};
use crate::config::Settings;
use crate::engine::Engine;
use crate::finding::{Category, Finding};
use crate::input::format::FORMATS;
use crate::input::walk::{self, WalkOptions};
use crate::input::{FileFormat, FormatChoice, Problem, ProblemKind, ReadOptions, Target};
use crate::report::{Report, concise, json, pretty, words};

/// Lints what `args` name and writes the report to `out`.
pub(super) fn run(args: &CheckArgs, out: &mut (dyn Write + Send)) -> Done {
    let (mut settings, catalog, _) = load(&args.common)?;
    let for_people = matches!(args.format, ReportFormat::Pretty | ReportFormat::Concise);
    let people = language_for_people(&settings);
    if for_people || args.diff {
        settings.lang = people;
    } else if !settings.lang_is_set {
        settings.lang = Lang::En;
    }
    apply(args, &mut settings, &catalog)?;
    let options = read_options(&args.read, &settings);
    let (targets, mut problems, skipped, spool) = targets(args, &settings, &options)?;
    let engine = Engine::new(Arc::new(catalog), settings)?;
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

    let limit = args.max_findings.unwrap_or(usize::MAX);
    let mut listed = 0;
    let mut streamed_cut = 0;
    let streams = args.format == ReportFormat::Jsonl && !args.quiet && args.output.is_empty();
    let mut report = threads.install(|| {
        run::run(&engine, &targets, &options, args.batch, |findings| {
            if !streams {
                return Ok(findings);
            }
            for finding in findings
                .iter()
                .filter(|finding| args.show_suppressed || finding.suppressed.is_none())
            {
                listed += 1;
                if listed <= limit {
                    json::write_line(finding, &mut *out)?;
                } else {
                    streamed_cut += 1;
                }
            }
            Ok(Vec::new())
        })
    })?;
    report.problems.extend(problems);
    report.problems.sort();
    report.problems.dedup();
    complete(&mut report, skipped);
    let shown = report
        .findings
        .iter()
        .filter(|finding| args.show_suppressed || finding.suppressed.is_none())
        .count();
    report.summary.truncated_by_limit = streamed_cut + shown.saturating_sub(limit);
    report.findings.truncate(limit);

    for output in &args.output {
        write_to_file(&report, output, args, people)?;
    }
    if !args.quiet {
        if streams {
            json::write_last(&report, out)?;
        } else {
            let style = pretty_style(args, people);
            write(&report, args.format, args.show_suppressed, style, out)?;
        }
        if args.statistics {
            write_statistics(&report, out)?;
        }
    }
    out.flush()?;
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

fn complete(report: &mut Report, skipped: usize) {
    report.files.sort_by(|a, b| a.path.cmp(&b.path));
    let summary = &mut report.summary;
    summary.files = report.files.len();
    summary.articles = report.files.iter().map(|file| file.articles).sum();
    summary.failed = report.files.iter().filter(|file| file.failed).count();
    summary.skipped = skipped;
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

fn pretty_style(args: &CheckArgs, lang: Lang) -> pretty::Style {
    let color = use_color(args.color);
    pretty::Style {
        color,
        width: terminal_width(),
        lang,
        suppressed: args.show_suppressed,
    }
}

fn write(
    report: &Report,
    format: ReportFormat,
    suppressed: bool,
    style: pretty::Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        ReportFormat::Pretty => pretty::write(report, style, out),
        ReportFormat::Concise => concise::write(report, suppressed, style.lang, out),
        ReportFormat::Json => json::write(report, suppressed, out),
        ReportFormat::Jsonl => {
            let listed = |finding: &&Finding| suppressed || finding.suppressed.is_none();
            report
                .findings
                .iter()
                .filter(listed)
                .try_for_each(|finding| json::write_line(finding, out))?;
            json::write_last(report, out)
        }
    }
}

/// Writes the report to `output`, a path with a format before it if it is another than that of the flag.
fn write_to_file(
    report: &Report,
    output: &str,
    args: &CheckArgs,
    lang: Lang,
) -> Result<(), super::Trouble> {
    let named = output.split_once('=').and_then(|(name, path)| {
        Some((
            <ReportFormat as clap::ValueEnum>::from_str(name, false).ok()?,
            path,
        ))
    });
    let (format, path) = named.unwrap_or((args.format, output));
    let file = File::create(path).map_err(|error| miette!("--output {path}: {error}"))?;
    let mut file = BufWriter::new(file);
    let style = pretty::Style {
        color: false,
        width: 100,
        lang,
        suppressed: args.show_suppressed,
    };
    write(report, format, args.show_suppressed, style, &mut file)?;
    file.flush()?;
    Ok(())
}

fn write_statistics(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in report
        .findings
        .iter()
        .filter(|finding| finding.suppressed.is_none())
    {
        *counts.entry(&finding.lint).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(lint, count)| (std::cmp::Reverse(*count), *lint));
    counts
        .iter()
        .try_for_each(|(lint, count)| writeln!(out, "{count:>8}  {lint}"))
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
        let _ = writeln!(err, "{path}{line}: {message}");
    }
}

/// Says something that is no problem on standard error.
fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
