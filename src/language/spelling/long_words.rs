//! Words of three to eight characters, found although one of their characters is not the right one.
//!
//! Each word is kept once for each of its characters, under the characters beside that one: a gap that is asked for
//! gives the characters that listed words have there. The table is read where it lies.
//!
//! A byte tells how many bits number the buckets. Then comes a filter, eight bytes a bucket, in which each hash that occurs
//! has three bits of one word, so that most questions end there; in three bytes each, how many entries stand before each bucket, and how many there are; and
//! the entries of six bytes: a mark of the characters beside the gap, the right character, and what is known of the word.

use std::array;
use std::borrow::Cow;
use std::ops::Range;

/// The longest word, in characters.
pub const LONGEST: usize = 8;
/// The shortest.
pub const SHORTEST: usize = 3;

/// Bytes of the filter for a bucket, which are a word of it.
const FILTER: usize = 8;
const HEAD: usize = 3;
const ENTRY: usize = 6;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// How frequent it is, as [`crate::language::lexicon::frequency`] tells it; 0 for rarer ones too.
    pub class: u8,
    /// Which lists have it: a bit each.
    pub lists: u8,
}

impl About {
    /// A list of idioms has it.
    pub const IDIOM: u8 = 1;
    /// A list of terms of a field has it.
    pub const TERM: u8 = 2;
    /// The frequencies of a newspaper of Hong Kong have it.
    pub const HONG_KONG: u8 = 4;
    /// The list of jieba has it.
    pub const CHINA: u8 = 8;
    /// The list of `McBopomofo` has it.
    pub const TAIWAN: u8 = 16;

    /// Does one of these lists have it?
    pub fn is_in(self, lists: u8) -> bool {
        self.lists & lists != 0
    }
}

/// A word that a text would have if one character were another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// Where it begins in the text.
    pub start: usize,
    /// Its length in characters.
    pub length: usize,
    /// Which of its characters the text does not have.
    pub gap: usize,
    /// What it has there.
    pub right: char,
    /// What is known of it.
    pub about: About,
    /// How many words, likely ones or not, the characters beside the gap have.
    pub fillers: u8,
}

impl Near {
    /// The word, given the text.
    pub fn word(&self, text: &[char]) -> ([char; LONGEST], usize) {
        let mut word = ['\0'; LONGEST];
        for (place, c) in word
            .iter_mut()
            .take(self.length)
            .zip(text.iter().skip(self.start))
        {
            *place = *c;
        }
        if let Some(gap) = word.get_mut(self.gap) {
            *gap = self.right;
        }
        (word, self.length)
    }
}

/// The characters under which a word without one of its own is kept, as offsets from the gap: first those of words of three
/// characters, by their gap, then those of longer ones, by the first three gaps and all others.
const KINDS: [&[isize]; 7] = [
    &[1, 2],
    &[-1, 1],
    &[-2, -1],
    &[1, 2, 3],
    &[-1, 1, 2],
    &[-2, -1, 1],
    &[-3, -2, -1],
];

fn kind_of(length: usize, gap: usize) -> usize {
    if length == SHORTEST {
        gap
    } else {
        SHORTEST + gap.min(3)
    }
}

/// How far these characters are from the gap at most.
const REACH: usize = 3;

/// For each kind the hash of the characters around `gap` that it asks for; `None` where one of them is not there.
#[inline]
fn hashes(text: &[char], gap: usize) -> [Option<u64>; KINDS.len()] {
    let around: [Option<char>; 2 * REACH + 1] =
        array::from_fn(|place| text.get((gap + place).checked_sub(REACH)?).copied());
    array::from_fn(|kind| {
        let with_next = |key: u64, offset: &isize| {
            let place = REACH.checked_add_signed(*offset)?;
            Some(with(key, (*around.get(place)?)?))
        };
        let key = KINDS[kind].iter().try_fold(kind as u64, with_next);
        key.map(mixed)
    })
}

#[inline]
fn with(key: u64, c: char) -> u64 {
    key << 20 ^ u64::from(c)
}

/// What an entry says, but for the mark.
struct Entry {
    length: usize,
    gap: usize,
    right: char,
    about: About,
}

impl Entry {
    fn write(&self) -> Option<[u8; ENTRY - 2]> {
        let [first, second] = u16::try_from(u32::from(self.right)).ok()?.to_le_bytes();
        let length = u8::try_from(self.length - SHORTEST).ok()?;
        let gap = u8::try_from(self.gap).ok()?;
        Some([
            first,
            second,
            self.about.class.min(15) << 4 | length,
            self.about.lists << 3 | gap,
        ])
    }

