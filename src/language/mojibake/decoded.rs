//! What misread characters say once they are bytes again.

use super::codec::{Codec, LATIN_CODEC};
use super::weights::Weights;
use crate::language::{is_common, is_han};

/// What stands for bytes that were lost.
pub(super) const LOST: char = '\u{FFFD}';

/// A piece of the repaired text: the characters it was made from, what it is, and how much it speaks for damage.
#[derive(Clone, Copy)]
pub(super) struct Unit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) to: char,
    pub(super) score: f32,
}

/// The bytes that characters were read from, each with the index of its character; no byte for a character that the
/// codec cannot give.
struct Bytes(Vec<(Option<u8>, usize)>);

impl Bytes {
    fn of(chars: &[(usize, char)], low: usize, high: usize, codec: &Codec) -> Self {
        let mut bytes = Vec::new();
        for (index, (_, c)) in chars.iter().enumerate().take(high).skip(low) {
            match codec.bytes(*c) {
                Some((lead, trail)) => {
                    bytes.push((Some(lead), index));
                    bytes.extend(trail.map(|trail| (Some(trail), index)));
                }
                None => bytes.push((None, index)),
            }
        }
        Self(bytes)
    }

    fn get(&self, at: usize) -> Option<u8> {
        self.0.get(at).and_then(|(byte, _)| *byte)
    }

    /// Does the byte go on with a character?
    fn goes_on(&self, at: usize) -> bool {
        matches!(self.get(at), Some(0x80..=0xBF))
    }

    /// Does the byte begin a Han character?
    fn leads(&self, at: usize) -> bool {
        matches!(self.get(at), Some(0xE3..=0xE9))
    }

    /// Is a byte lost before the next character begins?
    fn lost_within(&self, at: usize) -> bool {
        let ahead = self.0.get(at + 1..).unwrap_or(&[]).iter().take(3);
        ahead
            .take_while(|(byte, _)| byte.is_none_or(|byte| (0x80..=0xBF).contains(&byte)))
            .any(|(byte, _)| byte.is_none())
    }

    /// Do one or two bytes of a Han character stand here, the rest of which is lost?
    fn has_hole(&self, at: usize) -> bool {
        let lost = |at: usize| self.0.get(at).is_some_and(|(byte, _)| byte.is_none());
        self.leads(at) && (at + 1..at + 3).all(|at| self.goes_on(at) || lost(at))
    }

    /// How many bytes of a Han character stand here before the next one begins.
    fn cut(&self, at: usize) -> usize {
        match (self.leads(at), self.goes_on(at + 1)) {
            (true, true) if self.leads(at + 2) => 2,
            (true, false) if self.leads(at + 1) => 1,
            _ => 0,
        }
    }

    /// The character that stands here whole, and how many bytes it takes.
    fn decode(&self, at: usize) -> Option<(char, usize)> {
        let length = match self.get(at)? {
            0x00..=0x7F => 1,
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return None,
        };
        let mut bytes = [0; 4];
        let bytes = bytes.get_mut(..length)?;
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = self.get(at + place)?;
        }
        let text = std::str::from_utf8(bytes).ok()?;
        Some((text.chars().next()?, length))
    }
}

/// The bytes that `chars` were read from, decoded as UTF-8.
pub(super) fn utf8_units(
    chars: &[(usize, char)],
    low: usize,
    high: usize,
    codec: &Codec,
    weights: &Weights,
) -> Vec<Unit> {
    let bytes = Bytes::of(chars, low, high, codec);
    let mut units: Vec<Unit> = Vec::new();
    let mut at = 0;
    // What is left of a character beside one that was lost says nothing against the reading.
    let mut after_loss = false;
    while let Some(&(byte, start)) = bytes.0.get(at) {
        let (to, score, length) = if let Some(byte) = byte {
            let torn = match byte {
                0x80..=0xBF => after_loss,
                0xC2.. => bytes.lost_within(at),
                _ => false,
            };
            after_loss = torn;
            match bytes.decode(at) {
                Some((c, 1)) => (c, weights.ascii, 1),
                Some((c, length)) => (c, weights.worth(c, weights.common, weights.rare), length),
                // Only damage puts the first byte of a Han character, and what goes with it, around a loss.
                None if torn && !codec.wide && bytes.has_hole(at) => (LOST, weights.hole, 3),
                None if torn => (LOST, weights.torn, 1),
                // A program that leaves out what it cannot decode leaves the rest of a character.
                None => match bytes.cut(at) {
                    0 => (LOST, weights.broken, 1),
                    rest => (LOST, weights.cut, rest),
                },
            }
        } else {
            after_loss = chars.get(start).is_some_and(|(_, c)| *c == LOST);
            let score = if after_loss {
                weights.lost
            } else {
                weights.impossible
            };
            (LOST, score, 1)
        };
        let last = bytes.0.get(at + length - 1);
        let end = last.map_or(high, |(_, index)| index + 1);
        units.push(Unit {
            start,
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
            (None, _) => (LOST, weights.no_pair, 1),
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
        LOST if unit.score < weights.doubt => '\u{10FFFF}',
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
            _ if *c == LOST => (*c, weights.lost),
            Some(to) if is_common(to) && is_common(*c) => (to, weights.still_common),
            Some(to) => (
                to,
                weights.worth(to, weights.swapped, weights.rare_by_chance),
            ),
            None => (LOST, weights.impossible_swap),
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
