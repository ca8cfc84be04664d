//! How frequent a word, a pair of characters or a character is in news.
//!
//! Everything is keyed by the folded form ([`super::fold::simplified_char`]) and so serves both
//! scripts. A frequency class is 0 to 9: 0 is about 0.01 occurrences in a million words, and each
//! class is 4.6 times the one before it.

use super::fold::simplified_char;
use super::pairs::PairSet;
use super::script::class_of;
use super::table::{body, line_around};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The longest word of the list, in characters.
pub const LONGEST: usize = 6;

/// What a word outside the list costs, one in 10^9; a class of frequency is log(4.6).
pub const UNKNOWN: u32 = 14;

/// Words that begin with one character.
struct Group {
    /// Class of the character as a word of its own.
    alone: Option<u8>,
    /// Lines: the rest of each word and its class.
    rest: &'static str,
}

static WORDS: LazyLock<HashMap<char, Group>> = LazyLock::new(|| {
    let groups = body(include_str!("tables/words.txt"))
        .split('>')
        .filter(|group| !group.is_empty());
    groups
        .filter_map(|group| {
            let (head, rest) = group.split_once('\n')?;
            let mut head = head.chars();
            Some((
                head.next()?,
                Group {
                    alone: head.next().and_then(digit),
                    rest,
                },
            ))
        })
        .collect()
});

static BIGRAMS: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    let lines = body(include_str!("tables/bigrams.txt")).lines();
    lines
        .filter_map(|line| line.chars().next().map(|first| (first, line)))
        .collect()
});

fn digit(c: char) -> Option<u8> {
    c.to_digit(10).and_then(|digit| u8::try_from(digit).ok())
}

/// The frequency class of a word in folded form.
pub fn frequency(folded: &str) -> Option<u8> {
    let mut chars = folded.chars();
    let group = WORDS.get(&chars.next()?)?;
    let rest = chars.as_str();
    if rest.is_empty() {
        return group.alone;
    }
    group.class(|word| word.cmp(rest))
}

/// The same of a word that no string holds.
pub fn frequency_of(folded: &[char]) -> Option<u8> {
    let (first, rest) = folded.split_first()?;
    let group = WORDS.get(first)?;
    if rest.is_empty() {
        return group.alone;
    }
    group.class(|word| word.chars().cmp(rest.iter().copied()))
}

impl Group {
    /// The class of the word whose rest `compare` finds equal.
    fn class(&self, compare: impl Fn(&str) -> Ordering) -> Option<u8> {
        let bytes = self.rest.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let (start, end) = line_around(bytes, low.midpoint(high), b'\n');
            let line = self.rest.get(start..end)?;
            let (word, class) = line.split_at_checked(line.len().checked_sub(1)?)?;
            match compare(word) {
                Ordering::Equal => return class.chars().next().and_then(digit),
                Ordering::Less => low = end + 1,
                Ordering::Greater => high = start,
            }
        }
        None
    }
}

/// Are the two characters, in either script, a word?
pub fn is_word(first: char, second: char) -> bool {
    let folded: String = [first, second].into_iter().map(simplified_char).collect();
    frequency(&folded).is_some()
}

/// Do the two characters stand together in any word or text known here?
pub fn stand_together(first: char, second: char) -> bool {
    bigram_class(first, second) > 0 || is_word(first, second)
}

/// The longest word of the list that covers `chars[at]`; of equally long ones the most frequent. The
/// characters may be in either script. One character if there is none.
pub fn longest_word_covering(chars: &[char], at: usize) -> Range<usize> {
    for length in (2..=LONGEST.min(chars.len())).rev() {
        let starts = (at + 1).saturating_sub(length)..=at;
        let found = starts
            .filter_map(|start| {
                let word = folded(chars.get(start..start + length)?);
                frequency(&word).map(|class| (class, start))
            })
            .max_by_key(|&(class, start)| (class, std::cmp::Reverse(start)));
        if let Some((_, start)) = found {
            return start..start + length;
        }
    }
    at..at + 1
}

fn folded(chars: &[char]) -> String {
    chars.iter().map(|c| simplified_char(*c)).collect()
}

/// The most likely division of `chars` into words: the end of each. Characters without a word of
/// their own stand alone. Quadratic in nothing: six look-ups a character.
pub fn word_ends(chars: &[char]) -> Vec<usize> {
    let best = divisions(chars);
    let mut ends = Vec::new();
    let mut at = chars.len();
    while at > 0 {
        ends.push(at);
        at = best.get(at).map_or(0, |(_, start)| *start);
    }
    ends.reverse();
    ends
}

