//! A configuration or lint file, for its errors: they underline the word that they are about.

use std::ops::Range;

use miette::{LabeledSpan, MietteDiagnostic, NamedSource, Report};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::nearest;

/// A file in TOML.
pub struct Page<'t> {
    /// What it says.
    pub text: &'t str,
    /// Where it lies.
    pub name: String,
}

impl Page<'_> {
    /// An error at the place `at`.
    pub fn error(
        &self,
        at: Range<usize>,
        message: impl Into<String>,
        label: &str,
        help: Option<String>,
    ) -> Report {
        let mut diagnostic = MietteDiagnostic::new(message).with_label(LabeledSpan::at(at, label));
        if let Some(help) = help {
            diagnostic = diagnostic.with_help(help);
        }
        Report::new(diagnostic).with_source_code(NamedSource::new(&self.name, self.text.to_owned()))
    }

    /// An error of the TOML reader; for an unknown word, the nearest of those it expected.
    pub fn trouble(&self, trouble: &toml::de::Error) -> Report {
        let message = trouble.message().lines().next().unwrap_or_default();
        let at = trouble.span().unwrap_or(0..0);
        let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        let help = match quoted.split_first() {
            Some((typed, known)) if message.starts_with("unknown ") => {
                let near = nearest(typed, known.iter().copied());
                let list = known.join(", ");
                Some(near.map_or(format!("known here: {list}"), |near| {
                    format!("did you mean `{near}`?")
                }))
            }
            _ => None,
        };
        self.error(at, message, "here", help)
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
    fn places() {
        let text = "[messages.found]\nen = \"a\"\n\n[[bad]]\ntext = \"b\"\n[[bad]]\ntext = \"c\"\n";
        let page = Page {
            text,
            name: String::new(),
        };
        let at = |path: &[&str]| text.get(page.place(path)).unwrap_or_default();
        assert_eq!(at(&["messages", "found"]), "found");
        assert_eq!(at(&["messages", "found", "en"]), "\"a\"");
        assert_eq!(at(&["messages", "other"]), "messages");
        assert_eq!(at(&["bad", "1", "text"]), "\"c\"");
        assert_eq!(at(&["bad", "7"]), "bad");
        assert_eq!(at(&["good"]), "");
    }
}
