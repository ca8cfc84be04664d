//! Names that an article writes in two ways.
//!
//! Three kinds: persons with a Chinese name (a surname and two characters), foreign names (as long as characters follow
//! each other that write such names, or up to a dot), and organisations (three characters and what organisations end
//! with). A name that stands once is odd where another one, alike but for one character, stands more often; what says that
//! they are one name differs from kind to kind.
//!
//! In 1,244 sound articles of three regions (975,000 characters) nothing is found. Of names that an article has three times and
//! of which one was given another character of the same sound, some 60 in 100 foreign ones are found, and 55 in 100 of
//! organisations (two in three of these here, the others by `wrong-character`).

use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

use crate::Span;
use crate::document::Document;
use crate::evidence::folded::Folded;
use crate::language::lexicon::frequency_of;
use crate::language::numerals::is_numeral;
use crate::language::spelling::features::is_stranded;
use crate::language::spelling::likeness::{
    Sound, are_interchangeable, begin_alike, is_like, sound,
};
use crate::language::words;

/// A name that stands once, beside one that stands more often and is like it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The name that stands once.
    pub odd: Span,
    /// The first place of the other one.
    pub usual: Span,
    /// How often that stands.
    pub times: usize,
}

/// The names that `document` writes in two ways, in the order of the text.
pub fn variants(document: &Document<'_>) -> Vec<Variant> {
    let text = Text {
        folded: Folded::of(document, |_| true),
        prose: document.prose(),
    };
    let chars = &text.folded.chars;
    let mut found: Vec<Variant> = Vec::new();
    for (names, are_one) in KINDS {
        let mut places: Places = HashMap::new();
        names(chars, &mut |name| {
            let form = chars.get(name.clone()).unwrap_or(&[]);
            places.entry(form.to_vec()).or_default().push(name.start);
        });
        let pairs = pairs(&places);
        found.extend(
            pairs
                .filter(|pair| are_one(&text, pair))
                .map(|pair| text.variant(&pair)),
        );
    }
    found.sort_unstable_by_key(|variant| (variant.odd.start, variant.odd.end));
    found.dedup_by(|later, earlier| later.odd.overlaps(earlier.odd));
    found
}

/// A text, and its characters.
struct Text<'t> {
    folded: Folded,
    prose: &'t str,
}

/// Names as they are written, and where each begins.
type Places = HashMap<Vec<char>, Vec<usize>>;

/// Calls with the place of what may be a name.
type Names = fn(&[char], &mut dyn FnMut(Range<usize>));

/// Are the two one name, by what they are and what stands around them?
type AreOne = fn(&Text<'_>, &Pair<'_>) -> bool;

/// How names of each kind are found and judged.
const KINDS: [(Names, AreOne); 3] = [
    (persons, are_one_person),
    (foreign_names, are_one_foreign_name),
    (organisations, are_one_organisation),
];

/// A name that stands once, and one that stands more often and differs from it in one character.
struct Pair<'p> {
    written: &'p [char],
    usual: &'p [char],
    /// Which character differs.
    gap: usize,
    /// Where the odd one stands.
    at: usize,
    /// Where the other one stands, at least twice.
    others: &'p [usize],
}

/// Pairs of the names of `places`, where no third one differs in the same character.
fn pairs(places: &Places) -> impl Iterator<Item = Pair<'_>> {
    let times = |wanted: fn(usize) -> bool| places.values().any(|at| wanted(at.len()));
    let may_be = times(|times| times == 1) && times(|times| times > 1);
    let names = places.iter().filter(|_| may_be);
    let mut gaps: Vec<Gap<'_>> = names.flat_map(Gap::of).collect();
    gaps.sort_unstable_by_key(|gap| (gap.around, gap.at, gap.name));
    let two = gaps
        .chunk_by(|a, b| (a.around, a.at) == (b.around, b.at))
        .filter_map(|group| <[Gap<'_>; 2]>::try_from(group).ok())
        .collect::<Vec<_>>();
    let both_ways = two
        .into_iter()
        .flat_map(|[one, other]| [(one, other), (other, one)]);
    both_ways.filter_map(|(odd, usual)| {
        let &[at] = odd.places else { return None };
        (usual.places.len() > 1).then_some(Pair {
            written: odd.name,
            usual: usual.name,
            gap: odd.at,
            at,
            others: usual.places,
        })
    })
}

/// A name without one of its characters.
#[derive(Clone, Copy)]
struct Gap<'p> {
    /// Which one.
    at: usize,
    /// A hash of the others.
    around: u64,
    name: &'p [char],
    places: &'p [usize],
}

