//! What a block is, judged once from its place, length, marks and neighbours.

use std::sync::LazyLock;

use regex::Regex;

use super::Marked;
use crate::Span;
use crate::language::marks::{is_closer, is_complete, is_opener};
use crate::language::{is_han, words};

/// What a block of a newspaper page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A headline or a sub-head.
    Heading,
    /// A paragraph of the article.
    Body,
    /// A line about a picture: `◆…`, `▲…`, `圖為…`, `圖：…`.
    Caption,
    /// Who made a picture, alone: `（新華社）`, `記者李…攝`, `資料圖片`.
    Credit,
    /// Who wrote the article, alone, or where and when: `本報記者…`, `【記者…報導】`.
    Byline,
    /// An item of a list.
    ListItem,
    /// A quotation marked as such.
    Quote,
    /// A cell of a table, or a row of figures.
    Table,
    /// Code.
    Code,
    /// How an article ends: `（完）`, `———編者`, `（責任編輯：…）`.
    SignOff,
    /// None of these for sure.
    Unknown,
}

impl BlockKind {
    /// Does it hold the article's own running text?
    pub fn is_body(self) -> bool {
        self == Self::Body
    }

    /// Does it belong to a picture?
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Caption | Self::Credit)
    }

    /// The word for it in `inspect` and in lint files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Byline => "byline",
            Self::ListItem => "list-item",
            Self::Quote => "quote",
            Self::Table => "table",
            Self::Code => "code",
            Self::SignOff => "sign-off",
            Self::Unknown => "unknown",
        }
    }
}

/// Longest caption, in characters: newspapers keep them to three or four lines.
pub const LONGEST_CAPTION: usize = 160;
/// Longest line that may be a headline or a sub-head without being marked as one.
const LONGEST_HEADLINE: usize = 40;

/// `圖一：`, `图2：`, `附圖為`: a caption that counts its pictures.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^(?:[（(][上下左右中附]?(?:圖|图)[）)]\
         |[上下左右中附]?(?:圖|图)[0-9０-９一二三四五六七八九十]{0,2}[為为：:／/╱])",
    )
});
/// `（附圖片１張）`: how many pictures came with the article.
static ENCLOSED: LazyLock<Regex> = LazyLock::new(|| regex("^[（(]附?(?:圖|图)片?.{0,6}[）)]$"));
/// `圖片來源：…`
static SOURCED: LazyLock<Regex> =
    LazyLock::new(|| regex("^[（(]?(?:圖|图)[像片]?(?:來源|来源|源)[，,：:／/╱]"));
/// `新華社北京1月3日電` alone.
static DATELINE: LazyLock<Regex> =
    LazyLock::new(|| regex("^.{2,12}社.{0,16}[0-9０-９一二三四五六七八九十]日?[電电讯訊]$"));
/// `（李大文 王小明）`: the names of who wrote it.
static NAMES: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^[（(][\p{Han}·]{2,4}(?:[\s、]*[\p{Han}·]{2,4})?[）)]$"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of kinds compile")
}

/// The kinds of `blocks`, in their order.
pub(super) fn classify(prose: &str, blocks: &[(Span, Span, Marked)]) -> Vec<BlockKind> {
    let mut kinds: Vec<BlockKind> = blocks
        .iter()
        .map(|(span, _, marked)| of_marked(span.of(prose), *marked))
        .collect();
    let marks_headings = blocks
        .iter()
        .any(|(_, _, marked)| matches!(marked, Marked::Heading(_)));
    let unmarked = |index: usize| blocks[index].2 == Marked::Paragraph;
    if marks_headings {
        // Where headings are marked, a line with a comma that is not is text.
        for (index, kind) in kinds.iter_mut().enumerate() {
            let text = blocks[index].0.of(prose);
            let clause = text.contains('，') && text.chars().nth(11).is_some();
            if *kind == BlockKind::Heading && unmarked(index) && clause {
                *kind = BlockKind::Body;
            }
        }
    }
    // Short lines one after another: a kicker, a headline and a deck at most are three. More are verse or a list.
    let mut from = 0;
    while from < kinds.len() {
        let is_line = |index: &usize| kinds[*index] == BlockKind::Heading && unmarked(*index);
        let run = (from..kinds.len()).take_while(is_line).count();
        if run > 3 {
            kinds[from..from + run].fill(BlockKind::Unknown);
        }
        from += run + 1;
    }
    kinds
}

fn of_marked(text: &str, marked: Marked) -> BlockKind {
    match marked {
        // Sites set captions and whole articles in headings of low rank.
        Marked::Heading(4..) => match of_paragraph(text) {
            kind if kind.is_picture() || kind.is_body() && is_complete(text) => kind,
            _ => BlockKind::Heading,
        },
        Marked::Heading(2..) if text.contains('。') && of_paragraph(text).is_picture() => {
            BlockKind::Caption
        }
        Marked::Heading(_) => BlockKind::Heading,
        Marked::ListItem => BlockKind::ListItem,
        Marked::Quote => BlockKind::Quote,
        Marked::Table => BlockKind::Table,
        Marked::Code => BlockKind::Code,
        Marked::Image => BlockKind::Caption,
        Marked::Paragraph => of_paragraph(text),
    }
}

