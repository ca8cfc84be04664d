//! What is found by lists alone: slips that are common, and names of offices with one wrong character.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use crate::language::fold::simplified_char;
use crate::language::lexicon::frequency_of;
use crate::language::numerals::is_numeral;
use crate::language::pairs::PairSet;
use crate::language::table::body;
use crate::language::words::{self, Words};

use super::likeness::is_like;

/// A listed form that stands in a text, or all but one character of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Where it begins.
    pub start: usize,
    /// How many characters of the text it replaces.
    pub length: usize,
    /// What is right, in folded form.
    pub right: Vec<char>,
    /// Is it a name of which one character is wrong?
    pub is_office: bool,
}

/// A wrong form and the right one.
struct Slip {
    wrong: Vec<char>,
    right: Vec<char>,
    /// Only where no word stands across an end.
    guarded: bool,
}

/// The name of an office, by its beginning or its end.
#[derive(Clone)]
struct Office {
    name: Vec<char>,
    /// Where the pair stands in it by which it is looked for.
    place: usize,
    /// Is any other character a wrong one, and not only a like one?
    fixed: bool,
}

impl Office {
    fn window<'t>(&self, text: &'t [char], at: usize) -> Option<(usize, &'t [char])> {
        let start = at.checked_sub(self.place)?;
        Some((start, text.get(start..start + self.name.len())?))
    }
}

/// Shorter names have neighbours that are names too.
const SHORTEST_OFFICE: usize = 5;
/// Shorter words have no two characters beside the one that is wrong.
const SHORTEST_WORD: usize = 4;

/// Forms by two of their characters.
pub struct Lists {
    pairs: PairSet,
    slips: HashMap<[char; 2], Vec<Slip>>,
    offices: HashMap<[char; 2], Vec<Office>>,
    /// Words that are right wherever they stand.
    known: Vec<Vec<char>>,
}

static BUILTIN: LazyLock<Lists> = LazyLock::new(|| {
    let lines = body(include_str!("../tables/slips.txt")).lines();
    let slips = lines.filter_map(|line| {
        let mut columns = line.split('\t');
        let wrong: Vec<char> = columns.next()?.chars().collect();
        let right = columns.next()?.chars().collect();
        let guarded = columns.next().is_some() || wrong.len() < 4;
        Some(Slip {
            wrong,
            right,
            guarded,
        })
    });
    let names = |words: &'static Words, fixed| {
        words
            .iter()
            .map(move |name| (name.chars().collect(), fixed))
    };
    let offices = names(&words::FIXED_NAMES, true).chain(names(&words::OFFICES, false));
    let offices = offices.filter(|(name, _): &(Vec<char>, bool)| name.len() >= SHORTEST_OFFICE);
    Lists::new(slips, offices)
});

impl Lists {
    /// The lists that come with the program.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// A user's own: words of which a like character is a wrong one, and what to write instead of what. The error says which
    /// pair is none.
    pub fn own(own_words: &[String], pairs: &BTreeMap<String, String>) -> Result<Self, String> {
        let folded = |word: &String| -> Vec<char> { word.chars().map(simplified_char).collect() };
        let slips = pairs.iter().map(|(wrong, right)| {
            let slip = Slip { wrong: folded(wrong), right: folded(right), guarded: false };
            let is_none = slip.wrong.len() < 2 || slip.wrong == slip.right;
            let none = format!("`{wrong}` and `{right}` are no wrong word and a right one of two characters or more");
            if is_none { Err(none) } else { Ok(slip) }
        });
        let slips: Vec<Slip> = slips.collect::<Result<_, _>>()?;
        let known: Vec<Vec<char>> = own_words.iter().map(folded).collect();
        let names = known.iter().filter(|word| word.len() >= SHORTEST_WORD);
        let names = names.map(|word| (word.clone(), false)).collect::<Vec<_>>();
        Ok(Self {
            known,
            ..Self::new(slips.into_iter(), names.into_iter())
        })
    }

    /// Does a word that is right wherever it stands lie over part of `range` of `text`?
    pub fn knows(&self, text: &[char], range: Range<usize>) -> bool {
        let is_here = |word: &Vec<char>| {
            let from = (range.start + 1).saturating_sub(word.len());
            (from..range.end).any(|start| text.get(start..start + word.len()) == Some(&word[..]))
        };
        self.known
            .iter()
            .filter(|word| !word.is_empty())
            .any(is_here)
    }

