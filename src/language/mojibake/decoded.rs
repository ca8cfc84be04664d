//! What misread characters say once they are bytes again.

use super::codec::{Codec, LATIN_CODEC};
use super::weights::Weights;
use crate::language::{is_common, is_han};

/// A piece of the repaired text: the characters it was made from, what it is, and how much it speaks for damage.
#[derive(Clone, Copy)]
pub(super) struct Unit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) to: char,
    pub(super) score: f32,
}

/// The bytes that `chars` were read from, decoded as UTF-8.
pub(super) fn utf8_units(
    chars: &[(usize, char)],
    low: usize,
    high: usize,
    codec: &Codec,
    weights: &Weights,
) -> Vec<Unit> {
    // A byte and the character it came from; none for a character that the codec cannot give.
    let mut bytes: Vec<(Option<u8>, usize)> = Vec::new();
    for (index, (_, c)) in chars.iter().enumerate().take(high).skip(low) {
        match codec.bytes(*c) {
            Some((lead, trail)) => {
                bytes.push((Some(lead), index));
                bytes.extend(trail.map(|trail| (Some(trail), index)));
            }
            None => bytes.push((None, index)),
        }
    }
    let mut units: Vec<Unit> = Vec::new();
    let mut at = 0;
    // What is left of a character beside one that was lost says nothing against the reading.
    let mut after_loss = false;
    let lost_within = |at: usize| {
        let ahead = bytes.get(at + 1..).unwrap_or(&[]).iter().take(3);
        ahead
            .take_while(|(byte, _)| byte.is_none_or(|byte| (0x80..=0xBF).contains(&byte)))
            .any(|(byte, _)| byte.is_none())
    };
    let byte_at = |at: usize| bytes.get(at).and_then(|(byte, _)| *byte);
    let goes_on = |at: usize| byte_at(at).is_some_and(|byte| (0x80..=0xBF).contains(&byte));
    let leads = |at: usize| byte_at(at).is_some_and(|byte| (0xE3..=0xE9).contains(&byte));
    // One or two bytes of a Han character, the rest of which is lost.
    let hole_in = |at: usize| {
        leads(at)
            && (at + 1..at + 3)
                .all(|at| goes_on(at) || bytes.get(at).is_some_and(|(byte, _)| byte.is_none()))
    };
    // How many bytes of a Han character stand here before the next one begins.
    let cut = |at: usize| match (leads(at), goes_on(at + 1)) {
        (true, true) if leads(at + 2) => 2,
        (true, false) if leads(at + 1) => 1,
        _ => 0,
    };
    while let Some(&(byte, index)) = bytes.get(at) {
        let length = match byte {
            None => {
                let lost = chars.get(index).is_some_and(|(_, c)| *c == '\u{FFFD}');
                let score = if lost {
                    weights.lost
                } else {
                    weights.impossible
                };
                after_loss = lost;
                units.push(Unit {
                    start: index,
                    end: index + 1,
                    to: '\u{FFFD}',
                    score,
                });
                at += 1;
                continue;
            }
            Some(0x00..=0x7F) => 1,
            Some(0xC2..=0xDF) => 2,
            Some(0xE0..=0xEF) => 3,
            Some(0xF0..=0xF4) => 4,
            Some(_) => 0,
        };
        let taken: Vec<u8> = bytes
            .get(at..at + length)
            .unwrap_or(&[])
            .iter()
            .filter_map(|(byte, _)| *byte)
            .collect();
        let decoded = std::str::from_utf8(&taken)
            .ok()
            .filter(|_| taken.len() == length)
            .and_then(|text| text.chars().next());
        let torn = match byte {
            Some(0x80..=0xBF) => after_loss,
            Some(0xC2..) => lost_within(at),
            _ => false,
        };
        let (to, score, length) = match decoded {
            Some(c) if length == 1 => (c, weights.ascii, 1),
            Some(c) => (c, weights.worth(c, weights.common, weights.rare), length),
            // Only damage puts the first byte of a Han character, and what goes with it, around a loss.
            None if torn && !codec.wide && hole_in(at) => ('\u{FFFD}', weights.hole, 3),
            None if torn => ('\u{FFFD}', weights.torn, 1),
            // A program that leaves out what it cannot decode leaves the rest of a character.
            None => match cut(at) {
                0 => ('\u{FFFD}', weights.broken, 1),
                rest => ('\u{FFFD}', weights.cut, rest),
            },
        };
        after_loss = torn;
        let end = bytes
            .get(at + length - 1)
            .map_or(high, |(_, index)| index + 1);
        units.push(Unit {
            start: index,
            end,
            to,
            score,
        });
        at += length;
    }
    units
}

