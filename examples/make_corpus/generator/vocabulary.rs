//! Words and how often newspapers use them.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::rng::Rng;

/// Beyond this rank a word hardly ever turns up in 30 MB.
const WORDS_KEPT: usize = 40_000;

/// One region's words, drawn by their frequency.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: Vec<String>,
    /// `cumulative[i]`: the counts of the words up to and with `i`.
    cumulative: Vec<u64>,
}

impl Vocabulary {
    /// Keeps the frequent words. Equal words are added up; the order of the list does not matter.
    pub(crate) fn from_counts(counts: impl IntoIterator<Item = (String, u64)>) -> Self {
        let mut total: HashMap<String, u64> = HashMap::new();
        for (word, count) in counts {
            *total.entry(word).or_default() += count;
        }
        let mut ranked: Vec<(String, u64)> = total.into_iter().filter(|&(_, n)| n > 0).collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        ranked.truncate(WORDS_KEPT);
        let mut sum = 0;
        let (words, cumulative) = ranked
            .into_iter()
            .map(|(word, count)| {
                sum += count;
                (word, sum)
            })
            .unzip();
        Self { words, cumulative }
    }

    /// A word, by frequency.
    pub(crate) fn draw(&self, rng: &mut Rng) -> &str {
        let sum = self.cumulative.last().copied().unwrap_or(0);
        let at = rng.below(sum);
        let index = self.cumulative.partition_point(|&below| below <= at);
        self.words.get(index).map_or("", String::as_str)
    }

    /// False where drawing words of two characters would never end.
    pub(crate) fn has_long_words(&self) -> bool {
        self.words.iter().any(|word| word.chars().count() > 1)
    }
}

/// The three regions' words, and the characters that tell the scripts apart.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Traditional, Hong Kong.
    pub(crate) hong_kong: Vocabulary,
    /// Traditional, Taiwan.
    pub(crate) taiwan: Vocabulary,
    /// Simplified: the words that both other lists have, converted character by character.
    pub(crate) mainland: Vocabulary,
    to_simplified: HashMap<char, char>,
    to_traditional: HashMap<char, char>,
}

impl Lexicon {
    /// Reads `hk-word-freq.tsv`, `tw-word-freq.txt`, `TSCharacters.txt` and `STCharacters.txt`.
    pub(crate) fn read(folder: &Path) -> Result<Self, LexiconError> {
        let to_simplified = read_table(folder, "TSCharacters.txt", true)?;
        let to_traditional = read_table(folder, "STCharacters.txt", false)?;
        let hong_kong = read_words(folder, "hk-word-freq.tsv")?;
        let taiwan = read_words(folder, "tw-word-freq.txt")?;
        let lexicon = Self::from_counts(&hong_kong, &taiwan, to_simplified, to_traditional);
        let usable = [&lexicon.hong_kong, &lexicon.taiwan, &lexicon.mainland]
            .iter()
            .all(|words| words.has_long_words());
        if usable {
            Ok(lexicon)
        } else {
            Err(LexiconError {
                path: folder.to_owned(),
                source: io::Error::new(io::ErrorKind::InvalidData, "no usable word in the lists"),
            })
        }
    }

    /// Builds the three vocabularies from counted traditional words.
    pub(crate) fn from_counts(
        hong_kong: &[(String, u64)],
        taiwan: &[(String, u64)],
        to_simplified: HashMap<char, char>,
        to_traditional: HashMap<char, char>,
    ) -> Self {
        // A character that only the simplified script has is noise in a traditional list.
        let simplified_only: HashSet<char> = to_traditional.keys().copied().collect();
        let clean = |words: &[(String, u64)]| -> Vec<(String, u64)> {
            words
                .iter()
                .filter(|(word, _)| !word.chars().any(|c| simplified_only.contains(&c)))
                .cloned()
                .collect()
        };
        let hong_kong = clean(hong_kong);
        let taiwan = clean(taiwan);
        let common: HashSet<&String> = hong_kong.iter().map(|(word, _)| word).collect();
        let mainland: Vec<(String, u64)> = taiwan
            .iter()
            .filter(|(word, _)| common.contains(word))
            .map(|(word, count)| (convert(word, &to_simplified), *count))
            .collect();
        Self {
            hong_kong: Vocabulary::from_counts(hong_kong),
            taiwan: Vocabulary::from_counts(taiwan),
            mainland: Vocabulary::from_counts(mainland),
            to_simplified,
            to_traditional,
        }
    }

    /// The word in the other script, if that shows: `後` has become `后`, but both scripts know it.
    pub(crate) fn other_script(&self, word: &str, simplified: bool) -> Option<String> {
        let (table, marks) = if simplified {
            (&self.to_traditional, &self.to_simplified)
        } else {
            (&self.to_simplified, &self.to_traditional)
        };
        let other = convert(word, table);
        (other != word && other.chars().any(|c| marks.contains_key(&c))).then_some(other)
    }
}

/// A word list that could not be read, and where it was looked for.
#[derive(Debug)]
pub(crate) struct LexiconError {
    path: PathBuf,
    source: io::Error,
}

impl std::fmt::Display for LexiconError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "cannot read the word list {}: {}\nhelp: name the folder that holds hk-word-freq.tsv, \
             tw-word-freq.txt, TSCharacters.txt and STCharacters.txt with --words DIR",
            self.path.display(),
            self.source
        )
    }
}

impl std::error::Error for LexiconError {}

fn convert(word: &str, table: &HashMap<char, char>) -> String {
    word.chars()
        .map(|c| table.get(&c).copied().unwrap_or(c))
        .collect()
}

/// Lines `word<TAB or space>count`; only words of up to six common Han characters.
fn read_words(folder: &Path, name: &str) -> Result<Vec<(String, u64)>, LexiconError> {
    let text = read(folder, name)?;
    let words = text.lines().filter_map(|line| {
        let mut fields = line.split_whitespace();
        let word = fields.next()?;
        let count = fields.next()?.parse().ok()?;
        let han = word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        // The lists have pieces such as 的範圍: a sentence that begins with one looks cut.
        let piece = word.starts_with(['的', '了', '之']) && word.chars().nth(1).is_some();
        (han && !piece && word.chars().count() <= 6).then(|| (word.to_owned(), count))
    });
    Ok(words.collect())
}

/// An `OpenCC` table, lines `key<TAB>value value …`: the first value that is not the key itself.
/// A key that may stand for itself is kept only with `also_itself`: 於 is hardly ever simplified text,
/// but 后 is good in both scripts.
fn read_table(
    folder: &Path,
    name: &str,
    also_itself: bool,
) -> Result<HashMap<char, char>, LexiconError> {
    let text = read(folder, name)?;
    let pairs = text.lines().filter_map(|line| {
        let (key, values) = line.split_once('\t')?;
        let key = single(key)?;
        let values: Vec<char> = values.split_whitespace().filter_map(single).collect();
        let kept = also_itself || !values.contains(&key);
        let other = values.into_iter().find(|value| *value != key)?;
        kept.then_some((key, other))
    });
    Ok(pairs.collect())
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

fn read(folder: &Path, name: &str) -> Result<String, LexiconError> {
    let path = folder.join(name);
    fs::read_to_string(&path).map_err(|source| LexiconError { path, source })
}