fn of_paragraph(text: &str) -> BlockKind {
    let length = text.chars().take(LONGEST_CAPTION + 1).count();
    let complete = is_complete(text);
    if length <= LONGEST_CAPTION {
        let pointed = text.starts_with(|c| words::CAPTION_POINTERS.has(c));
        if pointed || words::CAPTION_HEADS.begin(text) || matches_picture(&NUMBERED, text) {
            return BlockKind::Caption;
        }
        if let Some(kind) = credit_or_caption(text, length, complete) {
            return kind;
        }
        if is_byline(text, length, complete) {
            return BlockKind::Byline;
        }
        if is_sign_off(text, length) {
            return BlockKind::SignOff;
        }
    }
    if text.starts_with(|c| words::BULLETS.has(c)) {
        return BlockKind::ListItem;
    }
    if !complete && (is_figures(text) || text.starts_with('|') && text.ends_with('|')) {
        return BlockKind::Table;
    }
    if !complete && is_names(text) {
        return BlockKind::Unknown;
    }
    if complete || length > LONGEST_HEADLINE || words::ANSWER_HEADS.begin(text) {
        return BlockKind::Body;
    }
    let marks = text
        .chars()
        .filter(|c| matches!(c, '，' | '。' | '；'))
        .count();
    let clause_end = text.ends_with(['，', '、', '：', '；', ',', ':']);
    match (length, marks, clause_end) {
        (24.., 1.., _) | (_, _, true) => BlockKind::Body,
        (30.., 0, false) => BlockKind::Unknown,
        _ => BlockKind::Heading,
    }
}

/// Does one of the expressions that have 圖 at their beginning match? Most lines have it not, and need none of them.
fn matches_picture(regex: &LazyLock<Regex>, text: &str) -> bool {
    let begins = text.chars().take(3).any(|c| matches!(c, '圖' | '图'));
    begins && regex.is_match(text)
}

fn is_dateline(text: &str) -> bool {
    text.ends_with(['電', '电', '讯', '訊']) && DATELINE.is_match(text)
}

/// A row of figures: three numbers or more, a quarter of it digits, and nothing as long as a clause between them. Dates
/// are no figures.
fn is_figures(text: &str) -> bool {
    let (mut all, mut figures, mut numbers, mut number) = (0, 0, 0, 0);
    let (mut run, mut longest) = (0, 0);
    for c in text.chars() {
        if c.is_numeric() || number > 0 && matches!(c, '.' | ',' | '．' | '，' | ':') {
            numbers += usize::from(number == 0);
            number += 1;
            figures += 1;
        } else {
            if matches!(c, '年' | '月' | '日') && number > 0 {
                numbers -= 1;
                figures -= number;
            }
            number = 0;
        }
        run = if is_han(c) { run + 1 } else { 0 };
        longest = longest.max(run);
        all += 1;
    }
    numbers >= 3 && (figures * 2 >= all || figures * 4 >= all && longest <= 6)
}

/// Five names or more, and nothing else.
fn is_names(text: &str) -> bool {
    let mut words = 0;
    for word in text
        .split([' ', '\u{3000}', '、'])
        .filter(|word| !word.is_empty())
    {
        if !(2..=4).contains(&word.chars().count()) || !word.chars().all(is_han) {
            return false;
        }
        words += 1;
    }
    words >= 5
}

/// `（記者李大文攝）`, `資料圖片` alone are credits; a sentence before them makes a caption.
fn credit_or_caption(text: &str, length: usize, complete: bool) -> Option<BlockKind> {
    let bare = text.trim_matches(|c: char| is_opener(c) || is_closer(c) || c.is_whitespace());
    let sourced = length <= 40 && matches_picture(&SOURCED, text);
    let whole = words::CREDIT_NOTICES.has(bare) || words::AGENCIES.has(bare);
    if whole || matches_picture(&ENCLOSED, text) || sourced {
        return Some(BlockKind::Credit);
    }
    if complete && !text.ends_with(['）', ')']) {
        return None;
    }
    let ends = [
        &words::CREDIT_ENDS,
        &words::CREDIT_NOTICES,
        &words::AGENCIES,
    ];
    if !ends.iter().any(|list| list.end(bare)) && !bare.ends_with(['發', '发']) {
        return None;
    }
    let inner_mark = bare.contains(['，', '。', '；', '！', '？']);
    match (inner_mark, text.ends_with(['）', ')'])) {
        (false, _) if length <= 24 => Some(BlockKind::Credit),
        (true, true) => Some(BlockKind::Caption),
        (true, false) if complete || bare.ends_with(['攝', '摄']) => Some(BlockKind::Caption),
        // `…場面熱鬧。網上圖片`: the credit stands behind the last sentence.
        (true, false) => bare
            .rsplit(['。', '！', '？'])
            .next()
            .filter(|credit| credit.len() < bare.len() && credit.chars().count() <= 24)
            .map(|_| BlockKind::Caption),
        _ => None,
    }
}

fn is_byline(text: &str, length: usize, complete: bool) -> bool {
    let bare = text.trim_matches(|c: char| is_opener(c) || is_closer(c));
    let short = length <= 36 && !complete && !bare.contains(['，', '。']);
    let agency = ["社記者", "社记者", "報記者", "报记者"]
        .iter()
        .any(|word| bare.contains(word));
    let mark = text.trim_end_matches(['）', ')']).ends_with(['讯', '訊']);
    short
        && (words::BYLINE_HEADS.begin(bare)
            || agency
            || mark && length <= 10
            || is_dateline(bare)
            || words::BYLINE_ENDS.end(bare))
}

fn is_sign_off(text: &str, length: usize) -> bool {
    let bracketed = text.starts_with(['（', '(', '【', '[', '［'])
        && text.ends_with(['）', ')', '】', ']', '］']);
    let bare = text.trim_start_matches(['（', '(', '【', '[', '［']);
    let head = words::SIGN_OFF_HEADS.after_head(bare);
    let labelled = head.is_some_and(|rest| rest.starts_with(['：', ':', '／', '/', '╱']));
    bracketed && length <= 60 && head.is_some()
        || labelled && length <= 40
        || bracketed && length > 3 && NAMES.is_match(text)
        || length <= 30 && text.starts_with('—') && !text.ends_with(['。', '，'])
}
