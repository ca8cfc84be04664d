//! Text that was written in one encoding and read in another, and the way back.
//!
//! Each way of going wrong is tried on the few places where characters stand together that Chinese print hardly ever
//! uses: what was read is turned back into bytes, these are decoded as they should have been, and the stretch of text
//! that becomes most like Chinese wins. Sound text never gets beyond the first look.

use super::codec::{BIG5_CODEC, GBK_CODEC, LATIN_CODEC, readers, writers};
use super::decoded::{Unit, pair_units, swap_units, twice, utf8_units};
use super::script::Classes;
use super::{is_common, is_han, lexicon};
use crate::Span;

/// A stretch of text that was read in the wrong encoding.
#[derive(Clone, Debug, PartialEq)]
pub struct Damage {
    /// Where.
    pub span: Span,
    /// What is known of it.
    pub cause: Cause,
}

/// How a stretch of text was damaged.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// Written in one encoding and read in another.
    Misread {
        /// The encoding it was written in.
        written: &'static str,
        /// The encoding it was read in.
        read: &'static str,
        /// What it said, U+FFFD for what was lost.
        repaired: String,
        /// Is `repaired` all of it, and plausible?
        whole: bool,
    },
    /// Bytes of another encoding, most of them lost when they were read as UTF-8.
    Lost,
    /// Characters that make no text in any way known here.
    Unknown,
}

/// Characters looked at together, and how many of them must be odd.
const WINDOW: usize = 6;
const ODD: usize = 4;
/// How far damage may reach beyond the odd characters.
const MARGIN: usize = 9;

/// The damaged stretches of `text`, in order.
pub fn find(text: &str) -> Vec<Damage> {
    let classes = Classes::load();
    let mut damages = Vec::new();
    let mut base = 0;
    for line in text.split_inclusive('\n') {
        // ASCII alone is never damaged in these ways.
        if !line.is_ascii() {
            in_line(line, base, classes, &mut damages);
        }
        base += line.len();
    }
    damages
}

fn in_line(line: &str, base: usize, classes: Classes, damages: &mut Vec<Damage>) {
    let mut recent = 0u8;
    let suspicious = line.chars().any(|c| {
        recent = (recent << 1 | u8::from(is_odd(classes, c))) & ((1 << WINDOW) - 1);
        recent.count_ones() as usize >= ODD
    });
    if !suspicious {
        return;
    }
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let odd: Vec<bool> = chars.iter().map(|(_, c)| is_odd(classes, *c)).collect();
    let offset = |index: usize| base + chars.get(index).map_or(line.len(), |(at, _)| *at);
    let mut from = 0;
    while let Some((start, end)) = next_region(&odd, from) {
        from = end;
        let low = start.saturating_sub(MARGIN);
        let high = (end + MARGIN).min(chars.len());
        let mut found = Vec::new();
        search(&chars, low, high, &mut found);
        if found.is_empty()
            && let Some(first) = (start..end).find(|at| odd.get(*at) == Some(&true))
            && let Some(last) = (start..end).rfind(|at| odd.get(*at) == Some(&true))
            && let Some(cause) = hopeless(&chars, first, last + 1)
        {
            found.push((first, last + 1, cause));
        }
        for (start, end, cause) in found {
            from = from.max(end);
            let span = Span::new(offset(start), offset(end));
            // Regions overlap in their margins.
            if damages
                .last()
                .is_none_or(|last: &Damage| last.span.end <= span.start)
            {
                damages.push(Damage { span, cause });
            }
        }
    }
}

/// The next stretch at or after `from` in which most characters are odd.
fn next_region(odd: &[bool], from: usize) -> Option<(usize, usize)> {
    let dense = |at: usize| {
        odd.get(at..at + WINDOW)
            .is_some_and(|window| window.iter().filter(|odd| **odd).count() >= ODD)
    };
    let start = (from..odd.len()).find(|at| dense(*at))?;
    let mut end = start + WINDOW;
    while let Some(next) = (end.saturating_sub(WINDOW - 1)..end + WINDOW).rfind(|at| dense(*at)) {
        if next + WINDOW <= end {
            break;
        }
        end = next + WINDOW;
    }
    Some((start, end))
}

/// Is `c` a character that ordinary Chinese print hardly uses?
fn is_odd(classes: Classes, c: char) -> bool {
    !(c.is_ascii()
        || classes.of(c).is_common()
        || matches!(c,
            '\u{3000}'..='\u{3020}' | '\u{FF01}'..='\u{FF5E}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
            | '\u{2190}'..='\u{21FF}' | '\u{25A0}'..='\u{26FF}' | '\u{B7}' | '\u{B0}' | '\u{D7}' | '\u{2103}'))
}

