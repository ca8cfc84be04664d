//! The few words of a report that belong to no lint.

use super::{Counts, Summary};
use crate::catalog::Lang;
use crate::input::ProblemKind;

/// The line that ends a report.
pub fn summary(summary: &Summary, lang: Lang) -> String {
    let Summary {
        articles,
        error,
        warning,
        info,
        suppressed,
        truncated_by_limit,
        fixable,
        safely_fixable,
        ..
    } = *summary;
    let counts = Counts {
        error,
        warning,
        info,
    };
    let found = match lang {
        Lang::En if counts.sum() == 0 => {
            format!("nothing found in {}", plural(articles, "article"))
        }
        Lang::En => format!(
            "{} in {}",
            self::counts(counts, lang),
            plural(articles, "article")
        ),
        Lang::Hant if counts.sum() == 0 => format!("{articles} 篇文章：沒有發現問題"),
        Lang::Hans if counts.sum() == 0 => format!("{articles} 篇文章：没有发现问题"),
        Lang::Hant | Lang::Hans => format!("{articles} 篇文章：{}", self::counts(counts, lang)),
    };
    let mut parts = vec![found];
    match lang {
        Lang::En if safely_fixable == fixable && fixable > 0 => {
            parts.push(format!("{fixable} fixable with --fix"));
        }
        Lang::En if fixable > 0 && safely_fixable > 0 => {
            parts.push(format!(
                "{fixable} fixable with --unsafe-fixes, {safely_fixable} of them with --fix"
            ));
        }
        Lang::En if fixable > 0 => parts.push(format!("{fixable} fixable with --unsafe-fixes")),
        Lang::Hant if safely_fixable == fixable && fixable > 0 => {
            parts.push(format!("{fixable} 處可用 --fix 修正"));
        }
        Lang::Hans if safely_fixable == fixable && fixable > 0 => {
            parts.push(format!("{fixable} 处可用 --fix 修正"));
        }
        Lang::Hant if fixable > 0 => parts.push(format!("{fixable} 處可用 --unsafe-fixes 修正")),
        Lang::Hans if fixable > 0 => parts.push(format!("{fixable} 处可用 --unsafe-fixes 修正")),
        _ => {}
    }
    if suppressed > 0 {
        parts.push(match lang {
            Lang::En => format!("{suppressed} suppressed"),
            Lang::Hant => format!("{suppressed} 處已獲豁免"),
            Lang::Hans => format!("{suppressed} 处已获豁免"),
        });
    }
    if truncated_by_limit > 0 {
        parts.push(match lang {
            Lang::En => format!("{truncated_by_limit} not shown (--max-findings)"),
            Lang::Hant => format!("另有 {truncated_by_limit} 處未列出（--max-findings）"),
            Lang::Hans => format!("另有 {truncated_by_limit} 处未列出（--max-findings）"),
        });
    }
    parts.join(if lang == Lang::En { "; " } else { "；" })
}

/// `2 errors, 1 warning`: what there is of each severity.
pub fn counts(counts: Counts, lang: Lang) -> String {
    let units = match lang {
        Lang::En => ["error", "warning", "info"],
        Lang::Hant => ["處錯誤", "處警告", "處提示"],
        Lang::Hans => ["处错误", "处警告", "处提示"],
    };
    let counts: Vec<String> = [counts.error, counts.warning, counts.info]
        .into_iter()
        .zip(units)
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| match lang {
            Lang::En => plural(count, unit),
            Lang::Hant | Lang::Hans => format!("{count} {unit}"),
        })
        .collect();
    counts.join(if lang == Lang::En { ", " } else { "、" })
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 || word == "info" {
        format!("{count} {word}")
    } else {
        format!("{count} {word}s")
    }
}

/// What stands before an advice; as wide in each language.
pub fn help(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "help: ",
        Lang::Hant => "建議：",
        Lang::Hans => "建议：",
    }
}

/// A note about a file with nothing in it.
pub fn empty_file(path: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("note: {path} is empty"),
        Lang::Hant => format!("提示：{path} 沒有內容"),
        Lang::Hans => format!("提示：{path} 没有内容"),
    }
}

/// How the occurrences that are not shown are counted.
pub fn more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("and {count} more"),
        Lang::Hant => format!("另有 {count} 處"),
        Lang::Hans => format!("另有 {count} 处"),
    }
}

/// What went wrong, in the language of the report; the details stay as they are.
pub fn problem(kind: ProblemKind, message: &str, lang: Lang) -> String {
    let told = match (kind, lang) {
        (ProblemKind::NotFound, Lang::Hant) => "找不到這個檔案或資料夾",
        (ProblemKind::NotFound, Lang::Hans) => "找不到这个文件或文件夹",
        (ProblemKind::PermissionDenied, Lang::Hant) => "沒有讀取權限",
        (ProblemKind::PermissionDenied, Lang::Hans) => "没有读取权限",
        (ProblemKind::NotText, Lang::Hant) => "不是文字檔",
        (ProblemKind::NotText, Lang::Hans) => "不是文本文件",
        (ProblemKind::Undecodable, Lang::Hant) => {
            "無法辨認編碼，請用 --encoding 指定，例如 --encoding big5"
        }
        (ProblemKind::Undecodable, Lang::Hans) => {
            "无法识别编码，请用 --encoding 指定，例如 --encoding gb18030"
        }
        _ => return message.to_owned(),
    };
    told.to_owned()
}

/// A note for a run that had nothing to lint.
pub fn nothing_to_lint(skipped: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "note: nothing to lint ({} left out by excludes and ignores)",
            plural(skipped, "file")
        ),
        Lang::Hant => format!("提示：沒有可檢查的文章（{skipped} 個檔案已被排除）"),
        Lang::Hans => format!("提示：没有可检查的文章（{skipped} 个文件已被排除）"),
    }
}
