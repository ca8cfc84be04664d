//! A long run tells on a terminal how far it is, and nothing where nobody looks.
#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const BINARY: &str = env!("CARGO_BIN_EXE_newslint");

/// A run is to take so long at least that something is drawn.
const LONG: Duration = Duration::from_millis(1500);

fn shell(folder: &std::path::Path, command: &str) -> Output {
    let mut shell = Command::new("sh");
    shell
        .current_dir(folder)
        .args(["-c", command])
        .output()
        .unwrap()
}

#[test]
fn a_line_on_a_terminal_alone() {
    if Command::new("script").arg("--version").output().is_err() {
        println!("skipped: there is no `script`, which makes a terminal");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut records = String::new();
    for number in 0..400 {
        let text = format!("渡輪公司昨日宣布加開第{number}班航次，方便居民往返離島。").repeat(12);
        writeln!(records, "{{\"text\": \"{text}\"}}").unwrap();
    }
    fs::write(folder.path().join("a.jsonl"), records).unwrap();
    let run = format!("{BINARY} --isolated --fail-on never -f json a.jsonl");

    let begun = Instant::now();
    let unseen = shell(folder.path(), &format!("{run} > a.json"));
    assert_eq!(String::from_utf8(unseen.stderr).unwrap(), "");
    if begun.elapsed() < LONG {
        println!("skipped: the run is too short here to show anything");
        return;
    }
    let seen = format!("script -qec 'stty cols 100; {run} > b.json' /dev/null < /dev/null");
    let seen = String::from_utf8(shell(folder.path(), &seen).stdout).unwrap();
    // What is seen hangs on where the run is by then.
    let told =
        |text: &str| text.contains("file 1 of 1, ") || text.contains("comparing 400 articles");
    assert!(told(&seen), "{seen}");
    let report = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(report("a.json"), report("b.json"));
    let quiet = format!("script -qec '{run} -q > b.json' /dev/null < /dev/null");
    let quiet = String::from_utf8(shell(folder.path(), &quiet).stdout).unwrap();
    assert!(!told(&quiet), "{quiet}");
}
