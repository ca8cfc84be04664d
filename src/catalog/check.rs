//! What a lint file must keep to before its lint runs.

use toml::Spanned;

use super::file::{Example, FixLevel, WordEntry};
use super::toml_file::TomlFile;
use super::{Lang, Lint, Text};
use crate::Error;

/// Fewest examples of each kind.
const EXAMPLES: usize = 3;

/// A fault of the file, and what to do about it.
struct Fault {
    path: Vec<String>,
    message: String,
    help: String,
}

impl Fault {
    fn new(path: &[&str], message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            path: path.iter().map(|step| (*step).to_owned()).collect(),
            message: message.into(),
            help: help.into(),
        }
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
                source.error(at, "no regular expression", "here", Some(error))
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
        source.error(source.place(&path), fault.message, "here", Some(fault.help))
    })
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
                return Err(Fault::new(
                    &at,
                    "this text is empty",
                    "say it in a few words",
                ));
            }
            if short && said.contains('\n') {
                let help = "leave the rest to `help` or `why`";
                return Err(Fault::new(&at, "this text must fit on one line", help));
            }
            let other = text.placeholders(lang);
            let missing = first.iter().find(|name| !other.contains(name));
            if let Some(name) = missing.or_else(|| other.iter().find(|name| !first.contains(name)))
            {
                let message = format!("`{{{name}}}` does not stand in all languages");
                let help = format!("the other languages say: {}", braced(&first));
                return Err(Fault::new(&at, message, help));
            }
        }
    }
    Ok(())
}

/// What patterns name is there, and what they are told with can be filled in.
fn patterns(lint: &Lint) -> Result<(), Fault> {
    let file = &lint.file;
    for (index, (pattern, spec)) in lint.patterns.iter().zip(&file.pattern).enumerate() {
        let index = index.to_string();
        let place = |key| ["pattern", index.as_str(), key];
        if !file.messages.contains_key(&spec.message) {
            let key = if spec.message == "found" {
                "regex"
            } else {
                "message"
            };
            let message = format!("there is no message `{}`", spec.message);
            let help = format!("add `[messages.{}]`: what a finding says", spec.message);
            return Err(Fault::new(&place(key), message, help));
        }
        let replaces = pattern.replaces();
        let key = if spec.replace.is_some() {
            "replace"
        } else {
            "translate"
        };
        if replaces && file.fix == FixLevel::None {
            let help = "say how certain the replacement is: `fix = \"display\"`, `\"unsafe\"` or `\"safe\"`";
            return Err(Fault::new(
                &["fix"],
                "the file offers no fix, but replaces",
                help,
            ));
        }
        if replaces && !file.fixes.contains_key("replace") {
            let help = "add `[fixes.replace]`: what its fix does";
            return Err(Fault::new(
                &place(key),
                "there is no text for the fix",
                help,
            ));
        }
        let gathers = spec.gather.or(file.gather).is_some();
        // Without these the message and the fix of one place tell how many there are.
        let needs_own = spec.gather.is_some();
        for (table, templates, needed) in [
            ("messages", &file.messages, needs_own),
            ("fixes", &file.fixes, needs_own && replaces),
        ] {
            if needed && !templates.contains_key("throughout") {
                let message = "there is no text for matches that are gathered";
                let help = format!("add `[{table}.throughout]`, with `{{count}}` for their number");
                return Err(Fault::new(&place("gather"), message, help));
            }
        }
        let groups = pattern.groups();
        if let Some(name) = spec
            .replace
            .as_deref()
            .and_then(|to| strange_group(to, &groups))
        {
            let message = format!("the expression has no group `{name}`");
            let help = "name it with `(?<name>…)`; `$$` is a dollar sign".to_owned();
            return Err(Fault::new(&place("replace"), message, help));
        }
        let mut values = groups;
        values.extend(replaces.then(|| "insert".to_owned()));
        told(lint, values, &spec.message, gathers)?;
    }
    Ok(())
}

