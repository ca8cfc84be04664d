//! `filter`: a corpus without what is damaged, and an account of what became of every record.

mod account;
mod places;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use super::check::{read_options, tell};
use super::inputs::Inputs;
use super::outputs::To;
use super::progress::Progress;
use super::signals::Signals;
use super::{CLEAN, ExitResult, INCOMPLETE, Loaded, load};
use crate::catalog::{Catalog, Lang};
use crate::cli::FilterArgs;
use crate::engine::Engine;
use crate::filter::pass::{Failure, Writers};
use crate::filter::{Account, Passing, Rules, Verdict, Verdicts, Which};
use crate::finding::{FileName, Finding};
use crate::input::pack::Packed;
use crate::input::{self, Content, Problem, ProblemKind, ReadOptions, Target};
use crate::report::Report;
use crate::run::{self, Files, RunOptions, repair_bytes};
use crate::{Error, Span};
use places::Places;

/// Filters what `args` name; tells what became of it on `out`.
pub(super) fn run(args: &FilterArgs, out: &mut dyn Write) -> ExitResult {
    let loaded = load(&args.common)?;
    let lang = loaded.lang_for_people();
    let Loaded {
        settings, catalog, ..
    } = loaded;
    let rules = rules(args, &catalog)?;
    let reading = read_options(&args.input.read, &settings);
    let inputs = Inputs::find(&args.input, &settings, &reading)?;
    let places = Places::find(args, &inputs.files)?;
    let catalog = Arc::new(catalog);
    let engine = Engine::new(catalog.clone(), settings)?;
    let (mut report, verdicts) = judge(&engine, &rules, &inputs.files, &reading, args.jobs, lang)?;
    let writing = Writing {
        engine: &engine,
        rules: &rules,
        reading: &reading,
        verdicts: &verdicts,
        places: &places,
        // Until now there was nothing to leave half done.
        signals: Signals::watch(),
    };
    let pool = run::threads(args.jobs)?;
    let (account, problems) = pool.install(|| writing.all(&inputs.files, &report));
    report.problems.extend(problems);
    report.problems.extend(inputs.problems);
    report.problems.sort();
    report.problems.dedup();
    tell(&report.problems, lang);
    if account.read > 0 || report.problems.is_empty() {
        account::tell(&account, lang, out)?;
    }
    if let Some(path) = &args.examples {
        let mut to = To::open(path)?;
        to.write(|out| account::report(&account, &verdicts, &catalog, lang, out))?;
        to.close()?;
    }
    let complete = report.problems.is_empty() && account.balances();
    Ok(if complete { CLEAN } else { INCOMPLETE })
}

/// What `args` ask for: where that is nothing, records with errors are dropped.
fn rules(args: &FilterArgs, catalog: &Catalog) -> Result<Rules, Error> {
    let nothing = args.drop.is_empty() && args.tag.is_empty() && args.fixing.is_none();
    let errors = ["error".to_owned()];
    let drop = if nothing {
        &errors
    } else {
        args.drop.as_slice()
    };
    Ok(Rules {
        drop: Which::read(drop, catalog)?,
        tag: Which::read(&args.tag, catalog)?,
        fix: args.fixing.map(Into::into),
    })
}

/// Lints everything; what is found makes verdicts, and is kept no longer.
fn judge(
    engine: &Engine,
    rules: &Rules,
    files: &[Target],
    reading: &ReadOptions,
    jobs: Option<usize>,
    lang: Lang,
) -> Result<(Report, Verdicts), Error> {
    let how = RunOptions {
        threads: jobs,
        ..RunOptions::default()
    };
    let mut verdicts = Verdicts::default();
    let take = |findings: Vec<Finding>| {
        for finding in &findings {
            // What comparing articles finds has no place in the prose of one.
            verdicts.add(rules, finding, finding.span == Span::default());
        }
        Vec::new()
    };
    let _progress = Progress::show(true, files, &how.meter, lang);
    let files = Files::linted(files);
    let report = run::run(engine, files, reading, &how, |_| (), take)?;
    Ok((report, verdicts))
}

/// What files are written by.
struct Writing<'w> {
    engine: &'w Engine,
    rules: &'w Rules,
    reading: &'w ReadOptions,
    verdicts: &'w Verdicts,
    places: &'w Places,
    signals: Signals,
}

