//! `src/report/report.schema.json` against what the program really writes.
#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use jsonschema::Validator;
use serde_json::{Value, json};
use tempfile::TempDir;

const SCHEMA: &str = include_str!("../src/report/report.schema.json");

/// A letter in a number; simplified characters among traditional ones; a paragraph that stands twice.
const DAMAGED: &str = "\
# 新碼頭明年三月啟用

本報訊（記者 何家欣 沙田報道）新碼頭的主要工程上月開始，將於明年三月完成，屆時渡輪班次會由每小時兩班增至四班。

發言人表示，碼頭設有無障礙通道和充電設備，方便長者和輪椅使用者。第二期工程將於秋季开始，預計需時十八個月，工程費約1O5億元。

本報訊（記者 何家欣 沙田報道）新碼頭的主要工程上月開始，將於明年三月完成，屆時渡輪班次會由每小時兩班增至四班。
";

#[test]
fn the_schema_is_a_schema_and_is_strict() {
    let schema = schema();
    assert!(jsonschema::meta::is_valid(&schema));
    let report = json!({
        "version": 1,
        "tool": { "name": "newslint", "version": "0.1.0" },
        "summary": {
            "files": 0, "articles": 0, "skipped": 0, "failed": 0, "error": 0, "warning": 0, "info": 0,
            "suppressed": 0, "baselined": 0, "fixable": 0, "truncated_by_limit": 0, "characters": 0,
            "by_lint": { "mojibake": { "error": 1, "warning": 0, "info": 0 } }, "passed_over": { "pdf": 2 }
        },
        "files": [], "findings": [], "errors": []
    });
    let validator = whole();
    assert!(validator.is_valid(&report));
    for (pointer, value) in [
        ("/version", json!(2)),
        ("/summary/error", json!(-1)),
        ("/files", json!([{ "path": "a.md" }])),
        (
            "/errors",
            json!([{ "path": "a.md", "record": null, "line": null, "kind": "odd", "message": "x" }]),
        ),
    ] {
        let mut broken = report.clone();
        *broken.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&broken), "{pointer}");
    }
    let mut extended = report;
    extended["more"] = json!(1);
    assert!(
        !validator.is_valid(&extended),
        "a field that the contract does not have"
    );
}

#[test]
fn the_examples() {
    let report = check(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        &["examples/articles"],
        1,
    );
    assert!(!report["findings"].as_array().unwrap().is_empty());
}

#[test]
fn defects_with_related_places_and_fixes() {
    let folder = folder_with(&[("a.md", DAMAGED.as_bytes())]);
    let report = check(folder.path(), &["a.md"], 1);
    let findings = report["findings"].as_array().unwrap();
    assert!(
        findings
            .iter()
            .any(|finding| finding["related"] != json!([])),
        "{report:#}"
    );
    assert!(
        findings.iter().any(|finding| finding["fixes"] != json!([])),
        "{report:#}"
    );
}

#[test]
fn other_encodings_and_line_ends() {
    let (gb, _, lossy) = encoding_rs::GB18030.encode(DAMAGED);
    assert!(!lossy);
    let with_bom = "\u{feff}".to_owned() + &DAMAGED.replace('\n', "\r\n");
    let folder = folder_with(&[
        ("gb.txt", &gb),
        ("bom.md", with_bom.as_bytes()),
        ("empty.md", b""),
    ]);
    let report = check(folder.path(), &["."], 1);
    let encodings: Vec<_> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| &file["encoding"])
        .collect();
    assert!(encodings.contains(&&json!("gb18030")), "{encodings:?}");
    assert_eq!(offsets_of(&report, "bom.md"), json!("file"));
    assert_eq!(offsets_of(&report, "gb.txt"), json!("decoded"));
    assert_offsets(&report, "bom.md", &with_bom);
    assert_offsets(&report, "gb.txt", DAMAGED);
}

#[test]
fn records() {
    let first = json!({ "id": "a", "text": DAMAGED }).to_string();
    // The same defect behind an escape: the file has other bytes than the reader sees.
    let second = first.replace("1O5", "1\\u004f5").replace("\"a\"", "\"b\"");
    let lines = format!("{first}\n{second}\nnot a record\n");
    let folder = folder_with(&[("r.jsonl", lines.as_bytes())]);
    let report = check_any(folder.path(), &["r.jsonl"]);
    let findings = report["findings"].as_array().unwrap();
    let escaped = findings
        .iter()
        .find(|finding| finding["source"] == json!("\\u004f"));
    assert!(
        escaped.is_some_and(|finding| finding["text"] == json!("O")),
        "{report:#}"
    );
    assert!(
        findings
            .iter()
            .any(|finding| finding["record"]["id"] == json!("a")),
        "{report:#}"
    );
    assert_offsets(&report, "r.jsonl", &lines);
}

