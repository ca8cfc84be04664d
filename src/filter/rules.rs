//! Which findings decide about a record.

use crate::Error;
use crate::catalog::{Catalog, nearest};
use crate::finding::{Applicability, Finding, Severity};

/// What is done with records.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Records with such findings are dropped.
    pub drop: Which,
    /// Such findings become tags.
    pub tag: Which,
    /// Records are fixed before they are judged, by fixes that can be trusted so far.
    pub fix: Option<Applicability>,
}

/// A choice of findings; none by default.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// From this level on.
    from: Option<Severity>,
    /// Ids of lints and names of categories.
    names: Vec<String>,
}

impl Which {
    /// Reads levels, lints and categories, as they are typed.
    pub fn read(words: &[String], catalog: &Catalog) -> Result<Self, Error> {
        const LEVELS: [Severity; 3] = [Severity::Info, Severity::Warning, Severity::Error];
        let mut which = Self::default();
        for word in words {
            if let Some(level) = LEVELS.into_iter().find(|level| level.as_str() == word) {
                which.from = Some(which.from.map_or(level, |from| from.min(level)));
            } else if catalog.names().any(|name| name == word) {
                which.names.push(word.clone());
            } else {
                let levels = LEVELS.iter().map(|level| level.as_str());
                let known: Vec<&str> = catalog.names().chain(levels).collect();
                let near = nearest(word, known);
                let error = Error::new("unknown-rule").with("name", word);
                return Err(error.with_near(near, "unknown-rule"));
            }
        }
        Ok(which)
    }

    /// Is nothing chosen?
    pub fn is_empty(&self) -> bool {
        self.from.is_none() && self.names.is_empty()
    }

    /// Is `finding` one of them? Those that somebody silenced never are.
    pub fn covers(&self, finding: &Finding) -> bool {
        let is_named = |name: &String| *name == *finding.lint || name == finding.category.as_str();
        finding.suppressed.is_none()
            && (self.from.is_some_and(|from| finding.severity >= from)
                || self.names.iter().any(is_named))
    }
}
