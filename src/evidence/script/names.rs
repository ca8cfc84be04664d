//! Words of the other script that are names, and keep their characters.

use std::collections::HashMap;
use std::ops::Range;

use super::clause::{Clause, word_at};

use super::occurrences::Occurrences;
use super::quotation;
use super::votes::vote_of;
use super::word::{ForeignWord, Strength};
use crate::Span;
use crate::document::Document;
use crate::language::convert::Script;
use crate::language::fold::simplified_char;
use crate::language::lexicon::{frequency, is_common, word_ends};
use crate::language::words;

/// The class of frequency from which a word of the list is no name.
const COMMON: u8 = 4;

/// The longest name in one word, in characters.
const LONGEST: usize = 4;

/// Marks the words of `found` that are names.
pub(super) fn spare(document: &Document<'_>, own: Script, found: &mut [ForeignWord]) {
    let prose = document.prose();
    spare_returning(prose, own, found);
    for word in found.iter_mut() {
        let text = word.span.of(prose);
        let unlisted = || !known(text, COMMON);
        if word.strength == Strength::Strong
            && (is_person(prose, word.span)
                || (unlisted()
                    && (is_quoted(document, own, word.span) || is_company(prose, word.span))))
        {
            word.strength = Strength::Name;
        }
    }
    // What is a name once is the same name wherever it stands.
    let names: Vec<String> = found
        .iter()
        .filter(|word| word.strength == Strength::Name)
        .map(|word| word.span.of(prose).to_owned())
        .collect();
    for word in found.iter_mut() {
        let text = word.span.of(prose);
        if word.strength == Strength::Strong && names.iter().any(|name| name == text) {
            word.strength = Strength::Name;
        }
    }
}

/// Is `text` a word of the list, of two characters or more and of `class` or above?
fn known(text: &str, class: u8) -> bool {
    let folded: String = text.chars().map(simplified_char).collect();
    folded.chars().nth(1).is_some() && frequency(&folded).is_some_and(|of| of >= class)
}

/// Does the word at `span` stand in the name of a person?
fn is_person(prose: &str, span: Span) -> bool {
    let clause = Clause::around(prose, span.start);
    let text = span.of(prose);
    let word = clause.at..clause.at + text.chars().count();
    if word.end > clause.chars.len() || words::NAME_FOLLOWERS.has(text) {
        return false;
    }
    let folded: Vec<char> = clause.chars.iter().map(|c| simplified_char(*c)).collect();
    let ends = word_ends(&clause.chars);
    let first = word.end.saturating_sub(LONGEST);
    (first..=word.start).any(|start| {
        let surname = surname_at(&folded, start);
        // What is no surname may be a name of another country.
        let longest = surname.map_or(LONGEST, |length| length + 2);
        let last = folded.len().min(start + longest);
        (word.end.max(start + 2)..=last).any(|end| {
            let name = Name {
                clause: &clause,
                folded: &folded,
                ends: &ends,
                range: start..end,
            };
            match surname {
                Some(length) => name.is_known(length, &word),
                None => name.is_unheard(&word),
            }
        })
    })
}

/// Does the word at `span` stand in the name of a firm: `華为公司`? A common word before 公司 says what the firm does.
fn is_company(prose: &str, span: Span) -> bool {
    let clause = Clause::around(prose, span.start);
    let length = span.of(prose).chars().count();
    let folded: Vec<char> = clause.chars.iter().map(|c| simplified_char(*c)).collect();
    let behind = clause.at + length;
    let firm = (behind..=behind + 1).any(|at| words::COMPANY_ENDS.ending_at(&folded, at).is_some());
    let ends = word_ends(&clause.chars);
    let listed = (clause.at..behind).any(|at| {
        let word: String = folded
            .get(word_at(&ends, at))
            .unwrap_or(&[])
            .iter()
            .collect();
        known(&word, COMMON)
    });
    firm && !listed
}

/// How many characters of a surname begin at `start`.
fn surname_at(folded: &[char], start: usize) -> Option<usize> {
    let japanese = words::JAPANESE_SURNAMES.ending_at(folded, start);
    japanese
        .map(|end| end - start)
        .or_else(|| words::SURNAMES.has(*folded.get(start)?).then_some(1))
}

/// Characters that may be a name.
struct Name<'c> {
    clause: &'c Clause,
    folded: &'c [char],
    /// Ends of the words that the characters divide into.
    ends: &'c [usize],
    range: Range<usize>,
}

