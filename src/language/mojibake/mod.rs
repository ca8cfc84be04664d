//! Text that was written in one encoding and read in another, and the way back.
//!
//! Each way of going wrong is tried on the few places where characters stand together that Chinese print hardly ever
//! uses: what was read is turned back into bytes, these are decoded as they should have been, and the stretch of text
//! that becomes most like Chinese wins. Sound text never gets beyond the first look.
//!
//! `codec` turns text back into bytes: it retraces an encoding from its decoder, and so knows cells that the encoder
//! refuses to write. `decoded` reads these bytes as they were meant, `readings` weighs the ways and picks one, and what
//! no reading explains may still be lost or garbled (`unexplained`).

mod candidate;
mod codec;
mod decoded;
mod readings;
mod shifted;
mod unexplained;
mod utf16;
pub mod weights;

use super::script::Classes;
use crate::Span;
use weights::Weights;

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
    /// GBK read one byte off, behind a lost byte.
    Shifted {
        /// What it says, but for the characters at both ends, which are lost.
        repaired: String,
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
    find_weighed(text, &Weights::fitted())
}

/// The same by other weights than those in use.
pub fn find_weighed(text: &str, weights: &Weights) -> Vec<Damage> {
    let classes = Classes::load();
    let mut damages = Vec::new();
    let mut base = 0;
    for line in text.split_inclusive('\n') {
        // ASCII alone is never damaged in these ways.
        if !line.is_ascii() {
            let before = damages.len();
            shifted::find(line, base, &mut damages);
            if damages.len() == before {
                in_line(line, base, classes, weights, &mut damages);
            }
        }
        base += line.len();
    }
    damages
}

fn in_line(
    line: &str,
    base: usize,
    classes: Classes,
    weights: &Weights,
    damages: &mut Vec<Damage>,
) {
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
        readings::search(&chars, low, high, weights, &mut found);
        if found.is_empty() {
            found.extend(unexplained::judge(&chars, start, end));
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
        let as_latin = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect();
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
            ("GBK", "Latin-1", as_latin(&gbk)),
            (
                "GBK",
                "windows-1251",
                read_as(encoding_rs::WINDOWS_1251, &gbk),
            ),
            ("GBK", "Big5", read_as(encoding_rs::BIG5, &gbk)),
            ("Big5", "Latin-1", as_latin(&big5)),
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
