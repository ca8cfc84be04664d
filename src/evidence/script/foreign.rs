//! The places of an article that are in the other script than the article itself.

use super::ScriptEvidence;
use super::clause::{Clause, word_at};
use super::names;
use super::word::{ForeignWord, Strength};
use crate::Span;
use crate::document::Document;
use crate::language::convert::{Conversion, Region, Script, convert};
use crate::language::lexicon::word_ends;
use crate::language::phrases::{Phrase, spelled_in};
use crate::language::script::{Class, Classes};
use crate::language::words;
use std::ops::Range;

/// Marks off the words of `document` that are not in `own`, in order; those in foreign blocks and in
/// Japanese aside.
pub fn foreign_words(
    document: &Document<'_>,
    evidence: &ScriptEvidence,
    own: Script,
) -> Vec<ForeignWord> {
    let prose = document.prose();
    let mut found: Vec<ForeignWord> = Vec::new();
    let may_be_foreign = match own {
        Script::Traditional => evidence.some.may_be_simplified(),
        Script::Simplified => evidence.some.may_be_traditional(),
    };
    if !may_be_foreign {
        return found;
    }
    for at in candidates(prose, own) {
        let Some(c) = prose.get(at..).and_then(|rest| rest.chars().next()) else {
            continue;
        };
        if let Some(last) = found.last_mut().filter(|last| at < last.span.end) {
            // Of 减輕 and 内战 the second holds what the reform made.
            if last.strength == Strength::Print && reformed(c) {
                last.strength = Strength::Strong;
            }
            continue;
        }
        let here = Span::new(at, at + c.len_utf8());
        if evidence.in_foreign_block(here)
            || evidence.is_japanese(here)
            || document.is_verbatim(here)
        {
            continue;
        }
        let clause = Clause::around(prose, at);
        let Some((range, strength)) = clause.judge(own) else {
            continue;
        };
        let span = clause.span_of(&range);
        match found.last_mut() {
            // Words that touch are one passage.
            Some(last) if last.span.end >= span.start => {
                last.span = last.span.joined(span);
                last.strength = last.strength.max(strength);
            }
            _ => found.push(ForeignWord {
                span,
                conversion: Conversion {
                    best: String::new(),
                    others: Vec::new(),
                },
                strength,
            }),
        }
    }
    if found.is_empty() {
        return found;
    }
    convert_all(prose, evidence, own, &mut found);
    names::spare(document, own, &mut found);
    found
}

/// Gives each word its form in `own`, and drops those that have none.
fn convert_all(prose: &str, evidence: &ScriptEvidence, own: Script, found: &mut Vec<ForeignWord>) {
    let region = evidence.region_for(prose).unwrap_or(Region::China);
    for word in found.iter_mut() {
        let text = word.span.of(prose);
        let Conversion { best, mut others } = convert(text, own, region);
        // That a character stays as it is (后 in 会议后) is no choice: it was judged to be wrong.
        let same = |form: &str| {
            form.chars()
                .zip(text.chars())
                .filter(|(to, c)| to == c)
                .count()
        };
        others.retain(|other| same(other) <= same(&best));
        word.conversion = Conversion { best, others };
    }
    found.retain(|word| word.conversion.best != word.span.of(prose));
}

/// What a character of `class`, which `own` does not have, says by itself.
fn alone(class: Class, own: Script) -> Strength {
    if own == Script::Traditional && class.form_of_print() {
        Strength::Print
    } else {
        Strength::Strong
    }
}

/// Is `c` a character that only the reform made?
fn reformed(c: char) -> bool {
    let class = Classes::load().of(c);
    class.strong_simplified() && !class.form_of_print()
}

/// Characters in Japanese forms that no Chinese script has (円, 沢), outside Japanese passages; neighbours together.
pub fn japanese_forms(document: &Document<'_>, evidence: &ScriptEvidence) -> Vec<Span> {
    let classes = Classes::load();
    let mut found: Vec<Span> = Vec::new();
    if !evidence.some.japanese_form() {
        return found;
    }
    for (at, c) in document.prose().char_indices() {
        if !classes.of(c).japanese_form() {
            continue;
        }
        let span = Span::new(at, at + c.len_utf8());
        match found.last_mut() {
            Some(last) if last.end == at => *last = last.joined(span),
            _ if evidence.is_japanese(span) || document.is_verbatim(span) => {}
            _ => found.push(span),
        }
    }
    found
}

/// Frequent characters that can be judged as words of their own, see [`Clause::lone`].
fn lone_forms(own: Script) -> &'static [char] {
    match own {
        Script::Traditional => &['于', '后', '并', '据'],
        Script::Simplified => &['於'],
    }
}

