//! `newslint filter`: every record is kept, dropped or told, in the form in which it came.
#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Articles: one without a defect, one with a letter in a number, one with simplified characters, one without.
const SOUND: &str = "渡輪公司昨日宣布加開兩班航次，方便居民往返離島。";
const LETTER: &str = "新碼頭的工程費約1O5億元，預計明年底完工。";
const MIXED: &str = "電訊公司宣布，本週起移动通訊服務在島上開通，訊號覆蓋各個碼頭。";
const LAST: &str = "圖書館下月起延長開放時間，週末開到晚上九時。";

fn newslint(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newslint"));
    let command = command.current_dir(folder).args(args).arg("--isolated");
    command.output().unwrap()
}

/// Filters in `folder`, and returns what is told of it.
fn filter(folder: &Path, args: &[&str]) -> String {
    let output = newslint(folder, &[&["filter"], args].concat());
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    String::from_utf8(output.stdout).unwrap()
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let line = |(id, text): (usize, &&str)| format!("{{\"id\": \"n{id}\", \"text\": \"{text}\"}}");
    let all = [SOUND, LETTER, MIXED, LAST];
    let lines: Vec<String> = all.iter().enumerate().map(line).collect();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.jsonl", &format!("{}\n", lines.join("\n")));
    write(
        "a.json",
        &format!(
            "{{\"n\": 4, \"items\": [\n  {}\n], \"end\": true}}\n",
            lines.join(",\n  ")
        ),
    );
    let row = |(id, text): (usize, &&str)| format!("n{id},\"{text}\"\r\n");
    let rows: String = all.iter().enumerate().map(row).collect();
    write("a.csv", &format!("\u{FEFF}id,text\r\n{rows}"));
    write("a.txt", &format!("{}\n", all.join("\n")));
    folder
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

#[test]
fn what_is_kept_is_as_it_was() {
    let folder = folder();
    for name in ["a.jsonl", "a.json", "a.csv"] {
        let out = format!("out.{name}");
        let told = filter(folder.path(), &[name, "-o", &out]);
        assert!(
            told.contains("4  read") && told.contains("3  kept"),
            "{told}"
        );
        assert!(told.contains("1    mixed-script"), "{told}");
        let before = read(&folder, name);
        let record = before
            .split_inclusive('\n')
            .find(|line| line.contains(MIXED))
            .unwrap();
        assert_eq!(read(&folder, &out), before.replace(record, ""), "{name}");
        let nothing = format!("none.{name}");
        let told = filter(folder.path(), &[name, "-o", &nothing, "--drop", "meta"]);
        assert!(told.contains("4  kept"), "{told}");
        assert_eq!(read(&folder, &nothing), before, "{name}");
    }
    let lines = ["--input-format", "lines"];
    filter(
        folder.path(),
        &[&["a.txt", "-o", "out.txt"], &lines[..]].concat(),
    );
    assert_eq!(
        read(&folder, "out.txt"),
        format!("{SOUND}\n{LETTER}\n{LAST}\n")
    );
}

#[test]
fn encodings_stay() {
    let folder = folder();
    let table = read(&folder, "a.csv");
    let rows = table.trim_start_matches('\u{FEFF}');
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let in_gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let record = rows
        .split_inclusive('\n')
        .find(|row| row.contains(MIXED))
        .unwrap();
    let without = |text: &str| text.replace(record, "");
    for (name, before, after) in [
        ("gb.csv", in_gb(rows), in_gb(&without(rows))),
        ("wide.csv", wide(&table), wide(&without(&table))),
    ] {
        fs::write(folder.path().join(name), before).unwrap();
        let told = filter(folder.path(), &[name, "-o", "out.csv"]);
        assert!(told.contains("3  kept"), "{name}: {told}");
        assert_eq!(
            fs::read(folder.path().join("out.csv")).unwrap(),
            after,
            "{name}"
        );
    }
}

#[test]
fn what_stands_between_records_is_written_as_it_was_or_not_at_all() {
    let folder = folder();
    let table = read(&folder, "a.csv");
    let heading = table.replacen("id,text", "id,text,note", 1);
    let damaged = heading.as_bytes().split(|byte| *byte == b'o');
    fs::write(
        folder.path().join("b.csv"),
        damaged.collect::<Vec<_>>().join(&0xFF),
    )
    .unwrap();
    let output = newslint(
        folder.path(),
        &["filter", "b.csv", "-o", "out.csv", "--encoding=utf-8"],
    );
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("b.csv: is not written: between its records stand bytes that are no UTF-8"),
        "{told}"
    );
    assert!(!folder.path().join("out.csv").exists());
}

