//! The few words of a report that belong to no lint.

pub use super::names::{block, category, severity};
pub use super::problems::{in_language, problem};
use super::{Counts, Summary};
use crate::catalog::Lang;
use crate::finding::Finding;
use std::collections::BTreeMap;

/// The line that ends a report.
pub fn summary(summary: &Summary, lang: Lang) -> String {
    let Summary {
        articles,
        error,
        warning,
        info,
        suppressed,
        baselined,
        ..
    } = *summary;
    let counts = Counts {
        error,
        warning,
        info,
    };
    let found = match lang {
        _ if counts.sum() == 0 && articles == 0 => nothing_read(lang).to_owned(),
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
    parts.extend(fixable(summary, lang));
    if suppressed > 0 {
        parts.push(match lang {
            Lang::En => format!("{suppressed} suppressed"),
            Lang::Hant => format!("{suppressed} 處已獲豁免"),
            Lang::Hans => format!("{suppressed} 处已获豁免"),
        });
    }
    if baselined > 0 {
        parts.push(match lang {
            Lang::En => format!("{baselined} known from the baseline"),
            Lang::Hant => format!("{baselined} 處舊問題已記於基準檔"),
            Lang::Hans => format!("{baselined} 处旧问题已记于基线文件"),
        });
    }
    parts.extend(cut(summary, lang));
    parts.join(if lang == Lang::En { "; " } else { "；" })
}

/// So many for each ten thousand of `characters`: by that newspapers judge their proofreading.
pub fn per_ten_thousand(count: usize, characters: usize) -> f64 {
    count as f64 * 10_000.0 / characters as f64
}

/// What stands over the tables of lints, categories and sources: of what they count, and what the second number is.
pub fn statistics(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::En => [
            "findings by lint, with its errors per 10,000 characters:",
            "by category:",
            "by source (a folder, or a file of records), with its own errors per 10,000 characters:",
        ],
        Lang::Hant => [
            "各規則的項數，及每萬字錯誤數：",
            "各類別：",
            "各來源（資料夾或記錄檔），及各自每萬字的錯誤數：",
        ],
        Lang::Hans => [
            "各规则的项数，及每万字错误数：",
            "各类别：",
            "各来源（文件夹或记录文件），及各自每万字的错误数：",
        ],
    }
}

/// How many sources are not in the table.
pub fn more_sources(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "and {} with fewer errors for their length",
            plural(count, "source")
        ),
        Lang::Hant => format!("另有 {count} 個來源，錯誤率較低"),
        Lang::Hans => format!("另有 {count} 个来源，错误率较低"),
    }
}

/// Errors, and all findings, per 10,000 characters that were read. `None` where nothing was read.
pub fn rate(summary: &Summary, lang: Lang) -> Option<String> {
    let characters = summary.characters;
    let rate = |count| per_ten_thousand(count, characters);
    let all = summary.error + summary.warning + summary.info;
    let (errors, all) = (rate(summary.error), rate(all));
    (characters > 0).then(|| match lang {
        Lang::En => format!(
            "per 10,000 characters: {errors:.2} errors, {all:.2} findings of any level ({characters} characters read: marks count, blanks and line ends do not)"
        ),
        Lang::Hant => {
            format!("每萬字：錯誤 {errors:.2} 處，各級合計 {all:.2} 處（共讀 {characters} 字，標點計入，空白和換行不計）")
        }
        Lang::Hans => {
            format!("每万字：错误 {errors:.2} 处，各级合计 {all:.2} 处（共读 {characters} 字，标点计入，空白和换行不计）")
        }
    })
}

/// How many findings are not listed, if that was asked for.
pub fn cut(summary: &Summary, lang: Lang) -> Option<String> {
    let cut = summary.truncated_by_limit;
    (cut > 0).then(|| match lang {
        Lang::En => format!("{cut} not shown (--max-findings)"),
        Lang::Hant => format!("另有 {cut} 處未列出（--max-findings）"),
        Lang::Hans => format!("另有 {cut} 处未列出（--max-findings）"),
    })
}

