//! Characters: which script each one gives away, what it folds to, what it becomes in each region.

use crate::inputs::Inputs;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How far a simplified form gives its script away inside traditional text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// One occurrence is evidence.
    Strong,
    /// A form that the reform did not make: it chose it among those in print (强, 却) or drew it anew (内, 黄).
    Print,
    /// Strong, but printed in Hong Kong as if it were traditional.
    HongKong,
    /// Evidence outside the words that it is at home in.
    Promoted,
    /// Evidence only inside a proven phrase, or where no word is at home.
    Phrase,
    /// A traditional character in its own right; evidence only inside a proven phrase.
    Free,
}

impl Tier {
    /// The letter that stands for it in the table.
    pub fn letter(self) -> char {
        match self {
            Self::Strong => '1',
            Self::Print => 'p',
            Self::HongKong => 'h',
            Self::Promoted => '2',
            Self::Phrase => '3',
            Self::Free => 'f',
        }
    }
}

/// Strong by the rules, and yet the house style of Hong Kong's Legislative Council, or the usual form of a Cantonese word
/// (揾工, 撑場); too rare in that newspaper for the share to tell.
const HONG_KONG_STYLE: [char; 4] = ['耻', '屉', '揾', '撑'];

/// Rare enough to be promoted by their share, but 4 in 5 of the false alarms of the whole tier came
/// from these (并州, 拮据, 子么, 筑波).
const NOT_PROMOTED: [char; 4] = ['并', '筑', '据', '么'];

pub struct CharacterTables {
    pub simplified: BTreeMap<char, Tier>,
    pub traditional: BTreeMap<char, Tier>,
    pub fold: BTreeMap<char, char>,
    /// `OpenCC`'s standard form to the one that the tables are written in: what both regions print,
    /// where they agree (爲 → 為, 衆 → 眾), else the standard.
    pub base: BTreeMap<char, char>,
    /// Base form to its form in Hong Kong and in Taiwan, where the two differ.
    pub regions: BTreeMap<char, (char, char)>,
    /// The other way round.
    pub standard: BTreeMap<char, char>,
    pub hk_counts: HashMap<char, u64>,
    pub tw_counts: HashMap<char, u64>,
}

impl CharacterTables {
    pub fn derive(inputs: &Inputs) -> Self {
        let fold = fold(inputs);
        let hk_counts = inputs.hk.character_counts();
        let tw_counts = inputs.tw.character_counts();
        let cn_counts = inputs.cn.character_counts();
        let simplified = simplified_tiers(inputs, &forms_of(&fold), &hk_counts, &tw_counts);
        let traditional = traditional_tiers(inputs, &cn_counts);
        let mut tables = Self {
            simplified,
            traditional,
            fold,
            base: BTreeMap::new(),
            regions: BTreeMap::new(),
            standard: BTreeMap::new(),
            hk_counts,
            tw_counts,
        };
        for (standard, (hong_kong, taiwan)) in tables.regional_forms(inputs) {
            if hong_kong == taiwan {
                tables.base.insert(standard, hong_kong);
            } else {
                let forms = [hong_kong, taiwan]
                    .into_iter()
                    .filter(|form| *form != standard);
                tables.standard.extend(forms.map(|form| (form, standard)));
                tables.regions.insert(standard, (hong_kong, taiwan));
            }
        }
        tables
    }

    /// `c` in its simplified form.
    pub fn folded(&self, c: char) -> char {
        self.fold.get(&c).copied().unwrap_or(c)
    }

    /// A word of `OpenCC`'s standard in the tables' forms.
    pub fn based(&self, word: &str) -> String {
        word.chars()
            .map(|c| self.base.get(&c).copied().unwrap_or(c))
            .collect()
    }

    /// A printed word with its regional forms replaced by the standard ones.
    pub fn unregional(&self, word: &str, inputs: &Inputs) -> String {
        let standard = |c: char| self.standard.get(&c).copied().unwrap_or(c);
        let own = |c: char| inputs.st.contains_key(&c);
        word.chars()
            .map(|c| if own(c) { c } else { standard(c) })
            .collect()
    }

