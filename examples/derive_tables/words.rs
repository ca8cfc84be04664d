//! Words, pairs and common characters, keyed by the simplified form and so good for both scripts.

use crate::characters::CharacterTables;
use crate::inputs::{Inputs, Words};
use newslint::language::lexicon::{self, Known};
use std::collections::{BTreeMap, BTreeSet};

/// Words in the list. Half the size is the last 50,000 of them, which news text uses once in
/// 10,000 words.
const WORDS: usize = 105_000;
const PAIRS: usize = 24_000;
const COMMON: usize = 1_100;

/// Frequency class of occurrences per million words: 0 is 0.01, each step is a factor of 4.6.
pub fn class(per_million: f64) -> u8 {
    let class = ((per_million.max(1e-9)).log10() + 2.0) * 1.5;
    class.clamp(0.0, 9.0) as u8
}

pub struct WordTables {
    /// A trie: of each word the class, of each pair of characters inside words theirs.
    pub words: Vec<u8>,
    pub common: String,
}

pub fn derive(inputs: &Inputs, characters: &CharacterTables) -> WordTables {
    let folded = fold_lists(inputs, characters);
    let mut ranked: Vec<(&String, f64)> =
        folded.iter().map(|(word, count)| (word, *count)).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let long = ranked
        .iter()
        .filter(|(word, _)| (2..=6).contains(&word.chars().count()));
    let chosen: BTreeMap<&str, f64> = long.take(WORDS).map(|(w, f)| (w.as_str(), *f)).collect();
    let singles: BTreeMap<&str, f64> = folded
        .iter()
        .filter(|(word, f)| word.chars().nth(1).is_none() && **f >= 0.05)
        .map(|(word, f)| (word.as_str(), *f))
        .collect();
    WordTables {
        words: words(chosen.into_iter().chain(singles), pairs(&folded)),
        common: common(&folded, characters),
    }
}

/// Occurrences per million words, the mean of the three lists, for each folded word.
fn fold_lists(inputs: &Inputs, characters: &CharacterTables) -> BTreeMap<String, f64> {
    let mut folded: BTreeMap<String, f64> = BTreeMap::new();
    for list in [&inputs.hk, &inputs.tw, &inputs.cn] {
        let Words { counts, total } = list;
        for (word, count) in counts {
            let share = *count as f64 * 1e6 / *total as f64 / 3.0;
            *folded.entry(characters.folded_word(word)).or_insert(0.0) += share;
        }
    }
    folded
}

/// `pairs` are characters that stand together inside words; most are words themselves.
fn words<'w>(
    words: impl Iterator<Item = (&'w str, f64)>,
    pairs: impl Iterator<Item = ((char, char), f64)>,
) -> Vec<u8> {
    let mut known: BTreeMap<Vec<char>, Known> = BTreeMap::new();
    for (word, frequency) in words {
        known.entry(word.chars().collect()).or_default().word = Some(class(frequency));
    }
    for ((first, second), frequency) in pairs {
        known.entry(vec![first, second]).or_default().pair = class(frequency);
    }
    lexicon::encode(&known)
}

/// The most frequent pairs of neighbours inside words, and how frequent they are.
fn pairs(folded: &BTreeMap<String, f64>) -> impl Iterator<Item = ((char, char), f64)> {
    let mut counts: BTreeMap<(char, char), f64> = BTreeMap::new();
    for (word, frequency) in folded {
        let chars: Vec<char> = word.chars().collect();
        for pair in chars.windows(2) {
            *counts.entry((pair[0], pair[1])).or_insert(0.0) += frequency;
        }
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(PAIRS);
    ranked.into_iter()
}

/// The most frequent characters, each in every form that the regions print.
fn common(folded: &BTreeMap<String, f64>, characters: &CharacterTables) -> String {
    let mut counts: BTreeMap<char, f64> = BTreeMap::new();
    for (word, frequency) in folded {
        for c in word.chars() {
            *counts.entry(c).or_insert(0.0) += frequency;
        }
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let frequent: BTreeSet<char> = ranked.iter().take(COMMON).map(|(c, _)| *c).collect();
    let printed = |c: char| {
        let of =
            |counts: &std::collections::HashMap<char, u64>| counts.get(&c).copied().unwrap_or(0);
        of(&characters.hk_counts) >= 2000 || of(&characters.tw_counts) >= 200
    };
    let mut all = frequent.clone();
    all.extend(
        characters
            .fold
            .iter()
            .filter(|(form, to)| frequent.contains(to) && printed(**form))
            .map(|(form, _)| *form),
    );
    let mut out = String::new();
    for (index, c) in all.into_iter().enumerate() {
        if index > 0 && index % 40 == 0 {
            out.push('\n');
        }
        out.push(c);
    }
    out.push('\n');
    out
}