/// Words are put right for good, and told.
fn words(lint: &Lint) -> Result<(), Fault> {
    let Some(words) = &lint.words else {
        return Ok(());
    };
    words.check().map_err(|(word, guard, error)| {
        Fault::new(&["words", word, guard], "no regular expression", error)
    })?;
    for (wrong, WordEntry(spec)) in &lint.file.words {
        let place = ["words", wrong.as_str()];
        if wrong.is_empty() {
            let help = "write the wrong word on the left";
            return Err(Fault::new(&place, "there is no word here", help));
        }
        if *wrong == spec.to {
            let help = "write the wrong word on the left, the right one on the right";
            return Err(Fault::new(&place, "this word is right and wrong", help));
        }
        if let Some(other) = words.first_in(&spec.to) {
            let message = format!("`{wrong}` becomes `{}`, and `{other}` is wrong", spec.to);
            let help = format!("guard `{other}` with `unless`, or write what it becomes");
            return Err(Fault::new(&place, message, help));
        }
    }
    let file = &lint.file;
    if file.fix == FixLevel::None {
        let help = "say how certain the words are: `fix = \"display\"`, `\"unsafe\"` or `\"safe\"`";
        return Err(Fault::new(
            &["fix"],
            "the file offers no fix, but has words",
            help,
        ));
    }
    for (table, templates, key) in [
        ("messages", &file.messages, "found"),
        ("fixes", &file.fixes, "replace"),
    ] {
        if !templates.contains_key(key) {
            let message = format!("there is no text `{table}.{key}`");
            let help = format!(
                "add `[{table}.{key}]`, with `{{text}}` for the word and `{{insert}}` for the right one"
            );
            return Err(Fault::new(&["words"], message, help));
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
                let message = format!("nothing gives `{{{name}}}` a value");
                let known: Vec<&str> = values.iter().map(String::as_str).collect();
                let help = format!("known here: {}", braced(&known));
                return Err(Fault::new(&at, message, help));
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
            let message = format!("nothing uses `{table}.{key}`");
            let help = match table {
                "messages" | "helps" => {
                    "a pattern names it with `message`; `found` where it names none"
                }
                "fixes" => {
                    "fixes are told by `replace`, `delete` and, where a pattern gathers, `throughout`"
                }
                _ => "only lints with code point at related places",
            };
            return Err(Fault::new(&[table, key], message, help));
        }
    }
    Ok(())
}

/// Examples are enough, and marked as they must be.
fn examples(lint: &Lint) -> Result<(), Fault> {
    for (kind, examples) in [("bad", &lint.file.bad), ("good", &lint.file.good)] {
        if examples.len() < EXAMPLES {
            let message = format!(
                "{} `[[{kind}]]` here, and a lint needs {EXAMPLES}",
                examples.len()
            );
            let help = if kind == "bad" {
                "add text with the defect: ⟦…⟧ marks what must be reported"
            } else {
                "add text that comes close and is right"
            };
            return Err(Fault::new(&[kind], message, help));
        }
        for (index, example) in examples.iter().enumerate() {
            let index = index.to_string();
            if let Some((message, help)) = mismarked(kind, example) {
                return Err(Fault::new(&[kind, &index, "text"], message, help));
            }
        }
    }
    Ok(())
}

/// What is wrong with the marks of `example`, and what to do.
fn mismarked(kind: &str, example: &Example) -> Option<(&'static str, &'static str)> {
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
        return Some(("a ⟦ or ⟧ stands alone", "marks come in pairs"));
    }
    match kind {
        "bad" if marks == 0 => Some((
            "nothing is marked here",
            "put ⟦…⟧ around what must be reported",
        )),
        "good" if marks > 0 => Some((
            "a good example has no marks",
            "make it a `[[bad]]`, or take them out",
        )),
        _ => None,
    }
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
    if names.is_empty() {
        return "no placeholder".to_owned();
    }
    let names: Vec<String> = names.iter().map(|name| format!("`{{{name}}}`")).collect();
    names.join(", ")
}
