//! What a lint file must keep to before its lint runs.

use toml::Spanned;

use super::file::{Example, Examples, FixLevel, PatternSpec, WordEntry};
use super::toml_file::TomlFile;
use super::{Lang, Lint, Text};
use crate::Error;

/// Fewest examples of each kind.
const EXAMPLES: usize = 3;

/// A fault of the file, and the keys that lead to it.
struct Fault {
    path: Vec<String>,
    error: Error,
}

impl Fault {
    fn new(path: &[&str], error: Error) -> Self {
        let path = path.iter().map(|step| (*step).to_owned()).collect();
        Self { path, error }
    }
}

/// Does the file of `lint` say all that its patterns need, in words that can be filled in? What the code of a lint with
/// code says is for the tests to show.
pub(super) fn check(lint: &Lint, source: &TomlFile<'_>, has_code: bool) -> Result<(), Error> {
    for (pattern, spec) in lint.patterns.iter().zip(&lint.file.pattern) {
        let written = [Some(&spec.regex), spec.unless.as_ref()];
        for (checked, regex) in pattern.check().into_iter().zip(written) {
            checked.map_err(|error| {
                let at = regex.map_or(0..0, Spanned::span);
                source.error(at, no_regex(error))
            })?;
        }
    }
    let checked = texts(lint)
        .and_then(|()| patterns(lint))
        .and_then(|()| words(lint))
        .and_then(|()| if has_code { Ok(()) } else { keys(lint) })
        .and_then(|()| if has_code { Ok(()) } else { examples(lint) });
    checked.map_err(|fault| {
        let path: Vec<&str> = fault.path.iter().map(String::as_str).collect();
        source.error(source.place(&path), fault.error)
    })
}

/// `detail` is what the reader of regular expressions says.
fn no_regex(detail: String) -> Error {
    let error = Error::new("no-regex").with("detail", detail);
    error.with_help("detail")
}

/// All texts of the file: where they stand, and whether they must fit on one line.
fn all_texts(lint: &Lint) -> impl Iterator<Item = (Vec<&str>, &Text, bool)> {
    let file = &lint.file;
    let alone = [("summary", Some(&file.summary)), ("help", Some(&file.help))];
    let alone = alone.into_iter().chain([("why", file.why.as_ref())]);
    let alone = alone.filter_map(|(name, text)| Some((vec![name], text?, false)));
    let tables = [
        ("messages", &file.messages, true),
        ("helps", &file.helps, false),
        ("labels", &file.labels, true),
        ("fixes", &file.fixes, true),
        ("names", &file.names, true),
    ];
    alone.chain(tables.into_iter().flat_map(|(table, templates, short)| {
        let texts = templates.iter();
        texts.map(move |(key, text)| (vec![table, key.as_str()], text, short))
    }))
}

/// Texts say something, on one line where they must, and name the same placeholders in each language.
fn texts(lint: &Lint) -> Result<(), Fault> {
    for (path, text, short) in all_texts(lint) {
        let first = text.placeholders(Lang::En);
        for lang in Lang::ALL {
            let at = [path.as_slice(), &[lang.as_str()]].concat();
            let said = text.get(lang).trim();
            if said.is_empty() {
                return Err(Fault::new(&at, Error::new("empty-text")));
            }
            if short && said.contains('\n') {
                return Err(Fault::new(&at, Error::new("two-lines")));
            }
            let other = text.placeholders(lang);
            let missing = first.iter().find(|name| !other.contains(name));
            if let Some(name) = missing.or_else(|| other.iter().find(|name| !first.contains(name)))
            {
                let error = Error::new("languages-differ").with("name", format!("{{{name}}}"));
                let error = match braced(&first) {
                    known if known.is_empty() => error.with_help("no-placeholders"),
                    known => error.with("known", known),
                };
                return Err(Fault::new(&at, error));
            }
        }
    }
    Ok(())
}

