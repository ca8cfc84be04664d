//! Traditional spellings inside simplified text: words whose traditional form has no character
//! that gives the script away by itself (看著, 乾净), and words that keep one (瞭望, 乾隆).

use crate::characters::{CharacterTables, Tier};
use crate::inputs::Inputs;
use crate::phrases::{Use, simplify, to_traditional};
use std::collections::BTreeMap;

type Phrases = BTreeMap<String, (String, Use)>;

pub fn derive(inputs: &Inputs, characters: &CharacterTables, forward: &Phrases) -> Phrases {
    let parts = inputs.cn.substring_counts();
    let count = |word: &str| parts.get(word).copied().unwrap_or(0);
    let tier = |c: char| characters.traditional.get(&c).copied();
    let weak = |c: char| matches!(tier(c), Some(Tier::Phrase | Tier::Free)) || c == '著';
    let mut reverse = Phrases::new();
    for (traditional, simplified) in &inputs.ts_phrases {
        let by_character: String = traditional
            .chars()
            .map(|c| inputs.ts.get(&c).map_or(c, |s| s[0]))
            .collect();
        // 二噁英 has a simplified spelling that no font prints.
        if traditional == &simplified[0] || !simplified[0].chars().all(printable) {
            reverse.insert(traditional.clone(), (traditional.clone(), Use::Home));
        } else if by_character != simplified[0] {
            reverse.insert(traditional.clone(), (simplified[0].clone(), Use::Convert));
        }
    }
    for (word, &frequency) in &inputs.cn.counts {
        let length = word.chars().count();
        // Many words that begin with 于 are names in the list.
        let least = if word.starts_with('于') { 200 } else { 5 };
        if !(2..=4).contains(&length) || frequency < least {
            continue;
        }
        // A word of the mainland that has such a character in its own right.
        let promoted = |c| matches!(tier(c), Some(Tier::Promoted | Tier::Phrase));
        if word.chars().any(promoted) && simplify(word, inputs) == *word {
            let other: String = word.chars().map(|c| characters.folded(c)).collect();
            if count(&other) < frequency * 20 {
                reverse.insert(word.clone(), (word.clone(), Use::Home));
            }
            continue;
        }
        let (_, traditional) =
            characters.regional(&to_traditional(word, forward, inputs, characters));
        for spelled in spellings(word, &traditional, weak) {
            if (count(&spelled) as f64) <= count(word) as f64 * 0.005 {
                reverse.insert(spelled, (word.clone(), Use::Proof));
            }
        }
    }
    reverse
}

/// Is it in the fonts that everybody has? The later extensions are not.
pub fn printable(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FA5}')
}

/// The traditional spellings of a word in which nothing shows by itself: all of it, where that is so, and the simplified
/// word with one traditional character (终於, 关於).
fn spellings(word: &str, traditional: &str, weak: impl Fn(char) -> bool) -> Vec<String> {
    let pairs: Vec<(char, char)> = word.chars().zip(traditional.chars()).collect();
    let changed: Vec<usize> = (0..pairs.len())
        .filter(|i| pairs[*i].0 != pairs[*i].1)
        .collect();
    let spelled = |at: usize| -> String {
        pairs
            .iter()
            .enumerate()
            .map(|(i, (s, t))| if i == at { *t } else { *s })
            .collect()
    };
    let shown = changed.iter().any(|i| !weak(pairs[*i].1));
    let mut all: Vec<String> = changed
        .iter()
        .filter(|i| weak(pairs[**i].1))
        .map(|i| spelled(*i))
        .collect();
    if !shown && changed.len() > 1 {
        all.push(traditional.to_owned());
    }
    all
}