#[test]
fn a_run_that_could_not_read_everything() {
    let folder = folder_with(&[
        ("a.md", DAMAGED.as_bytes()),
        (
            "photo.md",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\xff\xfe\0",
        ),
    ]);
    let report = check(folder.path(), &["a.md", "photo.md", "missing.md"], 2);
    let errors = report["errors"].as_array().unwrap();
    assert!(
        errors
            .iter()
            .any(|error| error["kind"] == json!("not-found")),
        "{report:#}"
    );
    assert!(
        errors
            .iter()
            .any(|error| error["kind"] == json!("not-text")),
        "{report:#}"
    );
    assert!(
        !report["findings"].as_array().unwrap().is_empty(),
        "what can be read is reported"
    );
}

#[test]
fn programs_read_english_unless_told_otherwise() {
    let folder = folder_with(&[("a.md", DAMAGED.as_bytes())]);
    let run = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_newslint"))
            .current_dir(folder.path())
            .env("LC_ALL", "zh_TW.UTF-8")
            .args(["check", "--isolated", "--fail-on", "never", "a.md"])
            .args(args)
            .output()
            .unwrap()
    };
    let message = |bytes: &[u8]| {
        let report: Value = serde_json::from_slice(bytes).unwrap();
        assert_valid(&whole(), &report);
        let finding = &report["findings"][0];
        assert!(finding["values"].is_object() && finding["key"].is_string());
        finding["message"].as_str().unwrap().to_owned()
    };
    let english = message(&run(&["-f", "json"]).stdout);
    assert!(english.contains("simplified"), "{english}");
    let output = run(&["-o", "json=report.json"]);
    let people = String::from_utf8(output.stdout).unwrap();
    assert!(people.contains("建議"), "{people}");
    let written = fs::read(folder.path().join("report.json")).unwrap();
    assert_eq!(message(&written), english);
    let told = message(&run(&["-f", "json", "--lang", "zh-Hans"]).stdout);
    assert!(told.contains("简体"), "{told}");
}

#[test]
fn counts_by_lint() {
    let folder = folder_with(&[("a.md", DAMAGED.as_bytes())]);
    let report = check(folder.path(), &["--statistics", "a.md"], 1);
    let by_lint = report["summary"]["by_lint"].as_object().unwrap();
    let sum: u64 = by_lint
        .values()
        .map(|counts| counts["error"].as_u64().unwrap())
        .sum();
    assert_eq!(json!(sum), report["summary"]["error"], "{report:#}");
    let characters = report["summary"]["characters"].as_u64().unwrap();
    let all = u64::try_from(DAMAGED.chars().count()).unwrap();
    assert!(
        (all - 20..all).contains(&characters),
        "{characters} of {all}"
    );
    for format in ["json", "jsonl"] {
        let output = newslint(folder.path(), format, &["-q", "--statistics", "a.md"]);
        let totals: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_valid(&part("jsonlEnd"), &totals);
        assert_eq!(totals["summary"], report["summary"]);
    }
    for (args, quiet) in [
        (["--statistics", "a.md"].as_slice(), false),
        (&["-q", "--statistics", "a.md"], true),
    ] {
        let output = newslint(folder.path(), "concise", args);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("  letter-in-number "), "{text}");
        assert_eq!(quiet, !text.contains("a.md:"), "{text}");
    }
}

