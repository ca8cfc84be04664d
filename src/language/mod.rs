//! Knowledge of the language: tables and pure functions, nothing about documents or lints.
//!
//! The tables are derived by `examples/derive_tables`; NOTICE names what from. They are sorted text, searched where
//! they lie, so that nothing is loaded before it is needed.

pub mod compatibility;
pub mod convert;
pub mod fold;
pub mod lexicon;
pub mod marks;
pub mod mojibake;
pub mod phrases;
pub mod private_use;
pub mod script;
mod table;
pub mod words;

pub use lexicon::is_common;

/// Is `c` a Han character?
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' | '\u{F900}'..='\u{FAFF}' | '〇')
}

/// Where the first of `words` ends that stands in `chars` at `at`: both count characters.
pub fn ending_at(chars: &[char], at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find_map(|word| {
        let end = at + word.chars().count();
        let part = chars.get(at..end)?;
        part.iter().copied().eq(word.chars()).then_some(end)
    })
}
