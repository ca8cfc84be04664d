//! What `filter` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CommonArgs, InputArgs};
use crate::finding::Applicability;

/// What `filter` takes.
#[derive(Args, Debug)]
pub struct FilterArgs {
    /// Which files
    #[command(flatten)]
    pub input: InputArgs,
    /// Where the rest goes: a file for one file of records, otherwise a folder
    #[arg(long = "output", short, value_name = "PATH")]
    pub out: PathBuf,
    /// Drop the records with such findings: a level and all above it, lints, categories [default: error, where nothing else is asked for]
    #[arg(long, value_name = "WHAT,…", value_delimiter = ',')]
    pub drop: Vec<String>,
    /// Add a field `newslint` to the records with such findings: lints, counts, places
    #[arg(long, value_name = "WHAT,…", value_delimiter = ',')]
    pub tag: Vec<String>,
    /// Fix records before they are judged
    #[arg(long = "fix", value_name = "HOW")]
    pub fixing: Option<FixChoice>,
    /// Write the tags here instead, a line for each record that is kept, in the shape of Dolma's attributes
    #[arg(long, value_name = "PATH", requires = "tag")]
    pub attributes: Option<PathBuf>,
    /// Write here what was dropped and why, with examples, in Markdown
    #[arg(long = "report", value_name = "FILE")]
    pub examples: Option<PathBuf>,
    /// Threads [default: one per core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// Configuration and language
    #[command(flatten)]
    pub common: CommonArgs,
}

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FixChoice {
    /// Those that cannot change what a reader reads
    Safe,
    /// Unsafe ones too
    Unsafe,
}

impl From<FixChoice> for Applicability {
    fn from(choice: FixChoice) -> Self {
        match choice {
            FixChoice::Safe => Self::Safe,
            FixChoice::Unsafe => Self::Unsafe,
        }
    }
}
