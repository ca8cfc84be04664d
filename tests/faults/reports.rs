//! Reports that were written over something, or in part.

use std::fs;
use std::process::Stdio;

use super::{WRONG, code, command, folder, newslint, out, read};

#[test]
fn a_report_never_replaces_an_input_or_another_report() {
    let folder = folder(&[("a.md", WRONG)]);
    let output = newslint(&folder, &["a.md", "-f", "json", "-o", "./a.md"]);
    assert_eq!(code(&output), 2);
    assert_eq!(read(&folder, "a.md"), WRONG);
    let output = newslint(&folder, &["a.md", "-o", "json=r", "-o", "concise=r"]);
    assert_eq!(code(&output), 2);
    let output = newslint(&folder, &["a.md", "-o", "json=r"]);
    assert_eq!(code(&output), 1);
    assert!(serde_json::from_str::<serde_json::Value>(&read(&folder, "r")).is_ok());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_reader_who_leaves_changes_no_verdict() {
    let folder = folder(&[("a.md", WRONG)]);
    for format in ["pretty", "concise", "json", "jsonl"] {
        for (path, wanted) in [("a.md", 1), ("missing.md", 2)] {
            let mut child = command(&folder, &["-f", format, path])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            drop(child.stdout.take());
            assert_eq!(
                child.wait().unwrap().code(),
                Some(wanted),
                "{format} {path}"
            );
        }
    }
}

#[test]
fn statistics_keep_json_valid() {
    let folder = folder(&[("a.md", WRONG)]);
    for quiet in [&[][..], &["-q"]] {
        let args = [&["a.md", "-f", "json", "--statistics"], quiet].concat();
        let text = out(&newslint(&folder, &args));
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(report["summary"]["by_lint"]["mixed-script"]["error"].as_u64() > Some(0));
    }
}

#[test]
fn a_run_that_read_nothing_does_not_say_that_it_found_nothing() {
    let folder = folder(&[("a.md", "\u{0}\u{1}\u{2}\u{0}")]);
    let output = newslint(&folder, &["--lang", "zh-Hant", "a.md"]);
    assert_eq!(code(&output), 2);
    assert!(!out(&output).contains("沒有發現問題"), "{}", out(&output));
}
