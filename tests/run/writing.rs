//! What is written into articles, and what is not.

use std::fs;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use encoding_rs::{BIG5, GB18030};
use newslint::Span;
use newslint::catalog::Catalog;
use newslint::config::Settings;
use newslint::document::Format;
use newslint::engine::Engine;
use newslint::finding::{Applicability, Edit, Finding, fix as fixes};
use newslint::input::Source;

use crate::desk::{Desk, LETTER, ZERO_WIDTH, house_lint, list};

/// All fixes that may be applied.
const FIX: [&str; 3] = ["--fix", "--unsafe-fixes", "--format=concise"];

fn fix(desk: &Desk, arguments: &[&str]) -> (Option<i32>, String) {
    let ran = desk.run(&[&FIX[..], arguments].concat());
    (ran.code, ran.err)
}

#[test]
fn safe_fixes_alone_then_all() {
    let text = format!("{LETTER}\n{ZERO_WIDTH}");
    let desk = Desk::with(&[("a.md", &text)]);
    desk.run(&["--isolated", "--fix", "a.md"]);
    assert_eq!(desk.text("a.md"), text.replace('\u{200B}', ""));
    fix(&desk, &["--isolated", "a.md"]);
    assert_eq!(
        desk.text("a.md"),
        text.replace('\u{200B}', "").replace("1O5", "105")
    );
}

#[test]
fn fixes_that_overlap_wait_for_each_other() {
    let pack = |first: &str, second: &str| {
        let lint = |pattern: &str| house_lint("info", "safe", &format!("[[pattern]]\n{pattern}\n"));
        let desk = Desk::with(&[
            ("pack/first-word.toml", &lint(first)),
            ("pack/second-word.toml", &lint(second)),
            ("a.txt", "看海港城。\n"),
        ]);
        let (code, err) = fix(&desk, &["--isolated", "--lints=pack", "a.txt"]);
        assert_eq!(code, Some(0), "{err}");
        desk.text("a.txt")
    };
    // Two that want the same character: the earlier is applied, the later has nothing left to do.
    let overlap = pack(
        "regex = '海港'\nreplace = '岸'",
        "regex = '港城'\nreplace = '市'",
    );
    assert_eq!(overlap, "看岸城。\n");
    // Side by side they are apart.
    let apart = pack(
        "regex = '海'\nreplace = '河'",
        "regex = '港'\nreplace = '岸'",
    );
    assert_eq!(apart, "看河岸城。\n");
    // What one leaves the other finds in the next round.
    let after = pack(
        "regex = '海港'\nreplace = '灣港'",
        "regex = '灣港'\nreplace = '灣岸'",
    );
    assert_eq!(after, "看灣岸城。\n");
}

#[test]
fn of_two_fixes_that_put_something_into_one_place_one_waits() {
    let engine = Engine::new(Arc::new(Catalog::builtin()), Settings::default()).unwrap();
    let source = Source::of_text("a.md", ZERO_WIDTH, Format::Markdown);
    let finding = engine.check(&source).findings.remove(0);
    let with = |start: usize, end: usize, insert: &str| {
        let mut finding = finding.clone();
        finding.fixes.truncate(1);
        let edit = Edit::new(Span::new(start, end), insert.to_owned());
        finding.fixes[0].edits = vec![source.place(edit)];
        finding
    };
    let round = |findings: &[Finding]| {
        let edits = fixes::round(findings, Applicability::Safe);
        let inserts = edits.into_iter().map(|edit| edit.insert);
        inserts.collect::<Vec<_>>()
    };
    assert_eq!(round(&[with(3, 3, "a"), with(3, 3, "b")]), ["a"]);
    assert_eq!(round(&[with(0, 3, "a"), with(3, 3, "b")]), ["a"]);
    assert_eq!(round(&[with(3, 6, "a"), with(3, 3, "b")]), ["a"]);
    assert_eq!(
        round(&[with(3, 3, "a"), with(0, 3, "b"), with(3, 6, "c")]),
        ["a"]
    );
    assert_eq!(round(&[with(3, 6, "a"), with(0, 6, "b")]), ["a"]);
    assert_eq!(round(&[with(3, 6, "b"), with(0, 3, "a")]), ["a", "b"]);
    assert_eq!(round(&[with(0, 3, "a"), with(6, 6, "b")]), ["a", "b"]);
}

