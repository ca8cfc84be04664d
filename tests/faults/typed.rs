//! Words typed, line ends, signals.

use std::fs;
use std::process::Command;
use std::process::Stdio;

use super::{INVISIBLE, code, command, err, folder, newslint, out, read};

#[test]
fn options_before_a_verb_and_words_that_are_none() {
    let folder = folder(&[]);
    let run = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_newslint"))
            .current_dir(folder.path())
            .env("LC_ALL", "C")
            .args(args)
            .output()
            .unwrap()
    };
    let output = run(&["--lang", "zh-Hant", "explain", "mojibake"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("為何重要"), "{}", out(&output));
    assert_eq!(code(&run(&["--isolated", "list"])), 0);
    let output = run(&["explian", "mojibake"]);
    assert_eq!(code(&output), 2);
    assert!(
        err(&output).contains("did you mean `explain`?"),
        "{}",
        err(&output)
    );
    assert!(err(&run(&["missing.md"])).contains("no such file"));
}

#[test]
fn lines_may_end_as_on_an_old_mac() {
    let folder = folder(&[("a.txt", "今日有雨。\r\r工程總投資達1O5億元。\r")]);
    let output = newslint(&folder, &["-f", "concise", "a.txt"]);
    assert!(
        out(&output).starts_with("a.txt:3:8: warning letter-in-number"),
        "{}",
        out(&output)
    );
}

#[cfg(unix)]
#[test]
fn a_signal_leaves_no_file_behind() {
    let names: Vec<String> = (0..400).map(|at| format!("a{at}.md")).collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), INVISIBLE))
        .collect();
    let folder = folder(&files);
    let child = command(&folder, &["--fix", "-q", "."])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(120));
    let pid = child.id().to_string();
    // It may have ended already.
    let _ = Command::new("kill").args(["-INT", &pid]).status();
    let output = child.wait_with_output().unwrap();
    assert!(
        matches!(output.status.code(), Some(0 | 2) | None),
        "{:?}",
        output.status
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 400);
    for name in &names {
        let text = read(&folder, name);
        assert!(
            text == INVISIBLE || text == INVISIBLE.replace('\u{200B}', ""),
            "{name}"
        );
    }
}
