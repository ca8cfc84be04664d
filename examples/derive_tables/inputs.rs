//! Reads the lists that the tables are derived from.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::Path;

/// One character to its counterparts, the most likely first.
pub type Characters = BTreeMap<char, Vec<char>>;

/// A word list: word to count.
pub struct Words {
    pub counts: BTreeMap<String, u64>,
    /// Sum of all counts, words of one character and the ones left out included.
    pub total: u64,
}

/// Everything that is read.
pub struct Inputs {
    pub st: Characters,
    pub ts: Characters,
    pub hk_variants: Characters,
    pub tw_variants: Characters,
    pub shinjitai: Characters,
    pub st_phrases: BTreeMap<String, Vec<String>>,
    pub ts_phrases: BTreeMap<String, Vec<String>>,
    /// Compatibility characters to unified ones.
    pub compatibility: BTreeMap<char, char>,
    pub hk: Words,
    pub tw: Words,
    pub cn: Words,
    pub gb2312: BTreeSet<char>,
    pub big5: BTreeSet<char>,
    /// What the mainland prints traditional text with: the reform of characters undone, its choice of forms kept.
    pub gb12345: BTreeSet<char>,
}

impl Inputs {
    pub fn read(folder: &Path, jieba: &Path) -> io::Result<Self> {
        let text = |name: &str| fs::read_to_string(folder.join(name));
        let mut compatibility: BTreeMap<char, char> = BTreeMap::new();
        for (from, to) in characters(&text("CJK_Compatibility_Ideographs.txt")?) {
            compatibility.insert(from, to[0]);
        }
        compatibility.extend(equivalents(&text("EquivalentUnifiedIdeograph.txt")?));
        Ok(Self {
            st: characters(&text("STCharacters.txt")?),
            ts: characters(&text("TSCharacters.txt")?),
            hk_variants: characters(&text("HKVariants.txt")?),
            tw_variants: characters(&text("TWVariants.txt")?),
            shinjitai: characters(&text("JPShinjitaiCharacters.txt")?),
            st_phrases: phrases(&text("STPhrases.txt")?),
            ts_phrases: phrases(&text("TSPhrases.txt")?),
            compatibility,
            hk: words(&text("hk-word-freq.tsv")?),
            tw: words(&text("tw-word-freq.txt")?),
            cn: words(&fs::read_to_string(jieba)?),
            gb2312: repertoire(encoding_rs::GBK, |high, low| {
                (0xB0..=0xF7).contains(&high) && low >= 0xA1
            }),
            // Big5 as of 1984: what Hong Kong and vendors added around it is left out.
            big5: repertoire(encoding_rs::BIG5, |high, low| {
                let code = u16::from_be_bytes([high, low]);
                (0xA440..=0xC67E).contains(&code) || (0xC940..=0xF9D5).contains(&code)
            }),
            gb12345: include_str!("gb12345.txt")
                .chars()
                .filter(|c| is_han(*c))
                .collect(),
        })
    }
}

fn entries(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
}

fn characters(text: &str) -> Characters {
    let single = |word: &str| {
        let mut chars = word.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    entries(text)
        .filter_map(|(key, values)| {
            let values: Vec<char> = values.split(' ').filter_map(single).collect();
            single(key)
                .filter(|_| !values.is_empty())
                .map(|key| (key, values))
        })
        .collect()
}

fn phrases(text: &str) -> BTreeMap<String, Vec<String>> {
    entries(text)
        .map(|(key, values)| {
            (
                key.to_owned(),
                values.split(' ').map(str::to_owned).collect(),
            )
        })
        .collect()
}

/// `2E81 ; 5382 # …` and ranges `2E85..2E86 ; 4EBB`.
fn equivalents(text: &str) -> Vec<(char, char)> {
    let code = |hex: &str| u32::from_str_radix(hex.trim(), 16).ok();
    let mut found = Vec::new();
    for line in text.lines() {
        let Some((from, to)) = line.split('#').next().and_then(|line| line.split_once(';')) else {
            continue;
        };
        let (first, last) = from.split_once("..").unwrap_or((from, from));
        if let (Some(first), Some(last), Some(to)) = (code(first), code(last), code(to)) {
            let to = char::from_u32(to);
            found.extend((first..=last).filter_map(|from| char::from_u32(from).zip(to)));
        }
    }
    found
}

/// `word<TAB>count` or `word count tag`.
fn words(text: &str) -> Words {
    let mut counts = BTreeMap::new();
    let mut total = 0;
    for line in text.lines() {
        let mut parts = line.split(['\t', ' ']);
        let (Some(word), Some(count)) = (parts.next(), parts.next()) else {
            continue;
        };
        let count: u64 = count.parse().unwrap_or(0);
        total += count;
        if !word.is_empty() && word.chars().all(is_han) {
            *counts.entry(word.to_owned()).or_insert(0) += count;
        }
    }
    Words { counts, total }
}

impl Words {
    /// How often each character occurs.
    pub fn character_counts(&self) -> HashMap<char, u64> {
        let mut counts = HashMap::new();
        for (word, count) in &self.counts {
            for c in word.chars() {
                *counts.entry(c).or_insert(0) += count;
            }
        }
        counts
    }

    /// How often each string of 2 to 6 characters occurs, inside longer words too.
    pub fn substring_counts(&self) -> HashMap<String, u64> {
        let mut counts = HashMap::new();
        for (word, count) in &self.counts {
            let chars: Vec<char> = word.chars().collect();
            for start in 0..chars.len() {
                for end in start + 2..=chars.len().min(start + 6) {
                    let part: String = chars[start..end].iter().collect();
                    *counts.entry(part).or_insert(0) += count;
                }
            }
        }
        counts
    }
}

/// Is it a unified ideograph of the blocks that news text uses?
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{2EBEF}' | '〇')
}

fn repertoire(
    encoding: &'static encoding_rs::Encoding,
    holds: impl Fn(u8, u8) -> bool,
) -> BTreeSet<char> {
    ('\u{4E00}'..='\u{9FFF}')
        .filter(|c| {
            let mut buffer = [0; 4];
            let (bytes, _, failed) = encoding.encode(c.encode_utf8(&mut buffer));
            !failed && matches!(*bytes, [high, low] if holds(high, low))
        })
        .collect()
}
