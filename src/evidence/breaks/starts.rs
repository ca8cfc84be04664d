//! What the first words of a paragraph tell: do they begin it, or go on in the middle of a sentence?

use crate::language::fold::simplified_char;
use crate::language::marks::{is_closer, is_mark, is_opener};
use crate::language::numerals::is_numeral;
use crate::language::{is_han, lexicon, words};

/// Longest paragraph that is one short sentence, in characters.
pub(super) const LINE: usize = 12;

/// What a first word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum First {
    Starter,
    Middle,
    Verb,
    Never,
    Surname,
}

/// What a word that begins a paragraph says, where it is known; the first list that has it tells.
fn known(word: &str) -> Option<First> {
    let mut chars = word.chars();
    let only = chars.next().filter(|_| chars.as_str().is_empty());
    if only.is_some_and(|c| words::NEVER_FIRST.has(c)) {
        Some(First::Never)
    } else if words::SENTENCE_OPENERS.has(word) {
        Some(First::Starter)
    } else if words::SENTENCE_MIDDLES.has(word) {
        Some(First::Middle)
    } else if words::ACTION_VERBS.has(word) {
        Some(First::Verb)
    } else {
        only.filter(|c| words::SURNAMES.has(*c))
            .map(|_| First::Surname)
    }
}

/// How far the beginning of `text` looks like the middle of a sentence (above 0) or like the beginning of a paragraph:
/// log-odds, as paragraphs of news begin against places inside their sentences.
pub(super) fn resumption(text: &str) -> f32 {
    let Some(first) = text.chars().next() else {
        return 0.0;
    };
    // `…` begins a quotation; `’99`, `"` and `'` open as often as they close.
    if is_mark(first) && first != '…' || is_closer(first) && !matches!(first, '’' | '"' | '\'')
    {
        return 6.0;
    }
    if is_enumerated(text) || matches!(first, '●' | '■' | '◎' | '◆' | '▲' | '·' | '•')
    {
        return -6.0;
    }
    if is_opener(first) || !is_han(first) {
        return -3.5;
    }
    let clause: Vec<char> = text
        .chars()
        .take_while(|c| !is_mark(*c) && !is_closer(*c) && !is_opener(*c) && !c.is_whitespace())
        .take(8)
        .map(simplified_char)
        .collect();
    let end = lexicon::word_ends(&clause).first().copied().unwrap_or(1);
    let word: String = clause.iter().take(end).collect();
    let known = known(&word);
    let length = text.chars().take_while(|c| !is_mark(*c)).take(12).count();
    let mark = text.chars().nth(length);
    let starter = known == Some(First::Starter);
    let adverbial = starter || is_adverbial(&clause);
    // A line of a few words is thanks or an answer, whole as it is.
    let line = text.chars().nth(LINE).is_none();
    let clause = match (length, mark) {
        (0..=5, Some('。' | '！' | '？' | '；')) if !line => 3.0,
        (0..=3, Some('，')) if !adverbial => 2.5,
        (4..=5, Some('，')) if !adverbial => 1.8,
        (0..=5, Some('、')) => 1.1,
        (0..=6, Some('：' | ':')) => -1.2,
        _ => 0.0,
    };
    let word = match known {
        Some(First::Never) => 3.2,
        Some(First::Middle) => 1.7,
        Some(First::Verb) => 1.2,
        Some(First::Starter) => -1.9,
        Some(First::Surname) => -1.3,
        None if end == 1 => 0.7,
        None => 0.0,
    };
    // `陳大文昨日表示`: who, then when.
    let dated = (2..6).any(|at| {
        let rest = text
            .char_indices()
            .nth(at)
            .and_then(|(at, _)| text.get(at..));
        at < length && rest.is_some_and(|rest| rest.starts_with(['昨', '今']))
    });
    clause + word - if dated { 1.5 } else { 0.0 }
}

fn first_word(text: &str) -> Option<First> {
    let clause: Vec<char> = text
        .chars()
        .take_while(|c| is_han(*c))
        .take(8)
        .map(simplified_char)
        .collect();
    let end = lexicon::word_ends(&clause).first().copied()?;
    let word: String = clause.iter().take(end).collect();
    known(&word)
}

/// Is a short clause one that stands before a comma at the head of a paragraph: a time, a place, who says it? A bare
/// noun or verb there is the end of a clause that began elsewhere.
fn is_adverbial(clause: &[char]) -> bool {
    clause
        .first()
        .is_some_and(|c| words::ADVERBIAL_HEADS.has(*c))
        || clause.last().is_some_and(|c| words::ADVERBIAL_ENDS.has(*c))
}

/// Does `text` begin with a word that begins a sentence?
pub(super) fn is_starter(text: &str) -> bool {
    first_word(text) == Some(First::Starter)
}

/// Does `text` begin with a character that cannot begin a paragraph by itself?
pub(super) fn is_impossible(text: &str) -> bool {
    resumption(text) >= 6.0 || text.starts_with(['的', '了', '們', '们']) && resumption(text) >= 3.0
}

/// `一、`, `（二）`, `3.`, `第四，` begin an item.
fn is_enumerated(text: &str) -> bool {
    let bare = text.trim_start_matches(['（', '(', '第']);
    let rest = bare.trim_start_matches(|c: char| is_numeral(c) || matches!(c, 'i' | 'v' | 'x'));
    rest.len() < bare.len()
        && rest
            .trim_start()
            .starts_with(['、', '．', '.', '）', ')', '，', '：', '·'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_and_middles() {
        for text in [
            "，市民可致電查詢。",
            "的士兵已經撤離。",
            "業代表說，",
            "」他說。",
            "，",
        ] {
            assert!(resumption(text) > 0.5, "{text}");
        }
        for text in [
            "此外，協會建議",
            "「今天很好。」",
            "（二）增加人手",
            "陳大文說，",
            "2021年，",
        ] {
            assert!(resumption(text) < 0.0, "{text}");
        }
    }

    #[test]
    fn words_that_begin_with_a_particle() {
        assert!(!is_impossible("的士司機說，"));
        assert!(!is_impossible("了解情況後，"));
        assert!(is_impossible("的老人可以申請，"));
    }
}
