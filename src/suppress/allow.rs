//! `[[allow]]` in lint.toml.

use std::path::Path;

use globset::GlobSet;
use regex::{RegexSet, SetMatches};

use super::UNUSED;
use crate::finding::{Finding, Location, SuppressedBy, Suppression};

/// The exceptions of lint.toml.
#[derive(Clone, Debug, Default)]
pub struct Allows {
    /// All of them; the first that covers a finding counts.
    pub list: Vec<Allow>,
    /// Their regular expressions: one set, with one limit.
    pub regexes: RegexSet,
    /// Those that hold no longer.
    pub ended: Vec<Ended>,
}

/// An exception whose last day is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// What it was about: the text, the pattern or the lint.
    pub about: String,
    /// The day, as lint.toml has it.
    pub until: String,
}

/// An exception with a reason.
#[derive(Clone, Debug)]
pub struct Allow {
    /// The lint id or category; any where there is none.
    pub lint: Option<String>,
    /// The text that is right as it is.
    pub text: Option<String>,
    /// A pattern for such text, by its number in [`Allows::regexes`].
    pub regex: Option<usize>,
    /// The files; all where there are none.
    pub files: Option<GlobSet>,
    /// Why.
    pub reason: String,
    /// Where it stands in lint.toml.
    pub place: Location,
    /// Is it lint.toml's own? What a house style excepts need not be in every repository that has it.
    pub is_own: bool,
}

impl Allows {
    /// Marks `finding`, in the file at `path` as lint.toml sees it, if one of them covers it.
    pub fn mark(&self, finding: &mut Finding, path: &Path) {
        if finding.suppressed.is_some() {
            return;
        }
        let matched = self.regexes.matches(&finding.location.text);
        let covers = |allow: &Allow| allow.covers(finding, path, &matched);
        if let Some(number) = self.list.iter().position(covers) {
            finding.suppressed = Some(Suppression {
                by: SuppressedBy::Allow,
                reason: self.list[number].reason.clone(),
                exception: Some(number),
            });
        }
    }
}

impl Allow {
    /// Does it cover `finding`, whose text the regular expressions of these numbers match?
    fn covers(&self, finding: &Finding, path: &Path, matched: &SetMatches) -> bool {
        let location = &finding.location;
        let text = self.text.as_ref().is_none_or(|text| {
            location.text.contains(text)
                || (text.contains(&location.text) && location.lies_in(text))
        });
        let lint = match &self.lint {
            Some(name) => **name == *finding.lint || name == finding.category.as_str(),
            // It would cover what is told of itself.
            None => *finding.lint != *UNUSED,
        };
        text && lint
            && self.regex.is_none_or(|number| matched.matched(number))
            && self.files.as_ref().is_none_or(|files| files.is_match(path))
    }
}
