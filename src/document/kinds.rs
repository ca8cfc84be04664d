//! What a block is, judged once from its place, length, marks and neighbours.

use super::Marked;
use super::sentences;
use crate::Span;

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
const CAPTION: usize = 160;
/// Longest line that may be a headline or a sub-head without being marked as one.
const HEADLINE: usize = 40;

/// Signs that point from a caption to its picture.
const POINTERS: [char; 16] = [
    '◆', '▲', '▼', '◀', '▶', '△', '▽', '◄', '►', '↑', '↓', '←', '→', '▸', '◂', '◤',
];
/// Words that begin a caption.
const CAPTION_HEADS: [&str; 14] = [
    "圖為", "图为", "圖：", "图：", "圖/", "圖╱", "左圖", "右圖", "上圖", "下圖", "左图", "右图",
    "上图", "下图",
];
/// Words that end a credit, or a caption with its credit.
const CREDIT_TAILS: [&str; 21] = [
    "攝",
    "摄",
    "傳真",
    "传真",
    "攝影",
    "摄影",
    "供圖",
    "供图",
    "圖片",
    "图片",
    "資料圖",
    "资料图",
    "資料照",
    "资料照",
    "發",
    "发",
    "提供",
    "新華社",
    "新华社",
    "中新社",
    "翻攝",
];
/// Picture agencies: alone in brackets they are a credit.
const AGENCIES: [&str; 14] = [
    "新華社",
    "新华社",
    "中新社",
    "中央社",
    "路透",
    "路透社",
    "法新社",
    "美聯社",
    "美联社",
    "歐新社",
    "中通社",
    "彭博",
    "資料圖片",
    "网络图片",
];
/// Bullets of lists written without markup.
const BULLETS: [char; 9] = ['•', '●', '■', '·', '○', '□', '－', '★', '※'];

/// The kinds of `blocks`, in their order.
pub(super) fn classify(prose: &str, blocks: &[(Span, Span, Marked)]) -> Vec<BlockKind> {
    blocks
        .iter()
        .map(|(span, _, marked)| of_marked(span.of(prose), *marked))
        .collect()
}

fn of_marked(text: &str, marked: Marked) -> BlockKind {
    match marked {
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
    let length = text.chars().take(CAPTION + 1).count();
    let complete = sentences::is_complete(text);
    if length <= CAPTION {
        if text.starts_with(POINTERS) || CAPTION_HEADS.iter().any(|head| text.starts_with(head)) {
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
    if text.starts_with(BULLETS) {
        return BlockKind::ListItem;
    }
    if complete || length > HEADLINE {
        return BlockKind::Body;
    }
    let marks = text
        .chars()
        .filter(|c| matches!(c, '，' | '。' | '；'))
        .count();
    let clause_end = text.ends_with(['，', '、', '：', '；', ',', ':']);
    match (length, marks, clause_end) {
        (30.., 1.., _) | (_, _, true) => BlockKind::Body,
        (30.., 0, false) => BlockKind::Unknown,
        _ => BlockKind::Heading,
    }
}

/// `（記者李大文攝）`, `資料圖片` alone are credits; a sentence before them makes a caption.
fn credit_or_caption(text: &str, length: usize, complete: bool) -> Option<BlockKind> {
    let bare = text.trim_matches(|c: char| {
        sentences::is_opener(c) || sentences::is_closer(c) || c.is_whitespace()
    });
    if AGENCIES.contains(&bare) {
        return Some(BlockKind::Credit);
    }
    if complete && !text.ends_with(['）', ')']) {
        return None;
    }
    let tail = CREDIT_TAILS.iter().any(|tail| bare.ends_with(tail))
        || AGENCIES.iter().any(|name| bare.ends_with(name));
    if !tail {
        return None;
    }
    let inner_mark = bare.contains(['，', '。', '；', '！', '？']);
    match (inner_mark, text.ends_with(['）', ')'])) {
        (false, _) if length <= 24 => Some(BlockKind::Credit),
        (true, true) => Some(BlockKind::Caption),
        (true, false) if complete || bare.ends_with(['攝', '摄']) => Some(BlockKind::Caption),
        _ => None,
    }
}

fn is_byline(text: &str, length: usize, complete: bool) -> bool {
    let bare = text.trim_matches(|c: char| sentences::is_opener(c) || sentences::is_closer(c));
    let heads = [
        "本報記者",
        "本报记者",
        "記者",
        "记者",
        "文/",
        "文／",
        "文╱",
        "撰文",
        "特約",
        "特约",
        "通訊員",
        "通讯员",
    ];
    let tails = ["報導", "報道", "报道", "綜合報導", "專訪", "特稿"];
    let short = length <= 36 && !complete && !bare.contains(['，', '。']);
    short
        && (heads.iter().any(|head| bare.starts_with(head))
            || tails.iter().any(|tail| bare.ends_with(tail)))
}

fn is_sign_off(text: &str, length: usize) -> bool {
    let bracketed = text.starts_with(['（', '(', '【']) && text.ends_with(['）', ')', '】']);
    let heads = [
        "完",
        "責任編輯",
        "责任编辑",
        "編輯",
        "编辑",
        "本文",
        "作者",
        "來源",
        "来源",
        "責編",
        "责编",
    ];
    let bare = text.trim_start_matches(['（', '(', '【']);
    (bracketed && length <= 60 && heads.iter().any(|head| bare.starts_with(head)))
        || (length <= 30 && text.starts_with('—') && !text.ends_with(['。', '，']))
}
