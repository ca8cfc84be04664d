//! Articles to measure and test on: the generator of `examples/make_corpus`, with the full word lists
//! where they are there, else with the few words below.

#[allow(dead_code, reason = "a bench needs less of it than the example")]
#[path = "../../examples/make_corpus/generator/mod.rs"]
mod generator;

use std::collections::HashMap;
use std::path::Path;

pub(crate) use generator::{Generator, Lexicon};

/// The full word lists, where this checkout has them beside it.
#[allow(dead_code, reason = "a test wants the same text on every machine")]
pub(crate) fn lexicon() -> (Lexicon, &'static str) {
    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/script");
    match Lexicon::read(&lists) {
        Ok(lexicon) => (lexicon, "full word lists"),
        Err(_) => (small_lexicon(), "a small built-in word list"),
    }
}

/// Enough words for sentences, and the same on every machine.
pub(crate) fn small_lexicon() -> Lexicon {
    let mut words = Vec::new();
    let mut fields = WORDS.split_whitespace();
    while let (Some(word), Some(count)) = (fields.next(), fields.next()) {
        words.push((
            word.to_owned(),
            count.parse().expect("a word, then its count"),
        ));
    }
    let pairs = || TRADITIONAL.chars().zip(SIMPLIFIED.chars());
    let to_simplified: HashMap<char, char> = pairs().chain(KNOWN_TO_BOTH).collect();
    let to_traditional = pairs()
        .map(|(traditional, simplified)| (simplified, traditional))
        .collect();
    Lexicon::from_counts(&words, &words, to_simplified, to_traditional)
}

/// Words and counts: common news words, the counts only in a plausible order.
const WORDS: &str = "\
    的 5200  在 1900  是 1500  和 1200  了 1100  有 900  為 800  與 700 \
    對 600  及 600  不 560  將 540  於 520  由 420  會 400  可 380 \
    已 370  亦 200  向 300  並 260  公司 310  市民 300  香港 290  工作 270 \
    發展 265  表示 120  政府 255  問題 250  服務 245  學生 240  社會 235  活動 230 \
    工程 225  計劃 220  時間 218  經濟 214  市場 210  今年 208  地區 205  學校 200 \
    國家 198  居民 196  需要 194  提供 192  增加 190  交通 188  企業 186  去年 184 \
    情況 182  醫院 180  機構 178  項目 176  進行 174  中心 172  環境 170  安全 168 \
    教育 166  技術 164  管理 162  設施 160  設計 158  研究 156  支援 154  參加 152 \
    資料 150  系統 148  網絡 146  數據 144  開始 142  投資 140  建築 138  車站 136 \
    道路 134  巴士 132  乘客 130  專家 128  醫生 126  比賽 124  球隊 122  電影 120 \
    音樂 118  歷史 116  文化 114  藝術 112  展覽 110  圖書館 108  公園 106  海灘 104 \
    天氣 102  颱風 100  氣溫 98  農業 96  漁民 94  價格 92  消費 90  銀行 88 \
    貸款 86  房屋 84  租金 82  家庭 80  兒童 78  長者 76  青年 74  志願者 72 \
    訓練 70  課程 68  老師 66  實驗 64  科學 62  能源 60  電動車 58  碼頭 56 \
    渡輪 54  機場 52  航班 50  旅客 48  酒店 46  餐廳 44  食品 42  健康 40 \
    運動員 38  紀錄 36  冠軍 34  傳統 32  節日 30  創新 28  人工智能 26  實驗室 24 \
    互聯網 22  合作 20  簽署 18  協議 16  會議 14  代表團 12  討論 10  通過 9 \
    批准 8  監督 7  檢查 6  維修 5  清潔 4  樹木 3  雀鳥 2  蝴蝶 1";

/// Pairs whose simplified form stands in traditional text, too: no sign of a script.
const KNOWN_TO_BOTH: [(char, char); 6] = [
    ('價', '价'),
    ('劃', '划'),
    ('據', '据'),
    ('築', '筑'),
    ('願', '愿'),
    ('颱', '台'),
];

/// Characters of the words that only one of the scripts has, in pairs.
const TRADITIONAL: &str = "\
    並傳兒創動務區協參員問國園圖團場學實將專對師廳數時書會業構樂樹機檢歷氣況溫漁潔濟\
    灘為環發監碼節簽紀絡統經維網練聯與藝術覽計討訓設課論議貸費資賽車軍輪農進運過醫銀\
    錄長開間隊電項頭題風館驗鳥";
const SIMPLIFIED: &str = "\
    并传儿创动务区协参员问国园图团场学实将专对师厅数时书会业构乐树机检历气况温渔洁济\
    滩为环发监码节签纪络统经维网练联与艺术览计讨训设课论议贷费资赛车军轮农进运过医银\
    录长开间队电项头题风馆验鸟";