/// How many findings have fixes, and the flags that apply them.
fn fixable(summary: &Summary, lang: Lang) -> Option<String> {
    let (all, safe) = (summary.fixable, summary.safely_fixable);
    let flags = if safe == all {
        "--fix"
    } else {
        "--fix --unsafe-fixes"
    };
    (all > 0).then(|| match lang {
        Lang::En if safe > 0 && safe < all => {
            format!("{all} fixable with {flags}, {safe} of them with --fix")
        }
        Lang::En => format!("{all} fixable with {flags}"),
        Lang::Hant if safe > 0 && safe < all => {
            format!("{all} 處可用 {flags} 修正，其中 {safe} 處只需 --fix")
        }
        Lang::Hant => format!("{all} 處可用 {flags} 修正"),
        Lang::Hans if safe > 0 && safe < all => {
            format!("{all} 处可用 {flags} 修正，其中 {safe} 处只需 --fix")
        }
        Lang::Hans => format!("{all} 处可用 {flags} 修正"),
    })
}

/// For a run that read nothing: it found nothing either, but that says nothing.
fn nothing_read(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "no article was read",
        Lang::Hant => "沒有讀到任何文章",
        Lang::Hans => "没有读到任何文章",
    }
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

/// `1 article`, `2 articles`.
pub fn plural(count: usize, word: &str) -> String {
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

/// A note about a file that was fixed.
pub fn fixed_file(path: &str, fixes: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("fixed: {path}, {}", plural(fixes, "place")),
        Lang::Hant => format!("已修正：{path}，{fixes} 處"),
        Lang::Hans => format!("已修正：{path}，{fixes} 处"),
    }
}

/// A note about fixes that were not applied to a file, because each would have made an error.
pub fn refused_fixes(path: &str, fixes: usize, lang: Lang) -> String {
    match lang {
        Lang::En if fixes == 1 => {
            format!("note: {path}: 1 fix is not applied, because it would make a new error")
        }
        Lang::En => {
            format!(
                "note: {path}: {fixes} fixes are not applied, because they would make new errors"
            )
        }
        Lang::Hant => format!("提示：{path} 有 {fixes} 處沒有修正，因為修正會造成新的錯誤"),
        Lang::Hans => format!("提示：{path} 有 {fixes} 处没有修正，因为修正会造成新的错误"),
    }
}

/// A note about all files that were fixed.
pub fn fixed_files(files: usize, places: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "fixed: {} in {}",
            plural(places, "place"),
            plural(files, "file")
        ),
        Lang::Hant => format!("共修正 {files} 個檔案、{places} 處"),
        Lang::Hans => format!("共修正 {files} 个文件、{places} 处"),
    }
}

/// A note about an exception whose last day is over.
pub fn ended(about: &str, until: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("note: the exception for `{about}` held until {until}, and no longer"),
        Lang::Hant => format!("提示：為 `{about}` 所設的例外已於 {until} 到期"),
        Lang::Hans => format!("提示：为 `{about}` 所设的例外已于 {until} 到期"),
    }
}

/// A note about a link to a folder.
pub fn linked_folder(path: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("note: {path} is a link to a folder, which was not followed"),
        Lang::Hant => format!("提示：{path} 是資料夾的連結，沒有跟隨"),
        Lang::Hans => format!("提示：{path} 是文件夹的链接，没有跟随"),
    }
}

/// A note about files of other kinds, by extension.
pub fn passed_over(files: &BTreeMap<String, usize>, lang: Lang) -> String {
    let mut files: Vec<_> = files.iter().collect();
    files.sort_by_key(|(extension, count)| (std::cmp::Reverse(**count), *extension));
    let mut counts: Vec<String> = files
        .iter()
        .take(SHOWN)
        .map(|(extension, count)| {
            let kind = match (extension.as_str(), lang) {
                ("", Lang::En) => "without extension".to_owned(),
                ("", Lang::Hant) => "無副檔名".to_owned(),
                ("", Lang::Hans) => "无扩展名".to_owned(),
                (extension, _) => format!(".{extension}"),
            };
            format!("{count} {kind}")
        })
        .collect();
    let more: usize = files.iter().skip(SHOWN).map(|(_, count)| **count).sum();
    if more > 0 {
        counts.push(self::more(more, lang));
    }
    match lang {
        Lang::En => format!("note: files passed over: {}", counts.join(", ")),
        Lang::Hant => format!("提示：略過的檔案：{}", counts.join("、")),
        Lang::Hans => format!("提示：跳过的文件：{}", counts.join("、")),
    }
}

