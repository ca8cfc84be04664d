//! `init`: a commented lint.toml for the articles of a folder.

use std::collections::BTreeMap;
use std::io::Write;

use rayon::prelude::*;

use super::{CLEAN, ExitResult, replace};
use crate::Error;
use crate::catalog::Lang;
use crate::cli::CommonArgs;
use crate::evidence::Article;
use crate::evidence::script::{Verdict, script_of};
use crate::input::walk::{WalkOptions, excludes, walk};
use crate::input::{
    self, CONFIG_FILE, FieldNames, FormatChoice, Problem, ProblemKind, ReadOptions, Target,
};
use crate::language::convert::{Region, Script};
use crate::report::visible;
use crate::report::words::{self, in_language};

/// Files that are looked at: more would say the same.
const ENOUGH: usize = 400;

/// So many of ten articles have to agree.
const MOST: usize = 9;

/// What the articles of a folder are written in, as far as they say.
#[derive(Debug, Default)]
struct Tally {
    scripts: BTreeMap<&'static str, usize>,
    regions: BTreeMap<&'static str, usize>,
}

/// Writes a lint.toml into the folder one stands in.
pub(super) fn run(common: &CommonArgs, out: &mut dyn Write) -> ExitResult {
    let lang = common.lang.or_else(super::locale_lang).unwrap_or_default();
    let folder = std::env::current_dir().map_err(|error| Error::about(".", error))?;
    let file = folder.join(CONFIG_FILE);
    if file.symlink_metadata().is_ok() {
        return Err(Error::new("is-there").with("file", file.display()).into());
    }
    let walked = walk(
        &[".".into()],
        &WalkOptions {
            exclude: excludes(std::iter::empty())?,
            root: folder.clone(),
            working_folder: folder,
            ignores: true,
            format: FormatChoice::Auto,
            fields: FieldNames::default(),
        },
    );
    // Some from every part of the folder.
    let step = walked.files.len() / ENOUGH + 1;
    let some: Vec<&Target> = walked.files.iter().step_by(step).collect();
    let tally = some.into_par_iter().map(Tally::of);
    let tally = tally.reduce(Tally::default, Tally::and);
    let read = tally.scripts.values().sum();
    let script = agreed(&tally.scripts, read).unwrap_or("auto");
    let region = agreed(&tally.regions, read).filter(|region| fits(region, script));
    let region = region.unwrap_or("auto");
    let template = in_language(
        lang,
        [
            include_str!("init/en.toml"),
            include_str!("init/zh-Hant.toml"),
            include_str!("init/zh-Hans.toml"),
        ],
    );
    let text = template
        .replace("{script}", script)
        .replace("{region}", region);
    replace::create(&file, text.as_bytes()).map_err(|why| {
        let problem = Problem::of_file("", ProblemKind::NotFixed(why));
        Error::about(file.display(), words::problem(&problem, lang))
    })?;
    let path = file.display().to_string();
    writeln!(
        out,
        "{}",
        visible(&said(&path, read, [script, region], lang))
    )?;
    Ok(CLEAN)
}

impl Tally {
    /// What the first articles of a file are written in.
    fn of(target: &Target) -> Self {
        /// Articles of one file that are looked at.
        const OF_ONE: usize = 20;
        let mut tally = Self::default();
        let Ok(opened) = input::open(target, &ReadOptions::default()) else {
            return tally;
        };
        for source in opened.articles().take(OF_ONE).flatten() {
            let article = Article::new(&source);
            let evidence = article.script();
            let Verdict::Decided(script) = evidence.verdict else {
                continue;
            };
            *tally.scripts.entry(name_of(script)).or_default() += 1;
            let region = match script {
                // It is written in one of the regions that newslint knows.
                Script::Simplified => Some(Region::China),
                Script::Traditional => evidence.region_for(article.prose()),
            };
            if let Some(region) = region {
                *tally.regions.entry(code_of(region)).or_default() += 1;
            }
        }
        tally
    }

    fn and(mut self, other: Self) -> Self {
        let add = |to: &mut BTreeMap<&'static str, usize>, from: BTreeMap<&'static str, usize>| {
            for (name, count) in from {
                *to.entry(name).or_default() += count;
            }
        };
        add(&mut self.scripts, other.scripts);
        add(&mut self.regions, other.regions);
        self
    }
}

/// The name that nearly all of `counts` are for, and at least half of `read` articles.
fn agreed(counts: &BTreeMap<&'static str, usize>, read: usize) -> Option<&'static str> {
    let all: usize = counts.values().sum();
    let (name, most) = counts.iter().max_by_key(|(_, count)| **count)?;
    (most * 10 >= all * MOST && most * 2 >= read).then_some(name)
}

/// Is `region` one in which `script` is written?
fn fits(region: &str, script: &str) -> bool {
    let regions = [Region::China, Region::HongKong, Region::Taiwan];
    let mut regions = regions.into_iter();
    regions.any(|known| code_of(known) == region && name_of(script_of(known)) == script)
}

fn name_of(script: Script) -> &'static str {
    match script {
        Script::Simplified => "hans",
        Script::Traditional => "hant",
    }
}

fn code_of(region: Region) -> &'static str {
    match region {
        Region::China => "cn",
        Region::HongKong => "hk",
        Region::Taiwan => "tw",
    }
}

fn said(path: &str, read: usize, [script, region]: [&str; 2], lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "wrote {path}: script {script}, region {region}, by {}",
            words::plural(read, "article")
        ),
        Lang::Hant => format!("已寫入 {path}：字體 {script}、地區 {region}（根據 {read} 篇文章）"),
        Lang::Hans => format!("已写入 {path}：字体 {script}、地区 {region}（根据 {read} 篇文章）"),
    }
}
