//! Which wrong reading explains a region best.

use super::candidate::Candidate;
use super::codec::{BIG5_CODEC, GBK_CODEC, LATIN_CODEC, readers, writers};
use super::decoded::{LOST, Unit, pair_units, swap_units, twice, utf8_units};
use super::weights::Weights;
use super::{Cause, is_odd, utf16};
use crate::language::script::Classes;
use crate::language::{is_common, is_han, lexicon};

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
    weights: &Weights,
    found: &mut Vec<(usize, usize, Cause)>,
) {
    if high < low + 3 {
        return;
    }
    let best = candidates(chars, low, high, weights)
        .into_iter()
        .max_by(|a, b| a.score.total_cmp(&b.score));
    let Some(best) = best else {
        return;
    };
    search(chars, low, best.start, weights, found);
    let (start, end) = (best.start, best.end);
    let cause = Cause::Misread {
        written: best.written,
        read: best.read,
        repaired: best.repaired,
        whole: best.whole,
    };
    found.push((start, end, cause));
    search(chars, end, high, weights, found);
}

fn candidates(
    chars: &[(usize, char)],
    low: usize,
    high: usize,
    weights: &Weights,
) -> Vec<Candidate> {
    let mut all = Vec::new();
    let mut add = |units: &[Unit], written, read, wide| {
        let reading = Reading {
            written,
            read,
            wide,
        };
        all.extend(judge(chars, units, reading, weights));
    };
    for (name, codec) in readers() {
        let units = utf8_units(chars, low, high, codec, weights);
        add(&units, UTF_8, name, codec.wide);
    }
    for (name, codec) in readers().into_iter().filter(|(_, codec)| !codec.wide) {
        for (written, writer) in writers() {
            let units = pair_units(chars, low, high, codec, writer, weights);
            add(&units, written, name, false);
        }
    }
    for ((read, reader), (written, writer)) in [
        (("Big5", &*BIG5_CODEC), ("GBK", &*GBK_CODEC)),
        (("GBK", &*GBK_CODEC), ("Big5", &*BIG5_CODEC)),
    ] {
        let turn = |c| {
            let (lead, trail) = reader.bytes(c)?;
            writer.decode(lead, trail?)
        };
        let units = swap_units(chars, low, high, turn, weights);
        add(&units, written, read, true);
    }
    let once = utf8_units(chars, low, high, &LATIN_CODEC, weights);
    add(&twice(&once, weights), UTF_8, "Latin-1 twice", false);
    let turn = |c| char::from_u32(u32::from(u16::try_from(u32::from(c)).ok()?.swap_bytes()));
    let swapped = swap_units(chars, low, high, turn, weights);
    add(&swapped, "UTF-16LE", "UTF-16BE", true);
    all.extend(utf16::candidates(chars, low, high, weights));
    all
}

/// The best stretch of `units`, if it is good enough.
fn judge(
    chars: &[(usize, char)],
    units: &[Unit],
    reading: Reading,
    weights: &Weights,
) -> Option<Candidate> {
    let (mut begin, mut close, mut score) = best_stretch(units)?;
    while let Some(step) = belonging(chars, units, close, 1, weights) {
        close += step;
    }
    while let Some(step) = belonging(chars, units, begin, -1, weights) {
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
    score += weights.together * units.windows(2).filter(|two| pair(two)).count() as f32;
    let (start, end) = (units.first()?.start, units.last()?.end);
    let source = chars.get(start..end)?;
    let (enough, enough_han) = enough(source, share, reading, weights);
    let doubtful = (reading.wide || reading.written != UTF_8) && score < weights.beyond_doubt;
    let known = if doubtful {
        weights.known
    } else {
        weights.known_beyond_doubt
    };
    if score < enough
        || han < enough_han
        || share < known
        || reading.wide && is_other_script(source)
        || repeats(units)
    {
        return None;
    }
    let (start, end, repaired) = with_losses(chars, start, end, units);
    let lossless = !source.iter().any(|(_, c)| *c == LOST) && !repaired.contains(LOST);
    Some(Candidate {
        start,
        end,
        score,
        written: reading.written,
        read: reading.read,
        whole: share >= weights.plausible && lossless,
        repaired,
    })
}

/// What a stretch read from `source` must say, and how many Han characters it must have, where `share` of them is known.
fn enough(
    source: &[(usize, char)],
    share: f32,
    reading: Reading,
    weights: &Weights,
) -> (f32, usize) {
    let classes = Classes::load();
    let holes = source.iter().filter(|(_, c)| *c == LOST).count();
    // What stands behind a loss is often its second byte, read as ASCII.
    let left = |at: usize| at > 0 && source[at - 1].1 == LOST && source[at].1.is_ascii();
    let odd = (0..source.len())
        .filter(|at| is_odd(classes, source[*at].1) || left(*at))
        .count();
    let foreign = odd * 10 >= source.len() * 8;
    let accents = source.iter().all(|(_, c)| matches!(c, '\u{80}'..='\u{FF}'));
    if foreign && holes >= 2 {
        // Where bytes were lost, little is left to decode, but the losses themselves speak for damage.
        (weights.enough_with_losses, 2)
    } else if accents && source.len() >= 8 {
        (weights.enough_of_accents, 3)
    } else if foreign && share >= weights.nearly_all && reading.written == UTF_8 {
        // Bytes fall into characters of three by no chance.
        (weights.enough_of_utf8, 3)
    } else {
        (weights.enough, 3)
    }
}

/// The stretch from `start` to `end`, with what was lost on both sides, and what `units` make of it.
fn with_losses(
    chars: &[(usize, char)],
    start: usize,
    end: usize,
    units: &[Unit],
) -> (usize, usize, String) {
    let classes = Classes::load();
    let lost = |at: &usize| matches!(chars[*at].1, LOST | '\u{80}'..='\u{9F}');
    let belongs =
        |at: &usize| lost(at) || !chars[*at].1.is_ascii() && is_odd(classes, chars[*at].1);
    let before = (0..start).rev().take_while(belongs).filter(lost).last();
    let after = (end..chars.len()).take_while(belongs).filter(lost).last();
    let spaced = is_spaced(units);
    let mut repaired = String::new();
    let hole = |at: Option<usize>| at.map(|_| LOST);
    let said = units
        .iter()
        .map(|unit| unit.to)
        .filter(|c| !(spaced && *c == ' '));
    for c in hole(before).into_iter().chain(said).chain(hole(after)) {
        if c != LOST || !repaired.ends_with(c) {
            repaired.push(c);
        }
    }
    (
        before.unwrap_or(start),
        after.map_or(end, |at| at + 1),
        repaired,
    )
}

/// How many units beyond the one at `edge`, in the direction of `step`, belong to the same damage.
///
/// Rare characters at the ends cost more than they bring. What is odd as it stands belongs to it all the same; a Han
/// character that may be sound must make a word with a neighbour.
fn belonging(
    chars: &[(usize, char)],
    units: &[Unit],
    edge: usize,
    step: isize,
    weights: &Weights,
) -> Option<usize> {
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
        '\u{FFFD}' => next.score > weights.doubt && from.clone().any(|c| odd(&c)),
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
    count > 2 && han.len() == 1 || (4..=30).contains(&count) && han.len() * 2 <= count
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
