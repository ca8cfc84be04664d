//! How frequent a word, a pair of characters or a character is in news.
//!
//! Everything is keyed by the folded form ([`super::fold::simplified_char`]) and so serves both
//! scripts. A frequency class is 0 to 9: 0 is about 0.01 occurrences in a million words, and each
//! class is 4.6 times the one before it.

use super::fold::simplified_char;
use super::pairs::PairSet;
use super::script::class_of;
use super::trie::{self, Node, Trie};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The longest word of the list, in characters.
pub const LONGEST: usize = 6;

/// What a word outside the list costs, one in 10^9; a class of frequency is log(4.6).
pub const UNKNOWN: u32 = 14;

static WORDS: LazyLock<Trie> = LazyLock::new(|| Trie::read(include_bytes!("tables/words.bin")));

/// What is known of one character or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The class as a word, if it is one.
    pub word: Option<u8>,
    /// The class of two neighbours inside words; 0 also for rare ones.
    pub pair: u8,
}

impl Known {
    fn pack(self) -> u8 {
        self.pair << 4 | self.word.map_or(0, |class| class + 1)
    }

    fn unpack(value: u8) -> Self {
        Self {
            word: (value & 15).checked_sub(1),
            pair: value >> 4,
        }
    }
}

/// The table of the words in folded form, as this module reads it.
pub fn encode(words: &BTreeMap<Vec<char>, Known>) -> Vec<u8> {
    trie::encode(
        &words
            .iter()
            .map(|(word, known)| (word.clone(), known.pack()))
            .collect(),
    )
}

fn known(folded: impl IntoIterator<Item = char>) -> Known {
    let words = &*WORDS;
    let end = folded
        .into_iter()
        .try_fold(Node::ROOT, |node, c| words.step(node, c));
    end.map_or_else(Known::default, |node| Known::unpack(words.value(node)))
}

/// The frequency class of a word in folded form.
pub fn frequency(folded: &str) -> Option<u8> {
    known(folded.chars()).word
}

/// The same of a word that no string holds.
pub fn frequency_of(folded: &[char]) -> Option<u8> {
    known(folded.iter().copied()).word
}

/// The words with which `folded` begins, from the shortest on: how many characters, and the class.
pub fn words_at(folded: impl IntoIterator<Item = char>) -> impl Iterator<Item = (usize, u8)> {
    let words = &*WORDS;
    let nodes = folded.into_iter().scan(Node::ROOT, |node, c| {
        *node = words.step(*node, c)?;
        Some(Known::unpack(words.value(*node)).word)
    });
    (1..)
        .zip(nodes)
        .filter_map(|(length, class)| Some((length, class?)))
}

/// Are the two characters, in either script, a word?
pub fn is_word(first: char, second: char) -> bool {
    known([first, second].map(simplified_char)).word.is_some()
}

/// Do the two characters stand together in any word or text known here?
pub fn stand_together(first: char, second: char) -> bool {
    known([first, second].map(simplified_char)) != Known::default()
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
/// their own stand alone. Six look-ups a character at most.
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

/// For each number of characters what the best division of so many costs, and where its last word begins; of equally good
/// ones the shortest last word.
fn divisions(chars: &[char]) -> Vec<(u32, usize)> {
    let mut best = vec![(u32::MAX, 0); chars.len() + 1];
    best[0] = (0, 0);
    for start in 0..chars.len() {
        let before = best[start].0;
        let mut reach = |length: usize, cost: u32| {
            if let Some(best) = best
                .get_mut(start + length)
                .filter(|best| before + cost <= best.0)
            {
                *best = (before + cost, start);
            }
        };
        reach(1, UNKNOWN);
        for (length, class) in words_at(chars[start..].iter().map(|c| simplified_char(*c))) {
            reach(length, 12 - u32::from(class));
        }
    }
    best
}

/// The frequency class of two neighbouring characters inside a word, in either script; 0 also for
/// what the list does not have.
pub fn bigram_class(first: char, second: char) -> u8 {
    known([first, second].map(simplified_char)).pair
}

/// The pairs that have a class above 0, as a set.
static PAIRS: LazyLock<PairSet> =
    LazyLock::new(|| PairSet::new(WORDS.pairs(|value| Known::unpack(value).pair > 0)));

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
