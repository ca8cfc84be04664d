//! How many slips of a list are found that no table has: each is a word with one character replaced by a like one.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::sync::Arc;

use newslint::catalog::Catalog;
use newslint::config::Settings;
use newslint::document::Format;
use newslint::engine::Engine;
use newslint::input::Source;

/// The slip and what was meant, by what stands before them; none is a slip of the table.
const HELD: [(&str, &[(&str, &str)]); 2] = [("他們說", &TRADITIONAL), ("他们说", &SIMPLIFIED)];

const TRADITIONAL: [(&str, &str); 18] = [
    ("各行其事", "各行其是"),
    ("不記其數", "不計其數"),
    ("再所不惜", "在所不惜"),
    ("直接了當", "直截了當"),
    ("交通工俱", "交通工具"),
    ("經濟發殿", "經濟發展"),
    ("社會保帳", "社會保障"),
    ("環境寶護", "環境保護"),
    ("科學研糾", "科學研究"),
    ("公共場索", "公共場所"),
    ("國際貿意", "國際貿易"),
    ("基礎設司", "基礎設施"),
    ("醫療系桶", "醫療系統"),
    ("教育改葛", "教育改革"),
    ("財政赤子", "財政赤字"),
    ("金融機溝", "金融機構"),
    ("產業升及", "產業升級"),
    ("氣候變華", "氣候變化"),
];

const SIMPLIFIED: [(&str, &str); 11] = [
    ("旅游景店", "旅游景点"),
    ("电子商雾", "电子商务"),
    ("食品安权", "食品安全"),
    ("交通事固", "交通事故"),
    ("志愿服雾", "志愿服务"),
    ("农业生铲", "农业生产"),
    ("身体建康", "身体健康"),
    ("文化遗惨", "文化遗产"),
    ("城市规化", "城市规划"),
    ("供不应球", "供不应求"),
    ("齐心协利", "齐心协力"),
];

/// What the messages of `text` say is right.
fn told(engine: &Engine, text: String) -> Vec<String> {
    let outcome = engine.check(&Source::of_text("held", text, Format::Markdown));
    let findings = outcome.findings.iter();
    findings
        .filter(|finding| &*finding.lint == "wrong-character")
        .filter_map(|finding| finding.value("right").map(str::to_owned))
        .collect()
}

#[test]
fn three_in_four_are_found_and_put_right() {
    let engine = Engine::new(Arc::new(Catalog::builtin()), Settings::default()).unwrap();
    let mut missed = Vec::new();
    for (head, (slip, meant)) in HELD
        .iter()
        .flat_map(|(head, held)| held.iter().map(move |held| (head, held)))
    {
        let rights = told(&engine, format!("{head}，{slip}，一同前往。"));
        match rights.as_slice() {
            [right] => assert_eq!(right, meant),
            _ => missed.push(slip),
        }
        assert_eq!(
            told(&engine, format!("{head}，{meant}，一同前往。")),
            [""; 0]
        );
    }
    let all = TRADITIONAL.len() + SIMPLIFIED.len();
    assert!(missed.len() * 4 <= all, "{missed:?}");
}
