//! What levels, categories and blocks are called.

use super::problems::in_language;
use crate::catalog::Lang;
use crate::document::BlockKind;
use crate::finding::{Category, Severity};

/// A level; `None` is off.
pub fn severity(severity: Option<Severity>, lang: Lang) -> &'static str {
    let chinese = match severity {
        Some(Severity::Error) => ["錯誤", "错误"],
        Some(Severity::Warning) => ["警告", "警告"],
        Some(Severity::Info) => ["提示", "提示"],
        None => ["關閉", "关闭"],
    };
    let word = severity.map_or("off", Severity::as_str);
    in_language(lang, [word, chinese[0], chinese[1]])
}

/// A family of lints.
pub fn category(category: Category, lang: Lang) -> &'static str {
    let chinese = match category {
        Category::Script => ["繁簡", "繁简"],
        Category::Structure => ["文章結構", "文章结构"],
        Category::Duplication => ["重複", "重复"],
        Category::Ocr => ["文字辨識", "文字识别"],
        Category::Encoding => ["編碼", "编码"],
        Category::Layout => ["版面", "版面"],
        Category::Punctuation => ["標點", "标点"],
        Category::Consistency => ["前後一致", "前后一致"],
        Category::Meta => ["檔案", "文件"],
    };
    in_language(lang, [category.as_str(), chinese[0], chinese[1]])
}

/// What a block is.
pub fn block(kind: BlockKind, lang: Lang) -> &'static str {
    let chinese = match kind {
        BlockKind::Heading => ["標題", "标题"],
        BlockKind::Body => ["正文", "正文"],
        BlockKind::Caption => ["圖說", "图说"],
        BlockKind::Credit => ["圖片來源", "图片来源"],
        BlockKind::Byline => ["署名", "署名"],
        BlockKind::ListItem => ["列表", "列表"],
        BlockKind::Quote => ["引文", "引文"],
        BlockKind::Table => ["表格", "表格"],
        BlockKind::Code => ["代碼", "代码"],
        BlockKind::SignOff => ["文末", "文末"],
        BlockKind::Unknown => ["未明", "未明"],
    };
    in_language(lang, [kind.as_str(), chinese[0], chinese[1]])
}
