//! What can be typed: the verbs. What they share is in `args.rs`, what `check` and `filter` take in files of their names.

mod args;
mod check;
mod filter;
mod index;
mod profile;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, FromArgMatches, Parser, Subcommand};
use clap_complete::Shell;

pub use args::{BaselineArgs, CommonArgs, InputArgs, ReadArgs};
pub use check::{CheckArgs, ColorChoice};
pub use filter::{FilterArgs, FixChoice};
pub use index::{IndexCommand, IndexRun};
pub use profile::{ProfileArgs, ProfileFormat};

/// Finds the places where news text was damaged on its way from newsroom to file.
#[derive(Debug, Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
#[command(
    after_help = "Exit codes: 0 nothing at or above --fail-on; 1 something; 2 the run is incomplete."
)]
pub struct Cli {
    /// The verb; `check` where none is typed.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The words of `check`.
    #[command(flatten)]
    pub check: CheckArgs,
}

impl Cli {
    /// Reads what was typed by `command`, which is [`Cli`]'s own in one language. Options may stand before the verb:
    /// `newslint --lang zh-Hant explain mojibake`.
    pub fn read(typed: Vec<OsString>, mut command: clap::Command) -> Result<Self, clap::Error> {
        let typed = verb_first(&command, typed);
        let matches = command.try_get_matches_from_mut(typed)?;
        Self::from_arg_matches(&matches)
    }

    /// Configuration and language, whatever the verb.
    pub fn common(&self) -> &CommonArgs {
        match &self.command {
            None => &self.check.common,
            Some(Command::Check(args)) => &args.common,
            Some(Command::Allow(args)) => &args.common,
            Some(Command::Filter(args)) => &args.common,
            Some(Command::Profile(args)) => &args.common,
            Some(Command::Index(verb)) => verb.common(),
            Some(
                Command::List(common)
                | Command::Init(common)
                | Command::Config(ConfigCommand::Show(common) | ConfigCommand::Schema(common))
                | Command::Man(common)
                | Command::Completions { common, .. }
                | Command::Explain { common, .. }
                | Command::Test { common, .. }
                | Command::Inspect { common, .. }
                | Command::Baseline(BaselineCommand::Show { common, .. }),
            ) => common,
            Some(Command::Baseline(
                BaselineCommand::Create { run, .. } | BaselineCommand::Prune(run),
            )) => &run.common,
        }
    }
}

/// `typed` with the verb before the options that were typed before it.
fn verb_first(command: &clap::Command, mut typed: Vec<OsString>) -> Vec<OsString> {
    let takes_value = |word: &str| {
        let mut options = command.get_arguments().filter(|arg| {
            let long = word.strip_prefix("--");
            long.is_some_and(|name| arg.get_long() == Some(name))
                || (long.is_none() && arg.get_short() == word.chars().last())
        });
        options.any(|arg| arg.get_action().takes_values())
    };
    let mut at = 1;
    while let Some(word) = typed.get(at).and_then(|word| word.to_str()) {
        if word == "--" || word == "-" {
            break;
        }
        if !word.starts_with('-') {
            if let Some(verb) = command.find_subcommand(word) {
                // `config show` is a verb of two words.
                let words = 1 + usize::from(verb.has_subcommands());
                let end = (at + words).min(typed.len());
                typed[1..end].rotate_right(end - at);
            }
            break;
        }
        at += if takes_value(word) { 2 } else { 1 };
    }
    typed
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lint articles (also what a bare `newslint PATHS…` does)
    Check(Box<CheckArgs>),
    /// Allow what a line of a file is reported for: writes an exception into lint.toml
    Allow(Box<AllowArgs>),
    /// Write a corpus anew without damaged records, or with tags or fixes in them, and account for every record
    Filter(Box<FilterArgs>),
    /// Tell what a corpus is made of and what is found in it, by lint, source and month, to decide what to drop
    Profile(Box<ProfileArgs>),
    /// Tell all about a lint: what it finds, why it matters, its options and examples
    Explain {
        /// Id of the lint
        lint: String,
        /// Configuration and language
        #[command(flatten)]
        common: CommonArgs,
    },
    /// List the lints with their levels
    List(CommonArgs),
    /// Run the examples of the lints
    Test {
        /// Id of a lint, or a folder with lint files; all lints where none is named
        lint: Option<String>,
        /// Configuration and language
        #[command(flatten)]
        common: CommonArgs,
    },
    /// Show how newslint sees a file: encoding, blocks, sentences
    Inspect {
        /// The file
        file: PathBuf,
        /// How to read files
        #[command(flatten)]
        read: ReadArgs,
        /// Configuration and language
        #[command(flatten)]
        common: CommonArgs,
    },
    /// Write a commented lint.toml for the articles of the folder you stand in
    Init(CommonArgs),
    /// Print what completes commands in a shell
    #[command(hide = true)]
    Completions {
        /// The shell
        shell: Shell,
        /// Configuration and language
        #[command(flatten)]
        common: CommonArgs,
    },
    /// Print the page for `man`
    #[command(hide = true)]
    Man(CommonArgs),
    /// The configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// An index: what is kept of an archive, so that new articles are compared with it and nobody reads it again
    #[command(subcommand)]
    Index(IndexCommand),
    /// The baseline: known defects, which are counted and not told
    #[command(subcommand)]
    Baseline(BaselineCommand),
}

/// Verbs about the baseline.
#[derive(Debug, Subcommand)]
pub enum BaselineCommand {
    /// Write down all that is found now, so that only new findings fail
    Create {
        /// What to lint, and where the baseline is
        #[command(flatten)]
        run: BaselineRun,
        /// Take new findings into a baseline that is there already
        #[arg(long)]
        force: bool,
    },
    /// Take out what is found no more; nothing is added
    Prune(BaselineRun),
    /// Tell how many places with defects are known, by lint
    Show {
        /// The file [default: the one in lint.toml, or newslint.baseline beside it]
        #[arg(long, value_name = "FILE")]
        baseline: Option<PathBuf>,
        /// Configuration and language
        #[command(flatten)]
        common: CommonArgs,
    },
}

/// A run for the sake of a baseline.
#[derive(Args, Debug)]
pub struct BaselineRun {
    /// Which files
    #[command(flatten)]
    pub input: InputArgs,
    /// The file [default: the one in lint.toml, or newslint.baseline beside it]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Threads [default: one per core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// Configuration and language
    #[command(flatten)]
    pub common: CommonArgs,
}

/// What `allow` takes.
#[derive(Args, Debug)]
pub struct AllowArgs {
    /// The file and its line, as reports name them
    #[arg(value_name = "FILE:LINE")]
    pub place: String,
    /// The lint, where the line is reported for several
    #[arg(long = "lint", value_name = "LINT")]
    pub lint: Option<String>,
    /// Why it is right as it is
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// How to read files
    #[command(flatten)]
    pub read: ReadArgs,
    /// Configuration and language
    #[command(flatten)]
    pub common: CommonArgs,
}

/// Verbs about the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Show the settings in force: where they come from, and the level of every lint
    Show(CommonArgs),
    /// Print the JSON Schema of lint.toml, for editors
    Schema(CommonArgs),
}
