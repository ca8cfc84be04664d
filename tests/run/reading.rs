//! Which files are read, and how.

use encoding_rs::{BIG5, GB18030};
use serde_json::json;

use crate::desk::{Desk, LETTER, found, list};

#[test]
fn paths_from_a_list_are_trimmed_and_blank_lines_passed_over() {
    let desk = Desk::with(&[("a.md", LETTER), ("b.md", LETTER), ("c.md", LETTER)]);
    let names = "  a.md  \r\n\r\n\tc.md\n \n";
    desk.write("names", names);
    let expected = [
        found("a.md", "letter-in-number", "warning"),
        found("c.md", "letter-in-number", "warning"),
    ];
    assert_eq!(desk.findings(&["--files-from", "names"]), expected);
    let ran = desk.run_on(names, &["--files-from=-", "--format=concise"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    assert!(
        ran.out.contains("a.md:1:") && ran.out.contains("c.md:1:"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("b.md"), "{}", ran.out);
}

#[test]
fn a_list_that_is_missing_makes_the_run_incomplete() {
    let desk = Desk::with(&[("a.md", LETTER)]);
    let ran = desk.run(&["--files-from", "missing", "a.md"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("missing"), "{}", ran.err);
}

#[test]
fn bytes_are_taken_for_a_legacy_encoding_only_where_they_make_common_words() {
    let desk = Desk::with(&[]);
    let (article, _, lossy) = GB18030
        .encode("港口的渔船清早出海，今年的鱼比去年多，价钱也好，村民说这是十年来最好的一年。");
    assert!(!lossy);
    desk.write("article.txt", &article);
    // Characters of the second level of GB 2312, in its order, three for each common one: all valid, and no language.
    let rows = 0xD9..=0xF0u8;
    let mut rare: Vec<u8> = rows.flat_map(|row| [row, 0xA5 + row % 0x40]).collect();
    rare.extend_from_slice(&GB18030.encode("的一是了我不人在").0);
    assert!(!GB18030.decode(&rare).2);
    desk.write("rare.txt", &rare);
    let report = desk.report(&["--isolated", "article.txt", "rare.txt"]);
    assert_eq!(
        report["files"][0]["encoding"],
        json!("gb18030"),
        "{report:#}"
    );
    assert_eq!(report["errors"][0]["path"], json!("rare.txt"), "{report:#}");
    assert_eq!(
        report["errors"][0]["kind"],
        json!("undecodable"),
        "{report:#}"
    );
    assert_eq!(report["files"][1]["failed"], json!(true), "{report:#}");
    assert_eq!(desk.run(&["--isolated", "rare.txt"]).code, Some(2));
}

#[test]
fn the_encoding_that_is_named_is_used() {
    let desk = Desk::with(&[]);
    let (bytes, _, lossy) = BIG5.encode(LETTER);
    assert!(!lossy);
    desk.write("a.txt", &bytes);
    let arguments = ["--isolated", "--select=letter-in-number", "a.txt"];
    let text = |encoding: &str| {
        let report = desk.report(&[&["--encoding", encoding], &arguments[..]].concat());
        let used = report["files"][0]["encoding"].clone();
        (
            used,
            list(&report)
                .first()
                .map(|found| found["range"]["start"]["column"].clone()),
        )
    };
    assert_eq!(text("big5"), (json!("Big5"), Some(json!(12))));
    assert_ne!(text("gb18030"), text("big5"));
    let ran = desk.run(&["--encoding=klingon", "a.txt"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("klingon"), "{}", ran.err);
}

#[test]
fn the_format_that_is_named_is_used() {
    let record = json!({ "id": "k1", "text": LETTER }).to_string();
    let desk = Desk::with(&[("records.txt", &record)]);
    let report = desk.report(&["--isolated", "--input-format=jsonl", "records.txt"]);
    assert_eq!(list(&report)[0]["record"]["id"], json!("k1"), "{report:#}");
    let prose = desk.report(&["--isolated", "--input-format=text", "records.txt"]);
    assert_eq!(list(&prose)[0]["record"], json!(null), "{prose:#}");
}

#[test]
fn the_fields_of_records_are_named() {
    let record = json!({ "id": 1, "slug": "k1", "text": "天晴。", "article": LETTER }).to_string();
    let desk = Desk::with(&[("a.jsonl", &record)]);
    let of = |arguments: &[&str]| {
        let report = desk.report(arguments);
        list(&report).first().map(|found| found["record"].clone())
    };
    assert_eq!(of(&["--isolated", "a.jsonl"]), None);
    let named = json!({ "index": 0, "id": "k1", "field": "article" });
    let flags = [
        "--isolated",
        "--text-field=article",
        "--id-field=slug",
        "a.jsonl",
    ];
    assert_eq!(of(&flags), Some(named.clone()));
    desk.write(
        "lint.toml",
        "[records]\ntext-field = \"article\"\nid-field = \"slug\"\n",
    );
    assert_eq!(of(&["a.jsonl"]), Some(named));
    // The flag weighs more than the file.
    assert_eq!(of(&["--text-field=text", "a.jsonl"]), None);
}

#[test]
fn files_are_left_out() {
    let desk = Desk::with(&[
        ("a.md", LETTER),
        ("drafts/b.md", LETTER),
        ("drafts/c.txt", LETTER),
        ("lint.toml", "[files]\nexclude = [\"**/*.txt\"]\n"),
    ]);
    let paths = |flags: &[&str]| -> Vec<String> {
        let found = desk.findings(&[flags, &["."]].concat());
        found.into_iter().map(|(path, _, _)| path).collect()
    };
    assert_eq!(paths(&[]), ["a.md", "drafts/b.md"]);
    assert_eq!(paths(&["--exclude=drafts/**"]), ["a.md"]);
    assert_eq!(
        paths(&["--isolated"]),
        ["a.md", "drafts/b.md", "drafts/c.txt"]
    );
    let report = desk.report(&["--exclude=drafts/**", "."]);
    assert_eq!(report["summary"]["files"], json!(1), "{report:#}");
}

#[test]
fn standard_input_has_the_name_that_is_given() {
    let desk = Desk::with(&[(
        "lint.toml",
        "[[override]]\nfiles = [\"desk/**\"]\nlints = { letter-in-number = \"error\" }\n",
    )]);
    let code = |name: &str| {
        let flags = ["--format=concise", "--stdin-filename", name, "-"];
        let ran = desk.run_on(LETTER, &flags);
        assert!(ran.out.contains(name), "{}", ran.out);
        ran.code
    };
    assert_eq!(code("desk/a.md"), Some(1));
    assert_eq!(code("b.md"), Some(0));
}

#[test]
fn a_line_is_a_line_in_records_too() {
    let lines = format!(
        "{{\"id\":1,\r\"text\":{0}}}\r\n{{\"text\":{0}}}\n",
        json!(LETTER)
    );
    let desk = Desk::with(&[("a.jsonl", &lines)]);
    let report = desk.report(&["--isolated", "a.jsonl"]);
    let line = |found: &serde_json::Value| found["range"]["start"]["line"].as_u64();
    let found: Vec<_> = list(&report).iter().filter_map(line).collect();
    assert_eq!(found, [2, 3], "{report:#}");
}

#[test]
fn bytes_outside_the_text_of_a_record_are_told() {
    let desk = Desk::with(&[]);
    let sound = json!({ "id": 1, "text": "天晴。" }).to_string();
    let spoilt = [
        b"{\"from\":\"desk\xFF\",\"text\":\"",
        "天晴。".as_bytes(),
        b"\"}",
    ]
    .concat();
    let lines = [
        sound.as_bytes(),
        &spoilt,
        sound.as_bytes(),
        json!({ "text": LETTER }).to_string().as_bytes(),
    ]
    .join(&b'\n');
    desk.write("a.jsonl", &lines);
    let report = desk.report(&["--isolated", "a.jsonl"]);
    let found = &list(&report)[0];
    assert_eq!(
        (&found["lint"], &found["key"]),
        (&json!("undecodable"), &json!("elsewhere")),
        "{report:#}"
    );
    assert_eq!(found["range"]["start"]["line"], 2);
    assert_eq!(found["values"]["at_column"], "14");
    // Where the lint does not run it is a problem, as in the text.
    let ran = desk.run(&["--isolated", "--select=numerals", "a.jsonl"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    // The mark for the byte is longer than the byte: what comes behind it has no place in the file itself.
    let fixes = &list(&report)[1]["fixes"][0];
    assert_eq!(fixes["of"], "decoded", "{report:#}");
}

#[test]
fn a_lint_toml_that_is_no_file_is_told() {
    let desk = Desk::with(&[("a.md", LETTER), ("in/lint.toml/b.md", LETTER)]);
    let refused = |reason: &str| {
        let mut command = desk.newslint(&["a.md"]);
        command.current_dir(desk.path("in"));
        let output = command.output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{err}");
        assert!(
            err.contains("lint.toml cannot be read") && err.contains(reason),
            "{reason}: {err}"
        );
    };
    refused("is a folder");
    #[cfg(unix)]
    {
        let path = desk.path("in/lint.toml");
        std::fs::remove_dir_all(&path).unwrap();
        std::os::unix::fs::symlink("nowhere.toml", &path).unwrap();
        refused("o such file");
        std::fs::remove_file(&path).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        if made.is_ok_and(|status| status.success()) {
            refused("pipe");
        } else {
            println!("skipped: no pipe can be made here");
        }
    }
}

#[test]
fn what_a_folder_above_ignores_is_ignored() {
    let desk = Desk::with(&[
        (".gitignore", "drafts/\n"),
        ("articles/a.md", LETTER),
        ("articles/drafts/b.md", LETTER),
    ]);
    let paths = || -> Vec<String> {
        let found = desk.findings(&["articles"]);
        found.into_iter().map(|(path, ..)| path).collect()
    };
    assert_eq!(paths(), ["articles/a.md", "articles/drafts/b.md"]);
    // Only in a repository does the folder above have a say.
    std::fs::create_dir(desk.path(".git")).unwrap();
    assert_eq!(paths(), ["articles/a.md"]);
}

#[test]
fn text_behind_a_comment_is_read_whatever_ends_its_lines() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("<!-- a note -->\n\n{LETTER}").replace('\n', end);
        let desk = Desk::with(&[("a.md", &text)]);
        let told = desk.findings(&["a.md", "--isolated"]);
        assert_eq!(
            told,
            [found("a.md", "letter-in-number", "warning")],
            "{end:?}"
        );
    }
}
