//! The words of a profile, in three languages.

use crate::catalog::Lang;
use crate::profile::{Tally, Writing};
use crate::report::words::{in_language, plural};

pub(super) type Word = [&'static str; 3];

pub(super) const TITLE: Word = ["Profile of a corpus", "語料概況", "语料概况"];
pub(super) const SCRIPTS: Word = ["written in", "文字", "文字"];
pub(super) const REGIONS: Word = ["forms of", "用字", "用字"];
pub(super) const ENCODINGS: Word = ["encoding", "編碼", "编码"];
pub(super) const LENGTHS: Word = ["length of articles, in characters", "文章字數", "文章字数"];
pub(super) const DROPPING: Word = [
    "what `newslint filter --drop` would take, by level and by lint",
    "`newslint filter --drop` 會剔除多少：按級別和規則",
    "`newslint filter --drop` 会剔除多少：按级别和规则",
];
pub(super) const BY_SOURCE: Word = [
    "by source, the most errors for their length first",
    "各來源，錯誤率高的在前",
    "各来源，错误率高的在前",
];
pub(super) const BY_MONTH: Word = ["by month", "各月", "各月"];
pub(super) const EXAMPLES: Word = [
    "examples, picked by chance",
    "例子（隨機抽取）",
    "例子（随机抽取）",
];
pub(super) const ARTICLES: Word = ["articles", "文章", "文章"];
pub(super) const SHARE: Word = ["share", "比例", "比例"];
pub(super) const FINDINGS: Word = ["findings", "項數", "项数"];
pub(super) const PER_TEN_THOUSAND: Word = ["per 10,000", "每萬字", "每万字"];
pub(super) const WITH_ERRORS: Word = ["with errors", "有錯誤", "有错误"];
pub(super) const ERRORS: Word = ["errors/10,000", "錯誤/萬字", "错误/万字"];
pub(super) const ALL: Word = ["findings/10,000", "項/萬字", "项/万字"];
pub(super) const MEDIAN: Word = ["median length", "字數中位", "字数中位"];
pub(super) const LINT: Word = ["lint", "規則", "规则"];
pub(super) const LEVEL: Word = ["level", "級別", "级别"];
pub(super) const SOURCE: Word = ["source", "來源", "来源"];
pub(super) const MONTH: Word = ["month", "月份", "月份"];
pub(super) const MONTHLY: Word = ["by month", "逐月", "逐月"];
pub(super) const MOST: Word = ["most found", "最常見", "最常见"];
pub(super) const NO_DATE: Word = ["no date", "無日期", "无日期"];
pub(super) const UNKNOWN: Word = ["unknown", "未知", "未知"];
pub(super) const NOTHING: Word = [
    "no article was read",
    "沒有讀到任何文章",
    "没有读到任何文章",
];

/// What articles are written in.
pub(super) fn writing(writing: Writing, lang: Lang) -> &'static str {
    let chinese = match writing {
        Writing::Traditional => ["繁體", "繁体"],
        Writing::Simplified => ["簡體", "简体"],
        Writing::Mixed => ["繁簡混用", "繁简混用"],
        Writing::Japanese => ["日文", "日文"],
        Writing::Undecided => ["無法判斷", "无法判断"],
    };
    in_language(lang, [writing.as_str(), chinese[0], chinese[1]])
}

/// The region of the word `region` of lint.toml.
pub(super) fn region(region: &str, lang: Lang) -> &'static str {
    let words = match region {
        "hk" => ["Hong Kong", "香港", "香港"],
        "tw" => ["Taiwan", "臺灣", "台湾"],
        _ => ["the mainland", "內地", "大陆"],
    };
    in_language(lang, words)
}

/// The line that says how much was read.
pub(super) fn read(tally: &Tally, sources: usize, lang: Lang) -> String {
    let Tally {
        articles,
        characters,
        without_text,
        ..
    } = *tally;
    let without = |told: String| match without_text {
        0 => String::new(),
        _ => told,
    };
    match lang {
        Lang::En => format!(
            "{} from {}, {}{}",
            plural(articles, "article"),
            plural(sources, "source"),
            plural(characters, "character"),
            without(format!(
                "; {} without a text",
                plural(without_text, "record")
            ))
        ),
        Lang::Hant => format!(
            "{sources} 個來源的 {articles} 篇文章，共 {characters} 字{}",
            without(format!("；另有 {without_text} 條記錄沒有正文"))
        ),
        Lang::Hans => format!(
            "{sources} 个来源的 {articles} 篇文章，共 {characters} 字{}",
            without(format!("；另有 {without_text} 条记录没有正文"))
        ),
    }
}

/// The line that says how long articles are; nothing where there are none.
pub(super) fn lengths(tally: &Tally, lang: Lang) -> Option<String> {
    let of = |percent| tally.lengths.quantile(percent);
    let (shortest, low, median, high) = (of(0)?, of(5)?, of(50)?, of(95)?);
    let longest = tally.lengths.longest();
    Some(match lang {
        Lang::En => format!(
            "median {median}; nine tenths from {low} to {high}; shortest {shortest}, longest {longest}"
        ),
        Lang::Hant => {
            format!("中位數 {median}；九成在 {low} 至 {high} 之間；最短 {shortest}，最長 {longest}")
        }
        Lang::Hans => {
            format!("中位数 {median}；九成在 {low} 至 {high} 之间；最短 {shortest}，最长 {longest}")
        }
    })
}

/// What a row of a level counts: findings of it and of worse ones.
pub(super) fn or_worse(level: &str, lang: Lang) -> String {
    match (level, lang) {
        ("error", _) => level.to_owned(),
        (_, Lang::En) => format!("{level} or worse"),
        (_, Lang::Hant) => format!("{level} 及更嚴重的"),
        (_, Lang::Hans) => format!("{level} 及更严重的"),
    }
}

/// How many rows of a table are left out.
pub(super) fn more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("and {count} more, all in --format json"),
        Lang::Hant => format!("另有 {count} 行，全部見於 --format json"),
        Lang::Hans => format!("另有 {count} 行，全部见于 --format json"),
    }
}
