//! One article through all lints; then the articles of a run side by side.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use super::facts::Facts;
use super::gather::gather;
use super::patterns::Prefilter;
use super::silence::Silence;
use crate::Error;
use crate::catalog::{Catalog, Lint};
use crate::config::{Rules, Settings};
use crate::evidence::Article;
use crate::evidence::across::fingerprint::Fingerprint;
use crate::evidence::script::Declared;
use crate::finding::{Finding, Severity};
use crate::input::problem::panic_message;
use crate::input::{Problem, ProblemKind, Source};
use crate::language::is_han;
use crate::lint::corpus::Entry;
use crate::lint::{Check, Corpus, CorpusFindings, Findings, Options};
use crate::lints;
use crate::suppress::{fixes, precedence};

/// Runs a set of lints under given settings.
pub struct Engine {
    catalog: Arc<Catalog>,
    settings: Settings,
    /// For all lints of the catalogue, whatever runs on a path.
    prefilter: Prefilter,
    /// The lints by the set of overrides that hold for a path.
    profiles: Mutex<HashMap<Vec<usize>, Arc<Profile>>>,
    tells_facts: bool,
}

/// What came of one article.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The findings, in the order of the text.
    pub findings: Vec<Finding>,
    /// Lints that panicked.
    pub problems: Vec<Problem>,
    /// Characters that a reader reads, without blanks and line ends.
    pub characters: usize,
    /// What to compare with other articles; `None` where no corpus lint runs.
    pub entry: Option<Entry>,
    /// The comments that silence findings of this article; `None` where there are none.
    pub silence: Option<Silence>,
    /// What the article is, where the engine tells that.
    pub facts: Option<Facts>,
}

impl Outcome {
    /// The findings of the article where no other is read.
    pub fn alone(self) -> Vec<Finding> {
        let mut findings = self.findings;
        findings.extend(self.silence.into_iter().flat_map(Silence::left));
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        findings
    }
}

/// The lints that run on a path, ready to run.
pub(super) struct Profile {
    pub(super) active: Vec<Active>,
    compares: bool,
    /// What the rules say of the script of articles.
    declared: Declared,
}

pub(super) struct Active {
    pub(super) lint: Arc<Lint>,
    /// Its number in the catalogue.
    index: usize,
    pub(super) severity: Severity,
    check: Check,
}

impl Active {
    /// Does it compare articles?
    pub(super) fn compares(&self) -> bool {
        self.check.corpus.is_some()
    }

    /// Is it of the category of this name?
    pub(super) fn is_of(&self, category: &str) -> bool {
        self.lint.category().as_str() == category
    }
}

impl Engine {
    /// An engine for the lints of `catalog`. Options that a lint does not take are an error.
    pub fn new(catalog: Arc<Catalog>, settings: Settings) -> Result<Self, Error> {
        let engine = Self {
            prefilter: Prefilter::build(catalog.lints().iter().map(|lint| &**lint)),
            catalog,
            settings,
            profiles: Mutex::default(),
            tells_facts: false,
        };
        engine.profile_of(&[])?;
        engine.check_options()?;
        Ok(engine)
    }

    /// The same, which tells [`Facts`] of articles too. They take time that others than those who count articles can spare.
    #[must_use]
    pub fn telling_facts(self) -> Self {
        let tells_facts = true;
        Self {
            tells_facts,
            ..self
        }
    }

    /// Do lints take the options of the overrides? Their profiles are built once an article asks for them: there may be
    /// thousands, of which a run meets a few.
    fn check_options(&self) -> Result<(), Error> {
        for (index, overriding) in self.settings.overrides.iter().enumerate() {
            let lints = overriding.rules.options.keys();
            let lints = lints.filter_map(|id| self.catalog.get(id));
            let mut rules = None;
            for lint in lints {
                let rules = rules.get_or_insert_with(|| self.settings.rules_of(&[index]));
                code_of(lint, rules)?;
            }
        }
        Ok(())
    }

    /// The settings it runs under.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The lints it knows.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Does the lint named `lint` run on the file shown as `path`?
    pub fn runs(&self, lint: &str, path: &str) -> bool {
        let rules = self.settings.rules_for(path);
        self.catalog
            .get(lint)
            .is_some_and(|lint| rules.level(lint).is_some())
    }

    /// Does the lint named `lint` compare articles?
    pub fn compares(&self, lint: &str) -> bool {
        let profile = self.profile_of(&[]);
        profile.is_ok_and(|profile| profile.active(lint).is_some_and(Active::compares))
    }

