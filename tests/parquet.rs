//! Parquet as other programs wrote it: the files of `parquet/`, which has the script that made them.
#![cfg(feature = "parquet")]
#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use newslint::input::{self, FormatChoice, Opened, Problem, ProblemKind, ReadOptions, Target};
use serde_json::{Value, json};

const FIELDS: [&str; 2] = ["--title-field=title", "--date-field=date"];
const NESTED: [&str; 2] = ["--text-field=data.paragraphs.內容", "--id-field=data.id"];

fn file(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parquet");
    folder.join(name)
}

fn newslint(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newslint"));
    command.env("LC_ALL", "C").arg("--isolated").args(arguments);
    command.current_dir(file(""));
    command
}

/// What newslint says and how it ends.
fn said(arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = newslint(arguments).output().unwrap();
    (status.code(), String::from_utf8(stderr).unwrap())
}

/// The report on the file named `name`, without places: they are others in each form.
fn found(name: &str, arguments: &[&str]) -> Value {
    let output = newslint(&[&["--format=json", name], arguments].concat()).output();
    let mut report: Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
    assert_eq!(report["errors"], json!([]), "{name}");
    let mut found = json!([report["findings"].take(), report["summary"].take()]);
    placeless(&mut found);
    serde_json::from_str(&found.to_string().replace(name, "FILE")).unwrap()
}

/// Takes out what depends on the form: places, and of a row that is no article the row itself.
fn placeless(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            let mut names = vec!["range", "source", "fixes", "fixable"];
            if fields.get("lint") == Some(&json!("malformed-record")) {
                names.extend(["text", "fingerprint"]);
            }
            for name in names {
                fields.remove(name);
            }
            fields.values_mut().for_each(placeless);
        }
        Value::Array(items) => items.iter_mut().for_each(placeless),
        _ => {}
    }
}

/// How many rows a file with these `bytes` at `path` has, or why they cannot be read to the end.
fn rows(path: &Path, bytes: &[u8]) -> Result<usize, Problem> {
    // Files written over wait for the disk.
    let _ = fs::remove_file(path);
    fs::write(path, bytes).unwrap();
    let target = Target::new(path, FormatChoice::Auto);
    let Opened::Records(records) = input::open(&target, &ReadOptions::default())? else {
        panic!("rows are records");
    };
    records.map(|record| record.map(|_| 1)).sum()
}

#[test]
fn rows_are_the_records_that_jsonl_would_have() {
    let wanted = found("news.jsonl", &FIELDS);
    let findings = wanted[0].as_array().unwrap().iter();
    let lints: Vec<&str> = findings
        .filter_map(|found| found["lint"].as_str())
        .collect();
    for lint in [
        "duplicate-article",
        "weekday-mismatch",
        "malformed-record",
        "mixed-script",
    ] {
        assert!(lints.contains(&lint), "{lints:?}");
    }
    for name in ["large", "view", "binary", "dictionary", "pandas"] {
        let name = format!("{name}.parquet");
        for jobs in ["--jobs=1", "--jobs=2"] {
            let found = found(&name, &[&FIELDS[..], &[jobs]].concat());
            assert_eq!(found, wanted, "{name}");
        }
    }
    assert_eq!(
        found("nested.parquet", &NESTED),
        found("nested.jsonl", &NESTED)
    );
}

#[test]
fn a_place_is_row_and_character_of_the_field() {
    let output = newslint(&["--format=json", "large.parquet", FIELDS[0]]).output();
    let report: Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let place = |text: &str| {
        let found = findings.iter().find(|found| found["text"] == text).unwrap();
        let (start, record) = (&found["range"]["start"], &found["record"]);
        json!([
            start["line"],
            start["column"],
            start["utf16_column"],
            record["field"]
        ])
    };
    // Line ends, tabs and quotation marks are a character each, as the field has them.
    assert_eq!(place("「"), json!([1, 28, 28, "text"]));
    assert_eq!(place("\u{200b}"), json!([3, 24, 24, "text"]));
    assert_eq!(place("\"搬遷\""), json!([3, 3, 3, "title"]));
    assert_eq!(place("报名"), json!([7, 27, 28, "text"]));
    let sources = findings.iter().filter(|found| !found["source"].is_null());
    assert_eq!(sources.count(), 0, "nothing is escaped in a column");
}

