//! What makes a run incomplete, in words.

use super::damage::{damaged, damaged_parquet};
use crate::catalog::Lang;
use crate::input::{NotFixed, Problem, ProblemKind, formats};

const NOT_FOUND: [&str; 3] = [
    "no such file or folder",
    "找不到這個檔案或資料夾",
    "找不到这个文件或文件夹",
];
const PERMISSION_DENIED: [&str; 3] = [
    "may not be read: check its permissions",
    "沒有讀取權限",
    "没有读取权限",
];
const NO_FILE: [&str; 3] = [
    "is a pipe or a device, no file",
    "是管道或裝置，不是檔案",
    "是管道或设备，不是文件",
];
const NOT_TEXT: [&str; 3] = [
    "is binary, not text (UTF-16 without a byte order mark? name it with --encoding)",
    "不是文字檔（若是沒有位元組順序記號的 UTF-16，請用 --encoding 指定）",
    "不是文本文件（若是没有字节顺序标记的 UTF-16，请用 --encoding 指定）",
];
const UNDECODABLE: [&str; 3] = [
    "is in no encoding that could be recognised: name it with --encoding, e.g. --encoding big5",
    "無法辨認編碼，請用 --encoding 指定，例如 --encoding big5",
    "无法识别编码，请用 --encoding 指定，例如 --encoding gb18030",
];
const CHANGED_MEANWHILE: [&str; 3] = [
    "changed while newslint ran, so it could not be compared with other articles; run it again",
    "在檢查期間被改動，無法與其他文章比對；請再檢查一次",
    "在检查期间被改动，无法与其他文章比对；请再检查一次",
];
const NOT_REWRITTEN: [&str; 3] = [
    "is of a kind that newslint reads and does not write; convert it to JSONL first",
    "這種檔案只能讀取，不能寫出；請先轉成 JSONL",
    "这种文件只能读取，不能写出；请先转成 JSONL",
];
const NO_ROOM_FOR_TAGS: [&str; 3] = [
    "has no field for tags, or a column `newslint` already; use --attributes",
    "沒有可放標記的欄位，或已有 `newslint` 欄；請用 --attributes",
    "没有可放标记的字段，或已有 `newslint` 列；请用 --attributes",
];
const NO_END: [&str; 3] = [
    "breaks off: its list of records has no end. Fetch the file again",
    "檔案不完整：記錄列表沒有結尾；請重新取得檔案",
    "文件不完整：记录列表没有结尾；请重新获取文件",
];
const DAMAGED_INDEX: [&str; 3] = [
    "is damaged or cut short, so no article was compared with it; build the index again",
    "索引已損壞或不完整，因此沒有用於比對；請重新建立",
    "索引已损坏或不完整，因此没有用于比对；请重新建立",
];
const NO_PARQUET: [&str; 3] = [
    "is Parquet, which this newslint was built without; `cargo install newslint --features parquet`, the released programs and the wheel have it",
    "是 Parquet 檔，此 newslint 建置時未包含這項功能；請用 `cargo install newslint --features parquet`，或改用發行的程式或 wheel",
    "是 Parquet 文件，此 newslint 构建时未包含这项功能；请用 `cargo install newslint --features parquet`，或改用发行的程序或 wheel",
];
const STOPPED: [&str; 3] = [
    "stopped by a signal; what was written until then is whole",
    "收到中斷訊號而停止；已寫入的檔案是完整的",
    "收到中断信号而停止；已写入的文件是完整的",
];

/// What happened and what to do: one line.
pub fn problem(problem: &Problem, lang: Lang) -> String {
    kind(&problem.kind, lang)
}