#[test]
fn a_last_paragraph_that_stands_three_times_is_kept_once() {
    let line = "檔主說，今年的生意比去年好得多，外地客人也回來了。\n";
    let article = format!("街市昨日重開。\n\n{line}\n{line}\n{line}");
    let desk = Desk::with(&[("a.md", &article), ("b.txt", &article), ("c.md", LETTER)]);
    let (code, err) = fix(&desk, &["--isolated", "."]);
    assert_eq!(code, Some(0), "{err}");
    let once = format!("街市昨日重開。\n\n{line}");
    assert_eq!(
        (desk.text("a.md"), desk.text("b.txt")),
        (once.clone(), once)
    );
    assert_eq!(desk.text("c.md"), LETTER.replace("1O5", "105"));
}

#[cfg(unix)]
#[test]
fn permissions_stay_as_they_were() {
    use std::os::unix::fs::PermissionsExt;

    let desk = Desk::with(&[("a.md", LETTER)]);
    for mode in [0o640, 0o600, 0o755] {
        desk.write("a.md", LETTER);
        fs::set_permissions(desk.path("a.md"), fs::Permissions::from_mode(mode)).unwrap();
        fix(&desk, &["--isolated", "a.md"]);
        assert_eq!(desk.text("a.md"), LETTER.replace("1O5", "105"));
        let now = fs::metadata(desk.path("a.md")).unwrap().permissions();
        assert_eq!(now.mode() & 0o777, mode);
    }
}

/// `/proc` tells when the article has been read; what comes after is an editor who saves it meanwhile.
#[cfg(target_os = "linux")]
#[test]
fn what_an_editor_saved_during_the_run_is_kept() {
    let paragraph = "漁船清早駛出港口，天色還暗，岸上只有幾個人在整理漁網，船老大說今年的魚比去年多，價錢也好。\n\n";
    let article = format!("{}{ZERO_WIDTH}", paragraph.repeat(1500));
    let desk = Desk::with(&[("a.txt", &article)]);
    let mut command = desk.newslint(&["--isolated", "--fix", "--format=concise", "a.txt"]);
    let mut child = command
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let account = format!("/proc/{}/io", child.id());
    let has_read = || -> usize {
        let account = fs::read_to_string(&account).unwrap_or_default();
        let count = account
            .lines()
            .find_map(|line| line.strip_prefix("rchar: "));
        count.and_then(|count| count.parse().ok()).unwrap_or(0)
    };
    while has_read() < article.len() {
        if let Some(status) = child.try_wait().unwrap() {
            println!(
                "skipped: /proc did not tell what a process reads, and the run is over: {status}"
            );
            return;
        }
        sleep(Duration::from_millis(1));
    }
    desk.write("a.txt", "另一篇稿。\n");
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(desk.text("a.txt"), "另一篇稿。\n", "{err}");
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("a.txt"), "{err}");
}

