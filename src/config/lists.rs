//! Options that are lists, taken from files of their own: `words = { from-file = "words.txt" }`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::{Spanned, Value};

use crate::Error;
use crate::catalog::{Catalog, TomlFile, lies_in, toml_file};

/// What names the file in place of a list.
const FROM_FILE: &str = "from-file";

/// The folder of a file of settings, and that of lint.toml, in which its files must lie unless it is trusted.
#[derive(Clone, Copy)]
pub(super) struct Folder<'p> {
    pub(super) path: &'p Path,
    pub(super) root: &'p Path,
    pub(super) trusted: bool,
}

impl Folder<'_> {
    /// The path of `name` in it. Who runs newslint in a folder has not asked to read others.
    pub(super) fn allows(&self, name: &str) -> Result<PathBuf, Error> {
        let path = self.path.join(name);
        if self.trusted || lies_in(&path, self.root) {
            return Ok(path);
        }
        Err(Error::new("outside-folder").with("name", name))
    }
}

/// Puts the content of the files that options of `entries` name in their place: one word a line, or one pair
/// `wrong = right`, as the option takes by the lint's file in `catalog`. Lines that begin with `#` are comments.
pub(super) fn read(
    entries: &mut BTreeMap<Spanned<String>, Spanned<Value>>,
    folder: Folder<'_>,
    source: &TomlFile<'_>,
    catalog: &Catalog,
) -> Result<(), Error> {
    for (lint, value) in entries {
        let at = value.span();
        let lint = catalog.get(lint.get_ref());
        let Value::Table(options) = value.get_mut() else {
            continue;
        };
        for (key, option) in options.iter_mut() {
            let Some(name) = named(option) else { continue };
            let path = folder
                .allows(name)
                .map_err(|error| source.error(at.clone(), error.with_help("trust-config")))?;
            let file = TomlFile {
                text: &toml_file::read(&path)?,
                name: path.to_string_lossy().into_owned(),
                shown: true,
            };
            let takes = lint.and_then(|lint| lint.file.options.get(key));
            *option = if takes.is_some_and(Value::is_table) {
                Value::Table(file.pairs()?)
            } else {
                Value::Array(file.words()?)
            };
        }
    }
    Ok(())
}

/// The file that `option` names.
fn named(option: &Value) -> Option<&str> {
    let table = option.as_table().filter(|table| table.len() == 1)?;
    table.get(FROM_FILE)?.as_str()
}

/// Reads what a file with one entry a line says.
impl TomlFile<'_> {
    /// The words of the lines. A pair is none.
    fn words(&self) -> Result<Vec<Value>, Error> {
        let word = |(at, line): (Range<usize>, &str)| {
            if line.contains('=') {
                return Err(self.error(at, Error::new("pair-among-words")));
            }
            Ok(Value::from(line))
        };
        self.entries().map(word).collect()
    }

    /// The pairs `wrong = right` of the lines. A word by itself is none.
    fn pairs(&self) -> Result<toml::Table, Error> {
        let mut pairs = toml::Table::new();
        for (at, line) in self.entries() {
            let sides = line.split_once('=').map(|(a, b)| (a.trim(), b.trim()));
            let sides = sides.filter(|(wrong, right)| {
                !wrong.is_empty() && !right.is_empty() && !right.contains('=')
            });
            let Some((wrong, right)) = sides else {
                return Err(self.error(at, Error::new("no-pair")));
            };
            if wrong == right {
                return Err(self.error(at, Error::new("right-and-wrong")));
            }
            let other = pairs.insert(wrong.to_owned(), Value::from(right));
            if other.is_some_and(|other| other.as_str() != Some(right)) {
                let error = Error::new("two-rights").with("name", wrong);
                return Err(self.error(at, error));
            }
        }
        Ok(pairs)
    }

    /// The lines that say something, and where they stand.
    fn entries(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        let mut start = 0;
        self.text.split_inclusive('\n').filter_map(move |whole| {
            let line = whole.trim_start_matches([' ', '\t', '\u{3000}', '\u{FEFF}']);
            let from = start + whole.len() - line.len();
            start += whole.len();
            let line = line.trim_end();
            let says = !line.is_empty() && !line.starts_with('#');
            says.then_some((from..from + line.len(), line))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> TomlFile<'_> {
        TomlFile {
            text,
            name: "desk.txt".to_owned(),
            shown: true,
        }
    }

    #[test]
    fn words_and_pairs() {
        let words = file("\u{FEFF}# ours\n汀角報\r\n\n 渡輪署 ").words();
        assert_eq!(
            words,
            Ok(vec![Value::from("汀角報"), Value::from("渡輪署")])
        );
        let pairs = file("渡倫署 = 渡輪署\n# theirs\n汀各報=汀角報\n汀各報 = 汀角報\n");
        let pairs = pairs.pairs().unwrap();
        assert_eq!(pairs.len(), 2);
        assert_eq!(pairs["汀各報"].as_str(), Some("汀角報"));
        assert_eq!(file("# nothing yet\n").pairs(), Ok(toml::Table::new()));
        assert!(named(&Value::from("a")).is_none());
    }

    #[test]
    fn a_line_that_is_no_entry_is_told_by_its_place() {
        let told = |error: Error| {
            let mistake = error.mistake().unwrap();
            let place = mistake.text.get(mistake.at.clone()).unwrap();
            (place.to_owned(), error.to_string())
        };
        for line in [
            "渡倫署 渡輪署",
            "渡倫署 =",
            "= 渡輪署",
            "渡倫署 = 渡輪署 = 渡輪處",
        ] {
            let text = format!("汀各報 = 汀角報\n  {line} \n");
            let (place, said) = told(file(&text).pairs().unwrap_err());
            assert_eq!(place, line);
            assert!(said.starts_with("desk.txt:2: "), "{said}");
        }
        let same = told(file("渡輪署 = 渡輪署").pairs().unwrap_err());
        assert_eq!(same.0, "渡輪署 = 渡輪署");
        let twice = told(
            file("渡倫署 = 渡輪署\n渡倫署 = 渡輪處")
                .pairs()
                .unwrap_err(),
        );
        assert_eq!(twice.0, "渡倫署 = 渡輪處");
        let pair = told(file("汀角報\n渡倫署 = 渡輪署\n").words().unwrap_err());
        assert_eq!(pair.0, "渡倫署 = 渡輪署");
    }
}
