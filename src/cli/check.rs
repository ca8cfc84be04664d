//! What `check` takes.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::{BaselineArgs, CommonArgs, InputArgs};
use crate::config::{FailOn, RegionChoice, ScriptChoice};
use crate::report::{FORMATS, ReportFormat};

/// What `check` takes.
#[derive(Args, Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct CheckArgs {
    /// Run these lints or categories alone
    #[arg(long, value_name = "LINT,…", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Do not run these lints or categories
    #[arg(long, value_name = "LINT,…", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// The script that articles are to be in
    #[arg(long, value_name = "SCRIPT")]
    pub script: Option<ScriptChoice>,
    /// The region whose forms articles are to use
    #[arg(long, value_name = "REGION")]
    pub region: Option<RegionChoice>,

    /// Fail from this severity on [default: error]
    #[arg(long, value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,
    /// Which files
    #[command(flatten)]
    pub input: InputArgs,
    /// Lint only files that have changed since this commit, by git; with a branch, since the two parted
    #[arg(long, value_name = "REF")]
    pub diff_from: Option<String>,
    /// Tell only findings on lines that have changed since this commit
    #[arg(long, value_name = "REF", conflicts_with_all = ["fix", "diff"])]
    pub changed_lines: Option<String>,
    /// Compare with the articles of this folder, too, without linting them; may be repeated
    #[arg(long, value_name = "DIR", conflicts_with = "diff")]
    pub against: Vec<PathBuf>,
    /// Compare with the articles of this index, too, which `newslint index build` made
    #[arg(long, value_name = "FILE", conflicts_with = "diff")]
    pub index: Option<PathBuf>,
    /// The defects that are known
    #[command(flatten)]
    pub baseline: BaselineArgs,

    /// Form of the report
    #[arg(long, short, default_value = "pretty", value_name = "FORMAT", value_parser = report_format())]
    pub format: &'static ReportFormat,
    /// Write a report to a file too, in the form that its name tells or `FORMAT=PATH` names; may be repeated
    #[arg(long, short, value_name = "[FORMAT=]PATH")]
    pub output: Vec<String>,
    /// List findings that an exception covers too
    #[arg(long)]
    pub show_suppressed: bool,
    /// List at most this many findings, the worst; all are counted
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,
    /// Say nothing but errors of the run
    #[arg(long, short)]
    pub quiet: bool,
    /// Say how many findings each lint, category and source has, and how many errors that is per 10,000 characters
    #[arg(long)]
    pub statistics: bool,
    /// Colour
    #[arg(long, default_value = "auto", value_name = "WHEN")]
    pub color: ColorChoice,

    /// Write fixes that cannot change what a reader reads; text on standard input comes out on standard output
    #[arg(long, conflicts_with = "diff")]
    pub fix: bool,
    /// Count unsafe fixes in: for --fix, for --diff, for what is called fixable
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Show what --fix would change, and change nothing; 1 where there is something to change
    #[arg(long, conflicts_with_all = ["format", "output", "statistics", "max_findings", "show_suppressed", "fail_on", "quiet"])]
    pub diff: bool,

    /// Threads [default: one per core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// Articles held in memory at a time; fewer need less memory, and change no finding
    #[arg(long, default_value_t = 2048, value_name = "N")]
    pub batch: usize,
    /// Most memory for text and for what is kept of articles: `2G`. Where it is too little to compare them, none are compared
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_memory: Option<usize>,
    /// Configuration and language
    #[command(flatten)]
    pub common: CommonArgs,
}

/// Takes bytes, or `512M`, `2G`.
fn size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text
        .get(digits.len()..)
        .unwrap_or_default()
        .to_ascii_uppercase();
    let shift = match unit.trim_end_matches('B').trim_end_matches('I') {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        _ => return Err("write it as 512M or 2G".to_owned()),
    };
    let number: usize = digits.parse().map_err(|_| "write it as 512M or 2G")?;
    number
        .checked_shl(shift)
        .filter(|size| size >> shift == number)
        .ok_or_else(|| "it is too large".to_owned())
}

/// Takes the name of a format of reports.
fn report_format() -> impl TypedValueParser<Value = &'static ReportFormat> {
    let names = FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(names)
        .try_map(|name| ReportFormat::named(&name).ok_or("there is no such format"))
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