impl<'p> Gap<'p> {
    fn of((name, places): (&'p Vec<char>, &'p Vec<usize>)) -> impl Iterator<Item = Self> {
        (0..name.len()).map(move |at| {
            let others = name.iter().enumerate().filter(|(other, _)| *other != at);
            let add = |hash: u64, c: char| {
                (hash.rotate_left(7) ^ u64::from(c)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            };
            Self {
                at,
                around: others.fold(name.len() as u64, |hash, (_, c)| add(hash, *c)),
                name,
                places,
            }
        })
    }
}

impl Text<'_> {
    /// The pair by its places, with what stands before all of them.
    fn variant(&self, pair: &Pair<'_>) -> Variant {
        let chars = &self.folded.chars;
        let before = |at: usize, back: usize| chars.get(at.checked_sub(back)?).copied();
        let same = |back: &usize| {
            let c = before(pair.at, *back).filter(|c| *c != '\0' && !words::GRAMMAR.has(*c));
            c.is_some() && pair.others.iter().all(|at| before(*at, *back) == c)
        };
        let more = (1..=BEFORE).take_while(same).count();
        let span = |at: usize| self.folded.span(at - more, pair.written.len() + more);
        Variant {
            odd: span(pair.at),
            usual: span(pair.others.first().copied().unwrap_or(pair.at)),
            times: pair.others.len(),
        }
    }

    /// The part of a full name whose next part begins at `at`, behind a dot.
    fn part_before(&self, at: usize) -> Option<Vec<char>> {
        let dot = at.checked_sub(1).filter(|at| self.is_dot(*at))?;
        let part = self.folded.chars.get(..dot)?.iter().rev();
        Some(part.take_while(|c| **c != '\0').copied().collect())
    }

    /// The part of a full name behind the one that ends at `end`, before a dot.
    fn part_behind(&self, end: usize) -> Option<Vec<char>> {
        let dot = Some(end).filter(|at| self.is_dot(*at))?;
        let part = self.folded.chars.get(dot + 1..)?.iter();
        Some(part.take_while(|c| **c != '\0').copied().collect())
    }

    /// Does a dot stand there that joins the parts of a name?
    fn is_dot(&self, at: usize) -> bool {
        let c = self.folded.span(at, 1).of(self.prose);
        matches!(c, "·" | "‧" | "・" | "•")
    }
}

impl Pair<'_> {
    /// The characters that differ.
    fn characters(&self) -> (char, char) {
        (self.written[self.gap], self.usual[self.gap])
    }
}

/// Most characters before a name that are shown with it where they stand before all of its places.
const BEFORE: usize = 3;

/// Characters of a name: a surname and two more.
const PERSON: usize = 3;

/// How frequent, in classes, a word must be to be one beside a name.
const WORD: u8 = 2;

fn persons(text: &[char], each: &mut dyn FnMut(Range<usize>)) {
    for (at, name) in text.windows(PERSON).enumerate() {
        let given = &name[1..];
        let is_name = words::SURNAMES.has_folded(name[0])
            && !given
                .iter()
                .any(|c| *c == '\0' || words::GRAMMAR.has_folded(*c))
            && [&name[..2], given, name]
                .into_iter()
                .all(|part| frequency_of(part).is_none());
        if is_name {
            each(at..at + PERSON);
        }
    }
}

