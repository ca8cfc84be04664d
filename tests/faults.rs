//! Never falsely green, never harmful: situations in which a run once said too little or wrote too much.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A letter in a number: a warning with an unsafe fix. A zero-width space: a safe one.
const WARNED: &str = "工程總投資達1O5億元，工期三年。\n";
const INVISIBLE: &str = "天文台\u{200B}預料明日有雨。\n";
const WRONG: &str =
    "# 春汛\n\n漁船清早駛出港口，市民可以移动到岸上。今日天氣晴朗，開關的學會表示記者報導。\n";
const SOUND: &str = "岸上的人說今年的魚比去年多，母親不肯離開老家，大水也不怕，山上的老人用文字記事，孩子們在河邊玩到天黑才回家。\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn newslint(folder: &TempDir, args: &[&str]) -> Output {
    command(folder, args).output().unwrap()
}

fn command(folder: &TempDir, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newslint"));
    command
        .current_dir(folder.path())
        .env("LC_ALL", "C")
        .args(["check", "--isolated"])
        .args(args);
    command
}

fn with_stdin(mut command: Command, text: &[u8]) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that reads nothing may be gone already.
    let _ = child.stdin.take().unwrap().write_all(text);
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

// ── Fixes ──

#[test]
fn unsafe_fixes_alone_write_nothing() {
    let folder = folder(&[("a.md", WARNED)]);
    let output = newslint(&folder, &["--unsafe-fixes", "a.md"]);
    assert_eq!(code(&output), 0);
    assert_eq!(read(&folder, "a.md"), WARNED);
    let output = newslint(&folder, &["--fix", "--unsafe-fixes", "a.md"]);
    assert_eq!(code(&output), 0);
    assert!(read(&folder, "a.md").contains("105"));
    assert_eq!(err(&output), "fixed: a.md, 1 place\n");
}

#[test]
fn standard_input_comes_out_fixed() {
    let folder = folder(&[]);
    let output = with_stdin(command(&folder, &["--fix", "-"]), INVISIBLE.as_bytes());
    assert_eq!(out(&output), INVISIBLE.replace('\u{200B}', ""));
    assert!(
        err(&output).contains("nothing found in 1 article"),
        "{}",
        err(&output)
    );
    // What has nothing to fix comes out as it went in, in its own encoding too.
    let (big5, _, _) = encoding_rs::BIG5.encode(SOUND);
    let output = with_stdin(
        command(&folder, &["--fix", "--encoding", "big5", "-"]),
        &big5,
    );
    assert_eq!(output.stdout, big5.as_ref());
}

#[test]
fn a_diff_marks_characters_and_ends_with_1() {
    let folder = folder(&[("a.md", WARNED), ("b.md", SOUND)]);
    let output = newslint(&folder, &["--diff", "--unsafe-fixes", "a.md", "b.md"]);
    assert_eq!(code(&output), 1);
    assert!(
        out(&output).starts_with("a.md:1: 工程總投資達1[-O-]{+0+}5億元"),
        "{}",
        out(&output)
    );
    assert_eq!(read(&folder, "a.md"), WARNED);
    assert_eq!(
        code(&newslint(&folder, &["--diff", "a.md"])),
        0,
        "no safe fix"
    );
    assert_eq!(code(&newslint(&folder, &["--diff", "missing.md"])), 2);
    for ignored in [
        ["--format", "json"],
        ["--output", "x"],
        ["--fail-on", "info"],
    ] {
        let output = newslint(&folder, &[&["--diff", "a.md"], &ignored[..]].concat());
        assert_eq!(code(&output), 2, "{ignored:?} says nothing here");
    }
}

#[test]
fn a_text_three_times_at_the_end_is_fixed_or_refused_and_the_next_file_is_fixed() {
    let twice = format!("{SOUND}\n{SOUND}\n{SOUND}");
    let folder = folder(&[("a.md", &twice), ("b.md", INVISIBLE)]);
    let output = newslint(&folder, &["--fix", "--unsafe-fixes", "a.md", "b.md"]);
    assert!((0..=2).contains(&code(&output)), "{}", err(&output));
    assert!(!read(&folder, "b.md").contains('\u{200B}'));
}

