//! The same report, byte for byte, for any number of threads, any order of arguments and any size of batches.
#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::fs;
use std::path::Path;
use std::process::Command;

use corpus::{Generator, small_lexicon};
use newslint::report::FORMATS;

const ARTICLES: usize = 100;

/// Stands below many articles.
const NOTICE: &str =
    "\n\n本報稿件由各地記者和通訊員提供，讀者如發現錯漏，歡迎致電編輯部指正，我們會在翌日更正。\n";

#[test]
fn threads_and_argument_order_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = write_articles(folder.path());
    let expected = report(folder.path(), "1", &paths);
    assert!(
        expected.contains("\"duplicate-article\"") && expected.contains("\"shared-paragraph\""),
        "no corpus lint finds anything here"
    );
    for jobs in ["1", "2", "7"] {
        assert_same(&expected, &report(folder.path(), jobs, &paths), jobs);
        paths.reverse();
        assert_same(&expected, &report(folder.path(), jobs, &paths), jobs);
        // A shuffle without chance: every seventh, from behind.
        paths = (0..paths.len())
            .map(|at| paths[at * 7 % ARTICLES].clone())
            .collect();
        assert_same(&expected, &report(folder.path(), jobs, &paths), jobs);
    }
    let mut twice = paths.clone();
    twice.extend_from_slice(&paths);
    assert_same(
        &expected,
        &report(folder.path(), "2", &twice),
        "each path twice",
    );
}

#[test]
fn every_format_is_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = write_articles(folder.path());
    paths.truncate(ARTICLES / 3);
    write_records(folder.path(), &paths);
    paths.push("records.jsonl".to_owned());
    paths.push("missing.md".to_owned());
    let expected = reports(folder.path(), "1", &paths);
    for jobs in ["2", "8"] {
        paths.reverse();
        let got = reports(folder.path(), jobs, &paths);
        for ((format, expected), (_, got)) in expected.iter().zip(&got) {
            assert_same(expected, got, &format!("{format}, -j{jobs}"));
        }
    }
}

/// A report in every format, of one run.
fn reports(folder: &Path, jobs: &str, paths: &[String]) -> Vec<(&'static str, String)> {
    let names = FORMATS.iter().map(|format| format.name);
    let output = |name: &str| ["-o".to_owned(), format!("{name}=report.{name}")];
    let ran = Command::new(env!("CARGO_BIN_EXE_newslint"))
        .current_dir(folder)
        .args(["check", "--isolated", "--quiet", "--jobs", jobs])
        .args(names.clone().flat_map(output))
        .args(paths)
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(2), "one path leads nowhere");
    let read = |name| fs::read_to_string(folder.join(format!("report.{name}"))).unwrap();
    names.map(|name| (name, read(name))).collect()
}

#[test]
fn a_folder_gives_the_same_as_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let paths = write_articles(folder.path());
    let expected = report(folder.path(), "1", &paths);
    for jobs in ["1", "2"] {
        let walked = report(folder.path(), jobs, &["news".to_owned()]);
        assert_same(&expected, &walked, jobs);
    }
}

#[test]
fn batches_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = write_articles(folder.path());
    paths.truncate(ARTICLES / 3);
    write_records(folder.path(), &paths);
    paths.push("records.jsonl".to_owned());
    let expected = report(folder.path(), "1", &paths);
    for batch in ["1", "7", "100"] {
        let batches = ["--batch", batch].map(str::to_owned);
        let words: Vec<String> = batches.into_iter().chain(paths.clone()).collect();
        assert_same(&expected, &report(folder.path(), "2", &words), batch);
        paths.reverse();
    }
}

/// Puts the articles at `paths` into the records of one file as well, each with a notice below.
fn write_records(folder: &Path, paths: &[String]) {
    let records: Vec<String> = paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(folder.join(path)).unwrap() + NOTICE;
            serde_json::json!({ "id": path, "text": text }).to_string()
        })
        .collect();
    fs::write(folder.join("records.jsonl"), records.join("\n")).unwrap();
}

/// Articles with defects and copies, in a few folders; gives their paths.
fn write_articles(folder: &Path) -> Vec<String> {
    let lexicon = small_lexicon();
    let generator = Generator::new(&lexicon, 3, ARTICLES, 24, 0.4);
    (0..ARTICLES)
        .map(|number| {
            let path = format!("news/{}/{number}.md", number % 5);
            let file = folder.join(&path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            let mut text = generator.article(number).0.markdown();
            if number % 3 == 0 {
                text.push_str(NOTICE);
            }
            fs::write(file, text).unwrap();
            path
        })
        .collect()
}

fn report(folder: &Path, jobs: &str, paths: &[String]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_newslint"))
        .current_dir(folder)
        .args([
            "check",
            "--isolated",
            "--fail-on=info",
            "--format=json",
            "--jobs",
            jobs,
        ])
        .args(paths)
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{complaint}");
    String::from_utf8(output.stdout).unwrap()
}

/// Shows the first difference only: the reports are long.
fn assert_same(expected: &str, got: &str, case: &str) {
    let same = expected
        .chars()
        .zip(got.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let around = |text: &str| -> String {
        text.chars()
            .skip(same.saturating_sub(80))
            .take(160)
            .collect()
    };
    assert!(
        expected == got,
        "{case}:\n{}\nis not\n{}",
        around(got),
        around(expected)
    );
}
