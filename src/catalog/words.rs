//! The words of a house style: wrong ones with what is right, all of them looked for at once.

use aho_corasick::AhoCorasick;

use super::file::{WordEntry, WordSpecs};
use super::pattern::{Lazy, Match};
use crate::Span;
use crate::document::{BlockKind, Document};

/// How many bytes on each side of a word its guards see, within its block.
const CONTEXT: usize = 300;

/// The words of one lint file, ready to be found.
#[derive(Debug)]
pub struct Words {
    automaton: AhoCorasick,
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    wrong: String,
    right: String,
    unless: Option<Lazy>,
    before: Option<Lazy>,
    after: Option<Lazy>,
}

impl Words {
    /// The words of a table. The error says why they cannot be looked for.
    pub(super) fn new(specs: &WordSpecs) -> Result<Self, String> {
        let guard = |regex: &Option<String>, form: fn(&str) -> String| {
            regex.as_ref().map(|regex| Lazy::new(form(regex)))
        };
        let words: Vec<Word> = specs
            .iter()
            .map(|(wrong, WordEntry(spec))| Word {
                wrong: wrong.clone(),
                right: spec.to.clone(),
                unless: guard(&spec.unless, str::to_owned),
                before: guard(&spec.before, |regex| format!("(?:{regex})$")),
                after: guard(&spec.after, |regex| format!("^(?:{regex})")),
            })
            .collect();
        let automaton = AhoCorasick::new(words.iter().map(|word| &word.wrong));
        Ok(Self {
            automaton: automaton.map_err(|error| error.to_string())?,
            words,
        })
    }

    /// How much the guards take, compiled.
    pub(super) fn weight(&self) -> usize {
        let guards = self
            .words
            .iter()
            .flat_map(|word| [&word.unless, &word.before, &word.after]);
        guards.flatten().map(Lazy::weight).sum()
    }

    /// The first word with a guard that is no regular expression: the word, the name of the guard, and why.
    pub(super) fn check(&self) -> Result<(), (&str, &'static str, String)> {
        for word in &self.words {
            let guards = [
                ("unless", &word.unless),
                ("before", &word.before),
                ("after", &word.after),
            ];
            for (name, guard) in guards {
                let checked = guard.as_ref().map_or(Ok(()), Lazy::check);
                checked.map_err(|error| (word.wrong.as_str(), name, error))?;
            }
        }
        Ok(())
    }

    /// The wrong words in `document`: in all of its blocks but code.
    pub fn find(&self, document: &Document<'_>) -> Vec<Match> {
        let mut found = Vec::new();
        let blocks = document.blocks().iter();
        for block in blocks.filter(|block| block.kind != BlockKind::Code) {
            for (word, span) in self.matches(block.span.of(document.prose())) {
                let span = span.shifted(block.span.start);
                if !document.is_verbatim(span) {
                    found.push(Match {
                        span,
                        values: vec![("text".to_owned(), word.wrong.clone())],
                        insert: Some(word.right.clone()),
                    });
                }
            }
        }
        found
    }

    /// The first wrong word in `text` alone.
    pub(super) fn first_in(&self, text: &str) -> Option<&str> {
        let first = self.matches(text).into_iter().next();
        first.map(|(word, _)| word.wrong.as_str())
    }

    /// Of the words in `piece` whose guards hold, the longest from left to right.
    fn matches(&self, piece: &str) -> Vec<(&Word, Span)> {
        let mut all: Vec<(&Word, Span)> = self
            .automaton
            .find_overlapping_iter(piece)
            .map(|found| (&self.words[found.pattern()], found.range().into()))
            .collect();
        all.sort_by_key(|(_, span)| (span.start, std::cmp::Reverse(span.end)));
        let mut end = 0;
        all.retain(|(word, span)| {
            let kept = span.start >= end && word.is_wrong(piece, *span);
            if kept {
                end = span.end;
            }
            kept
        });
        all
    }
}

impl Word {
    /// Is the word at `span` of `piece` one that its guards let through, and no part of what would be right?
    fn is_wrong(&self, piece: &str, span: Span) -> bool {
        let start = piece.floor_char_boundary(span.start.saturating_sub(CONTEXT));
        let end = piece.ceil_char_boundary((span.end + CONTEXT).min(piece.len()));
        let before = piece.get(start..span.start).unwrap_or_default();
        let after = piece.get(span.end..end).unwrap_or_default();
        let holds = |guard: &Option<Lazy>, context| {
            guard
                .as_ref()
                .is_none_or(|guard| guard.get().is_match(context))
        };
        let is_right = self.right.match_indices(&self.wrong).any(|(at, _)| {
            let tail = self.right.get(at + self.wrong.len()..).unwrap_or_default();
            before.ends_with(self.right.get(..at).unwrap_or_default()) && after.starts_with(tail)
        });
        let vetoed = || {
            let around = piece.get(start..end).unwrap_or_default();
            let here = Span::new(span.start - start, span.end - start);
            self.unless.iter().any(|unless| {
                let mut vetoes = unless.get().find_iter(around);
                vetoes.any(|veto| here.overlaps(veto.range().into()))
            })
        };
        !is_right && holds(&self.before, before) && holds(&self.after, after) && !vetoed()
    }
}