#[test]
fn a_completion_at_the_end_of_a_record_stays_in_it() {
    let lines = "{\"id\":1,\"text\":\"香港這片彈丸之地，反要思。\\n整個區域經濟發展的大趨勢；我們不能單看香港這片彈丸之地，反要思\"}\n{\"id\":2,\"text\":\"天文台預料明日有雨。\"}\n";
    let folder = folder(&[("a.jsonl", lines)]);
    newslint(&folder, &["--fix", "--unsafe-fixes", "-q", "a.jsonl"]);
    for line in read(&folder, "a.jsonl").lines() {
        assert!(
            serde_json::from_str::<serde_json::Value>(line).is_ok(),
            "{line}"
        );
    }
}

#[test]
fn what_is_no_record_is_not_edited() {
    let line = "{\"tex\":\"天文台預料\u{200B}明日有雨\",\"移动\":\"市民可以移动到岸上，今日天氣晴朗，開關的學會表示記者報導\"}\n";
    let folder = folder(&[("a.jsonl", line)]);
    let output = newslint(
        &folder,
        &["--fix", "--unsafe-fixes", "-f", "concise", "a.jsonl"],
    );
    assert_eq!(code(&output), 1);
    assert_eq!(read(&folder, "a.jsonl"), line);
    assert_eq!(out(&output).lines().count(), 2, "{}", out(&output));
}

#[test]
fn another_encoding_than_the_files_writes_nothing() {
    let folder = folder(&[("a.md", INVISIBLE)]);
    newslint(
        &folder,
        &["--fix", "--unsafe-fixes", "--encoding", "utf-16le", "a.md"],
    );
    assert_eq!(read(&folder, "a.md"), INVISIBLE);
}

#[cfg(unix)]
#[test]
fn files_that_would_suffer_are_refused_with_the_reason() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[
        ("in/ro.md", INVISIBLE),
        ("in/h1.md", INVISIBLE),
        ("out/x.md", INVISIBLE),
    ]);
    let at = |name: &str| folder.path().join(name);
    fs::set_permissions(at("in/ro.md"), fs::Permissions::from_mode(0o444)).unwrap();
    fs::hard_link(at("in/h1.md"), at("in/h2.md")).unwrap();
    symlink("../out/x.md", at("in/link.md")).unwrap();
    let output = newslint(&folder, &["--fix", "in"]);
    assert_eq!(code(&output), 2);
    let told = err(&output);
    assert!(
        told.contains("in/ro.md: is not fixed: it is read-only"),
        "{told}"
    );
    assert!(
        told.contains("in/h1.md: is not fixed: it has several names"),
        "{told}"
    );
    assert!(
        told.contains("in/link.md: is not fixed: it is a link that leads out"),
        "{told}"
    );
    for name in ["in/ro.md", "in/h1.md", "in/h2.md", "out/x.md"] {
        assert_eq!(read(&folder, name), INVISIBLE, "{name}");
    }
    // Named itself, a link stays a link, and what it leads to is fixed.
    assert_eq!(code(&newslint(&folder, &["--fix", "in/link.md"])), 0);
    assert!(at("in/link.md").is_symlink());
    assert!(!read(&folder, "out/x.md").contains('\u{200B}'));
}

