//! What can be typed.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::catalog::Lang;
use crate::config::{FailOn, RegionChoice, ScriptChoice};
use crate::input::{EncodingChoice, FormatChoice, formats};
use crate::report::{FORMATS, ReportFormat};

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
    /// Tell how many findings are known, by lint
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

/// Where the configuration comes from, and the language of messages.
#[derive(Args, Clone, Debug, Default)]
pub struct CommonArgs {
    /// Use this lint.toml
    #[arg(long, short, value_name = "PATH", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Use no lint.toml
    #[arg(long)]
    pub isolated: bool,
    /// Let lint.toml name lints outside its folder, and show what links lead to in errors
    #[arg(long)]
    pub trust_config: bool,
    /// Add the lints of this folder
    #[arg(long, value_name = "DIR")]
    pub lints: Vec<PathBuf>,
    /// Language of messages
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Lang>,
}

/// How files are read.
#[derive(Args, Clone, Debug)]
pub struct ReadArgs {
    /// Encoding of the files: auto, utf-8, gb18030, big5, …
    #[arg(long, default_value = "auto", value_name = "NAME")]
    pub encoding: EncodingArg,
    /// Format of the files, instead of what their extensions say
    #[arg(long, default_value = FormatChoice::AUTO, value_name = "FORMAT", value_parser = format_choice())]
    pub input_format: FormatChoice,
    /// Field of a record that holds its text [default: text, content or body]
    #[arg(long, value_name = "NAME")]
    pub text_field: Option<String>,
    /// Field of a record that holds its id [default: id]
    #[arg(long, value_name = "NAME")]
    pub id_field: Option<String>,
}

/// Takes the name of a format, or `auto`.
fn format_choice() -> impl TypedValueParser<Value = FormatChoice> {
    let names = formats::FORMATS.iter().map(|format| format.name);
    PossibleValuesParser::new(std::iter::once(FormatChoice::AUTO).chain(names))
        .try_map(|name| name.parse::<FormatChoice>())
}

/// An encoding as typed.
#[derive(Clone, Copy, Debug)]
pub struct EncodingArg(pub EncodingChoice);

impl std::str::FromStr for EncodingArg {
    type Err = String;

    fn from_str(label: &str) -> Result<Self, String> {
        label.parse().map(Self)
    }
}

/// Which files are read, and how.
#[derive(Args, Debug)]
pub struct InputArgs {
    /// Files and folders; `-` is standard input. The folder you stand in where none is named
    pub paths: Vec<PathBuf>,
    /// Leave out files that match; holds for named files too
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Lint files that .gitignore names, and hidden ones
    #[arg(long)]
    pub no_ignore: bool,
    /// Read the paths, one a line, from this file; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// The same, with a zero byte behind each path
    #[arg(long, value_name = "FILE")]
    pub files_from0: Option<PathBuf>,
    /// A folder without articles is no error
    #[arg(long)]
    pub allow_empty: bool,
    /// Fail where folders hold files of kinds that are not read
    #[arg(long)]
    pub strict_inputs: bool,
    /// Name of the text on standard input: decides its format, rules and excludes
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<PathBuf>,
    /// How to read files
    #[command(flatten)]
    pub read: ReadArgs,
}

/// Which baseline is in force.
#[derive(Args, Clone, Debug)]
pub struct BaselineArgs {
    /// Use this baseline, a file of known defects [default: the one in lint.toml, or newslint.baseline beside it]
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    pub baseline: Option<PathBuf>,
    /// Use no baseline
    #[arg(long)]
    pub no_baseline: bool,
}

/// What `check` takes.
#[derive(Args, Debug)]
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
    /// List at most this many findings; all are counted
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,
    /// Say nothing but errors of the run
    #[arg(long, short)]
    pub quiet: bool,
    /// Say how many findings each lint has
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
    /// Configuration and language
    #[command(flatten)]
    pub common: CommonArgs,
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
