//! `allow`: an exception for what a line of a file is reported for, written into lint.toml.

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{CLEAN, ExitResult, Loaded, catalog_of, check, load, replace};
use crate::Error;
use crate::catalog::{Lang, nearest};
use crate::cli::AllowArgs;
use crate::config;
use crate::engine::Engine;
use crate::finding::{Finding, Location};
use crate::input::{self, CONFIG_FILE, Problem, ProblemKind, Target};
use crate::report::words::{self, in_language};
use crate::report::{visible, visible_page};

/// A line of a file as typed: `a.md:12`, or `a.md:12:8` as reports have it.
struct Place {
    file: PathBuf,
    line: usize,
    column: Option<usize>,
}

/// An exception to be written.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    lint: String,
    /// `None` for what is said of the whole file.
    text: Option<String>,
}

/// Writes exceptions for what `args` name into the nearest lint.toml.
pub(super) fn run(args: &AllowArgs, out: &mut dyn Write) -> ExitResult {
    let loaded = load(&args.common)?;
    let lang = loaded.lang_for_people();
    let file = loaded.file.clone();
    let file = file.unwrap_or_else(|| loaded.settings.working_folder.join(CONFIG_FILE));
    let place = Place::read(&args.place)?;
    let glob = glob_of(&place.file, &loaded, &file)?;
    let (entries, allowed) = entries(args, &place, loaded, lang)?;
    if entries.is_empty() {
        let place = args.place.as_str();
        writeln!(out, "{}", already(allowed, &visible(place), lang))?;
        return Ok(CLEAN);
    }
    let old = match fs::read(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        read => Some(read.map_err(|error| Error::about(file.display(), error))?),
    };
    let reason = args
        .reason
        .clone()
        .filter(|reason| !reason.trim().is_empty());
    let reason = reason.unwrap_or_else(|| right_as_it_is(lang).to_owned());
    let tables: Vec<String> = entries
        .iter()
        .map(|entry| entry.table(&glob, &reason))
        .collect();
    let added = tables.join("\n");
    let new = appended(old.as_deref().unwrap_or_default(), &added);
    verify(&new, &file, args, &added)?;
    write(&file, old, &new, lang)?;
    let title = in_language(lang, ["added to", "已加入", "已加入"]);
    let page = format!("{title} {}\n\n{added}", file.display());
    out.write_all(visible_page(&page).as_bytes())?;
    Ok(CLEAN)
}

impl Place {
    fn read(typed: &str) -> Result<Self, Error> {
        let cut = |text: &str| -> Option<(String, usize)> {
            let (head, number) = text.rsplit_once(':')?;
            let number = number.parse().ok().filter(|number| *number > 0)?;
            (!head.is_empty()).then(|| (head.to_owned(), number))
        };
        let (head, last) = cut(typed).ok_or_else(|| Error::new("no-place").with("name", typed))?;
        let (file, line, column) = match cut(&head) {
            Some((file, line)) if !Path::new(&head).exists() => (file, line, Some(last)),
            _ => (head, last, None),
        };
        Ok(Self {
            file: PathBuf::from(file),
            line,
            column,
        })
    }

    /// Does a report name this place for `location`? What is about the whole file stands on the first line.
    fn is_at(&self, location: &Location) -> bool {
        let Some(range) = location.range else {
            return self.line == 1 && self.column.is_none_or(|column| column == 1);
        };
        let start = range.start;
        start.line == self.line && self.column.is_none_or(|column| column == start.column)
    }
}

/// The exceptions that `place` needs, and how many of its findings have one already.
fn entries(
    args: &AllowArgs,
    place: &Place,
    loaded: Loaded,
    lang: Lang,
) -> Result<(BTreeSet<Entry>, usize), Error> {
    let catalog = Arc::new(loaded.catalog);
    if let Some(name) = &args.lint
        && catalog.get(name).is_none()
    {
        let near = nearest(name, catalog.lints().iter().map(|lint| &*lint.id));
        let error = Error::new("unknown-lint").with("name", name);
        return Err(error.with_near(near, "list"));
    }
    let options = check::read_options(&args.read, &loaded.settings);
    let engine = Engine::new(catalog, loaded.settings)?;
    let trouble = |problem: Problem| Error::about(&problem.path, words::problem(&problem, lang));
    let target = Target::new(&place.file, options.format);
    let mut found: Vec<Finding> = Vec::new();
    for source in input::open(&target, &options).map_err(trouble)?.articles() {
        found.extend(engine.check(&source.map_err(trouble)?).alone());
    }
    let is_asked = |finding: &&Finding| {
        let lint = args.lint.as_ref();
        lint.is_none_or(|lint| **lint == *finding.lint)
    };
    let (mut entries, mut allowed) = (BTreeSet::new(), 0);
    for finding in found.iter().filter(is_asked) {
        let again = finding
            .related
            .iter()
            .filter(|place| place.label == "again");
        let mut places = again
            .map(|place| &place.location)
            .chain([&finding.location]);
        let Some(location) = places.find(|location| place.is_at(location)) else {
            continue;
        };
        if finding.suppressed.is_some() {
            allowed += 1;
            continue;
        }
        entries.insert(Entry {
            lint: finding.lint.to_string(),
            text: text_of(location),
        });
    }
    let lints: BTreeSet<&str> = entries.iter().map(|entry| &*entry.lint).collect();
    if lints.len() > 1 {
        let known: Vec<&str> = lints.into_iter().collect();
        let error = Error::new("several-lints").with("name", &args.place);
        return Err(error
            .with("first", known[0])
            .with("known", known.join(", ")));
    }
    if entries.is_empty() && allowed == 0 {
        // What comes of comparing articles is not seen in one of them: whoever names the lint has seen it.
        match &args.lint {
            Some(lint) if engine.compares(lint) => {
                let (lint, text) = (lint.clone(), None);
                entries.insert(Entry { lint, text });
            }
            _ => return Err(Error::new("nothing-to-allow").with("name", &args.place)),
        }
    }
    Ok((entries, allowed))
}

