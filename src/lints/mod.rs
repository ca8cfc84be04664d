//! The code of the lints that have code: one file each, named as its id.

mod duplicate_article;
mod duplicate_paragraph;
mod duplicate_sentence;
mod flaws;
pub mod mixed_script;

use crate::config::Rules;
use crate::engine::{Check, Options};

/// Makes the code of a lint from its options and the rules for a path. The error says which option is wrong.
type Make = fn(&Options, &Rules) -> Result<Check, String>;

/// All lints that have code. A lint that is not here is a pattern lint.
const CODED: &[(&str, Make)] = &[
    ("duplicate-article", |_, _| {
        Ok(Check::Corpus(Box::new(duplicate_article::DuplicateArticle)))
    }),
    ("duplicate-paragraph", |_, _| {
        Ok(Check::Document(Box::new(
            duplicate_paragraph::DuplicateParagraph,
        )))
    }),
    ("duplicate-sentence", |_, _| {
        Ok(Check::Document(Box::new(
            duplicate_sentence::DuplicateSentence,
        )))
    }),
    ("malformed-record", |_, _| {
        Ok(Check::Document(Box::new(flaws::MalformedRecord)))
    }),
    ("mixed-script", |_, rules| {
        Ok(Check::Document(Box::new(mixed_script::MixedScript::new(
            rules,
        ))))
    }),
    ("undecodable", |_, _| {
        Ok(Check::Document(Box::new(flaws::Undecodable)))
    }),
];

/// The ids of all lints that have code.
pub fn coded() -> impl Iterator<Item = &'static str> {
    CODED.iter().map(|(id, _)| *id)
}

/// The code of lint `id`; `None` for a pattern lint.
pub fn code_of(id: &str, options: &Options, rules: &Rules) -> Result<Option<Check>, String> {
    CODED
        .iter()
        .find(|(coded, _)| *coded == id)
        .map(|(_, make)| make(options, rules))
        .transpose()
}