/// How unlikely the most likely division of `chars` is: the logarithm, in classes of frequency.
pub fn division_cost(chars: &[char]) -> u32 {
    divisions(chars).last().map_or(0, |(cost, _)| *cost)
}

/// For each number of characters what the best division of so many costs, and where its last word begins.
fn divisions(chars: &[char]) -> Vec<(u32, usize)> {
    // Folded once, and cut by offsets: six strings a character would cost more than the look-ups.
    let text = folded(chars);
    let offsets: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let word = |start: usize, end: usize| text.get(*offsets.get(start)?..*offsets.get(end)?);
    let mut best: Vec<(u32, usize)> = vec![(0, 0)];
    for end in 1..=chars.len() {
        let mut cheapest = (u32::MAX, end - 1);
        for length in 1..=LONGEST.min(end) {
            let start = end - length;
            let class = word(start, end).and_then(frequency);
            let cost = match class {
                Some(class) => 12 - u32::from(class),
                None if length == 1 => UNKNOWN,
                None => continue,
            };
            let total = best
                .get(start)
                .map_or(u32::MAX, |(before, _)| before + cost);
            if total < cheapest.0 {
                cheapest = (total, start);
            }
        }
        best.push(cheapest);
    }
    best
}

/// The frequency class of two neighbouring characters inside a word, in either script; 0 also for
/// what the list does not have.
pub fn bigram_class(first: char, second: char) -> u8 {
    let second = simplified_char(second);
    let mut chars = BIGRAMS
        .get(&simplified_char(first))
        .copied()
        .unwrap_or("")
        .chars()
        .skip(1);
    while let (Some(c), Some(class)) = (chars.next(), chars.next()) {
        if c == second {
            return digit(class).unwrap_or(0);
        }
    }
    0
}

/// The pairs that have a class above 0, as a set.
static PAIRS: LazyLock<PairSet> = LazyLock::new(|| {
    PairSet::new(BIGRAMS.iter().flat_map(|(first, line)| {
        let mut chars = line.chars().skip(1);
        std::iter::from_fn(move || Some((*first, chars.next().zip(chars.next())?.0)))
    }))
});

/// The pairs of characters that stand together in many words, for loops that ask at each character.
#[derive(Clone, Copy)]
pub struct CommonPairs(&'static PairSet);

impl CommonPairs {
    /// Loads the set at the first call.
    pub fn load() -> Self {
        Self(&PAIRS)
    }

    /// Are the two, in folded form, such a pair? One in forty others seems to be one too.
    #[inline]
    pub fn has(self, first: char, second: char) -> bool {
        self.0.has(first, second)
    }
}

/// Is it one of the most frequent characters of either script? There are about 1,100, some 1,500
/// with all their forms.
pub fn is_common(c: char) -> bool {
    class_of(c).is_common()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequencies() {
        assert!(frequency("中国") > frequency("移动"));
        assert!(frequency("移动").is_some_and(|class| class >= 4));
        assert_eq!(frequency("动移"), None);
        assert!(frequency("的") >= Some(8));
    }

    #[test]
    fn covering_either_script() {
        let chars: Vec<char> = "世界人民幣大會".chars().collect();
        assert_eq!(longest_word_covering(&chars, 2), 2..5);
        let chars: Vec<char> = "鼷".chars().collect();
        assert_eq!(longest_word_covering(&chars, 0), 0..1);
    }

    #[test]
    fn costs() {
        let cost = |text: &str| division_cost(&text.chars().collect::<Vec<char>>());
        assert_eq!(cost(""), 0);
        assert!(cost("批准") + cost("備用金") < cost("批") + cost("准備") + cost("用金"));
    }

    #[test]
    fn divides() {
        let chars: Vec<char> = "全面包圍".chars().collect();
        assert_eq!(word_ends(&chars), [2, 4]);
        let chars: Vec<char> = "美制裁中國".chars().collect();
        assert_eq!(word_ends(&chars), [1, 3, 5]);
    }

    #[test]
    fn pairs() {
        assert!(bigram_class('國', '家') >= 6);
        assert_eq!(bigram_class('國', '國'), bigram_class('国', '国'));
        assert!(bigram_class('锟', '斤') == 0);
    }
}
