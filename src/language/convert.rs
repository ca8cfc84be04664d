//! From one script to the other: characters for matching, words for repairs.

use super::fold::simplified_char;
use super::lexicon::frequency;
use super::table::{Sorted, single};
use std::sync::LazyLock;

/// One of the two scripts of Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// Simplified.
    Simplified,
    /// Traditional.
    Traditional,
}

impl Script {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Simplified => Self::Traditional,
            Self::Traditional => Self::Simplified,
        }
    }
}

/// Whose print a conversion follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Region {
    /// Mainland China.
    China,
    /// Hong Kong.
    HongKong,
    /// Taiwan.
    Taiwan,
}

/// What a word becomes in the other script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The most likely form.
    pub best: String,
    /// Other forms, where a character has several and no phrase tells which; at most three.
    pub others: Vec<String>,
}

const OTHERS: usize = 3;

/// The longest phrase of the tables, in characters.
pub(super) const LONGEST: usize = 8;

static SIMPLIFIED: LazyLock<Sorted> =
    LazyLock::new(|| Sorted::new(include_str!("tables/simplified.txt")));
static TRADITIONAL: LazyLock<Sorted> =
    LazyLock::new(|| Sorted::new(include_str!("tables/traditional.txt")));
static PHRASES: LazyLock<Sorted> =
    LazyLock::new(|| Sorted::new(include_str!("tables/phrases.txt")));
static TRADITIONAL_PHRASES: LazyLock<Sorted> =
    LazyLock::new(|| Sorted::new(include_str!("tables/traditional_phrases.txt")));
static JAPANESE: LazyLock<Sorted> =
    LazyLock::new(|| Sorted::new(include_str!("tables/japanese.txt")));
static REGIONS: LazyLock<Sorted> =
    LazyLock::new(|| Sorted::new(include_str!("tables/regions.txt")));

/// The table of phrases that leads out of `from`.
pub(super) fn phrases_from(from: Script) -> Sorted {
    match from {
        Script::Simplified => *PHRASES,
        Script::Traditional => *TRADITIONAL_PHRASES,
    }
}

/// The traditional forms of a simplified character, the most likely first; empty if it has none.
pub fn traditional_candidates(c: char) -> &'static str {
    let mut buffer = [0; 4];
    SIMPLIFIED
        .get(c.encode_utf8(&mut buffer))
        .and_then(|mut columns| columns.next())
        .unwrap_or("")
}

/// A Japanese form (円, 沢) in the script `to`; other characters as they are.
pub fn from_japanese(word: &str, to: Script, region: Region) -> String {
    let traditional = |c: char| {
        let mut buffer = [0; 4];
        let form = JAPANESE
            .get(c.encode_utf8(&mut buffer))
            .and_then(|mut columns| columns.next());
        single(form).map_or(c, |form| match to {
            Script::Traditional => in_region(form, region),
            Script::Simplified => simplified_form(form),
        })
    };
    word.chars().map(traditional).collect()
}

/// A word in the other script: phrases first, the longest ones; then single characters; then the
/// forms of the region. What is already in the script `to` stays as it is.
pub fn convert(word: &str, to: Script, region: Region) -> Conversion {
    let chars: Vec<char> = word.chars().collect();
    let table = phrases_from(to.other());
    let mut best: Vec<char> = Vec::with_capacity(chars.len());
    let mut choices: Vec<(usize, char)> = Vec::new();
    let form = |c: char, to: char| {
        if c == to || !printable(to) {
            return c;
        }
        in_region(to, region)
    };
    let mut at = 0;
    // A word without a phrase of its own becomes what its characters most likely are: that is how the phrases were
    // chosen. A character outside any word can be another.
    let mut known_until = 0;
    let mut alone = false;
    while let Some(&c) = chars.get(at) {
        let rest = &chars[at..];
        let most = if at < known_until {
            known_until - at
        } else {
            LONGEST
        };
        if let Some(phrase) = longest_phrase(table, rest, most) {
            best.extend(phrase.chars().zip(rest).map(|(to, c)| form(*c, to)));
            at = best.len();
            continue;
        }
        if at >= known_until {
            let length = word_length(rest);
            alone = length == 1;
            known_until = at + length;
        }
        match to {
            Script::Simplified => {
                let simplified = simplified_form(c);
                best.push(if printable(simplified) { simplified } else { c });
            }
            Script::Traditional => {
                let mut candidates = traditional_candidates(c).chars();
                best.push(candidates.next().map_or(c, |to| form(c, to)));
                if alone {
                    choices.extend(candidates.map(|to| (at, form(c, to))));
                }
            }
        }
        at += 1;
    }
    let other = |(at, choice): (usize, char)| -> String {
        best.iter()
            .enumerate()
            .map(|(i, c)| if i == at { choice } else { *c })
            .collect()
    };
    let others = choices.into_iter().map(other).take(OTHERS).collect();
    Conversion {
        best: best.into_iter().collect(),
        others,
    }
}

