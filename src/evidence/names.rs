//! Names of persons that an article writes, and those that it writes in two ways.

use std::collections::HashMap;

use crate::Span;
use crate::document::Document;
use crate::evidence::folded::Folded;
use crate::language::lexicon::frequency_of;
use crate::language::spelling::likeness::{are_interchangeable, is_like};
use crate::language::words;

/// Characters of a name: a surname and two more.
const LENGTH: usize = 3;

/// How frequent, in classes, a word must be to be one beside a name.
const WORD: u8 = 2;

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

/// The names of three characters that `document` writes in two ways, in the order of the text.
pub fn variants(document: &Document<'_>) -> Vec<Variant> {
    let text = Folded::of(document, |_| true);
    let mut places: HashMap<[char; LENGTH], Vec<usize>> = HashMap::new();
    for (at, name) in text.names() {
        places.entry(name).or_default().push(at);
    }
    // Names by what is left without one character of the given name.
    let mut alike: HashMap<(usize, [char; 2]), Vec<[char; LENGTH]>> = HashMap::new();
    for name in places.keys() {
        let [surname, first, second] = *name;
        alike.entry((1, [surname, second])).or_default().push(*name);
        alike.entry((2, [surname, first])).or_default().push(*name);
    }
    let mut found = Vec::new();
    for ((gap, _), names) in alike.iter().filter(|(_, names)| names.len() == 2) {
        for (odd, usual) in [(names[0], names[1]), (names[1], names[0])] {
            let (Some(odd_places), Some(usual_places)) = (places.get(&odd), places.get(&usual))
            else {
                continue;
            };
            let &[at] = odd_places.as_slice() else {
                continue;
            };
            let like =
                is_like(odd[*gap], usual[*gap]) && !are_interchangeable(odd[*gap], usual[*gap]);
            if usual_places.len() > 1 && like && text.are_names(*gap, at, usual_places) {
                let first = usual_places.first().copied().unwrap_or(at);
                found.push(Variant {
                    odd: text.span(at, LENGTH),
                    usual: text.span(first, LENGTH),
                    times: usual_places.len(),
                });
            }
        }
    }
    found.sort_unstable_by_key(|variant| variant.odd.start);
    found
}

impl Folded {
    /// What may be a name, and where.
    fn names(&self) -> impl Iterator<Item = (usize, [char; LENGTH])> {
        let windows = self.chars.windows(LENGTH).enumerate();
        windows.filter_map(|(at, window)| {
            let name: [char; LENGTH] = window.try_into().ok()?;
            let given = &name[1..];
            let is_name = words::SURNAMES.has(name[0])
                && !given.iter().any(|c| *c == '\0' || words::GRAMMAR.has(*c))
                && [&name[..2], given, &name[..]]
                    .into_iter()
                    .all(|part| frequency_of(part).is_none());
            is_name.then_some((at, name))
        })
    }

    /// Are the window at `at` and those at `others`, which differ at `gap`, names of one person, by what stands around them?
    fn are_names(&self, gap: usize, at: usize, others: &[usize]) -> bool {
        let word = |from: usize, to: usize| {
            let part = self.chars.get(from..to);
            part.and_then(frequency_of)
                .is_some_and(|class| class >= WORD)
        };
        let begins_late =
            |at: usize| at > 0 && word(at - 1, at + 1) || at > 1 && word(at - 2, at + 1);
        // A verb may stand behind a name of two characters: 陈旸指, 陈旸接.
        let goes_on = |at: usize| word(at + 2, at + 4);
        let verbs = || gap == 2 && (goes_on(at) || others.iter().any(|at| goes_on(*at)));
        let heads = || {
            let head = self.chars.get(at..at + 2);
            self.chars
                .windows(2)
                .filter(|window| Some(*window) == head)
                .count()
        };
        !begins_late(at) && !verbs() && (gap == 1 || heads() == others.len() + 1)
    }
}
