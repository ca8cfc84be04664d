//! Every lint there is: read, checked and compiled in one place.

mod check;
pub mod file;
pub(crate) mod needs;
pub mod pattern;
pub mod toml_file;
mod weight;
pub mod wording;
pub mod words;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

pub use file::{Example, Examples, LintFile};
pub use pattern::Pattern;
pub use toml_file::TomlFile;
pub use wording::Wording;
pub use words::Words;

use rayon::prelude::*;

use crate::Error;
use crate::finding::{Category, Severity};
pub use crate::message::{Lang, Templates, Text};

// The text of every file in lints/, listed by build.rs.
include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

/// A lint as its file tells it.
#[derive(Debug)]
pub struct Lint {
    /// Names the defect; the name of its file.
    pub id: Arc<str>,
    /// What the file says.
    pub file: LintFile,
    /// Its patterns, compiled; empty for a lint that has code.
    pub patterns: Vec<Pattern>,
    /// Its wrong words, if it has any.
    pub words: Option<Words>,
    examples: OnceLock<Examples>,
    /// The end of the file, in which the examples stand, where they are not read with the rest.
    examples_text: &'static str,
    /// Where the file is, for messages about it.
    pub origin: String,
    /// The file, for a lint that is not built in.
    path: Option<PathBuf>,
}

impl Lint {
    /// Reads the lint file `source`, named `id`. [`Self::check`] tells whether it can run.
    pub fn parse(id: &str, source: &TomlFile<'_>) -> Result<Self, Error> {
        let mut file: LintFile =
            toml::from_str(source.text).map_err(|error| source.trouble(&error))?;
        let examples = Examples {
            bad: std::mem::take(&mut file.bad),
            good: std::mem::take(&mut file.good),
        };
        let patterns = file
            .pattern
            .par_iter()
            .map(|spec| {
                Pattern::new(spec, &file).map_err(|detail| {
                    let error = Error::new("pattern").with("detail", detail);
                    source.error(spec.regex.span(), error)
                })
            })
            .collect::<Result<_, _>>()?;
        let words = (!file.words.is_empty()).then(|| Words::new(&file.words));
        let words = words.transpose().map_err(|detail| {
            let error = Error::new("pattern").with("detail", detail);
            source.error(source.place(&["words"]), error)
        })?;
        Ok(Self {
            id: Arc::from(id),
            file,
            patterns,
            words,
            examples: OnceLock::from(examples),
            examples_text: "",
            origin: source.name.clone(),
            path: None,
        })
    }

    /// The built-in lint `id` by its file, without the examples: they are half of what all files say, and few runs ask for
    /// them.
    fn builtin(id: &str, text: &'static str) -> Self {
        let (rules, examples_text) = text.split_at(text.find("\n[[bad]]").unwrap_or(text.len()));
        let lint = Self::parse(id, &builtin_file(id, rules));
        Self {
            examples: OnceLock::new(),
            examples_text,
            ..lint.expect("the tests read every built-in lint file")
        }
    }

    /// Its examples, which those of a built-in lint are read for when they are first asked for.
    pub fn examples(&self) -> &Examples {
        self.examples.get_or_init(|| {
            toml::from_str(self.examples_text).expect("the tests read the examples of every lint")
        })
    }

    /// Does its file, `source`, say all that its patterns need? For the built-in lints the tests ask.
    pub fn check(&self, source: &TomlFile<'_>, has_code: bool) -> Result<(), Error> {
        check::check(self, source, has_code)
    }

    /// How much its regular expressions take, compiled.
    fn weight(&self) -> usize {
        let patterns = self.patterns.iter().map(Pattern::weight);
        patterns
            .chain(self.words.as_ref().map(Words::weight))
            .fold(0, usize::saturating_add)
    }

    /// Its default level; `None` is off.
    pub fn severity(&self) -> Option<Severity> {
        self.file.severity.into()
    }

    /// Its family.
    pub fn category(&self) -> Category {
        self.file.category
    }
}

/// All lints, sorted by id.
#[derive(Debug)]
pub struct Catalog {
    lints: Vec<Arc<Lint>>,
    /// How much the regular expressions of the lints take that are not built in.
    weight: usize,
}

