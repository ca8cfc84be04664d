//! What the tables put into the other script, the lint finds and its fix takes back.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::sync::{Arc, LazyLock};

use newslint::catalog::Catalog;
use newslint::config::Settings;
use newslint::document::Format;
use newslint::engine::Engine;
use newslint::finding::{Applicability, fix};
use newslint::input::Source;
use newslint::language::convert::{Region, Script, convert};
use newslint::language::script::class_of;
use proptest::prelude::*;

/// Sound sentences of this test's own, long enough that one word cannot turn the scale.
const TRADITIONAL: [&str; 8] = [
    "市政府昨日宣布，明年將增設三條公車路線，連接車站與醫院。",
    "消防員趕到現場時，倉庫已經燒毀，幸好沒有人員傷亡。",
    "學者認為，經濟好轉的關鍵在於製造業能否轉型，單靠觀光並不足夠。",
    "隨後雙方簽署協議，約定兩年內完成大橋的檢測與維護。",
    "這項計劃由於經費不足而延誤，議員要求當局說明責任誰屬。",
    "歷史學家發現了一批從未公開的書信，內容涉及戰後的談判過程。",
    "農民擔心乾旱會影響收成，環境部門則準備了緊急應變方案。",
    "選手們從世界各地趕來參加馬拉松，起點設在舊碼頭的廣場。",
];
const SIMPLIFIED: [&str; 8] = [
    "市政府昨日宣布，明年将增设三条公交线路，连接车站与医院。",
    "消防员赶到现场时，仓库已经烧毁，幸好没有人员伤亡。",
    "学者认为，经济好转的关键在于制造业能否转型，单靠旅游并不足够。",
    "随后双方签署协议，约定两年内完成大桥的检测与维护。",
    "这项计划由于经费不足而延误，议员要求当局说明责任谁属。",
    "历史学家发现了一批从未公开的书信，内容涉及战后的谈判过程。",
    "农民担心干旱会影响收成，环境部门则准备了紧急应变方案。",
    "选手们从世界各地赶来参加马拉松，起点设在旧码头的广场。",
];

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let mut settings = Settings::default();
    settings.rules.select = vec!["mixed-script".to_owned()];
    Engine::new(Arc::new(Catalog::builtin()), settings).unwrap()
});

/// The places of the characters of `text` that give `script` away.
fn strong(text: &str, script: Script) -> Vec<usize> {
    let tells = |c: char| match script {
        Script::Traditional => class_of(c).strong_traditional(),
        Script::Simplified => class_of(c).strong_simplified(),
    };
    let places = text.chars().enumerate().filter(|(_, c)| tells(*c));
    places.map(|(at, _)| at).collect()
}

/// Puts up to `length` characters from the place numbered `pick` into the other script; the article before and after,
/// and the bytes that changed.
fn plant(
    order: &[usize],
    pick: usize,
    length: usize,
    own: Script,
) -> (String, String, std::ops::Range<usize>) {
    let sentences = match own {
        Script::Traditional => TRADITIONAL,
        Script::Simplified => SIMPLIFIED,
    };
    let article: Vec<&str> = order.iter().map(|index| sentences[*index]).collect();
    let article = article.join("\n\n");
    let places = strong(&article, own);
    let at = places[pick % places.len()];
    let chars: Vec<char> = article.chars().collect();
    let end = (at + 1..chars.len().min(at + length)).find(|i| !class_of(chars[*i]).is_han());
    let end = end.unwrap_or(at + length).min(chars.len()).max(at + 1);
    let before: String = chars[..at].iter().collect();
    let old: String = chars[at..end].iter().collect();
    let after: String = chars[end..].iter().collect();
    let new = convert(&old, own.other(), Region::China).best;
    let range = before.len()..before.len() + new.len();
    (format!("{before}{new}{after}"), article, range)
}

fn check(order: &[usize], pick: usize, length: usize, own: Script) -> Result<(), TestCaseError> {
    let (damaged, sound, planted) = plant(order, pick, length, own);
    let findings = ENGINE
        .check(&Source::of_text("case", damaged.as_str(), Format::Markdown))
        .findings;
    let touched = findings.iter().any(|finding| {
        let range = finding.location.range.unwrap();
        range.start.offset < planted.end && planted.start < range.end.offset
    });
    prop_assert!(
        touched,
        "`{}` not found in {damaged}",
        damaged.get(planted).unwrap()
    );
    // The best repair of each finding, those to be chosen by hand too.
    let edits = fix::round(&findings, Applicability::Display);
    prop_assert_eq!(fix::apply(&damaged, &edits), Ok(sound));
    Ok(())
}

fn order() -> impl Strategy<Value = Vec<usize>> {
    Just((0..8).collect::<Vec<usize>>()).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn simplified_words_in_traditional_text(order in order(), pick in any::<usize>(), length in 1_usize..5) {
        check(&order, pick, length, Script::Traditional)?;
    }

    #[test]
    fn traditional_words_in_simplified_text(order in order(), pick in any::<usize>(), length in 1_usize..5) {
        check(&order, pick, length, Script::Simplified)?;
    }
}
