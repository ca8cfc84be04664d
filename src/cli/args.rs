//! What several verbs take.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::catalog::Lang;
use crate::document::Format;
use crate::input::{EncodingChoice, FormatChoice, formats};

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
    /// Field of a record that holds its text, or several that hold one after the other [default: text, content or body]
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    pub text_field: Vec<String>,
    /// Field of a record that holds its id [default: id]
    #[arg(long, value_name = "NAME")]
    pub id_field: Option<String>,
    /// Field of a record that holds its title: it is read as a heading
    #[arg(long, value_name = "NAME")]
    pub title_field: Option<String>,
    /// Field of a record that says when it was published: gives dates without a year their weekday
    #[arg(long, value_name = "NAME")]
    pub date_field: Option<String>,
    /// How the text in records is written [default: text]
    #[arg(long, value_name = "FORMAT")]
    pub text_format: Option<Format>,
    /// Where the list of records is in a JSON file: `data.items` [default: at the top, or the first list of objects]
    #[arg(long, value_name = "PATH")]
    pub records_at: Option<String>,
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
#[derive(Args, Clone, Debug)]
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
