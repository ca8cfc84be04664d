//! What finds wrong characters: long words, what characters sound and look like, curated slips.

use crate::characters::CharacterTables;
use crate::words::class;
use newslint::language::spelling::long_words::{About, LongWords};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::{fs, io};

/// The lists that are read, below `DATA/../wrong-character`.
pub struct Inputs {
    words: Vec<(String, f64, Sources)>,
    characters: BTreeMap<char, Character>,
    slips: Vec<(String, String, bool)>,
}

/// Which lists have a word.
#[derive(Clone, Copy, Default)]
struct Sources(u8);

impl Sources {
    const IDIOM_OF_THUOCL: u8 = 64;
    /// What the table tells apart.
    const KEPT: u8 = About::IDIOM | About::TERM | About::HONG_KONG | About::CHINA | About::TAIWAN;

    /// Reads the letters of `longwords.tsv`.
    fn of(letters: &str) -> Self {
        Self(letters.chars().fold(0, |bits, letter| {
            bits | match letter {
                'c' => About::IDIOM | Self::IDIOM_OF_THUOCL,
                'C' | 'p' | 'h' => About::IDIOM,
                'l' | 'f' | 'i' | 'd' | 'm' => About::TERM,
                'A' => About::HONG_KONG,
                'J' => About::CHINA,
                'M' => About::TAIWAN,
                _ => 0,
            }
        }))
    }

    /// May a word be there that news hardly uses?
    fn vouched(self) -> bool {
        self.0 & (About::TERM | Self::IDIOM_OF_THUOCL) != 0
    }
}

#[derive(Default)]
struct Character {
    /// Readings without tone.
    readings: BTreeSet<String>,
    cangjie: String,
    parts: BTreeSet<char>,
}

/// What the tables hold, in the order of the files.
pub struct SpellingTables {
    pub long_words: Vec<u8>,
    pub sounds: String,
    pub shapes: String,
    pub slips: String,
}

/// Seldomer words stay only if THUOCL's idioms or terms have them: 0.02 in a million words. The longer lists of idioms
/// hold thousands that nobody writes.
const RARE: f64 = 0.02;

/// A character in fewer words is no likely slip.
const WORDS_OF_CHARACTER: usize = 3;

/// A part of more characters than these says nothing: 水 is in two hundred and fifty.
const SHARERS: usize = 40;

impl Inputs {
    /// Reads the lists, folded as the tables are.
    pub fn read(folder: &Path, tables: &CharacterTables) -> io::Result<Self> {
        let text = |name: &str| fs::read_to_string(folder.join(name));
        let (words, characters, slips) = (
            text("longwords.tsv")?,
            text("chars.tsv")?,
            text("slips.tsv")?,
        );
        let rows = |text: &str| -> Vec<Vec<String>> {
            let lines = text.lines().filter(|line| !line.starts_with('#'));
            lines
                .map(|line| line.split('\t').map(str::to_owned).collect())
                .collect()
        };
        let column = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
        let mut merged: BTreeMap<String, (f64, Sources)> = BTreeMap::new();
        for row in rows(&words) {
            let word = merged
                .entry(tables.folded_word(&column(&row, 0)))
                .or_default();
            word.0 += column(&row, 1).parse().unwrap_or(0.0);
            word.1.0 |= Sources::of(&column(&row, 2)).0;
        }
        let mut known: BTreeMap<char, Character> = BTreeMap::new();
        for row in rows(&characters) {
            let Some(c) = column(&row, 0).chars().next() else {
                continue;
            };
            let character = known.entry(tables.folded(c)).or_default();
            character
                .readings
                .extend(column(&row, 1).split_whitespace().map(str::to_owned));
            if tables.folded(c) == c {
                character.cangjie = column(&row, 3);
                let parts = column(&row, 4);
                character.parts = parts
                    .split_whitespace()
                    .filter_map(|part| part.chars().next())
                    .collect();
            }
        }
        let slips = rows(&slips).into_iter().filter_map(|row| {
            let guarded = match row.get(3)?.as_str() {
                "safe" => false,
                "guard" => true,
                _ => return None,
            };
            let [wrong, right] = [0, 1].map(|at| tables.folded_word(&column(&row, at)));
            // Folding makes some slips right: 铜象 is how 铜像 is matched.
            (wrong != right).then_some((wrong, right, guarded))
        });
        Ok(Self {
            words: merged
                .into_iter()
                .map(|(word, (count, sources))| (word, count, sources))
                .collect(),
            characters: known,
            slips: slips.collect(),
        })
    }
}