/// Offsets of the characters that can be evidence against `own`.
fn candidates(prose: &str, own: Script) -> Vec<usize> {
    let classes = Classes::load();
    let evident = |class: Class| match own {
        Script::Traditional => class.strong_simplified() || class.promoted_simplified(),
        Script::Simplified => class.strong_traditional() || class.promoted_traditional(),
    };
    let in_phrase = |class: Class| match own {
        Script::Traditional => class.phrase_simplified(),
        Script::Simplified => class.phrase_traditional(),
    };
    let lone_forms = lone_forms(own);
    let phrases = spelled_in(own.other());
    let mut found = Vec::new();
    let mut before = None;
    let mut chars = prose.char_indices();
    while let Some((at, c)) = chars.next() {
        let class = classes.of(c);
        let next = || chars.clone().next().map(|(_, next)| next);
        let lone = in_phrase(class) && lone_forms.contains(&c);
        let covered = || phrases.may_cover(before, c, next());
        if evident(class) || lone || (in_phrase(class) && covered()) {
            found.push(at);
        }
        before = Some(c);
    }
    found
}

impl Clause {
    /// The word to report at the place, if there is one.
    fn judge(&self, own: Script) -> Option<(Range<usize>, Strength)> {
        let class = Classes::load().of(self.chars[self.at]);
        let (strong, promoted) = match own {
            Script::Traditional => (class.strong_simplified(), class.promoted_simplified()),
            Script::Simplified => (class.strong_traditional(), class.promoted_traditional()),
        };
        let table = spelled_in(own.other());
        let phrases = table.covering(&self.chars, self.at);
        // Most frequent characters end here, before the text is divided into words.
        let may_prove = phrases.iter().any(|phrase| !phrase.at_home);
        if !strong && !promoted && !may_prove && !lone_forms(own).contains(&self.chars[self.at]) {
            return None;
        }
        let ends = word_ends(&self.chars);
        let word = word_at(&ends, self.at);
        if strong {
            // 二噁英 keeps its character in both scripts.
            let at_home = phrases.iter().any(|phrase| phrase.at_home);
            return (!at_home).then(|| (word, alone(class, own)));
        }
        // A phrase that the best division into words cuts through is there by chance.
        let boundary = |at: usize| at == 0 || ends.contains(&at);
        let fits = |range: &Range<usize>| {
            let inside = word.start <= range.start && range.end <= word.end;
            inside || (boundary(range.start) && boundary(range.end))
        };
        let (home, mut proofs): (Vec<Phrase>, Vec<Phrase>) =
            phrases.into_iter().partition(|phrase| phrase.at_home);
        proofs.retain(|phrase| {
            // The place alone would be wrong as well: it must be in the word.
            let right =
                |word: &Range<usize>| word.contains(&self.at) && !self.is_wrong(word, table);
            fits(&phrase.range) && (promoted || !self.belongs_elsewhere(&phrase.range, right))
        });
        let proof = proofs.into_iter().next();
        // 于 is a frequent part of names: of two equally long phrases the one at home is right there, wherever words end.
        let named = self.chars[self.at] == '于';
        let spared = |length: usize| {
            home.iter().any(|phrase| {
                phrase.range.len() >= length && (length < 2 || named || fits(&phrase.range))
            })
        };
        match proof {
            Some(proof) if !spared(proof.range.len()) => {
                let range = word.start.min(proof.range.start)..word.end.max(proof.range.end);
                let strength = if promoted {
                    Strength::Strong
                } else {
                    Strength::Phrase
                };
                Some((range, strength))
            }
            _ if spared(0) => None,
            _ if promoted => Some((word, Strength::Strong)),
            _ => self
                .lone(own, &ends, &word)
                .then_some((word, Strength::Phrase)),
        }
    }
}

impl Clause {
    /// Is the place one of the few frequent characters whose simplified form stands for a word of its own, in
    /// surroundings where a name or a title is unlikely?
    fn lone(&self, own: Script, ends: &[usize], word: &Range<usize>) -> bool {
        let before = self.at.checked_sub(1);
        let in_name = before.is_some_and(|before| words::NAME_ROLES.has(self.chars[before]));
        if own == Script::Traditional && in_name {
            return false;
        }
        let number = self.at + 1 == self.chars.len() && self.after.is_some_and(char::is_numeric);
        let foreign = self.at + 1 == self.chars.len()
            && self
                .after
                .is_some_and(|c| c.is_ascii_alphanumeric() || c == ' ');
        let long = |at: usize| word_at(ends, at).len() >= 2;
        let long_before = before.is_some_and(long);
        let has_after = self.at + 1 < self.chars.len();
        let long_after = has_after && long(self.at + 1);
        let alone = word.len() == 1;
        match (own, self.chars[self.at]) {
            // 聚焦于人工智慧, 成立于2012年; but 演員于美人.
            (Script::Traditional, '于') => {
                alone && (number || (long_before && (long_after || foreign)))
            }
            // 訓練后，; but 影后.
            (Script::Traditional, '后') => alone && long_before && (long_after || !has_after),
            // Left of compounds only; those are at home or names of places.
            (Script::Traditional, '并' | '据') => alone && (long_after || foreign),
            // Before a word of its own: 於今日, but 於幼军.
            (Script::Simplified, '於') => number || long_after,
            _ => false,
        }
    }
}
