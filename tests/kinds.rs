//! What a block of a newspaper page is taken for, in the conventions of Hong Kong, Taiwan and the mainland.

use newslint::document::{BlockKind, Document, Format};

/// A paragraph of running text, to stand before and behind what is tested.
const BEFORE: &str = "碼頭重開首日，遊人絡繹不絕，商戶都說生意好轉，盼人流可以持續到年底。";
const AFTER: &str = "運輸公司表示，週末會視乎情況加開班次，並派員在場維持秩序。";

/// The kind of `text` between two paragraphs.
fn kind(text: &str) -> BlockKind {
    let page = format!("{BEFORE}\n\n{text}\n\n{AFTER}\n");
    let document = Document::parse(&page, Format::Text);
    document.blocks()[1].kind
}

fn all(wanted: BlockKind, texts: &[&str]) {
    for text in texts {
        assert_eq!(kind(text), wanted, "{text}");
    }
}

#[test]
fn captions() {
    all(
        BlockKind::Caption,
        &[
            "◆市民在新碼頭候船。",
            "▲警員在路口指揮交通。　記者陳小明攝",
            "▼遊客在燈塔前合照（資料照）",
            "圖為復修後的戲院大堂。",
            "图为学生在操场上放风筝。",
            "圖：新車廂設有單車位。",
            "圖一：舊圖則。",
            "图2：新厂房外景",
            "左圖：主禮嘉賓剪綵。",
            "右图为获奖作品。",
            "市集昨日開鑼，吸引大批街坊。（記者林大文攝）",
            "孩子们在雪地里奔跑，笑声不断。（新华社记者李小雨摄）",
            "志工正在分送便當，長者笑得開懷。（記者王大同攝）",
        ],
    );
}

#[test]
fn credits() {
    all(
        BlockKind::Credit,
        &[
            "（新華社）",
            "（中央社）",
            "(路透社)",
            "資料圖片",
            "網絡圖片",
            "記者林小雨攝",
            "本報記者張大文 攝",
            "（新华社记者李小雨摄）",
            "（記者王大同翻攝）",
            "（圖：陳先生提供）",
            "（附图片１张）",
            "香港文匯報深圳傳真",
        ],
    );
}

#[test]
fn bylines_and_datelines() {
    all(
        BlockKind::Byline,
        &[
            "本報記者 陳小明",
            "本报记者王力",
            "記者李小雨／台中報導",
            "〔記者李小雨／台中報導〕",
            "【記者李小雨╱台北報導】",
            "（記者 李小雨 廣州報道）",
            "文／李小雨",
            "撰文：陳小明",
            "新华社记者 李小雨 王力",
            "香港文匯報訊（記者 李小雨 深圳報道）",
            "中央社記者李小雨台北3日電",
            "新华社西安１月３日电",
            "特約記者 林大同",
        ],
    );
}

#[test]
fn sign_offs() {
    all(
        BlockKind::SignOff,
        &[
            "（完）",
            "(完)",
            "———編者",
            "（責任編輯：陳小明）",
            "[责任编辑：王力]",
            "責任編輯：陳小明",
            "编辑：王力",
            "資料來源：縣政府",
            "（作者為退休教師）",
            "（作者系农业专家）",
            "（李小雨 王力）",
            "（王力）",
        ],
    );
}

#[test]
fn headings_without_marks() {
    all(
        BlockKind::Heading,
        &[
            "街坊盼保留舊碼頭",
            "新線通車 商戶看好",
            "县城东街的豆腐坊开了四十年",
            "一、背景",
            "最後一班渡輪",
        ],
    );
}

#[test]
fn lists_and_tables() {
    all(
        BlockKind::ListItem,
        &[
            "● 早上九時至下午五時",
            "•門票二十元",
            "■ 地點：大會堂",
            "※雨天取消",
        ],
    );
    all(
        BlockKind::Table,
        &[
            "恒生指數 18,022.10 +120.33 0.67%",
            "上证 ３０２４．４２ ２４３４．５６ ４４６０．２８",
            "甲隊 3 1 0 2 4\u{3000}乙隊 2 2 0 1 3",
        ],
    );
}

#[test]
fn running_text() {
    all(
        BlockKind::Body,
        &[
            "他說，今年的收成比去年好。",
            "協會指出，過去三年新加入的會員以年輕人為主，當中不少是",
            "問：你最難忘的是哪一次出海？",
            "答：是第一次，那天浪很大。",
            "「沒有人想過會這樣。」",
            "（一）現時全港有二十個同類設施，使用率為六成；",
            "本報訊（記者李小雨）市立醫院昨日啟用新大樓，首日有八百人次求診。",
            "【記者李小雨╱台北報導】連日大雨，北部水庫全滿，水利署今晨起調節放水。",
            "新华社西安１月３日电（记者王力）今年第一场雪昨夜降临古城。",
        ],
    );
}

#[test]
fn verse_and_name_lists_are_unknown() {
    let page = "詩社昨晚舉行朗誦會，以下是得獎作品。\n\n潮水退了\n\n沙灘留下一隻鞋\n\n\
                沒有人回來找\n\n只有月亮\n\n照着它\n\n評審認為作品意象鮮明。\n";
    let document = Document::parse(page, Format::Text);
    let verse = &document.blocks()[1..6];
    assert!(
        verse.iter().all(|block| block.kind == BlockKind::Unknown),
        "{verse:?}"
    );
    all(
        BlockKind::Unknown,
        &["陳小明 李小雨 王力 林大同 張大文 何志強 黃美玲 周國華 吳家樂 鄭文傑"],
    );
}

#[test]
fn where_headings_are_marked_a_line_with_a_comma_is_text() {
    let page = "# 新碼頭啟用\n\n遊人絡繹不絕。\n\n## 班次\n\n在接駁交通方面，《方案》\n\n◆候船大堂。\n\n建議增設巴士線。\n";
    let document = Document::parse(page, Format::Markdown);
    assert_eq!(document.blocks()[3].kind, BlockKind::Body);
}