/// The given names differ in a like character, no word stands across the odd one, and none of them is a name of two
/// characters with a verb behind it.
fn are_one_person(text: &Text<'_>, pair: &Pair<'_>) -> bool {
    let text = &text.folded.chars;
    let (at, others) = (pair.at, pair.others);
    let (written, right) = pair.characters();
    let word = |from: usize, to: usize| {
        let part = text.get(from..to);
        part.and_then(frequency_of)
            .is_some_and(|class| class >= WORD)
    };
    let begins_late = |at: usize| at > 0 && word(at - 1, at + 1) || at > 1 && word(at - 2, at + 1);
    // A verb may stand behind a name of two characters: 陈旸指, 陈旸接.
    let goes_on = |at: usize| word(at + 2, at + 4);
    let verbs = || pair.gap == 2 && (goes_on(at) || others.iter().any(|at| goes_on(*at)));
    let heads = || {
        let head = text.get(at..at + 2);
        let heads = text.windows(2).filter(|window| Some(*window) == head);
        heads.count()
    };
    pair.gap > 0
        && is_like(written, right)
        && !are_interchangeable(written, right)
        && !begins_late(at)
        && !verbs()
        && (pair.gap == 1 || heads() == others.len() + 1)
}

/// Characters of a foreign name.
const FOREIGN: RangeInclusive<usize> = 3..=8;

fn foreign_names(text: &[char], each: &mut dyn FnMut(Range<usize>)) {
    let is_word = |at: usize| {
        let class = text.get(at..at + 2).and_then(frequency_of);
        class.is_some_and(|class| class >= WORD)
    };
    let mut start = 0;
    for (at, c) in text.iter().chain([&'\0']).enumerate() {
        if words::TRANSLITERATIONS.has_folded(*c) {
            continue;
        }
        if at - start < *FOREIGN.start() {
            start = at + 1;
            continue;
        }
        // What makes a word with its other neighbour may be no part of the name: 泽连斯基明|日.
        let begin = start + usize::from(start > 0 && is_word(start - 1));
        let end = at - usize::from(at > begin && is_word(at - 1));
        for begin in [Some(start), Some(begin).filter(|begin| *begin > start)] {
            for end in [Some(at), Some(end).filter(|end| *end < at)] {
                let name = begin.zip(end).map(|(begin, end)| begin..end);
                let name = name.filter(|name| FOREIGN.contains(&name.len()));
                name.into_iter().for_each(&mut *each);
            }
        }
        start = at + 1;
    }
}

/// They sound alike and the odd one is no word of its own (马克斯 beside 马克思); in a longer name it is enough that the
/// characters begin alike, as those of two regions do. The parts of a full name that a dot joins to them are not those of
/// two people.
fn are_one_foreign_name(text: &Text<'_>, pair: &Pair<'_>) -> bool {
    let (written, right) = pair.characters();
    let agrees = |part: &dyn Fn(usize) -> Option<Vec<char>>| {
        let Some(odd) = part(pair.at) else {
            return true;
        };
        let others: Vec<Vec<char>> = pair.others.iter().filter_map(|at| part(*at)).collect();
        others.is_empty() || others.contains(&odd)
    };
    let is_like = if pair.written.len() > *FOREIGN.start() {
        sound(written, right) != Sound::Other || begin_alike(written, right)
    } else {
        sound(written, right) != Sound::Other && frequency_of(pair.written).is_none()
    };
    is_like
        && agrees(&|at| text.part_before(at))
        && agrees(&|at| text.part_behind(at + pair.written.len()))
}

/// Characters before the end of an organisation's name.
const ORGANISATION: usize = 3;

fn organisations(text: &[char], each: &mut dyn FnMut(Range<usize>)) {
    for at in ORGANISATION..text.len() {
        let Some(end) = words::ORGANISATION_ENDS.ending_at(text, at) else {
            continue;
        };
        let name = at - ORGANISATION..end;
        if !text[name.clone()].contains(&'\0') {
            each(name);
        }
    }
}

/// A like character stands alone in the odd one, and is part of a word in the other.
fn are_one_organisation(text: &Text<'_>, pair: &Pair<'_>) -> bool {
    let (written, right) = pair.characters();
    let plain = |c: char| !words::GRAMMAR.has(c) && !is_numeral(c);
    pair.gap < ORGANISATION
        && plain(written)
        && plain(right)
        && is_like(written, right)
        && !are_interchangeable(written, right)
        && is_stranded(&text.folded.chars, pair.at + pair.gap)
}