impl Name<'_> {
    /// Is there a title before it?
    fn is_titled(&self) -> bool {
        words::TITLES.end_chars(&self.folded[..self.range.start])
    }

    /// Does a word or the clause end with it, or what follows a name begin?
    fn is_bounded(&self) -> bool {
        self.is_followed()
            || self.range.end == self.folded.len()
            || self.ends.contains(&self.range.end)
    }

    fn is_followed(&self) -> bool {
        [&words::NAME_FOLLOWERS, &words::TITLES]
            .iter()
            .any(|list| list.ending_at(self.folded, self.range.end).is_some())
    }

    /// Is it a name with a surname of `length` characters, by what stands around it, and no common word; nor `word`
    /// one, the part of it in the other script? Behind a title a name of three characters may be in the list.
    fn is_known(&self, length: usize, word: &Range<usize>) -> bool {
        let common = |range: Range<usize>| {
            range.len() > 1 && self.clause.word(range).is_some_and(|class| class >= COMMON)
        };
        let opens = self.range.start == 0;
        let closes = self.range.end == self.folded.len();
        let listed = (opens && self.clause.before == Some('、'))
            || (closes && self.clause.after == Some('、'));
        let titled = self.is_titled() && self.is_bounded();
        let surname = self.range.start..self.range.start + length;
        let in_list = self.range.len() > 2 && (*word == self.range || surname.end >= word.end);
        let is_word = common(self.range.clone()) || common(word.clone());
        (titled && (in_list || !is_word))
            || (!is_word && opens && (self.is_followed() || (closes && listed)))
    }

    /// Is it behind a title, of no words, and of rare characters in the other script, at `word`?
    fn is_unheard(&self, word: &Range<usize>) -> bool {
        let rare = |at: usize| self.clause.chars.get(at).is_some_and(|c| !is_common(*c));
        self.is_titled()
            && self.is_bounded()
            && self
                .range
                .clone()
                .all(|at| word_at(self.ends, at).len() == 1)
            && word.clone().all(rare)
    }
}

/// Is the word at `span` in quotation marks that hold a few characters and nothing in the article's own script?
fn is_quoted(document: &Document<'_>, own: Script, span: Span) -> bool {
    let block = document
        .block_at(span.start)
        .and_then(|index| document.blocks().get(index));
    let quoted = block.and_then(|block| quotation::around(document.prose(), block.span, span));
    quoted.is_some_and(|(quoted, _)| {
        let text = document.slice(quoted);
        text.chars().count() <= LONGEST && text.chars().all(|c| vote_of(c) != Some(own))
    })
}

/// A form that stands twice or more in one and the same surroundings, is no word of the list, and is
/// seldom written otherwise there, is a name that is spelled so (義联, 安于晴).
fn spare_returning(prose: &str, own: Script, found: &mut [ForeignWord]) {
    if own == Script::Simplified {
        return;
    }
    let around = |word: &ForeignWord| -> (Span, Span) {
        let before = prose
            .get(..word.span.start)
            .and_then(|text| text.chars().next_back());
        let after = prose
            .get(word.span.end..)
            .and_then(|text| text.chars().next());
        let start = word.span.start - before.map_or(0, char::len_utf8);
        let end = word.span.end + after.map_or(0, char::len_utf8);
        (
            Span::new(start, word.span.end),
            Span::new(word.span.start, end),
        )
    };
    let all: Vec<(Span, Span)> = found.iter().map(around).collect();
    let mut lefts: HashMap<&str, usize> = HashMap::new();
    let mut rights: HashMap<&str, usize> = HashMap::new();
    for (left, right) in &all {
        *lefts.entry(left.of(prose)).or_default() += 1;
        *rights.entry(right.of(prose)).or_default() += 1;
    }
    let otherwise: Vec<String> = found
        .iter()
        .zip(&all)
        .map(|(word, (left, _))| {
            let before = prose.get(left.start..word.span.start).unwrap_or("");
            format!("{before}{}", word.conversion.best)
        })
        .collect();
    let others = Occurrences::of(prose, otherwise.iter().map(String::as_str));
    for ((word, (left, right)), other) in found.iter_mut().zip(&all).zip(&otherwise) {
        let text = word.span.of(prose);
        let times = lefts.get(left.of(prose)).copied().unwrap_or(0);
        let same_left = times >= 2;
        let same_right = rights.get(right.of(prose)).is_some_and(|times| *times >= 2);
        let name = match word.strength {
            // Forms of print are told together.
            Strength::Print => false,
            // A phrase is always a word of the list; a name has it between the same characters.
            Strength::Phrase => {
                same_left && same_right && !known(left.of(prose), 0) && !known(right.of(prose), 0)
            }
            _ => same_left && !known(text, 0) && !known(left.of(prose), 0),
        };
        if name
            && others
                .places(other)
                .is_none_or(|places| places.count < times)
        {
            word.strength = Strength::Name;
        }
    }
}
