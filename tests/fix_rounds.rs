//! What fixing leads to: nothing is made worse, nothing goes on for ever, and no fix takes other damage along.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::path::Path;
use std::process::Command;

fn newslint(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_newslint"))
        .current_dir(folder)
        .args(["check", "--isolated", "--format", "concise"])
        .args(args)
        .output()
        .unwrap();
    let page = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code(), page)
}

/// A lint of one's own that finds `word` and puts `replace`, if there is any, in its place.
fn lint(severity: &str, word: &str, replace: Option<&str>) -> String {
    let fix = if replace.is_some() { "unsafe" } else { "none" };
    let (mut fixes, mut pattern) = (String::new(), String::new());
    if let Some(replace) = replace {
        fixes.push_str("fixes.replace = { en = \"x\" }\n");
        pattern = format!("replace = '{replace}'\n");
    }
    let bad = format!("[[bad]]\ntext = \"⟦{word}⟧\"\n").repeat(3);
    let good = "[[good]]\ntext = \"天\"\n".repeat(3);
    format!(
        "category = \"consistency\"\nseverity = \"{severity}\"\nfix = \"{fix}\"\n\
        summary = {{ en = \"x\" }}\nwhy = {{ en = \"x\" }}\nhelp = {{ en = \"x\" }}\n\
        messages.found = {{ en = \"x\" }}\n{fixes}[[pattern]]\nregex = '{word}'\n{pattern}{bad}{good}"
    )
}

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("my")).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

const FIX_WITH_MINE: [&str; 6] = [
    "--lints",
    "my",
    "--fix",
    "--unsafe-fixes",
    "--select",
    "consistency",
];

#[test]
fn a_fix_that_makes_an_error_is_not_applied() {
    let folder = folder_with(&[
        ("my/wrong.toml", &lint("error", "港城", None)),
        ("my/bad-fix.toml", &lint("warning", "鎮城", Some("港城"))),
        ("my/good-fix.toml", &lint("warning", "碼頭", Some("埠頭"))),
        (
            "a.txt",
            "鎮城的碼頭昨日開放，旅客在碼頭候船，鎮城的渡輪準時。\n",
        ),
    ]);
    let args = [&FIX_WITH_MINE[..], &["a.txt"]].concat();
    let (_, page) = newslint(folder.path(), &args);
    assert!(page.contains("is not applied"), "{page}");
    let after = "鎮城的埠頭昨日開放，旅客在埠頭候船，鎮城的渡輪準時。\n";
    assert_eq!(read(folder.path(), "a.txt"), after);
    newslint(folder.path(), &args);
    assert_eq!(read(folder.path(), "a.txt"), after);
}

#[test]
fn a_fix_that_made_an_error_is_tried_again_once_the_text_is_another() {
    let folder = folder_with(&[
        ("my/wrong.toml", &lint("error", "港城的碼頭", None)),
        ("my/late.toml", &lint("warning", "鎮城", Some("港城"))),
        ("my/first.toml", &lint("warning", "碼頭口", Some("碼頭外"))),
        ("my/then.toml", &lint("warning", "碼頭外", Some("埠頭"))),
        ("a.txt", "鎮城的碼頭口昨日開放，旅客在此候船。\n"),
    ]);
    let args = [&FIX_WITH_MINE[..], &["a.txt"]].concat();
    let (code, page) = newslint(folder.path(), &args);
    assert_eq!(code, Some(0), "{page}");
    assert!(!page.contains("not applied"), "{page}");
    let after = "港城的埠頭昨日開放，旅客在此候船。\n";
    assert_eq!(read(folder.path(), "a.txt"), after);
}

#[test]
fn fixes_that_never_settle_are_told_and_not_written() {
    let folder = folder_with(&[
        ("my/longer.toml", &lint("warning", "埠頭", Some("埠頭埠頭"))),
        ("a.txt", "旅客昨日在埠頭候船，渡輪準時。\n"),
    ]);
    let args = [&FIX_WITH_MINE[..], &["a.txt"]].concat();
    let (code, page) = newslint(folder.path(), &args);
    assert_eq!(code, Some(2), "{page}");
    assert!(page.contains("undo each other"), "{page}");
    assert_eq!(
        read(folder.path(), "a.txt"),
        "旅客昨日在埠頭候船，渡輪準時。\n"
    );
}

#[test]
fn a_headline_in_html_is_told_and_not_parted() {
    let page = "<p>保護漁工〔記者報導〕。</p>";
    let folder = folder_with(&[("a.html", page)]);
    newslint(folder.path(), &["--fix", "--unsafe-fixes", "a.html"]);
    assert_eq!(read(folder.path(), "a.html"), page);
}

#[test]
fn three_equal_paragraphs_at_the_end_become_one() {
    let paragraph =
        "渡輪公司昨日宣布，來往兩岸的航線下月起增至每小時四班，周末另加兩班，票價維持不變。";
    let text = format!("{paragraph}\n\n{paragraph}\n\n{paragraph}\n");
    let folder = folder_with(&[("a.md", &text)]);
    let (code, page) = newslint(folder.path(), &["--fix", "--unsafe-fixes", "a.md"]);
    assert_eq!(code, Some(0), "{page}");
    assert_eq!(read(folder.path(), "a.md").trim_end(), paragraph);
}

#[test]
fn what_a_caption_says_too_stays_in_the_text() {
    let sentence = "船上設有二十個輪椅位，並有專人協助長者上下船，首航當日免費。";
    let text = format!(
        "◆{sentence}\n\n渡輪公司昨日宣布，新船下月投入服務。{sentence}票價維持不變，乘客可在碼頭查詢。\n"
    );
    let folder = folder_with(&[("a.md", &text)]);
    let (_, page) = newslint(folder.path(), &["--fix", "--unsafe-fixes", "a.md"]);
    assert!(page.contains("duplicate-sentence"), "{page}");
    assert_eq!(read(folder.path(), "a.md"), text);
}

#[test]
fn no_fix_moves_a_line_of_the_site() {
    let boilerplate = "延伸閱讀：兩岸渡輪加班";
    let text = format!(
        "渡輪公司昨日宣布，來往兩岸的航線下月起增至每小\n{boilerplate}\n時四班，周末另加兩班，票價維持不變，乘客可在碼頭查詢。\n"
    );
    let folder = folder_with(&[("a.txt", &text)]);
    newslint(folder.path(), &["--fix", "--unsafe-fixes", "a.txt"]);
    let fixed = read(folder.path(), "a.txt");
    let alone = fixed
        .lines()
        .all(|line| !line.contains("延伸") || line == boilerplate);
    assert!(alone, "{fixed}");
}

#[test]
fn nothing_read_is_not_nothing_found() {
    let folder = folder_with(&[]);
    for (lang, told) in [
        ("en", "no article was read"),
        ("zh-Hant", "沒有讀到任何文章"),
        ("zh-Hans", "没有读到任何文章"),
    ] {
        std::fs::write(
            folder.path().join("photo.txt"),
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
        )
        .unwrap();
        let (code, page) = newslint(folder.path(), &["--lang", lang, "photo.txt"]);
        assert_eq!(code, Some(2), "{page}");
        assert!(page.contains(told), "{page}");
        let nothing_found = ["nothing found", "沒有發現問題", "没有发现问题"];
        assert!(
            nothing_found.iter().all(|words| !page.contains(words)),
            "{page}"
        );
    }
}
