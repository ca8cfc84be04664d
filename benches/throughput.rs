//! How fast the parts are: `cargo bench`, or `cargo bench -- --articles 20000`.
//!
//! The floor reads the same bytes and does next to nothing with them: what divides a figure from it
//! is the work, not the machine. These ratios stand in `baseline.tsv`, with `--save` they are written there; README.md tells
//! more. No figure is asserted; a shared machine is slow at times.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

mod corpus;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Parser;
use newslint::catalog::Catalog;
use newslint::cli::Cli;
use newslint::config::Settings;
use newslint::document::{Document, Format};
use newslint::engine::Engine;
use newslint::evidence::Article;
use newslint::evidence::script::foreign::foreign_words;
use newslint::evidence::script::{Declared, ScriptEvidence, Verdict};
use newslint::input::Source;
use newslint::language::script::Classes;
use newslint::lint::corpus::Entry;
use newslint::lints;

use corpus::{Generator, lexicon};

/// What `cargo bench -- …` takes.
#[derive(Parser)]
struct Options {
    /// Size of the corpus.
    #[arg(long, default_value_t = 2000)]
    articles: usize,
    /// Each part runs this often; the fastest run counts.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Measure on the articles of this folder (.md, .txt) instead of generated ones.
    #[arg(long)]
    corpus: Option<PathBuf>,
    /// Write the ratios to benches/baseline.tsv.
    #[arg(long)]
    save: bool,
    /// Cargo passes it to every bench; without it (`cargo test --all-targets`) one short round runs.
    #[arg(long)]
    bench: bool,
}

/// The corpus in memory.
struct Texts {
    sources: Vec<Source>,
    bytes: usize,
}

fn main() {
    let mut options = Options::parse();
    if !options.bench {
        (options.articles, options.rounds) = (50, 1);
    }
    let (markdown, what) = match &options.corpus {
        Some(folder) => (articles(folder), folder.display().to_string()),
        None => generated(options.articles),
    };
    let texts = Texts {
        bytes: markdown.iter().map(String::len).sum(),
        sources: (0..)
            .zip(&markdown)
            .map(|(number, text)| Source::of_text(&path(number), text, Format::Markdown))
            .collect(),
    };
    let megabytes = texts.bytes as f64 / 1e6;
    let (count, rounds) = (markdown.len(), options.rounds);
    println!("{count} articles, {megabytes:.1} MB, {what}; best of {rounds}\n");
    let kind = if options.corpus.is_some() {
        "corpus"
    } else {
        "generated"
    };
    let mut sheet = Sheet::new(kind, texts.bytes);
    Sheet::head("one thread, in memory");
    in_memory(&texts, rounds, &mut sheet);
    Sheet::head("files to report");
    on_disk(&markdown, rounds, &mut sheet);
    if options.save {
        sheet.save();
    }
}

/// Articles as `make_corpus` makes them, and what they are.
fn generated(count: usize) -> (Vec<String>, String) {
    let (lexicon, words) = lexicon();
    let generator = Generator::new(&lexicon, 7, count, count / 50, 0.05);
    let articles = (0..count).map(|number| generator.article(number).0.markdown());
    let what = format!("generated from {words}, 5 % damaged, 2 % copies");
    (articles.collect(), what)
}

/// The articles in `folder`, in the order of their paths.
fn articles(folder: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten();
    let is_text = |path: &Path| {
        path.extension()
            .is_some_and(|extension| extension == "md" || extension == "txt")
    };
    let files = files.filter(|file| is_text(file.path()));
    files
        .filter_map(|file| fs::read_to_string(file.path()).ok())
        .collect()
}

