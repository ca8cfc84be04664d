//! Which wrong reading explains a region best.

use super::codec::{BIG5_CODEC, GBK_CODEC, LATIN_CODEC, readers, writers};
use super::decoded::{Unit, pair_units, swap_units, twice, utf8_units};
use super::{Cause, is_odd, utf16};
use crate::language::script::Classes;
use crate::language::{is_common, is_han, lexicon};

/// A reading that may explain a region.
pub(super) struct Candidate {
    /// The characters of the stretch.
    pub(super) start: usize,
    pub(super) end: usize,
    /// How much speaks for it; a common Han character is worth two.
    pub(super) score: f32,
    pub(super) written: &'static str,
    pub(super) read: &'static str,
    pub(super) repaired: String,
    pub(super) whole: bool,
}

/// A way of going wrong.
#[derive(Clone, Copy)]
struct Reading {
    written: &'static str,
    read: &'static str,
    /// Have characters of the encoding that it was read in two bytes?
    wide: bool,
}

/// The encoding whose characters are hard to hit by chance.
const UTF_8: &str = "UTF-8";

/// Finds the best explanation between `low` and `high`, then those on both sides of it.
pub(super) fn search(
    chars: &[(usize, char)],
    low: usize,
    high: usize,
    found: &mut Vec<(usize, usize, Cause)>,
) {
    if high < low + 3 {
        return;
    }
    let best = candidates(chars, low, high)
        .into_iter()
        .max_by(|a, b| a.score.total_cmp(&b.score));
    let Some(best) = best else {
        return;
    };
    search(chars, low, best.start, found);
    let (start, end) = (best.start, best.end);
    let cause = Cause::Misread {
        written: best.written,
        read: best.read,
        repaired: best.repaired,
        whole: best.whole,
    };
    found.push((start, end, cause));
    search(chars, end, high, found);
}

fn candidates(chars: &[(usize, char)], low: usize, high: usize) -> Vec<Candidate> {
    let mut all = Vec::new();
    for (name, codec) in readers() {
        let units = utf8_units(chars, low, high, codec);
        all.extend(judge(
            chars,
            &units,
            Reading {
                written: UTF_8,
                read: name,
                wide: codec.wide,
            },
        ));
    }
    for (name, codec) in readers().into_iter().filter(|(_, codec)| !codec.wide) {
        for (written, writer) in writers() {
            let units = pair_units(chars, low, high, codec, writer);
            all.extend(judge(
                chars,
                &units,
                Reading {
                    written,
                    read: name,
                    wide: false,
                },
            ));
        }
    }
    for ((read, reader), (written, writer)) in [
        (("Big5", &*BIG5_CODEC), ("GBK", &*GBK_CODEC)),
        (("GBK", &*GBK_CODEC), ("Big5", &*BIG5_CODEC)),
    ] {
        let units = swap_units(chars, low, high, |c| {
            let (lead, trail) = reader.bytes(c)?;
            writer.decode(lead, trail?)
        });
        all.extend(judge(
            chars,
            &units,
            Reading {
                written,
                read,
                wide: true,
            },
        ));
    }
    let once = utf8_units(chars, low, high, &LATIN_CODEC);
    all.extend(judge(
        chars,
        &twice(&once),
        Reading {
            written: UTF_8,
            read: "Latin-1 twice",
            wide: false,
        },
    ));
    let swapped = swap_units(chars, low, high, |c| {
        char::from_u32(u32::from(u16::try_from(u32::from(c)).ok()?.swap_bytes()))
    });
    all.extend(judge(
        chars,
        &swapped,
        Reading {
            written: "UTF-16LE",
            read: "UTF-16BE",
            wide: true,
        },
    ));
    all.extend(utf16::candidates(chars, low, high));
    all
}

