//! How many characters speak for each script.

use crate::Span;
use crate::document::Document;
use crate::language::convert::Script;
use crate::language::script::{Class, Classes, class_of};
use std::collections::HashMap;

/// One character votes at most so often: a name repeated all over cannot outvote the text.
const CAP: usize = 3;

/// Characters that belong to one script only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    /// Simplified ones.
    pub simplified: usize,
    /// Traditional ones.
    pub traditional: usize,
}

impl Votes {
    /// The votes for `script`.
    pub fn of(self, script: Script) -> usize {
        match script {
            Script::Simplified => self.simplified,
            Script::Traditional => self.traditional,
        }
    }

    /// All of them.
    pub fn all(self) -> usize {
        self.simplified + self.traditional
    }

    /// The script with more votes; traditional when they are even.
    pub fn majority(self) -> Script {
        if self.simplified > self.traditional {
            Script::Simplified
        } else {
            Script::Traditional
        }
    }

    /// The share of `script`.
    pub fn share(self, script: Script) -> f64 {
        self.of(script) as f64 / self.all().max(1) as f64
    }

    pub(super) fn add(&mut self, script: Script) {
        match script {
            Script::Simplified => self.simplified += 1,
            Script::Traditional => self.traditional += 1,
        }
    }
}

/// The script that a character gives away by itself, if it does.
pub fn vote_of(c: char) -> Option<Script> {
    vote(class_of(c))
}

/// The script that a character of `class` votes for.
pub(super) fn vote(class: Class) -> Option<Script> {
    if class.strong_traditional() {
        Some(Script::Traditional)
    } else if class.strong_simplified() && !class.form_of_print() {
        Some(Script::Simplified)
    } else {
        None
    }
}

/// One pass over the text, without a look at where anything is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) han: usize,
    pub(super) kana: usize,
    pub(super) votes: Votes,
    /// What one of the characters is at least.
    pub(super) some: Class,
}

impl Counts {
    pub(super) fn of(classes: Classes, prose: &str) -> Self {
        let mut counts = Self::default();
        for c in prose.chars() {
            let class = classes.of(c);
            counts.some = counts.some.or(class);
            counts.han += usize::from(class.is_han());
            counts.kana += usize::from(class.is_kana());
            counts.votes.traditional += usize::from(class.strong_traditional());
            counts.votes.simplified +=
                usize::from(class.strong_simplified() & !class.form_of_print());
        }
        counts
    }
}

/// The text that is left to count.
pub(super) struct CountedText<'a, 'd> {
    pub(super) document: &'a Document<'d>,
    pub(super) japanese: &'a [Span],
    pub(super) without: Vec<Span>,
}

impl CountedText<'_, '_> {
    /// Its votes; one and the same character at most three times.
    pub(super) fn votes(&self, classes: Classes) -> Votes {
        let mut seen: HashMap<char, usize> = HashMap::new();
        let mut votes = Votes::default();
        for (at, c) in self.document.prose().char_indices() {
            let Some(script) = vote(classes.of(c)) else {
                continue;
            };
            let span = Span::new(at, at + c.len_utf8());
            let in_any = |spans: &[Span]| spans.iter().any(|run| run.contains(span));
            let times = seen.entry(c).or_default();
            // Counted already often enough: no need to ask where.
            if *times >= CAP
                || in_any(self.japanese)
                || self.document.is_verbatim(span)
                || in_any(&self.without)
            {
                continue;
            }
            *times += 1;
            votes.add(script);
        }
        votes
    }
}
