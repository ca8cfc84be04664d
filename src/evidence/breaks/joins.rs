//! Do two pieces of text make language where they meet?
//!
//! Three witnesses: the article itself (the same characters stand together elsewhere), the word list (a word that only
//! the two pieces together make), and marks (a bracket that one opens and the other closes).

use std::ops::Range;

use super::bigrams::Bigrams;
use super::weights::{Limit, Sign, Tally, Weights};
use crate::Span;
use crate::language::fold::simplified_char;
use crate::language::marks::{closer_of, is_closer, is_mark, is_opener};
use crate::language::{is_han, lexicon, words};

/// The word that makes two pieces one text.
#[derive(Clone, Debug, Default)]
pub struct Bridge {
    /// The word that they make.
    pub word: Option<String>,
    /// How many characters of `word` the left piece gives.
    pub from_left: usize,
    /// Where that word stands in one piece.
    pub elsewhere: Option<Span>,
}

/// Characters looked at on either side.
const REACH: usize = 8;
/// Cost of a character that the word list does not have, as in [`lexicon::word_ends`].
const UNKNOWN: u32 = 14;

/// The last characters of `text` up to a mark.
pub(super) fn last_chars(text: &str) -> Vec<char> {
    let mut chars: Vec<char> = text
        .chars()
        .rev()
        .take_while(|c| !is_break(*c))
        .take(REACH)
        .collect();
    chars.reverse();
    chars
}

/// The first characters of `text` up to a mark.
pub(super) fn first_chars(text: &str) -> Vec<char> {
    text.chars()
        .take_while(|c| !is_break(*c))
        .take(REACH)
        .collect()
}

/// A word that only two pieces together make.
pub(super) struct Crossing {
    /// Its place in the two pieces written as one.
    pub word: Range<usize>,
    /// How much more likely the pieces are as one than apart.
    pub gain: f32,
}

/// The word across the seam of `l` and `r`, if the likeliest division into words has one.
pub(super) fn crossing(l: &[char], r: &[char]) -> Option<Crossing> {
    let both: Vec<char> = l.iter().chain(r).copied().collect();
    let ends = lexicon::word_ends(&both);
    let at = ends.partition_point(|end| *end < l.len());
    let end = *ends.get(at)?;
    if end == l.len() {
        return None;
    }
    let start = at
        .checked_sub(1)
        .and_then(|before| ends.get(before))
        .copied()
        .unwrap_or(0);
    Some(Crossing {
        word: start..end,
        gain: (cost(l) + cost(r) - cost(&both)).max(0.0),
    })
}

/// Is the last word of `chars` a single character that is seldom a word, as in a word cut in two? Two of them are a
/// name that the word list does not have.
pub(super) fn ends_in_leftover(chars: &[char]) -> bool {
    let ends = lexicon::word_ends(chars);
    let mut lengths = ends
        .iter()
        .rev()
        .zip(ends.iter().rev().skip(1).chain([&0]))
        .map(|(end, start)| end - start);
    let rare = |at: usize| chars.get(at).is_some_and(|c| alone(*c) < 7);
    let last = chars.len().saturating_sub(1);
    lengths.next() == Some(1)
        && rare(last)
        && !(lengths.next() == Some(1) && last > 0 && rare(last - 1))
}

/// Is the last word of `chars` a single character?
pub(super) fn ends_in_single(chars: &[char]) -> bool {
    let ends = lexicon::word_ends(chars);
    let before = ends.len().checked_sub(2).and_then(|at| ends.get(at));
    before.copied().unwrap_or(0) + 1 == chars.len()
}

/// The frequency class of a character as a word of its own.
pub(super) fn alone(c: char) -> u8 {
    lexicon::frequency(simplified_char(c).encode_utf8(&mut [0; 4])).unwrap_or(0)
}

/// What speaks for `right` going on where `left` stops, and against it, in an article with these `bigrams`.
pub(super) fn bridge(
    bigrams: &Bigrams<'_>,
    weights: &Weights,
    left: &str,
    right: &str,
) -> (Bridge, Tally) {
    let (l, r) = (last_chars(left), first_chars(right));
    let (mut bridge, mut signs) = (Bridge::default(), Tally::default());
    match open_bracket(left).and_then(|wanted| meets(wanted, right)) {
        Some(Met::Closer) => signs.add(Sign::Closes),
        Some(Met::Opener) => signs.add(Sign::OpensAgain),
        None => {}
    }
    let (Some(last), Some(first)) = (l.last().copied(), r.first().copied()) else {
        return (bridge, signs);
    };
    let (number, letter) = (char::is_numeric, |c: char| c.is_ascii_lowercase());
    if number(last) && number(first) || letter(last) && letter(first) {
        signs.add(Sign::Figures);
        return (bridge, signs);
    }
    if number(last) && words::UNITS.has(first) {
        signs.add(Sign::Unit);
    }
    if !is_han(last) || !is_han(first) {
        return (bridge, signs);
    }
    let crossing = crossing(&l, &r);
    if let Some(Crossing { word, gain }) = &crossing {
        signs.add(Sign::Word);
        signs.add_times(Sign::WordGain, gain.min(weights.limit(Limit::Gain)));
        if word.len() > 2 {
            signs.add(Sign::LongWord);
        }
    }
    if ends_in_leftover(&l) {
        signs.add(Sign::Leftover);
    }
    let echo = echo(bigrams, &l, &r);
    // A short echo says less than a long one that was misread.
    if echo.length() < 3 && crossing.is_none() && is_misread(bigrams, &l, &r) {
        signs.add(Sign::Misread);
    } else {
        echo.note(&mut signs);
    }
    let word = crossing.map(|crossing| crossing.word);
    name(&mut bridge, bigrams, &l, &r, word.as_ref(), &echo);
    (bridge, signs)
}

