//! `--fix` on a file that holds every defect with a safe repair.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::path::Path;
use std::process::Command;

const CLEAN: &str =
    "# 春汛\n\n天文台預料明日有雨，漁船清早駛出港口。\n\n岸上的人說：「今年的魚比去年多。」\n";
const DAMAGED: &str = "# 春\u{200B}汛\n\n天文台\u{FEFF}預料\u{8}明日有雨，漁船\u{AD}清早駛\u{2060}出\u{C}港口。\n\n岸上的人\u{1F}說：「今年的\u{200E}魚比去年多。」\n";

fn newslint(args: &[&str], file: &Path) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_newslint"))
        .args(["check", "--isolated", "--format", "concise"])
        .args(args)
        .arg(file)
        .output()
        .expect("cargo built it");
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stdout).into_owned(),
    )
}

#[test]
fn safe_defects_are_repaired_once_and_for_all() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("article.md");
    std::fs::write(&file, DAMAGED).unwrap();
    newslint(&["--fix"], &file);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), CLEAN);
    let (code, report) = newslint(&["--fail-on", "info"], &file);
    assert_eq!(
        (code, report.contains("article.md")),
        (Some(0), false),
        "{report}"
    );
}

#[test]
fn no_other_fix_touches_mojibake() {
    // The bytes of the sentence as Latin-1: soft hyphens and control characters are among them.
    let misread: String = "中文版學生今天上課".bytes().map(char::from).collect();
    let text = format!("天文台預料\u{200B}明日有雨。老師說，{misread}，家長也來。\n");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("article.md");
    std::fs::write(&file, &text).unwrap();
    newslint(&["--fix"], &file);
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        text.replace('\u{200B}', "")
    );
    newslint(&["--unsafe-fixes"], &file);
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        "天文台預料明日有雨。老師說，中文版學生今天上課，家長也來。\n"
    );
}