fn in_memory(texts: &Texts, rounds: usize, sheet: &mut Sheet) {
    let floor = best(rounds, || {
        for source in &texts.sources {
            let text = std::str::from_utf8(black_box(source.text().as_bytes()));
            let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
            black_box(text.map_or(0, |text| text.chars().filter(han).count()));
        }
    });
    sheet.floor("floor: UTF-8, Han counted", floor);
    let document = best(rounds, || {
        for source in &texts.sources {
            black_box(Document::parse(source.text(), source.format()));
        }
    });
    sheet.line("parse", document);
    let article = best(rounds, || {
        for source in &texts.sources {
            black_box(Article::new(source));
        }
    });
    sheet.line("parse and evidence", article);

    script_analysis(texts, rounds, sheet);

    println!("one lint at a time, without parsing");
    let nothing = check_all(texts, &engine(&["undecodable"]), rounds);
    let catalog = Catalog::builtin();
    let mut sum = Duration::ZERO;
    for lint in catalog.lints() {
        let engine = engine(&[&lint.id]);
        let time = check_all(texts, &engine, rounds) + judge_all(texts, &engine, rounds);
        // What the lint adds to a run that finds nothing to do.
        let time = time.saturating_sub(nothing);
        sum += time;
        sheet.line(&format!("  {}", lint.id), time);
    }
    sheet.line("  their sum", sum);
    patterns(texts, &catalog, nothing, rounds, sheet);

    let engine = engine(&[]);
    let check = check_all(texts, &engine, rounds);
    sheet.line("all lints, article by article", check);
    let judge = judge_all(texts, &engine, rounds);
    sheet.line("articles compared", judge);
    sheet.line("all lints", check + judge);
}

/// What more patterns cost. They share one look at every character, so that twice as many take less than twice as long,
/// and the sum of the lints one at a time counts that look again and again.
fn patterns(texts: &Texts, catalog: &Catalog, nothing: Duration, rounds: usize, sheet: &mut Sheet) {
    println!("lints without code together, without parsing");
    for (what, step) in [("every fourth", 4), ("every second", 2), ("all", 1)] {
        let chosen: Vec<_> = catalog
            .lints()
            .iter()
            .filter(|lint| !lints::coded().any(|id| *id == *lint.id))
            .step_by(step)
            .collect();
        let ids: Vec<&str> = chosen.iter().map(|lint| &*lint.id).collect();
        let number: usize = chosen.iter().map(|lint| lint.patterns.len()).sum();
        let time = check_all(texts, &engine(&ids), rounds);
        let time = time.saturating_sub(nothing);
        sheet.line(&format!("  {what}: {number} patterns"), time);
    }
}

/// The analysis of scripts alone, on parsed articles, beside one look-up a character over the same bytes.
fn script_analysis(texts: &Texts, rounds: usize, sheet: &mut Sheet) {
    println!("script, without parsing");
    let classes = Classes::load();
    let documents: Vec<Document<'_>> = texts
        .sources
        .iter()
        .map(|source| Document::parse(source.text(), source.format()))
        .collect();
    let floor = best(rounds, || {
        for document in &documents {
            let han = document.prose().chars().filter(|c| classes.of(*c).is_han());
            black_box(han.count());
        }
    });
    sheet.line("  floor: one look-up", floor);
    let script = best(rounds, || {
        for document in &documents {
            black_box(ScriptEvidence::of(document, Declared::default()));
        }
    });
    sheet.line("  script of the article", script);
    let words = best(rounds, || {
        for document in &documents {
            let evidence = ScriptEvidence::of(document, Declared::default());
            if let Verdict::Decided(own) = evidence.verdict {
                black_box(foreign_words(document, &evidence, own));
            }
        }
    });
    sheet.line("  script and foreign words", words);
}

/// The built-in lints, or those of them that are named.
fn engine(lints: &[&str]) -> Engine {
    let mut settings = Settings::default();
    let select = &mut settings.rules.select;
    select.extend(lints.iter().map(|lint| (*lint).to_owned()));
    Engine::new(Arc::new(Catalog::builtin()), settings)
        .expect("the built-in lints take their own options")
}

fn check_all(texts: &Texts, engine: &Engine, rounds: usize) -> Duration {
    best(rounds, || {
        for source in &texts.sources {
            black_box(engine.check(source));
        }
    })
}

fn judge_all(texts: &Texts, engine: &Engine, rounds: usize) -> Duration {
    let entries: Vec<Entry> = texts
        .sources
        .iter()
        .filter_map(|source| engine.check(source).entry)
        .collect();
    if entries.is_empty() {
        return Duration::ZERO;
    }
    let texts: HashMap<&str, &str> = texts
        .sources
        .iter()
        .map(|source| (&**source.path(), source.text()))
        .collect();
    let fetch = |entry: &Entry| {
        let text = *texts.get(&*entry.path)?;
        Some(Source::of_text(&entry.path, text, Format::Markdown))
    };
    best(rounds, || {
        black_box(engine.judge(&entries, &fetch));
    })
}

