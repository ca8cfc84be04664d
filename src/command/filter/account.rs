//! What became of every record, told.

use std::cmp::Reverse;
use std::io::{self, Write};

use crate::catalog::{Catalog, Lang, Wording};
use crate::filter::{Account, Verdicts};
use crate::report::visible;
use crate::report::words::in_language;

/// The rows of the table, in three languages.
const READ: [&str; 3] = ["read", "讀入", "读入"];
const KEPT: [&str; 3] = ["kept", "保留", "保留"];
const TAGGED: [&str; 3] = ["  tagged", "  加標記", "  加标记"];
const FIXED: [&str; 3] = ["  fixed", "  已修正", "  已修正"];
const DROPPED: [&str; 3] = ["dropped", "剔除", "剔除"];
const FAILED: [&str; 3] = ["unreadable", "無法讀取", "无法读取"];
const BALANCES: [&str; 3] = [
    "read = kept + dropped + unreadable",
    "讀入 = 保留 + 剔除 + 無法讀取",
    "读入 = 保留 + 剔除 + 无法读取",
];
const LOST: [&str; 3] = [
    "these numbers do not add up: please report this as a bug",
    "數目不符：請回報這個錯誤",
    "数目不符：请报告这个错误",
];

/// The rows of `account`: what, and how many.
fn rows(account: &Account, lang: Lang) -> Vec<(String, usize)> {
    let named = |words, count| (in_language(lang, words).to_owned(), count);
    let mut rows = vec![named(READ, account.read), named(KEPT, account.kept)];
    rows.extend((account.tagged > 0).then(|| named(TAGGED, account.tagged)));
    rows.extend((account.fixed > 0).then(|| named(FIXED, account.fixed)));
    rows.push(named(DROPPED, account.all_dropped()));
    let mut lints: Vec<_> = account.dropped.iter().collect();
    lints.sort_by_key(|(lint, count)| (Reverse(**count), lint.to_string()));
    rows.extend(
        lints
            .into_iter()
            .map(|(lint, count)| (format!("  {lint}"), *count)),
    );
    rows.push(named(FAILED, account.failed));
    rows
}

fn verdict(account: &Account, lang: Lang) -> &'static str {
    in_language(lang, if account.balances() { BALANCES } else { LOST })
}

/// Writes the table of `account`.
pub(super) fn tell(account: &Account, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for (what, count) in rows(account, lang) {
        writeln!(out, "{count:>12}  {what}")?;
    }
    writeln!(out, "{:>12}  {}", "", verdict(account, lang))
}

/// Writes a page of Markdown: the same table, and examples of what was dropped.
pub(super) fn report(
    account: &Account,
    verdicts: &Verdicts,
    catalog: &Catalog,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = ["What became of the records", "記錄的去向", "记录的去向"];
    let head = ["| records | |", "| 記錄 | |", "| 记录 | |"];
    writeln!(out, "# {}\n", in_language(lang, title))?;
    writeln!(out, "{}\n|---|---:|", in_language(lang, head))?;
    for (what, count) in rows(account, lang) {
        writeln!(out, "| {} | {count} |", what.replace("  ", "&emsp;"))?;
    }
    writeln!(out, "\n{}", verdict(account, lang))?;
    let wording = Wording::new(catalog, lang);
    for (lint, samples) in verdicts.samples() {
        writeln!(out, "\n## {lint}\n")?;
        for sample in samples {
            let finding = &sample.finding;
            let place = &finding.location;
            let record = place.record.as_ref().map_or_else(String::new, |record| {
                let number = record.index + 1;
                match lang {
                    Lang::En => format!(", record {number}"),
                    Lang::Hant => format!("，第 {number} 條記錄"),
                    Lang::Hans => format!("，第 {number} 条记录"),
                }
            });
            let message = wording.message(finding);
            writeln!(
                out,
                "- {}{record}: {}",
                visible(&place.path),
                visible(&message)
            )?;
        }
    }
    Ok(())
}