    /// A word in the tables' forms as Hong Kong and as Taiwan print it.
    pub fn regional(&self, word: &str) -> (String, String) {
        let forms = |c: char| self.regions.get(&c).copied().unwrap_or((c, c));
        word.chars().map(forms).unzip()
    }

    /// May the simplified form stand in traditional text without giving it away?
    pub fn ambiguous(&self, c: char) -> bool {
        matches!(self.simplified.get(&c), Some(Tier::Phrase | Tier::Free))
    }

    /// Is it evidence by itself?
    pub fn evident(&self, c: char) -> bool {
        matches!(
            self.simplified.get(&c),
            Some(Tier::Strong | Tier::Print | Tier::Promoted)
        )
    }

    /// A word in its simplified form, character by character.
    pub fn folded_word(&self, word: &str) -> String {
        word.chars().map(|c| self.folded(c)).collect()
    }

    /// For each standard character the form that a region's newspapers print most: `OpenCC`'s lists
    /// follow reference glyphs (説, 税) that are under 0.01 % of what Hong Kong prints.
    fn regional_forms(&self, inputs: &Inputs) -> BTreeMap<char, (char, char)> {
        let mut forms: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
        for variants in [&inputs.hk_variants, &inputs.tw_variants] {
            for (&standard, region) in variants {
                forms.entry(standard).or_default().extend(region);
            }
        }
        for (&c, &tier) in &self.simplified {
            // 吓 is a Cantonese word of its own beside 嚇.
            if tier == Tier::HongKong && c != '吓' {
                forms.entry(inputs.st[&c][0]).or_default().insert(c);
            }
        }
        forms
            .into_iter()
            .map(|(standard, mut others)| {
                others.insert(standard);
                // 煙 also stands for 菸, 只 for 衹: a merged character is no form of the other.
                let own = |c: &char| {
                    *c == standard
                        || !inputs.ts.contains_key(c)
                        || self.folded(*c) == self.folded(standard)
                };
                others.retain(own);
                let pick = |counts: &HashMap<char, u64>, variants: &super::inputs::Characters| {
                    let count = |c: &char| counts.get(c).copied().unwrap_or(0);
                    if others.iter().map(count).sum::<u64>() < 50 {
                        return variants.get(&standard).map_or(standard, |forms| forms[0]);
                    }
                    others.iter().copied().max_by_key(count).unwrap_or(standard)
                };
                let hong_kong = pick(&self.hk_counts, &inputs.hk_variants);
                let taiwan = pick(&self.tw_counts, &inputs.tw_variants);
                (standard, (hong_kong, taiwan))
            })
            .filter(|&(standard, forms)| forms != (standard, standard))
            .collect()
    }
}

/// The share of `of` among all forms of one character.
fn share(counts: &HashMap<char, u64>, of: char, others: &[char]) -> f64 {
    let count = |c: char| counts.get(&c).copied().unwrap_or(0) as f64;
    let all = count(of)
        + others
            .iter()
            .filter(|c| **c != of)
            .map(|c| count(*c))
            .sum::<f64>();
    if all == 0.0 { 0.0 } else { count(of) / all }
}

/// Each simplified character to everything that folds to it.
fn forms_of(fold: &BTreeMap<char, char>) -> BTreeMap<char, Vec<char>> {
    let mut forms: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for (&from, &to) in fold {
        forms.entry(to).or_default().push(from);
    }
    forms
}

fn simplified_tiers(
    inputs: &Inputs,
    forms: &BTreeMap<char, Vec<char>>,
    hk: &HashMap<char, u64>,
    tw: &HashMap<char, u64>,
) -> BTreeMap<char, Tier> {
    let mut tiers = BTreeMap::new();
    for (&c, traditional) in &inputs.st {
        let forms = forms.get(&c).unwrap_or(traditional);
        let in_hk = share(hk, c, forms);
        let in_tw = share(tw, c, forms);
        if !traditional.contains(&c) && !inputs.big5.contains(&c) {
            let printed = in_hk >= 0.01 && hk.get(&c).is_some_and(|count| *count >= 20);
            let hong_kong = printed || HONG_KONG_STYLE.contains(&c);
            tiers.insert(
                c,
                if hong_kong {
                    Tier::HongKong
                } else if in_print(inputs, c, traditional[0]) {
                    Tier::Print
                } else {
                    Tier::Strong
                },
            );
            continue;
        }
        // A form that no list knows tells nothing about its share.
        let known = traditional
            .iter()
            .any(|t| hk.get(t).is_some_and(|count| *count >= 100));
        let changes = traditional.iter().any(|t| *t != c);
        if !changes {
            continue;
        }
        tiers.insert(
            c,
            if !known {
                Tier::Free
            } else if in_hk < 0.005 && in_tw < 0.01 && !NOT_PROMOTED.contains(&c) {
                if in_print(inputs, c, traditional[0]) {
                    Tier::Print
                } else {
                    Tier::Promoted
                }
            } else if in_hk < 0.10 {
                Tier::Phrase
            } else {
                Tier::Free
            },
        );
    }
    tiers
}