    fn new(
        slips: impl Iterator<Item = Slip>,
        offices: impl Iterator<Item = (Vec<char>, bool)>,
    ) -> Self {
        let mut by_pair: HashMap<[char; 2], Vec<Slip>> = HashMap::new();
        for slip in slips {
            if let [a, b, ..] = *slip.wrong {
                by_pair.entry([a, b]).or_default().push(slip);
            }
        }
        let mut names: HashMap<[char; 2], Vec<Office>> = HashMap::new();
        for (name, fixed) in offices {
            for place in [0, name.len() - 2] {
                let office = Office {
                    name: name.clone(),
                    place,
                    fixed,
                };
                if let Some(&[a, b]) = name.get(place..place + 2) {
                    names.entry([a, b]).or_default().push(office);
                }
            }
        }
        let pairs = PairSet::new(by_pair.keys().chain(names.keys()).map(|[a, b]| (*a, *b)));
        Self {
            pairs,
            slips: by_pair,
            offices: names,
            known: Vec::new(),
        }
    }

    /// May something listed begin or end with these two? Asked at every pair.
    #[inline]
    pub fn may_have(&self, first: char, second: char) -> bool {
        self.pairs.has(first, second)
    }

    /// What is listed for the pair at `at` of `text`, in folded form.
    pub fn at(&self, text: &[char], at: usize) -> Option<Listed> {
        let pair: [char; 2] = text.get(at..at + 2)?.try_into().ok()?;
        let slips = self.slips.get(&pair).map_or(&[][..], Vec::as_slice);
        let here = |slip: &&Slip| {
            let length = slip.wrong.len();
            text.get(at..at + length) == Some(&slip.wrong[..])
                && text.get(at..at + slip.right.len()) != Some(&slip.right[..])
                && !(slip.guarded && (word_across(text, at, length) || ends_name(text, at)))
        };
        if let Some(slip) = slips
            .iter()
            .filter(here)
            .max_by_key(|slip| slip.wrong.len())
        {
            let (length, right) = (slip.wrong.len(), slip.right.clone());
            return Some(Listed {
                start: at,
                length,
                right,
                is_office: false,
            });
        }
        office(text, at, self.offices.get(&pair)?)
    }
}

/// The longest of `offices` that stands around `at` but for one character, unless another one stands there whole.
fn office(text: &[char], at: usize, offices: &[Office]) -> Option<Listed> {
    let mut found: Option<Listed> = None;
    for office in offices {
        let Some((start, window)) = office.window(text, at) else {
            continue;
        };
        let length = office.name.len();
        let mut wrong = (0..length).filter(|index| window[*index] != office.name[*index]);
        let gap = wrong.next()?;
        let longer = found.as_ref().is_none_or(|found| found.length < length);
        if longer && wrong.next().is_none() && office.may_mean(window, gap) {
            found = Some(Listed {
                start,
                length,
                right: office.name.clone(),
                is_office: true,
            });
        }
    }
    found
}

impl Office {
    /// Is what stands at `gap` of `window` a slip?
    fn may_mean(&self, window: &[char], gap: usize) -> bool {
        let (written, right) = (window[gap], self.name[gap]);
        // The beginning was looked for by the other pair.
        let by_this_pair = (gap < 2) == (self.place > 0);
        // At its ends a name meets what stands around it, and one word of grammar is as good as another.
        let inside = gap > 0 && gap + 1 < window.len();
        let grammar = words::GRAMMAR.has(written) && words::GRAMMAR.has(right);
        let numeral = is_numeral(written) || is_numeral(right);
        by_this_pair && inside && !grammar && !numeral && (self.fixed || is_like(written, right))
    }
}

/// Does the foreign name go on that ends before `at` (佐治亚州)?
fn ends_name(text: &[char], at: usize) -> bool {
    let foreign = |at: usize| {
        text.get(at)
            .is_some_and(|c| words::TRANSLITERATIONS.has(*c))
    };
    let before = (1..=2).any(|back| at >= back && foreign(at - back));
    before && foreign(at)
}

/// Does a word of the lexicon stand across an end of the `length` characters from `at` on, or over all of them?
pub(super) fn word_across(text: &[char], at: usize, length: usize) -> bool {
    let end = at + length;
    (at.saturating_sub(4)..end).any(|from| {
        (from + 2..=(from + 6).min(text.len())).any(|to| {
            let left = from < at && to > at;
            let right = from < end && to > end;
            (left || right)
                && text
                    .get(from..to)
                    .and_then(frequency_of)
                    .is_some_and(|class| class > 0)
        })
    })
}
