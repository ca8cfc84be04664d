//! The linter that Python holds.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use newslint::{Applicability, Finding, Lang};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use rayon::prelude::*;

use crate::errors::{config_error, read_error};
use crate::statistics::Statistics;

/// Findings as a list of JSON, and of each the characters of the text from which to which it reaches.
type Told = (String, Vec<Option<(usize, usize)>>);

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
        let linter = py
            .detach(|| in_parallel(None, linter))?
            .map_err(|error| config_error(&error, lang.unwrap_or_default()))?;
        Ok(Self {
            lang: lang.or(linter.lang()).unwrap_or_default(),
            inner: linter,
            statistics: Mutex::default(),
        })
    }

    /// The findings in `text`, which is called `name`.
    fn check_text(&self, py: Python<'_>, name: &str, text: &str) -> Told {
        py.detach(|| self.tell(name, text))
    }

    /// The same for many texts, in parallel: on all cores where `threads` is none.
    fn check_many(
        &self,
        py: Python<'_>,
        name: &str,
        texts: Vec<PyBackedStr>,
        threads: Option<usize>,
    ) -> PyResult<Vec<Told>> {
        let check = || texts.par_iter().map(|text| self.tell(name, text)).collect();
        py.detach(|| in_parallel(threads, check))
    }

    /// The findings in the file at `path`, as a list of JSON.
    fn check_path(&self, py: Python<'_>, path: PathBuf) -> PyResult<String> {
        py.detach(|| {
            let findings = self.inner.check_path(&path);
            let findings =
                findings.map_err(|problem| read_error(&self.inner, &problem, self.lang))?;
            Ok(self.inner.to_json(&self.open(findings), self.lang))
        })
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
    fn counted(&self) -> std::sync::MutexGuard<'_, Statistics> {
        self.statistics
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Those of the `findings` in an article that nothing silences; they are counted.
    pub(crate) fn open(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        findings.retain(|finding| finding.suppressed.is_none());
        self.counted().add(&findings);
        findings
    }

    fn tell(&self, name: &str, text: &str) -> Told {
        let findings = self.open(self.inner.check_text(name, text));
        if findings.is_empty() {
            return ("[]".to_owned(), Vec::new());
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
        (self.inner.to_json(&findings, self.lang), spans)
    }
}

/// The language of the name `name`.
fn lang_of(name: &str) -> PyResult<Lang> {
    let named = Lang::ALL.into_iter().find(|lang| lang.as_str() == name);
    let known = Lang::ALL.map(Lang::as_str).join("`, `");
    named
        .ok_or_else(|| PyValueError::new_err(format!("lang is one of `{known}`, and not `{name}`")))
}

/// Most threads a core: more only take memory.
const THREADS_A_CORE: usize = 4;

/// Does `work` on so many threads, which end with it: a process that was forked meanwhile has none of them.
pub(crate) fn in_parallel<T: Send>(
    threads: Option<usize>,
    work: impl FnOnce() -> T + Send,
) -> PyResult<T> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.map_or(0, |threads| threads.min(THREADS_A_CORE * cores));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok(pool.install(work))
}
