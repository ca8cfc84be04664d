//! A picture's credit at the head of a paragraph, and the seam behind it.

use crate::Span;
use crate::document::kinds::LONGEST_CAPTION;
use crate::document::{BlockKind, Document};
use crate::language::fold::simplified_char;
use crate::language::marks::{is_closer, is_mark};
use crate::language::{is_han, lexicon, words};

/// Longest credit, in characters.
const LONGEST: usize = 26;

/// Least frequency class of a word that a seam may not cut.
const COMMON: u8 = 3;
/// The word behind the name of whoever gave a picture, folded.
const SUPPLIED: [char; 2] = ['供', '图'];

/// A credit that runs into text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Credit {
    /// The block that it stands in.
    pub block: usize,
    /// Its place; the text begins at its end.
    pub span: Span,
    /// Is it one wherever it stands?
    pub sure: bool,
}

/// The credits of `document` that run into text; those that only a cut sentence proves too, where `cut` says that there
/// is one.
pub(super) fn all(document: &Document<'_>, cut: bool) -> Vec<Credit> {
    let mut found = Vec::new();
    for (block, of) in document.blocks().iter().enumerate() {
        if matches!(
            of.kind,
            BlockKind::Heading | BlockKind::Code | BlockKind::Table
        ) {
            continue;
        }
        let text = document.slice(of.span);
        let mut of_block: Vec<Fused> = fused(text)
            .filter(|credit| cut || credit.sure)
            .into_iter()
            .collect();
        if cut && of_block.is_empty() {
            of_block = inside(text, of.kind.is_picture());
        }
        found.extend(of_block.into_iter().map(|credit| Credit {
            block,
            span: credit.span.shifted(of.span.start),
            sure: credit.sure,
        }));
    }
    found
}

/// A credit of one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fused {
    /// Its place in the paragraph; the seam is at its end.
    pub span: Span,
    /// Is it a credit wherever it stands? Else only a sentence that goes on behind it proves it one.
    pub sure: bool,
}

/// The credit that `text` begins with, if text follows it without a mark.
fn fused(text: &str) -> Option<Fused> {
    let head: Vec<(usize, char)> = text.char_indices().take(LONGEST + 8).collect();
    let folded: Vec<char> = head.iter().map(|(_, c)| simplified_char(*c)).collect();
    let (length, sure) = credit_length(&folded)?;
    let next = *folded.get(length)?;
    if !(is_han(next) || next.is_alphanumeric()) {
        return None;
    }
    // `攝於`, `攝自`: the credit goes on. `攝影`, `圖片展`: the word does.
    let last = *folded.get(length - 1)?;
    let goes_on = match last {
        '影' => next == '报',
        '摄' => matches!(next, '于' | '自' | '氏' | '及' | '和' | '与' | '并'),
        _ => {
            !sure && ("报记引指消援说称驻电讯的社网".contains(next) || is_dateline(&folded, length))
        }
    };
    let word = lexicon::longest_word_covering(&folded, length - 1);
    let name: String = folded.get(word.clone())?.iter().collect();
    if goes_on || word.end > length && lexicon::frequency(&name) >= Some(COMMON) {
        return None;
    }
    // `資料圖片顯示` and `圖片由` may begin a sentence; a photographer's name and `攝` may not.
    let begins = matches!(last, '片' | '供' | '图' | '照')
        && "显由来提说为是中所拍摄可集库馆展上及和与之的见报".contains(next);
    let span = Span::new(0, head.get(length)?.0);
    Some(Fused {
        span,
        sure: sure && !begins,
    })
}

/// Does a place and a day stand at `at`: `北京１月３日電`?
fn is_dateline(chars: &[char], at: usize) -> bool {
    chars
        .iter()
        .skip(at)
        .take(14)
        .any(|c| matches!(c, '电' | '讯' | '日'))
}

/// The credits inside a line about a picture that run into text: `◆…。記者李大文攝` and the rest of a sentence.
fn inside(text: &str, caption: bool) -> Vec<Fused> {
    let mut found: Vec<Fused> = Vec::new();
    let mut before = None;
    for (start, c) in text.char_indices().take(LONGEST_CAPTION) {
        let begins = before
            .is_some_and(|c: char| caption || is_mark(c) || is_closer(c) || c.is_whitespace());
        let behind = found.last().is_none_or(|last| last.span.end <= start);
        if begins
            && behind
            && let Some(rest) = text.get(start..)
            && let Some(credit) = fused(rest)
        {
            found.push(Fused {
                span: credit.span.shifted(start),
                sure: false,
            });
        }
        before = Some(c);
    }
    found
}

