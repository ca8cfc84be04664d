//! Characters that a converter chose wrongly among several traditional ones: 髮布, 麵對.

use std::cell::LazyCell;
use std::ops::Range;

use super::ScriptEvidence;
use super::clause::Clause;
use crate::Span;
use crate::document::Document;
use crate::language::convert::{Region, Script, convert, in_print};
use crate::language::fold::simplified_char;
use crate::language::numerals::is_numeral;
use crate::language::phrases::{Phrase, converted};
use crate::language::script::Classes;

/// A word that nobody writes so, beside the common one that differs from it in such a character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongConversion {
    /// Where in the prose.
    pub span: Span,
    /// The common word.
    pub right: String,
    /// The characters cannot belong to words on either side, as 箇中 in 數箇中 may.
    pub certain: bool,
}

/// The wrong choices in a traditional article, in order.
pub fn wrong_conversions(
    document: &Document<'_>,
    evidence: &ScriptEvidence,
) -> Vec<WrongConversion> {
    let prose = document.prose();
    let region = LazyCell::new(|| evidence.region_for(prose).unwrap_or(Region::China));
    let mut found: Vec<WrongConversion> = Vec::new();
    let candidates = if evidence.some.may_be_converted() {
        candidates(prose)
    } else {
        Vec::new()
    };
    for at in candidates {
        let place = Span::new(at, at);
        let skip = found.last().is_some_and(|last| at < last.span.end)
            || evidence.in_foreign_block(place)
            || evidence.is_japanese(place)
            || document.is_verbatim(place);
        if skip {
            continue;
        }
        let clause = Clause::around(prose, at);
        let phrases = converted().covering(&clause.chars, clause.at);
        let right = |word: &Range<usize>| is_right(&clause, word);
        let certain = |phrase: &&Phrase| {
            is_counted(&clause, phrase) || !clause.belongs_elsewhere(&phrase.range, right)
        };
        let sure = phrases.iter().find(certain);
        if let Some(phrase) = sure.or(phrases.first()) {
            found.push(WrongConversion {
                span: clause.span_of(&phrase.range),
                right: in_print(phrase.other, *region),
                certain: sure.is_some(),
            });
        }
    }
    found
}

/// Is it a measure behind a number? Then 三公 of 三公裏 is no word.
fn is_counted(clause: &Clause, phrase: &Phrase) -> bool {
    let before = phrase.range.start.checked_sub(1);
    let number = before.and_then(|at| clause.chars.get(at));
    matches!(phrase.other, "公里" | "英里" | "海里" | "華里")
        && number.is_some_and(|c| is_numeral(*c) || c.is_numeric())
}

/// The class of frequency from which a word that is spelt wrong is in the table of those.
const COMMON: u8 = 4;

/// Is the word at `range` right as it stands? A common one is if no list says otherwise (瞭解), any other if a converter
/// that knows the word spells it so.
fn is_right(clause: &Clause, range: &Range<usize>) -> bool {
    if clause.is_wrong(range, converted()) {
        return false;
    }
    if !range.contains(&clause.at) || clause.word(range.clone()) >= Some(COMMON) {
        return true;
    }
    let chars = clause.chars.get(range.clone()).unwrap_or(&[]);
    let simplified: String = chars.iter().map(|c| simplified_char(*c)).collect();
    let spelt = convert(&simplified, Script::Traditional, Region::China).best;
    let place = clause.at - range.start;
    let same =
        |(spelt, c): (char, &char)| spelt == *c || simplified_char(*c) != simplified_char(spelt);
    spelt.chars().zip(chars).nth(place).is_none_or(same)
}

/// Offsets of the characters that such a choice can have put there.
fn candidates(prose: &str) -> Vec<usize> {
    let classes = Classes::load();
    let phrases = converted();
    let mut found = Vec::new();
    let mut before = None;
    let mut chars = prose.char_indices();
    while let Some((at, c)) = chars.next() {
        let next = || chars.clone().next().map(|(_, next)| next);
        if classes.of(c).may_be_converted() && phrases.may_cover(before, c, next()) {
            found.push(at);
        }
        before = Some(c);
    }
    found
}