/// Kinds of files that a note names.
const SHOWN: usize = 8;

/// A note about a file whose records hold HTML, which nobody said.
pub fn looks_like_html(path: &str, lang: Lang) -> String {
    match lang {
        Lang::En => {
            format!("note: the texts in {path} look like HTML; --text-format html reads them so")
        }
        Lang::Hant => format!("提示：{path} 的正文似為 HTML；加 --text-format html 即按 HTML 讀取"),
        Lang::Hans => format!("提示：{path} 的正文似为 HTML；加 --text-format html 即按 HTML 读取"),
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

/// What stands over the places of findings that have no block of their own.
pub fn more_of_this_kind(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{count} more of this kind:"),
        Lang::Hant => format!("同類另有 {count} 處："),
        Lang::Hans => format!("同类另有 {count} 处："),
    }
}

/// How to see every finding of a file that has many.
pub fn one_by_one(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "for each finding in a line of its own: --format concise",
        Lang::Hant => "逐項列出請用 --format concise",
        Lang::Hans => "逐项列出请用 --format concise",
    }
}

/// A note for a run of files that are all as they were at the commit `since`.
pub fn nothing_changed(since: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("note: no article has changed since {since}"),
        Lang::Hant => format!("提示：{since} 以來沒有文章改動"),
        Lang::Hans => format!("提示：{since} 以来没有文章改动"),
    }
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

/// What a job's log says where GitHub shows only `most` annotations of a level, after the true `numbers`.
pub fn annotations_cut(numbers: &str, most: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "{numbers}. GitHub shows {most} annotations of a level; the summary of the job has all"
        ),
        Lang::Hant => format!("{numbers}。GitHub 每個級別只顯示 {most} 則註解，全部見於工作摘要"),
        Lang::Hans => format!("{numbers}。GitHub 每个级别只显示 {most} 条注解，全部见作业摘要"),
    }
}

/// The level of what could not be read.
pub fn not_checked(lang: Lang) -> &'static str {
    in_language(lang, ["not checked", "未檢查", "未检查"])
}

/// The level of what an exception covers.
pub fn excepted(lang: Lang) -> &'static str {
    in_language(lang, ["suppressed", "已獲豁免", "已获豁免"])
}

/// `message` with the record that `finding` is about, where its line does not tell it, and marked as one that does not count
/// where `finding` is suppressed.
pub fn marked(message: String, finding: &Finding, lang: Lang) -> String {
    let message = match record(finding) {
        Some(number) => match lang {
            Lang::En => format!("{message} (record {number})"),
            Lang::Hant => format!("{message}（第 {number} 條記錄）"),
            Lang::Hans => format!("{message}（第 {number} 条记录）"),
        },
        None => message,
    };
    let Some(by) = &finding.suppressed else {
        return message;
    };
    let mark = excepted(lang);
    match (lang, by.reason.as_str()) {
        (Lang::En, "") => format!("{message} ({mark})"),
        (Lang::En, reason) => format!("{message} ({mark}: {reason})"),
        (_, "") => format!("{message}（{mark}）"),
        (_, reason) => format!("{message}（{mark}：{reason}）"),
    }
}

/// The number of the record that `finding` is about, from 1, if it is another than that of its line.
fn record(finding: &Finding) -> Option<usize> {
    let record = finding.location.record.as_ref()?;
    let line = finding.location.range.map(|range| range.start.line);
    Some(record.index + 1).filter(|number| line != Some(*number))
}

/// The columns of a table of findings.
pub fn columns(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::En => ["level", "place", "lint", "what is wrong"],
        Lang::Hant => ["級別", "位置", "規則", "問題"],
        Lang::Hans => ["级别", "位置", "规则", "问题"],
    }
}
