//! What `index` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{CheckArgs, CommonArgs, InputArgs};

/// Verbs about an index.
#[derive(Debug, Subcommand)]
pub enum IndexCommand {
    /// Write down what is needed of articles to compare others with them
    Build {
        /// Where the index goes
        #[arg(long, short, value_name = "FILE")]
        out: PathBuf,
        /// Which articles
        #[command(flatten)]
        run: IndexRun,
    },
    /// Add articles to an index
    Add {
        /// The index
        #[arg(value_name = "INDEX")]
        index_file: PathBuf,
        /// Which articles
        #[command(flatten)]
        run: IndexRun,
    },
    /// Tell which articles repeat those of an index, or each other: `check --select duplicate-article --index INDEX`
    Query {
        /// The index
        #[arg(value_name = "INDEX")]
        index_file: PathBuf,
        /// What `check` takes
        #[command(flatten)]
        check: Box<CheckArgs>,
    },
}

/// A run for the sake of an index.
#[derive(Args, Debug)]
pub struct IndexRun {
    /// Which articles
    #[command(flatten)]
    pub input: InputArgs,
    /// Threads [default: one per core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// Configuration and language
    #[command(flatten)]
    pub common: CommonArgs,
}

impl IndexCommand {
    /// Configuration and language.
    pub fn common(&self) -> &CommonArgs {
        match self {
            Self::Build { run, .. } | Self::Add { run, .. } => &run.common,
            Self::Query { check, .. } => &check.common,
        }
    }
}
