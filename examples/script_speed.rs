//! Megabytes a second of the script analysis on real text:
//!
//! ```text
//! cargo run --release --example script_speed -- FILES
//! ```
//!
//! The floor is one look-up a character over the same bytes. Parsing is not part of any figure.
#![allow(clippy::print_stdout, reason = "it prints its figures")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use newslint::document::{Document, Format};
use newslint::evidence::foreign::foreign_words;
use newslint::evidence::script::{Declared, ScriptEvidence, Verdict};
use newslint::language::script::Classes;

fn main() -> std::io::Result<()> {
    let loading = Instant::now();
    let classes = Classes::load();
    println!(
        "table of characters loaded in {:.1} ms",
        loading.elapsed().as_secs_f64() * 1e3
    );
    let texts = std::env::args_os()
        .skip(1)
        .map(std::fs::read_to_string)
        .collect::<Result<Vec<_>, _>>()?;
    let documents: Vec<Document<'_>> = texts
        .iter()
        .map(|text| Document::parse(text, Format::Markdown))
        .collect();
    let bytes: usize = documents
        .iter()
        .map(|document| document.prose().len())
        .sum();
    measure("floor: one look-up", bytes, || {
        for document in &documents {
            black_box(
                document
                    .prose()
                    .chars()
                    .filter(|c| classes.of(*c).is_han())
                    .count(),
            );
        }
    });
    measure("script of the article", bytes, || {
        for document in &documents {
            black_box(ScriptEvidence::of(document, Declared::default()));
        }
    });
    measure("script and foreign words", bytes, || {
        for document in &documents {
            let evidence = ScriptEvidence::of(document, Declared::default());
            if let Verdict::Decided(own) = evidence.verdict {
                black_box(foreign_words(document, &evidence, own));
            }
        }
    });
    Ok(())
}

/// The fastest of twenty runs.
fn measure(name: &str, bytes: usize, run: impl Fn()) {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    let best = (0..20).map(time).min().unwrap_or(Duration::MAX);
    println!(
        "{name:<28}{:>8.0} MB/s",
        bytes as f64 / best.as_secs_f64() / 1e6
    );
}
