//! Characters that look like others and are encoded apart: radicals, compatibility ideographs, half-width and vertical
//! forms, ligatures.

use super::table::{Pages, Sorted, single};
use std::sync::LazyLock;

/// Why a character has a double.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A Kangxi radical, a radical of the supplement or a stroke.
    Radical,
    /// A compatibility ideograph that Korean or Taiwanese codes brought in: the same character twice.
    Ideograph,
    /// A compatibility ideograph whose glyph can differ from the unified one's, as it may matter in a name.
    Variant,
    /// Half-width katakana and their marks.
    HalfWidth,
    /// Latin letters set as one.
    Ligature,
    /// A mark for vertical lines.
    Vertical,
}

/// The ordinary form of each; NUL for none.
static UNIFIED: LazyLock<Pages<char>> = LazyLock::new(|| {
    let mut pages = Pages::new('\0');
    for mut columns in Sorted::new(include_str!("tables/compatibility.txt")).lines() {
        if let (Some(c), Some(to)) = (single(columns.next()), single(columns.next())) {
            *pages.at(c) = to;
        }
    }
    pages
});

/// U+FF61 to U+FF9F in full width.
const HALF_WIDTH: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/// U+FB00 to U+FB06.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// Vertical marks with their horizontal forms. ︰ is not among them: newspapers in Taiwan print it in horizontal lines.
const VERTICAL: [(char, char); 26] = [
    ('︐', '，'),
    ('︑', '、'),
    ('︒', '。'),
    ('︓', '：'),
    ('︔', '；'),
    ('︕', '！'),
    ('︖', '？'),
    ('︗', '〖'),
    ('︘', '〗'),
    ('︙', '…'),
    ('︵', '（'),
    ('︶', '）'),
    ('︷', '｛'),
    ('︸', '｝'),
    ('︹', '〔'),
    ('︺', '〕'),
    ('︻', '【'),
    ('︼', '】'),
    ('︽', '《'),
    ('︾', '》'),
    ('︿', '〈'),
    ('﹀', '〉'),
    ('﹁', '「'),
    ('﹂', '」'),
    ('﹃', '『'),
    ('﹄', '』'),
];

/// What `c` is the double of, if it is one.
#[inline]
#[expect(clippy::match_same_arms, reason = "the common case comes first")]
pub fn kind_of(c: char) -> Option<Kind> {
    match c {
        // Nearly all text, first.
        '\0'..='\u{2E7F}' | '\u{3400}'..='\u{F8FF}' => None,
        '\u{2E80}'..='\u{2FD5}' | '\u{31C0}'..='\u{31EF}' if UNIFIED.get(c) != '\0' => {
            Some(Kind::Radical)
        }
        '\u{F900}'..='\u{FA0D}' if UNIFIED.get(c) != '\0' => Some(Kind::Ideograph),
        '\u{FA0E}'..='\u{FAD9}' | '\u{2F800}'..='\u{2FA1F}' if UNIFIED.get(c) != '\0' => {
            Some(Kind::Variant)
        }
        '\u{FF61}'..='\u{FF9F}' => Some(Kind::HalfWidth),
        '\u{FB00}'..='\u{FB06}' => Some(Kind::Ligature),
        '\u{FE10}'..='\u{FE44}' if VERTICAL.iter().any(|(vertical, _)| *vertical == c) => {
            Some(Kind::Vertical)
        }
        _ => None,
    }
}

/// `text` with the ordinary form of each such character.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﾞ' | 'ﾟ' if voice(&mut out, c) => {}
            '\u{FF61}'..='\u{FF9F}' => out.extend(HALF_WIDTH.chars().nth(c as usize - 0xFF61)),
            '\u{FB00}'..='\u{FB06}' => out.push_str(LIGATURES[c as usize - 0xFB00]),
            _ => {
                let vertical = VERTICAL.iter().find(|(vertical, _)| *vertical == c);
                let unified = Some(UNIFIED.get(c)).filter(|unified| *unified != '\0');
                out.push(
                    vertical
                        .map(|(_, horizontal)| *horizontal)
                        .or(unified)
                        .unwrap_or(c),
                );
            }
        }
    }
    out
}

/// Joins a voicing mark to the syllable before it; in Unicode the voiced ones follow theirs.
fn voice(out: &mut String, mark: char) -> bool {
    let Some(last) = out.chars().next_back() else {
        return false;
    };
    let step = match (last, mark) {
        ('ウ', 'ﾞ') => Some('ヴ'),
        ('カ'..='ト' | 'ハ'..='ホ', 'ﾞ') => char::from_u32(last as u32 + 1),
        ('ハ'..='ホ', _) => char::from_u32(last as u32 + 2),
        _ => None,
    };
    let Some(voiced) = step else { return false };
    out.pop();
    out.push(voiced);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        assert_eq!(kind_of('⼈'), Some(Kind::Radical));
        assert_eq!(kind_of('⻓'), Some(Kind::Radical));
        assert_eq!(kind_of('\u{F9BA}'), Some(Kind::Ideograph));
        assert_eq!(kind_of('\u{FA19}'), Some(Kind::Variant));
        assert_eq!(kind_of('ｶ'), Some(Kind::HalfWidth));
        for c in "人長神︰。「\u{FA0E}\u{FA0F}\u{FA11}\u{FA13}\u{FA14}\u{FA1F}\u{FA21}\u{FA23}\u{FA24}\u{FA27}\u{FA28}\u{FA29}".chars() {
            assert_eq!(kind_of(c), None, "{c}");
        }
    }

    #[test]
    fn plain_forms() {
        assert_eq!(plain("⼈⻓\u{F9BA}ﬁ﹁"), "人长了fi「");
        assert_eq!(plain("ｶﾞｷﾞﾊﾟﾎﾟﾃﾚﾋﾞ｡"), "ガギパポテレビ。");
        assert_eq!(plain("ﾞｱﾞ"), "゛ア゛");
    }
}