impl Writing<'_> {
    /// Writes all files but those that could not be read to their ends.
    fn all(&self, files: &[Target], report: &Report) -> (Account, Vec<Problem>) {
        let mut all = Account::default();
        let mut problems = Vec::new();
        for (target, entry) in files.iter().zip(&report.files) {
            if entry.failed {
                continue;
            }
            match self.file(target) {
                Ok(account) => all.add(&account),
                Err(Failure::Read(problem)) => problems.push(problem),
                Err(Failure::Write(error)) => {
                    let out = FileName::of(&self.places.of(target));
                    problems.push(Problem::of_io(&out, &error));
                }
                Err(Failure::Unwritable(encoding)) => {
                    let kind = ProblemKind::Unwritable(encoding);
                    problems.push(Problem::of_file(&target.display, kind));
                }
                Err(Failure::Stopped) => {
                    problems.push(Problem::of_file("", ProblemKind::Stopped));
                    break;
                }
            }
        }
        (all, problems)
    }

    fn file(&self, target: &Target) -> Result<Account, Failure> {
        if target.has_changed() {
            return Err(Problem::of_file(&target.display, ProblemKind::ChangedMeanwhile).into());
        }
        let place = self.places.of(target);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        let none = BTreeMap::new();
        let verdicts = self.verdicts.of_file(&target.display).unwrap_or(&none);
        let form = match target.format.content {
            Content::Records(form) => form,
            Content::Article(_) => return self.article(target, verdicts.get(&0), &place),
            Content::Columns => {
                return Err(Problem::of_file(&target.display, ProblemKind::NotRewritten).into());
            }
        };
        let records = input::records_to_rewrite(target, form, self.reading)?;
        if !records.form().can_lose_records() {
            return Err(Problem::of_file(&target.display, ProblemKind::NotRewritten).into());
        }
        if !self.rules.tag.is_empty()
            && !self.places.are_apart()
            && records.form().tagged("{}", None).is_none()
        {
            return Err(Problem::of_file(&target.display, ProblemKind::NoRoomForTags).into());
        }
        let mut to = To::open(&place)?;
        let mut attributes = match self.places.attributes_of(target) {
            Some(path) => {
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder)?;
                }
                Some(To::open(&path)?)
            }
            None => None,
        };
        let passing = Passing {
            rules: self.rules,
            engine: self.engine,
            verdicts,
            apart: attributes.is_some(),
        };
        let mut packed = Packed::new(self.places.compression_of(target)?, &mut to)?;
        let mut writers = Writers {
            records: &mut packed,
            attributes: attributes.as_mut().map(|to| to as &mut dyn Write),
        };
        let account = passing.pass(records, &mut writers, &|| self.signals.came())?;
        packed.finish()?;
        to.close()?;
        attributes.map_or(Ok(()), To::close)?;
        Ok(account)
    }

    /// Writes a file that is one article, if it is kept.
    fn article(
        &self,
        target: &Target,
        verdict: Option<&Verdict>,
        place: &Path,
    ) -> Result<Account, Failure> {
        if !self.rules.tag.is_empty() {
            return Err(Problem::of_file(&target.display, ProblemKind::NoRoomForTags).into());
        }
        let mut account = Account {
            read: 1,
            ..Account::default()
        };
        let dropped = verdict.and_then(|verdict| verdict.dropped.as_ref());
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut target.open()?, &mut bytes)?;
        let mut left = dropped.map(|reason| reason.lint.clone());
        if let (Some(how), Some(true)) = (self.rules.fix, verdict.map(|verdict| verdict.fixable)) {
            let spare = |_: &mut [Finding]| ();
            let repaired = repair_bytes(self.engine, target, bytes, self.reading, how, &spare)?;
            account.fixed = usize::from(repaired.is_changed());
            if dropped.is_some_and(|reason| reason.fixable) {
                let source = input::read(repaired.new.as_slice(), target, self.reading)?;
                let findings = source.articles().flat_map(|source| {
                    source.map_or_else(|_| Vec::new(), |source| self.engine.check(&source).findings)
                });
                let covered = findings
                    .into_iter()
                    .find(|finding| self.rules.drop.covers(finding));
                left = covered.map(|finding| finding.lint);
            }
            bytes = repaired.new;
        }
        if let Some(lint) = left {
            account.fixed = 0;
            account.dropped.insert(lint, 1);
            return Ok(account);
        }
        let mut to = Packed::new(self.places.compression_of(target)?, To::open(place)?)?;
        to.write_all(&bytes)?;
        to.finish()?.close()?;
        account.kept = 1;
        Ok(account)
    }
}