/// The bytes that `chars` were read from, one each, decoded in pairs.
pub(super) fn pair_units(
    chars: &[(usize, char)],
    low: usize,
    high: usize,
    codec: &Codec,
    writer: &Codec,
    weights: &Weights,
) -> Vec<Unit> {
    let worth = |c: char| weights.worth(c, weights.common, weights.rare_by_chance);
    let byte = |index: usize| {
        let (_, c) = chars.get(index).filter(|_| index < high)?;
        Some(codec.bytes(*c)?.0)
    };
    let pair = |at: usize| {
        byte(at)
            .filter(|lead| *lead >= 0x81)
            .zip(byte(at + 1).filter(|trail| *trail >= 0x40))
            .and_then(|(lead, trail)| writer.decode(lead, trail))
    };
    // How well it goes on from here: a run may begin with a character of the sound text, such as a quotation mark.
    let promise = |at: usize| -> f32 {
        (0..6)
            .map_while(|step| pair(at + 2 * step))
            .map(worth)
            .sum()
    };
    let mut units: Vec<Unit> = Vec::new();
    let mut at = low;
    let mut in_run = false;
    while at < high {
        let begins = !in_run && pair(at).is_some() && promise(at + 1) > promise(at).max(0.0);
        let found = pair(at).filter(|_| !begins);
        in_run = found.is_some();
        let (to, score, length) = match (found, chars.get(at)) {
            (Some(c), _) => (c, worth(c), 2),
            (None, Some((_, c))) if c.is_ascii() => (*c, weights.ascii_in_pairs, 1),
            (None, _) => ('\u{FFFD}', weights.no_pair, 1),
        };
        units.push(Unit {
            start: at,
            end: at + length,
            to,
            score,
        });
        at += length;
    }
    units
}

/// What was read wrongly once and is wrong again.
pub(super) fn twice(once: &[Unit], weights: &Weights) -> Vec<Unit> {
    // What the first reading could not explain is sound text, not a loss: no encoding has a noncharacter.
    let kept = |unit: &Unit| match unit.to {
        '\u{FFFD}' if unit.score < weights.doubt => '\u{10FFFF}',
        to => to,
    };
    let chars: Vec<(usize, char)> = once.iter().map(kept).enumerate().collect();
    let mut units = utf8_units(&chars, 0, chars.len(), &LATIN_CODEC, weights);
    for unit in &mut units {
        let (first, last) = (once.get(unit.start), once.get(unit.end - 1));
        unit.start = first.map_or(0, |first| first.start);
        unit.end = last.map_or(0, |last| last.end);
    }
    units
}

/// One character for each, by `turn`.
pub(super) fn swap_units(
    chars: &[(usize, char)],
    low: usize,
    high: usize,
    turn: impl Fn(char) -> Option<char>,
    weights: &Weights,
) -> Vec<Unit> {
    let unit = |(index, (_, c)): (usize, &(usize, char))| {
        let (to, score) = match turn(*c) {
            _ if c.is_ascii() => (*c, weights.ascii),
            _ if *c == '\u{FFFD}' => (*c, weights.lost),
            Some(to) if is_common(to) && is_common(*c) => (to, weights.still_common),
            Some(to) => (
                to,
                weights.worth(to, weights.swapped, weights.rare_by_chance),
            ),
            None => ('\u{FFFD}', weights.impossible_swap),
        };
        Unit {
            start: index,
            end: index + 1,
            to,
            score,
        }
    };
    chars
        .iter()
        .enumerate()
        .take(high)
        .skip(low)
        .map(unit)
        .collect()
}

impl Weights {
    /// How much a decoded character speaks for the decoding, with what a common Han character and a rare one say.
    fn worth(&self, c: char, common: f32, rare: f32) -> f32 {
        match c {
            c if is_common(c) => common,
            '，' | '。' | '、' | '：' | '；' | '！' | '？' | '「' | '」' | '《' | '》' | '（'
            | '）' | '“' | '”' => common / 2.0,
            c if is_han(c) && ('\u{4E00}'..'\u{20000}').contains(&c) => rare,
            '０'..='９' | '０'..='ｚ' | '\u{3000}' | '…' | '—' | '‘' | '’' | '『' | '』' => {
                self.plain
            }
            _ => self.strange,
        }
    }
}
