//! What speaks for a word with one wrong character, and against it.

use super::likeness::{Sound, look_alike, sound};
use super::long_words::{About, LONGEST, LongWords, Near};
use crate::language::lexicon::{self, bigram_class, frequency_of};
use crate::language::words;

/// Characters around the word that are divided into words with it.
const CONTEXT: usize = 7;

/// What is weighed and how much, in log-odds.
///
/// A logistic regression gave them, once, on halves of public collections of spelling errors and on sound text. Neither the
/// script nor those texts are in this repository, so no command fits them anew: they are constants. Who changes a feature
/// reads what the lint then tells of sound text, and keeps `tests/wrong_character.rs` and its examples.
const WEIGHTS: [(&str, f32); 24] = [
    ("division", 0.576),
    ("lexical", -0.429),
    ("same sound", 2.407),
    ("near sound", 1.065),
    ("alike", 1.303),
    ("three characters", -1.589),
    ("idiom", 0.281),
    ("term", 0.788),
    ("mainland list", -0.753),
    ("Taiwan list", -0.586),
    ("lists", 0.667),
    ("class", 0.229),
    ("class of written", 0.380),
    ("class of right", -0.554),
    ("pair before", -0.374),
    ("pair behind", -0.202),
    ("right pair before", 0.081),
    ("right pair behind", 0.089),
    ("grammar written", -0.858),
    ("grammar right", -0.114),
    ("foreign sounds", -0.675),
    ("covered", -0.606),
    ("class of cover", 0.093),
    ("fillers", -0.276),
];

/// How much likelier a word is at most than its parts, in classes, if it is a loose phrase.
const LOOSE: f32 = 3.0;

/// What such a phrase lacks.
const DOUBT: f32 = 1.5;

/// The log-odds where nothing speaks.
const BIAS: f32 = -3.160;

/// Evidence: one number for each weight, in their order.
type Features = [f32; WEIGHTS.len()];

/// What the features that cost much to know give at most where a word is meant.
const DEAR: f32 = 4.6;

/// How certain it is that `text`, in folded form, means `near`, in log-odds; `None` where it is less than `least`.
pub fn score(text: &[char], near: &Near, least: f32) -> Option<f32> {
    let mut features = cheap(text, near);
    let sum = |features: &Features| {
        let terms = features.iter().zip(WEIGHTS);
        BIAS + terms
            .map(|(feature, (_, weight))| feature * weight)
            .sum::<f32>()
    };
    // What passes has hardly ever more from the dear ones.
    if sum(&features) < least - DEAR || is_known(text, near.start + near.gap) {
        return None;
    }
    add_dear(text, near, &mut features);
    // A word that is no more than its parts (严重破坏) is doubtful where the character does not sound and look like it.
    let [_, lexical, same, _, alike, ..] = features;
    let doubt = if lexical <= LOOSE && same * alike == 0.0 {
        DOUBT
    } else {
        0.0
    };
    Some(sum(&features) - doubt).filter(|score| *score >= least)
}

/// Adds to the features of `near` in `text`, in folded form, those that cost much to know.
fn add_dear(text: &[char], near: &Near, features: &mut Features) {
    let (word, length) = near.word(text);
    let [division, lexical, ..] = features;
    *division = number(division_gain(text, near));
    *lexical = number(self::lexical(&word[..length], near.about.class).clamp(-8, 24));
    let (covered, class) = cover(text, near.start + near.gap);
    let [.., length, cover, _] = features;
    *length = number(i32::try_from(covered).unwrap_or(0));
    *cover = number(class);
}

