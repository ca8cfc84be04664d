//! What a lint is: its three behaviours (pattern, document, corpus), its options, and where it puts what it finds.

pub mod corpus;
pub mod findings;

use serde::de::DeserializeOwned;

pub use corpus::{Corpus, CorpusFindings};
pub use findings::{Draft, Findings};

use crate::evidence::Article;

/// A lint that looks at one article.
pub trait DocumentLint: Send + Sync {
    /// Reports what is wrong in `article`.
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>);
}

/// A lint that compares the articles of a run.
pub trait CorpusLint: Send + Sync {
    /// Reports what is wrong among the articles of `corpus`.
    fn judge(&self, corpus: &Corpus<'_>, findings: &mut CorpusFindings<'_>);
}

/// The code of a lint: what looks at one article, what compares articles, or both.
#[derive(Default)]
pub struct Check {
    /// Looks at one article.
    pub document: Option<Box<dyn DocumentLint>>,
    /// Compares articles.
    pub corpus: Option<Box<dyn CorpusLint>>,
}

/// The options of a lint: the defaults of its file under those of lint.toml.
#[derive(Clone, Debug, Default)]
pub struct Options {
    table: toml::Table,
}

impl Options {
    /// `defaults` with `overrides` over them.
    pub fn new(defaults: &toml::Table, overrides: &toml::Table) -> Self {
        let mut table = defaults.clone();
        table.extend(overrides.clone());
        Self { table }
    }

    /// The options as the lint's own type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, String> {
        T::deserialize(self.table.clone()).map_err(|error| error.message().to_owned())
    }

    /// The options by name.
    pub fn table(&self) -> &toml::Table {
        &self.table
    }
}