pub fn derive(inputs: &Inputs) -> SpellingTables {
    let kept: BTreeMap<&str, (f64, Sources)> = inputs
        .words
        .iter()
        .filter(|(_, per_million, sources)| *per_million >= RARE || sources.vouched())
        .map(|(word, per_million, sources)| (word.as_str(), (*per_million, *sources)))
        .collect();
    SpellingTables {
        long_words: long_words(&kept),
        sounds: sounds(&inputs.characters),
        shapes: shapes(&inputs.characters, &kept),
        slips: slips(&inputs.slips),
    }
}

fn long_words(words: &BTreeMap<&str, (f64, Sources)>) -> Vec<u8> {
    let words: Vec<(Vec<char>, About)> = words
        .iter()
        .map(|(word, (per_million, sources))| {
            let class = if *per_million > 0.0 {
                class(*per_million)
            } else {
                0
            };
            (
                word.chars().collect(),
                About {
                    class,
                    lists: sources.0 & Sources::KEPT,
                },
            )
        })
        .collect();
    LongWords::new(words.iter().map(|(word, about)| (word.as_slice(), *about)))
        .as_bytes()
        .to_vec()
}

fn sounds(characters: &BTreeMap<char, Character>) -> String {
    let mut by_sound: BTreeMap<&str, Vec<char>> = BTreeMap::new();
    for (c, character) in characters {
        for reading in &character.readings {
            by_sound.entry(reading).or_default().push(*c);
        }
    }
    let line = |(sound, characters): (&&str, &Vec<char>)| {
        format!("{sound}\t{}\n", characters.iter().collect::<String>())
    };
    by_sound.iter().map(line).collect()
}

/// Pairs that look alike, each once, at the smaller character.
fn shapes(
    characters: &BTreeMap<char, Character>,
    words: &BTreeMap<&str, (f64, Sources)>,
) -> String {
    let mut counts: HashMap<char, usize> = HashMap::new();
    for c in words.keys().flat_map(|word| word.chars()) {
        *counts.entry(c).or_default() += 1;
    }
    let used = |c: &char| {
        counts
            .get(c)
            .is_some_and(|count| *count >= WORDS_OF_CHARACTER)
    };
    let characters: Vec<(char, &Character)> = characters
        .iter()
        .filter(|(c, _)| used(c))
        .map(|(c, character)| (*c, character))
        .collect();
    let mut by_part: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for (c, character) in &characters {
        for part in &character.parts {
            by_part.entry(*part).or_default().push(*c);
        }
    }
    let mut pairs: BTreeSet<(char, char)> = BTreeSet::new();
    for (part, mut alike) in by_part
        .into_iter()
        .filter(|(_, alike)| alike.len() <= SHARERS)
    {
        if used(&part) && !alike.contains(&part) {
            alike.push(part);
        }
        alike.sort_unstable();
        for (at, a) in alike.iter().enumerate() {
            pairs.extend(alike[at + 1..].iter().map(|b| (*a, *b)));
        }
    }
    for (at, (a, one)) in characters.iter().enumerate() {
        for (b, other) in &characters[at + 1..] {
            if within_one(one.cangjie.as_bytes(), other.cangjie.as_bytes()) {
                pairs.insert((*a, *b));
            }
        }
    }
    let mut out = String::new();
    let mut last = None;
    for (a, b) in pairs {
        if last != Some(a) {
            out.push_str(if last.is_none() { "" } else { "\n" });
            out.push(a);
            last = Some(a);
        }
        out.push(b);
    }
    out.push('\n');
    out
}

/// Does one insertion, removal or change make one code of the other? Codes of two letters share half of nothing.
fn within_one(a: &[u8], b: &[u8]) -> bool {
    if a.len().abs_diff(b.len()) > 1 || a.len().min(b.len()) < 2 || a.len().max(b.len()) < 3 {
        return false;
    }
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    head + tail + 1 >= a.len().max(b.len())
}

fn slips(slips: &[(String, String, bool)]) -> String {
    let sorted: BTreeMap<&str, (&str, bool)> = slips
        .iter()
        .map(|(wrong, right, guarded)| (wrong.as_str(), (right.as_str(), *guarded)))
        .collect();
    let line = |(wrong, (right, guarded)): (&&str, &(&str, bool))| {
        let guard = if *guarded { "\t+" } else { "" };
        format!("{wrong}\t{right}{guard}\n")
    };
    sorted.iter().map(line).collect()
}
