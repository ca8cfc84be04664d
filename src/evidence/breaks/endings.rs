//! How a text ends, told from the text alone.

use super::joins;
use crate::language::marks::{is_closer, is_mark, is_terminal};
use crate::language::{is_han, lexicon, words};

/// What stands behind the last full stop of `text`, or all of it.
pub(super) fn after_last_sentence(text: &str) -> &str {
    let mut behind: Option<char> = None;
    let mut end = 0;
    for (at, c) in text.char_indices().rev() {
        // `８５．２億`: a point inside a number.
        let point = c == '．' && behind.is_some_and(char::is_numeric);
        if is_terminal(c) && !point {
            end = at + c.len_utf8();
            break;
        }
        behind = Some(c);
    }
    text.get(end..)
        .unwrap_or("")
        .trim_start_matches(|c: char| is_closer(c) || c.is_whitespace())
}

/// Does `text` hold a whole sentence before the one that it ends in? Then it is no headline, deck or label.
pub(super) fn holds_a_sentence(text: &str) -> bool {
    after_last_sentence(text).len() < text.len()
}

/// Does a paragraph that dangles stop at a word or a mark that ends no sentence, or inside a quotation?
pub(super) fn ends_open(text: &str) -> bool {
    // `他走了` may lack no more than its full stop.
    let particle = |c| is_particle(c) && c != '了';
    is_open(text)
        || text.ends_with(particle)
        || text.ends_with(is_mark)
        || ends_in_bare_title(text)
        || ends_in_never_last(text)
}

/// Is the last clause no more than a title: `…方面，《措施》`? What the work says or does is missing.
fn ends_in_bare_title(text: &str) -> bool {
    text.ends_with('》')
        && text
            .rfind('《')
            .is_some_and(|open| text.get(..open).is_some_and(|text| text.ends_with('，')))
}

fn ends_in_never_last(text: &str) -> bool {
    // Most lines end in none of them: that is asked before they are divided into words.
    if !words::NEVER_LAST.end(text) {
        return false;
    }
    let last = joins::last_chars(text);
    let ends = lexicon::word_ends(&last);
    let start = ends.iter().rev().nth(1).copied().unwrap_or(0);
    let word: String = last[start..].iter().collect();
    words::NEVER_LAST.has(&word)
}

/// Does it, or in the middle of a word? Another may lack no more than its full stop.
pub(super) fn is_cut(text: &str) -> bool {
    ends_open(text) || joins::ends_in_leftover(&joins::last_chars(text))
}

/// Does `text`, whose last character is `last`, end as a label, a list item or a reference may?
pub(super) fn ends_soundly(text: &str, last: char) -> bool {
    if matches!(
        last,
        '：' | ':'
            | '）'
            | ')'
            | '】'
            | ']'
            | '〕'
            | '—'
            | '─'
            | '-'
            | '–'
            | '～'
            | '~'
            | '⋯'
            | '∶'
            | '︰'
    ) {
        return true;
    }
    // `；及` ends an item of a list, `見 https://…` a reference.
    let clause = text.rsplit(['；', ';']).next().unwrap_or(text);
    let joined = clause.len() < text.len()
        && matches!(
            clause.trim(),
            "及" | "和" | "或" | "与" | "與" | "以及" | "或者"
        );
    let word = text.split_whitespace().next_back().unwrap_or(text);
    joined
        || word.contains("://")
        || word.contains("www.")
        || !text.chars().rev().take(40).any(is_han)
}

/// Does `text` open a quote or a bracket that it does not close?
pub(super) fn is_open(text: &str) -> bool {
    text.rfind(['「', '“', '《', '（', '『'])
        .and_then(|at| text.get(at..))
        .is_some_and(|rest| !rest.contains(['」', '”', '》', '）', '』', ')']))
}

/// Is `c` one with which no name and no headline ends?
pub(super) fn is_particle(c: char) -> bool {
    words::PARTICLES.has(c)
}
