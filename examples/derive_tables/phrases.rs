//! Phrases: conversions that single characters get wrong, and the ones that prove a wrong script.

use crate::characters::{CharacterTables, Tier};
use crate::inputs::{Inputs, Words};
use std::collections::{BTreeMap, HashMap};

/// What a phrase is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Needed to convert right, no more.
    Convert,
    /// The simplified spelling does not occur in traditional text: it proves a wrong script.
    Proof,
    /// Spelled alike in both scripts, although a character of it usually is not (皇后).
    Home,
}

/// Characters whose two forms are both in use in Hong Kong or Taiwan: house style, no evidence.
/// Measured on clean text: without these, four in five false alarms of phrases are gone.
const HOUSE_STYLE: &str = "周布占了借雇凶回注念采欲伙局致岩卷表只台杰吃核才梁托吊志厘挨症秘吁愿栖杯床唇灶痴扑\
    群峰線眾糊哄熏晒喂噪叹嘆拿席皂粽烟煙熔炉爐鑑鉴汇彙咨諮晃佛仿抵搜家向";

pub fn derive(inputs: &Inputs, characters: &CharacterTables) -> BTreeMap<String, (String, Use)> {
    let hk_parts = inputs.hk.substring_counts();
    let tw_parts = inputs.tw.substring_counts();
    let mut candidates: BTreeMap<String, String> = BTreeMap::new();
    for (simplified, traditional) in &inputs.st_phrases {
        if simplified.chars().count() <= 8 {
            candidates.insert(simplified.clone(), characters.based(&traditional[0]));
        }
    }
    for words in [&inputs.tw, &inputs.hk] {
        from_words(words, inputs, characters, &mut candidates);
    }
    // Shorter ones first: a longer phrase is needed only where they do not give it.
    let mut by_length: Vec<(&String, &String)> = candidates.iter().collect();
    by_length.sort_by_key(|(simplified, _)| (simplified.chars().count(), *simplified));
    let mut phrases: BTreeMap<String, (String, Use)> = BTreeMap::new();
    for (simplified, traditional) in by_length {
        if simplified.chars().count() != traditional.chars().count() {
            continue;
        }
        let measure = |parts: &HashMap<String, u64>, words: &Words, form: &str| {
            let count = parts.get(form).copied().unwrap_or(0) as f64;
            count * 1e8 / words.total as f64
        };
        let (hk_form, tw_form) = characters.regional(traditional);
        let right = (
            measure(&hk_parts, &inputs.hk, &hk_form),
            measure(&tw_parts, &inputs.tw, &tw_form),
        );
        let wrong = (
            measure(&hk_parts, &inputs.hk, simplified),
            measure(&tw_parts, &inputs.tw, simplified),
        );
        let in_mainland = inputs.cn.counts.get(simplified).copied().unwrap_or(0);
        let has = |test: &dyn Fn(char) -> bool| simplified.chars().any(test);
        let purpose = if has(&|c| characters.evident(c)) && simplified != traditional {
            Use::Convert
        } else if simplified == traditional {
            let rare = |c| {
                matches!(
                    characters.simplified.get(&c),
                    Some(Tier::Phrase | Tier::Promoted)
                )
            };
            if has(&rare) { Use::Home } else { Use::Convert }
        } else if proven(simplified, traditional, right, wrong) {
            Use::Proof
        } else {
            Use::Convert
        };
        let attested = right.0 + right.1 >= 5.0 || in_mainland >= 20;
        let needed = match purpose {
            Use::Proof => true,
            Use::Home => {
                right.0 >= 4.0 || right.1 >= 10.0 || inputs.st_phrases.contains_key(simplified)
            }
            Use::Convert => {
                attested && to_traditional(simplified, &phrases, inputs, characters) != *traditional
            }
        };
        if needed {
            phrases.insert(simplified.clone(), (traditional.clone(), purpose));
        }
    }
    phrases
}

/// Words of a regional list, spelled in simplified characters.
fn from_words(
    words: &Words,
    inputs: &Inputs,
    characters: &CharacterTables,
    candidates: &mut BTreeMap<String, String>,
) {
    let to_base: HashMap<char, char> = characters
        .regions
        .iter()
        .flat_map(|(&base, &(hk, tw))| [(hk, base), (tw, base)])
        .filter(|(form, base)| form != base && !inputs.st.contains_key(form))
        .collect();
    for (word, &count) in &words.counts {
        let length = word.chars().count();
        if !(2..=6).contains(&length) || (count as f64) * 1e8 / (words.total as f64) < 4.0 {
            continue;
        }
        let base: String = word
            .chars()
            .map(|c| to_base.get(&c).copied().unwrap_or(c))
            .collect();
        let base = characters.based(&base);
        let simplified = simplify(&base, inputs);
        if simplified
            .chars()
            .any(|c| characters.ambiguous(c) || characters.evident(c))
        {
            candidates.entry(simplified).or_insert(base);
        }
    }
}

/// Traditional to simplified: the longest phrase, then single characters.
pub fn simplify(word: &str, inputs: &Inputs) -> String {
    let chars: Vec<char> = word.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    'next: while at < chars.len() {
        for end in (at + 2..=chars.len()).rev() {
            let part: String = chars[at..end].iter().collect();
            if let Some(simplified) = inputs.ts_phrases.get(&part) {
                out.push_str(&simplified[0]);
                at = end;
                continue 'next;
            }
        }
        out.push(inputs.ts.get(&chars[at]).map_or(chars[at], |s| s[0]));
        at += 1;
    }
    out
}

/// Simplified to traditional by the phrases given, then single characters.
pub fn to_traditional(
    word: &str,
    phrases: &BTreeMap<String, (String, Use)>,
    inputs: &Inputs,
    characters: &CharacterTables,
) -> String {
    let chars: Vec<char> = word.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    'next: while at < chars.len() {
        for end in (at + 2..=chars.len()).rev() {
            let part: String = chars[at..end].iter().collect();
            if let Some((traditional, _)) = phrases.get(&part) {
                out.push_str(traditional);
                at = end;
                continue 'next;
            }
        }
        let first = inputs.st.get(&chars[at]).map_or(chars[at], |t| t[0]);
        out.push(characters.base.get(&first).copied().unwrap_or(first));
        at += 1;
    }
    out
}

/// Frequencies are occurrences per 100 million words, for Hong Kong and Taiwan.
fn proven(simplified: &str, traditional: &str, right: (f64, f64), wrong: (f64, f64)) -> bool {
    let mut changed = simplified
        .chars()
        .zip(traditional.chars())
        .filter(|(s, t)| s != t);
    // Something other than house style must differ.
    if changed.all(|(s, _)| HOUSE_STYLE.contains(s)) || simplified.chars().count() < 2 {
        return false;
    }
    let attested = right.0 >= 20.0 || right.1 >= 60.0;
    let contradicted = |right: f64, wrong: f64| wrong > right * 0.003;
    attested && !contradicted(right.0, wrong.0) && !contradicted(right.1, wrong.1)
}