/// What patterns name is there, and what they are told with can be filled in.
fn patterns(lint: &Lint) -> Result<(), Fault> {
    let file = &lint.file;
    for (index, (pattern, spec)) in lint.patterns.iter().zip(&file.pattern).enumerate() {
        let fault =
            |key: &str, error| Err(Fault::new(&["pattern", &index.to_string(), key], error));
        if !file.messages.contains_key(&spec.message) {
            let is_named = spec.message != "found";
            let key = if is_named { "message" } else { "regex" };
            return fault(key, Error::new("no-message").with("name", &spec.message));
        }
        let replaces = pattern.replaces();
        if replaces && file.fix == FixLevel::None {
            let error = Error::new("replaces-without-fix");
            return Err(Fault::new(&["fix"], error));
        }
        if replaces && !file.fixes.contains_key("replace") {
            let is_written = spec.replace.is_some();
            let key = if is_written { "replace" } else { "translate" };
            return fault(key, Error::new("no-fix-text"));
        }
        if let Some(table) = no_gathered_text(lint, spec, replaces) {
            return fault(
                "gather",
                Error::new("no-gathered-text").with("table", table),
            );
        }
        let groups = pattern.groups();
        let written = spec.replace.as_deref();
        if let Some(name) = written.and_then(|to| strange_group(to, &groups)) {
            return fault("replace", Error::new("no-group").with("name", name));
        }
        if let Some(text) = written.filter(|to| holds_control(to)) {
            return fault(
                "replace",
                Error::new("control-character").with("text", escaped(text)),
            );
        }
        let mut translated = spec.translate.values().chain(file.translate.values());
        if let Some(text) = translated.find(|to| holds_control(to)) {
            let error = Error::new("control-character").with("text", escaped(text));
            return fault("regex", error);
        }
        let mut values = groups;
        values.extend(replaces.then(|| "insert".to_owned()));
        let gathers = spec.gather.or(file.gather).is_some();
        told(lint, values, &spec.message, gathers)?;
    }
    Ok(())
}

/// The table that lacks words for the gathered matches of a pattern. Without words of its own a lint tells one place and
/// how many there are.
fn no_gathered_text(lint: &Lint, spec: &PatternSpec, replaces: bool) -> Option<&'static str> {
    let needed = spec.gather.is_some();
    let mut tables = [
        ("messages", &lint.file.messages, needed),
        ("fixes", &lint.file.fixes, needed && replaces),
    ]
    .into_iter();
    tables
        .find(|(_, templates, needed)| *needed && !templates.contains_key("throughout"))
        .map(|(table, ..)| table)
}

/// Words are put right for good, and told.
fn words(lint: &Lint) -> Result<(), Fault> {
    let Some(words) = &lint.words else {
        return Ok(());
    };
    words
        .check()
        .map_err(|(word, guard, error)| Fault::new(&["words", word, guard], no_regex(error)))?;
    for (wrong, WordEntry(spec)) in &lint.file.words {
        let fault = |error| Err(Fault::new(&["words", wrong.as_str()], error));
        if wrong.is_empty() {
            return fault(Error::new("no-word"));
        }
        if *wrong == spec.to {
            return fault(Error::new("right-and-wrong"));
        }
        if holds_control(&spec.to) {
            return fault(Error::new("control-character").with("text", escaped(&spec.to)));
        }
        if let Some(other) = words.first_in(&spec.to) {
            let error = Error::new("undone").with("wrong", wrong);
            return fault(error.with("right", &spec.to).with("other", other));
        }
    }
    let file = &lint.file;
    if file.fix == FixLevel::None {
        return Err(Fault::new(&["fix"], Error::new("words-without-fix")));
    }
    for (table, templates, key) in [
        ("messages", &file.messages, "found"),
        ("fixes", &file.fixes, "replace"),
    ] {
        if !templates.contains_key(key) {
            let error = Error::new("no-text").with("table", table);
            return Err(Fault::new(&["words"], error.with("name", key)));
        }
    }
    told(lint, vec!["insert".to_owned()], "found", false)
}

/// The placeholders of every text that the message `key` comes with have values: the `values` of their own, and those
/// that everything has.
fn told(lint: &Lint, mut values: Vec<String>, key: &str, gathers: bool) -> Result<(), Fault> {
    let file = &lint.file;
    values.extend(["text", "code", "count"].map(str::to_owned));
    if !file.names.is_empty() {
        values.push("name".to_owned());
    }
    let throughout = gathers.then_some("throughout");
    let keys = || [Some(key), throughout].into_iter().flatten();
    let fixes = ["replace", "delete"].into_iter().chain(throughout);
    let fixes = fixes.filter(|_| values.iter().any(|value| value == "insert"));
    let texts = keys()
        .filter_map(|key| Some((vec!["messages", key], file.messages.get(key)?)))
        .chain(keys().map(|key| match file.helps.get(key) {
            Some(help) => (vec!["helps", key], help),
            None => (vec!["help"], &file.help),
        }))
        .chain(fixes.filter_map(|key| Some((vec!["fixes", key], file.fixes.get(key)?))));
    for (path, text) in texts {
        for lang in Lang::ALL {
            let mut names = text.placeholders(lang).into_iter();
            if let Some(name) = names.find(|name| !values.iter().any(|known| known == name)) {
                let at = [path.as_slice(), &[lang.as_str()]].concat();
                let known: Vec<&str> = values.iter().map(String::as_str).collect();
                let error = Error::new("no-value").with("name", format!("{{{name}}}"));
                let error = error.with("known", braced(&known)).with_help("known");
                return Err(Fault::new(&at, error));
            }
        }
    }
    Ok(())
}