impl Catalog {
    /// The lints that come with newslint.
    pub fn builtin() -> Self {
        let parse = |(id, text): &(&str, &'static str)| Arc::new(Lint::builtin(id, text));
        // On all cores: to read the expressions is what a program that lints one article spends most of its time on.
        let mut lints: Vec<Arc<Lint>> = BUILTIN.par_iter().map(parse).collect();
        lints.sort_by(|a, b| a.id.cmp(&b.id));
        Self { lints, weight: 0 }
    }

    /// Adds the lint files of `folder`, or the one at `path`: patterns only, and ids that are not taken. A file that was
    /// added before is passed over. The ids of all that `path` holds.
    ///
    /// Unless the files are `trusted`, errors do not show what a link out of the folder leads to.
    pub fn extend(&mut self, path: &Path, trusted: bool) -> Result<Vec<Arc<str>>, Error> {
        let mut paths = vec![path.to_path_buf()];
        if !path.is_file() {
            let entries = std::fs::read_dir(path).map_err(|error| {
                let unreadable = Error::new("unreadable").with("file", path.display());
                unreadable.with("detail", error)
            })?;
            paths = entries.flatten().map(|entry| entry.path()).collect();
            paths.retain(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "toml")
            });
            paths.sort();
        }
        let added: Result<_, _> = paths
            .iter()
            .map(|file| self.extend_by(file, trusted || lies_in(file, path)))
            .collect();
        self.lints.sort_by(|a, b| a.id.cmp(&b.id));
        added
    }

    /// Adds the lint file at `path`, at the end.
    fn extend_by(&mut self, path: &Path, shown: bool) -> Result<Arc<str>, Error> {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let origin = path.to_string_lossy().into_owned();
        let file = path.canonicalize().ok();
        if let Some(taken) = self.lints.iter().find(|lint| *lint.id == *stem) {
            if taken.path.is_some() && taken.path == file {
                return Ok(taken.id.clone());
            }
            let error = Error::new("same-id").with("name", stem);
            return Err(error.with("first", &taken.origin).with("file", origin));
        }
        if Category::ALL
            .iter()
            .any(|category| category.as_str() == stem)
        {
            let error = Error::new("named-like-category").with("name", stem);
            return Err(error.with("file", origin));
        }
        let text = toml_file::read(path)?;
        let source = TomlFile {
            text: &text,
            name: origin,
            shown,
        };
        let mut lint = Lint::parse(&stem, &source)?;
        if lint.patterns.is_empty() && lint.words.is_none() {
            return Err(Error::new("nothing-to-look-for").with("file", &lint.origin));
        }
        self.weight = self.weight.saturating_add(lint.weight());
        if self.weight > weight::MOST {
            return Err(Error::new("lints-too-large").with("file", &lint.origin));
        }
        lint.check(&source, false)?;
        lint.path = file;
        let id = lint.id.clone();
        self.lints.push(Arc::new(lint));
        Ok(id)
    }

    /// The lint named `id`.
    pub fn get(&self, id: &str) -> Option<&Arc<Lint>> {
        self.lints
            .binary_search_by(|lint| (*lint.id).cmp(id))
            .ok()
            .map(|index| &self.lints[index])
    }

    /// All lints, by id.
    pub fn lints(&self) -> &[Arc<Lint>] {
        &self.lints
    }

    /// What a lint or many may be named by: ids, then categories.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let ids = self.lints.iter().map(|lint| &*lint.id);
        ids.chain(Category::ALL.map(Category::as_str))
    }
}

fn builtin_file<'t>(id: &str, text: &'t str) -> TomlFile<'t> {
    TomlFile {
        text,
        name: format!("lints/{id}.toml"),
        shown: true,
    }
}

/// Does `file` lie in `folder` even where one of them is a link?
pub fn lies_in(file: &Path, folder: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    real(file).starts_with(real(folder))
}

/// The word of `known` that `typed` most likely means, for `did you mean` in messages.
pub fn nearest<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    const LONGEST: usize = 80;
    if typed.len() > LONGEST {
        return None;
    }
    known
        .into_iter()
        .map(|word| (distance(typed, word), word))
        .filter(|(distance, word)| *distance * 2 <= word.len().max(4))
        .min()
        .map(|(_, word)| word)
}

/// Edit distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        assert_eq!(distance("eror", "error"), 1);
        assert_eq!(distance("", "ab"), 2);
        assert_eq!(distance("of", "off"), 1);
        assert_eq!(distance("wraning", "warning"), 2);
        assert_eq!(nearest("inf", ["error", "info"]), Some("info"));
        assert_eq!(nearest("abcdef", ["error", "info"]), None);
    }

    #[test]
    fn every_builtin_lint_file_can_be_read() {
        for (id, text) in BUILTIN {
            let source = builtin_file(id, text);
            let has_code = crate::lints::coded().any(|coded| coded == *id);
            let checked = Lint::parse(id, &source).and_then(|lint| lint.check(&source, has_code));
            if let Err(error) = checked {
                panic!("{error:?}");
            }
        }
    }

    #[test]
    fn the_examples_of_builtin_lints_are_those_of_their_files() {
        for (id, text) in BUILTIN {
            let whole = Lint::parse(id, &builtin_file(id, text)).unwrap();
            let apart = Lint::builtin(id, text);
            let count = |lint: &Lint| [lint.examples().bad.len(), lint.examples().good.len()];
            assert_eq!(count(&apart), count(&whole), "{id}");
        }
    }

    #[test]
    fn the_nearest_word() {
        assert_eq!(
            nearest("mixed-scirpt", ["mixed-script", "mojibake"]),
            Some("mixed-script")
        );
        assert_eq!(nearest("zzz", ["mixed-script", "mojibake"]), None);
    }
}
