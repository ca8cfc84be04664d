//! Inputs: a seed and a few changes of it, which a failure shrinks to the fewest that matter.

use proptest::prelude::*;
use proptest::sample::Index;

/// One change. Places are shares of what is there, so that they mean something in any text.
#[derive(Clone, Debug)]
enum Change {
    /// Puts something in.
    Insert(Index, Vec<u8>),
    /// Takes so many bytes out.
    Delete(Index, usize),
    /// Takes all from here on out.
    Cut(Index),
    /// Says so many bytes again elsewhere.
    Copy(Index, usize, Index),
    /// Puts a piece of another seed in.
    Splice(Index, Index, usize, Index),
    /// Writes one thing as another, everywhere.
    Replace(&'static str, &'static str),
    /// Changes one byte, whatever character it belongs to.
    Byte(Index, u8),
}

/// What lints, parsers and decoders look at.
const PIECES: &[&str] = &[
    "。",
    "，",
    "、",
    "：",
    "；",
    "？",
    "！",
    "…",
    "——",
    "「",
    "」",
    "『",
    "』",
    "“",
    "”",
    "‘",
    "’",
    "（",
    "）",
    "《",
    "》",
    "【",
    "】",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "'",
    ",",
    ".",
    "-",
    "■",
    "◆",
    "▲",
    "●",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{3000}",
    "    ",
    "# ",
    "#### ",
    "- ",
    "1. ",
    "> ",
    "* * *\n",
    "**",
    "`",
    "```\n",
    "|a|b|\n|-|-|\n",
    "[水](a)",
    "![圖](a.png)",
    "[^1]",
    "\\",
    "\\*",
    "&amp;",
    "&#x5929;",
    "&#0;",
    "&nbsp;",
    "---\nlang: zh-Hans\n---\n",
    "<p>",
    "</p>",
    "<br>",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<pre>",
    "<table><td>",
    "<ul><li>",
    "<h2>",
    "</h2>",
    "<article>",
    "<nav>",
    "<figure><figcaption>",
    "<a href=\"x\">",
    "<meta charset=big5>",
    "<",
    ">",
    "{",
    "}",
    "{\"text\":\"",
    "\"}\n",
    "\\u5929",
    "\\n",
    "\\\"",
    "\\ud83d",
    "\\ud83d\\ude00",
    "null",
    "\"id\":1,",
    "[1,2]",
    "\u{0}",
    "\u{1}",
    "\u{8}",
    "\u{C}",
    "\u{1B}[31m",
    "\u{85}",
    "\u{9B}",
    "\u{AD}",
    "\u{200B}",
    "\u{200D}",
    "\u{202E}",
    "\u{2028}",
    "\u{2060}",
    "\u{FEFF}",
    "\u{FFFD}",
    "\u{E5E5}",
    "\u{F0000}",
    "\u{10FFFF}",
    "\u{301}",
    "\u{2F2D}",
    "\u{F967}",
    "\u{3400}",
    "\u{20000}",
    "🎣",
    "🇭🇰",
    "é",
    "ﬃ",
    "１",
    "Ａ",
    "ｱ",
    "の",
    "広",
    "안",
    "Ж",
    "移动",
    "移動",
    "國",
    "国",
    "裏",
    "裡",
    "里",
    "攝",
    "記者",
    "圖：",
    "（新華社）",
    "圖／中央社",
    "資料圖片",
    "責任編輯：",
    "本報訊",
    "1O5",
    "l00",
    "二○二四年",
    "2024年2月30日",
    "星期一",
    "百分之",
    "表示表示",
    "的的",
    "了",
    "會",
    "但是",
    "錕斤拷",
    "锟斤拷",
    "ä½\u{A0}å¥½",
    "浣犲ソ",
    "Ã©",
    "漁船清早駛出港口，天色還暗。",
    "市政府昨日公布新的停車收費辦法，首期在三個區試行",
    "行，為期半年，居民可在網上申請優惠。",
    "点击查看更多",
    "延伸閱讀：",
    "https://example.org/a",
    "www.example.org",
    "[[pattern]]\n",
    "regex = '",
    "within = \"block\"\n",
    "replace = \"\"\n",
    "(?<at>",
    ")",
    "|",
    "[^。]{0,20}",
    "\\p{Han}",
    "^",
    "$",
    "[[allow]]\n",
    "reason = \"x\"\n",
    "files = [\"**\"]\n",
    "[[override]]\n",
    "[lints]\n",
    "= \"off\"\n",
    "= 99999999999999999999",
    "extend = [\"..\"]\n",
    "gather = 0\n",
    "gather = 2\n",
];

