//! The formats that there are: a new one is a file of its own and a line here.

use super::emit::ReportFormat;
#[cfg(feature = "cli")]
use super::pretty;
use super::{concise, json};

/// All formats.
pub const FORMATS: &[ReportFormat] = &[
    #[cfg(feature = "cli")]
    pretty::FORMAT,
    concise::FORMAT,
    json::WHOLE,
    json::LINES,
];

impl ReportFormat {
    /// The format of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }
}
