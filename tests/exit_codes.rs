//! Every row of `docs/exit-codes.md`, executed.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

const TABLE: &str = include_str!("../docs/exit-codes.md");

const WARNING: &str = "工程總投資達1O5億元，工期三年。\n";
const SOUND: &str = "天文台預料明日有雨，漁船清早駛出港口。\n";
const ERROR: &str =
    "# 春汛\n\n漁船清早駛出港口，市民可以移动到岸上。今日天氣晴朗，開關的學會表示記者報導。\n";

fn lay_out(folder: &Path) {
    fs::create_dir(folder.join("photos")).unwrap();
    fs::create_dir(folder.join("mixed")).unwrap();
    let files: [(&str, &[u8]); 12] = [
        ("sound.md", SOUND.as_bytes()),
        ("warning.md", WARNING.as_bytes()),
        ("error.md", ERROR.as_bytes()),
        ("locked.md", WARNING.as_bytes()),
        ("empty.md", b""),
        ("binary.md", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\xFF\xFE\0"),
        ("table.xls", b"a,b\n1,2\n"),
        (
            "records.jsonl",
            b"{\"text\":\"\xE6\x99\xB4\xE5\xA4\xA9\xE3\x80\x82\"}\n{\"text\":\n",
        ),
        ("empty-text.jsonl", b"{\"text\":\"\"}\n"),
        ("photos/a.png", b"\x89PNG"),
        ("mixed/a.md", SOUND.as_bytes()),
        ("mixed/b.csv", b"a,b\n"),
    ];
    for (name, content) in files {
        fs::write(folder.join(name), content).unwrap();
    }
    let locked = folder.join("locked.md");
    let mut rights = fs::metadata(&locked).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&locked, rights).unwrap();
}

#[test]
fn every_row_of_the_table() {
    let mut rows = 0;
    for row in TABLE.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [situation, typed, code, said] = cells[..] else {
            panic!("four cells: {row}");
        };
        let folder = tempfile::tempdir().unwrap();
        lay_out(folder.path());
        let typed = typed.trim_matches('`').split(' ');
        let mut words: Vec<&str> = vec!["check"];
        words.extend(typed);
        if !row.contains("--config") {
            words.push("--isolated");
        }
        if !row.contains("--diff") {
            words.extend(["--format", "concise"]);
        }
        let output = Command::new(env!("CARGO_BIN_EXE_newslint"))
            .current_dir(folder.path())
            .env("LC_ALL", "C")
            .args(&words)
            .output()
            .unwrap();
        let page = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(
            output.status.code(),
            code.parse().ok(),
            "{situation}: {page}"
        );
        assert!(
            page.contains(said),
            "{situation}: `{said}` is not in: {page}"
        );
        rows += 1;
    }
    assert!(rows > 20, "{rows} rows");
}
