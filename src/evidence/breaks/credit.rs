//! A picture's credit at the head of a paragraph, and the seam behind it.

use crate::language::convert::simplified_char;
use crate::language::{is_han, lexicon};

/// Longest credit, in characters.
const LONGEST: usize = 26;

/// Least frequency class of a word that a seam may not cut.
const COMMON: u8 = 3;
/// Whole credits, folded.
const WHOLE: &[&str] = &[
    "资料图片",
    "资料照片",
    "资料图",
    "资料照",
    "网络图片",
    "网上图片",
    "网络截图",
    "视频截图",
    "电视截图",
    "档案照片",
    "示意图",
    "设计图片",
];
/// Agencies, folded: a credit after `圖：`, or with a word for a picture.
const AGENCIES: &[&str] = &[
    "新华社",
    "中新社",
    "中通社",
    "中央社",
    "法新社",
    "路透社",
    "路透",
    "美联社",
    "欧新社",
    "韩联社",
    "共同社",
    "彭博社",
    "中新网",
    "新华网",
];
/// Words that end a credit, folded.
const TAILS: &[&str] = &[
    "传真", "摄影", "摄", "供图", "图片", "照片", "提供", "翻摄", "截图",
];
/// How a credit begins that has a name in it, folded.
const HEADS: &[&str] = &[
    "图：",
    "图:",
    "图／",
    "图/",
    "图╱",
    "摄影：",
    "摄影:",
    "本报",
    "本刊",
    "本社",
    "记者",
    "特约记者",
    "通讯员",
    "香港文汇报",
    "香港大公报",
    "大公报",
    "文汇报",
    "明报",
    "星岛日报",
    "人民日报",
    "联合报",
    "中国时报",
    "自由时报",
];

/// The length in bytes of the credit that `text` begins with, if text follows it without a mark.
pub(super) fn fused(text: &str) -> Option<usize> {
    let head: Vec<(usize, char)> = text.char_indices().take(LONGEST + 8).collect();
    let folded: Vec<char> = head.iter().map(|(_, c)| simplified_char(*c)).collect();
    let length = credit_length(&folded)?;
    let next = *folded.get(length)?;
    if !(is_han(next) || next.is_alphanumeric()) {
        return None;
    }
    // `攝於`, `攝自`: the credit goes on. `攝影`, `圖片展`: the word does.
    let tail = folded.get(length - 1).copied();
    if tail == Some('影') && next == '报' {
        return None;
    }
    if folded.get(length - 1) == Some(&'摄')
        && matches!(next, '于' | '自' | '氏' | '及' | '和' | '与' | '并')
    {
        return None;
    }
    let word = lexicon::longest_word_covering(&folded, length - 1);
    let name: String = folded.get(word.clone())?.iter().collect();
    if word.end > length && lexicon::frequency(&name) >= Some(COMMON) {
        return None;
    }
    head.get(length).map(|(at, _)| *at)
}

/// The length in characters of the credit at the head of `chars`.
fn credit_length(chars: &[char]) -> Option<usize> {
    let starts = |at: usize, word: &str| {
        let count = word.chars().count();
        chars
            .get(at..at + count)
            .is_some_and(|part| part.iter().copied().eq(word.chars()))
            .then_some(at + count)
    };
    if let Some(end) = WHOLE.iter().find_map(|word| starts(0, word)) {
        return Some(end);
    }
    let headed = HEADS.iter().find_map(|word| starts(0, word));
    if headed.is_some_and(|at| matches!(chars.get(at - 1), Some('：' | ':' | '／' | '/' | '╱')))
        && let Some(end) = headed.and_then(|at| AGENCIES.iter().find_map(|name| starts(at, name)))
    {
        return Some(end);
    }
    let agency = AGENCIES.iter().find_map(|name| starts(0, name));
    let from = headed.or(agency)?;
    // A name, a place, another agency: a few characters without a mark, then the word that ends a credit.
    let plain =
        |c: &char| is_han(*c) || c.is_alphabetic() || matches!(c, ' ' | '　' | '·' | '／' | '/');
    let reach = chars
        .iter()
        .skip(from)
        .take(10)
        .take_while(|c| plain(c))
        .count();
    (from..=from + reach).find_map(|at| {
        let end = TAILS.iter().find_map(|tail| starts(at, tail))?;
        // `本報傳真`, `記者攝`: somebody or some place must be named.
        let named = at > from || agency.is_some();
        (named && end <= LONGEST).then_some(end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seam(text: &str) -> Option<(&str, &str)> {
        fused(text).and_then(|at| text.split_at_checked(at))
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
