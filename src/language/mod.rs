//! Knowledge of the language: tables and pure functions, nothing about documents or lints.
//!
//! The tables are derived by `examples/derive_tables`; NOTICE names what from. They are sorted text, a
//! trie of words or an index of long ones, searched where they lie, so that nothing is loaded before it is needed.

pub mod compatibility;
pub mod convert;
pub mod fold;
pub mod lexicon;
pub mod marks;
pub mod mojibake;
pub(crate) mod nest;
pub mod numerals;
pub mod pairs;
pub mod phrases;
pub mod private_use;
pub mod script;
pub mod spelling;
mod table;
mod trie;
pub mod words;

pub use lexicon::is_common;

/// Loads the tables that most articles ask for. Without it each is loaded when it is first asked for; a program that has
/// something else to do meanwhile saves that time.
pub fn load() {
    script::Classes::load();
    lexicon::CommonPairs::load();
    spelling::listed::Lists::builtin();
    phrases::converted();
    for script in [convert::Script::Simplified, convert::Script::Traditional] {
        phrases::spelled_in(script);
    }
}

/// Is `c` a Han character? Compatibility ideographs, 〇 and 々 are, radicals are not; the second and third planes hold
/// nothing else.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}' | '\u{F900}'..='\u{FAFF}' | '〇' | '々')
}