#[test]
fn an_encoding_that_cannot_be_written_again_byte_for_byte_is_left_alone() {
    let desk = Desk::with(&[]);
    let kept = |name: &str, bytes: &[u8], flags: &[&str]| {
        desk.write(name, bytes);
        let (code, err) = fix(&desk, &[flags, &["--isolated", name]].concat());
        assert_eq!(code, Some(2), "{name}: {err}");
        assert!(err.contains(name), "{err}");
        assert_eq!(desk.read(name), bytes, "{name}");
        err.replace(name, "")
    };
    // One byte, 0x80, is the euro sign of GBK; GB 18030 writes it with two.
    let (text, _, lossy) = GB18030.encode(LETTER);
    assert!(!lossy);
    let euro = [&text[..], b"\x80\n"].concat();
    let other_bytes = kept("euro.txt", &euro, &["--encoding=gb18030"]);
    // A byte that no character begins with.
    let spoilt = [&text[..], b"\xFF\n"].concat();
    let unreadable = kept("spoilt.txt", &spoilt, &["--encoding=gb18030"]);
    assert_ne!(unreadable, other_bytes, "each has its own reason");
    // The fix wants a character that Big5 does not have.
    let pattern = "[[pattern]]\nregex = '碼頭'\nreplace = '码头'\n";
    desk.write("pack/house-word.toml", house_lint("info", "safe", pattern));
    let (text, _, lossy) = BIG5.encode(
        ZERO_WIDTH
            .trim_start_matches("新渡輪")
            .trim_matches('\u{200B}'),
    );
    assert!(lossy || !text.is_empty());
    let (text, _, lossy) = BIG5.encode("新渡輪碼頭明年三月啟用，工期三年，碼頭旁設有停車場。\n");
    assert!(!lossy);
    kept("big5.txt", &text, &["--encoding=big5", "--lints=pack"]);
    // Without these obstacles the same encodings are written.
    for (name, encoding, label) in [("g.txt", GB18030, "gb18030"), ("b.txt", BIG5, "big5")] {
        let bytes = |text: &str| encoding.encode(text).0.into_owned();
        desk.write(name, bytes(LETTER));
        let flag = format!("--encoding={label}");
        let (code, err) = fix(&desk, &["--isolated", &flag, name]);
        assert_eq!(code, Some(0), "{name}: {err}");
        assert_eq!(
            desk.read(name),
            bytes(&LETTER.replace("1O5", "105")),
            "{name}"
        );
    }
}

#[test]
fn a_byte_order_mark_and_utf_16_stay() {
    let desk = Desk::with(&[]);
    let utf_16 = |text: &str| -> Vec<u8> {
        let units = "\u{FEFF}".encode_utf16().chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    desk.write("a.txt", utf_16(LETTER));
    desk.write("b.txt", format!("\u{FEFF}{LETTER}"));
    fix(&desk, &["--isolated", "a.txt", "b.txt"]);
    let fixed = LETTER.replace("1O5", "105");
    assert_eq!(desk.read("a.txt"), utf_16(&fixed));
    assert_eq!(desk.text("b.txt"), format!("\u{FEFF}{fixed}"));
}

#[test]
fn a_repair_that_makes_no_sense_is_not_applied() {
    // UTF-8 read as Latin-1. The first says something; of the second most is rare characters.
    let misread = |text: &str| -> String { text.bytes().map(char::from).collect() };
    let fixed = |text: &str| {
        let article = format!("老師說，{}，家長也來。\n", misread(text));
        let desk = Desk::with(&[("a.txt", &article)]);
        let report = desk.report(&["--isolated", "a.txt"]);
        let found = &list(&report)[0];
        assert_eq!(found["lint"], "mojibake", "{report:#}");
        fix(&desk, &["--isolated", "a.txt"]);
        let now = desk.text("a.txt");
        (
            found["key"].as_str().unwrap().to_owned(),
            (now != article).then_some(now),
        )
    };
    assert_eq!(
        fixed("學生今天上課"),
        (
            "found".to_owned(),
            Some("老師說，學生今天上課，家長也來。\n".to_owned())
        )
    );
    // Nothing of it is lost, and it is said so.
    assert_eq!(fixed("學鼗罴生虺課"), ("doubtful".to_owned(), None));
}

#[test]
fn the_exit_code_of_a_diff() {
    let desk = Desk::with(&[("sound.md", "天晴。\n"), ("a.md", LETTER)]);
    let diff =
        |paths: &[&str]| desk.run(&[&["--isolated", "--diff", "--unsafe-fixes"], paths].concat());
    let nothing = diff(&["sound.md"]);
    assert_eq!(
        (nothing.code, nothing.out.as_str()),
        (Some(0), ""),
        "{}",
        nothing.err
    );
    assert_eq!(diff(&["a.md", "sound.md"]).code, Some(1));
    let missing = diff(&["a.md", "missing.md"]);
    assert_eq!(missing.code, Some(2), "{}", missing.err);
    assert!(missing.out.contains("105") && missing.err.contains("missing.md"));
    assert_eq!(desk.text("a.md"), LETTER);
}
