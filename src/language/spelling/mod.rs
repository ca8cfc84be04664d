//! Wrong characters: what a stretch of text has almost, but not quite.
//!
//! Nothing here knows running text: word lists, readings and shapes are the model. All text is in folded form.

pub mod features;
pub mod likeness;
pub mod listed;
pub mod long_words;

use super::lexicon::{CommonPairs, frequency_of};
use super::words;
use likeness::{Sound, are_interchangeable, is_like, look_alike, sound};
use listed::{Listed, Lists, word_across};
use long_words::{LongWords, Near};

/// A place where another character is meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Slip {
    /// Where the word begins, in characters of the text.
    pub start: usize,
    /// How many characters of the text it replaces.
    pub length: usize,
    /// What is right, in folded form.
    pub right: Vec<char>,
    /// Other words that may be meant, the likeliest first.
    pub others: Vec<Vec<char>>,
    /// What gives it away.
    pub reason: Reason,
    /// How certain it is, in log-odds; listed ones are above all.
    pub score: f32,
}

/// What gives a wrong character away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The wrong form is a common slip.
    Common,
    /// It is the name of an office but for one character.
    Office,
    /// A listed word sounds the same.
    SameSound,
    /// A listed word sounds nearly the same.
    NearSound,
    /// A listed word looks alike.
    Alike,
    /// A listed word has another character, and any may be misread.
    Misread,
}

impl Slip {
    fn end(&self) -> usize {
        self.start + self.length
    }
}

/// What to look for.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// How certain a word must be, in log-odds.
    pub least: f32,
    /// May a character stand for any other, as a scanner reads, and not only for a like one?
    pub misread: bool,
    /// Words and slips besides those of the program.
    pub own: Option<&'a Lists>,
}

/// Finds the wrong characters of `text`, a stretch of Chinese without a mark.
pub fn find(text: &[char], search: Search<'_>) -> Vec<Slip> {
    let (common, builtin, words) = (CommonPairs::load(), Lists::builtin(), LongWords::builtin());
    let mut found: Vec<Slip> = Vec::new();
    let mut near: Vec<Near> = Vec::new();
    let mut joined = false;
    // The user's own come first.
    let lists = [search.own.unwrap_or(builtin), builtin];
    let lists = &lists[usize::from(search.own.is_none())..];
    for at in 0..text.len() {
        let (c, next) = (text[at], text.get(at + 1).copied());
        let joins = next.is_some_and(|next| common.has(c, next));
        for lists in lists {
            if next.is_some_and(|next| lists.may_have(c, next))
                && let Some(listed) = lists.at(text, at)
            {
                add(&mut found, listed.into());
            }
        }
        let stranded = !joined && !joins && text.len() >= long_words::SHORTEST;
        joined = joins;
        if stranded {
            near.clear();
            let likely = |right| is_like(c, right) || search.misread && right != c;
            words.near(text, at, likely, &mut near);
            if let Some(slip) = likeliest(text, &near, search.least) {
                add(&mut found, slip);
            }
        }
    }
    if let Some(own) = search.own {
        found.retain(|slip| !own.knows(text, slip.start..slip.end()));
    }
    found
}

impl From<Listed> for Slip {
    fn from(listed: Listed) -> Self {
        let Listed {
            start,
            length,
            right,
            is_office,
        } = listed;
        let reason = if is_office {
            Reason::Office
        } else {
            Reason::Common
        };
        Self {
            start,
            length,
            right,
            others: Vec::new(),
            reason,
            score: f32::MAX,
        }
    }
}

/// Adds `slip`, unless one that overlaps it is as certain.
fn add(found: &mut Vec<Slip>, slip: Slip) {
    while let Some(last) = found.last().filter(|last| last.end() > slip.start) {
        if last.score >= slip.score {
            return;
        }
        found.pop();
    }
    found.push(slip);
}

/// Other words that are told.
const OTHERS: usize = 3;

/// The likeliest of the words that may be meant, with the others that pass.
fn likeliest(text: &[char], near: &[Near], least: f32) -> Option<Slip> {
    let mut likely: Vec<(f32, &Near)> = near
        .iter()
        .filter(|near| !is_guarded(text, near))
        .filter_map(|near| Some((features::score(text, near, least)?, near)))
        .filter(|(_, near)| !has_word(text, near))
        .collect();
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.length.cmp(&a.1.length)));
    let (score, first) = *likely.first()?;
    let word = |near: &Near| {
        let (word, length) = near.word(text);
        word[..length].to_vec()
    };
    let same_place = |near: &Near| {
        near.start == first.start && near.length == first.length && near.right != first.right
    };
    let others = likely
        .iter()
        .filter(|(_, near)| same_place(near))
        .map(|(_, near)| word(near))
        .take(OTHERS)
        .collect();
    let written = text[first.start + first.gap];
    let reason = match sound(written, first.right) {
        Sound::Same => Reason::SameSound,
        Sound::Near => Reason::NearSound,
        Sound::Other if look_alike(written, first.right) => Reason::Alike,
        Sound::Other => Reason::Misread,
    };
    Some(Slip {
        start: first.start,
        length: first.length,
        right: word(first),
        others,
        reason,
        score,
    })
}

/// Is the character one of those that are no slips: a variant, a word that counts, a foreign name written otherwise?
fn is_guarded(text: &[char], near: &Near) -> bool {
    const COUNT: &str = "一二三四五六七八九十百千万亿两几半零〇某各每此该";
    let window = &text[near.start..near.start + near.length];
    let (written, right) = (window[near.gap], near.right);
    let foreign = |c: char| words::TRANSLITERATIONS.has(c);
    let foreign_name =
        foreign(written) && foreign(right) && window.iter().filter(|c| foreign(**c)).count() >= 3;
    // The end of a foreign name and what follows it: 塔斯马尼亚州国家公园.
    let tail_of_name = foreign(window[0])
        && near.start >= 2
        && text[near.start - 2..near.start].iter().all(|c| foreign(*c));
    COUNT.contains([written, right])
        || window.contains(&'的')
        || right == '的'
        || are_interchangeable(written, right)
        || foreign_name
        || tail_of_name
}

/// Does the text have a word as it is?
fn has_word(text: &[char], near: &Near) -> bool {
    let window = &text[near.start..near.start + near.length];
    // Short words stand in longer ones and across them: 总参某部.
    let across =
        || near.length == long_words::SHORTEST && word_across(text, near.start, near.length);
    frequency_of(window).is_some() || LongWords::builtin().has(window) || across()
}
