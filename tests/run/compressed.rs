//! Files that other programs made smaller.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::desk::{Desk, LETTER, ZERO_WIDTH, list};

/// The programs, and the endings that they give.
pub(crate) const PROGRAMS: [(&str, &str); 5] = [
    ("gzip", "gz"),
    ("pigz", "gz"),
    ("zstd", "zst"),
    ("xz", "xz"),
    ("bzip2", "bz2"),
];

/// `bytes` as `program` makes them smaller; nothing, and a word on it, where it is not installed.
pub(crate) fn packed(program: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let child = Command::new(program)
        .arg("-c")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        println!("skipped: {program} is not installed");
        return None;
    };
    let mut stdin = child.stdin.take().unwrap();
    let bytes = bytes.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(&bytes).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "{program}");
    Some(output.stdout)
}

/// An article of which no other is a copy.
fn article(number: usize) -> String {
    const WORDS: [&str; 8] = [
        "碼頭", "市場", "學校", "醫院", "公園", "書店", "車站", "球場",
    ];
    let word = |at: usize| WORDS[number / 8_usize.pow(u32::try_from(at).unwrap()) % 8];
    format!(
        "{}旁邊的{}下月動工，第{number}期工程費約1O5億元。{}的居民說，{}早該重建。\n\n{}",
        word(0),
        word(1),
        word(2),
        word(3),
        LETTER.repeat(number % 3)
    )
}

fn records(numbers: std::ops::Range<usize>) -> String {
    let rest = "-".repeat(3000);
    let record = |number| json!({ "id": number, "text": article(number), "rest": rest });
    numbers
        .map(|number| record(number).to_string() + "\n")
        .collect()
}

/// The findings of `file`, without its name.
fn findings(desk: &Desk, file: &str) -> Value {
    let report = desk.report(&["--isolated", file]);
    assert_eq!(report["errors"], json!([]), "{file}");
    let findings = json!(list(&report)).to_string().replace(file, "FILE");
    serde_json::from_str(&findings).unwrap()
}

#[test]
fn what_a_program_packed_is_read_as_it_was() {
    let desk = Desk::with(&[("plain.jsonl", &records(0..40)), ("plain.md", LETTER)]);
    let wanted = findings(&desk, "plain.jsonl");
    assert!(wanted.as_array().unwrap().len() > 40);
    for (program, ending) in PROGRAMS {
        let packed = |bytes: &[u8]| packed(program, bytes);
        let Some(whole) = packed(&desk.read("plain.jsonl")) else {
            continue;
        };
        let jsonl = format!("{program}.jsonl.{ending}");
        desk.write(&jsonl, &whole);
        assert_eq!(findings(&desk, &jsonl), wanted, "{program}");
        let piped = desk.run_on(
            &whole,
            &["--isolated", "--format=json", "--stdin-filename", &jsonl],
        );
        assert_eq!(
            piped.out,
            desk.run(&["--isolated", "--format=json", &jsonl]).out,
            "{program}"
        );

        // Two members on end, as `cat` makes them, the first of them empty, and the border in the middle of a record.
        let text = desk.read("plain.jsonl");
        let (head, tail) = text.split_at(text.len() / 2);
        let parts = [b"", head, tail].map(|part| packed(part).unwrap());
        desk.write(&jsonl, parts.concat());
        assert_eq!(findings(&desk, &jsonl), wanted, "{program} in parts");

        let md = format!("{program}.md.{ending}");
        desk.write(&md, packed(LETTER.as_bytes()).unwrap());
        assert_eq!(
            findings(&desk, &md),
            findings(&desk, "plain.md"),
            "{program}"
        );
    }
}

