//! Words in which a converter chose the wrong one of several traditional forms: 髮布 for 發布, 麵對 for 面對.

use crate::characters::CharacterTables;
use crate::inputs::{Inputs, Words};
use std::collections::{BTreeMap, HashMap};

/// Occurrences in 100 million words from which a word is common enough to prove that another spelling is wrong.
const COMMON: (f64, f64) = (20.0, 60.0);
/// The share of the other spelling from which newspapers do print it.
const PRINTED: f64 = 0.002;
/// The share of a spelling from which it is one of those that a word has (發布, 發佈).
const SPELLING: f64 = 0.1;
/// Occurrences in the mainland's list from which a word is one there, too.
const KNOWN: u64 = 50;

/// Forms that are written alike in simplified text and are words of their own in traditional. Forms that are one word in
/// two spellings (佈 布, 証 證, 併 並) are a matter of house style, and of the age of the print.
const GROUPS: &str = "發髮 面麵 制製 系係繫 后後 干乾幹 里裏 余餘 出齣 家傢 了瞭 當噹 台颱檯 向嚮 \
    只隻 表錶 團糰 板闆 志誌 胡鬍 歷曆 鐘鍾 須鬚 松鬆 谷穀 斗鬥 舍捨 臟髒 \
    征徵 范範 郁鬱 咸鹹 仆僕 云雲 沈瀋 御禦 朴樸 卜蔔 姜薑 准準 獲穫 佛彿 \
    個箇 丑醜 几幾 丰豐 冬鼕 曲麯 術朮 朱硃 千韆 秋鞦 吁籲 症癥 匯彙 葉叶";

/// Forms that name things: behind any other word they make a new one (潛水錶, 一檯), unless that is the spelling of a very
/// common one (方麵).
const THINGS: &str = "麵錶檯枱髮鬚鐘鍾颱糰闆薑穀麯";
const VERY_COMMON: (f64, f64) = (2_000.0, 4_000.0);

/// What counts or points to things, and stands before any of them.
const COUNTING: &str = "一二三四五六七八九十百千萬兩幾半數每各這那某";

/// Right as they stand, though hardly ever printed.
const LEFT_OUT: [&str; 1] = ["製訂"];

/// Spelling and number of occurrences, in Hong Kong and in Taiwan.
type Spellings = BTreeMap<String, (f64, f64)>;

pub fn derive(inputs: &Inputs, characters: &CharacterTables) -> BTreeMap<String, String> {
    let parts = (inputs.hk.substring_counts(), inputs.tw.substring_counts());
    let measure = |parts: &HashMap<String, u64>, words: &Words, form: &str| {
        parts.get(form).copied().unwrap_or(0) as f64 * 1e8 / words.total as f64
    };
    let printed = |spelling: &str| {
        let (hong_kong, taiwan) = characters.regional(spelling);
        (
            measure(&parts.0, &inputs.hk, &hong_kong),
            measure(&parts.1, &inputs.tw, &taiwan),
        )
    };
    let mut words: Vec<(String, Spellings)> = spellings(inputs, characters).into_iter().collect();
    words.sort_by_key(|(folded, _)| folded.chars().count());
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for (folded, spellings) in words {
        let all = |(hong_kong, taiwan): &(f64, f64)| hong_kong + taiwan;
        let most = spellings.values().map(all).fold(0.0, f64::max);
        // Half of what only Hong Kong's list has are names and pieces of sentences.
        let elsewhere = spellings.values().any(|counts| counts.1 > 0.0)
            || inputs
                .cn
                .counts
                .get(&folded)
                .is_some_and(|count| *count >= KNOWN);
        let right = spellings.iter().filter(|(_, counts)| {
            all(counts) >= most * SPELLING && (counts.0 >= COMMON.0 || counts.1 >= COMMON.1)
        });
        let pairs = right.flat_map(|(right, _)| {
            let wrong = misspelt(right, characters);
            wrong.into_iter().map(move |wrong| (right, wrong))
        });
        for (right, wrong) in pairs.filter(|_| elsewhere) {
            let counts = printed(right);
            let other = printed(&wrong);
            let printed = other.0 > counts.0 * PRINTED || other.1 > counts.1 * PRINTED;
            let very_common = counts.0 >= VERY_COMMON.0 || counts.1 >= VERY_COMMON.1;
            let thing = names_thing(right, &wrong, very_common);
            let left_out = LEFT_OUT.contains(&wrong.as_str());
            if !printed && !thing && !left_out && !covered(&wrong, &found) {
                let (hong_kong, taiwan) = characters.regional(&wrong);
                for form in [&wrong, &hong_kong, &taiwan] {
                    found.insert(form.clone(), right.clone());
                }
            }
        }
    }
    found
}

/// The words of both lists in the tables' forms, grouped by what they fold to.
fn spellings(inputs: &Inputs, characters: &CharacterTables) -> BTreeMap<String, Spellings> {
    let mut groups: BTreeMap<String, Spellings> = BTreeMap::new();
    let lists = [(&inputs.hk, true), (&inputs.tw, false)];
    for (list, hong_kong) in lists {
        for (word, count) in &list.counts {
            if !(2..=4).contains(&word.chars().count()) {
                continue;
            }
            let base = characters.based(&characters.unregional(word, inputs));
            let share = *count as f64 * 1e8 / list.total as f64;
            let group = groups.entry(characters.folded_word(&base)).or_default();
            let counts = group.entry(base).or_insert((0.0, 0.0));
            if hong_kong {
                counts.0 += share;
            } else {
                counts.1 += share;
            }
        }
    }
    groups
}

/// `right` with one character replaced by another of its group.
fn misspelt(right: &str, characters: &CharacterTables) -> Vec<String> {
    let chars: Vec<char> = right.chars().collect();
    let mut found = Vec::new();
    for (at, &c) in chars.iter().enumerate() {
        let group = GROUPS.split(' ').find(|group| group.contains(c));
        for form in group.into_iter().flat_map(|group| group.chars()) {
            // The simplified form is a matter of script.
            if form != c && form != characters.folded(c) {
                let mut wrong = chars.clone();
                wrong[at] = form;
                found.push(wrong.into_iter().collect());
            }
        }
    }
    found
}

/// May `wrong` be a word for a thing that no list has?
fn names_thing(right: &str, wrong: &str, very_common: bool) -> bool {
    let mut behind = wrong.chars().rev();
    let differs = right.chars().last() != wrong.chars().last();
    let thing = differs && behind.next().is_some_and(|c| THINGS.contains(c));
    let counted = behind.next().is_some_and(|c| COUNTING.contains(c));
    thing && (counted || !very_common)
}

/// Does a shorter one stand in it?
fn covered(wrong: &str, found: &BTreeMap<String, String>) -> bool {
    let chars: Vec<char> = wrong.chars().collect();
    (2..chars.len()).any(|length| {
        chars
            .windows(length)
            .any(|part| found.contains_key(&part.iter().collect::<String>()))
    })
}