fn kind(kind: &ProblemKind, lang: Lang) -> String {
    let say = |texts| in_language(lang, texts).to_owned();
    let led_by = |head, tail: &str| format!("{}{tail}", in_language(lang, head));
    match kind {
        ProblemKind::NotCompared(why) => led_by(
            [
                "cannot be compared with (--against): ",
                "無法用於比對（--against）：",
                "无法用于比对（--against）：",
            ],
            &self::kind(why, lang),
        ),
        ProblemKind::NoArticles => no_articles(lang),
        ProblemKind::UnknownKind(extension) => unknown_kind(extension, lang),
        ProblemKind::PassedOver(count) => passed_over(*count, lang),
        ProblemKind::UnreadRecords(count) => unread_records(*count, lang),
        ProblemKind::UndecodableBytes(count) => undecodable_bytes(*count, lang),
        ProblemKind::RecordTooLong(megabytes) => record_too_long(*megabytes, lang),
        ProblemKind::NoRecords(path) => no_records(path, lang),
        ProblemKind::NoEnd => say(NO_END),
        ProblemKind::NoColumn(wanted, columns) => no_column(wanted, columns, lang),
        ProblemKind::Damaged(damage) => damaged(*damage, lang),
        ProblemKind::DamagedParquet { row_group, why } => damaged_parquet(*row_group, why, lang),
        ProblemKind::NoParquet => say(NO_PARQUET),
        ProblemKind::DamagedIndex => say(DAMAGED_INDEX),
        ProblemKind::TooManyToCompare(megabytes) => too_many_to_compare(*megabytes, lang),
        ProblemKind::Io(message) | ProblemKind::Config(message) => message.clone(),
        ProblemKind::LintPanicked { lint, message } => lint_panicked(lint, message, lang),
        ProblemKind::Panicked(message) => panicked(message, lang),
        ProblemKind::NotBegun(reason) => led_by(
            ["nothing was checked: ", "沒有進行檢查：", "没有进行检查："],
            reason,
        ),
        ProblemKind::ReportNotWritten(reason) => led_by(
            [
                "the report could not be written: ",
                "無法寫入報告：",
                "无法写入报告：",
            ],
            reason,
        ),
        ProblemKind::NotFixed(why) => led_by(
            ["is not fixed: ", "沒有修正：", "没有修正："],
            &not_fixed(why, lang),
        ),
        ProblemKind::NotFound => say(NOT_FOUND),
        ProblemKind::PermissionDenied => say(PERMISSION_DENIED),
        ProblemKind::NoFile => say(NO_FILE),
        ProblemKind::NotText => say(NOT_TEXT),
        ProblemKind::Undecodable => say(UNDECODABLE),
        ProblemKind::ChangedMeanwhile => say(CHANGED_MEANWHILE),
        ProblemKind::NotRewritten => say(NOT_REWRITTEN),
        ProblemKind::NoRoomForTags => say(NO_ROOM_FOR_TAGS),
        ProblemKind::Unwritable(encoding) => unwritable(encoding, lang),
        ProblemKind::Stopped => say(STOPPED),
    }
}

/// The text of `lang`.
pub fn in_language(lang: Lang, [en, traditional, simplified]: [&str; 3]) -> &str {
    match lang {
        Lang::En => en,
        Lang::Hant => traditional,
        Lang::Hans => simplified,
    }
}

fn no_articles(lang: Lang) -> String {
    let extensions: Vec<String> = formats::extensions()
        .map(|extension| format!(".{extension}"))
        .collect();
    match lang {
        Lang::En => format!(
            "holds no articles ({}); pass --allow-empty if that is right",
            extensions.join(", ")
        ),
        Lang::Hant => format!(
            "資料夾中沒有文章（{}）；若本應如此，請加 --allow-empty",
            extensions.join("、")
        ),
        Lang::Hans => format!(
            "文件夹中没有文章（{}）；如本应如此，请加 --allow-empty",
            extensions.join("、")
        ),
    }
}

fn unknown_kind(extension: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "is a .{extension} file, which newslint does not read; if it holds text, say how with --input-format"
        ),
        Lang::Hant => format!(
            "是 .{extension} 檔，newslint 不讀取；若內容是文字，請用 --input-format 指定格式"
        ),
        Lang::Hans => format!(
            "是 .{extension} 文件，newslint 不读取；如内容是文本，请用 --input-format 指定格式"
        ),
    }
}

