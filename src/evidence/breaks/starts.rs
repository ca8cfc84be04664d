//! What the first words of a paragraph tell: do they begin it, or go on in the middle of a sentence?

use super::weights::{Sign, Tally};
use crate::language::fold::simplified_char;
use crate::language::marks::{is_closer, is_mark, is_opener};
use crate::language::numerals::is_numeral;
use crate::language::{is_han, lexicon, words};

/// Longest paragraph that is thanks, an answer or a lead-in, whole as it is, in characters.
pub(super) const SHORT_REMARK: usize = 12;

/// What a first word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum First {
    Starter,
    Middle,
    Verb,
    Never,
    Surname,
}

impl First {
    fn sign(self) -> Sign {
        match self {
            Self::Never => Sign::NeverFirst,
            Self::Middle => Sign::MiddleWord,
            Self::Verb => Sign::Verb,
            Self::Starter => Sign::Starter,
            Self::Surname => Sign::Surname,
        }
    }
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

/// What `text` is, where it begins with `first` and that is no word of a sentence.
fn no_word(text: &str, first: char) -> Option<Sign> {
    let point = matches!(first, '●' | '■' | '◎' | '◆' | '▲' | '·' | '•');
    if begins_nothing(first) {
        Some(Sign::Mark)
    } else if point || is_enumerated(text) {
        Some(Sign::Item)
    } else if is_opener(first) || !is_han(first) {
        Some(Sign::Foreign)
    } else {
        None
    }
}

/// What the beginning of `text` says for its being the middle of a sentence or the beginning of a paragraph.
pub(super) fn signs(text: &str) -> Tally {
    let mut signs = Tally::default();
    let Some(first) = text.chars().next() else {
        return signs;
    };
    if let Some(sign) = no_word(text, first) {
        signs.add(sign);
        return signs;
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
    let adverbial = known == Some(First::Starter) || is_adverbial(&clause);
    let remark = text.chars().nth(SHORT_REMARK).is_none();
    let clause = match (length, mark) {
        (0..=5, Some('。' | '！' | '？' | '；')) if !remark => Some(Sign::ShortSentence),
        (0..=3, Some('，')) if !adverbial => Some(Sign::ShortClause),
        (4..=5, Some('，')) if !adverbial => Some(Sign::MiddlingClause),
        (0..=5, Some('、')) => Some(Sign::ShortEntry),
        (0..=6, Some('：' | ':')) => Some(Sign::Label),
        _ => None,
    };
    let word = match known {
        Some(first) => Some(first.sign()),
        None => (end == 1).then_some(Sign::SingleCharacter),
    };
    for sign in clause.into_iter().chain(word) {
        signs.add(sign);
    }
    if is_dated(text, length) {
        signs.add(Sign::Dated);
    }
    let goes_on = matches!(known, Some(First::Never | First::Middle | First::Verb));
    if !goes_on {
        if adverbial && mark == Some('，') && length <= 8 {
            signs.add(Sign::Adverbial);
        }
        note_actor(text, &mut signs);
    }
    signs
}

/// Longest clause that names who speaks, in characters.
const SPEAKER: usize = 20;

/// Notes who the first clause of `text` is about, where it says so as a beginning does.
fn note_actor(text: &str, signs: &mut Tally) {
    if words::AGENCIES.begin(text) {
        signs.add(Sign::Agency);
    }
    let inner = |c: char| !(is_mark(c) || is_opener(c));
    let clause = text.get(..text.find(|c| !inner(c)).unwrap_or(text.len()));
    let clause = clause.unwrap_or(text);
    let length = clause.chars().count();
    if (3..=SPEAKER).contains(&length) && words::SPEECH_VERBS.end(clause) {
        signs.add(Sign::Speaker);
    }
    // `區議員李四`: what ends a post, then a surname and a name.
    let folded: Vec<char> = clause.chars().take(10).map(simplified_char).collect();
    let post = |at: &usize| {
        let name = folded.get(at + 1).is_some_and(|c| words::SURNAMES.has(*c));
        words::NAME_ROLES.has(folded[*at]) && name && folded.len() > at + 2
    };
    if (1..folded.len().saturating_sub(2)).any(|at| post(&at)) {
        signs.add(Sign::Post);
    }
}

/// Is `c` a mark with which no paragraph begins? `…` begins a quotation; `’99`, `"` and `'` open as often as they close.
fn begins_nothing(c: char) -> bool {
    is_mark(c) && c != '…' || is_closer(c) && !matches!(c, '’' | '"' | '\'')
}

/// `陳大文昨日表示`: does the first clause of `text`, `length` characters, say who, then when?
fn is_dated(text: &str, length: usize) -> bool {
    (2..6).any(|at| {
        let place = text.char_indices().nth(at);
        let rest = place.and_then(|(at, _)| text.get(at..));
        at < length && rest.is_some_and(|rest| rest.starts_with(['昨', '今']))
    })
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

/// Does `text` begin with a mark or a character that cannot begin a paragraph by itself?
pub(super) fn is_impossible(text: &str) -> bool {
    let signs = signs(text);
    let met = |sign| signs.of(sign) > 0.0;
    let never = met(Sign::NeverFirst);
    let short = met(Sign::ShortSentence) && !met(Sign::Starter);
    let particle = text.starts_with(['的', '了', '們', '们']);
    let cut = never && short || particle && (short || never && !met(Sign::Label));
    met(Sign::Mark) || cut && !met(Sign::Dated)
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
    use crate::evidence::breaks::Weights;

    #[test]
    fn beginnings_and_middles() {
        for text in [
            "，市民可致電查詢。",
            "的士兵已經撤離。",
            "業代表說，",
            "」他說。",
            "，",
        ] {
            assert!(signs(text).sum(&Weights::fitted()) > 0.5, "{text}");
        }
        for text in [
            "此外，協會建議",
            "「今天很好。」",
            "（二）增加人手",
            "陳大文說，",
            "2021年，",
        ] {
            assert!(signs(text).sum(&Weights::fitted()) < 0.0, "{text}");
        }
    }

    #[test]
    fn words_that_begin_with_a_particle() {
        assert!(!is_impossible("的士司機說，"));
        assert!(!is_impossible("了解情況後，"));
        assert!(is_impossible("的老人可以申請，"));
    }
}