/// Whole-text changes that files go through.
const REWRITES: &[(&str, &str)] = &[
    ("\n", "\r\n"),
    ("\n\n", "\n"),
    ("\n", ""),
    ("\n", "\n\n"),
    ("。", ""),
    ("，", ","),
    ("「", "“"),
    ("開", "开"),
    ("\"", "'"),
];

fn change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    let piece = || {
        prop_oneof![
            12 => prop::sample::select(PIECES).prop_map(|text| text.as_bytes().to_vec()),
            2 => any::<char>().prop_map(|c| c.to_string().into_bytes()),
            2 => "[天地人山水火木金的了在是有不移动動國国學学。，]{1,30}".prop_map(String::into_bytes),
            1 => prop::collection::vec(any::<u8>(), 1..6),
        ]
    };
    let repeated = (piece(), 2..40_usize).prop_map(|(bytes, times)| bytes.repeat(times));
    prop_oneof![
        8 => (index(), piece()).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        1 => (index(), repeated).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        3 => (index(), 1..90_usize).prop_map(|(at, length)| Change::Delete(at, length)),
        1 => index().prop_map(Change::Cut),
        3 => (index(), 1..400_usize, index()).prop_map(|(from, length, to)| Change::Copy(from, length, to)),
        2 => (index(), index(), 1..600_usize, index()).prop_map(|(seed, from, length, to)| Change::Splice(seed, from, length, to)),
        1 => prop::sample::select(REWRITES).prop_map(|(from, to)| Change::Replace(from, to)),
        1 => (index(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
    ]
}

/// Changed `seeds`.
pub(crate) fn of(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    (any::<Index>(), prop::collection::vec(change(), 0..9)).prop_map(move |(seed, changes)| {
        let mut bytes = seeds[seed.index(seeds.len())].clone();
        for change in &changes {
            apply(change, &mut bytes, &seeds);
            bytes.truncate(8000);
        }
        bytes
    })
}

fn apply(change: &Change, bytes: &mut Vec<u8>, seeds: &[Vec<u8>]) {
    match change {
        Change::Insert(at, piece) => {
            let at = place(bytes, at.index(bytes.len() + 1));
            bytes.splice(at..at, piece.iter().copied());
        }
        Change::Delete(at, length) => {
            let at = place(bytes, at.index(bytes.len() + 1));
            let end = place(bytes, at + length);
            bytes.drain(at..end);
        }
        Change::Cut(at) => bytes.truncate(place(bytes, at.index(bytes.len() + 1))),
        Change::Copy(from, length, to) => {
            let from = place(bytes, from.index(bytes.len() + 1));
            let piece = bytes[from..place(bytes, from + length)].to_vec();
            let to = place(bytes, to.index(bytes.len() + 1));
            bytes.splice(to..to, piece);
        }
        Change::Splice(seed, from, length, to) => {
            let other = &seeds[seed.index(seeds.len())];
            let from = place(other, from.index(other.len() + 1));
            let piece = &other[from..place(other, from + length)];
            let to = place(bytes, to.index(bytes.len() + 1));
            bytes.splice(to..to, piece.iter().copied());
        }
        Change::Replace(from, to) => {
            if let Ok(text) = std::str::from_utf8(bytes) {
                *bytes = text.replace(from, to).into_bytes();
            }
        }
        Change::Byte(at, byte) => {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
        }
    }
}

/// The first place at or behind `at` where a character of UTF-8 may begin.
fn place(bytes: &[u8], at: usize) -> usize {
    let inside = |at: &usize| bytes.get(*at).is_some_and(|byte| byte & 0xC0 == 0x80);
    let at = at.min(bytes.len());
    // Four at most: in other encodings such bytes are characters like any.
    (at..at + 4).find(|at| !inside(at)).unwrap_or(at)
}
