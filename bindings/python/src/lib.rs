//! The extension module behind the Python package `newslint`. What crosses the border is text, numbers and Arrow; the
//! classes that people meet are written in Python, in `python/newslint/`.

#![allow(
    clippy::needless_pass_by_value,
    reason = "what Python gives a function is made for it"
)]

mod arrow;
mod compare;
mod errors;
mod linter;
mod parallel;
mod rows;
mod statistics;

use pyo3::prelude::*;

#[pymodule]
mod _newslint {
    use std::ffi::OsString;

    use super::{Python, pyfunction};

    #[pymodule_export]
    use super::arrow::lint_batch;
    #[pymodule_export]
    use super::compare::{compare_batch, fingerprint_batch};
    #[pymodule_export]
    use super::errors::{ConfigError, Error, ReadError};
    #[pymodule_export]
    use super::linter::Linter;

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "its name in Python")]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    /// Runs the command line `typed`, the program's name first; the exit code.
    #[pyfunction]
    fn run_typed(py: Python<'_>, typed: Vec<OsString>) -> u8 {
        // As in the program: a panic is told as a problem of the file that it was met in.
        std::panic::set_hook(Box::new(|_| {}));
        py.detach(|| newslint::command::run_typed(typed))
    }
}
