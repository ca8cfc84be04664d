//! The linter that Python holds.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use newslint::{Applicability, Finding, Lang, Problem};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;

use crate::errors::{config_error, read_error};
use crate::parallel::{alone, each};
use crate::statistics::Statistics;

/// Findings as a list of JSON, and of each the characters of the text from which to which it reaches.
type Told = (String, Vec<Option<(usize, usize)>>);

/// The same of a text, with what was counted in it.
type Checked = Result<(Told, Statistics), Problem>;

/// A set of lints, ready to run.
#[pyclass(frozen, module = "newslint._newslint")]
pub(crate) struct Linter {
    pub(crate) inner: newslint::Linter,
    pub(crate) lang: Lang,
    statistics: Mutex<Statistics>,
}

#[pymethods]
impl Linter {
    #[new]
    fn new(
        py: Python<'_>,
        config: Option<PathBuf>,
        lang: Option<&str>,
        select: Vec<String>,
        ignore: Vec<String>,
    ) -> PyResult<Self> {
        let lang = lang.map(lang_of).transpose()?;
        let linter = || newslint::Linter::selecting(config.as_deref(), &select, &ignore);
        let linter =
            alone(py, linter)?.map_err(|error| config_error(&error, lang.unwrap_or_default()))?;
        Ok(Self {
            lang: lang.or(linter.lang()).unwrap_or_default(),
            inner: linter,
            statistics: Mutex::default(),
        })
    }

    /// The findings in `text`, which is called `name`.
    fn check_text(&self, py: Python<'_>, name: &str, text: &str) -> PyResult<Told> {
        let checked = py.detach(|| self.check(name, text));
        self.tell(checked)
    }

    /// The same for many texts, in parallel: on all cores where `threads` is none.
    fn check_many(
        &self,
        py: Python<'_>,
        name: &str,
        texts: Vec<PyBackedStr>,
        threads: Option<NonZeroUsize>,
    ) -> PyResult<Vec<Told>> {
        let of_text = |at: usize| self.check(name, &texts[at]);
        let checked = each(py, threads, texts.len(), of_text)?;
        checked
            .into_iter()
            .map(|checked| self.tell(checked))
            .collect()
    }

    /// The findings in the file at `path`, as a list of JSON.
    fn check_path(&self, py: Python<'_>, path: PathBuf) -> PyResult<String> {
        let checked = py.detach(|| {
            let findings = open(self.inner.check_path(&path)?);
            Ok((
                self.inner.to_json(&findings, self.lang),
                Statistics::of(&findings),
            ))
        });
        self.tell(checked)
    }

    /// The report of the files at `paths` as JSON, their articles compared with each other.
    fn run(&self, py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<String> {
        py.detach(|| {
            let report = self.inner.run(&paths);
            let report = report.map_err(|error| config_error(&error, self.lang))?;
            Ok(self.inner.report_to_json(&report, self.lang))
        })
    }

    /// `text`, called `name`, with its fixes applied.
    fn fix(&self, py: Python<'_>, name: &str, text: &str, safe_only: bool) -> PyResult<String> {
        let applicability = if safe_only {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        };
        py.detach(|| self.inner.fix(name, text, applicability))
            .map_err(|problem| read_error(&self.inner, &problem, self.lang))
    }

    /// All lints, as a list of JSON.
    fn lints(&self) -> String {
        serde_json::to_string(&self.inner.lints(self.lang)).expect("names and texts are JSON")
    }

    /// What it has found so far.
    fn statistics(&self) -> Statistics {
        self.counted().clone()
    }
}

impl Linter {
    fn counted(&self) -> MutexGuard<'_, Statistics> {
        self.statistics
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds to what was found so far. Only who holds Python's lock does this: a process is forked under that lock, and must not
    /// inherit this one.
    pub(crate) fn count<'c>(&self, counted: impl IntoIterator<Item = &'c Statistics>) {
        let mut all = self.counted();
        counted.into_iter().for_each(|counted| all.add(counted));
    }

    /// What was told, once it is counted.
    fn tell<T>(&self, checked: Result<(T, Statistics), Problem>) -> PyResult<T> {
        let (told, counted) =
            checked.map_err(|problem| read_error(&self.inner, &problem, self.lang))?;
        self.count([&counted]);
        Ok(told)
    }

    fn check(&self, name: &str, text: &str) -> Checked {
        let findings = open(self.inner.check_text(name, text)?);
        let counted = Statistics::of(&findings);
        if findings.is_empty() {
            return Ok((("[]".to_owned(), Vec::new()), counted));
        }
        let characters =
            |from: usize, to: usize| text.get(from..to).map(|part| part.chars().count());
        let mut before = (0, 0);
        let span = |finding: &Finding| {
            let (start, end) = finding.offsets()?;
            // They come in the order of the text.
            before = (start, before.1 + characters(before.0, start)?);
            Some((before.1, before.1 + characters(start, end)?))
        };
        let spans = findings.iter().map(span).collect();
        Ok(((self.inner.to_json(&findings, self.lang), spans), counted))
    }
}

/// Those of `findings` that nothing silences.
pub(crate) fn open(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| finding.suppressed.is_none());
    findings
}

/// The language of the name `name`.
fn lang_of(name: &str) -> PyResult<Lang> {
    let named = Lang::ALL.into_iter().find(|lang| lang.as_str() == name);
    let known = Lang::ALL.map(Lang::as_str).join("`, `");
    named
        .ok_or_else(|| PyValueError::new_err(format!("lang is one of `{known}`, and not `{name}`")))
}
