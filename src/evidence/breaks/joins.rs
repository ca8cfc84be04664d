//! Do two pieces of text make language where they meet?
//!
//! Three witnesses: the article itself (the same characters stand together elsewhere), the word list (a word that only
//! the two pieces together make), and marks (a bracket that one opens and the other closes). Only candidates are
//! asked about, so that no table of an article's n-grams is needed.

use std::ops::Range;

use crate::Span;
use crate::language::fold::simplified_char;
use crate::language::marks::{closer_of, is_closer, is_mark, is_opener};
use crate::language::{is_han, lexicon, words};

/// What speaks for two pieces being one text.
#[derive(Clone, Debug, Default)]
pub struct Bridge {
    /// How much, in log-odds.
    pub score: f32,
    /// How much of it because the article has the same characters together elsewhere.
    pub echo: f32,
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

/// What speaks for `right` going on where `left` stops, in the article `prose`.
pub(super) fn bridge(prose: &str, left: &str, right: &str) -> Bridge {
    let (l, r) = (last_chars(left), first_chars(right));
    let mut bridge = Bridge {
        score: brackets(left, right),
        ..Bridge::default()
    };
    let (Some(last), Some(first)) = (l.last().copied(), r.first().copied()) else {
        return bridge;
    };
    let (number, letter) = (char::is_numeric, |c: char| c.is_ascii_lowercase());
    if number(last) && number(first) || letter(last) && letter(first) {
        bridge.score += 6.0;
        return bridge;
    }
    if number(last) && words::UNITS.has(first) {
        bridge.score += 3.0;
    }
    if !is_han(last) || !is_han(first) {
        return bridge;
    }
    let crossing = crossing(&l, &r);
    if let Some(Crossing { word, gain }) = &crossing {
        bridge.score += 2.5 + 0.37 * gain.min(14.0) + if word.len() > 2 { 0.4 } else { 0.0 };
    }
    if ends_in_leftover(&l) {
        bridge.score -= 1.6;
    }
    let echo = echo(prose, &l, &r);
    bridge.echo = echo.weight();
    if bridge.echo < MISREAD && crossing.is_none() && is_misread(prose, &l, &r) {
        bridge.echo = MISREAD;
    }
    bridge.score += bridge.echo;
    let word = crossing.map(|crossing| crossing.word);
    name(&mut bridge, prose, &l, &r, word.as_ref(), &echo);
    bridge
}

/// How far behind a cut a bracket is looked for, in characters; twice as far before it.
const BRACKETED: usize = 40;
/// What it is worth, in log-odds, that the article has the words with one character read otherwise.
const MISREAD: f32 = 1.8;

/// What a piece looked at ends with.
fn is_break(c: char) -> bool {
    is_mark(c) || is_closer(c) || is_opener(c) || c.is_whitespace()
}

/// Finds the word to tell a reader: it begins where the crossing word does and takes whole words of the right piece, as
/// long as the article has it elsewhere.
fn name(
    bridge: &mut Bridge,
    prose: &str,
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
        let at = prose.find(&word).map(|at| Span::new(at, at + word.len()));
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
fn is_misread(prose: &str, l: &[char], r: &[char]) -> bool {
    let string = |chars: &[char]| chars.iter().collect::<String>();
    let around = |before: &[char], after: &[char]| {
        let (before, after) = (string(before), string(after));
        prose.match_indices(&before).any(|(at, _)| {
            let rest = prose.get(at + before.len()..).unwrap_or("");
            let mut chars = rest.chars();
            chars.next().is_some_and(is_han) && chars.as_str().starts_with(&after)
        })
    };
    let last = |count: usize, skipped: usize| {
        l.get(l.len().checked_sub(count + skipped)?..l.len() - skipped)
    };
    let first = |count: usize, skipped: usize| r.get(skipped..skipped + count);
    let misread = |before: Option<&[char]>, after: Option<&[char]>| {
        before
            .zip(after)
            .is_some_and(|(before, after)| around(before, after))
    };
    misread(last(2, 1), first(2, 0)) || misread(last(2, 0), first(2, 1))
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

    /// What it is worth, in log-odds.
    pub(super) fn weight(self) -> f32 {
        match self.length() {
            0..=1 => 0.0,
            2 => 1.3,
            3 => 2.2,
            more => 2.3 + 1.1 * (more.min(9) - 3) as f32,
        }
    }
}

/// The longest string across the seam of `l` and `r` that `prose` has.
pub(super) fn echo(prose: &str, l: &[char], r: &[char]) -> Echo {
    let mut best = Echo::default();
    for left in 1..=l.len().min(6) {
        let from: String = l.iter().skip(l.len() - left).collect();
        let mut met = false;
        for right in 1..=r.len().min(6) {
            let needle: String = from.chars().chain(r.iter().take(right).copied()).collect();
            if !prose.contains(&needle) {
                break;
            }
            met = true;
            if left + right > best.length() {
                best = Echo { left, right };
            }
        }
        if !met {
            break;
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

/// A bracket or a quote that `left` leaves open: does `right` close it, or open another first?
pub(super) fn brackets(left: &str, right: &str) -> f32 {
    let open = |text: &str| {
        let mut stack: Vec<char> = Vec::new();
        let skipped = text.chars().count().saturating_sub(2 * BRACKETED);
        for c in text.chars().skip(skipped) {
            if let Some(close) = closer_of(c) {
                stack.push(close);
            } else if stack.last() == Some(&c) {
                stack.pop();
            }
        }
        stack
    };
    let Some(wanted) = open(left).pop() else {
        return 0.0;
    };
    // Further on, another quotation has begun and ended.
    let met = right
        .chars()
        .take(BRACKETED)
        .find(|c| *c == wanted || closer_of(*c) == Some(wanted));
    match met {
        Some(c) if c == wanted => 4.0,
        Some(_) => -4.0,
        None => 0.0,
    }
}