/// Does traditional print have the form, too? The mainland's traditional standard goes back behind the reform of
/// characters, but keeps the forms chosen among those in print: it has `c`, and not the form `standard`.
fn in_print(inputs: &Inputs, c: char, standard: char) -> bool {
    inputs.gb2312.contains(&c) && inputs.gb12345.contains(&c) && !inputs.gb12345.contains(&standard)
}

fn traditional_tiers(inputs: &Inputs, cn: &HashMap<char, u64>) -> BTreeMap<char, Tier> {
    let mut tiers = BTreeMap::new();
    for (&c, simplified) in &inputs.ts {
        if simplified.iter().all(|s| *s == c) {
            continue;
        }
        // 鐩 and others have a simplified form on paper that no text of the mainland could print when
        // the character came up: they stay traditional there.
        let printable = ('\u{4E00}'..='\u{9FA5}').contains(&simplified[0]);
        if !simplified.contains(&c) && !inputs.gb2312.contains(&c) && printable {
            tiers.insert(c, Tier::Strong);
            continue;
        }
        let known = simplified
            .iter()
            .any(|s| cn.get(s).is_some_and(|count| *count >= 100));
        let shared = share(cn, c, simplified);
        // 後 has no simplified reading; 於 and 乾 have one.
        let promoted = if simplified.contains(&c) {
            0.001
        } else {
            0.005
        };
        tiers.insert(
            c,
            if known && shared < promoted && inputs.big5.contains(&c) {
                Tier::Promoted
            } else if known && shared < 0.10 && inputs.big5.contains(&c) {
                Tier::Phrase
            } else {
                Tier::Free
            },
        );
    }
    tiers
}

/// Traditional characters and variants to one simplified form each.
fn fold(inputs: &Inputs) -> BTreeMap<char, char> {
    let mut fold: BTreeMap<char, char> = BTreeMap::new();
    for (&c, simplified) in &inputs.ts {
        // 么 is simplified for 麼, and in Taiwan also the traditional form of 幺: it stays.
        let both = simplified.contains(&c) && inputs.st.contains_key(&c);
        if let Some(&s) = simplified.iter().find(|s| **s != c && !both) {
            fold.insert(c, s);
        }
    }
    // 著 stays itself in `OpenCC`'s simplified, though 看著 is 看着 there.
    for (&s, traditional) in &inputs.st {
        for &t in traditional {
            if t != s && !inputs.st.contains_key(&t) {
                fold.entry(t).or_insert(s);
            }
        }
    }
    // Regional glyphs fold as their standard form does.
    for variants in [&inputs.hk_variants, &inputs.tw_variants] {
        for (&standard, forms) in variants {
            for &form in forms {
                let to = fold.get(&standard).copied().unwrap_or(standard);
                if form != to && !fold.contains_key(&form) && !inputs.st.contains_key(&form) {
                    fold.insert(form, to);
                }
            }
        }
    }
    // Chains end at one form; a circle is cut where it was entered.
    let last = |start: char| {
        let mut seen = vec![start];
        let mut at = start;
        while let Some(&next) = fold.get(&at) {
            if seen.contains(&next) {
                return seen.into_iter().min().unwrap_or(at);
            }
            seen.push(next);
            at = next;
        }
        at
    };
    fold.keys()
        .map(|&c| (c, last(c)))
        .filter(|(c, to)| c != to)
        .collect()
}
