//! What Python is told when something cannot be done.

use newslint::{Lang, Linter, Problem};
use pyo3::PyErr;
use pyo3::create_exception;
use pyo3::exceptions::PyException;

create_exception!(newslint, Error, PyException, "What newslint could not do.");
create_exception!(
    newslint,
    ConfigError,
    Error,
    "Settings or lints that cannot be: the message names the file, the line and what to do."
);
create_exception!(
    newslint,
    ReadError,
    Error,
    "A file or text that cannot be read: the message names it and says why."
);

/// `error` as an exception.
pub(crate) fn config_error(error: &newslint::Error, lang: Lang) -> PyErr {
    let mut message = match error.mistake() {
        Some(mistake) => format!("{}:{}: ", mistake.file, mistake.line()),
        None => String::new(),
    };
    message.push_str(&error.message(lang));
    if let Some(help) = error.help(lang) {
        message.extend(["\n", &help]);
    }
    ConfigError::new_err(message)
}

/// `problem` as an exception.
pub(crate) fn read_error(linter: &Linter, problem: &Problem, lang: Lang) -> PyErr {
    let why = linter.problem(problem, lang);
    ReadError::new_err(format!("{}: {why}", problem.path))
}
