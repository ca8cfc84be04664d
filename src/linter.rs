//! The door: lints without their machinery.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use crate::Error;
use crate::catalog::{Catalog, Lang, Lint, Wording, toml_file};
use crate::config::{self, Config, Settings};
use crate::engine::Engine;
use crate::finding::{Applicability, Category, Finding, Severity};
use crate::input::{self, EncodingChoice, FormatChoice, Problem, ReadOptions, Target};
use crate::report::{self, Report};
use crate::run::{self, Files, RunOptions};

/// A set of lints, ready to run. One is enough for a program: it may be shared by threads.
pub struct Linter {
    engine: Engine,
    reading: ReadOptions,
    lang: Option<Lang>,
}

/// A lint, as it is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LintSummary {
    /// Its id.
    pub id: Arc<str>,
    /// The family that it belongs to.
    pub category: Category,
    /// The level of its findings; `None` if it does not run.
    pub level: Option<Severity>,
    /// What it finds, in one line.
    pub summary: String,
}

impl Default for Linter {
    fn default() -> Self {
        Self::new()
    }
}

impl Linter {
    /// All built-in lints, at the levels that they have of themselves.
    pub fn new() -> Self {
        Self::selecting(None, &[], &[]).expect("the defaults fit each other: a test makes this")
    }

    /// The lints, levels and exceptions that the lint.toml at `path` sets.
    pub fn from_config(path: &Path) -> Result<Self, Error> {
        Self::selecting(Some(path), &[], &[])
    }

    /// What the lint.toml at `config` sets, or the defaults; of that only the lints and categories named in `select`, if
    /// there are any, and none named in `ignore`.
    pub fn selecting(
        config: Option<&Path>,
        select: &[String],
        ignore: &[String],
    ) -> Result<Self, Error> {
        let lints = |settings: &Settings| {
            let mut catalog = Catalog::builtin();
            for folder in &settings.extend {
                catalog.extend(folder, true)?;
            }
            Ok(catalog)
        };
        let Config {
            mut settings,
            catalog,
            lang,
        } = match config {
            Some(path) => config::parse(&toml_file::read(path)?, path, true, lints)?,
            None => Config::default(),
        };
        settings.working_folder = std::env::current_dir().unwrap_or_default();
        settings.rules.choose(select, ignore, &catalog)?;
        let records = settings.records.clone();
        let reading = records.reading(EncodingChoice::Auto, FormatChoice::Auto);
        let engine = Engine::new(Arc::new(catalog), settings)?;
        Ok(Self {
            engine,
            reading,
            lang,
        })
    }

    /// The findings in `text`, in its order. The extension of `name` says how it is written; plain text if it says
    /// nothing. A table without a column of text, and the like, is a problem.
    pub fn check_text(&self, name: &str, text: &str) -> Result<Vec<Finding>, Problem> {
        let target = Target::new(Path::new(name), FormatChoice::Auto);
        self.check(input::read_text(text, &target, &self.reading))
    }

    /// The findings in the file at `path`, in its order; of articles by themselves, not compared with each other.
    pub fn check_path(&self, path: &Path) -> Result<Vec<Finding>, Problem> {
        let target = Target::new(path, FormatChoice::Auto);
        self.check(input::open(&target, &self.reading))
    }

    fn check(&self, opened: Result<input::Opened<'_>, Problem>) -> Result<Vec<Finding>, Problem> {
        let mut findings = Vec::new();
        for source in opened?.articles() {
            let outcome = self.engine.check(&source?);
            if let Some(problem) = outcome.problems.first() {
                return Err(problem.clone());
            }
            findings.extend(outcome.alone());
        }
        Ok(findings)
    }