/// The whole run as the program does it, from the walk on; no report is written.
fn on_disk(markdown: &[String], rounds: usize, sheet: &mut Sheet) {
    let folder = tempfile::tempdir().expect("a folder for the articles");
    for (number, text) in markdown.iter().enumerate() {
        let file = folder.path().join(path(number));
        fs::create_dir_all(file.parent().expect("each has a folder")).expect("a new folder");
        fs::write(file, text).expect("a new file");
    }
    let read = best(rounds, || {
        for number in 0..markdown.len() {
            black_box(fs::read(folder.path().join(path(number))).expect("just written"));
        }
    });
    sheet.floor("floor: files read", read);
    for jobs in ["1", "2"] {
        let time = best(rounds, || {
            let typed = ["newslint", "--isolated", "--quiet", "--jobs", jobs];
            let cli = Cli::parse_from(
                typed
                    .map(Into::into)
                    .into_iter()
                    .chain([folder.path().as_os_str().to_owned()]),
            );
            black_box(newslint::command::run(&cli));
        });
        sheet.line(&format!("whole run, --jobs {jobs}"), time);
    }
}

fn path(number: usize) -> String {
    format!("{:03}/{number:06}.md", number / 1000)
}

fn best(rounds: usize, mut run: impl FnMut()) -> Duration {
    let time = |()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    std::iter::repeat_n((), rounds)
        .map(time)
        .min()
        .unwrap_or_default()
}

/// What was measured, line by line, beside what was measured before.
struct Sheet {
    /// What sort of text it was.
    kind: &'static str,
    bytes: usize,
    floor: Duration,
    /// How often the time of the floor each line takes.
    ratios: BTreeMap<String, f64>,
    /// The same of the last time that it was saved.
    saved: BTreeMap<String, f64>,
}

impl Sheet {
    fn new(kind: &'static str, bytes: usize) -> Self {
        let text = fs::read_to_string(BASELINE).unwrap_or_default();
        let saved = text.lines().filter_map(|line| {
            let (name, ratio) = line.rsplit_once('\t')?;
            Some((name.to_owned(), ratio.parse().ok()?))
        });
        let (floor, ratios) = (Duration::ZERO, BTreeMap::new());
        Self {
            kind,
            bytes,
            floor,
            ratios,
            saved: saved.collect(),
        }
    }

    fn head(what: &str) {
        println!(
            "\n{what:<30}{:>10}{:>12}{:>10}{:>10}",
            "MB/s", "ms per MB", "× floor", "saved"
        );
    }

    /// Takes `time` as the floor of what follows.
    fn floor(&mut self, what: &str, time: Duration) {
        self.floor = time;
        self.line(what, time);
    }

    fn line(&mut self, what: &str, time: Duration) {
        let seconds = time.as_secs_f64().max(1e-9);
        let speed = self.bytes as f64 / 1e6 / seconds;
        let cost = 1000.0 / speed;
        let ratio = seconds / self.floor.as_secs_f64().max(1e-9);
        let name = format!("{}\t{}", self.kind, what.trim());
        let saved = self
            .saved
            .get(&name)
            .map_or("-".to_owned(), |saved| format!("{saved:.1}"));
        let speed = if cost < 0.01 {
            "-".to_owned()
        } else {
            format!("{speed:.1}")
        };
        println!("{what:<30}{speed:>10}{cost:>12.2}{ratio:>10.1}{saved:>10}");
        self.ratios.insert(name, ratio);
    }

    /// Writes the ratios beside those of other texts.
    fn save(&self) {
        let mut all = self.saved.clone();
        all.retain(|name, _| name.split('\t').next() != Some(self.kind));
        all.extend(self.ratios.clone());
        let lines = all
            .iter()
            .map(|(name, ratio)| format!("{name}\t{ratio:.1}\n"));
        let lines: Vec<String> = lines.collect();
        fs::write(BASELINE, lines.concat()).expect("the folder of this file");
    }
}

/// Kind of text, line of the sheet, times the floor.
const BASELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/baseline.tsv");
