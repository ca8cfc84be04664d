//! Every lint there is: read, checked and compiled in one place.

pub mod file;
pub mod message;
mod needs;
pub mod pattern;

use std::path::Path;
use std::sync::Arc;

pub use file::{Example, LintFile};
pub use message::{Lang, Templates, Text};
pub use pattern::Pattern;

use crate::finding::{Category, Severity};

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
    /// Where the file is, for messages about it.
    pub origin: String,
}

impl Lint {
    /// Reads the lint file `text`, named `id`, from `origin`.
    pub fn parse(id: &str, text: &str, origin: &str) -> Result<Self, miette::Report> {
        let file = file::parse(text, origin)?;
        let patterns = file
            .pattern
            .iter()
            .map(|spec| {
                Pattern::new(spec, &file)
                    .map_err(|message| file::error(text, origin, spec.regex.span(), &message))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            id: Arc::from(id),
            file,
            patterns,
            origin: origin.to_owned(),
        })
    }

    /// Are its regular expressions any? `text` is its file, for the error. For the built-in lints the tests ask.
    pub fn check_patterns(&self, text: &str) -> Result<(), miette::Report> {
        for (pattern, spec) in self.patterns.iter().zip(&self.file.pattern) {
            pattern
                .check()
                .map_err(|message| file::error(text, &self.origin, spec.regex.span(), &message))?;
        }
        Ok(())
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
}

impl Catalog {
    /// The lints that come with newslint.
    pub fn builtin() -> Self {
        let parse = |(id, text): &(&str, &str)| {
            Arc::new(
                Lint::parse(id, text, &format!("lints/{id}.toml"))
                    .expect("the tests read every built-in lint file"),
            )
        };
        let mut lints: Vec<Arc<Lint>> = BUILTIN.iter().map(parse).collect();
        lints.sort_by(|a, b| a.id.cmp(&b.id));
        Self { lints }
    }

    /// Adds the lint files of `folder`: patterns only, and ids that are not taken.
    pub fn extend(&mut self, folder: &Path) -> Result<(), miette::Report> {
        let read = |path: &Path| {
            std::fs::read_to_string(path)
                .map_err(|error| miette::miette!("{}: {error}", path.display()))
        };
        let entries = std::fs::read_dir(folder).map_err(|error| {
            miette::miette!(
                "the lint folder {} cannot be read: {error}",
                folder.display()
            )
        })?;
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        });
        paths.sort();
        for path in paths {
            let id = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let text = read(&path)?;
            let lint = Lint::parse(&id, &text, &path.to_string_lossy())?;
            lint.check_patterns(&text)?;
            if let Some(taken) = self.get(&id) {
                miette::bail!(
                    "two lints are named `{id}`: {} and {}; rename the latter",
                    taken.origin,
                    lint.origin
                );
            }
            if lint.patterns.is_empty() {
                miette::bail!(
                    "{}: a lint of your own needs at least one [[pattern]]",
                    lint.origin
                );
            }
            self.lints.push(Arc::new(lint));
        }
        self.lints.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(())
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
}

/// The word of `known` that `typed` most likely means, for `did you mean` in messages.
pub fn nearest<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
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
    fn every_builtin_lint_file_can_be_read() {
        for (id, text) in BUILTIN {
            let origin = format!("lints/{id}.toml");
            let lint = Lint::parse(id, text, &origin);
            if let Err(error) = lint.and_then(|lint| lint.check_patterns(text)) {
                panic!("{error:?}");
            }
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
