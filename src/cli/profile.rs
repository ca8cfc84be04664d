//! What `profile` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CommonArgs, InputArgs};

/// What `profile` takes.
#[derive(Args, Debug)]
pub struct ProfileArgs {
    /// Which files
    #[command(flatten)]
    pub input: InputArgs,
    /// Field of a record that says where it comes from, a newspaper or an address [default: its file]
    #[arg(long, value_name = "NAME")]
    pub source_field: Option<String>,
    /// Form of the report
    #[arg(long, short, default_value = "text", value_name = "FORMAT")]
    pub format: ProfileFormat,
    /// Write the report as a page with plots here, too
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Threads [default: one per core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// Configuration and language
    #[command(flatten)]
    pub common: CommonArgs,
}

/// Forms of the report on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProfileFormat {
    /// Tables for people
    Text,
    /// One JSON object
    Json,
}
