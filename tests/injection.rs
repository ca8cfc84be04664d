//! What others wrote is shown and never obeyed: by no terminal, and by no reader of lines.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::path::Path;
use std::process::Command;

/// Escapes, C1, a turn of direction and a line separator, in places that messages quote.
const ARTICLE: &str = "他說「表\u{1B}]0;pwned\u{7}示\u{202E}。\n\n原标题：\u{1B}[2J\u{9B}31m新渠通水\n\n天文台\u{200B}預料\u{2028}明日有雨。\n";

fn run(folder: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_newslint"))
        .current_dir(folder)
        .args(args)
        .output()
        .unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

/// Does nothing in `page` act on a terminal?
fn assert_inert(page: &str) {
    let acts = |c: &char| {
        c.is_control() && *c != '\n'
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let found: Vec<char> = page.chars().filter(acts).collect();
    assert!(found.is_empty(), "{found:?} in {page}");
}

#[test]
fn articles() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), ARTICLE).unwrap();
    for format in newslint::report::FORMATS.iter().map(|format| format.name) {
        let page = run(
            folder.path(),
            &["check", "--isolated", "-f", format, "a.md"],
        );
        assert!(page.contains("unbalanced-punctuation"), "{page}");
        assert_inert(&page);
    }
    assert_inert(&run(folder.path(), &["inspect", "--isolated", "a.md"]));
}

#[test]
fn ids_of_records() {
    let folder = tempfile::tempdir().unwrap();
    let record = "{\"id\":\"X\u{9B}31m\u{202E}\u{7F}\",\"text\":\"天文台\u{200B}預料。\"}\n";
    std::fs::write(folder.path().join("a.jsonl"), record).unwrap();
    for format in newslint::report::FORMATS.iter().map(|format| format.name) {
        let args = ["check", "--isolated", "-f", format, "a.jsonl"];
        assert_inert(&run(folder.path(), &args));
    }
    assert_inert(&run(folder.path(), &["inspect", "--isolated", "a.jsonl"]));
}

#[test]
fn lint_files() {
    let folder = tempfile::tempdir().unwrap();
    let config = "[lints]\n\"\\u001b]0;pwned\\u0007\\u009b\" = \"off\"\n";
    std::fs::write(folder.path().join("lint.toml"), config).unwrap();
    std::fs::write(folder.path().join("a.md"), ARTICLE).unwrap();
    assert_inert(&run(folder.path(), &["check", "a.md"]));
}

#[cfg(unix)]
#[test]
fn names_of_files() {
    let folder = tempfile::tempdir().unwrap();
    let name = "x\u{1B}[31m\nFAKE.md:1:1: error x: y\u{202E}.md";
    std::fs::write(folder.path().join(name), ARTICLE).unwrap();
    for format in newslint::report::FORMATS.iter().map(|format| format.name) {
        let page = run(folder.path(), &["check", "--isolated", "-f", format, "."]);
        assert!(!page.lines().any(|line| line.starts_with("FAKE")), "{page}");
        assert_inert(&page);
    }
    let missing = format!("{name}.md");
    let page = run(folder.path(), &["check", "--isolated", &missing]);
    assert!(!page.lines().any(|line| line.starts_with("FAKE")), "{page}");
    assert_inert(&page);
}
