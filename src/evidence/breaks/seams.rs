//! Seams inside a paragraph: where the head of one text runs into the rest of a sentence that was cut elsewhere.

use super::joins;
use crate::language::{is_han, lexicon};

/// How far into a paragraph a seam is looked for, in characters.
const REACH: usize = 90;
/// Fewest characters before and behind a seam.
const LEAST: usize = 3;

/// A place in a paragraph where `left` may go on.
pub(super) struct Seam {
    /// Its offset in the paragraph.
    pub at: usize,
    /// What speaks for it, in log-odds against all other places of the paragraph.
    pub score: f32,
}

/// The likeliest place in `text` for the sentence that `left` begins.
pub(super) fn find(prose: &str, left: &str, text: &str) -> Option<Seam> {
    let l = joins::last_chars(left);
    if !l.last().is_some_and(|c| is_han(*c)) {
        return None;
    }
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
            let score = score(prose, left, &l, text, (index + 1, at))?;
            Some(Seam { at, score })
        })
        .max_by(|a, b| a.score.total_cmp(&b.score))
}

/// What speaks for a seam in `text` behind `count` characters, at `at`; `None` where a word stands across.
fn score(
    prose: &str,
    left: &str,
    l: &[char],
    text: &str,
    (count, at): (usize, usize),
) -> Option<f32> {
    let (front, back) = text.split_at_checked(at)?;
    let (h, t) = (joins::last_chars(front), joins::first_chars(back));
    if back.chars().nth(LEAST).is_none() || joins::crossing(&h, &t).is_some() {
        return None;
    }
    let (last, first) = (*h.last()?, *t.first()?);
    let mut score = 1.35 - 6.4 * count as f32 / REACH as f32 + joins::brackets(left, back) * 0.4;
    // The same character twice makes a word with itself, as nearly every one does.
    let crossing = joins::crossing(l, &t).filter(|_| l.last() != Some(&first));
    let lone = lexicon::word_ends(&t).first() == Some(&1);
    match &crossing {
        Some(crossing) => {
            score += 0.6 + 0.62 * crossing.gain.min(16.0);
            if lone {
                score += 0.34 * f32::from(9 - joins::alone(first).min(9));
            }
        }
        None if joins::ends_in_leftover(l) => score -= 1.1,
        None => {}
    }
    // Where both end alike, the article's own text at the seam would be its witness.
    score += if l.last() == Some(&last) {
        -1.8
    } else {
        match joins::echo(prose, l, &t).length() {
            0..=1 => -1.9,
            2 => -0.4,
            3 => 0.3,
            4 => 0.9,
            5 => 1.2,
            _ => 1.9,
        }
    };
    score += 0.15 * f32::from(lexicon::bigram_class(*l.last()?, first));
    score -= 0.2 * f32::from(lexicon::bigram_class(last, first));
    score -= match familiar(prose, &h, &t) {
        0 => 0.0,
        2 => 2.0,
        _ => 3.5,
    };
    if joins::ends_in_leftover(&h) {
        score += 0.8;
    } else if !joins::ends_in_single(&h) {
        score -= 0.7;
    }
    Some(score)
}

/// The length of the longest string across `h` and `t` that the article has more than once.
fn familiar(prose: &str, h: &[char], t: &[char]) -> usize {
    let twice = |from: usize, to: usize| {
        let needle: String = h
            .iter()
            .skip(h.len().saturating_sub(from))
            .chain(t.iter().take(to))
            .collect();
        from <= h.len() && to <= t.len() && prose.matches(&needle).nth(1).is_some()
    };
    match (twice(1, 1), twice(2, 1) || twice(1, 2)) {
        (false, _) => 0,
        (true, false) => 2,
        (true, true) => 3,
    }
}
