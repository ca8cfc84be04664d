//! Fixes that wrote too much, or said too little.

use std::fs;

use super::{
    INVISIBLE, SOUND, WARNED, code, command, err, folder, newslint, out, read, with_stdin,
};

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
