//! Seams inside a paragraph: where the head of one text runs into the rest of a sentence that was cut elsewhere.

use super::bigrams::Bigrams;
use super::joins::{self, Met};
use super::weights::{Limit, Sign, Tally, Weights};
use crate::language::{is_han, lexicon};

/// How far into a paragraph a seam is looked for, in characters.
const REACH: usize = 90;
/// Fewest characters before and behind a seam.
const LEAST: usize = 3;

/// A place in a paragraph where another piece may go on.
pub(super) struct Seam {
    /// Its offset in the paragraph.
    pub at: usize,
    /// What speaks for it, against all other places of the paragraph.
    pub signs: Tally,
}

/// The end of a piece whose rest is looked for.
struct CutEnd<'l> {
    chars: &'l [char],
    last: char,
    /// What would close the bracket that it leaves open.
    wanted: Option<char>,
    /// Does it end in a character that is seldom a word?
    leftover: bool,
}

/// The likeliest place in `text` for the sentence that `left` begins.
pub(super) fn find(
    bigrams: &Bigrams<'_>,
    weights: &Weights,
    left: &str,
    text: &str,
) -> Option<Seam> {
    let chars = joins::last_chars(left);
    let left = CutEnd {
        last: *chars.last().filter(|c| is_han(**c))?,
        wanted: joins::open_bracket(left),
        leftover: joins::ends_in_leftover(&chars),
        chars: &chars,
    };
    let chars: Vec<(usize, char)> = text.char_indices().take(REACH + 12).collect();
    chars
        .windows(2)
        .enumerate()
        .skip(LEAST - 1)
        .take(REACH)
        .filter_map(|(index, pair)| {
            let [(_, before), (at, after)] = *pair else {
                return None;
            };
            (is_han(before) && is_han(after)).then_some(())?;
            let signs = signs(bigrams, weights, &left, text, (index + 1, at))?;
            Some((signs.sum(weights), Seam { at, signs }))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, seam)| seam)
}

/// What speaks for a seam in `text` behind `count` characters, at `at`; `None` where a word stands across.
fn signs(
    bigrams: &Bigrams<'_>,
    weights: &Weights,
    left: &CutEnd<'_>,
    text: &str,
    (count, at): (usize, usize),
) -> Option<Tally> {
    let (front, back) = text.split_at_checked(at)?;
    let (h, t) = (joins::last_chars(front), joins::first_chars(back));
    if back.chars().nth(LEAST).is_none() || joins::crossing(&h, &t).is_some() {
        return None;
    }
    let (last, first) = (*h.last()?, *t.first()?);
    let mut signs = Tally::default();
    signs.add(Sign::Seam);
    signs.add_times(Sign::SeamDepth, count as f32 / REACH as f32);
    match left.wanted.and_then(|wanted| joins::meets(wanted, back)) {
        Some(Met::Closer) => signs.add(Sign::SeamCloses),
        Some(Met::Opener) => signs.add(Sign::SeamOpensAgain),
        None => {}
    }
    note_word(&mut signs, weights, left, &t);
    // Where both end alike, the article's own text at the seam would be its witness.
    signs.add(if left.last == last {
        Sign::SeamSameEnd
    } else {
        match joins::echo(bigrams, left.chars, &t).length() {
            0..=1 => Sign::SeamEcho0,
            2 => Sign::SeamEcho2,
            3 => Sign::SeamEcho3,
            4 => Sign::SeamEcho4,
            5 => Sign::SeamEcho5,
            _ => Sign::SeamEcho6,
        }
    });
    let class = |first, second| f32::from(lexicon::bigram_class(first, second));
    signs.add_times(Sign::SeamPair, class(left.last, first));
    signs.add_times(Sign::SeamStanding, class(last, first));
    match familiar(bigrams, &h, &t) {
        0 => {}
        2 => signs.add(Sign::SeamFamiliar2),
        _ => signs.add(Sign::SeamFamiliar3),
    }
    if joins::ends_in_leftover(&h) {
        signs.add(Sign::SeamFrontLeftover);
    } else if !joins::ends_in_single(&h) {
        signs.add(Sign::SeamFrontWhole);
    }
    Some(signs)
}

/// Notes what the word says that `left` makes with `t`, the first characters behind the seam.
fn note_word(signs: &mut Tally, weights: &Weights, left: &CutEnd<'_>, t: &[char]) {
    let Some(first) = t.first().copied() else {
        return;
    };
    // The same character twice makes a word with itself, as nearly every one does.
    let crossing = joins::crossing(left.chars, t).filter(|_| left.last != first);
    match crossing {
        Some(crossing) => {
            signs.add(Sign::SeamWord);
            let gain = crossing.gain.min(weights.limit(Limit::SeamGain));
            signs.add_times(Sign::SeamWordGain, gain);
            if lexicon::word_ends(t).first() == Some(&1) {
                let rare = 9 - joins::alone(first).min(9);
                signs.add_times(Sign::SeamLone, f32::from(rare));
            }
        }
        None if left.leftover => signs.add(Sign::SeamLeftover),
        None => {}
    }
}

/// The length of the longest string across `h` and `t` that the article has more than once.
fn familiar(bigrams: &Bigrams<'_>, h: &[char], t: &[char]) -> usize {
    let twice = |from: usize, to: usize| {
        let needle: String = h
            .iter()
            .skip(h.len().saturating_sub(from))
            .chain(t.iter().take(to))
            .collect();
        from <= h.len() && to <= t.len() && bigrams.find(&needle).nth(1).is_some()
    };
    match (twice(1, 1), twice(2, 1) || twice(1, 2)) {
        (false, _) => 0,
        (true, false) => 2,
        (true, true) => 3,
    }
}
