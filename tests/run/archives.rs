//! Files with files in them.

use std::process::Command;

use serde_json::json;

use crate::desk::{Desk, LETTER, found, list};
use crate::records::{articles, assert_places, jsonl};

#[test]
fn pages_of_a_web_archive() {
    let record = |kind: &str, uri: &str, text: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n",
            text.len()
        )
    };
    let archive = [
        record("warcinfo", "", "Software-Info: 1O5億元\r\n\r\n"),
        record("conversion", "http://example.com/a", "天晴。\n\n\n有風。"),
        record(
            "conversion",
            "http://example.com/b",
            &format!("天晴。\n\n{LETTER}"),
        ),
    ];
    let desk = Desk::with(&[("a.wet", &archive.concat())]);
    let report = desk.report(&["--isolated", "a.wet"]);
    assert_eq!(report["summary"]["articles"], 2);
    assert_eq!(list(&report)[0]["record"]["id"], "http://example.com/b");
    assert_places(&desk, "a.wet", &[]);
    assert_eq!(
        desk.run(&["--isolated", "--fix", "--unsafe-fixes", "a.wet"])
            .code,
        Some(0)
    );
    assert_eq!(desk.text("a.wet"), archive.concat());
}

#[test]
fn an_archive_is_a_folder() {
    let desk = Desk::with(&[
        ("in/2024/a.md", LETTER),
        ("in/b.jsonl", &jsonl(&articles())),
        ("in/photo.png", "no text"),
        ("in/.hidden.md", LETTER),
        ("in/package.json", "{}"),
    ]);
    let flags = ["--isolated", "--ignore=duplication"];
    let wanted = desk.findings(&[&flags[..], &["in"]].concat());
    assert!(wanted.len() > 4);
    let made = [
        ("a.tar", vec!["tar", "-cf", "a.tar", "-C", "in", "."]),
        ("a.tar.gz", vec!["tar", "-czf", "a.tar.gz", "-C", "in", "."]),
        ("a.tgz", vec!["tar", "-czf", "a.tgz", "-C", "in", "."]),
        (
            "a.tar.zst",
            vec!["tar", "--zstd", "-cf", "a.tar.zst", "-C", "in", "."],
        ),
        ("a.zip", vec!["sh", "-c", "cd in && zip -qr ../a.zip ."]),
    ];
    for (archive, command) in made {
        let status = Command::new(command[0])
            .args(&command[1..])
            .current_dir(desk.path(""))
            .status();
        if !status.is_ok_and(|status| status.success()) {
            println!("skipped: {archive} cannot be made here");
            continue;
        }
        let mut found = desk.findings(&[&flags[..], &[archive]].concat());
        for (path, ..) in &mut found {
            *path = path.replace(&format!("{archive}/"), "in/");
        }
        found.sort();
        let mut wanted = wanted.clone();
        wanted.sort();
        assert_eq!(found, wanted, "{archive}");
        let report = desk.report(&["--isolated", archive]);
        assert_eq!(
            report["summary"]["passed_over"],
            json!({ "json": 1, "png": 1 })
        );
        let ran = desk.run(&["--isolated", "--fix", "--unsafe-fixes", archive]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains("it is in an archive"), "{}", ran.err);
        // Cut short, what comes before is read.
        let whole = desk.read(archive);
        desk.write(archive, &whole[..whole.len() / 2]);
        assert_eq!(
            desk.run(&["--isolated", archive]).code,
            Some(2),
            "{archive}"
        );
    }
    let excluded = desk.report(&["--isolated", "--exclude=**/2024/**", "a.tar"]);
    assert_eq!(excluded["summary"]["files"], 1);
}

#[test]
fn names_in_a_zip_are_read_in_their_encoding() {
    let script = "import zipfile\n\
        class Info(zipfile.ZipInfo):\n    \
            def _encodeFilenameFlags(self): return self.filename.encode('gb18030'), 0\n\
        with zipfile.ZipFile('a.zip', 'w') as file: file.writestr(Info('新闻/港口的渔船.md'), open('a.md').read())\n";
    let desk = Desk::with(&[("a.md", LETTER)]);
    let made = Command::new("python3")
        .args(["-c", script])
        .current_dir(desk.path(""))
        .status();
    if !made.is_ok_and(|status| status.success()) {
        println!("skipped: python3 is not installed");
        return;
    }
    let found_there = found("a.zip/新闻/港口的渔船.md", "letter-in-number", "warning");
    assert_eq!(desk.findings(&["--isolated", "a.zip"]), [found_there]);
}
