//! `inspect`: a file as newslint sees it.

use std::io::Write;
use std::path::Path;

use super::{CLEAN, Done, check, load};
use crate::catalog::wording::shown;
use crate::cli::{CommonArgs, ReadArgs};
use crate::evidence::Article;
use crate::evidence::script::votes::Votes;
use crate::evidence::script::{Declared, ScriptEvidence, Undecided, Verdict};
use crate::input::{self, Problem, Source, Target};
use crate::language::convert::{Region, Script};
use crate::lints::mixed_script::declared_by;
use crate::report::{visible, words};

/// Writes encoding, blocks and sentences of every article in `file`.
pub(super) fn run(file: &Path, read: &ReadArgs, common: &CommonArgs, out: &mut dyn Write) -> Done {
    let loaded = load(common)?;
    let lang = loaded.lang_for_people();
    let settings = loaded.settings;
    let options = check::read_options(read, &settings);
    let trouble =
        |problem: Problem| miette::miette!("{}: {}", problem.path, words::problem(&problem, lang));
    let opened = input::open(&Target::new(file, options.format), &options).map_err(trouble)?;
    let declared = declared_by(&settings.rules);
    for source in opened.articles() {
        write(&source.map_err(trouble)?, declared, out)?;
    }
    Ok(CLEAN)
}

/// The script that the article is judged by, and why.
fn write_script(
    article: &Article<'_>,
    declared: Option<Declared>,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let Some(declared) = declared else {
        return writeln!(out, "script  any: mixtures are wanted");
    };
    let evidence = ScriptEvidence::of(&article.document, declared);
    let verdict = match evidence.verdict {
        Verdict::Decided(script) => name(script),
        Verdict::Even => "both: too even a mixture to call one of them foreign",
        Verdict::Undecided(Undecided::TooFew) => {
            "undecided: fewer than two characters that belong to one script only"
        }
        Verdict::Undecided(Undecided::TooEven) => {
            "undecided: characters of both scripts, and few of them"
        }
        Verdict::Undecided(Undecided::Japanese) => "undecided: Japanese",
    };
    let region = match evidence.region_for(article.prose()) {
        Some(Region::China) => "cn",
        Some(Region::HongKong) => "hk",
        Some(Region::Taiwan) => "tw",
        None => "unknown",
    };
    let Votes {
        simplified,
        traditional,
    } = evidence.votes;
    write!(
        out,
        "script  {verdict}; votes: {simplified} simplified, {traditional} traditional; region {region}"
    )?;
    if let Some(declared) = evidence.contradicted {
        write!(out, "; declared {}", name(declared))?;
    }
    for (count, what) in [
        (
            evidence.foreign_blocks.len(),
            "passages in the other script",
        ),
        (evidence.japanese.len(), "passages in Japanese"),
    ] {
        if count > 0 {
            write!(out, "; {count} {what}")?;
        }
    }
    writeln!(out)
}

fn name(script: Script) -> &'static str {
    match script {
        Script::Simplified => "simplified",
        Script::Traditional => "traditional",
    }
}

fn write(source: &Source, declared: Option<Declared>, out: &mut dyn Write) -> std::io::Result<()> {
    let article = Article::new(source);
    let document = &article.document;
    write!(out, "{}", visible(source.path()))?;
    if let Some(record) = source.record() {
        write!(
            out,
            "  record {} {}",
            record.index,
            visible(record.id.as_deref().unwrap_or(""))
        )?;
    }
    let blocks = document.blocks();
    let (encoding, sentences) = (source.encoding().name(), document.sentences().len());
    writeln!(
        out,
        "  {encoding}, {} blocks, {sentences} sentences",
        blocks.len()
    )?;
    write_script(&article, declared, out)?;
    for block in blocks {
        let place = article.locate(block.span);
        let line = place.range.map_or(0, |range| range.start.line);
        let sentences = &document.sentences()[block.sentences.clone()];
        writeln!(
            out,
            "{line:>6}  {:<9}  {}",
            block.kind.as_str(),
            visible(&shown(document.slice(block.span)))
        )?;
        for sentence in sentences.iter().filter(|_| sentences.len() > 1) {
            let text = shown(document.slice(*sentence));
            writeln!(out, "{:>19}· {}", "", visible(&text))?;
        }
    }
    Ok(())
}
