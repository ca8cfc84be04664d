//! Do two pieces of text make language where they meet?
//!
//! Three witnesses: the article itself (the same characters stand together elsewhere), the word list (a word that only
//! the two pieces together make), and marks (a bracket that one opens and the other closes). Only candidates are
//! asked about, so that no table of an article's n-grams is needed.

use std::ops::Range;

use super::shape::is_mark;
use crate::Span;
use crate::document::sentences::{is_closer, is_opener};
use crate::language::convert::simplified_char;
use crate::language::{is_han, lexicon};

/// What speaks for two pieces being one text.
#[derive(Clone, Debug, Default)]
pub struct Bridge {
    /// How much; about 2 for even odds.
    pub score: f32,
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

/// What speaks for `right` going on where `left` stops, in the article `prose`.
pub(super) fn bridge(prose: &str, left: &str, right: &str) -> Bridge {
    let mut l: Vec<char> = left
        .chars()
        .rev()
        .take_while(|c| !is_break(*c))
        .take(REACH)
        .collect();
    l.reverse();
    let r: Vec<char> = right
        .chars()
        .take_while(|c| !is_break(*c))
        .take(REACH)
        .collect();
    let mut bridge = Bridge {
        score: brackets(left, right),
        ..Bridge::default()
    };
    let (Some(last), Some(first)) = (l.last().copied(), r.first().copied()) else {
        return bridge;
    };
    if last.is_ascii_digit() && first.is_ascii_digit()
        || last.is_ascii_lowercase() && first.is_ascii_lowercase()
    {
        bridge.score += 3.0;
        return bridge;
    }
    if !is_han(last) || !is_han(first) {
        return bridge;
    }
    let both: Vec<char> = l.iter().chain(&r).copied().collect();
    let ends = lexicon::word_ends(&both);
    let crossing = (!ends.contains(&l.len())).then(|| {
        let at = ends.partition_point(|end| *end < l.len());
        let start = at
            .checked_sub(1)
            .and_then(|before| ends.get(before))
            .copied()
            .unwrap_or(0);
        start..ends.get(at).copied().unwrap_or(both.len())
    });
    if crossing.is_some() {
        let gain = cost(&l) + cost(&r) - cost(&both);
        bridge.score += gain.clamp(0.0, 10.0) * 0.5;
    }
    let (echo, echo_at) = echo(prose, &l, &r);
    bridge.score += match echo.1 + echo.0 {
        0..=1 => 0.0,
        2 => 0.8,
        3 => 2.5,
        4 => 4.0,
        more => 4.0 + (more - 4) as f32,
    };
    name(
        &mut bridge,
        prose,
        &l,
        &r,
        crossing.as_ref(),
        echo_at.map(|_| echo),
    );
    bridge
}

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
    echo: Option<(usize, usize)>,
) {
    let (start, least) = match (crossing, echo) {
        (Some(word), _) => (word.start, word.end - l.len()),
        (None, Some((left, right))) => (l.len() - left.min(3), right.min(3)),
        (None, None) => return,
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

/// The longest string across the seam that the article has elsewhere: characters of `l`, characters of `r`, place.
fn echo(prose: &str, l: &[char], r: &[char]) -> ((usize, usize), Option<usize>) {
    let mut best = ((0, 0), None);
    for left in 1..=l.len().min(6) {
        let from: String = l.iter().skip(l.len() - left).collect();
        let mut met = false;
        for right in 1..=r.len().min(6) {
            let needle: String = from.chars().chain(r.iter().take(right).copied()).collect();
            let Some(at) = prose.find(&needle) else {
                break;
            };
            met = true;
            if left + right > best.0.0 + best.0.1 {
                best = ((left, right), Some(at));
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

/// A bracket or a quote that `left` leaves open and `right` closes before it opens one.
fn brackets(left: &str, right: &str) -> f32 {
    let open = |text: &str| {
        let mut stack: Vec<char> = Vec::new();
        for c in text.chars() {
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
    let met = right
        .chars()
        .find(|c| *c == wanted || closer_of(*c) == Some(wanted));
    if met == Some(wanted) { 4.0 } else { 0.0 }
}

/// The mark that closes what `c` opens.
pub(super) fn closer_of(c: char) -> Option<char> {
    Some(match c {
        '「' => '」',
        '『' => '』',
        '“' => '”',
        '‘' => '’',
        '《' => '》',
        '〈' => '〉',
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '〔' => '〕',
        _ => return None,
    })
}
