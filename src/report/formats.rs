//! The formats that there are: a new one is a file of its own and a line here.

use super::emit::ReportFormat;
#[cfg(feature = "cli")]
use super::{checkstyle, junit, pretty};
use super::{concise, github, gitlab, json, markdown, rdjson, sarif};

/// All formats.
pub const FORMATS: &[ReportFormat] = &[
    #[cfg(feature = "cli")]
    pretty::FORMAT,
    concise::FORMAT,
    json::WHOLE,
    json::LINES,
    sarif::FORMAT,
    github::FORMAT,
    gitlab::FORMAT,
    #[cfg(feature = "cli")]
    junit::FORMAT,
    #[cfg(feature = "cli")]
    checkstyle::FORMAT,
    rdjson::FORMAT,
    markdown::FORMAT,
];

impl ReportFormat {
    /// The format of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The formats that the name of the file `name` may mean: those with the longest of its endings.
    pub fn of_file(name: &str) -> Vec<&'static Self> {
        let name = name.to_lowercase();
        let ending = |format: &Self| {
            let ends = |ending: &&&str| name.ends_with(&format!(".{ending}"));
            let fitting = format.extensions.iter().filter(ends);
            fitting.map(|ending| ending.len()).max()
        };
        let longest = FORMATS.iter().filter_map(ending).max();
        let fits = |format: &&Self| longest.is_some() && ending(format) == longest;
        FORMATS.iter().filter(fits).collect()
    }
}