fn passed_over(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{count} files were passed over (--strict-inputs)"),
        Lang::Hant => format!("有 {count} 個檔案略過未檢查（--strict-inputs）"),
        Lang::Hans => format!("有 {count} 个文件被跳过未检查（--strict-inputs）"),
    }
}

fn unread_records(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => {
            format!("has {count} records that cannot be read; run `malformed-record` to see which")
        }
        Lang::Hant => format!("有 {count} 條記錄無法讀取；啟用 `malformed-record` 可看出是哪些"),
        Lang::Hans => format!("有 {count} 条记录无法读取；启用 `malformed-record` 可看出是哪些"),
    }
}

fn undecodable_bytes(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "holds {count} articles with bytes that are no text; run `undecodable` to see where"
        ),
        Lang::Hant => {
            format!("有 {count} 篇文章含有無法解讀的位元組；啟用 `undecodable` 可看出位置")
        }
        Lang::Hans => format!("有 {count} 篇文章含有无法解读的字节；启用 `undecodable` 可看出位置"),
    }
}

fn record_too_long(megabytes: usize, lang: Lang) -> String {
    match lang {
        Lang::En => {
            format!("has a record of more than {megabytes} MB; from there on it was not read")
        }
        Lang::Hant => format!("有一條記錄超過 {megabytes} MB，其後的內容沒有讀取"),
        Lang::Hans => format!("有一条记录超过 {megabytes} MB，其后的内容没有读取"),
    }
}

fn no_records(path: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("has no records at `{path}`; say where they are with --records-at"),
        Lang::Hant => format!("`{path}` 處沒有記錄，請用 --records-at 指定位置"),
        Lang::Hans => format!("`{path}` 处没有记录，请用 --records-at 指定位置"),
    }
}

fn no_column(wanted: &[String], columns: &[String], lang: Lang) -> String {
    let listed = |names: &[String], between| format!("`{}`", names.join(between));
    match lang {
        Lang::En => format!(
            "has no column {}; name the one that holds the text with --text-field: {}",
            listed(wanted, "`, `"),
            listed(columns, "`, `")
        ),
        Lang::Hant => format!(
            "沒有名為 {} 的欄；請用 --text-field 指定正文所在的欄：{}",
            listed(wanted, "`、`"),
            listed(columns, "`、`")
        ),
        Lang::Hans => format!(
            "没有名为 {} 的列；请用 --text-field 指定正文所在的列：{}",
            listed(wanted, "`、`"),
            listed(columns, "`、`")
        ),
    }
}

fn too_many_to_compare(megabytes: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "the articles are too many to be compared in {megabytes} MB, so none were: raise --max-memory, or lint fewer at a time"
        ),
        Lang::Hant => format!(
            "文章過多，{megabytes} MB 記憶體不足以互相比對，因此沒有比對；請調高 --max-memory，或分批檢查"
        ),
        Lang::Hans => format!(
            "文章过多，{megabytes} MB 内存不足以互相比对，因此没有比对；请调高 --max-memory，或分批检查"
        ),
    }
}

fn unwritable(encoding: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "is not written: between its records stand bytes that are no {encoding}; mend these, or convert it to UTF-8 first"
        ),
        Lang::Hant => {
            format!("沒有寫出：記錄之間有不屬於 {encoding} 的位元組；請先修正，或先轉成 UTF-8")
        }
        Lang::Hans => {
            format!("没有写出：记录之间有不属于 {encoding} 的字节；请先修正，或先转成 UTF-8")
        }
    }
}

fn lint_panicked(lint: &str, message: &str, lang: Lang) -> String {
    match lang {
        Lang::En => {
            format!("the lint `{lint}` failed ({message}); the others ran. Please report this bug")
        }
        Lang::Hant => format!("規則 `{lint}` 執行失敗（{message}），其餘規則照常；請回報這個錯誤"),
        Lang::Hans => format!("规则 `{lint}` 运行失败（{message}），其余规则照常；请报告这个错误"),
    }
}