/// The best stretch of `units`, if it is good enough.
fn judge(chars: &[(usize, char)], units: &[Unit], reading: Reading) -> Option<Candidate> {
    let classes = Classes::load();
    let (mut begin, mut close, mut score) = best_stretch(units)?;
    while let Some(step) = belonging(chars, units, close, 1) {
        close += step;
    }
    while let Some(step) = belonging(chars, units, begin, -1) {
        begin -= step;
    }
    let units = units.get(begin..=close)?;
    let han = units.iter().filter(|unit| is_han(unit.to)).count();
    // Rare characters that make words are no sign of a wrong reading.
    let pair = |pair: &[Unit]| lexicon::stand_together(pair[0].to, pair[1].to);
    let paired = |at: usize| {
        let around = units.get(at.saturating_sub(1)..(at + 2).min(units.len()));
        around.is_some_and(|around| around.windows(2).any(pair))
    };
    let known = (0..units.len())
        .filter(|at| is_common(units[*at].to) || paired(*at))
        .count();
    let share = known as f32 / han.max(1) as f32;
    score += 0.7 * units.windows(2).filter(|two| pair(two)).count() as f32;
    let source = chars.get(units.first()?.start..units.last()?.end)?;
    let holes = source.iter().filter(|(_, c)| *c == '\u{FFFD}').count();
    // What stands behind a loss is often its second byte, read as ASCII.
    let left = |at: usize| at > 0 && source[at - 1].1 == '\u{FFFD}' && source[at].1.is_ascii();
    let odd = (0..source.len())
        .filter(|at| is_odd(classes, source[*at].1) || left(*at))
        .count();
    let foreign = odd * 10 >= source.len() * 8;
    let accents = source.iter().all(|(_, c)| matches!(c, '\u{80}'..='\u{FF}'));
    let (enough, enough_han) = if foreign && holes >= 2 {
        // Where bytes were lost, little is left to decode, but the losses themselves speak for damage.
        (3.5, 2)
    } else if accents && source.len() >= 8 {
        // No language writes so many in a row.
        (4.0, 3)
    } else if foreign && share >= 0.8 && reading.written == UTF_8 {
        // Bytes fall into characters of three by no chance.
        (4.5, 3)
    } else {
        (6.0, 3)
    };
    if reading.wide && is_other_script(source) || repeats(units) {
        return None;
    }
    if score < enough
        || han < enough_han
        || share
            < if (reading.wide || reading.written != UTF_8) && score < 10.0 {
                0.5
            } else {
                0.4
            }
    {
        return None;
    }
    let (start, end) = (units.first()?.start, units.last()?.end);
    // What was lost on both sides belongs to it.
    let lost = |at: &usize| matches!(chars[*at].1, '\u{FFFD}' | '\u{80}'..='\u{9F}');
    let belongs =
        |at: &usize| lost(at) || !chars[*at].1.is_ascii() && is_odd(classes, chars[*at].1);
    let before = (0..start).rev().take_while(belongs).filter(lost).last();
    let after = (end..chars.len()).take_while(belongs).filter(lost).last();
    let spaced = is_spaced(units);
    let mut repaired = String::new();
    let hole = |at: Option<usize>| at.map(|_| '\u{FFFD}');
    let said = units
        .iter()
        .map(|unit| unit.to)
        .filter(|c| !(spaced && *c == ' '));
    for c in hole(before).into_iter().chain(said).chain(hole(after)) {
        if c != '\u{FFFD}' || !repaired.ends_with(c) {
            repaired.push(c);
        }
    }
    let whole = holes == 0 && share >= 0.7 && !repaired.contains('\u{FFFD}');
    let (start, end) = (before.unwrap_or(start), after.map_or(end, |at| at + 1));
    Some(Candidate {
        start,
        end,
        score,
        written: reading.written,
        read: reading.read,
        repaired,
        whole,
    })
}

/// How many units beyond the one at `edge`, in the direction of `step`, belong to the same damage.
///
/// Rare characters at the ends cost more than they bring. What is odd as it stands belongs to it all the same; a Han
/// character that may be sound must make a word with a neighbour.
fn belonging(chars: &[(usize, char)], units: &[Unit], edge: usize, step: isize) -> Option<usize> {
    let classes = Classes::load();
    let unit = |by: usize| units.get(edge.checked_add_signed(step * isize::try_from(by).ok()?)?);
    // A space between two characters, where all are apart.
    let by = if unit(1)?.to == ' ' { 2 } else { 1 };
    let (inner, next, beyond) = (unit(0)?, unit(by)?, unit(2 * by));
    let pair = |one: char, other: char| {
        if step > 0 {
            lexicon::stand_together(one, other)
        } else {
            lexicon::stand_together(other, one)
        }
    };
    let odd = |c: &char| is_odd(classes, *c);
    let from = chars.get(next.start..next.end)?.iter().map(|(_, c)| *c);
    let belongs = match next.to {
        '\u{FFFD}' => next.score > -0.5 && from.clone().any(|c| odd(&c)),
        '\u{3001}'..='\u{3011}' | '\u{FF01}'..='\u{FF1F}' => from.clone().any(|c| odd(&c)),
        c if is_han(c) && c < '\u{20000}' => {
            from.clone().any(|c| odd(&c) && !is_han(c))
                || from.clone().any(|c| odd(&c))
                    && (pair(inner.to, c) || beyond.is_some_and(|beyond| pair(c, beyond.to)))
        }
        _ => false,
    };
    belongs.then_some(by)
}

/// Are `chars` wide ones of one other script: kana, Cyrillic, boxes? Two bytes at a time come out as all sorts of them.
fn is_other_script(chars: &[(usize, char)]) -> bool {
    let wide = |c: char| c >= '\u{370}' && c != '\u{FFFD}';
    let block = |c: char| u32::from(c) >> 8;
    let first = chars.iter().find(|(_, c)| wide(*c));
    first.is_some_and(|(_, first)| {
        !is_han(*first)
            && chars
                .iter()
                .filter(|(_, c)| wide(*c))
                .all(|(_, c)| block(*c) == block(*first))
    })
}

/// Does what was made say the same over and over, as text hardly does?
fn repeats(units: &[Unit]) -> bool {
    let mut han: Vec<char> = units
        .iter()
        .map(|unit| unit.to)
        .filter(|c| is_han(*c))
        .collect();
    let count = han.len();
    han.sort_unstable();
    han.dedup();
    (4..=30).contains(&count) && han.len() * 2 <= count
}

/// Are the characters apart from each other, as a program leaves them that takes each for a word?
fn is_spaced(units: &[Unit]) -> bool {
    let apart = units
        .windows(3)
        .filter(|three| three[1].to == ' ' && is_han(three[0].to) && is_han(three[2].to))
        .count();
    apart >= 2 && apart * 5 >= units.iter().filter(|unit| is_han(unit.to)).count() * 3
}

/// First and last unit of the stretch with the highest sum, and the sum.
fn best_stretch(units: &[Unit]) -> Option<(usize, usize, f32)> {
    let mut best: Option<(usize, usize, f32)> = None;
    let (mut from, mut sum) = (0, 0.0f32);
    for (at, unit) in units.iter().enumerate() {
        if sum <= 0.0 {
            (from, sum) = (at, 0.0);
        }
        sum += unit.score;
        if best.is_none_or(|(_, _, most)| sum > most) {
            best = Some((from, at, sum));
        }
    }
    best
}
