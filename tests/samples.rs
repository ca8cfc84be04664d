//! Whole samples of damage: pages as scrapers leave them (`scraped/pages/`) and pages read by OCR (`ocr/scan/`).
//!
//! `expected.txt` above them says what there is to find, one defect a line: a verdict, the file, the lint, and how the
//! reported text begins, with `_` for a space.
//!
//! - `found`: reported, and rightly.
//! - `missed`: ought to be reported, and isn't yet.
//! - `false`: reported, though the text is sound.
//!
//! Nothing else may be reported. A change for the better fails the test too, and says which line to change.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test panics on what it did not expect, and prints its figures"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

type Defect = (String, String, String);

#[test]
fn pages_as_scrapers_leave_them() {
    compare("tests/scraped/pages", "tests/scraped/expected.txt");
}

#[test]
fn pages_read_by_ocr() {
    compare("tests/ocr/scan", "tests/ocr/expected.txt");
}

fn compare(samples: &str, expected: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join(expected)).unwrap();
    let mut verdicts: BTreeMap<String, Vec<Defect>> = BTreeMap::new();
    for line in text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let mut words = line.splitn(4, ' ').map(str::to_owned);
        let [verdict, file, lint, text] = std::array::from_fn(|_| words.next().unwrap_or_default());
        assert!(
            ["found", "missed", "false"].contains(&&*verdict) && !text.is_empty(),
            "{expected}: {line}"
        );
        verdicts
            .entry(verdict)
            .or_default()
            .push((file, lint, text));
    }
    let mut reported = reports(&root.join(samples));
    let mut wrong = Vec::new();
    for (verdict, defects) in &verdicts {
        for (file, lint, text) in defects {
            let at = reported.iter().position(|(in_file, of_lint, found)| {
                in_file == file && of_lint == lint && found.starts_with(text)
            });
            match (verdict.as_str(), at) {
                ("missed", None) => {}
                ("missed", Some(at)) => {
                    reported.remove(at);
                    wrong.push(format!("`missed`, but found now: {file} {lint} {text}"));
                }
                (_, Some(at)) => {
                    reported.remove(at);
                }
                (_, None) => {
                    wrong.push(format!(
                        "`{verdict}`, but not reported: {file} {lint} {text}"
                    ));
                }
            }
        }
    }
    for (file, lint, text) in &reported {
        wrong.push(format!(
            "reported, but without a verdict: {file} {lint} {text}"
        ));
    }
    let count = |verdict: &str| verdicts.get(verdict).map_or(0, Vec::len);
    println!(
        "{samples}: {} found, {} missed, {} falsely claimed",
        count("found"),
        count("missed"),
        count("false")
    );
    assert!(wrong.is_empty(), "{expected}\n{}", wrong.join("\n"));
}

/// What the tool reports in `folder`: file, lint and the first line of the text.
fn reports(folder: &Path) -> Vec<Defect> {
    let output = Command::new(env!("CARGO_BIN_EXE_newslint"))
        .args(["--isolated", "--format", "json"])
        .arg(folder)
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| {
            let path = word(&finding["path"]);
            let file = Path::new(&path).file_name().unwrap();
            let text = word(&finding["text"]);
            let line = text.lines().next().unwrap_or_default().replace(' ', "_");
            (
                file.to_str().unwrap().to_owned(),
                word(&finding["lint"]),
                line,
            )
        })
        .collect()
}
