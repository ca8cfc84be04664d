//! `--fix` on a file that holds every defect with a safe repair.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::path::Path;
use std::process::Command;

/// A paragraph for each lint with safe fixes, and one more that holds them all.
const CLEAN: &str = "# 春汛\n\n天文台預料明日有雨，漁船清早駛出港口。\n\n岸上的人說：「今年的魚比去年多。」\n\n母親不肯離開金山的office，大水也不怕。\n\n山上的老人不用文字記事，字都在心裏，一句不忘。\n";
const DAMAGED: &str = "# 春\u{200B}汛\n\n天文台\u{FEFF}預料\u{8}明日有雨，漁船\u{AD}清早駛\u{2060}出\u{C}港口。\n\n岸上的人\u{1F}說：「今年的\u{200E}魚比去年多。」\n\n\u{2E9F}親\u{F967}肯離開\u{F90A}山的o\u{FB03}ce，\u{2F24}\u{2F54}也不怕。\n\n\u{2F2D}上的\u{200B}老\u{2F08}不\u{1}用\u{2F42}字記事 ，字都在心裏,一句不忘。\n";

/// The ids of the lints whose files say that their fixes are safe.
fn safe_lints() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lints");
    let files = std::fs::read_dir(folder).unwrap();
    files
        .map(|file| file.unwrap().path())
        .filter(|file| {
            let text = std::fs::read_to_string(file).unwrap();
            text.lines().any(|line| line == "fix = \"safe\"")
        })
        .map(|file| file.file_stem().unwrap().to_string_lossy().into_owned())
        .collect()
}

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
    let lints = safe_lints();
    assert!(lints.len() >= 3, "{lints:?}");
    for name in ["article.md", "article.txt"] {
        let file = folder.path().join(name);
        std::fs::write(&file, DAMAGED).unwrap();
        let (_, report) = newslint(&[], &file);
        for lint in &lints {
            assert!(report.contains(lint.as_str()), "{lint}: {report}");
        }
        newslint(&["--fix"], &file);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), CLEAN, "{name}");
        let (code, report) = newslint(&["--fail-on", "info"], &file);
        assert_eq!(
            (code, report.contains("article.")),
            (Some(0), false),
            "{report}"
        );
    }
}

#[test]
fn no_other_fix_touches_mojibake() {
    // The bytes of the sentence as Latin-1: soft hyphens and control characters are among them.
    let misread: String = "中文版學生今天上課".bytes().map(char::from).collect();
    let text = format!("{DAMAGED}\n老師說，{misread}，家長也來。\n");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("article.md");
    std::fs::write(&file, &text).unwrap();
    newslint(&["--fix"], &file);
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        format!("{CLEAN}\n老師說，{misread}，家長也來。\n")
    );
    newslint(&["--fix", "--unsafe-fixes"], &file);
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        format!("{CLEAN}\n老師說，中文版學生今天上課，家長也來。\n")
    );
}