#[test]
fn what_comes_through_a_pipe_is_read_all_the_same() {
    let wanted = newslint(&["--format=json", "pandas.parquet"])
        .output()
        .unwrap();
    let mut command = newslint(&["--format=json", "-", "--stdin-filename=pandas.parquet"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin
        .write_all(&fs::read(file("pandas.parquet")).unwrap())
        .unwrap();
    drop(stdin);
    let piped = child.wait_with_output().unwrap();
    let text = String::from_utf8(piped.stdout).unwrap();
    assert_eq!(text, String::from_utf8(wanted.stdout).unwrap());
}

#[test]
fn nothing_is_written_into_columns() {
    let (code, err) = said(&["--fix", "large.parquet"]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("large.parquet: is not fixed: Parquet is read and not written"),
        "{err}"
    );
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.parquet");
    let (code, err) = said(&["filter", "large.parquet", "-o", out.to_str().unwrap()]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("large.parquet: is of a kind that newslint reads and does not write"),
        "{err}"
    );
    assert!(!out.exists());
}

#[test]
fn a_table_without_a_column_of_text_says_what_it_has() {
    let (code, err) = said(&["large.parquet", "--text-field=article"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("has no column `article`"), "{err}");
    assert!(err.contains("`vector`, `id`, `title`"), "{err}");
    // Letters may be large or small, as in tables.
    assert_eq!(
        said(&["large.parquet", "--text-field=TEXT", "--fail-on=never"]).0,
        Some(0)
    );
}

#[test]
fn in_folders_files_without_a_column_of_text_are_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["large.parquet", "nested.parquet"] {
        fs::copy(file(name), path(name)).unwrap();
    }
    fs::write(path("damaged.parquet"), "PAR1").unwrap();
    let report = |arguments: &[&str]| -> Value {
        let arguments = [
            &["--format=json", folder.path().to_str().unwrap()],
            arguments,
        ]
        .concat();
        let output = newslint(&arguments).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let passed = report(&[]);
    assert_eq!(passed["summary"]["passed_over"], json!({ "parquet": 1 }));
    // What cannot be read is no file without articles.
    assert_eq!(passed["errors"].as_array().unwrap().len(), 1, "{passed:#}");
    assert_eq!(passed["errors"][0]["kind"], "damaged");
    let asked = report(&[NESTED[0], "--exclude=damaged.parquet"]);
    assert_eq!(asked["summary"]["passed_over"], json!({ "parquet": 1 }));
    assert!(
        asked["files"][0]["path"]
            .as_str()
            .unwrap()
            .ends_with("nested.parquet")
    );
    let (code, err) = said(&["nested.parquet"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("nested.parquet: has no column"), "{err}");
}

#[test]
fn what_stands_before_a_damaged_page_is_told_and_then_the_row_group() {
    let whole = fs::read(file("large.parquet")).unwrap();
    // So begins what zstd has packed; the rows are in three groups of four, four and one.
    let is_page = |bytes: &[u8]| bytes == [0x28, 0xB5, 0x2F, 0xFD];
    let first = whole.windows(4).position(is_page).unwrap();
    let last = whole.windows(4).rposition(is_page).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.parquet");
    for (page, place) in [
        (first, ":1: is damaged: its row group 1"),
        (last, ":9: is damaged: its row group 3"),
    ] {
        let mut bytes = whole.clone();
        bytes[page] = 0;
        fs::write(&path, bytes).unwrap();
        let fields = "--text-field=text,source,id,vector";
        let output = newslint(&["--format=concise", path.to_str().unwrap(), fields])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(
            err.contains(&format!("a.parquet{place} cannot be read")),
            "{err}"
        );
        let out = String::from_utf8(output.stdout).unwrap();
        assert_eq!(out.contains("a.parquet:7:"), page == last, "{out}");
    }
}

#[test]
fn a_footer_that_promises_too_much_is_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.parquet");
    // The version; a schema of one element, its name `s` and how many children it has; no rows; row groups.
    let version: &[u8] = &[0x15, 2];
    let schema: &[u8] = &[0x19, 0x1C, 0x48, 1, b's', 0x15];
    let most: &[u8] = &[0xFE, 0xFF, 0xFF, 0xFF, 0x0F];
    let groups: &[u8] = &[0x16, 0, 0x19, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07];
    for footer in [
        [version, schema, most, &[0, 0]].concat(),
        [version, schema, &[0, 0], groups, &[0]].concat(),
    ] {
        let length = u32::try_from(footer.len()).unwrap().to_le_bytes();
        let problem = rows(&path, &[b"PAR1", &footer[..], &length, b"PAR1"].concat()).unwrap_err();
        let ProblemKind::DamagedParquet {
            row_group: None,
            why,
        } = problem.kind
        else {
            panic!("{problem:?}");
        };
        assert_eq!(why, "it promises more than it holds");
    }
}

#[test]
fn no_damage_goes_unseen_or_ends_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.parquet");
    for name in ["binary", "large"] {
        let whole = fs::read(file(&format!("{name}.parquet"))).unwrap();
        let seen = |bytes: &[u8]| match rows(&path, bytes) {
            // A text may be another one then, but no row is missing.
            Ok(rows) => rows == 9,
            Err(problem) => matches!(problem.kind, ProblemKind::DamagedParquet { .. }),
        };
        // Decoders panic at some of it, and to draw a trace takes a hundred times as long as to read the file.
        std::panic::set_hook(Box::new(|_| {}));
        let cut = (0..whole.len()).find(|length| rows(&path, &whole[..*length]).is_ok());
        let changed = |at: &usize| {
            let mut bytes = whole.clone();
            bytes[*at] ^= 0xFF;
            !seen(&bytes)
        };
        let changed = (0..whole.len()).find(changed);
        drop(std::panic::take_hook());
        assert_eq!((cut, changed), (None, None), "{name}");
    }
}