/// Every text is one that a pattern can use.
fn keys(lint: &Lint) -> Result<(), Fault> {
    let file = &lint.file;
    let gathers = file.gather.is_some() || file.pattern.iter().any(|spec| spec.gather.is_some());
    let says = |key: &str| {
        file.pattern.iter().any(|spec| spec.message == key)
            || (gathers && key == "throughout")
            || (lint.words.is_some() && key == "found")
    };
    let does = |key: &str| ["replace", "delete"].contains(&key) || (gathers && key == "throughout");
    let unused = [
        ("messages", file.messages.keys().find(|key| !says(key))),
        ("helps", file.helps.keys().find(|key| !says(key))),
        ("fixes", file.fixes.keys().find(|key| !does(key))),
        ("labels", file.labels.keys().next()),
    ];
    for (table, key) in unused {
        if let Some(key) = key {
            let help = match table {
                "messages" | "helps" => "unused-message",
                "fixes" => "unused-fix",
                _ => "unused-label",
            };
            let error = Error::new("unused").with("table", table).with("name", key);
            return Err(Fault::new(&[table, key], error.with_help(help)));
        }
    }
    Ok(())
}

/// Examples are enough, and marked as they must be.
fn examples(lint: &Lint) -> Result<(), Fault> {
    let Examples { bad, good } = lint.examples();
    for (kind, examples) in [("bad", bad), ("good", good)] {
        if examples.len() < EXAMPLES {
            let error = Error::new("few-examples").with("kind", kind);
            let error = error.with("count", examples.len()).with("wanted", EXAMPLES);
            let is_bad = kind == "bad";
            let error = error.with_help(if is_bad { "few-bad" } else { "few-good" });
            return Err(Fault::new(&[kind], error));
        }
        for (index, example) in examples.iter().enumerate() {
            let index = index.to_string();
            if let Some(key) = mismarked(kind, example) {
                return Err(Fault::new(&[kind, &index, "text"], Error::new(key)));
            }
        }
    }
    Ok(())
}

/// What is wrong with the marks of `example`.
fn mismarked(kind: &str, example: &Example) -> Option<&'static str> {
    let mut depth = Some(0_u32);
    let mut marks = 0;
    for c in example.text.chars() {
        match c {
            '⟦' => {
                marks += 1;
                depth = depth.map(|depth| depth + 1);
            }
            '⟧' => depth = depth.and_then(|depth| depth.checked_sub(1)),
            _ => {}
        }
    }
    if depth != Some(0) {
        return Some("lone-mark");
    }
    match kind {
        "bad" if marks == 0 => Some("no-mark"),
        "good" if marks > 0 => Some("marked-good"),
        _ => None,
    }
}

/// Would it put into articles what no reader sees and terminals obey?
fn holds_control(text: &str) -> bool {
    text.chars().any(|c| {
        c.is_control() && !matches!(c, '\n' | '\r' | '\t')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    })
}

fn escaped(text: &str) -> String {
    text.escape_debug().to_string()
}

/// A group that `template` names and the expression lacks.
fn strange_group<'t>(template: &'t str, groups: &[String]) -> Option<&'t str> {
    let mut rest = template;
    while let Some((_, tail)) = rest.split_once('$') {
        rest = tail;
        if let Some(tail) = tail.strip_prefix('$') {
            rest = tail;
            continue;
        }
        let name = if let Some(tail) = tail.strip_prefix('{') {
            tail.split_once('}').map_or("", |(name, _)| name)
        } else {
            let end = tail.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            tail.get(..end.unwrap_or(tail.len())).unwrap_or_default()
        };
        let numbered = name.chars().all(|c| c.is_ascii_digit());
        if !numbered && !groups.iter().any(|group| group == name) {
            return Some(name);
        }
    }
    None
}

fn braced(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{{{name}}}`")).collect();
    names.join(", ")
}