    /// Does a lint compare articles?
    pub fn compares_any(&self) -> bool {
        self.profile_of(&[]).is_ok_and(|profile| profile.compares)
    }

    /// The lints that run on some file, by id, each with its level; where only some files have it, with the level there.
    pub fn lints_that_run(&self) -> Vec<(Arc<Lint>, Severity)> {
        let Settings {
            rules, overrides, ..
        } = &self.settings;
        let elsewhere = |lint: &Lint| {
            let named = (0..overrides.len())
                .filter(|index| overrides[*index].rules.levels.contains_key(&*lint.id));
            let mut levels = named.map(|index| self.settings.rules_of(&[index]).level(lint));
            levels.find_map(|level| level)
        };
        let lints = self.catalog.lints().iter();
        let levels = lints.filter_map(|lint| {
            let severity = rules.level(lint).or_else(|| elsewhere(lint))?;
            Some((lint.clone(), severity))
        });
        levels.collect()
    }

    /// Lints one article.
    pub fn check(&self, source: &Source) -> Outcome {
        let profile = match self.profile_of(&self.settings.overrides_for(source.path())) {
            Ok(profile) => profile,
            Err(error) => {
                let kind = ProblemKind::Config(error.to_string());
                let problem = Problem::of_file(source.path(), kind);
                return Outcome {
                    problems: vec![problem],
                    ..Outcome::default()
                };
            }
        };
        let article = Article::new(source).declared(profile.declared);
        let (mut findings, problems) = self.run_lints(&profile, &article);
        precedence::settle(&mut findings, |id| {
            self.catalog.get(id).is_some_and(|lint| lint.file.locks)
        });
        let silence = self.silence(&profile, &article, &mut findings);
        for finding in &mut findings {
            self.settings.suppress(finding);
        }
        fixes::protect(&article, &mut findings);
        gather(&mut findings, &self.catalog);
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        let characters = characters(article.prose());
        Outcome {
            findings,
            problems,
            characters,
            entry: profile.entry_of(&article),
            silence,
            facts: self.tells_facts.then(|| Facts::of(&article, characters)),
        }
    }

    /// What other articles are compared with of `source`, on which no lint runs.
    pub fn entry(&self, source: &Source) -> Option<Entry> {
        let overrides = self.settings.overrides_for(source.path());
        let profile = self.profile_of(&overrides).ok()?;
        profile.entry_of(&Article::new(source))
    }

    /// What each lint of `profile` finds by itself. One that panics finds nothing, and is a problem.
    fn run_lints(&self, profile: &Profile, article: &Article<'_>) -> (Vec<Finding>, Vec<Problem>) {
        let source = article.source;
        let mut findings = Vec::new();
        let mut problems = Vec::new();
        let presence = self.prefilter.scan(article);
        for active in &profile.active {
            let Active {
                lint,
                index,
                severity,
                check,
            } = active;
            let before = findings.len();
            let mut sink = Findings::new(lint, *severity, article, &mut findings);
            let run = AssertUnwindSafe(|| {
                if let Some(check) = &check.document {
                    check.check(article, &mut sink);
                }
                self.prefilter
                    .run(lint, *index, &presence, article, &mut sink);
            });
            if let Err(panic) = catch_unwind(run) {
                findings.truncate(before);
                let mut problem = panic_problem(lint, source.path(), panic.as_ref());
                problem.record = source.record().map(|record| record.index);
                problems.push(problem);
            }
        }
        (findings, problems)
    }

    /// Compares the articles of a run; `entries` are in the order of [`Corpus`].
    pub fn judge(
        &self,
        entries: &[Entry],
        fetch: &(dyn Fn(&Entry) -> Option<Source> + Sync),
    ) -> (Vec<Finding>, Vec<Problem>) {
        let (mut findings, mut problems) = (Vec::new(), Vec::new());
        let Ok(profile) = self.profile_of(&[]) else {
            return (findings, problems);
        };
        let corpus = Corpus::new(entries, fetch);
        for active in &profile.active {
            let Some(check) = &active.check.corpus else {
                continue;
            };
            let lint = &active.lint;
            let level = |path: &str| self.settings.rules_for(path).level(lint);
            let mut sink = CorpusFindings::new(lint, &level, &mut findings);
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| check.judge(&corpus, &mut sink))) {
                problems.push(panic_problem(lint, "", panic.as_ref()));
            }
        }
        for finding in &mut findings {
            self.settings.suppress(finding);
        }
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        (findings, problems)
    }

    fn profile_of(&self, overrides: &[usize]) -> Result<Arc<Profile>, Error> {
        let mut profiles = self.profiles.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(profile) = profiles.get(overrides) {
            return Ok(profile.clone());
        }
        let profile = Arc::new(Profile::build(
            &self.catalog,
            &self.settings.rules_of(overrides),
        )?);
        profiles.insert(overrides.to_vec(), profile.clone());
        Ok(profile)
    }
}

