//! How fast the parts are: `cargo bench`, or `cargo bench -- --articles 20000`.
//!
//! The floor reads the same bytes and does next to nothing with them: what divides a figure from it
//! is the work, not the machine. No figure is asserted; a shared machine is slow at times.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

mod corpus;

use std::collections::HashMap;
use std::fs;
use std::hint::black_box;
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
    let (lexicon, words) = lexicon();
    let copies = options.articles / 50;
    let generator = Generator::new(&lexicon, 7, options.articles, copies, 0.05);
    let markdown: Vec<String> = (0..options.articles)
        .map(|number| generator.article(number).0.markdown())
        .collect();
    let texts = Texts {
        bytes: markdown.iter().map(String::len).sum(),
        sources: (0..)
            .zip(&markdown)
            .map(|(number, text)| Source::of_text(&path(number), text, Format::Markdown))
            .collect(),
    };
    println!(
        "{} articles, {:.1} MB, {words}; 5 % damaged, 2 % copies; best of {}\n",
        options.articles,
        megabytes(texts.bytes),
        options.rounds
    );
    println!(
        "{:<30}{:>10}{:>12}",
        "one thread, in memory", "MB/s", "ms per MB"
    );
    in_memory(&texts, options.rounds);
    println!(
        "\n{:<30}{:>10}{:>12}",
        "files to report", "MB/s", "ms per MB"
    );
    on_disk(&markdown, texts.bytes, options.rounds);
}

fn in_memory(texts: &Texts, rounds: usize) {
    let floor = best(rounds, || {
        for source in &texts.sources {
            let text = std::str::from_utf8(black_box(source.text().as_bytes()));
            let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
            black_box(text.map_or(0, |text| text.chars().filter(han).count()));
        }
    });
    line("floor: UTF-8, Han counted", texts.bytes, floor);
    let document = best(rounds, || {
        for source in &texts.sources {
            black_box(Document::parse(source.text(), source.format()));
        }
    });
    line("parse", texts.bytes, document);
    let article = best(rounds, || {
        for source in &texts.sources {
            black_box(Article::new(source));
        }
    });
    line("parse and evidence", texts.bytes, article);

    script_analysis(texts, rounds);

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
        line(&format!("  {}", lint.id), texts.bytes, time);
    }
    line("  their sum", texts.bytes, sum);
    patterns(texts, &catalog, nothing, rounds);

    let engine = engine(&[]);
    let check = check_all(texts, &engine, rounds);
    line("all lints, article by article", texts.bytes, check);
    let judge = judge_all(texts, &engine, rounds);
    line("articles compared", texts.bytes, judge);
    line("all lints", texts.bytes, check + judge);
}

/// What more patterns cost. They share one look at every character, so that twice as many take less than twice as long,
/// and the sum of the lints one at a time counts that look again and again.
fn patterns(texts: &Texts, catalog: &Catalog, nothing: Duration, rounds: usize) {
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
        line(
            &format!("  {what}: {number} patterns"),
            texts.bytes,
            time.saturating_sub(nothing),
        );
    }
}

/// The analysis of scripts alone, on parsed articles, beside one look-up a character over the same bytes.
fn script_analysis(texts: &Texts, rounds: usize) {
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
    line("  floor: one look-up", texts.bytes, floor);
    let script = best(rounds, || {
        for document in &documents {
            black_box(ScriptEvidence::of(document, Declared::default()));
        }
    });
    line("  script of the article", texts.bytes, script);
    let words = best(rounds, || {
        for document in &documents {
            let evidence = ScriptEvidence::of(document, Declared::default());
            if let Verdict::Decided(own) = evidence.verdict {
                black_box(foreign_words(document, &evidence, own));
            }
        }
    });
    line("  script and foreign words", texts.bytes, words);
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
fn on_disk(markdown: &[String], bytes: usize, rounds: usize) {
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
    line("floor: files read", bytes, read);
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
        line(&format!("whole run, --jobs {jobs}"), bytes, time);
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

fn line(what: &str, bytes: usize, time: Duration) {
    let seconds = time.as_secs_f64().max(1e-9);
    let speed = megabytes(bytes) / seconds;
    let cost = 1000.0 / speed;
    if cost < 0.01 {
        println!("{what:<30}{:>10}{cost:>12.2}", "-");
    } else {
        println!("{what:<30}{speed:>10.1}{cost:>12.2}");
    }
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
