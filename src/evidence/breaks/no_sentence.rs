//! What ends without a full stop because it is no sentence: labels, sources, rows, figures, decks, what leads in.

use super::endings::{holds_a_sentence, is_cut};
use crate::document::{Block, BlockKind, Document};
use crate::language::marks::{is_complete, is_mark, is_opener};
use crate::language::{is_han, words};

/// Longest credit or source behind the last sentence of a paragraph, in characters.
const SOURCE: usize = 20;
/// Longest deck or standfirst, in characters, and most blocks before the first paragraph.
const DECK: usize = 80;
const DECKS: usize = 8;
/// Characters in which the words stand that begin a report.
const DATELINE: usize = 20;

/// Does `text` end in a tag set off by a space: a line about a picture, or `來源：…` and its like?
pub(super) fn is_tag(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or(text);
    let pointed = word.starts_with(['◆', '▲', '▼', '◎', '●', '■', '▶', '◀', '△', '▽', '※']);
    let labelled =
        || label(word).is_some_and(|(_, value)| !value.is_empty() && value.chars().count() <= 16);
    word.len() < text.len() && (pointed || labelled())
}

/// `來源：…`, `電話：…`: a label and its value. Who says something is no label.
pub(super) fn label(clause: &str) -> Option<(&str, &str)> {
    let (key, value) = clause.split_once(['：', ':'])?;
    let told = key.ends_with(|c| words::TELLING_ENDS.has(c));
    let plain = (2..=6).contains(&key.chars().count()) && key.chars().all(is_han);
    (plain && !told).then_some((key, value))
}

/// `日報 — 2020年1月2日`: a page's running head or foot at the end of a paragraph.
pub(super) fn is_running_head(tail: &str) -> bool {
    tail.rsplit(['─', '—', '–', '-', '|'])
        .next()
        .is_some_and(|date| {
            let date = date.trim();
            date.len() < tail.len()
                && date.ends_with('日')
                && date.contains('年')
                && date
                    .chars()
                    .all(|c| c.is_numeric() || matches!(c, '年' | '月' | '日' | ' '))
        })
}

/// A row of a table, a name list, a list of keywords: words side by side. A hundred characters without a mark are no
/// sentence.
pub(super) fn is_row(text: &str) -> bool {
    let items = || text.split(['，', ',', '、', '|', '｜']).map(str::trim);
    if items().count() >= 5 && items().all(|item| item.chars().count() <= 8) {
        return true;
    }
    let (mut all, mut gaps) = (0, 0);
    for c in text.chars() {
        all += 1;
        gaps += usize::from(c.is_whitespace());
    }
    gaps * 6 > all && !text.contains('，') || all > 100 && !text.contains(is_mark)
}

/// A source or credit behind the last sentence: `新华社/美联`, `記者李大文攝`.
pub(super) fn is_source(tail: &str) -> bool {
    let short = tail.chars().nth(SOURCE).is_none() && !tail.contains(['，', ',', '、']);
    let divided = || {
        let mut parts = tail.split(['/', '／', '╱', '|', '｜', '丨']);
        let named = |part: &str| (2..=10).contains(&part.trim().chars().count());
        parts.clone().count() >= 2 && parts.all(named)
    };
    short
        && (words::AGENCIES.begin(tail)
            || words::AGENCIES.end(tail)
            || words::CREDIT_ENDS.end(tail)
            || words::CREDIT_NOTICES.end(tail)
            || divided())
}

/// Cells and sums of a table run together: figures for the most part.
pub(super) fn is_figures(tail: &str) -> bool {
    let (mut all, mut figures) = (0, 0);
    for c in tail.chars() {
        all += 1;
        let of_number = c.is_numeric() || c.is_whitespace();
        figures += usize::from(of_number || matches!(c, '.' | ',' | '%' | '％' | '．' | '-' | '+'));
    }
    figures * 5 >= all * 3 && all >= 6 && !tail.contains('，')
}

/// `他表示，` before a quotation or a list that stands in paragraphs of its own.
pub(super) fn leads_in(document: &Document<'_>, index: usize) -> bool {
    let blocks = document.blocks();
    let text = document.slice(blocks[index].span);
    let said = text.strip_suffix(['，', ',', '：', ':']);
    said.is_some_and(|said| words::SPEECH_VERBS.end(said))
        && blocks.get(index + 1).is_some_and(|next| {
            let listed = matches!(next.kind, BlockKind::ListItem | BlockKind::Quote);
            listed || document.slice(next.span).starts_with(is_opener)
        })
}

/// Is block `index` a deck or a standfirst: one sentence that is not cut, before the first paragraph?
pub(super) fn is_deck(document: &Document<'_>, index: usize) -> bool {
    let blocks = document.blocks();
    let text = document.slice(blocks[index].span);
    let whole =
        |block: &Block| block.kind == BlockKind::Body && is_complete(document.slice(block.span));
    index < DECKS
        && !holds_a_sentence(text)
        && !is_cut(text)
        && !is_dated_report(text)
        && text.chars().nth(DECK).is_none()
        && !blocks.iter().take(index).any(whole)
}

/// `本報訊　…`, `新華社北京一月三日電　…`: does a report begin here?
pub(super) fn is_dated_report(text: &str) -> bool {
    let mut head = text.char_indices().take(DATELINE);
    head.any(|(at, c)| {
        let behind = text.get(at + c.len_utf8()..).unwrap_or("");
        matches!(c, '訊' | '讯' | '電' | '电')
            && behind.starts_with(|c: char| c.is_whitespace() || is_opener(c))
    })
}
