//! What `--output` names: a file, and the format of the report in it.

use std::path::Path;

use crate::Error;
use crate::catalog::nearest;
use crate::report::{FORMATS, ReportFormat};

/// A report that goes to a file.
pub(super) struct ReportFile<'a> {
    pub(super) format: &'static ReportFormat,
    pub(super) path: &'a Path,
}

impl<'a> ReportFile<'a> {
    /// Reads `FORMAT=PATH`, or `PATH` if its name tells the format.
    pub(super) fn read(typed: &'a str) -> Result<Self, Error> {
        if let Some((name, path)) = typed.split_once('=')
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            let path = Path::new(path);
            return match ReportFormat::named(name) {
                Some(format) => Ok(Self { format, path }),
                None => Err(unknown(name)),
            };
        }
        match ReportFormat::of_file(typed)[..] {
            [format] => Ok(Self {
                format,
                path: Path::new(typed),
            }),
            [] => {
                let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
                let error = Error::new("report-of-no-format").with("file", typed);
                Err(error.with("known", names.join(", ")))
            }
            [first, second, ..] => {
                let error = Error::new("report-of-several-formats").with("file", typed);
                Err(error.with("first", first.name).with("second", second.name))
            }
        }
    }
}

fn unknown(name: &str) -> Error {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let near = nearest(name, names.iter().copied());
    let error = Error::new("unknown-report-format").with("name", name);
    error
        .with("known", names.join(", "))
        .with_near(near, "unknown-report-format")
}
