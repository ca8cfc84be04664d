//! Records that were read otherwise than they are.

use std::fs;

use super::{SOUND, code, err, folder, newslint, out};

#[test]
fn records_without_a_text_are_told() {
    let records = [
        r#"{"text":"","body":"天文台預料1O5億。"}"#,
        r#"{"text":"nan"}"#,
        r#"{"text":null}"#,
        r#"{"text":""}"#,
        r#"{"id":7}"#,
        r#"{"text":"#,
        "[1]",
    ];
    for (at, record) in records.iter().enumerate() {
        let folder = folder(&[("a.jsonl", record)]);
        let output = newslint(
            &folder,
            &["-f", "concise", "--fail-on", "warning", "a.jsonl"],
        );
        let wanted = if at == 0 {
            "letter-in-number"
        } else {
            "malformed-record"
        };
        assert_eq!(code(&output), 1, "{record}");
        assert!(out(&output).contains(wanted), "{record}: {}", out(&output));
        assert_eq!(
            out(&output).lines().count(),
            2,
            "{record}: {}",
            out(&output)
        );
    }
}

#[test]
fn unread_records_are_a_problem_where_no_lint_tells_them() {
    let folder = folder(&[("a.jsonl", "{\"text\":\n{\"tex\":\"\"}\n")]);
    for args in [["--select", "duplication"], ["--ignore", "encoding"]] {
        let output = newslint(&folder, &[&args[..], &["a.jsonl"]].concat());
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(err(&output).contains("2 records"), "{}", err(&output));
    }
    fs::write(folder.path().join("b.md"), b"\xE5\xA4\xA9\xE6\x96\x87\xE5\x8F\xB0\xE9\xA0\x90\xE6\x96\x99\xE6\x98\x8E\xE6\x97\xA5\xFF\xE6\x9C\x89\xE9\x9B\xA8").unwrap();
    assert_eq!(
        code(&newslint(&folder, &["--select", "duplication", "b.md"])),
        2
    );
}

#[test]
fn names_with_escapes_and_marks_before_a_record() {
    let lines = "{\"\\u6a19\\u984c\": 1, \"text\": \"天文台預料明日有雨。\"}\n\u{FEFF}{\"text\":\"天文台預料明日有雨。\"}\n";
    let folder = folder(&[("a.jsonl", lines)]);
    let output = newslint(&folder, &["-f", "concise", "a.jsonl"]);
    assert!(
        out(&output).starts_with("a.jsonl:2:1: error malformed-record: a byte order mark"),
        "{}",
        out(&output)
    );
}

#[test]
fn records_are_read_and_fixed_in_one_encoding() {
    let text = format!(
        "{{\"id\":1,\"text\":\"{}\"}}\n",
        SOUND.trim().repeat(3) + "天文台\u{3000}預料１O５億元。"
    );
    let (gb, _, lossy) = encoding_rs::GB18030.encode(&text);
    assert!(!lossy);
    let folder = folder(&[]);
    let path = folder.path().join("a.jsonl");
    fs::write(&path, &gb).unwrap();
    let output = newslint(&folder, &["-f", "json", "a.jsonl"]);
    let report: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(report["files"][0]["encoding"], "gb18030");
    assert!(!out(&output).contains("mojibake"), "{}", out(&output));
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(&path, [b"\xFF\xFE", &utf16[..]].concat()).unwrap();
    let output = newslint(&folder, &["-f", "json", "a.jsonl"]);
    assert!(out(&output).contains("UTF-16LE"), "{}", out(&output));
    assert!(
        !out(&output).contains("malformed-record"),
        "{}",
        out(&output)
    );
}
