//! The code of the lints that have code: one file each, named as its id.

mod compatibility_character;
mod duplicate_article;
mod duplicate_paragraph;
mod duplicate_sentence;
mod empty_section;
mod flaws;
mod fused_heading;
mod heading_jump;
pub mod mixed_script;
mod mixed_variant;
mod orphaned_fragment;
mod repeated_line;
mod repeated_word;
mod shared_paragraph;
mod spliced_text;
mod split_sentence;
mod truncated_sentence;
mod unbalanced_punctuation;

use crate::config::Rules;
use crate::engine::{Check, CorpusLint, DocumentLint, Options};

/// Makes the code of a lint from its options and the rules for a path. The error says which option is wrong.
type Make = fn(&Options, &Rules) -> Result<Check, String>;

/// All lints that have code, a line each. A lint that is not here is a pattern lint.
#[rustfmt::skip]
const CODED: &[(&str, Make)] = &[
    ("compatibility-character", |_, _| document(compatibility_character::CompatibilityCharacter)),
    ("duplicate-article", |_, _| corpus(duplicate_article::DuplicateArticle)),
    ("duplicate-paragraph", |_, _| document(duplicate_paragraph::DuplicateParagraph)),
    ("duplicate-sentence", |_, _| document(duplicate_sentence::DuplicateSentence)),
    ("empty-section", |_, _| document(empty_section::EmptySection)),
    ("fused-heading", |_, _| document(fused_heading::FusedHeading)),
    ("heading-jump", |_, _| document(heading_jump::HeadingJump)),
    ("malformed-record", |_, _| document(flaws::MalformedRecord)),
    ("mixed-script", |_, rules| document(mixed_script::MixedScript::new(rules))),
    ("mixed-variant", |_, rules| document(mixed_variant::MixedVariant::new(rules))),
    ("orphaned-fragment", |_, _| document(orphaned_fragment::OrphanedFragment)),
    ("repeated-line", |_, _| document(repeated_line::RepeatedLine)),
    ("repeated-word", |_, _| document(repeated_word::RepeatedWord)),
    ("shared-paragraph", |_, _| corpus(shared_paragraph::SharedParagraph)),
    ("spliced-text", |_, _| document(spliced_text::SplicedText)),
    ("split-sentence", |_, _| document(split_sentence::SplitSentence)),
    ("truncated-sentence", |_, _| document(truncated_sentence::TruncatedSentence)),
    ("unbalanced-punctuation", |_, _| document(unbalanced_punctuation::UnbalancedPunctuation)),
    ("undecodable", |_, _| document(flaws::Undecodable)),
];

#[expect(
    clippy::unnecessary_wraps,
    reason = "the form that every entry of the table has"
)]
fn document(lint: impl DocumentLint + 'static) -> Result<Check, String> {
    Ok(Check::Document(Box::new(lint)))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the form that every entry of the table has"
)]
fn corpus(lint: impl CorpusLint + 'static) -> Result<Check, String> {
    Ok(Check::Corpus(Box::new(lint)))
}

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
