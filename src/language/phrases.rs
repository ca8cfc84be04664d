//! Phrases that prove a script although none of their characters does alone: 以后, 位于 in
//! traditional text; 看著, 乾净 in simplified.

use super::convert::{LONGEST, Script, phrases_from};
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

/// Pairs of characters that occur in such phrases, hashed to 2^19 bits: an answer of no is
/// certain, and comes before any search.
struct Pairs(Vec<u64>);

static SIMPLIFIED: LazyLock<Pairs> = LazyLock::new(|| Pairs::of(Script::Simplified));
static TRADITIONAL: LazyLock<Pairs> = LazyLock::new(|| Pairs::of(Script::Traditional));

impl Pairs {
    fn of(script: Script) -> Self {
        let mut pairs = Self(vec![0; 1 << 13]);
        for mut columns in phrases_from(script).lines() {
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

fn pairs_of(spelling: Script) -> &'static Pairs {
    match spelling {
        Script::Simplified => &SIMPLIFIED,
        Script::Traditional => &TRADITIONAL,
    }
}

/// Can a phrase spelled in `spelling` cover the character between `before` and `after`?
pub fn possible(spelling: Script, before: Option<char>, c: char, after: Option<char>) -> bool {
    let pairs = pairs_of(spelling);
    before.is_some_and(|before| pairs.holds(before, c))
        || after.is_some_and(|after| pairs.holds(c, after))
}

/// The proving and at-home phrases, spelled in `spelling`, that cover `chars[at]`, the longest first; a proof also changes
/// it.
pub fn covering(spelling: Script, chars: &[char], at: usize) -> Vec<Phrase> {
    let mut found = Vec::new();
    let Some(&c) = chars.get(at) else {
        return found;
    };
    let pairs = pairs_of(spelling);
    // Every pair of a phrase is known: beyond the first unknown one on each side there is nothing to search.
    let held = |i: usize| matches!(chars.get(i..i + 2), Some([first, second]) if pairs.holds(*first, *second));
    let first = (0..at).rev().take_while(|i| held(*i)).last().unwrap_or(at);
    let last = (at..chars.len()).find(|i| !held(*i)).unwrap_or(at);
    let table = phrases_from(spelling);
    for length in (2..=LONGEST.min(last + 1 - first)).rev() {
        for start in first.max((at + 1).saturating_sub(length))..=at.min(last + 1 - length) {
            let Some(part) = chars.get(start..start + length) else {
                break;
            };
            let key: String = part.iter().collect();
            let Some(mut columns) = table.get(&key) else {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(spelling: Script, text: &str, at: usize) -> Option<(String, bool)> {
        let chars: Vec<char> = text.chars().collect();
        let phrase = covering(spelling, &chars, at).into_iter().next()?;
        Some((chars.get(phrase.range)?.iter().collect(), phrase.at_home))
    }

    #[test]
    fn simplified_phrases() {
        let s = Script::Simplified;
        assert_eq!(found(s, "然后他", 1), Some(("然后".into(), false)));
        assert_eq!(found(s, "英國皇后大道", 3), Some(("皇后大道".into(), true)));
        assert_eq!(found(s, "位于港島", 1), Some(("位于".into(), false)));
        assert_eq!(found(s, "公里", 1), None);
        assert_eq!(found(s, "生活拮据的", 3), Some(("拮据".into(), true)));
    }

    #[test]
    fn traditional_phrases() {
        let t = Script::Traditional;
        assert_eq!(found(t, "他看著我", 2), Some(("看著".into(), false)));
        assert_eq!(found(t, "著名作家", 0), None);
        assert_eq!(found(t, "登高瞭望台", 2), Some(("瞭望台".into(), true)));
    }
}
