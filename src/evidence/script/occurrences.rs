//! Where many words stand in a text, in one pass.

use std::collections::HashMap;

/// The longest word that is looked for, in characters. What is longer is a passage, which stands nowhere else.
const LONGEST: usize = 16;

/// How often each of some words stands in a text, and where first.
pub struct Occurrences(HashMap<String, Places>);

/// The places of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Offset of the first one.
    pub first: usize,
    /// How many there are.
    pub count: usize,
}

impl Occurrences {
    /// Looks for `words` in `prose`.
    pub fn of<'w>(prose: &str, words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut found: HashMap<String, Places> = HashMap::new();
        // The lengths in bytes of the words that begin with a character.
        let mut lengths: HashMap<char, Vec<usize>> = HashMap::new();
        for word in words {
            let Some(first) = word.chars().next() else {
                continue;
            };
            if word.chars().count() > LONGEST || found.contains_key(word) {
                continue;
            }
            found.insert(word.to_owned(), Places::default());
            let lengths = lengths.entry(first).or_default();
            if !lengths.contains(&word.len()) {
                lengths.push(word.len());
            }
        }
        for (at, c) in prose.char_indices() {
            for length in lengths.get(&c).into_iter().flatten() {
                let text = prose.get(at..at + length);
                if let Some(places) = text.and_then(|text| found.get_mut(text)) {
                    if places.count == 0 {
                        places.first = at;
                    }
                    places.count += 1;
                }
            }
        }
        Self(found)
    }

    /// The places of `word`, if there are any.
    pub fn places(&self, word: &str) -> Option<Places> {
        self.0.get(word).copied().filter(|places| places.count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_and_count() {
        let found = Occurrences::of("移動網絡，移動通訊", ["移動", "通訊", "電訊", ""]);
        assert_eq!(found.places("移動"), Some(Places { first: 0, count: 2 }));
        assert_eq!(found.places("通訊").map(|places| places.count), Some(1));
        assert_eq!(found.places("電訊"), None);
    }
}