#[test]
fn suppressed_findings() {
    let allow = "[[allow]]\nlint = \"letter-in-number\"\ntext = \"O\"\nreason = \"a code\"\n";
    let folder = folder_with(&[
        ("a.md", DAMAGED.as_bytes()),
        ("lint.toml", allow.as_bytes()),
    ]);
    let report = check_any(folder.path(), &["a.md"]);
    assert_eq!(report["summary"]["suppressed"], json!(1), "{report:#}");
    let findings = report["findings"].as_array().unwrap();
    assert!(
        findings
            .iter()
            .all(|finding| finding["lint"] != json!("letter-in-number")),
        "{report:#}"
    );

    let shown = check_any(folder.path(), &["--show-suppressed", "a.md"]);
    let by = shown["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| &finding["suppressed"]["by"]);
    assert_eq!(
        by.filter(|by| !by.is_null()).collect::<Vec<_>>(),
        [&json!("allow")],
        "{shown:#}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = folder_with(&[]);
    fs::write(
        folder.path().join(OsStr::from_bytes(b"\xd0\xc2.md")),
        DAMAGED,
    )
    .unwrap();
    check(folder.path(), &["."], 1);
}

/// Both machine formats, each valid; gives the JSON report.
fn check(folder: &Path, paths: &[&str], exit_code: i32) -> Value {
    for format in ["json", "jsonl"] {
        let output = newslint(folder, format, paths);
        assert_eq!(
            output.status.code(),
            Some(exit_code),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    check_any(folder, paths)
}

fn check_any(folder: &Path, paths: &[&str]) -> Value {
    let lines = String::from_utf8(newslint(folder, "jsonl", paths).stdout).unwrap();
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let (end, findings) = lines
        .split_last()
        .expect("the last line stands in any case");
    assert_valid(&part("jsonlEnd"), end);
    for finding in findings {
        assert_valid(&part("finding"), finding);
    }
    let report = serde_json::from_slice(&newslint(folder, "json", paths).stdout).unwrap();
    assert_valid(&whole(), &report);
    assert_eq!(
        report["summary"], end["summary"],
        "both formats tell the same"
    );
    assert_eq!(report["findings"].as_array().unwrap().len(), findings.len());
    report
}

fn newslint(folder: &Path, format: &str, paths: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newslint"))
        .current_dir(folder)
        .args(["check", "--fail-on", "warning", "--format", format])
        .args(paths)
        .output()
        .unwrap()
}

fn assert_valid(validator: &Validator, value: &Value) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{value:#}");
}

/// Each range of a finding in this file cuts out what the finding says stands there.
fn assert_offsets(report: &Value, path: &str, content: &str) {
    let findings = report["findings"].as_array().unwrap();
    let here: Vec<_> = findings
        .iter()
        .filter(|finding| {
            finding["path"].as_str().unwrap().ends_with(path) && !finding["range"].is_null()
        })
        .collect();
    assert!(!here.is_empty(), "{report:#}");
    for finding in here {
        let offset = |end: &str| -> usize {
            finding["range"][end]["offset"]
                .as_u64()
                .unwrap()
                .try_into()
                .unwrap()
        };
        let stands = content.get(offset("start")..offset("end"));
        let said = finding.get("source").unwrap_or(&finding["text"]);
        assert_eq!(stands, said.as_str(), "{finding:#}");
        let fixes = finding["fixes"].as_array().unwrap().iter();
        for edit in fixes.flat_map(|fix| fix["edits"].as_array().unwrap()) {
            for end in ["start", "end"] {
                let offset: usize = edit[end].as_u64().unwrap().try_into().unwrap();
                let position = &edit[format!("{end}_position")];
                assert_eq!(*position, position_of(content, offset), "{edit:#}");
            }
        }
    }
}

/// What the offsets of the first fix in this file count in.
fn offsets_of(report: &Value, path: &str) -> Value {
    let findings = report["findings"].as_array().unwrap().iter();
    let here = findings.filter(|finding| finding["path"].as_str().unwrap().ends_with(path));
    let mut fixes = here.flat_map(|finding| finding["fixes"].as_array().unwrap());
    fixes.next().unwrap()["of"].clone()
}

/// Line and columns of `offset`, counted anew.
fn position_of(content: &str, offset: usize) -> Value {
    let before = content
        .get(..offset)
        .unwrap()
        .trim_start_matches('\u{feff}');
    let line = before.rsplit('\n').next().unwrap();
    json!({
        "line": before.matches('\n').count() + 1,
        "column": line.chars().count() + 1,
        "utf16_column": line.encode_utf16().count() + 1,
    })
}

fn folder_with(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

fn whole() -> Validator {
    jsonschema::validator_for(&schema()).unwrap()
}

/// One definition of the schema on its own.
fn part(name: &str) -> Validator {
    let whole = schema();
    let part = json!({
        "$schema": whole["$schema"],
        "$ref": format!("#/$defs/{name}"),
        "$defs": whole["$defs"],
    });
    jsonschema::validator_for(&part).unwrap()
}