/// A reading that may explain a region.
struct Candidate {
    start: usize,
    end: usize,
    score: f32,
    written: &'static str,
    read: &'static str,
    repaired: String,
    whole: bool,
}

/// Finds the best explanation between `low` and `high`, then those on both sides of it.
fn search(
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
        all.extend(judge(chars, &units, codec.wide, "UTF-8", name));
    }
    for (name, codec) in readers().into_iter().filter(|(_, codec)| !codec.wide) {
        for (written, writer) in writers() {
            let units = pair_units(chars, low, high, codec, writer);
            all.extend(judge(chars, &units, true, written, name));
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
        all.extend(judge(chars, &units, true, written, read));
    }
    let once = utf8_units(chars, low, high, &LATIN_CODEC);
    all.extend(judge(chars, &twice(&once), false, "UTF-8", "Latin-1 twice"));
    let swapped = swap_units(chars, low, high, |c| {
        char::from_u32(u32::from(u16::try_from(u32::from(c)).ok()?.swap_bytes()))
    });
    all.extend(judge(chars, &swapped, true, "UTF-16LE", "UTF-16BE"));
    all
}

/// The best stretch of `units`, if it is good enough.
fn judge(
    chars: &[(usize, char)],
    units: &[Unit],
    strict: bool,
    written: &'static str,
    read: &'static str,
) -> Option<Candidate> {
    let classes = Classes::load();
    let (mut begin, mut close, score) = best_stretch(units)?;
    // Rare characters at the ends cost more than they bring. What is odd as it stands belongs to it all the same; a
    // Han character that may be sound must make a word with its neighbour.
    let belongs = |unit: &Unit, neighbour: Option<&Unit>, first: bool| {
        let from = chars.get(unit.start..unit.end).unwrap_or(&[]);
        let pair = neighbour.is_some_and(|other| {
            if first {
                lexicon::stand_together(unit.to, other.to)
            } else {
                lexicon::stand_together(other.to, unit.to)
            }
        });
        let fits = match unit.to {
            '\u{FFFD}' => return unit.score > -0.5,
            '\u{3001}'..='\u{3011}' | '\u{FF01}'..='\u{FF1F}' => true,
            c => is_han(c) && c < '\u{20000}',
        };
        fits && from.iter().any(|(_, c)| is_odd(classes, *c))
            && (pair || from.iter().any(|(_, c)| is_odd(classes, *c) && !is_han(*c)))
    };
    while units
        .get(close + 1)
        .is_some_and(|unit| belongs(unit, units.get(close), false))
    {
        close += 1;
    }
    while begin > 0
        && units
            .get(begin - 1)
            .is_some_and(|unit| belongs(unit, units.get(begin), true))
    {
        begin -= 1;
    }
    let units = units.get(begin..=close)?;
    let han = units.iter().filter(|unit| is_han(unit.to)).count();
    let common = units.iter().filter(|unit| is_common(unit.to)).count();
    let share = common as f32 / han.max(1) as f32;
    // Where bytes were lost, little is left to decode, but the losses themselves speak for damage.
    let source = chars.get(units.first()?.start..units.last()?.end)?;
    let holes = source.iter().filter(|(_, c)| *c == '\u{FFFD}').count();
    let odd = source.iter().filter(|(_, c)| is_odd(classes, *c)).count();
    let torn = holes >= 2 && odd * 10 >= source.len() * 8;
    let (enough, enough_han) = if torn { (3.5, 2) } else { (6.0, 3) };
    if score < enough || han < enough_han || share < if strict { 0.5 } else { 0.4 } {
        return None;
    }
    let (start, mut end) = (units.first()?.start, units.last()?.end);
    let mut whole = units.iter().all(|unit| unit.to != '\u{FFFD}') && share >= 0.7;
    let mut repaired = String::new();
    for unit in units {
        if unit.to != '\u{FFFD}' || !repaired.ends_with('\u{FFFD}') {
            repaired.push(unit.to);
        }
    }
    // What follows and was lost belongs to it.
    while chars
        .get(end)
        .is_some_and(|(_, c)| matches!(c, '\u{FFFD}' | '\u{80}'..='\u{9F}'))
    {
        end += 1;
        whole = false;
    }
    whole &= holes == 0;
    if !whole && !repaired.ends_with('\u{FFFD}') && end > units.last()?.end {
        repaired.push('\u{FFFD}');
    }
    Some(Candidate {
        start,
        end,
        score,
        written,
        read,
        repaired,
        whole,
    })
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

/// What can be said of a region that nothing explains.
fn hopeless(chars: &[(usize, char)], start: usize, end: usize) -> Option<Cause> {
    let classes = Classes::load();
    let chars: Vec<char> = chars.get(start..end)?.iter().map(|(_, c)| *c).collect();
    let count = |is: &dyn Fn(char) -> bool| chars.iter().filter(|c| is(**c)).count();
    let lost = count(&|c| c == '\u{FFFD}');
    let strange = count(&|c| c != '\u{FFFD}' && !c.is_ascii() && is_odd(classes, c));
    if lost >= 3
        && strange > 0
        && lost * 10 >= chars.len() * 2
        && (lost + strange) * 10 >= chars.len() * 8
    {
        return Some(Cause::Lost);
    }
    let han = count(&is_han);
    let common = count(&is_common);
    let known = chars
        .windows(2)
        .filter(|pair| lexicon::stand_together(pair[0], pair[1]))
        .count();
    let japanese = count(&|c| matches!(c, '\u{3041}'..='\u{30FF}'));
    (han >= 12
        && common * 7 <= han
        && known * 12 <= han
        && japanese * 5 < han
        && han * 10 >= chars.len() * 7)
        .then_some(Cause::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(text: &str) -> Vec<(&'static str, &'static str, String, bool)> {
        find(text)
            .into_iter()
            .filter_map(|damage| match damage.cause {
                Cause::Misread {
                    written,
                    read,
                    repaired,
                    whole,
                } => Some((written, read, repaired, whole)),
                _ => None,
            })
            .collect()
    }

    /// `text` in UTF-8, read as Latin-1.
    fn latin(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    #[test]
    fn every_family_leads_back() {
        let text = "學生今天上課，老師教大家寫字";
        let read_as = |encoding: &'static encoding_rs::Encoding, bytes: &[u8]| {
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        };
        let gbk = encoding_rs::GBK.encode(text).0.into_owned();
        let big5 = encoding_rs::BIG5.encode(text).0.into_owned();
        let cases = [
            ("UTF-8", "Latin-1", latin(text)),
            ("UTF-8", "Latin-1 twice", latin(&latin(text))),
            ("UTF-8", "GBK", read_as(encoding_rs::GBK, text.as_bytes())),
            (
                "UTF-8",
                "Mac Roman",
                read_as(encoding_rs::MACINTOSH, text.as_bytes()),
            ),
            (
                "UTF-8",
                "Shift_JIS",
                read_as(encoding_rs::SHIFT_JIS, text.as_bytes()),
            ),
            (
                "UTF-8",
                "EUC-KR",
                read_as(encoding_rs::EUC_KR, text.as_bytes()),
            ),
            ("UTF-8", "Big5", read_as(encoding_rs::BIG5, text.as_bytes())),
            (
                "GBK",
                "Latin-1",
                gbk.iter().copied().map(char::from).collect(),
            ),
            (
                "GBK",
                "windows-1251",
                read_as(encoding_rs::WINDOWS_1251, &gbk),
            ),
            ("GBK", "Big5", read_as(encoding_rs::BIG5, &gbk)),
            (
                "Big5",
                "Latin-1",
                big5.iter().copied().map(char::from).collect(),
            ),
            ("Big5", "GBK", read_as(encoding_rs::GBK, &big5)),
        ];
        for (written, read, damaged) in cases {
            let found = explained(&format!("他們說：{damaged}。"));
            assert!(
                found
                    .iter()
                    .any(|found| (found.0, found.1) == (written, read)),
                "{written} as {read}: {damaged} gave {found:?}"
            );
            let lossless = !damaged.contains('\u{FFFD}') && !matches!(read, "GBK" | "Big5");
            if lossless {
                assert!(
                    found.iter().any(|found| found.2 == text && found.3),
                    "{read}: {found:?}"
                );
            }
        }
    }

    #[test]
    fn sound_text_is_left_alone() {
        for text in [
            "Müller、Bjørn與Łukasz同場，Ångström單位，Việt Nam。",
            "Правда и Известия 是報紙，Ελλάδα 是希臘。",
            "饕餮貔貅麒麟獬豸螭吻狻猊狴犴，龍生九子。",
            "東京の天気は晴れ、最高気温は二十度。",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
