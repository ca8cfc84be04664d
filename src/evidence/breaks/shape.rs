//! What the two ends of a paragraph look like, before any word of it is read.

use crate::document::sentences::{is_closer, is_complete, is_opener, is_terminal};
use crate::document::{Block, BlockKind, Document};
use crate::language::convert::simplified_char;
use crate::language::{is_han, lexicon};

/// How a paragraph ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ending {
    /// As a paragraph may.
    Whole,
    /// As few do: only a proved continuation makes it a break.
    Weak,
    /// In the middle of a sentence.
    Dangling,
}

/// Fewest characters of a paragraph that stops: shorter ones look like headlines.
const SHORTEST: usize = 30;
/// Longest line without a full stop in it that may still be a headline.
const HEADLINE: usize = 36;

/// Marks inside a sentence.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '、' | '；' | '：' | ',' | ';' | ':' | '﹐' | '﹑' | '﹔' | '﹕'
    ) || is_terminal(c)
}

/// How block `index` of `document` ends.
pub(super) fn ending(document: &Document<'_>, index: usize) -> Ending {
    let blocks = document.blocks();
    let Some(block) = blocks.get(index) else {
        return Ending::Whole;
    };
    let text = document.slice(block.span);
    if !may_break(block) || is_complete(text) {
        return Ending::Whole;
    }
    let Some(last) = text.chars().next_back() else {
        return Ending::Whole;
    };
    if ends_soundly(text, last) || is_row(text) {
        return Ending::Whole;
    }
    let tail = after_last_sentence(text);
    let length = text.chars().count();
    let inner = text.contains(['，', ',', '。', '；', '《', '「', '“']);
    if is_closer(last) || last == '；' || length < SHORTEST || !inner {
        return Ending::Weak;
    }
    if block.kind != BlockKind::Body || length <= HEADLINE && tail.len() == text.len() {
        return Ending::Weak;
    }
    // A label, a signature or the next headline glued to the end of the last paragraph.
    let listed = tail.contains(['：', ':', '◎', '●', '■', '╱', '│', '|'])
        || tail
            .split_whitespace()
            .filter(|word| word.chars().any(is_han))
            .count()
            > 2;
    let followed = blocks
        .iter()
        .skip(index + 1)
        .find(|block| !block.kind.is_picture())
        .is_some_and(|block| block.kind != BlockKind::Heading);
    let clause = tail.contains(['，', ',']);
    if listed || !followed && !clause && tail.len() < text.len() {
        return Ending::Weak;
    }
    Ending::Dangling
}

/// Can a block of this kind hold running text?
pub(super) fn may_break(block: &Block) -> bool {
    match block.kind {
        BlockKind::Body | BlockKind::Unknown => true,
        BlockKind::Heading => block.level == 0,
        _ => false,
    }
}

fn ends_soundly(text: &str, last: char) -> bool {
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
    let clause = text.rsplit(['；', ';', '，', ',']).next().unwrap_or(text);
    let joined = clause.chars().count() <= 2
        && matches!(clause, "及" | "和" | "或" | "与" | "與" | "以及" | "或者");
    let word = text.split_whitespace().next_back().unwrap_or(text);
    joined
        || word.contains("://")
        || word.contains("www.")
        || !text.chars().rev().take(40).any(is_han)
}

/// A row of a table, a score, a name list: figures or names side by side.
fn is_row(text: &str) -> bool {
    let (mut all, mut figures, mut gaps) = (0, 0, 0);
    for c in text.chars() {
        all += 1;
        figures += usize::from(c.is_numeric() || matches!(c, '．' | '.' | '－' | '—' | '％' | '%'));
        gaps += usize::from(c.is_whitespace());
    }
    figures * 4 > all || gaps * 6 > all
}

