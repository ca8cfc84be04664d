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

/// The two likeliest places in `text` for the sentence that `left` begins, the likelier first.
pub(super) fn find(prose: &str, left: &str, text: &str) -> Vec<Seam> {
    let l = joins::last_chars(left);
    if !l.last().is_some_and(|c| is_han(*c)) {
        return Vec::new();
    }
    let chars: Vec<(usize, char)> = text.char_indices().take(REACH + 12).collect();
    let mut seams: Vec<Seam> = chars
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
        .collect();
    seams.sort_by(|a, b| b.score.total_cmp(&a.score));
    seams.truncate(2);
    seams
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
    let mut score = 0.7 - 6.0 * count as f32 / REACH as f32 + joins::brackets(left, back) * 0.2;
    // The same character twice makes a word with itself, as nearly every one does.
    let crossing = joins::crossing(l, &t).filter(|_| l.last() != Some(&first));
    let lone = lexicon::word_ends(&t).first() == Some(&1);
    if let Some(crossing) = &crossing {
        score += 0.24 * crossing.gain.min(16.0);
        if crossing.gain < 3.0 {
            // A rare word, or two that often stand alone: there is one such in most paragraphs.
            score += 1.2;
        } else {
            score += 2.4;
            if lone {
                score += 0.22 * f32::from(9 - joins::alone(first).min(9));
            }
            if joins::ends_in_leftover(l) {
                score += 0.66;
            }
        }
    }
    // `的`, `是`, `有` and their like make a word with nearly everything, and go on after nearly everything.
    if lone && joins::alone(first) >= 8 {
        score -= 1.5;
    }
    let echo = joins::echo(prose, l, &t);
    let particle = echo.left == 1 && l.last().is_some_and(|c| joins::alone(*c) >= 8);
    // Where both end alike, the article's own text at the seam would be its witness.
    let own = l.last() == Some(&last);
    if !own && (crossing.is_some() || !particle) {
        score += 0.7 * echo.weight();
    }
    if crossing.is_none() {
        // With so many places to choose from, some pair of words is always met again.
        score -= 0.6;
    }

    score -= 0.18 * f32::from(lexicon::bigram_class(last, first));
    score -= match familiar(prose, &h, &t) {
        0 => 0.0,
        2 => 1.7,
        _ => 3.0,
    };
    let ends = lexicon::word_ends(&h);
    let before = ends
        .len()
        .checked_sub(2)
        .and_then(|at| ends.get(at))
        .copied()
        .unwrap_or(0);
    if h.len() == before + 1 {
        score += 0.15 * f32::from(9 - joins::alone(last).min(9));
    } else {
        score -= 0.5;
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