#[test]
fn tags_tell_lints_and_places_in_characters() {
    let folder = folder();
    let tag = "{\"error\":0,\"warning\":1,\"info\":0,\"lints\":{\"letter-in-number\":[[9,10]]}}";
    let tagging = ["--tag", "letter-in-number"];
    filter(
        folder.path(),
        &[&["a.jsonl", "-o", "b.jsonl"], &tagging[..]].concat(),
    );
    let tagged = format!("\"text\": \"{LETTER}\",\"newslint\":{tag}}}");
    assert!(
        read(&folder, "b.jsonl").contains(&tagged),
        "{}",
        read(&folder, "b.jsonl")
    );
    // A tag that is there already is replaced.
    filter(
        folder.path(),
        &[&["b.jsonl", "-o", "c.jsonl"], &tagging[..]].concat(),
    );
    assert_eq!(read(&folder, "c.jsonl"), read(&folder, "b.jsonl"));

    filter(
        folder.path(),
        &[&["a.csv", "-o", "b.csv"], &tagging[..]].concat(),
    );
    let rows = read(&folder, "b.csv");
    assert!(rows.starts_with("\u{FEFF}id,text,newslint\r\n"), "{rows}");
    let cell = tag.replace('"', "\"\"");
    assert!(
        rows.contains(&format!("n1,\"{LETTER}\",\"{cell}\"\r\n")),
        "{rows}"
    );
    assert!(rows.contains(&format!("n3,\"{LAST}\",\r\n")), "{rows}");

    let apart = ["a.jsonl", "-o", "d.jsonl", "--attributes", "tags.jsonl"];
    filter(folder.path(), &[&apart, &tagging[..]].concat());
    assert_eq!(read(&folder, "d.jsonl"), read(&folder, "a.jsonl"));
    let attributes = read(&folder, "tags.jsonl");
    let lines: Vec<&str> = attributes.lines().collect();
    assert_eq!(lines.len(), 4, "a line for each record: {attributes}");
    let one = "{\"id\":\"n1\",\"attributes\":{\"newslint__letter-in-number\":[[9,10,1.0]]}}";
    assert_eq!(lines[1], one);
    assert_eq!(lines[0], "{\"id\":\"n0\",\"attributes\":{}}");
}

#[test]
fn what_is_fixed_is_not_dropped() {
    let folder = folder();
    let told = filter(
        folder.path(),
        &[
            "a.json", "-o", "b.json", "--drop", "error", "--fix", "unsafe",
        ],
    );
    assert!(
        told.contains("4  kept") && told.contains("2    fixed"),
        "{told}"
    );
    let wanted = read(&folder, "a.json")
        .replace("移动", "移動")
        .replace("1O5", "105");
    assert_eq!(read(&folder, "b.json"), wanted);
    let again = newslint(folder.path(), &["b.json", "--fail-on", "info"]);
    assert_eq!(again.status.code(), Some(0), "{again:?}");
}

#[test]
fn records_that_cannot_be_read_are_counted() {
    let folder = folder();
    let mut bytes = format!("{}{{\"text\": \"{LAST}\n", read(&folder, "a.jsonl")).into_bytes();
    bytes.extend(b"{\"text\": \"\xE6\xB8 cut\"}\n");
    fs::write(folder.path().join("b.jsonl"), bytes).unwrap();
    let told = filter(
        folder.path(),
        &["b.jsonl", "-o", "c.jsonl", "--tag", "error"],
    );
    assert!(
        told.contains("6  read") && told.contains("4  kept"),
        "{told}"
    );
    assert!(
        told.contains("2  unreadable") && told.contains("1    tagged"),
        "{told}"
    );
    assert_eq!(read(&folder, "c.jsonl").lines().count(), 4);
}

#[test]
fn a_folder_keeps_its_names_and_compression() {
    let folder = folder();
    let shards = folder.path().join("shards/2026");
    fs::create_dir_all(&shards).unwrap();
    fs::copy(folder.path().join("a.jsonl"), shards.join("one.jsonl")).unwrap();
    let article = folder.path().join("shards/two.md");
    fs::write(&article, format!("{MIXED}\n")).unwrap();
    // What one run compressed, the next one reads.
    filter(
        folder.path(),
        &[
            "shards/2026/one.jsonl",
            "-o",
            "shards/one.jsonl.gz",
            "--drop",
            "meta",
        ],
    );
    fs::remove_file(shards.join("one.jsonl")).unwrap();
    assert!(
        fs::read(folder.path().join("shards/one.jsonl.gz"))
            .unwrap()
            .starts_with(&[0x1F, 0x8B])
    );
    let told = filter(
        folder.path(),
        &["shards", "-o", "clean", "--report", "why.md"],
    );
    assert!(
        told.contains("5  read") && told.contains("3  kept"),
        "{told}"
    );
    assert!(
        fs::read(folder.path().join("clean/one.jsonl.gz"))
            .unwrap()
            .starts_with(&[0x1F, 0x8B])
    );
    assert!(
        !folder.path().join("clean/two.md").exists(),
        "it is dropped"
    );
    let why = read(&folder, "why.md");
    assert!(
        why.contains("## mixed-script") && why.contains("shards/two.md"),
        "{why}"
    );
    assert!(why.contains("record 3"), "{why}");
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = folder();
    let refused = |args: &[&str], why: &str| {
        let output = newslint(folder.path(), &[&["filter"], args].concat());
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(why), "{told}");
    };
    refused(&["a.jsonl", "-o", "a.jsonl"], "written over itself");
    refused(
        &["a.jsonl", "-o", "b.jsonl", "--drop", "mixed-scirpt"],
        "did you mean `mixed-script`",
    );
    refused(
        &[
            "a.txt",
            "--input-format",
            "lines",
            "-o",
            "b.txt",
            "--tag",
            "error",
        ],
        "--attributes",
    );
    assert!(!folder.path().join("b.txt").exists());
    fs::write(
        folder.path().join("cut.json"),
        read(&folder, "a.json").split("], ").next().unwrap(),
    )
    .unwrap();
    refused(&["cut.json", "-o", "b.json"], "breaks off");
    let nothing = newslint(folder.path(), &["filter", "cut.json", "-o", "b.json"]);
    assert!(
        nothing.stdout.is_empty(),
        "no account of what was not written"
    );
    assert!(
        !folder.path().join("b.json").exists(),
        "half of a file is none"
    );
}
