//! Files that were passed over, mixed up, or waited for.

use std::fs;
use std::process::Command;

use super::{SOUND, WARNED, WRONG, code, command, err, folder, newslint, out, with_stdin};

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
    assert!(err(&output).contains("--text-field"), "{}", err(&output));
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
