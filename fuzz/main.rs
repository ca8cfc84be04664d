//! What must hold for any bytes: seeds, changed by chance, against the properties of `properties.rs`.
//!
//! `cargo test --test fuzz` tries a few dozen changes of each target; `README.md` says how to go on for hours.
#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "what fails here is shown, and a long run tells how far it came"
)]

mod change;
mod properties;
mod reports;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRng, TestRunner};

/// What one target starts from: the files of its folders below `seeds/`.
fn seeds(folders: &[&str]) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let mut paths: Vec<_> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no seeds in {folders:?}");
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Tries `property` on each seed and on changes of them.
fn fuzz(
    name: &str,
    folders: &[&str],
    cases: u32,
    property: impl Fn(&[u8]) -> Result<(), TestCaseError>,
) {
    let seeds = seeds(folders);
    for seed in &seeds {
        if let Err(error) = property(seed) {
            panic!("{name}: a seed: {error}\n{}", shown(seed));
        }
    }
    go_on(name, &change::of(seeds), cases, |bytes| property(bytes));
}

/// The same for files of one run: all seeds together, then a few changed ones at a time.
fn fuzz_files(name: &str, cases: u32, property: fn(&[Vec<u8>]) -> Result<(), TestCaseError>) {
    let seeds = seeds(&[
        "bytes", "markdown", "text", "html", "jsonl", "json", "table",
    ]);
    if let Err(error) = property(&seeds) {
        panic!("{name}: the seeds: {error}");
    }
    let files = proptest::collection::vec(change::of(seeds), 1..6);
    go_on(name, &files, cases, |files| property(files));
}

/// Tries `property` on so many cases, or as long as `FUZZ_SECONDS` says.
fn go_on<S: Strategy<Value: Shown>>(
    name: &str,
    strategy: &S,
    cases: u32,
    property: impl Fn(&S::Value) -> Result<(), TestCaseError>,
) {
    let seconds: Option<u64> = std::env::var("FUZZ_SECONDS")
        .ok()
        .map(|text| text.parse().unwrap());
    let Some(seconds) = seconds else {
        let mut runner = TestRunner::new_with_rng(config(cases), rng(0));
        if let Err(error) = runner.run(strategy, |case| property(&case)) {
            panic!("{name}: {}", failure(&error));
        }
        return;
    };
    let first: u64 = std::env::var("FUZZ_SEED").map_or(1, |text| text.parse().unwrap());
    let (begun, tried) = (Instant::now(), Cell::new(0_u64));
    let slowest = Cell::new(Duration::ZERO);
    let mut known = BTreeSet::new();
    for seed in first.. {
        if begun.elapsed() >= Duration::from_secs(seconds) {
            break;
        }
        let mut runner = TestRunner::new_with_rng(config(500), rng(seed));
        let outcome = runner.run(strategy, |case| {
            if begun.elapsed() >= Duration::from_secs(seconds) {
                return Ok(());
            }
            let begun = Instant::now();
            tried.set(tried.get() + 1);
            let outcome = property(&case);
            slowest.set(slowest.get().max(begun.elapsed()));
            outcome
        });
        if let Err(error) = outcome {
            // The same fault over and over would hide the others.
            let reason = match &error {
                TestError::Fail(reason, _) => reason
                    .message()
                    .chars()
                    .filter(|c| !c.is_numeric())
                    .take(60)
                    .collect(),
                TestError::Abort(reason) => reason.message().to_owned(),
            };
            if known.insert(reason) {
                println!("{name}, seed {seed}: {}\n", failure(&error));
            }
        }
    }
    println!(
        "{name}: {} inputs in {} s, slowest {} ms, {} faults",
        tried.get(),
        begun.elapsed().as_secs(),
        slowest.get().as_millis(),
        known.len()
    );
    assert!(known.is_empty(), "{name}: {known:#?}");
}

fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 4000,
        max_shrink_time: 60_000,
        ..Config::default()
    }
}

fn rng(seed: u64) -> TestRng {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &bytes)
}

fn failure<V: Shown>(error: &TestError<V>) -> String {
    match error {
        TestError::Fail(reason, case) => format!("{reason}\nafter {}", case.shown()),
        TestError::Abort(reason) => format!("given up: {reason}"),
    }
}

/// A case as a program text, to be pasted into a test.
trait Shown: std::fmt::Debug {
    fn shown(&self) -> String;
}

impl Shown for Vec<u8> {
    fn shown(&self) -> String {
        shown(self)
    }
}

impl Shown for Vec<Vec<u8>> {
    fn shown(&self) -> String {
        let files: Vec<String> = self.iter().map(|bytes| shown(bytes)).collect();
        files.join("\nand ")
    }
}

fn shown(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => format!("{text:?}"),
        Err(_) => format!("b\"{}\"", bytes.escape_ascii()),
    }
}

#[test]
fn decode() {
    fuzz("decode", &["bytes", "markdown"], 200, properties::decodes);
}

#[test]
fn markdown() {
    fuzz("markdown", &["markdown"], 40, |bytes| {
        properties::article(bytes, "a.md")
    });
}

#[test]
fn text() {
    fuzz("text", &["text", "markdown"], 40, |bytes| {
        properties::article(bytes, "a.txt")
    });
}

#[test]
fn html() {
    fuzz("html", &["html"], 40, |bytes| {
        properties::article(bytes, "a.html")
    });
}

#[test]
fn jsonl() {
    fuzz("jsonl", &["jsonl"], 40, |bytes| {
        properties::article(bytes, "a.jsonl")
    });
}

#[test]
fn json() {
    fuzz("json", &["json", "jsonl"], 40, |bytes| {
        properties::article(bytes, "a.json")
    });
}

#[test]
fn table() {
    fuzz("table", &["table"], 40, |bytes| {
        properties::article(bytes, "a.csv")
    });
}

#[test]
fn tagged() {
    fuzz("tagged", &["tagged"], 40, |bytes| {
        properties::article(bytes, "a.xml")
    });
}

#[test]
fn archive() {
    fuzz("archive", &["archive"], 40, |bytes| {
        properties::article(bytes, "a.wet")
    });
}

#[test]
fn check() {
    fuzz_files("check", 2, properties::a_whole_run);
}

#[test]
fn fix() {
    fuzz_files("fix", 2, properties::fixing_settles);
}

#[test]
fn config_file() {
    fuzz("config_file", &["config"], 40, properties::settings);
}

#[test]
fn lint_files() {
    fuzz("lint_files", &["lints"], 20, properties::lint_file);
}
