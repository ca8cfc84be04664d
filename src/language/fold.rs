//! Forms in which characters are matched and compared.

use std::sync::LazyLock;

use super::is_han;
use super::marks::half_width;
use super::table::{Pages, Sorted, single};

/// What a character folds to; NUL for itself.
static FOLD: LazyLock<Pages<char>> = LazyLock::new(|| {
    let mut pages = Pages::new('\0');
    for mut columns in Sorted::new(include_str!("tables/traditional.txt")).lines() {
        if let (Some(c), Some(to)) = (single(columns.next()), single(columns.next())) {
            *pages.at(c) = to;
        }
    }
    pages
});

/// One form for all scripts and regions, for matching: 動 → 动, 裏 裡 → 里, 著 → 着. Idempotent. It
/// merges more than a conversion would (乾隆 → 干隆) and so is nothing to show.
#[inline]
pub fn simplified_char(c: char) -> char {
    match FOLD.get(c) {
        '\0' => c,
        folded => folded,
    }
}

/// `c` as texts are compared, in half width; `None` for white space and marks. The script stays as it is.
#[inline]
pub fn comparable(c: char) -> Option<char> {
    if is_han(c) {
        return Some(c);
    }
    match half_width(c) {
        c if c.is_ascii() => Some(c).filter(char::is_ascii_alphanumeric),
        // What follows half of all clauses need not be looked up among all letters of the world.
        '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' => None,
        c => Some(c).filter(|c| c.is_alphanumeric()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idempotent() {
        for c in '\u{3400}'..='\u{9FFF}' {
            let folded = simplified_char(c);
            assert_eq!(simplified_char(folded), folded, "{c}");
        }
        for (c, to) in "動裏裡爲為着綫線衞説麼"
            .chars()
            .zip("动里里为为着线线卫说么".chars())
        {
            assert_eq!(simplified_char(c), to, "{c}");
        }
    }
}
