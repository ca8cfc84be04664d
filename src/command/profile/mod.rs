//! `profile`: what a corpus is made of and what is found in it, to decide what to drop before dropping it.

mod html;
mod json;
mod plots;
mod rows;
mod text;
mod words;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::check::{read_options, tell, tell_notes};
use super::inputs::Inputs;
use super::outputs::{To, is_same};
use super::progress::Progress;
use super::{CLEAN, ExitResult, INCOMPLETE, Loaded, load};
use crate::Error;
use crate::catalog::Wording;
use crate::cli::{ProfileArgs, ProfileFormat};
use crate::engine::Engine;
use crate::finding::Finding;
use crate::profile::Profile;
use crate::report::Report;
use crate::run::{self, Files, RunOptions};

/// All that is told.
#[derive(Clone, Copy)]
struct Told<'p> {
    profile: &'p Profile,
    report: &'p Report,
    wording: Wording<'p>,
}

/// Profiles what `args` name; tells it on `out`.
pub(super) fn run(args: &ProfileArgs, out: &mut dyn Write) -> ExitResult {
    let loaded = load(&args.common)?;
    let people = loaded.lang_for_people();
    let programs = loaded.lang.unwrap_or_default();
    let Loaded {
        settings, catalog, ..
    } = loaded;
    let mut reading = read_options(&args.input.read, &settings);
    reading.fields.source.clone_from(&args.source_field);
    let inputs = Inputs::find(&args.input, &settings, &reading)?;
    // A page that cannot be written is told before the corpus is read.
    let page = args
        .html
        .as_deref()
        .map(|path| open(path, &inputs))
        .transpose()?;
    let catalog = Arc::new(catalog);
    let engine = Engine::new(catalog.clone(), settings)?.telling_facts();
    let mut profile = Profile::new(engine.compares_any());
    let how = RunOptions {
        threads: args.jobs,
        ..RunOptions::default()
    };
    let count = |facts: Option<&_>, findings: &mut Vec<Finding>| profile.add(facts, findings);
    let progress = Progress::show(true, &inputs.files, &how.meter, people);
    let files = Files::linted(&inputs.files);
    let mut report = run::survey(&engine, files, &reading, &how, count, |_| Vec::new())?;
    drop(progress);
    report.problems.extend(inputs.problems.clone());
    report.problems.sort();
    report.problems.dedup();
    tell(&report.problems, people);
    tell_notes(&report, &inputs, engine.settings(), people);
    let told = |lang| Told {
        profile: &profile,
        report: &report,
        wording: Wording::new(&catalog, lang),
    };
    if let Some(mut page) = page {
        page.write(|page| html::write(told(people), page))?;
        page.close()?;
    }
    match args.format {
        ProfileFormat::Text => text::write(told(people), out)?,
        ProfileFormat::Json => json::write(told(programs), out)?,
    }
    let complete = report.problems.is_empty();
    Ok(if complete { CLEAN } else { INCOMPLETE })
}

/// Opens the page at `path`, which may be none of `inputs`.
fn open(path: &Path, inputs: &Inputs) -> Result<To<'static>, Error> {
    if inputs
        .files
        .iter()
        .any(|target| is_same(&target.path, path))
    {
        return Err(Error::new("page-over-input").with("file", path.display()));
    }
    To::open(path).map_err(|error| Error::about(format!("--html {}", path.display()), error))
}
