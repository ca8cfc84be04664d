//! `explain`: all about a lint.

use std::io::Write;

use super::{CLEAN, ExitResult, load};
use crate::Error;
use crate::catalog::file::{LintFile, WordEntry};
use crate::catalog::{Example, Examples, Lang, Lint, nearest};
use crate::cli::CommonArgs;
use crate::report::{visible_page, words};

/// Writes what the file of lint `id` tells.
pub(super) fn run(id: &str, common: &CommonArgs, out: &mut dyn Write) -> ExitResult {
    let loaded = load(common)?;
    let (catalog, lang) = (&loaded.catalog, loaded.lang_for_people());
    let Some(lint) = catalog.get(id) else {
        let near = nearest(id, catalog.lints().iter().map(|lint| &*lint.id));
        let error = Error::new("unknown-lint").with("name", id);
        return Err(error.with_near(near, "list").into());
    };
    let mut page = Vec::new();
    write(lint, lang, &mut page)?;
    out.write_all(visible_page(&String::from_utf8_lossy(&page)).as_bytes())?;
    Ok(CLEAN)
}

/// What to do, without a finding whose place it could name.
fn help_of(file: &LintFile, lang: Lang) -> String {
    file.help.get(lang).replace("{place}", "FILE:LINE")
}

fn write(lint: &Lint, lang: Lang, out: &mut dyn Write) -> std::io::Result<()> {
    let file = &lint.file;
    let level = words::severity(lint.severity(), lang);
    let category = words::category(lint.category(), lang);
    let titles = titles(lang);
    writeln!(out, "{}  [{level}, {category}]", lint.id)?;
    writeln!(out, "{}\n", file.summary.get(lang))?;
    if let Some(why) = &file.why {
        let why = why.get(lang).trim().replace('\n', "\n  ");
        writeln!(out, "{}\n  {why}\n", titles.why)?;
    }
    writeln!(
        out,
        "{}\n  {}\n",
        titles.help,
        help_of(file, lang).trim().replace('\n', "\n  ")
    )?;
    write!(out, "{} {}", titles.fix, file.fix.as_str())?;
    if let Some(since) = &file.since {
        write!(out, "   {} {since}", titles.since)?;
    }
    writeln!(out, "\n")?;
    if !file.options.is_empty() {
        writeln!(out, "{}", titles.options)?;
        for (name, value) in &file.options {
            writeln!(out, "  {name} = {value}")?;
        }
        writeln!(out)?;
    }
    if !file.pattern.is_empty() {
        writeln!(out, "{}", titles.patterns)?;
        for pattern in &file.pattern {
            writeln!(out, "  {}", pattern.regex.get_ref())?;
        }
        writeln!(out)?;
    }
    if !file.words.is_empty() {
        writeln!(out, "{}", titles.words)?;
        for (wrong, WordEntry(word)) in &file.words {
            writeln!(out, "  {wrong} → {}", word.to)?;
        }
        writeln!(out)?;
    }
    let Examples { bad, good } = lint.examples();
    for (title, examples) in [(titles.bad, bad), (titles.good, good)] {
        writeln!(out, "{title}")?;
        examples
            .iter()
            .try_for_each(|example| write_example(example, out))?;
        writeln!(out)?;
    }
    Ok(())
}

fn write_example(example: &Example, out: &mut dyn Write) -> std::io::Result<()> {
    let texts = std::iter::once(&example.text)
        .filter(|text| !text.is_empty())
        .chain(&example.docs);
    for text in texts {
        writeln!(out, "  · {}", text.trim().replace('\n', "\n    "))?;
    }
    if let Some(fixed) = &example.fixed {
        writeln!(out, "  → {}", fixed.trim().replace('\n', "\n    "))?;
    }
    if let Some(note) = &example.note {
        writeln!(out, "    ({note})")?;
    }
    Ok(())
}

struct Titles {
    why: &'static str,
    help: &'static str,
    fix: &'static str,
    since: &'static str,
    options: &'static str,
    patterns: &'static str,
    words: &'static str,
    bad: &'static str,
    good: &'static str,
}

fn titles(lang: Lang) -> Titles {
    match lang {
        Lang::En => Titles {
            why: "Why it matters",
            help: "What to do",
            fix: "Fixes:",
            since: "Since:",
            options: "Options",
            patterns: "Patterns",
            words: "Words",
            bad: "Reported (⟦…⟧ marks the place)",
            good: "Left alone",
        },
        Lang::Hant => Titles {
            why: "為何重要",
            help: "如何處理",
            fix: "修正：",
            since: "始於版本：",
            options: "選項",
            patterns: "樣式",
            words: "用字",
            bad: "會報告（⟦…⟧ 標示位置）",
            good: "不會報告",
        },
        Lang::Hans => Titles {
            why: "为何重要",
            help: "如何处理",
            fix: "修正：",
            since: "始于版本：",
            options: "选项",
            patterns: "模式",
            words: "用字",
            bad: "会报告（⟦…⟧ 标示位置）",
            good: "不会报告",
        },
    }
}
