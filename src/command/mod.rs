//! The verbs, one file each. They own standard output and standard error.

mod allow;
mod baseline;
mod changes;
mod check;
mod diff;
mod explain;
mod failure;
mod filter;
mod fix;
mod git;
pub mod help;
mod index;
mod init;
mod inputs;
mod inspect;
mod list;
mod outputs;
mod profile;
mod progress;
mod replace;
mod report_file;
mod shell;
mod sieve;
mod signals;
mod test;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use miette::{LabeledSpan, MietteDiagnostic, NamedSource, Report};

use crate::Error;
use crate::catalog::{Catalog, Lang, nearest, toml_file};
use crate::cli::{CheckArgs, Cli, ColorChoice, Command, CommonArgs, ConfigCommand};
use crate::config::{self, Config, Settings};
use crate::report::{colors, help_in_language, visible_page};

/// Nothing at or above the level that fails.
const CLEAN: u8 = 0;
/// Something.
const FOUND: u8 = 1;
/// The run is incomplete or could not start.
const INCOMPLETE: u8 = 2;

/// Runs what was typed; the exit code is 0, 1 or 2.
pub fn run(cli: &Cli) -> u8 {
    let mut out = io::BufWriter::new(io::stdout());
    let result = match &cli.command {
        None => match unknown_verb(&cli.check) {
            Some(error) => Err(error.into()),
            None => check::run(&cli.check, &mut out),
        },
        Some(Command::Check(args)) => check::run(args, &mut out),
        Some(Command::Allow(args)) => allow::run(args, &mut out),
        Some(Command::Filter(args)) => filter::run(args, &mut out),
        Some(Command::Profile(args)) => profile::run(args, &mut out),
        Some(Command::Index(verb)) => index::run(verb, &mut out),
        Some(Command::Explain { lint, common }) => explain::run(lint, common, &mut out),
        Some(Command::List(common)) => list::run(common, &mut out),
        Some(Command::Test { lint, common }) => test::run(lint.as_deref(), common, &mut out),
        Some(Command::Inspect { file, read, common }) => inspect::run(file, read, common, &mut out),
        Some(Command::Completions { shell, common }) => shell::complete(*shell, common, &mut out),
        Some(Command::Man(common)) => shell::man(common, &mut out),
        Some(Command::Init(common)) => init::run(common, &mut out),
        Some(Command::Config(ConfigCommand::Show(common))) => list::show_config(common, &mut out),
        Some(Command::Baseline(verb)) => baseline::run(verb, &mut out),
        Some(Command::Config(ConfigCommand::Schema(common))) => list::schema(common, &mut out),
    };
    let result = result.and_then(|code| match out.flush() {
        // A reader who has left gets the verdict all the same.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Trouble::Io(error)),
        _ => Ok(code),
    });
    match result {
        Ok(code) => code,
        // The reader of a list has left: `newslint list | head` is no trouble.
        Err(Trouble::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => CLEAN,
        Err(trouble) => {
            let message = match trouble {
                Trouble::Io(error) => format!("newslint: {error}\n"),
                Trouble::Error(error) => render(&error, lang_of_errors(cli.common())),
            };
            // If standard error is gone, there is nobody left to tell.
            let _ = io::stderr().write_all(message.as_bytes());
            INCOMPLETE
        }
    }
}

/// Was a word typed that looks like a verb, and is neither one nor a path?
fn unknown_verb(args: &CheckArgs) -> Option<Error> {
    let word = args.input.paths.first()?.to_str()?;
    let is_word = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if !is_word || args.input.paths[0].exists() {
        return None;
    }
    let command = <Cli as clap::CommandFactory>::command();
    let verbs: Vec<&str> = command
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    let near = nearest(word, verbs.iter().copied());
    let error = Error::new("unknown-verb").with("name", word);
    Some(
        error
            .with("known", verbs.join(", "))
            .with_near(near, "unknown-verb"),
    )
}

/// Why a verb could not do its work.
#[derive(Debug)]
enum Trouble {
    Io(io::Error),
    Error(Error),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// `error` as miette draws it.
fn diagnostic(error: &Error, lang: Lang) -> Report {
    let mut diagnostic = MietteDiagnostic::new(error.message(lang));
    diagnostic.help = error.help(lang);
    let Some(mistake) = error.mistake() else {
        return Report::new(diagnostic);
    };
    let label = LabeledSpan::at(mistake.at.clone(), error.label(lang));
    Report::new(diagnostic.with_label(label))
        .with_source_code(NamedSource::new(&mistake.file, mistake.text.clone()))
}

/// Exit code, or why there is none.
type ExitResult = Result<u8, Trouble>;

/// `error` as text for standard error.
fn render(error: &Error, lang: Lang) -> String {
    let color = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let handler = miette::GraphicalReportHandler::new_themed(colors::theme(color))
        .with_width(100)
        .with_links(false);
    let mut page = String::new();
    // Writing to a string cannot fail.
    let _ = handler.render_report(&mut page, diagnostic(error, lang).as_ref());
    let page = help_in_language(page.trim_start_matches('\n').trim_end(), lang);
    visible_page(&format!("{page}\n"))
}

/// What is in force.
struct Loaded {
    settings: Settings,
    catalog: Catalog,
    /// The language of messages, where the flags or lint.toml name one.
    lang: Option<Lang>,
    /// The lint.toml that it comes from.
    file: Option<PathBuf>,
}

impl Loaded {
    /// The language for people: as set, else as the locale says.
    fn lang_for_people(&self) -> Lang {
        self.lang.or_else(locale_lang).unwrap_or_default()
    }
}

/// The language for an error that may have kept lint.toml from being understood.
fn lang_of_errors(common: &CommonArgs) -> Lang {
    let of_file = || {
        let file = config_file(common, &std::env::current_dir().ok()?)?;
        config::lang_of(&toml_file::read(&file).ok()?)
    };
    let named = common.lang.or_else(of_file);
    named.or_else(locale_lang).unwrap_or_default()
}

/// The lint.toml that is in force for who stands in `folder`.
fn config_file(common: &CommonArgs, folder: &Path) -> Option<PathBuf> {
    match (&common.config, common.isolated) {
        (Some(file), _) => Some(folder.join(file)),
        (None, true) => None,
        (None, false) => config::discover(folder),
    }
}

/// The language that the locale names.
fn locale_lang() -> Option<Lang> {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let locale = variables
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    Lang::of_locale(&locale?)
}

/// Reads what was typed and runs it.
pub fn run_typed(typed: Vec<OsString>) -> u8 {
    let lang = help::lang_of(&typed)
        .or_else(locale_lang)
        .unwrap_or_default();
    match Cli::read(typed, help::command(lang)) {
        Ok(cli) => run(&cli),
        // Help and version were asked for: they are no error.
        Err(error) if !error.use_stderr() => error.exit(),
        Err(error) if lang == Lang::En => error.exit(),
        Err(error) => {
            // If standard error is gone, there is nobody left to tell.
            let _ = io::stderr().write_all(help::usage_error(&error, lang).as_bytes());
            INCOMPLETE
        }
    }
}

/// The lints that come with newslint, and those of the folders that lint.toml and the flags name.
fn catalog_of(settings: &Settings, common: &CommonArgs) -> Result<Catalog, Error> {
    let mut catalog = Catalog::builtin();
    let trusted = common.trust_config;
    for folder in settings.extend.iter().chain(&common.lints) {
        catalog.extend(folder, trusted)?;
    }
    Ok(catalog)
}

/// Reads lint.toml and the lints.
fn load(common: &CommonArgs) -> Result<Loaded, Error> {
    let working_folder = std::env::current_dir().map_err(|error| {
        Error::new("unreadable")
            .with("file", ".")
            .with("detail", error)
    })?;
    let file = config_file(common, &working_folder);
    let catalog_of = |settings: &Settings| catalog_of(settings, common);
    let Config {
        mut settings,
        catalog,
        lang,
    } = if let Some(path) = &file {
        let text = toml_file::read(path)?;
        config::parse(&text, path, common.trust_config, catalog_of)?
    } else {
        let settings = Settings::default();
        let catalog = catalog_of(&settings)?;
        Config {
            settings,
            catalog,
            lang: None,
        }
    };
    settings.working_folder = working_folder;
    Ok(Loaded {
        settings,
        catalog,
        lang: common.lang.or(lang),
        file,
    })
}

fn use_color(choice: ColorChoice) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}

/// Columns of the terminal; 100 where there is none, as in a file that is read later.
fn terminal_width() -> usize {
    terminal_size::terminal_size()
        .map_or(100, |(width, _)| usize::from(width.0))
        .clamp(40, 160)
}
