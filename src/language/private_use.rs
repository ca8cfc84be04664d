//! Private-use characters of the Hong Kong supplement and of GB 18030 that Unicode has since encoded.
//!
//! The cells are computed, the characters are what `encoding_rs` decodes from them.

use encoding_rs::{BIG5, Encoding, GB18030};

/// Is `c` a private-use character?
pub fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// The character that `c` stood for in files from Hong Kong and Taiwan.
pub fn in_big5(c: char) -> Option<char> {
    /// Cells of a row of Big5: trail bytes 40 to 7E, and A1 to FE.
    const ROW: u32 = 157;
    let code = u32::from(c);
    // Where Windows puts the rows for characters of one's own: first code, first lead byte, first cell.
    let (cell, lead) = match code {
        0xE000..=0xE310 => (code - 0xE000, 0xFA),
        0xE311..=0xEEB7 => (code - 0xE311, 0x8E),
        0xEEB8..=0xF6B0 => (code - 0xEEB8, 0x81),
        0xF6B1..=0xF848 => (code - 0xF6B1 + 63, 0xC6),
        _ => return None,
    };
    let trail = match cell % ROW {
        low @ 0..=62 => 0x40 + low,
        high => 0xA1 + high - 63,
    };
    decode(BIG5, lead + cell / ROW, trail)
}

/// The character that `c` stood for in files from the mainland.
pub fn in_gb18030(c: char) -> Option<char> {
    // The six cells that GB 18030 gave to the supplementary plane in 2005; decoders of the web left them where they were.
    const SUPPLEMENT: [(char, char); 6] = [
        ('\u{E816}', '\u{20087}'),
        ('\u{E817}', '\u{20089}'),
        ('\u{E818}', '\u{200CC}'),
        ('\u{E831}', '\u{215D7}'),
        ('\u{E83B}', '\u{2298F}'),
        ('\u{E855}', '\u{241FE}'),
    ];
    if let Some((_, meant)) = SUPPLEMENT.iter().find(|(code, _)| *code == c) {
        return Some(*meant);
    }
    let code = u32::from(c);
    let (lead, trail) = match code {
        0xE78D..=0xE793 => (0xA6, 0xD9 + code - 0xE78D),
        0xE794..=0xE795 => (0xA6, 0xEC + code - 0xE794),
        0xE796 => (0xA6, 0xF3),
        0xE7C7 => (0xA8, 0xBC),
        0xE7C8 => (0xA8, 0xBF),
        0xE7E7..=0xE7F3 => (0xA9, 0x89 + code - 0xE7E7),
        // No cell has the trail byte 7F.
        0xE815..=0xE843 => (0xFE, 0x50 + code - 0xE815),
        0xE844..=0xE864 => (0xFE, 0x80 + code - 0xE844),
        _ => return None,
    };
    decode(GB18030, lead, trail)
}

fn decode(encoding: &'static Encoding, lead: u32, trail: u32) -> Option<char> {
    let bytes = [u8::try_from(lead).ok()?, u8::try_from(trail).ok()?];
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes);
    let mut chars = text.chars();
    let c = chars.next().filter(|c| !damaged && !is_private_use(*c))?;
    chars.next().is_none().then_some(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_the_hong_kong_supplement() {
        // 嘅 and 㗎 are written every day; HKSCS had them at 9DEF and 9DF8.
        let all: Vec<char> = ('\u{E000}'..='\u{F848}').filter_map(in_big5).collect();
        assert!(all.len() > 4000, "{}", all.len());
        for c in ['嘅', '咗', '哋', '喺', '嗰', '邨', '鰂'] {
            let plain = BIG5.encode(&c.to_string()).2;
            assert!(!plain || all.contains(&c), "{c}");
        }
    }

    #[test]
    fn cells_of_gb18030() {
        let all: Vec<char> = ('\u{E78D}'..='\u{E864}').filter_map(in_gb18030).collect();
        assert!(all.len() >= 60, "{}", all.len());
        assert_eq!(in_gb18030('\u{E815}'), Some('⺁'));
        assert_eq!(in_gb18030('\u{E816}'), Some('\u{20087}'));
        assert!(('\u{E815}'..='\u{E864}').all(|c| in_gb18030(c).is_some()));
        assert_eq!(in_gb18030('\u{E000}'), None);
    }
}
