//! `inspect`: a file as newslint sees it.

use std::io::Write;
use std::path::Path;

use super::{CLEAN, ExitResult, check, load};
use crate::Error;
use crate::catalog::Lang;
use crate::catalog::wording::shown;
use crate::cli::{CommonArgs, ReadArgs};
use crate::evidence::Article;
use crate::evidence::script::votes::Votes;
use crate::evidence::script::{Declared, ScriptEvidence, Undecided, Verdict};
use crate::input::{self, Problem, Source, Target};
use crate::language::convert::{Region, Script};
use crate::report::visible;
use crate::report::words::{self, in_language};

/// Writes encoding, blocks and sentences of every article in `file`.
pub(super) fn run(
    file: &Path,
    read: &ReadArgs,
    common: &CommonArgs,
    out: &mut dyn Write,
) -> ExitResult {
    let loaded = load(common)?;
    let lang = loaded.lang_for_people();
    let settings = loaded.settings;
    let options = check::read_options(read, &settings);
    let trouble = |problem: Problem| Error::about(&problem.path, words::problem(&problem, lang));
    let opened = input::open(&Target::new(file, options.format), &options).map_err(trouble)?;
    let declared = settings.rules.declared();
    for source in opened.articles() {
        write(&source.map_err(trouble)?, declared, lang, out)?;
    }
    Ok(CLEAN)
}

const MIXED_OK: [&str; 3] = [
    "any: mixtures are wanted",
    "不限：容許混用",
    "不限：允许混用",
];

/// The script of the article, and why; nothing of the kind where mixtures are wanted and none is `judged`.
fn write_script(
    article: &Article<'_>,
    judged: bool,
    lang: Lang,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let say = |texts| in_language(lang, texts);
    let title = say(["script", "字體", "字体"]);
    if !judged {
        return writeln!(out, "{title}  {}", say(MIXED_OK));
    }
    let evidence = article.script();
    let verdict = verdict(evidence, lang);
    let region = match evidence.region_for(article.prose()) {
        Some(Region::China) => "cn",
        Some(Region::HongKong) => "hk",
        Some(Region::Taiwan) => "tw",
        None => say(["unknown", "未明", "未明"]),
    };
    let Votes {
        simplified,
        traditional,
    } = evidence.votes;
    match lang {
        Lang::En => write!(
            out,
            "{title}  {verdict}; votes: {simplified} simplified, {traditional} traditional; region {region}"
        )?,
        Lang::Hant => write!(
            out,
            "{title}  {verdict}；簡體字 {simplified} 個、繁體字 {traditional} 個；地區 {region}"
        )?,
        Lang::Hans => write!(
            out,
            "{title}  {verdict}；简体字 {simplified} 个、繁体字 {traditional} 个；地区 {region}"
        )?,
    }
    let mark = say(["; ", "；", "；"]);
    if let Some(declared) = evidence.contradicted {
        let what = say(["declared ", "標明為", "标明为"]);
        write!(out, "{mark}{what}{}", name(declared, lang))?;
    }
    let foreign = say([
        "passages in the other script",
        "段用另一種字體",
        "段用另一种字体",
    ]);
    let japanese = say(["passages in Japanese", "段日文", "段日文"]);
    for (count, what) in [
        (evidence.foreign_blocks.len(), foreign),
        (evidence.japanese.len(), japanese),
    ] {
        if count > 0 {
            write!(out, "{mark}{count} {what}")?;
        }
    }
    writeln!(out)
}

/// The script that the article is in, or why none.
fn verdict(evidence: &ScriptEvidence, lang: Lang) -> &'static str {
    let texts = match evidence.verdict {
        Verdict::Decided(script) => return name(script, lang),
        Verdict::Even => [
            "both: too even a mixture to call one of them foreign",
            "兩種：混用各半，不能說哪一種是外來的",
            "两种：混用各半，不能说哪一种是外来的",
        ],
        Verdict::Undecided(Undecided::TooFew) => [
            "undecided: fewer than two characters that belong to one script only",
            "未定：只屬一種字體的字不足兩個",
            "未定：只属一种字体的字不足两个",
        ],
        Verdict::Undecided(Undecided::TooEven) => [
            "undecided: characters of both scripts, and few of them",
            "未定：兩種字體的字都有，但都很少",
            "未定：两种字体的字都有，但都很少",
        ],
        Verdict::Undecided(Undecided::Japanese) => {
            ["undecided: Japanese", "未定：日文", "未定：日文"]
        }
    };
    in_language(lang, texts)
}

fn name(script: Script, lang: Lang) -> &'static str {
    match script {
        Script::Simplified => in_language(lang, ["simplified", "簡體", "简体"]),
        Script::Traditional => in_language(lang, ["traditional", "繁體", "繁体"]),
    }
}

fn write(
    source: &Source,
    declared: Option<Declared>,
    lang: Lang,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let article = Article::new(source).declared(declared.unwrap_or_default());
    let document = &article.document;
    write!(out, "{}", visible(source.path()))?;
    if let Some(record) = source.record() {
        write!(
            out,
            "  {} {} {}",
            in_language(lang, ["record", "記錄", "记录"]),
            record.index,
            visible(record.id.as_deref().unwrap_or(""))
        )?;
    }
    let blocks = document.blocks();
    let (encoding, sentences) = (source.encoding().name(), document.sentences().len());
    let count = blocks.len();
    match lang {
        Lang::En => writeln!(out, "  {encoding}, {count} blocks, {sentences} sentences")?,
        Lang::Hant | Lang::Hans => writeln!(out, "  {encoding}，{count} 段，{sentences} 句")?,
    }
    write_script(&article, declared.is_some(), lang, out)?;
    for block in blocks {
        let place = article.locate(block.span);
        let line = place.range.map_or(0, |range| range.start.line);
        let sentences = &document.sentences()[block.sentences.clone()];
        writeln!(
            out,
            "{line:>6}  {:<9}  {}",
            words::block(block.kind, lang),
            visible(&shown(document.slice(block.span)))
        )?;
        for sentence in sentences.iter().filter(|_| sentences.len() > 1) {
            let text = shown(document.slice(*sentence));
            writeln!(out, "{:>19}· {}", "", visible(&text))?;
        }
    }
    Ok(())
}
