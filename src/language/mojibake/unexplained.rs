//! What is no text, though no wrong reading explains it.

use std::collections::HashSet;

use super::{Cause, is_odd};
use crate::language::script::Classes;
use crate::language::{is_common, is_han, lexicon};

/// What can be said of the characters from `start` to `end`, which nothing explains, and of which of them.
pub(super) fn judge(
    chars: &[(usize, char)],
    start: usize,
    end: usize,
) -> Option<(usize, usize, Cause)> {
    let classes = Classes::load();
    let odd = |at: &usize| chars.get(*at).is_some_and(|(_, c)| is_odd(classes, *c));
    let first = (start..end).find(odd)?;
    let last = (start..end).rfind(odd)?;
    lost(chars, first, last + 1).or_else(|| {
        // Rare characters stand where characters are spoken of.
        let around = chars.get(first.saturating_sub(BEFORE)..(last + 4).min(chars.len()))?;
        if around.iter().any(|(_, c)| *c == '字') {
            return None;
        }
        let chars: Vec<char> = chars.get(first..=last)?.iter().map(|(_, c)| *c).collect();
        is_garbled(&chars).then_some((first, last + 1, Cause::Unknown))
    })
}

/// Characters in front of rare ones in which it is said what they are.
const BEFORE: usize = 12;

/// Characters that may stand between two losses.
const BETWEEN: usize = 3;

/// Where most of what is left between losses is odd as well.
fn lost(chars: &[(usize, char)], start: usize, end: usize) -> Option<(usize, usize, Cause)> {
    let classes = Classes::load();
    let losses: Vec<usize> = (start..end)
        .filter(|at| chars.get(*at).is_some_and(|(_, c)| *c == '\u{FFFD}'))
        .collect();
    let near = losses
        .chunk_by(|one, next| next - one <= BETWEEN + 1)
        .max_by_key(|near| near.len())?;
    let (first, behind) = (*near.first()?, *near.last()? + 1);
    let odd = |c: &(usize, char)| !c.1.is_ascii() && is_odd(classes, c.1);
    let inner = chars.get(first..behind)?;
    // With the odd characters on both sides.
    let before = chars
        .get(start..first)?
        .iter()
        .rev()
        .take_while(|c| odd(c))
        .count();
    let after = chars
        .get(behind..end)?
        .iter()
        .take_while(|c| odd(c))
        .count();
    let strange = inner.iter().filter(|c| odd(c)).count();
    // Second bytes of what was lost are ASCII letters at times.
    let letters = inner.iter().filter(|c| c.1.is_ascii_graphic()).count();
    let others = before + after + strange - near.len();
    let enough = near.len() >= 3
        && (others > 0 || near.len() >= 5 && letters > 0)
        && near.len() * 10 >= inner.len() * 2
        && (strange + letters) * 10 >= inner.len() * 8;
    enough.then_some((
        first - before.min(BETWEEN),
        behind + after.min(BETWEEN),
        Cause::Lost,
    ))
}

/// Code points that the characters of one radical span, the greatest ones aside.
const RADICAL: u32 = 0x180;

/// Are `chars` Han that no text has together?
fn is_garbled(chars: &[char]) -> bool {
    let han = chars.iter().filter(|c| is_han(**c)).count();
    let common = chars.iter().filter(|c| is_common(**c)).count();
    // A list of names or of rare characters is divided by marks; what was garbled is not.
    let whole = chars
        .split(|c| !is_han(*c))
        .map(<[char]>::len)
        .max()
        .unwrap_or(0);
    if whole < 10 || han < 12 || common * 7 > han || han * 10 < chars.len() * 7 {
        return false;
    }
    // Metals or birds share a radical, and so a neighbourhood in Unicode.
    let mut order: Vec<u32> = chars.iter().map(|c| u32::from(*c)).collect();
    order.sort_unstable();
    let near = |window: &[u32]| window[window.len() - 1] - window[0] <= RADICAL;
    if order.windows(chars.len().div_ceil(2)).any(near) {
        return false;
    }
    // Names of another language, written by their sound, repeat what no word has.
    let mut seen = HashSet::new();
    let known = chars
        .windows(2)
        .filter(|pair| lexicon::stand_together(pair[0], pair[1]) || !seen.insert(*pair))
        .count();
    known * 12 <= han
}