    /// Lints the files at `paths`, in parallel, and compares their articles with each other. Folders are walked as the
    /// program walks them; without the feature `cli`, a folder is a problem of the report.
    pub fn run(&self, paths: &[PathBuf]) -> Result<Report, Error> {
        let (targets, problems) = self.find(paths)?;
        let options = RunOptions::default();
        let (all, keep) = (|_: &mut Vec<Finding>| (), |findings| findings);
        let files = Files::linted(&targets);
        let mut report = run::run(&self.engine, files, &self.reading, &options, all, keep)?;
        report.problems.extend(problems);
        report.problems.sort();
        Ok(report)
    }

    #[cfg(feature = "cli")]
    fn find(&self, paths: &[PathBuf]) -> Result<(Vec<Target>, Vec<Problem>), Error> {
        use crate::input::ProblemKind;
        use crate::input::walk::{WalkOptions, excludes, walk};

        let settings = self.engine.settings();
        let options = WalkOptions {
            exclude: excludes(&settings.exclude)?,
            root: settings.root.clone(),
            working_folder: settings.working_folder.clone(),
            ignores: true,
            format: FormatChoice::Auto,
            fields: self.reading.fields.clone(),
        };
        let mut walked = walk(paths, &options);
        let empty = walked.empty.iter();
        let empty = empty.map(|path| Problem::of_file(path, ProblemKind::NoArticles));
        walked.problems.extend(empty);
        Ok((walked.files, walked.problems))
    }

    #[cfg(not(feature = "cli"))]
    #[expect(
        clippy::unnecessary_wraps,
        clippy::unused_self,
        reason = "the other can fail"
    )]
    fn find(&self, paths: &[PathBuf]) -> Result<(Vec<Target>, Vec<Problem>), Error> {
        let target = |path: &PathBuf| Target::new(path, FormatChoice::Auto);
        Ok((paths.iter().map(target).collect(), Vec::new()))
    }

    /// `text` with all fixes applied that are at least `applicability`, until none is left.
    pub fn fix(
        &self,
        name: &str,
        text: &str,
        applicability: Applicability,
    ) -> Result<String, Problem> {
        let target = Target::new(Path::new(name), FormatChoice::Auto);
        let bytes = text.as_bytes().to_vec();
        let (engine, all) = (&self.engine, |_: &mut [Finding]| ());
        run::repair_bytes(engine, &target, bytes, &self.reading, applicability, &all)
            .map(|repaired| repaired.after)
    }

    /// What is wrong, in words: one line, no full stop.
    pub fn message(&self, finding: &Finding, lang: Lang) -> String {
        Wording::new(self.engine.catalog(), lang).message(finding)
    }

    /// What to do about it, in words.
    pub fn help(&self, finding: &Finding, lang: Lang) -> String {
        Wording::new(self.engine.catalog(), lang).help(finding)
    }

    /// Why something could not be read, in words, without its name.
    pub fn problem(&self, problem: &Problem, lang: Lang) -> String {
        report::words::problem(problem, lang)
    }

    /// How it reads files: for the bindings, as the next one.
    #[doc(hidden)]
    pub fn reading(&self) -> &ReadOptions {
        &self.reading
    }

    /// What runs the lints: for the bindings, which read rows of their own.
    #[doc(hidden)]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The language that its lint.toml names.
    pub fn lang(&self) -> Option<Lang> {
        self.lang
    }

    /// The lints, by id.
    pub fn lints(&self, lang: Lang) -> Vec<LintSummary> {
        let rules = &self.engine.settings().rules;
        let lints = self.engine.catalog().lints().iter();
        let summary = |lint: &Arc<Lint>| LintSummary {
            id: lint.id.clone(),
            category: lint.category(),
            level: rules.level(lint),
            summary: lint.file.summary.get(lang).to_owned(),
        };
        lints.map(summary).collect()
    }

    /// `findings` as a list of JSON, each as the JSON report has it.
    pub fn to_json(&self, findings: &[Finding], lang: Lang) -> String {
        report::findings_json(findings, Wording::new(self.engine.catalog(), lang))
    }

    /// `report` as the JSON report.
    pub fn report_to_json(&self, report: &Report, lang: Lang) -> String {
        report::to_json(report, Wording::new(self.engine.catalog(), lang))
    }
}