impl Profile {
    /// The lint `id`, if it runs.
    pub(super) fn active(&self, id: &str) -> Option<&Active> {
        self.active.iter().find(|active| *active.lint.id == *id)
    }

    fn build(catalog: &Catalog, rules: &Rules) -> Result<Self, Error> {
        let mut active = Vec::new();
        for (index, lint) in catalog.lints().iter().enumerate() {
            if let Some(severity) = rules.level(lint) {
                active.push(Active {
                    lint: lint.clone(),
                    index,
                    severity,
                    check: code_of(lint, rules)?.unwrap_or_default(),
                });
            }
        }
        let compares = active.iter().any(Active::compares);
        Ok(Self {
            active,
            compares,
            declared: rules.declared().unwrap_or_default(),
        })
    }

    /// What other articles are compared with; `None` where no lint does, and for a text too short for that.
    fn entry_of(&self, article: &Article<'_>) -> Option<Entry> {
        let source = article.source;
        if !self.compares || source.malformed().is_some() {
            return None;
        }
        let fingerprint = Fingerprint::of(&article.document);
        fingerprint.is_comparable().then(|| Entry {
            file: 0,
            is_archived: false,
            path: source.path().clone(),
            record: source.record().cloned(),
            start: source.record_start().cloned(),
            fingerprint,
            print: None,
        })
    }
}

/// How many characters of `prose` are neither blanks nor line ends.
fn characters(prose: &str) -> usize {
    // Most are Han, which need not be looked up among all blanks of the world.
    let counts = |c: &char| is_han(*c) || !c.is_whitespace();
    prose.chars().filter(counts).count()
}

/// The code of `lint`, with its options under `rules`.
fn code_of(lint: &Lint, rules: &Rules) -> Result<Option<Check>, Error> {
    let options = Options::new(&lint.file.options, &rules.options(&lint.id));
    lints::code_of(&lint.id, &options, rules).map_err(|detail| {
        Error::new("options")
            .with("lint", &lint.id)
            .with("detail", detail)
    })
}

fn panic_problem(lint: &Lint, path: &str, panic: &(dyn std::any::Any + Send)) -> Problem {
    let kind = ProblemKind::LintPanicked {
        lint: lint.id.to_string(),
        message: panic_message(panic),
    };
    Problem::of_file(path, kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::lint::DocumentLint;

    struct Fails;

    impl DocumentLint for Fails {
        fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
            let span = article.document.blocks()[0].span;
            findings.at("found", span).report();
            panic!("out of ideas");
        }
    }

    #[test]
    fn a_lint_that_fails_is_told_and_the_others_run() {
        let mut settings = Settings::default();
        settings.rules.select = vec!["letter-in-number".to_owned(), "repeated-word".to_owned()];
        let engine = Engine::new(Arc::new(Catalog::builtin()), settings).unwrap();
        let mut profile = Profile::build(&engine.catalog, &engine.settings.rules).unwrap();
        let failing = profile
            .active
            .iter_mut()
            .find(|active| &*active.lint.id == "repeated-word");
        failing.unwrap().check.document = Some(Box::new(Fails));
        let profiles = HashMap::from([(Vec::new(), Arc::new(profile))]);
        *engine.profiles.lock().unwrap() = profiles;

        let source = Source::of_text("a.md", "新碼頭的工程費約1O5億元。", Format::Markdown);
        let outcome = engine.check(&source);
        let found: Vec<&str> = outcome.findings.iter().map(|found| &*found.lint).collect();
        assert_eq!(
            found,
            ["letter-in-number"],
            "half of a failed lint's findings are none"
        );
        let [problem] = &outcome.problems[..] else {
            panic!("{:?}", outcome.problems);
        };
        let told = ProblemKind::LintPanicked {
            lint: "repeated-word".to_owned(),
            message: "out of ideas".to_owned(),
        };
        assert_eq!(problem.kind, told);
    }
}
