//! Options that are lists, taken from files of their own: `words = { from-file = "words.txt" }`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::{Spanned, Value};

use crate::Error;
use crate::catalog::{TomlFile, lies_in, toml_file};

/// What names the file in place of a list.
const FROM_FILE: &str = "from-file";

/// The folder of lint.toml, and whether its files may lie elsewhere.
#[derive(Clone, Copy)]
pub(super) struct Folder<'p> {
    pub(super) path: &'p Path,
    pub(super) trusted: bool,
}

impl Folder<'_> {
    /// The path of `name` in it. Who runs newslint in a folder has not asked to read others.
    pub(super) fn allows(&self, name: &str) -> Result<PathBuf, Error> {
        let path = self.path.join(name);
        if self.trusted || lies_in(&path, self.path) {
            return Ok(path);
        }
        Err(Error::new("outside-folder").with("name", name))
    }
}

/// Puts the content of the files that options of `entries` name in their place: one word a line, or one pair
/// `wrong = right`. Lines that begin with `#` are comments.
pub(super) fn read(
    entries: &mut BTreeMap<Spanned<String>, Spanned<Value>>,
    folder: Folder<'_>,
    source: &TomlFile<'_>,
) -> Result<(), Error> {
    for value in entries.values_mut() {
        let at = value.span();
        let Value::Table(options) = value.get_mut() else {
            continue;
        };
        for (_, option) in options.iter_mut() {
            let Some(name) = named(option) else { continue };
            let path = folder
                .allows(name)
                .map_err(|error| source.error(at.clone(), error.with_help("trust-config")))?;
            *option = list(&toml_file::read(&path)?);
        }
    }
    Ok(())
}

/// The file that `option` names.
fn named(option: &Value) -> Option<&str> {
    let table = option.as_table().filter(|table| table.len() == 1)?;
    table.get(FROM_FILE)?.as_str()
}

/// The words of `text`, or its pairs if its first line is one.
fn list(text: &str) -> Value {
    let text = text.trim_start_matches('\u{FEFF}');
    let lines = || {
        let lines = text.lines().map(str::trim);
        lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
    };
    let pair = |line: &str| {
        let (wrong, right) = line.split_once('=')?;
        Some((wrong.trim().to_owned(), Value::from(right.trim())))
    };
    if lines().next().is_some_and(|line| line.contains('=')) {
        Value::Table(lines().filter_map(pair).collect())
    } else {
        Value::Array(lines().map(Value::from).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pairs() {
        let words = list("\u{FEFF}# ours\n汀角報\n\n 渡輪署 \n");
        assert_eq!(words, Value::from(vec!["汀角報", "渡輪署"]));
        let pairs = list("渡倫署 = 渡輪署\n# theirs\n汀各報=汀角報\nno pair\n");
        let pairs = pairs.as_table().unwrap();
        assert_eq!(pairs.len(), 2);
        assert_eq!(pairs["汀各報"].as_str(), Some("汀角報"));
        assert!(named(&Value::from("a")).is_none());
    }
}