/// The features of `near` in `text`, without the dear ones.
fn cheap(text: &[char], near: &Near) -> Features {
    let at = near.start + near.gap;
    let (written, right) = (text[at], near.right);
    let alone = |c: char| number(frequency_of(&[c]).map_or(-2, i32::from));
    let neighbour = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|at| text.get(at))
            .copied()
    };
    let pair = |a: Option<char>, b: Option<char>| match (a, b) {
        (Some(a), Some(b)) => f32::from(bigram_class(a, b)),
        _ => -1.0,
    };
    let (before, behind) = (neighbour(-1), neighbour(1));
    let heard = sound(written, right);
    let window = &text[near.start..near.start + near.length];
    let foreign = window
        .iter()
        .filter(|c| words::TRANSLITERATIONS.has(**c))
        .count();
    let yes = |is: bool| f32::from(u8::from(is));
    let is_in = |list| yes(near.about.is_in(list));
    [
        0.0,
        0.0,
        yes(heard == Sound::Same),
        yes(heard == Sound::Near),
        yes(look_alike(written, right)),
        yes(near.length == 3),
        is_in(About::IDIOM),
        is_in(About::TERM),
        is_in(About::CHINA),
        is_in(About::TAIWAN),
        number(near.about.lists.count_ones().cast_signed()),
        f32::from(near.about.class),
        alone(written),
        alone(right),
        pair(before, Some(written)),
        pair(Some(written), behind),
        pair(before, Some(right)),
        pair(Some(right), behind),
        yes(words::GRAMMAR.has(written)),
        yes(words::GRAMMAR.has(right)),
        number(i32::try_from(foreign.saturating_sub(1)).unwrap_or(0)),
        0.0,
        0.0,
        f32::from(near.fillers.min(8)),
    ]
}

fn number(n: i32) -> f32 {
    f32::from(i16::try_from(n).unwrap_or(i16::MAX))
}

/// What the likeliest division of `chars` into words of up to `longest` characters costs; `known` is a stretch that is one
/// word of this class.
fn division(chars: &[char], longest: usize, known: Option<(usize, usize, u8)>) -> i32 {
    let mut best = [0_i32; LONGEST + 2 * CONTEXT + 1];
    let length = chars.len().min(best.len() - 1);
    for end in 1..=length {
        let mut cheapest = i32::MAX;
        let starts = best
            .iter()
            .enumerate()
            .take(end)
            .skip(end.saturating_sub(longest));
        for (start, before) in starts {
            let cost = match chars.get(start..end).and_then(frequency_of) {
                Some(class) => 12 - i32::from(class),
                None if end - start == 1 => lexicon::UNKNOWN.cast_signed(),
                None => continue,
            };
            cheapest = cheapest.min(before + cost);
        }
        if let Some((start, to, class)) = known
            && to == end
        {
            cheapest = cheapest.min(best[start] + 12 - i32::from(class));
        }
        best[end] = cheapest;
    }
    best[length]
}

/// How much likelier the text is with the word, in classes.
fn division_gain(text: &[char], near: &Near) -> i32 {
    let from = near.start.saturating_sub(CONTEXT);
    let to = (near.start + near.length + CONTEXT).min(text.len());
    let written = &text[from..to];
    let mut right = ['\0'; LONGEST + 2 * CONTEXT];
    let right = &mut right[..written.len()];
    right.copy_from_slice(written);
    right[near.start - from + near.gap] = near.right;
    let known = (
        near.start - from,
        near.start - from + near.length,
        near.about.class,
    );
    division(written, lexicon::LONGEST, None) - division(right, lexicon::LONGEST, Some(known))
}

/// How much likelier the word is as a word than as words that follow each other.
fn lexical(word: &[char], class: u8) -> i32 {
    division(word, lexicon::LONGEST.min(word.len() - 1), None) - (12 - i32::from(class))
}

/// The longest word of the lexicon over `at`, and its class.
pub fn cover(text: &[char], at: usize) -> (usize, i32) {
    for length in (2..=lexicon::LONGEST.min(text.len())).rev() {
        let starts = (at + 1).saturating_sub(length)..=at;
        let classes = starts.filter_map(|start| frequency_of(text.get(start..start + length)?));
        if let Some(class) = classes.max() {
            return (length, i32::from(class));
        }
    }
    (1, -1)
}

/// Does no word of the lexicon stand over the character at `at` of `text`, in folded form, nor around it?
pub fn is_stranded(text: &[char], at: usize) -> bool {
    cover(text, at).0 == 1 && !is_known(text, at)
}

/// Is one of the three sequences of three characters over `at` part of a word?
pub fn is_known(text: &[char], at: usize) -> bool {
    (at.saturating_sub(2)..=at).any(|start| {
        let part = text.get(start..start + 3);
        part.is_some_and(|part| frequency_of(part).is_some() || LongWords::builtin().has_part(part))
    })
}
