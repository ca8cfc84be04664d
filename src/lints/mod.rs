//! The code of the lints that have code: one file each, named as its id.

mod boilerplate;
mod broken_line;
mod caption_in_text;
mod compatibility_character;
mod count_mismatch;
mod duplicate_article;
mod duplicate_paragraph;
mod duplicate_sentence;
mod empty_section;
mod fused_heading;
mod garbled_text;
mod half_width_punctuation;
mod heading_jump;
mod impossible_date;
mod legacy_encoding;
mod lookalike_character;
mod looping_text;
mod malformed_record;
mod markup_residue;
mod mixed_quotes;
pub mod mixed_script;
mod mixed_variant;
mod mojibake;
mod name_variant;
mod orphaned_fragment;
mod private_use_character;
mod rejoin;
mod repeated_line;
mod repeated_word;
mod replacement_character;
mod shared_paragraph;
mod spaced_characters;
mod spliced_text;
mod split_sentence;
mod truncated_sentence;
mod unbalanced_punctuation;
mod undecodable;
mod weekday_mismatch;
mod wrong_character;
mod wrong_conversion;

use crate::config::Rules;
use crate::lint::{Check, CorpusLint, DocumentLint, Options};
use crate::suppress::UNUSED;

/// Places of a group that are shown; the message tells how many there are.
const SHOWN: usize = 8;

/// Makes the code of a lint from its options and the rules for a path. The error says which option is wrong.
type Make = fn(&Options, &Rules) -> Result<Check, String>;

/// All lints that have code, a line each. A lint that is not here is a pattern lint.
#[rustfmt::skip]
const CODED: &[(&str, Make)] = &[
    ("boilerplate", |_, _| corpus(boilerplate::Boilerplate)),
    ("broken-line", |_, _| document(broken_line::BrokenLine)),
    ("caption-in-text", |_, _| document(caption_in_text::CaptionInText)),
    ("compatibility-character", |_, _| document(compatibility_character::CompatibilityCharacter)),
    ("count-mismatch", |_, _| document(count_mismatch::CountMismatch)),
    ("duplicate-article", |_, _| corpus(duplicate_article::DuplicateArticle)),
    ("duplicate-paragraph", |_, _| document(duplicate_paragraph::DuplicateParagraph)),
    ("duplicate-sentence", |options, _| document(duplicate_sentence::DuplicateSentence::new(options)?)),
    ("empty-section", |_, _| document(empty_section::EmptySection)),
    ("fused-heading", |_, _| document(fused_heading::FusedHeading)),
    ("garbled-text", |_, _| document(garbled_text::GarbledText)),
    ("half-width-punctuation", |_, _| document(half_width_punctuation::HalfWidthPunctuation)),
    ("heading-jump", |_, _| document(heading_jump::HeadingJump)),
    ("impossible-date", |_, _| document(impossible_date::ImpossibleDate)),
    ("legacy-encoding", |_, _| document(legacy_encoding::LegacyEncoding)),
    ("lookalike-character", |_, _| document(lookalike_character::LookalikeCharacter)),
    ("looping-text", |_, _| document(looping_text::LoopingText)),
    ("malformed-record", |_, _| document(malformed_record::MalformedRecord)),
    ("markup-residue", |_, _| document(markup_residue::MarkupResidue)),
    ("mixed-quotes", |_, _| document(mixed_quotes::MixedQuotes)),
    ("mixed-script", |_, rules| document(mixed_script::MixedScript::new(rules))),
    ("mixed-variant", |_, _| document(mixed_variant::MixedVariant)),
    ("mojibake", |_, _| document(mojibake::Mojibake)),
    ("name-variant", |_, _| document(name_variant::NameVariant)),
    ("orphaned-fragment", |_, _| document(orphaned_fragment::OrphanedFragment)),
    ("private-use-character", |_, _| document(private_use_character::PrivateUseCharacter)),
    ("repeated-line", |_, _| document(repeated_line::RepeatedLine)),
    ("replacement-character", |_, _| document(replacement_character::ReplacementCharacter)),
    ("repeated-word", |_, _| document(repeated_word::RepeatedWord)),
    ("shared-paragraph", |_, _| corpus(shared_paragraph::SharedParagraph)),
    ("spaced-characters", |_, _| document(spaced_characters::SpacedCharacters)),
    ("spliced-text", |_, _| document(spliced_text::SplicedText)),
    ("split-sentence", |_, _| document(split_sentence::SplitSentence)),
    ("truncated-sentence", |_, _| document(truncated_sentence::TruncatedSentence)),
    ("unbalanced-punctuation", |_, _| document(unbalanced_punctuation::UnbalancedPunctuation)),
    ("undecodable", |_, _| document(undecodable::Undecodable)),
    // The engine tells it: it needs what all the others found.
    (UNUSED, |_, _| Ok(Check::default())),
    ("weekday-mismatch", |_, _| document(weekday_mismatch::WeekdayMismatch)),
    ("wrong-character", |options, _| wrong_character::checks(options)),
    ("wrong-conversion", |_, _| document(wrong_conversion::WrongConversion)),
];

#[expect(
    clippy::unnecessary_wraps,
    reason = "the form that every entry of the table has"
)]
fn document(lint: impl DocumentLint + 'static) -> Result<Check, String> {
    Ok(Check {
        document: Some(Box::new(lint)),
        corpus: None,
    })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the form that every entry of the table has"
)]
fn corpus(lint: impl CorpusLint + 'static) -> Result<Check, String> {
    Ok(Check {
        document: None,
        corpus: Some(Box::new(lint)),
    })
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