#[test]
fn bytes_tell_what_is_packed_and_not_names() {
    let Some(packed) = packed("gzip", records(0..1).as_bytes()) else {
        return;
    };
    let desk = Desk::with(&[("plain.jsonl.gz", &records(0..1))]);
    desk.write("packed.jsonl", packed);
    assert_eq!(
        findings(&desk, "packed.jsonl"),
        findings(&desk, "plain.jsonl.gz")
    );
    // What is inside is as unknown as it would be outside.
    desk.write("a.docx.gz", "");
    let ran = desk.run(&["a.docx.gz"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("a .docx file"), "{}", ran.err);
}

#[test]
fn packed_articles_are_compared() {
    let (plain, small) = (Desk::with(&[]), Desk::with(&[]));
    for (name, numbers) in [("a.jsonl", 0..30), ("b.jsonl", 20..50)] {
        let Some(packed) = packed("gzip", records(numbers.clone()).as_bytes()) else {
            return;
        };
        plain.write(name, records(numbers));
        small.write(&format!("{name}.gz"), packed);
    }
    let duplicates = ["--isolated", "--select=duplicate-article", "."];
    let findings = json!(list(&small.report(&duplicates))).to_string();
    let wanted = json!(list(&plain.report(&duplicates)));
    assert_eq!(findings.replace(".jsonl.gz", ".jsonl"), wanted.to_string());
    assert!(wanted.as_array().unwrap().len() >= 10, "{wanted:#}");
}

#[test]
fn what_stands_before_the_end_of_a_cut_file_is_told() {
    for (program, ending) in PROGRAMS {
        // Small: within the part of a file that is looked at for its encoding.
        for records in [records(0..40), records(0..600)] {
            let Some(mut whole) = packed(program, records.as_bytes()) else {
                continue;
            };
            let desk = Desk::with(&[]);
            whole.truncate(whole.len() - whole.len() / 4);
            let name = format!("a.jsonl.{ending}");
            desk.write(&name, &whole);
            let select = "--select=letter-in-number,duplicate-article";
            let report = desk.report(&["--isolated", select, &name]);
            let error = &report["errors"][0];
            assert_eq!(error["kind"], "damaged", "{program}: {report:#}");
            assert!(error["message"].as_str().unwrap().contains("cut short"));
            let line = usize::try_from(error["line"].as_u64().unwrap()).unwrap();
            let told: std::collections::BTreeSet<_> = list(&report)
                .iter()
                .map(|found| found["record"]["index"].as_u64())
                .collect();
            assert_eq!(told.len(), line - 1, "{program}");
            assert_eq!(desk.run(&["--isolated", &name]).code, Some(2));
        }
    }
}

#[test]
fn damage_inside_is_told() {
    let Some(mut whole) = packed("xz", records(0..200).as_bytes()) else {
        return;
    };
    let middle = whole.len() / 2;
    whole[middle] ^= 0x55;
    let desk = Desk::with(&[]);
    desk.write("a.jsonl.xz", whole);
    let ran = desk.run(&["--isolated", "--format=concise", "a.jsonl.xz"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("is damaged: its xz data"), "{}", ran.err);
}

#[test]
fn what_is_packed_keeps_its_text() {
    let Some(packed) = packed("gzip", ZERO_WIDTH.as_bytes()) else {
        return;
    };
    let desk = Desk::with(&[]);
    desk.write("a.md.gz", &packed);
    let ran = desk.run(&["--fix", "a.md.gz"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("is not fixed: it is compressed with gzip"),
        "{}",
        ran.err
    );
    assert_eq!(desk.read("a.md.gz"), packed);
    let diff = desk.run(&["--diff", "a.md.gz"]);
    assert_eq!(diff.code, Some(1), "{}", diff.err);
    // On a pipe, too, all goes out that came in.
    let output = desk.newslint(&["--fix", "--stdin-filename=a.md.gz"]);
    assert_eq!(through(output, &packed), packed);
}

/// What comes out of `command` where `input` goes in.
fn through(mut command: Command, input: &[u8]) -> Vec<u8> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap().stdout
}

#[test]
fn standard_input_is_read_as_it_comes() {
    let desk = Desk::with(&[]);
    let flags = [
        "--isolated",
        "--select=letter-in-number",
        "--format=jsonl",
        "--input-format=jsonl",
        "-",
    ];
    let mut child = desk
        .newslint(&flags)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    // Enough to be handed on, and not so much that the test would have to read while it writes.
    stdin.write_all(records(0..60).as_bytes()).unwrap();
    let rest = json!({ "text": "天晴。", "rest": "-".repeat(3000) }).to_string() + "\n";
    stdin.write_all(rest.repeat(600).as_bytes()).unwrap();
    let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!(line["record"]["index"], 0);
    stdin.write_all(records(60..61).as_bytes()).unwrap();
    drop(stdin);
    let last: Value = serde_json::from_str(&lines.last().unwrap().unwrap()).unwrap();
    assert_eq!(last["summary"]["articles"], 661);
    child.wait().unwrap();
}
