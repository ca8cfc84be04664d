//! Phrases that prove a script although none of their characters does alone: 以后, 位于 in
//! traditional text; 看著, 乾净 in simplified. And those that prove a converter's wrong choice: 髮布.

use super::convert::{LONGEST, Script, phrases_from};
use super::table::Sorted;
use std::ops::Range;
use std::sync::LazyLock;

/// A phrase found in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Where, in characters.
    pub range: Range<usize>,
    /// Its form in the other script, before regional forms.
    pub other: &'static str,
    /// Spelled so in both scripts (皇后), and so a reason for silence. Otherwise the spelling
    /// belongs to one script only.
    pub at_home: bool,
}

/// A table of phrases.
pub struct Phrases {
    table: Sorted,
    pairs: Pairs,
}

static SIMPLIFIED: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(phrases_from(Script::Simplified)));
static TRADITIONAL: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(phrases_from(Script::Traditional)));
static CONVERTED: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(Sorted::new(include_str!("tables/conversions.txt"))));

/// Phrases spelled in `script`.
pub fn spelled_in(script: Script) -> &'static Phrases {
    match script {
        Script::Simplified => &SIMPLIFIED,
        Script::Traditional => &TRADITIONAL,
    }
}

/// Traditional phrases with a character that a converter chose wrongly (髮布, 麵對).
pub fn converted() -> &'static Phrases {
    &CONVERTED
}

/// Pairs of characters that occur in such phrases, hashed to 2^19 bits: an answer of no is
/// certain, and comes before any search.
struct Pairs(Vec<u64>);

impl Pairs {
    fn of(table: Sorted) -> Self {
        let mut pairs = Self(vec![0; 1 << 13]);
        for mut columns in table.lines() {
            let (Some(from), Some(_), Some(_)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            for (first, second) in from.chars().zip(from.chars().skip(1)) {
                let (word, bit) = Self::place(first, second);
                pairs.0[word] |= bit;
            }
        }
        pairs
    }

    fn place(first: char, second: char) -> (usize, u64) {
        let hash =
            (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA6B);
        let hash = (hash ^ (hash >> 15)) as usize & 0x7_FFFF;
        (hash >> 6, 1 << (hash & 63))
    }

    fn holds(&self, first: char, second: char) -> bool {
        let (word, bit) = Self::place(first, second);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

impl Phrases {
    fn new(table: Sorted) -> Self {
        let pairs = Pairs::of(table);
        Self { table, pairs }
    }

    /// Can one of them cover the character between `before` and `after`?
    pub fn may_cover(&self, before: Option<char>, c: char, after: Option<char>) -> bool {
        before.is_some_and(|before| self.pairs.holds(before, c))
            || after.is_some_and(|after| self.pairs.holds(c, after))
    }

    /// The proving and at-home phrases that cover `chars[at]`, the longest first; a proof also changes it.
    pub fn covering(&self, chars: &[char], at: usize) -> Vec<Phrase> {
        let mut found = Vec::new();
        let Some(&c) = chars.get(at) else {
            return found;
        };
        // Every pair of a phrase is known: beyond the first unknown one on each side there is nothing to search.
        let held = |i: usize| matches!(chars.get(i..i + 2), Some([first, second]) if self.pairs.holds(*first, *second));
        let first = (0..at).rev().take_while(|i| held(*i)).last().unwrap_or(at);
        let last = (at..chars.len()).find(|i| !held(*i)).unwrap_or(at);
        for length in (2..=LONGEST.min(last + 1 - first)).rev() {
            for start in first.max((at + 1).saturating_sub(length))..=at.min(last + 1 - length) {
                let Some(part) = chars.get(start..start + length) else {
                    break;
                };
                let key: String = part.iter().collect();
                let Some(mut columns) = self.table.get(&key) else {
                    continue;
                };
                let (Some(other), Some(mark)) = (columns.next(), columns.next()) else {
                    continue;
                };
                let at_home = mark == "=";
                if at_home || other.chars().nth(at - start) != Some(c) {
                    found.push(Phrase {
                        range: start..start + length,
                        other,
                        at_home,
                    });
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &Phrases, text: &str, at: usize) -> Option<(String, bool)> {
        let chars: Vec<char> = text.chars().collect();
        let phrase = phrases.covering(&chars, at).into_iter().next()?;
        Some((chars.get(phrase.range)?.iter().collect(), phrase.at_home))
    }

    #[test]
    fn simplified_phrases() {
        let s = spelled_in(Script::Simplified);
        assert_eq!(found(s, "然后他", 1), Some(("然后".into(), false)));
        assert_eq!(found(s, "英國皇后大道", 3), Some(("皇后大道".into(), true)));
        assert_eq!(found(s, "位于港島", 1), Some(("位于".into(), false)));
        assert_eq!(found(s, "公里", 1), None);
        assert_eq!(found(s, "生活拮据的", 3), Some(("拮据".into(), true)));
    }

    #[test]
    fn traditional_phrases() {
        let t = spelled_in(Script::Traditional);
        assert_eq!(found(t, "他看著我", 2), Some(("看著".into(), false)));
        assert_eq!(found(t, "著名作家", 0), None);
        assert_eq!(found(t, "登高瞭望台", 2), Some(("瞭望台".into(), true)));
    }

    #[test]
    fn wrong_conversions() {
        let c = converted();
        assert_eq!(found(c, "昨日髮布", 2), Some(("髮布".into(), false)));
        assert_eq!(found(c, "麵對困難", 0), Some(("麵對".into(), false)));
        assert_eq!(found(c, "頭髮", 1), None);
        assert_eq!(found(c, "麵粉", 0), None);
    }
}