/// Is `c` in the fonts that everybody has? What Unicode took in later is in few: 𫫇 for 噁 is a hole on the page.
fn printable(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FA5}')
}

/// What the longest phrase at the start of `chars` becomes; it has at most `most` characters.
fn longest_phrase(table: Sorted, chars: &[char], most: usize) -> Option<&'static str> {
    (2..=chars.len().min(most).min(LONGEST))
        .rev()
        .find_map(|length| {
            let key: String = chars.get(..length)?.iter().collect();
            let to = table.get(&key)?.next()?;
            (to.chars().count() == length).then_some(to)
        })
}

/// Characters in the longest known word at the start of `chars`, which holds at least one.
fn word_length(chars: &[char]) -> usize {
    let known = |length: &usize| {
        let word: Option<String> = chars
            .get(..*length)
            .map(|word| word.iter().map(|c| simplified_char(*c)).collect());
        word.is_some_and(|word| frequency(&word).is_some())
    };
    (2..=chars.len().min(6)).rev().find(known).unwrap_or(1)
}

fn simplified_form(c: char) -> char {
    let mut buffer = [0; 4];
    let columns = TRADITIONAL.get(c.encode_utf8(&mut buffer));
    columns.map_or(c, |mut columns| {
        let fold = single(columns.next());
        single(columns.nth(1)).or(fold).unwrap_or(c)
    })
}

/// A traditional word of the tables as `region` prints it.
pub fn in_print(word: &str, region: Region) -> String {
    word.chars().map(|c| in_region(c, region)).collect()
}

fn in_region(c: char, region: Region) -> char {
    let mut buffer = [0; 4];
    let mut forms = REGIONS
        .get(c.encode_utf8(&mut buffer))
        .into_iter()
        .flatten();
    let form = match region {
        Region::China => None,
        Region::HongKong => forms.next(),
        Region::Taiwan => forms.nth(1),
    };
    single(form).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traditional(word: &str, region: Region) -> String {
        convert(word, Script::Traditional, region).best
    }

    #[test]
    fn phrases_decide() {
        for (word, expected) in [
            ("移动通信", "移動通信"),
            ("头发", "頭髮"),
            ("发展", "發展"),
            ("干部", "幹部"),
            ("干净", "乾淨"),
            ("干预", "干預"),
            ("皇后", "皇后"),
            ("以后", "以後"),
            ("公里", "公里"),
            ("属于", "屬於"),
            ("并购", "併購"),
            ("为", "為"),
        ] {
            assert_eq!(traditional(word, Region::HongKong), expected);
        }
    }

    #[test]
    fn regions_differ() {
        assert_eq!(traditional("心里", Region::HongKong), "心裏");
        assert_eq!(traditional("心里", Region::Taiwan), "心裡");
        assert_eq!(traditional("跟着", Region::HongKong), "跟着");
        assert_eq!(traditional("卫生", Region::HongKong), "衞生");
        assert_eq!(traditional("卫生", Region::Taiwan), "衛生");
        assert_eq!(traditional("台湾", Region::Taiwan), "台灣");
        assert_eq!(traditional("永恒", Region::HongKong), "永恒");
    }

    #[test]
    fn ambiguous_has_others() {
        assert!(
            convert("恢复", Script::Traditional, Region::HongKong)
                .others
                .is_empty()
        );
        let conversion = convert("发", Script::Traditional, Region::Taiwan);
        assert_eq!(conversion.best, "發");
        assert_eq!(conversion.others, ["髮"]);
    }

    #[test]
    fn japanese_forms() {
        assert_eq!(
            from_japanese("黒沢", Script::Traditional, Region::Taiwan),
            "黑澤"
        );
        assert_eq!(from_japanese("円", Script::Simplified, Region::China), "圆");
    }

    #[test]
    fn nothing_that_fonts_lack() {
        let simplified = |word: &str| convert(word, Script::Simplified, Region::China).best;
        assert_eq!(simplified("二噁英"), "二噁英");
        assert_eq!(simplified("鱝"), "鲼");
        assert_eq!(simplified("鐩"), "鐩");
    }

    #[test]
    fn back_to_simplified() {
        for (word, expected) in [
            ("移動", "移动"),
            ("乾淨", "干净"),
            ("乾隆", "乾隆"),
            ("看著", "看着"),
            ("著名", "著名"),
            ("瞭望", "瞭望"),
            ("瞭解", "了解"),
        ] {
            assert_eq!(
                convert(word, Script::Simplified, Region::China).best,
                expected
            );
        }
    }
}
