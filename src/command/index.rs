//! `index`: what is kept of an archive to compare new articles with it.

use std::io::{self, Write};
use std::path::Path;

use super::check::{self, read_options, tell};
use super::inputs::Inputs;
use super::outputs::To;
use super::progress::Progress;
use super::{CLEAN, ExitResult, INCOMPLETE, load};
use crate::Error;
use crate::catalog::Lang;
use crate::cli::{CheckArgs, IndexCommand, IndexRun};
use crate::index::{Index, Writer};
use crate::report::visible;
use crate::report::words::plural;
use crate::run::{self, RunOptions};

/// The lint that compares whole articles.
const LINT: &str = "duplicate-article";

/// Does what `verb` says, and tells it on `out`.
pub(super) fn run(verb: &IndexCommand, out: &mut (dyn Write + Send)) -> ExitResult {
    match verb {
        IndexCommand::Build { out: path, run } => write(run, path, None, out),
        IndexCommand::Add { index_file, run } => {
            write(run, index_file, Some(&Index::open(index_file)?), out)
        }
        IndexCommand::Query { index_file, check } => {
            let mut args = CheckArgs {
                index: Some(index_file.clone()),
                ..(**check).clone()
            };
            if args.select.is_empty() {
                args.select.push(LINT.to_owned());
            }
            check::run(&args, out)
        }
    }
}

/// Writes the index at `path`, of `old` and the articles that `args` name. If one of these cannot be read, nothing is
/// written: nobody would know what the index lacks.
fn write(args: &IndexRun, path: &Path, old: Option<&Index>, out: &mut dyn Write) -> ExitResult {
    let loaded = load(&args.common)?;
    let lang = loaded.lang_for_people();
    let reading = read_options(&args.input.read, &loaded.settings);
    let inputs = Inputs::find(&args.input, &loaded.settings, &reading)?;
    let how = RunOptions {
        threads: args.jobs,
        ..RunOptions::default()
    };
    let about = |error: io::Error| Error::about(path.display(), error);
    let mut to = To::open(path).map_err(about)?;
    let mut writer = Writer::new(&mut to).map_err(about)?;
    let mut problems = inputs.problems;
    match old.map(Index::articles).transpose() {
        Ok(articles) => {
            for known in articles.into_iter().flatten() {
                match known {
                    Ok(known) => writer.add(known).map_err(about)?,
                    Err(problem) => problems.push(problem),
                }
            }
        }
        Err(problem) => problems.push(problem),
    }
    let mut written = Ok(());
    let take = |known| {
        if written.is_ok() {
            written = writer.add(known);
        }
    };
    let progress = Progress::show(true, &inputs.files, &how.meter, lang);
    problems.extend(run::known(&inputs.files, &reading, &how, take)?);
    drop(progress);
    written.map_err(about)?;
    if !problems.is_empty() {
        problems.sort();
        tell(&problems, lang);
        return Ok(INCOMPLETE);
    }
    let articles = writer.finish().map_err(about)?;
    to.close().map_err(about)?;
    let shown = path.display().to_string();
    let told = match lang {
        Lang::En => format!("{}: {}", shown, plural(articles, "article")),
        Lang::Hant | Lang::Hans => format!("{shown}：{articles} 篇文章"),
    };
    writeln!(out, "{}", visible(&told))?;
    Ok(CLEAN)
}
