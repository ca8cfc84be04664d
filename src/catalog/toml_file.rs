//! A configuration or lint file, for its errors: they underline the word that they are about.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::nearest;
use crate::error::{Error, Mistake};

/// Most megabytes of a file that people write by hand.
const LARGEST: u64 = 16;
/// Most bytes of a line that an error shows, on each side of its place.
const SHOWN: usize = 160;
/// Most characters of what an error quotes.
const LONGEST: usize = 300;

/// A file in TOML.
pub struct TomlFile<'t> {
    /// What it says.
    pub text: &'t str,
    /// Where it lies.
    pub name: String,
    /// May errors show what it says? Not if it only seems to be ours: a link can lead to any file of this machine.
    pub shown: bool,
}

impl TomlFile<'_> {
    /// `error` at the place `at`.
    pub fn error(&self, at: Range<usize>, error: Error) -> Error {
        if !self.shown {
            let before = self.text.get(..at.start).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let hidden = Error::new("hidden").with("file", &self.name);
            return hidden.with("line", line);
        }
        let (text, at) = shortened(self.text, at);
        let file = self.name.clone();
        error.at(Mistake { file, text, at }, LONGEST)
    }

    /// An error of the TOML reader; for an unknown word, the nearest of those it expected.
    pub fn trouble(&self, trouble: &toml::de::Error) -> Error {
        let message = trouble.message().lines().next().unwrap_or_default();
        let at = trouble.span().unwrap_or(0..0);
        let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        let error = match quoted.split_first() {
            Some((typed, known)) if message.starts_with("unknown ") => {
                let near = nearest(typed, known.iter().copied());
                let error = Error::new("unknown-word").with("name", typed);
                error
                    .with("known", known.join(", "))
                    .with_near(near, "known")
            }
            _ => Error::new("toml").with("detail", message),
        };
        self.error(at, error)
    }

    /// The place of what `path` leads to, a key or the number of an item at each step; of as much of it as there is.
    pub fn place(&self, path: &[&str]) -> Range<usize> {
        let Ok(table) = DeTable::parse(self.text) else {
            return 0..0;
        };
        let mut at = 0..0;
        let mut value = &DeValue::Table(table.into_inner());
        for step in path {
            let found = match value {
                DeValue::Table(table) => table
                    .iter()
                    .find(|(key, _)| key.get_ref() == step)
                    .map(|(key, inner)| (span_of(key, inner), inner)),
                DeValue::Array(items) => step
                    .parse()
                    .ok()
                    .and_then(|index: usize| items.get(index))
                    .map(|item| (item.span(), item)),
                _ => None,
            };
            let Some((span, inner)) = found else { break };
            at = span;
            value = inner.get_ref();
        }
        at
    }
}

/// Reads the file at `path`: no device, no pipe, nothing endless.
pub fn read(path: &Path) -> Result<String, Error> {
    read_most(path, LARGEST)
}

/// The same with a limit of so many megabytes.
pub fn read_most(path: &Path, largest: u64) -> Result<String, Error> {
    let error = |key| Error::new(key).with("file", path.display());
    let unreadable = |cause: std::io::Error| error("unreadable").with("detail", cause);
    let about = std::fs::metadata(path).map_err(unreadable)?;
    if about.is_dir() {
        return Err(error("is-folder"));
    }
    if !about.is_file() {
        return Err(error("is-no-file"));
    }
    if about.len() > largest << 20 {
        return Err(error("too-large").with("limit", largest));
    }
    std::fs::read_to_string(path).map_err(unreadable)
}

/// `text` with its overlong lines cut, around `at` where it stands in one; and where it stands now.
fn shortened(text: &str, at: Range<usize>) -> (String, Range<usize>) {
    let mut out = String::with_capacity(text.len().min(1 << 16));
    let mut moved = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let place = at
            .start
            .checked_sub(start)
            .filter(|place| *place < line.len());
        let (mut from, mut to) = (0, line.len());
        if line.len() > 3 * SHOWN {
            from = line.floor_char_boundary(place.unwrap_or(0).saturating_sub(SHOWN));
            to = line.ceil_char_boundary((place.unwrap_or(0) + SHOWN).min(line.len()));
        }
        if let Some(place) = place {
            let begin = out.len() + place - from;
            let end = if to < line.len() {
                out.len() + to - from
            } else {
                usize::MAX
            };
            moved = Some((begin, (begin + at.len()).min(end)));
        }
        out.push_str(line.get(from..to).unwrap_or_default());
        if to < line.len() {
            out.push('\n');
        }
        start += line.len();
    }
    let (begin, end) = moved.unwrap_or((out.len(), out.len()));
    let end = out.floor_char_boundary(end.min(out.len()));
    (out, begin..end)
}

/// What to underline of an entry: a word itself, of a table or a list its name.
fn span_of<K>(key: &Spanned<K>, value: &Spanned<DeValue<'_>>) -> Range<usize> {
    match value.get_ref() {
        DeValue::Table(_) | DeValue::Array(_) => key.span(),
        _ => value.span(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let long = "長".repeat(400);
        let text = format!("a\n{long}錯{long}\nb\n");
        let at = text.find('錯').unwrap_or_default();
        let (short, place) = shortened(&text, at..at + "錯".len());
        assert_eq!(short.get(place), Some("錯"));
        assert!(short.len() < 400 && short.ends_with("b\n"));
        let all = shortened(&text, 0..text.len());
        assert_eq!(all.1.end, 1.max(all.0.len()));
    }

    #[test]
    fn places() {
        let text = "[messages.found]\nen = \"a\"\n\n[[bad]]\ntext = \"b\"\n[[bad]]\ntext = \"c\"\n";
        let source = TomlFile {
            text,
            name: String::new(),
            shown: true,
        };
        let at = |path: &[&str]| text.get(source.place(path)).unwrap_or_default();
        assert_eq!(at(&["messages", "found"]), "found");
        assert_eq!(at(&["messages", "found", "en"]), "\"a\"");
        assert_eq!(at(&["messages", "other"]), "messages");
        assert_eq!(at(&["bad", "1", "text"]), "\"c\"");
        assert_eq!(at(&["bad", "7"]), "bad");
        assert_eq!(at(&["good"]), "");
    }
}
