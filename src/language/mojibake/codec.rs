//! Encodings as tables in both directions, to retrace how text was misread.

use std::sync::LazyLock;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, MACINTOSH, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
};

use crate::language::table::Pages;

/// An encoding as tables in both directions, the characters included that its encoder refuses to write.
pub(super) struct Codec {
    /// Has it characters of two bytes?
    pub(super) wide: bool,
    pairs: Vec<char>,
    /// The bytes of each character, the last in the lowest place; 0 for none.
    back: Pages<u16>,
}

impl Codec {
    fn of(encoding: &'static Encoding) -> Self {
        let mut back = Pages::new(0);
        let mut add = |c: char, bytes: [u8; 2]| {
            let place = back.at(c);
            if *place == 0 {
                *place = u16::from_be_bytes(bytes);
            }
        };
        let mut pairs = vec!['\0'; 1 << 15];
        let singles: Vec<[u8; 1]> = (0x80..=0xFF).map(|byte| [byte]).collect();
        for ([byte], c) in decoded(encoding, &singles) {
            add(c, [0, byte]);
        }
        let wide = !encoding.is_single_byte();
        if wide {
            let of_lead = |lead| (0x40..=0xFE).map(move |trail| [lead, trail]);
            let all: Vec<[u8; 2]> = (0x81..=0xFE).flat_map(of_lead).collect();
            for ([lead, trail], c) in decoded(encoding, &all) {
                pairs[Self::slot(lead, trail)] = c;
                add(c, [lead, trail]);
            }
        } else if encoding == WINDOWS_1252 {
            // Latin-1 and windows-1252 are mixed up as often as not.
            for byte in 0x80..=0x9F {
                add(char::from(byte), [0, byte]);
            }
        }
        Self { wide, pairs, back }
    }

    fn slot(lead: u8, trail: u8) -> usize {
        usize::from(lead & 0x7F) << 8 | usize::from(trail)
    }

    /// The bytes that are read as `c`.
    pub(super) fn bytes(&self, c: char) -> Option<(u8, Option<u8>)> {
        if c.is_ascii() {
            return u8::try_from(u32::from(c)).ok().map(|byte| (byte, None));
        }
        match self.back.get(c).to_be_bytes() {
            [0, 0] => None,
            [0, byte] => Some((byte, None)),
            [lead, trail] => Some((lead, Some(trail))),
        }
    }

    /// The character of two bytes.
    pub(super) fn decode(&self, lead: u8, trail: u8) -> Option<char> {
        let c = *self.pairs.get(Self::slot(lead, trail))?;
        (lead >= 0x81 && c != '\0').then_some(c)
    }
}

/// Those of `all` that are one character in `encoding`, each with it. All are decoded in one go, a line each: no character
/// has a line end in it.
fn decoded<const LENGTH: usize>(
    encoding: &'static Encoding,
    all: &[[u8; LENGTH]],
) -> Vec<([u8; LENGTH], char)> {
    let lines = all.iter().flat_map(|bytes| bytes.iter().chain(b"\n"));
    let lines: Vec<u8> = lines.copied().collect();
    let (text, _) = encoding.decode_without_bom_handling(&lines);
    let only = |line: &str| {
        let mut chars = line.chars();
        let c = chars.next().filter(|c| *c != char::REPLACEMENT_CHARACTER);
        c.filter(|_| chars.next().is_none())
    };
    let pairs = all.iter().zip(text.split('\n'));
    pairs
        .filter_map(|(bytes, line)| Some((*bytes, only(line)?)))
        .collect()
}

pub(super) static GBK_CODEC: LazyLock<Codec> = LazyLock::new(|| Codec::of(GB18030));
pub(super) static BIG5_CODEC: LazyLock<Codec> = LazyLock::new(|| Codec::of(BIG5));
static SHIFT_JIS_CODEC: LazyLock<Codec> = LazyLock::new(|| Codec::of(SHIFT_JIS));
static EUC_KR_CODEC: LazyLock<Codec> = LazyLock::new(|| Codec::of(EUC_KR));
pub(super) static LATIN_CODEC: LazyLock<Codec> = LazyLock::new(|| Codec::of(WINDOWS_1252));
static CENTRAL_CODEC: LazyLock<Codec> = LazyLock::new(|| Codec::of(WINDOWS_1250));
static CYRILLIC_CODEC: LazyLock<Codec> = LazyLock::new(|| Codec::of(WINDOWS_1251));
static MACINTOSH_CODEC: LazyLock<Codec> = LazyLock::new(|| Codec::of(MACINTOSH));

/// The encodings that text is wrongly read in.
pub(super) fn readers() -> [(&'static str, &'static Codec); 8] {
    [
        ("GBK", &GBK_CODEC),
        ("Big5", &BIG5_CODEC),
        ("Shift_JIS", &SHIFT_JIS_CODEC),
        ("EUC-KR", &EUC_KR_CODEC),
        ("Latin-1", &LATIN_CODEC),
        ("windows-1250", &CENTRAL_CODEC),
        ("windows-1251", &CYRILLIC_CODEC),
        ("Mac Roman", &MACINTOSH_CODEC),
    ]
}

/// The encodings of two bytes a character that text was written in.
pub(super) fn writers() -> [(&'static str, &'static Codec); 2] {
    [("GBK", &GBK_CODEC), ("Big5", &BIG5_CODEC)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_what_the_encoding_says() {
        for encoding in [GB18030, BIG5, SHIFT_JIS, EUC_KR] {
            let codec = Codec::of(encoding);
            for (lead, trail) in
                (0x81..=0xFE).flat_map(|lead| (0x40..=0xFE).map(move |trail| (lead, trail)))
            {
                let bytes = [lead, trail];
                let (text, damaged) = encoding.decode_without_bom_handling(&bytes);
                let mut chars = text.chars();
                let whole = chars.next().filter(|_| !damaged && chars.next().is_none());
                assert_eq!(
                    codec.decode(lead, trail),
                    whole,
                    "{} {lead:X} {trail:X}",
                    encoding.name()
                );
            }
        }
    }
}
