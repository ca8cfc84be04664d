//! `inspect`: a file as newslint sees it.

use std::io::Write;
use std::path::Path;

use super::{CLEAN, Done, check, load};
use crate::cli::{CommonArgs, ReadArgs};
use crate::engine::draft::shown;
use crate::evidence::Article;
use crate::input::walk::display;
use crate::input::{self, Opened, Source};

/// Writes encoding, blocks and sentences of every article in `file`.
pub(super) fn run(file: &Path, read: &ReadArgs, common: &CommonArgs, out: &mut dyn Write) -> Done {
    let (settings, _, _) = load(common)?;
    let options = check::read_options(read, &settings);
    let opened = input::open(file, &display(file), &options)
        .map_err(|problem| miette::miette!("{}: {}", problem.path, problem.message))?;
    match opened {
        Opened::Article(source) => write(&source, out)?,
        Opened::Records(records) => {
            for record in records {
                let source = record
                    .map_err(|problem| miette::miette!("{}: {}", problem.path, problem.message))?;
                write(&source, out)?;
            }
        }
    }
    Ok(CLEAN)
}

fn write(source: &Source, out: &mut dyn Write) -> std::io::Result<()> {
    let article = Article::new(source);
    let document = &article.document;
    write!(out, "{}", source.path())?;
    if let Some(record) = source.record() {
        write!(
            out,
            "  record {} {}",
            record.index,
            record.id.as_deref().unwrap_or("")
        )?;
    }
    let blocks = document.blocks();
    let (encoding, sentences) = (source.encoding().name(), document.sentences().len());
    writeln!(
        out,
        "  {encoding}, {} blocks, {sentences} sentences",
        blocks.len()
    )?;
    for block in blocks {
        let place = article.locate(block.span);
        let line = place.range.map_or(0, |range| range.start.line);
        let sentences = &document.sentences()[block.sentences.clone()];
        writeln!(
            out,
            "{line:>6}  {:<9}  {}",
            block.kind.as_str(),
            shown(document.slice(block.span))
        )?;
        for sentence in sentences.iter().filter(|_| sentences.len() > 1) {
            writeln!(out, "{:>19}· {}", "", shown(document.slice(*sentence)))?;
        }
    }
    Ok(())
}
