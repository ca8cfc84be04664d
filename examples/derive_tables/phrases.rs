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

/// Characters whose two forms are both in use in Hong Kong or Taiwan, in print or in names: no evidence. Measured on clean
/// text: without the ones of the first two lines, four in five false alarms of phrases are gone. The rest differ between
/// newspapers or house styles (外佣, 強奸, 痊愈, 系數) although the word lists know one form only.
const HOUSE_STYLE: &str = "周布占了借雇凶回注念采欲伙局致岩卷表只台杰吃核才梁托吊志厘挨症秘吁栖杯床唇灶痴扑\
    群峰線眾糊哄熏晒喂噪叹嘆拿席皂粽烟煙熔炉爐鑑鉴汇彙咨諮晃佛仿抵搜家向\
    幸岳昆璇旗沾千升琅巨板雕跖折克奸出愈凄杆杠咸扎涌佣彩捆腌蒙私肴羡炖蝎瓮栗系";

/// Proven by their counts, whatever their characters.
const KEPT: [&str; 1] = ["關系"];

/// The end of these begins a name as often as not (還有余文樂), or one may swim so (暢游).
const LEFT_OUT: [&str; 10] = [
    "有余", "只余", "尚余", "還余", "長胡", "暢游", "漫游", "夜游", "悠游", "回游",
];

/// What follows 里 in words: anything else follows a word that ends with it (三個里有).
const AFTER_LI: &str = "面邊頭外子海裏裡";

/// What stands before 里 where it is a village or a part of a town.
const BEFORE_LI: &str = "個區苑園鄰村鎮會所間年包";

/// What follows 于 in phrases of two characters that no name begins with.
const AFTER_YU: &str = "是此今本上下年月日其它她他我你這那事各同前後其";

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
                    Some(Tier::Phrase | Tier::Promoted | Tier::Print)
                )
            };
            if has(&rare) { Use::Home } else { Use::Convert }
        } else if proven(simplified, traditional, right, wrong, characters) {
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
        for (half, whole) in halves(simplified, traditional, characters) {
            let wrong = (
                measure(&hk_parts, &inputs.hk, &half),
                measure(&tw_parts, &inputs.tw, &half),
            );
            if proven(&half, &whole, right, wrong, characters) && !covered(&half, &whole, &phrases)
            {
                phrases.entry(half).or_insert((whole, Use::Proof));
            }
        }
    }
    phrases
}

/// The traditional word with one character left simplified that does not show by itself: 計划, 關系; each with the
/// right spelling, in the forms of both regions.
fn halves(
    simplified: &str,
    traditional: &str,
    characters: &CharacterTables,
) -> BTreeMap<String, String> {
    let (hong_kong, taiwan) = characters.regional(traditional);
    let mut found = BTreeMap::new();
    for whole in [traditional, &hong_kong, &taiwan] {
        let pairs: Vec<(char, char)> = simplified.chars().zip(whole.chars()).collect();
        for (at, (s, t)) in pairs.iter().enumerate() {
            if s != t && characters.ambiguous(*s) {
                let spelled: String = pairs
                    .iter()
                    .enumerate()
                    .map(|(i, (s, t))| if i == at { *s } else { *t })
                    .collect();
                if spelled != simplified {
                    found.insert(spelled, whole.to_owned());
                }
            }
        }
    }
    found
}

/// Do shorter proofs inside `spelled` already show each change?
fn covered(spelled: &str, traditional: &str, phrases: &BTreeMap<String, (String, Use)>) -> bool {
    let chars: Vec<char> = spelled.chars().collect();
    let mut open: Vec<bool> = spelled
        .chars()
        .zip(traditional.chars())
        .map(|(s, t)| s != t)
        .collect();
    for start in 0..chars.len() {
        for end in start + 2..=chars.len() {
            let part: String = chars[start..end].iter().collect();
            if end - start < chars.len()
                && phrases
                    .get(&part)
                    .is_some_and(|(_, purpose)| *purpose == Use::Proof)
            {
                open[start..end].fill(false);
            }
        }
    }
    !open.contains(&true)
}

/// Words of a regional list, spelled in simplified characters.
fn from_words(
    words: &Words,
    inputs: &Inputs,
    characters: &CharacterTables,
    candidates: &mut BTreeMap<String, String>,
) {
    for (word, &count) in &words.counts {
        let length = word.chars().count();
        if !(2..=6).contains(&length) || (count as f64) * 1e8 / (words.total as f64) < 4.0 {
            continue;
        }
        let base = characters.based(&characters.unregional(word, inputs));
        let simplified = simplify(&base, inputs);
        if simplified
            .chars()
            .any(|c| characters.ambiguous(c) || characters.evident(c))
        {
            // Of two spellings, 燒毀 and 燒燬, the one that newspapers print more.
            let printed = |word: &str| {
                let (hong_kong, taiwan) = characters.regional(word);
                let of = |list: &Words, form: &str| {
                    list.counts.get(form).copied().unwrap_or(0) as f64 / list.total as f64
                };
                of(&inputs.hk, &hong_kong) + of(&inputs.tw, &taiwan)
            };
            let rarer = candidates
                .get(&simplified)
                .is_none_or(|other| printed(other) < printed(&base));
            if rarer {
                candidates.insert(simplified, base);
            }
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
fn proven(
    simplified: &str,
    traditional: &str,
    right: (f64, f64),
    wrong: (f64, f64),
    characters: &CharacterTables,
) -> bool {
    // Something other than house style must differ, and not only what Hong Kong prints.
    let mut changed = simplified
        .chars()
        .zip(traditional.chars())
        .filter(|(s, t)| s != t)
        .map(|(s, _)| s);
    let tells = changed.any(|s| characters.ambiguous(s) && !HOUSE_STYLE.contains(s));
    // 于美 is a phrase of 於美, and the beginning of names.
    let mut head = simplified.chars();
    let named = head.next() == Some('于')
        && simplified.chars().count() == 2
        && !head.next().is_some_and(|second| AFTER_YU.contains(second));
    let village = match *simplified.chars().collect::<Vec<char>>() {
        ['里', after, ..] => !AFTER_LI.contains(after),
        [before, '里'] => BEFORE_LI.contains(before),
        _ => false,
    };
    if named || village || LEFT_OUT.contains(&simplified) || !(tells || KEPT.contains(&simplified))
    {
        return false;
    }
    let attested = right.0 >= 20.0 || right.1 >= 60.0;
    let contradicted = |right: f64, wrong: f64| wrong > right * 0.005;
    attested && !contradicted(right.0, wrong.0) && !contradicted(right.1, wrong.1)
}