/// What stands behind the last full stop of `text`, or all of it.
pub(super) fn after_last_sentence(text: &str) -> &str {
    let end = text
        .char_indices()
        .rev()
        .find(|(_, c)| is_terminal(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    text.get(end..)
        .unwrap_or("")
        .trim_start_matches(|c: char| is_closer(c) || c.is_whitespace())
}

/// Words that begin a paragraph and seldom go on in the middle of a sentence, folded.
const STARTERS: &[&str] = &[
    "同时",
    "此外",
    "另外",
    "另",
    "不过",
    "但",
    "但是",
    "然而",
    "而",
    "而且",
    "因此",
    "所以",
    "因为",
    "由于",
    "如果",
    "虽然",
    "尽管",
    "首先",
    "其次",
    "第",
    "最后",
    "目前",
    "现在",
    "今年",
    "去年",
    "明年",
    "今天",
    "昨天",
    "昨日",
    "今日",
    "昨",
    "今",
    "当",
    "在",
    "对",
    "对于",
    "关于",
    "据",
    "根据",
    "按照",
    "为",
    "为了",
    "从",
    "自",
    "自从",
    "随着",
    "至于",
    "针对",
    "有",
    "这",
    "那",
    "该",
    "此",
    "本",
    "我",
    "我们",
    "他",
    "她",
    "它",
    "他们",
    "她们",
    "大家",
    "主席",
    "记者",
    "本报",
    "新华社",
    "有关",
    "其中",
    "其实",
    "事实上",
    "例如",
    "比如",
    "譬如",
    "换言之",
    "总之",
    "一",
    "两",
    "近",
    "近日",
    "日前",
    "近年",
    "近年来",
    "截至",
    "每",
    "与此同时",
    "除了",
    "除",
    "经",
    "经过",
    "于是",
    "接着",
    "随后",
    "之后",
    "后来",
    "作为",
    "至",
];
/// Characters that stand alone at the head of a paragraph only where something was cut off before them, folded.
const NEVER: &[char] = &[
    '的', '了', '着', '们', '吗', '呢', '吧', '啊', '嘛', '么', '者', '性', '化', '之', '等', '里',
    '个', '员', '得',
];

/// How far the beginning of `text` looks like the middle of a sentence (above 0) or like the beginning of a paragraph.
pub(super) fn resumption(text: &str) -> f32 {
    let Some(first) = text.chars().next() else {
        return 0.0;
    };
    // `…` begins a quotation; `’99`, `"` and `'` open as often as they close.
    if is_mark(first) && first != '…' || is_closer(first) && !matches!(first, '’' | '"' | '\'')
    {
        return 6.0;
    }
    if is_opener(first) || is_enumerated(text) || matches!(first, '●' | '■' | '◎' | '◆' | '▲')
    {
        return -3.0;
    }
    let clause: Vec<char> = text.chars().take_while(|c| !is_mark(*c)).take(12).collect();
    let folded: Vec<char> = clause.iter().map(|c| simplified_char(*c)).collect();
    let ends = lexicon::word_ends(&folded);
    let word: String = folded
        .iter()
        .take(ends.first().copied().unwrap_or(1))
        .collect();
    if word.chars().count() == 1 && NEVER.contains(&simplified_char(first)) {
        return 4.0;
    }
    let starter = STARTERS.contains(&word.as_str());
    if starter {
        return -2.0;
    }
    let mark = text.chars().nth(clause.len());
    match (clause.len(), mark) {
        (0..=5, Some('。' | '！' | '？' | '；')) => 3.5,
        (0..=3, Some('，')) => 2.5,
        (0..=5, Some('，' | '、')) => 1.0,
        (0..=4, Some('：' | ':')) => -2.0,
        _ => 0.0,
    }
}

/// `一、`, `（二）`, `3.`, `第四，` begin an item.
fn is_enumerated(text: &str) -> bool {
    let bare = text.trim_start_matches(['（', '(', '第']);
    let rest = bare.trim_start_matches(|c: char| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || matches!(
                c,
                '一' | '二'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '七'
                    | '八'
                    | '九'
                    | '十'
                    | 'i'
                    | 'v'
                    | 'x'
            )
    });
    rest.len() < bare.len()
        && rest
            .trim_start()
            .starts_with(['、', '．', '.', '）', ')', '，', '：', '·'])
}
