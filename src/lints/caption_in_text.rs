//! `caption-in-text`: a caption or credit between two paragraphs of the article, or run into one.

use std::sync::LazyLock;

use regex::Regex;

use crate::Span;
use crate::document::{Block, BlockKind, Format};
use crate::evidence::Article;
use crate::language::marks::{is_closer, is_terminal};
use crate::lint::{DocumentLint, Findings};

/// Words about a picture, among those of the article.
pub(super) struct CaptionInText;

/// Most characters between the brackets of a credit.
const LONGEST: usize = 48;

/// A credit without brackets behind a sentence: a name and what he or she did; who gave it, at the end.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"[。！？」』）]\s?(?:(?<by>(?:本報)?(?:記者|记者)?[\p{Han}·]{1,3}[^拍合\P{Han}][攝摄])(?:$|[^影於于自氏像取制製入護护下得到了錄录的])",
        r"|(?<from>[\p{Han}A-Za-z]{2,12}(?:提供|翻攝|翻摄|翻拍|攝影|摄影))$)",
    ))
});

/// Who made a picture, or where it comes from: somebody photographed, copied or supplied it, an archive or an agency
/// has it, or it is named as a picture.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"^(?:(?:圖|图|照片|圖片|图片|影像|畫面|画面|攝影|摄影|圖文|图文)[：:︰／/╱].+",
        r"|(?:圖|图|照片|翻)?(?:取自|截自|擷取自|翻攝自|翻摄自|翻拍自|截圖自|截图自).+",
        r"|.*(?:[^拍合]攝|[^拍合]摄|攝影|摄影|翻攝|翻摄|翻拍|供圖|供图|傳真|传真|截圖|截图)",
        r"|.*(?:資料|资料|檔案|档案|示意|合成|網路|網上|网络|网上|設計|设计|宣傳)(?:照片?|圖片?|图片?)(?:[，,、／/].+)?",
        r"|[^由可免等，,]{2,20}提供",
        r"|(?:路透社?|法新社|美聯社|美联社|歐新社|欧新社|中央社|中新社|新華社|新华社|中通社|韓聯社|韩联社|共同社|德新社|塔斯社|彭博社?|達志影像|视觉中国|東方IC|东方IC|CFP|EPA|AFP|AP|Getty ?Images?)(?:[／/、](?:路透社?|法新社|美聯社|歐新社|達志影像|AFP|AP))?(?:發|发|檔案照片?|資料照片?|照片|圖片|图片)?)$",
    ))
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the tests compile it")
}

impl DocumentLint for CaptionInText {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        // A page keeps its pictures, and their captions with them.
        if article.document.format() == Format::Html {
            return;
        }
        let blocks = article.document.blocks();
        // Whether what stands before a run of blocks about pictures is the article's text, and what stands behind it.
        let is_picture = |block: &Block| block.kind.is_picture();
        let (mut begun, mut is_before, mut is_behind) = (0, false, false);
        for (index, block) in blocks.iter().enumerate() {
            if !is_picture(block) {
                is_before = block.kind.is_body();
                if matches!(block.kind, BlockKind::Body | BlockKind::Unknown) {
                    run_in(article, block, findings);
                }
                continue;
            }
            if index == 0 || !is_picture(&blocks[index - 1]) {
                begun = index;
                let behind = blocks[index..].iter().find(|block| !is_picture(block));
                is_behind = behind.is_some_and(|block| block.kind.is_body());
            }
            // Behind the article a caption is where it may stand; a credit alone has lost its caption to the text.
            let alone = block.kind == BlockKind::Credit
                && index == begun
                && is_before
                && article.slice(block.span).starts_with(['（', '(']);
            if is_before && is_behind {
                findings.at("found", block.span).report();
            } else if alone {
                findings.at("credit", block.span).report();
            }
        }
    }
}

/// Reports the credits inside a paragraph, with the sentences before them.
fn run_in(article: &Article<'_>, block: &Block, findings: &mut Findings<'_>) {
    let text = article.slice(block.span);
    // Where the last credit ended: a caption cannot begin before it.
    let mut from = 0;
    for credit in credits(text) {
        let head = text.get(from..credit.start).unwrap_or_default().trim_end();
        let start = from + caption_start(head, from > 0);
        let lead = text.get(start..credit.start).unwrap_or_default();
        let start = start + lead.len() - lead.trim_start().len();
        let is_caption = !lead.trim().is_empty();
        let key = if is_caption { "caption" } else { "credit" };
        let span = Span::new(start, credit.end).shifted(block.span.start);
        findings
            .at(key, span)
            .with("credit", credit.of(text))
            .report();
        from = credit.end;
    }
}

/// The brackets in `text` with what they hold, where that is short enough for a credit.
fn bracketed(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.match_indices(['（', '(']).filter_map(|(at, open)| {
        let inner = text.get(at + open.len()..)?;
        let end = inner.find(['（', '）', '(', ')', '。', '！', '？', '\n'])?;
        let (inner, rest) = inner.split_at(end);
        let close = rest.chars().next().filter(|c| matches!(c, '）' | ')'))?;
        let is_short = !inner.is_empty() && inner.chars().nth(LONGEST).is_none();
        is_short.then(|| Span::new(at, at + open.len() + end + close.len_utf8()))
    })
}

/// The credits in `text`, in order.
fn credits(text: &str) -> Vec<Span> {
    let bracketed = bracketed(text).filter(|found| {
        let head = text.get(..found.start).unwrap_or_default().trim_end();
        let rest = text.get(found.end..).unwrap_or_default().trim_start();
        let inner = found.of(text).trim_matches(['（', '(', '）', ')']);
        let ends_sentence = |c: char| is_terminal(c) || is_closer(c);
        // Inside a sentence, brackets say something about a word.
        let between = head.chars().next_back().is_none_or(ends_sentence) || rest.is_empty();
        between && CREDIT.is_match(inner.trim())
    });
    let mut credits: Vec<Span> = bracketed.collect();
    if text.contains(['攝', '摄']) || text.ends_with(['供', '拍', '影']) {
        let bare = BARE.captures_iter(text);
        let bare = bare.filter_map(|found| found.name("by").or(found.name("from")));
        credits.extend(bare.map(|found| Span::from(found.range())));
        credits.sort_unstable();
    }
    credits
}

/// Where the last sentence of `head` begins; behind brackets that close a paragraph, a new one begins. `ended`: does a
/// sentence end before it?
fn caption_start(head: &str, mut ended: bool) -> usize {
    let ends = |c: char| is_terminal(c) || is_closer(c);
    let body = head.trim_end_matches(ends);
    let mut start = 0;
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_terminal(c) && c != '．' {
            ended = true;
        } else if ended && matches!(c, '（' | '(') {
            // `…。（李大文）`: the sign-off belongs to what stands before it.
            let close = body.get(at..).and_then(|rest| rest.find(['）', ')']));
            let end = close.map_or(body.len(), |close| at + close);
            while chars.next_if(|(next, _)| *next <= end).is_some() {}
        } else if ended && !is_closer(c) {
            start = at;
            ended = false;
        }
    }
    start
}
