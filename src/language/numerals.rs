//! Numbers as news writes them: `12`, `１２`, `十二`, `一二`, `兩`.

use super::marks::half_width;

/// The numerals of Chinese from one to nine.
const ONE_TO_NINE: &str = "一二三四五六七八九";

/// Is `c` a digit of either width, or a numeral from 一 to 十?
pub fn is_numeral(c: char) -> bool {
    half_width(c).is_ascii_digit() || c == '十' || ONE_TO_NINE.contains(c)
}

/// The value of one digit.
pub fn digit(c: char) -> Option<u32> {
    match half_width(c) {
        '〇' | '○' | '零' => Some(0),
        '兩' | '两' => Some(2),
        c => c.to_digit(10).or_else(|| {
            let at = ONE_TO_NINE.chars().position(|numeral| numeral == c)?;
            u32::try_from(at + 1).ok()
        }),
    }
}

/// The number that `text` writes: digit by digit, or with 十, 廿, 卅 and 百.
pub fn number(text: &str) -> Option<u32> {
    let mut total: u32 = 0;
    let mut digits: u32 = 0;
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            digits = digits.checked_mul(10)?.checked_add(digit)?;
            continue;
        }
        let (tens, counted): (u32, u32) = match c {
            '十' => (10, digits.max(1)),
            '廿' => (20, 1),
            '卅' => (30, 1),
            '百' => (100, digits.max(1)),
            _ => return None,
        };
        total = total.checked_add(counted.checked_mul(tens)?)?;
        digits = 0;
    }
    total.checked_add(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_to_write_a_number() {
        for (text, value) in [
            ("12", 12),
            ("１２", 12),
            ("十二", 12),
            ("一二", 12),
            ("二十", 20),
            ("廿一", 21),
            ("卅", 30),
            ("一百一十三", 113),
            ("一百〇三", 103),
            ("二〇二四", 2024),
            ("兩", 2),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        assert_eq!(number("十二月"), None);
        assert_eq!(number("99999999999"), None);
    }
}