/// The length in characters of the credit at the head of `chars`, and whether it is one wherever it stands.
fn credit_length(chars: &[char]) -> Option<(usize, bool)> {
    if let Some(end) = words::CREDIT_NOTICES.ending_at(chars, 0) {
        return Some((end, true));
    }
    let headed = words::CREDIT_HEADS.ending_at(chars, 0);
    if headed.is_some_and(|at| matches!(chars.get(at - 1), Some('：' | ':' | '／' | '/' | '╱')))
        && let Some(end) = headed.and_then(|at| words::AGENCIES.ending_at(chars, at))
    {
        return Some((end, true));
    }
    let agency = words::AGENCIES.ending_at(chars, 0);
    if let Some(from) = headed.or(agency)
        && let Some(end) = signed(chars, from, agency.is_some())
    {
        return Some((end, true));
    }
    if matches!(chars.first(), Some('（' | '(' | '【' | '［' | '[')) {
        let close = chars
            .iter()
            .take(LONGEST)
            .position(|c| matches!(c, '）' | ')' | '】' | '］' | ']'))?;
        let inner = chars.get(1..close)?;
        let lists = [
            &words::CREDIT_ENDS,
            &words::CREDIT_NOTICES,
            &words::AGENCIES,
        ];
        let ends = lists.iter().any(|list| list.end_chars(inner));
        return ends.then_some((close + 1, false));
    }
    if let Some(end) = agency {
        let signs = [&['发'][..], &SUPPLIED];
        let rest = chars.get(end..).unwrap_or(&[]);
        let sign = signs.into_iter().find(|sign| rest.starts_with(sign));
        return Some((end + sign.map_or(0, <[char]>::len), false));
    }
    // A name or a source, then the word that ends a credit.
    (2..=8).find_map(|at| {
        let plain = chars.get(..at)?.iter().all(|c| is_han(*c) || *c == '·');
        let end = words::CREDIT_ENDS.ending_at(chars, at)?;
        let name = at <= 4 && chars.first().is_some_and(|c| words::SURNAMES.has(*c));
        (plain
            && (name
                || chars
                    .get(at..)
                    .is_some_and(|rest| rest.starts_with(&SUPPLIED))))
        .then_some((end, false))
    })
}

/// Where a credit ends that names somebody or some place from `from` on: a few characters without a mark, then the word
/// that ends a credit.
fn signed(chars: &[char], from: usize, agency: bool) -> Option<usize> {
    let plain =
        |c: &char| is_han(*c) || c.is_alphabetic() || matches!(c, ' ' | '　' | '·' | '／' | '/');
    let reach = chars
        .iter()
        .skip(from)
        .take(10)
        .take_while(|c| plain(c))
        .count();
    (from..=from + reach).find_map(|at| {
        let end = words::CREDIT_ENDS.ending_at(chars, at)?;
        // `本報傳真`, `記者攝`: somebody or some place must be named.
        let named = at > from || agency;
        (named && end <= LONGEST).then_some(end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seam(text: &str) -> Option<(&str, &str)> {
        fused(text).and_then(|credit| text.split_at_checked(credit.span.end))
    }

    #[test]
    fn credits_run_into_text() {
        assert_eq!(
            seam("記者林小雨攝業代表出席。"),
            Some(("記者林小雨攝", "業代表出席。"))
        );
        assert_eq!(
            seam("资料图片业代表出席。"),
            Some(("资料图片", "业代表出席。"))
        );
        assert_eq!(
            seam("圖：中央社業代表出席。"),
            Some(("圖：中央社", "業代表出席。"))
        );
        assert_eq!(
            seam("本報深圳傳真業代表出席。"),
            Some(("本報深圳傳真", "業代表出席。"))
        );
    }

    #[test]
    fn what_only_looks_like_one() {
        assert_eq!(seam("資料圖片，右為主席。"), None);
        assert_eq!(seam("記者林小雨攝影報道，"), None);
        assert_eq!(seam("新華社發布消息說，"), None);
        assert_eq!(seam("本報傳真號碼"), None);
        assert_eq!(seam("資料圖片"), None);
    }
}