#[cfg(unix)]
#[test]
fn rights_survive_a_fix_and_nothing_is_left_beside() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.md", INVISIBLE)]);
    let path = folder.path().join("a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(code(&newslint(&folder, &["--fix", "a.md"])), 0);
    assert_eq!(
        path.metadata().unwrap().permissions().mode() & 0o7777,
        0o640
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

// ── Reports ──

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

// ── Records ──

#[test]
fn records_without_a_text_are_told() {
    let records = [
        r#"{"text":"","body":"天文台預料1O5億。"}"#,
        r#"{"text":"nan"}"#,
        r#"{"text":null}"#,
        r#"{"text":""}"#,
        r#"{"id":7}"#,
        r#"{"text":"#,
        "[1]",
    ];
    for (at, record) in records.iter().enumerate() {
        let folder = folder(&[("a.jsonl", record)]);
        let output = newslint(
            &folder,
            &["-f", "concise", "--fail-on", "warning", "a.jsonl"],
        );
        let wanted = if at == 0 {
            "letter-in-number"
        } else {
            "malformed-record"
        };
        assert_eq!(code(&output), 1, "{record}");
        assert!(out(&output).contains(wanted), "{record}: {}", out(&output));
        assert_eq!(
            out(&output).lines().count(),
            2,
            "{record}: {}",
            out(&output)
        );
    }
}

#[test]
fn unread_records_are_a_problem_where_no_lint_tells_them() {
    let folder = folder(&[("a.jsonl", "{\"text\":\n{\"tex\":\"\"}\n")]);
    for args in [["--select", "duplication"], ["--ignore", "encoding"]] {
        let output = newslint(&folder, &[&args[..], &["a.jsonl"]].concat());
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(err(&output).contains("2 records"), "{}", err(&output));
    }
    fs::write(folder.path().join("b.md"), b"\xE5\xA4\xA9\xE6\x96\x87\xE5\x8F\xB0\xE9\xA0\x90\xE6\x96\x99\xE6\x98\x8E\xE6\x97\xA5\xFF\xE6\x9C\x89\xE9\x9B\xA8").unwrap();
    assert_eq!(
        code(&newslint(&folder, &["--select", "duplication", "b.md"])),
        2
    );
}

#[test]
fn names_with_escapes_and_marks_before_a_record() {
    let lines = "{\"\\u6a19\\u984c\": 1, \"text\": \"天文台預料明日有雨。\"}\n\u{FEFF}{\"text\":\"天文台預料明日有雨。\"}\n";
    let folder = folder(&[("a.jsonl", lines)]);
    let output = newslint(&folder, &["-f", "concise", "a.jsonl"]);
    assert!(
        out(&output).starts_with("a.jsonl:2:1: error malformed-record: a byte order mark"),
        "{}",
        out(&output)
    );
}

#[test]
fn records_are_read_and_fixed_in_one_encoding() {
    let text = format!(
        "{{\"id\":1,\"text\":\"{}\"}}\n",
        SOUND.trim().repeat(3) + "天文台\u{3000}預料１O５億元。"
    );
    let (gb, _, lossy) = encoding_rs::GB18030.encode(&text);
    assert!(!lossy);
    let folder = folder(&[]);
    let path = folder.path().join("a.jsonl");
    fs::write(&path, &gb).unwrap();
    let output = newslint(&folder, &["-f", "json", "a.jsonl"]);
    let report: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(report["files"][0]["encoding"], "gb18030");
    assert!(!out(&output).contains("mojibake"), "{}", out(&output));
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(&path, [b"\xFF\xFE", &utf16[..]].concat()).unwrap();
    let output = newslint(&folder, &["-f", "json", "a.jsonl"]);
    assert!(out(&output).contains("UTF-16LE"), "{}", out(&output));
    assert!(
        !out(&output).contains("malformed-record"),
        "{}",
        out(&output)
    );
}

// ── Files ──

#[test]
fn what_is_passed_over_is_told() {
    let folder = folder(&[
        ("d/a.md", SOUND),
        ("d/b.csv", "a,b\n"),
        ("d/c.json", "[]"),
        ("d/e.csv", "a\n"),
    ]);
    let output = newslint(&folder, &["d"]);
    assert_eq!(code(&output), 0);
    assert!(err(&output).contains("2 .csv, 1 .json"), "{}", err(&output));
    let output = newslint(&folder, &["-f", "json", "d"]);
    let report: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(report["summary"]["passed_over"]["csv"], 2);
    assert_eq!(code(&newslint(&folder, &["--strict-inputs", "d"])), 2);
    assert_eq!(code(&newslint(&folder, &["--strict-inputs", "d/a.md"])), 0);
    let output = newslint(&folder, &["--fix", "--unsafe-fixes", "d/b.csv"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("--input-format"), "{}", err(&output));
    assert_eq!(
        code(&newslint(&folder, &["--input-format", "text", "d/b.csv"])),
        0
    );
}

#[cfg(unix)]
#[test]
fn pipes_and_devices() {
    let folder = folder(&[("d/a.md", SOUND), ("b.md", SOUND)]);
    let fifo = folder.path().join("d/p.md");
    assert!(
        Command::new("mkfifo")
            .arg(&fifo)
            .status()
            .unwrap()
            .success()
    );
    let output = newslint(&folder, &["d"]);
    assert_eq!(code(&output), 2);
    assert!(
        err(&output).contains("d/p.md: is a pipe or a device"),
        "{}",
        err(&output)
    );
    fs::remove_file(&fifo).unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("d/z.jsonl")).unwrap();
    assert_eq!(code(&newslint(&folder, &["d"])), 2);
    // A named pipe is read once and kept, so that it can be compared with another article.
    let output = with_stdin(
        command(&folder, &["-f", "concise", "/dev/stdin", "b.md"]),
        SOUND.as_bytes(),
    );
    assert!(
        out(&output).contains("duplicate-article"),
        "{} {}",
        out(&output),
        err(&output)
    );
}

#[cfg(target_os = "linux")]
#[test]
fn articles_of_one_name_are_two() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let other = "學校明年開始招收新的學生，校長說希望更多孩子可以進入校園讀書，家長表示歡迎，老師也準備好了新的課本和教室。\n";
    let folder = folder(&[("b.md", other), ("x/y.md", other)]);
    let write = |name: &[u8], text: &str| {
        fs::write(folder.path().join(OsStr::from_bytes(name)), text).unwrap();
    };
    write(b"a\xff.md", SOUND);
    write(b"a\xfe.md", other);
    write(b"x\\y.md", SOUND);
    let output = newslint(&folder, &["-f", "concise", "."]);
    assert_eq!(
        out(&output).matches("duplicate-article").count(),
        3,
        "{}",
        out(&output)
    );
    let stdin = command(
        &folder,
        &["-", "--stdin-filename", "b.md", "b.md", "-f", "concise"],
    );
    let output = with_stdin(stdin, other.as_bytes());
    assert_eq!(code(&output), 1, "{}", out(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn lists_of_odd_names() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[
        ("春\t.md", WARNED),
        ("line\nend.md", WARNED),
        ("plain.md", WARNED),
    ]);
    fs::write(folder.path().join(OsStr::from_bytes(b"a\xff.md")), WARNED).unwrap();
    let lines = b"\"\\346\\230\\245\\t.md\"\n  plain.md \r\na\xff.md\n";
    let output = with_stdin(
        command(&folder, &["-f", "concise", "--files-from", "-"]),
        lines,
    );
    assert!(
        out(&output).ends_with("3 warnings in 3 articles; 3 fixable with --fix --unsafe-fixes\n"),
        "{}",
        out(&output)
    );
    let zeros = b"line\nend.md\0plain.md\0";
    let output = with_stdin(
        command(&folder, &["-f", "concise", "--files-from0", "-"]),
        zeros,
    );
    assert_eq!(
        out(&output).lines().count(),
        3,
        "a name takes one line: {}",
        out(&output)
    );
}

#[cfg(unix)]
#[test]
fn a_linked_folder_is_not_followed_and_that_is_told() {
    let folder = folder(&[("d/a.md", SOUND), ("far/b.md", WRONG)]);
    std::os::unix::fs::symlink("../far", folder.path().join("d/link")).unwrap();
    let output = newslint(&folder, &["d"]);
    assert!(
        err(&output).contains("d/link is a link to a folder"),
        "{}",
        err(&output)
    );
}

#[test]
fn the_same_for_any_number_of_threads_and_room() {
    let mut records = String::new();
    for at in 0..300 {
        let text = if at % 7 == 0 {
            "天文台預料1O5億元。"
        } else {
            "天文台預料明日有雨。"
        };
        records.push_str(&serde_json::json!({ "id": at, "text": text }).to_string());
        records.push('\n');
    }
    let folder = folder(&[("a.jsonl", &records), ("b.md", WRONG), ("c.md", WARNED)]);
    let run = |args: &[&str]| out(&newslint(&folder, &[&["-f", "jsonl", "."], args].concat()));
    let one = run(&["-j", "1"]);
    assert_eq!(one, run(&["-j", "5"]));
    assert_eq!(one, run(&["-j", "100000", "--batch", "1"]));
}

// ── Words typed ──

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