fn panicked(message: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("newslint failed here ({message}). Please report this bug"),
        Lang::Hant => format!("newslint 在此執行失敗（{message}）；請回報這個錯誤"),
        Lang::Hans => format!("newslint 在此运行失败（{message}）；请报告这个错误"),
    }
}

fn not_fixed(why: &NotFixed, lang: Lang) -> String {
    let say = |english: &str, traditional: &str, simplified: &str| {
        in_language(lang, [english, traditional, simplified]).to_owned()
    };
    match why {
        NotFixed::UndecodableBytes => say(
            "it holds bytes that its encoding does not have",
            "檔案中有其編碼所沒有的位元組",
            "文件中有其编码所没有的字节",
        ),
        NotFixed::NotReversible(encoding) => match lang {
            Lang::En => format!("writing it as {encoding} again would change other bytes"),
            Lang::Hant => format!("以 {encoding} 重新寫入會改動其他位元組"),
            Lang::Hans => format!("以 {encoding} 重新写入会改动其他字节"),
        },
        NotFixed::Unwritable(encoding) => match lang {
            Lang::En => format!("{encoding} lacks a character of the fix"),
            Lang::Hant => format!("{encoding} 沒有修正所需的字元"),
            Lang::Hans => format!("{encoding} 没有修正所需的字符"),
        },
        NotFixed::ChangedMeanwhile => say(
            "it changed while newslint ran; run it again",
            "檔案在檢查期間被改動，請再執行一次",
            "文件在检查期间被改动，请再运行一次",
        ),
        NotFixed::ReadOnly => say("it is read-only", "檔案是唯讀的", "文件是只读的"),
        NotFixed::FolderReadOnly => say(
            "no file may be written in its folder",
            "所在資料夾不允許寫入",
            "所在文件夹不允许写入",
        ),
        NotFixed::NotLikeBefore => say(
            "the new file could not be given its owner, permissions or attributes",
            "無法保留檔案的擁有者、權限或屬性",
            "无法保留文件的所有者、权限或属性",
        ),
        NotFixed::HardLinks => say(
            "it has several names (hard links), and the others would keep the old text",
            "檔案有多個名稱（硬連結），其他名稱會留下舊文字",
            "文件有多个名称（硬链接），其他名称会留下旧文字",
        ),
        NotFixed::Compressed(compression) => {
            let packer = compression.as_str();
            match lang {
                Lang::En => format!("it is compressed with {packer}: unpack it first"),
                Lang::Hant => format!("檔案經 {packer} 壓縮，請先解壓縮"),
                Lang::Hans => format!("文件经 {packer} 压缩，请先解压"),
            }
        }
        NotFixed::InArchive => say(
            "it is in an archive: take it out first",
            "檔案在壓縮檔內，請先取出",
            "文件在归档内，请先取出",
        ),
        NotFixed::Columns => say(
            "Parquet is read and not written; write its rows as JSONL, and fix these or pass them through `newslint filter`",
            "Parquet 檔只能讀取，不能寫入；請把各列轉成 JSONL，再修正或用 `newslint filter` 處理",
            "Parquet 文件只能读取，不能写入；请把各行转成 JSONL，再修正或用 `newslint filter` 处理",
        ),
        NotFixed::LinkLeadsOut => say(
            "it is a link that leads out of the folder; name the file itself",
            "它是指向資料夾之外的連結；請直接指定該檔案",
            "它是指向文件夹之外的链接；请直接指定该文件",
        ),
        NotFixed::IsUtf8 => say(
            "it is valid UTF-8, not the encoding that --encoding names",
            "檔案是有效的 UTF-8，與 --encoding 所指不符",
            "文件是有效的 UTF-8，与 --encoding 所指不符",
        ),
        NotFixed::Unsettled => say(
            "its fixes undo each other",
            "各項修正互相抵消",
            "各项修正互相抵消",
        ),
        NotFixed::Io(message) => message.clone(),
    }
}