/// What an exception for `location` names: its text, which alone would be too little if it is a single character, or else
/// the words in which it stands.
fn text_of(location: &Location) -> Option<String> {
    const LONGEST: usize = 40;
    const AROUND: usize = 4;
    let text = location.text.lines().next().unwrap_or_default().trim();
    if text.is_empty() {
        return None;
    }
    let text: String = text.chars().take(LONGEST).collect();
    let says_little = text.is_ascii() && text.len() < 4 || text.chars().count() < 2;
    let around = location.around();
    if !says_little || around.here.is_some() {
        return Some(text);
    }
    let is_word = |c: &char| c.is_alphanumeric();
    let before = around.before.chars().rev();
    let before: Vec<char> = before.take_while(is_word).take(AROUND).collect();
    let after = around.after.chars();
    let after: String = after.take_while(is_word).take(AROUND).collect();
    let before: String = before.into_iter().rev().collect();
    Some(format!("{before}{text}{after}"))
}

/// The glob that means `path` in the lint.toml at `file`.
fn glob_of(path: &Path, loaded: &Loaded, file: &Path) -> Result<String, Error> {
    let working_folder = &loaded.settings.working_folder;
    let root = file.parent().unwrap_or(Path::new(""));
    let absolute = working_folder.join(path);
    let inside = absolute.strip_prefix(root).ok().filter(|inside| {
        let mut steps = inside.components();
        steps.all(|step| matches!(step, Component::Normal(_)))
    });
    let inside = inside.ok_or_else(|| {
        let error = Error::new("outside-of-config").with("name", path.display());
        error.with("file", file.display())
    })?;
    let steps = inside
        .components()
        .map(|step| step.as_os_str().to_string_lossy());
    Ok(globset::escape(&steps.collect::<Vec<_>>().join("/")))
}

impl Entry {
    /// As lint.toml has it.
    fn table(&self, glob: &str, reason: &str) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let text = self.text.as_ref();
        let text = text.map_or_else(String::new, |text| format!("text = {}\n", quoted(text)));
        let (lint, glob, reason) = (quoted(&self.lint), quoted(glob), quoted(reason));
        format!("[[allow]]\nlint = {lint}\n{text}files = [{glob}]\nreason = {reason}\n")
    }
}

/// `old` with `added` behind it, a blank line between, and with its own line ends.
fn appended(old: &[u8], added: &str) -> Vec<u8> {
    let mut new = old.to_vec();
    let mut text = String::new();
    if !old.is_empty() {
        text.push_str(if old.ends_with(b"\n") { "\n" } else { "\n\n" });
    }
    text.push_str(added);
    if old.windows(2).any(|pair| pair == b"\r\n") {
        text = text.replace('\n', "\r\n");
    }
    new.extend(text.into_bytes());
    new
}

/// Will newslint be able to read `new`, the content that `file` is to get?
fn verify(new: &[u8], file: &Path, args: &AllowArgs, added: &str) -> Result<(), Error> {
    let text = String::from_utf8_lossy(new);
    let text = text.trim_start_matches('\u{FEFF}');
    let trusted = args.common.trust_config;
    config::parse(text, file, trusted, |settings| {
        catalog_of(settings, &args.common)
    })
    .map(drop)
    .map_err(|_| {
        let error = Error::new("not-appended").with("file", file.display());
        error.with("entry", added.trim_end().replace('\n', "; "))
    })
}

/// Writes `new` to `file`, which held `old`: whole or not at all.
fn write(file: &Path, old: Option<Vec<u8>>, new: &[u8], lang: Lang) -> Result<(), Error> {
    let told = |problem: Problem| Error::about(file.display(), words::problem(&problem, lang));
    let written = match old {
        Some(old) => replace::replace_bytes(file, &old, new),
        None => replace::create(file, new),
    };
    written.map_err(|why| told(Problem::of_file("", ProblemKind::NotFixed(why))))
}

/// The reason where none is given.
fn right_as_it_is(lang: Lang) -> &'static str {
    in_language(lang, ["right as it is", "經查無誤", "经查无误"])
}

fn already(allowed: usize, place: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{place}: allowed already ({allowed})"),
        Lang::Hant => format!("{place}：早已獲豁免（{allowed} 處）"),
        Lang::Hans => format!("{place}：早已获豁免（{allowed} 处）"),
    }
}