    fn read([first, second, info, lists]: [u8; ENTRY - 2]) -> Self {
        let code = u32::from(u16::from_le_bytes([first, second]));
        Self {
            length: usize::from(info & 15) + SHORTEST,
            gap: usize::from(lists & 7),
            right: char::from_u32(code).unwrap_or_default(),
            about: About {
                class: info >> 4,
                lists: lists >> 3,
            },
        }
    }
}

#[inline]
fn mixed(key: u64) -> u64 {
    let key = (key ^ key >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (key ^ key >> 29).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// Where the word of the filter for `hash` begins, and the bits that it has there.
#[inline]
fn filter(hash: u64, bits: u32) -> (usize, u64) {
    let word = usize::try_from(hash >> 34).unwrap_or(0) & ((1 << bits) - 1);
    let bit = |at: u32| 1 << (hash >> at & 63);
    (1 + word * FILTER, bit(16) | bit(22) | bit(28))
}

/// A mark of all characters of `word` but the one at `gap`; `hash` is that of the nearest three, which are all that words of
/// up to four characters have.
#[inline]
fn mark(word: &[char], gap: usize, hash: u64) -> u16 {
    let (far, farther) = match gap {
        0..=2 => (word.get(4..), None),
        _ => (word.get(..gap - 3), word.get(gap + 1..)),
    };
    let rest = far.unwrap_or(&[]).iter().chain(farther.unwrap_or(&[]));
    let rest = rest.fold(0_u32, |all, c| {
        (all ^ u32::from(*c)).wrapping_mul(0x9E37_79B1)
    });
    short(hash) ^ u16::try_from(rest >> 16).unwrap_or(0)
}

/// The mark of the nearest three alone.
#[inline]
fn short(hash: u64) -> u16 {
    u16::try_from(hash & 0xFFFF).unwrap_or(0)
}

/// A list of words.
pub struct LongWords(Cow<'static, [u8]>);

static BUILTIN: LongWords = LongWords(Cow::Borrowed(include_bytes!("../tables/long_words.bin")));

impl LongWords {
    /// The list that is derived from public ones.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// A list of `words` in folded form; those that are too short or too long are left out.
    pub fn new<'w>(words: impl Iterator<Item = (&'w [char], About)>) -> Self {
        let mut entries: Vec<(u64, [u8; ENTRY])> = Vec::new();
        for (word, about) in words.filter(|(word, _)| (SHORTEST..=LONGEST).contains(&word.len())) {
            for (gap, right) in word.iter().enumerate() {
                let (length, right) = (word.len(), *right);
                let entry = Entry {
                    length,
                    gap,
                    right,
                    about,
                }
                .write();
                let hash = hashes(word, gap)[kind_of(length, gap)];
                if let (Some(hash), Some([a, b, c, d])) = (hash, entry) {
                    let [low, high] = mark(word, gap, hash).to_le_bytes();
                    entries.push((hash, [low, high, a, b, c, d]));
                }
            }
        }
        let bits = (usize::BITS - (entries.len() / 12).leading_zeros()).max(1);
        entries.sort_unstable_by_key(|(hash, entry)| (hash >> (64 - bits), *entry));
        let mut bytes = vec![0; 1 + (FILTER << bits)];
        bytes[0] = u8::try_from(bits).unwrap_or(0);
        for (hash, _) in &entries {
            let (word, mask) = filter(*hash, bits);
            for (byte, more) in bytes[word..].iter_mut().zip(mask.to_le_bytes()) {
                *byte |= more;
            }
        }
        for bucket in 0..=1_u64 << bits {
            let before = entries.partition_point(|(hash, _)| hash >> (64 - bits) < bucket);
            bytes.extend(before.to_le_bytes().iter().take(HEAD));
        }
        bytes.extend(entries.iter().flat_map(|(_, entry)| entry));
        Self(Cow::Owned(bytes))
    }

    /// The list as it is written to a file.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    fn entries(&self, hash: u64) -> &[[u8; ENTRY]] {
        self.range(hash).map_or(&[], |range| self.at(&range))
    }

    /// Where the entries of a bucket stand.
    #[inline]
    fn range(&self, hash: u64) -> Option<Range<usize>> {
        let bits = u32::from(*self.0.first()?);
        let (word, mask) = filter(hash, bits);
        let word = u64::from_le_bytes(*self.0.get(word..)?.first_chunk()?);
        if word & mask != mask {
            return None;
        }
        let heads = 1 + (FILTER << bits);
        let at = heads + usize::try_from(hash >> (64 - bits)).ok()? * HEAD;
        let (before, behind) = self.0.get(at..at + 2 * HEAD)?.split_at(HEAD);
        let number = |bytes: &[u8]| {
            let high_first = bytes.iter().rev();
            high_first.fold(0, |all, byte| all << 8 | usize::from(*byte))
        };
        let entries = heads + ((1 << bits) + 1) * HEAD;
        Some(entries + number(before) * ENTRY..entries + number(behind) * ENTRY)
    }

    #[inline]
    fn at(&self, range: &Range<usize>) -> &[[u8; ENTRY]] {
        self.0.get(range.clone()).unwrap_or(&[]).as_chunks().0
    }

    /// Adds to `found` every word that `text`, in folded form, has but for the character at `at`, and that has one there
    /// that `likely` lets pass.
    pub fn near(
        &self,
        text: &[char],
        at: usize,
        likely: impl Fn(char) -> bool,
        found: &mut Vec<Near>,
    ) {
        // All places first, then what stands there: memory is asked for all of them at once.
        let place = |hash| Some((hash, self.range(hash)?));
        let places = hashes(text, at).map(|hash| hash.and_then(place));
        for (kind, place) in places.iter().enumerate() {
            let Some((hash, range)) = place else {
                continue;
            };
            let short = short(*hash);
            let (before, mut fillers) = (found.len(), 0_u8);
            for [low, high, entry @ ..] in self.at(range) {
                let marked = u16::from_le_bytes([*low, *high]);
                let entry = Entry::read(*entry);
                let (length, gap) = (entry.length, entry.gap);
                if length <= 4 && marked != short || kind_of(length, gap) != kind {
                    continue;
                }
                let Some(start) = at.checked_sub(gap) else {
                    continue;
                };
                let window = text.get(start..start + length);
                if window.is_none_or(|window| mark(window, gap, *hash) != marked) {
                    continue;
                }
                fillers = fillers.saturating_add(1);
                if likely(entry.right) {
                    let (right, about) = (entry.right, entry.about);
                    found.push(Near {
                        start,
                        length,
                        gap,
                        right,
                        about,
                        fillers: 0,
                    });
                }
            }
            for near in found.iter_mut().skip(before) {
                near.fillers = fillers;
            }
        }
    }

    /// Do the three characters of `text` begin or end a word of four?
    pub fn has_part(&self, text: &[char]) -> bool {
        [SHORTEST, SHORTEST + 3].into_iter().any(|kind| {
            let hash = mixed(text.iter().fold(kind as u64, |key, c| with(key, *c)));
            let short = short(hash).to_le_bytes();
            self.entries(hash).iter().any(|[low, high, entry @ ..]| {
                let entry = Entry::read(*entry);
                entry.length == 4 && entry.about.class > 0 && [*low, *high] == short
            })
        })
    }

    /// Is `text` as a whole a word of the list?
    pub fn has(&self, text: &[char]) -> bool {
        let gap = text.len().saturating_sub(1);
        let mut found = Vec::new();
        self.near(text, gap, |right| Some(&right) == text.last(), &mut found);
        found.iter().any(|near| near.length == text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_is_found_without_any_of_its_characters(
            words in prop::collection::btree_set("[一-三甲-申]{3,8}", 1..20),
            before in "[丁七]{0,3}",
            behind in "[丁七]{0,3}",
        ) {
            let words: Vec<Vec<char>> = words.iter().map(|word| word.chars().collect()).collect();
            let about = About { class: 5, lists: About::IDIOM };
            let list = LongWords::new(words.iter().map(|word| (word.as_slice(), about)));
            for word in &words {
                prop_assert!(list.has(word));
                for gap in 0..word.len() {
                    let mut text: Vec<char> = before.chars().chain(word.iter().copied()).chain(behind.chars()).collect();
                    let start = before.chars().count();
                    text[start + gap] = '丙';
                    let mut found = Vec::new();
                    list.near(&text, start + gap, |_| true, &mut found);
                    let right = |near: &Near| near.start == start && near.word(&text).0[..near.length] == word[..];
                    prop_assert!(found.iter().any(right), "{word:?} without {gap}");
                }
            }
        }
    }

    #[test]
    fn a_word_is_no_part() {
        let words = LongWords::builtin();
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        assert!(words.has(&chars("循序渐进")) && !words.has(&chars("循续渐进")));
        assert!(words.has_part(&chars("循序渐")) && words.has_part(&chars("序渐进")));
        assert!(!words.has_part(&chars("续渐进")));
    }
}