/// How far behind a cut a bracket is looked for, in characters; twice as far before it.
const BRACKETED: usize = 40;

/// What a piece looked at ends with.
fn is_break(c: char) -> bool {
    is_mark(c) || is_closer(c) || is_opener(c) || c.is_whitespace()
}

/// Finds the word to tell a reader: it begins where the crossing word does and takes whole words of the right piece, as
/// long as the article has it elsewhere.
fn name(
    bridge: &mut Bridge,
    bigrams: &Bigrams<'_>,
    l: &[char],
    r: &[char],
    crossing: Option<&Range<usize>>,
    echo: &Echo,
) {
    let (start, least) = match (crossing, echo.length()) {
        (Some(word), _) => (word.start, word.end - l.len()),
        (None, 2..) => (l.len() - echo.left.min(3), echo.right.min(3)),
        (None, _) => return,
    };
    let left: String = l.iter().skip(start).collect();
    let mut ends = lexicon::word_ends(r.get(least..).unwrap_or(&[]));
    for end in &mut ends {
        *end += least;
    }
    ends.insert(0, least);
    let words = ends
        .iter()
        .filter(|end| **end + l.len() - start <= 4.max(least + l.len() - start));
    let mut named = None;
    for end in words {
        let word: String = left.chars().chain(r.iter().take(*end).copied()).collect();
        let at = bigrams.find(&word).next();
        if at.is_some() || named.is_none() {
            named = Some((word, at));
        }
    }
    if let Some((word, at)) = named {
        bridge.word = Some(word);
        bridge.from_left = l.len() - start;
        bridge.elsewhere = at;
    }
}

/// Does the article have the characters beside the cut with one of the two next to it read otherwise? Recognition is
/// at its worst at the edge of a column.
fn is_misread(bigrams: &Bigrams<'_>, l: &[char], r: &[char]) -> bool {
    let last = |skipped: usize| l.get(..l.len().checked_sub(skipped)?)?.last_chunk::<2>();
    let first = |skipped: usize| r.get(skipped..)?.first_chunk::<2>();
    let misread = |before: Option<&[char; 2]>, after: Option<&[char; 2]>| {
        let both = before.zip(after);
        both.is_some_and(|(before, after)| bigrams.around(*before, *after))
    };
    misread(last(1), first(0)) || misread(last(0), first(1))
}

/// The longest string across a seam that the article has elsewhere.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Echo {
    /// Characters of the left piece.
    pub left: usize,
    /// Characters of the right piece.
    pub right: usize,
}

impl Echo {
    pub(super) fn length(self) -> usize {
        self.left + self.right
    }

    /// Notes what it is a sign of.
    fn note(self, signs: &mut Tally) {
        match self.length() {
            0..=1 => {}
            2 => signs.add(Sign::Echo2),
            3 => signs.add(Sign::Echo3),
            more => {
                signs.add(Sign::Echo4);
                signs.add_times(Sign::EchoMore, (more.min(9) - 3) as f32);
            }
        }
    }
}

/// The longest string across the seam of `l` and `r` that the article has.
pub(super) fn echo(bigrams: &Bigrams<'_>, l: &[char], r: &[char]) -> Echo {
    let mut best = Echo::default();
    for (left, right) in (1..).zip(bigrams.across::<6>(l, r)) {
        if right > 0 && left + right > best.length() {
            best = Echo { left, right };
        }
    }
    best
}

/// The cost of the best division of `chars` into words.
fn cost(chars: &[char]) -> f32 {
    let folded: Vec<char> = chars.iter().map(|c| simplified_char(*c)).collect();
    let mut start = 0;
    let mut total = 0;
    for end in lexicon::word_ends(&folded) {
        let word: String = folded.iter().skip(start).take(end - start).collect();
        total += lexicon::frequency(&word).map_or(UNKNOWN, |class| 12 - u32::from(class));
        start = end;
    }
    total as f32
}

/// The mark that would close the last bracket or quote that `left` leaves open.
pub(super) fn open_bracket(left: &str) -> Option<char> {
    let mut stack: Vec<char> = Vec::new();
    let end = left.char_indices().rev().take(2 * BRACKETED).last();
    for c in left.get(end?.0..)?.chars() {
        if let Some(close) = closer_of(c) {
            stack.push(close);
        } else if stack.last() == Some(&c) {
            stack.pop();
        }
    }
    stack.pop()
}

/// What stands first in the text behind an open bracket.
pub(super) enum Met {
    /// What closes it.
    Closer,
    /// Another of its kind: further on, another quotation has begun and ended.
    Opener,
}

/// Does `right` close with `wanted` what was left open, or open another first?
pub(super) fn meets(wanted: char, right: &str) -> Option<Met> {
    right.chars().take(BRACKETED).find_map(|c| {
        if c == wanted {
            Some(Met::Closer)
        } else {
            (closer_of(c) == Some(wanted)).then_some(Met::Opener)
        }
    })
}
