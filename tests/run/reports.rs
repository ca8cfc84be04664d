//! What a report holds.

use serde_json::{Value, json};

use crate::desk::{Desk, LETTER, house_lint, list};

#[test]
fn columns_count_characters_and_units_of_utf_16() {
    let desk = Desk::with(&[("a.md", &format!("天晴。\n\n🎣𠮷{LETTER}"))]);
    let report = desk.report(&["--isolated", "--select=letter-in-number", "a.md"]);
    let range = &list(&report)[0]["range"];
    // Two characters of two units each stand before ten of one.
    let offset = "天晴。\n\n🎣𠮷新渡輪碼頭的工程費約1".len();
    assert_eq!(
        range["start"],
        json!({ "line": 3, "column": 14, "utf16_column": 16, "offset": offset }),
        "{report:#}"
    );
    assert_eq!(range["end"]["utf16_column"], json!(17), "{report:#}");
}

#[test]
fn all_findings_are_counted_when_few_are_listed() {
    let desk = Desk::with(&[("a.md", LETTER), ("b.md", LETTER), ("c.md", LETTER)]);
    let arguments = ["--isolated", "--max-findings=1", "."];
    let report = desk.report(&arguments);
    assert_eq!(list(&report).len(), 1);
    let lines = desk
        .run(&[&["--format=jsonl"], &arguments[..]].concat())
        .out;
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    for summary in [&report["summary"], &lines[1]["summary"]] {
        assert_eq!(summary["warning"], json!(3), "{summary:#}");
        assert_eq!(summary["truncated_by_limit"], json!(2), "{summary:#}");
    }
    let all = desk.report(&["--isolated", "--max-findings=3", "."]);
    assert_eq!(list(&all).len(), 3);
    assert_eq!(all["summary"]["truncated_by_limit"], json!(0));
    // What an exception covers takes no room.
    desk.write(
        "lint.toml",
        "[[allow]]\nlint = \"ocr\"\nfiles = [\"a.md\"]\nreason = \"a code\"\n",
    );
    let covered = desk.report(&["--max-findings=1", "."]);
    assert_eq!(list(&covered)[0]["path"], json!("b.md"), "{covered:#}");
    assert_eq!(covered["summary"]["truncated_by_limit"], json!(1));
    // What is not listed counts for the exit code as well.
    let none = ["--isolated", "--fail-on=warning", "--max-findings=0", "."];
    assert_eq!(desk.run(&none).code, Some(1));
}

/// In the order of a report, for every format, whether it waits for the end or not.
#[test]
fn of_many_findings_the_worst_are_listed() {
    let house = house_lint("error", "none", "[[pattern]]\nregex = '海港'\n");
    let desk = Desk::with(&[
        ("pack/house.toml", &house),
        ("a.md", LETTER),
        ("b.md", &format!("海港\n\n{LETTER}\n海港")),
        ("c.md", "海港"),
    ]);
    let listed = |most: &str, format: &str| {
        let arguments = ["--isolated", "--lints=pack", "--select=house,ocr", "."];
        let most = ["check", "-f", format, "--max-findings", most];
        desk.run(&[&most[..], &arguments].concat()).out
    };
    let three = listed("3", "concise");
    let places: Vec<&str> = three
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(
        places[..3],
        ["b.md:1:1:", "b.md:5:1:", "c.md:1:1:"],
        "{three}"
    );
    let four = listed("4", "concise");
    assert!(four.starts_with("a.md:1:"), "{four}");
    assert_eq!(four.lines().count(), 5, "{four}");
    for format in ["json", "jsonl", "pretty", "gitlab", "sarif"] {
        let told = listed("3", format);
        assert!(told.contains("海港") && !told.contains("1O5"), "{told}");
    }
}

#[test]
fn a_fingerprint_is_of_the_lint_and_the_text_whatever_its_white_space() {
    let pattern = "[[pattern]]\nwithin = \"source\"\nregex = '海\\s*港'\n";
    let desk = Desk::with(&[
        ("pack/house-word.toml", &house_lint("info", "none", pattern)),
        (
            "pack/other-word.toml",
            &house_lint("info", "none", "[[pattern]]\nregex = '海港'\n"),
        ),
        ("a.txt", "海港日報。"),
        ("b.txt", "海 港日報。"),
        ("c.txt", "海\n港日報。"),
        ("d.txt", "海\u{3000}港日報。"),
    ]);
    let of = |lint: &str, path: &str| {
        let arguments = ["--isolated", "--lints=pack", "--select", lint, path];
        list(&desk.report(&arguments))[0]["fingerprint"].clone()
    };
    let expected = of("house-word", "a.txt");
    for path in ["b.txt", "c.txt", "d.txt"] {
        assert_eq!(of("house-word", path), expected, "{path}");
    }
    assert_ne!(of("other-word", "a.txt"), expected);
}

#[test]
fn a_report_goes_to_files_as_well() {
    let desk = Desk::with(&[("a.md", LETTER)]);
    let outputs = [
        "-o",
        "json=all.json",
        "-o",
        "same.txt",
        "--output=jsonl=lines.jsonl",
    ];
    let ran = desk.run(&[&["--isolated", "--format=concise"], &outputs[..], &["a.md"]].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(desk.text("same.txt"), ran.out);
    let whole: Value = serde_json::from_str(&desk.text("all.json")).unwrap();
    assert_eq!(list(&whole).len(), 1);
    assert_eq!(desk.text("lines.jsonl").lines().count(), 2);
    let ran = desk.run(&["--isolated", "-o", "no/such/folder.txt", "a.md"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
}

#[test]
fn quiet_is_quiet_about_findings_alone() {
    let desk = Desk::with(&[("a.md", LETTER)]);
    for format in ["pretty", "concise", "json", "jsonl"] {
        let ran = desk.run(&[
            "--isolated",
            "--quiet",
            "--fail-on=info",
            "--format",
            format,
            "a.md",
        ]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{format}");
    }
    let ran = desk.run(&["--isolated", "-q", "missing.md"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("missing.md"), "{}", ran.err);
}

#[test]
fn each_lint_is_counted() {
    let desk = Desk::with(&[("a.md", LETTER), ("b.md", LETTER)]);
    let counted = |flags: &[&str]| {
        let ran = desk.run(&[&["--isolated", "--format=concise", "."], flags].concat());
        let lines = ran
            .out
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>());
        lines
            .filter(|words| words.starts_with(&["2", "letter-in-number"]))
            .count()
    };
    assert_eq!(counted(&["--statistics"]), 1);
    assert_eq!(counted(&[]), 0);
}

/// The measure of proofreaders, with what it is a share of.
#[test]
fn errors_are_told_per_ten_thousand_characters() {
    let settings = "fail-on = \"never\"\n[lints]\nletter-in-number = \"error\"\n";
    let desk = Desk::with(&[("a.md", LETTER), ("lint.toml", settings)]);
    let characters = desk.report(&[])["summary"]["characters"].as_u64().unwrap();
    assert_eq!(characters, LETTER.trim_end().chars().count() as u64);
    let rate = 10_000.0 / f64::from(u32::try_from(characters).unwrap());
    let last = |lang| {
        let ran = desk.run(&["-q", "--statistics", "--lang", lang]);
        ran.out.lines().last().unwrap().to_owned()
    };
    let english = format!(
        "per 10,000 characters: {rate:.2} errors, {rate:.2} findings of any level ({characters} characters read: marks count, blanks and line ends do not)"
    );
    assert_eq!(last("en"), english);
    let chinese = format!(
        "每萬字：錯誤 {rate:.2} 處，各級合計 {rate:.2} 處（共讀 {characters} 字，標點計入，空白和換行不計）"
    );
    assert_eq!(last("zh-Hant"), chinese);
    desk.write("a.md", "");
    assert_eq!(
        desk.run(&["-q", "--statistics"]).out,
        "",
        "nothing was read"
    );
}

/// Each source by what was read of it.
#[test]
fn lints_categories_and_sources_have_their_rates() {
    let settings = "fail-on = \"never\"\n[lints]\nletter-in-number = \"error\"\n";
    let long = format!("# 春\u{3000}汛\n\n{}", "潮。\n".repeat(48));
    let record = json!({ "text": LETTER }).to_string();
    let desk = Desk::with(&[
        ("lint.toml", settings),
        ("甲報/1.md", LETTER),
        ("甲報/2.md", &long),
        ("b/wire.jsonl", &record),
        ("b/a.md", "晴。"),
    ]);
    let select = ["-q", "--statistics", "--select", "ocr", "."];
    let told = desk.run(&select).out;
    let length = LETTER.trim_end().chars().count();
    let of = |errors: usize, characters: usize| errors as f64 * 10_000.0 / characters as f64;
    let all = length * 2 + 2 + 96 + 2;
    let table = format!(
        "\
findings by lint, with its errors per 10,000 characters:
       2  letter-in-number  {both:>8.2}  2 errors

by category:
       2  ocr  {both:>8.2}  2 errors

by source (a folder, or a file of records), with its own errors per 10,000 characters:
       1  b/wire.jsonl  {wire:>8.2}  1 error
       1  甲報          {paper:>8.2}  1 error
       0  b                 0.00

per 10,000 characters: {both:.2} errors, {both:.2} findings of any level ({all} characters read: marks count, blanks and line ends do not)
",
        both = of(2, all),
        wire = of(1, length),
        paper = of(1, length + 98),
    );
    assert_eq!(told, table);
    for number in 0..30 {
        desk.write(&format!("many/{number:02}/a.md"), "晴。");
    }
    let told = desk.run(&select).out;
    assert!(
        told.contains("\nand 13 sources with fewer errors for their length\n"),
        "{told}"
    );
}

#[test]
fn colour_is_used_when_it_is_asked_for() {
    let desk = Desk::with(&[("a.md", LETTER)]);
    for arguments in [&["a.md"][..], &["--diff", "--unsafe-fixes", "a.md"]] {
        let coloured = |when: &str| {
            let ran = desk.run(&[&["--isolated", "--color", when], arguments].concat());
            assert!(ran.out.contains("1O5"), "{}", ran.out);
            ran.out.contains("\u{1B}[")
        };
        assert_eq!(
            ["always", "never", "auto"].map(coloured),
            [true, false, false]
        );
    }
}

#[test]
fn excepted_findings_are_listed_when_they_are_asked_for() {
    let allow = "[[allow]]\nlint = \"letter-in-number\"\nreason = \"a code\"\n";
    let desk = Desk::with(&[("a.md", LETTER), ("lint.toml", allow)]);
    for format in ["pretty", "concise", "json", "jsonl"] {
        let shown = |flags: &[&str]| {
            let ran = desk.run(&[&["--fail-on=info", "--format", format, "a.md"], flags].concat());
            assert_eq!(ran.code, Some(0), "{format}");
            ran.out.contains("letter-in-number")
        };
        assert!(!shown(&[]) && shown(&["--show-suppressed"]), "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf_8_have_their_bytes_beside_them() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let desk = Desk::with(&[]);
    let names: [&[u8]; 3] = [b"a\xFE.md", b"a\xFF.md", b"b\xFF.jsonl"];
    let [first, second, records] = names.map(OsStr::from_bytes);
    let article = format!(
        "{LETTER}\n{}",
        "船上設有二十個輪椅位，專人協助長者上下船，首航當日免費，票價維持不變。".repeat(2)
    );
    for name in [first, second] {
        std::fs::write(desk.path(".").join(name), &article).unwrap();
    }
    std::fs::write(
        desk.path(".").join(records),
        json!({ "text": LETTER }).to_string(),
    )
    .unwrap();
    let mut command = desk.newslint(&["--isolated", "--format=json", "."]);
    let output = command
        .arg(OsStr::from_bytes(b"./none\xFF.md"))
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let entries = |list: &str| -> Vec<(String, Vec<u8>)> {
        let entries = report[list].as_array().unwrap().iter();
        entries
            .map(|entry| {
                let bytes = serde_json::from_value(entry["path_bytes"].clone()).unwrap();
                (entry["path"].as_str().unwrap().to_owned(), bytes)
            })
            .collect()
    };
    let shown = |bytes: &[u8]| (String::from_utf8_lossy(bytes).into_owned(), bytes.to_vec());
    assert_eq!(entries("files"), names.map(shown), "{report:#}");
    assert_eq!(entries("errors"), [shown(b"none\xFF.md")]);
    let all: Vec<_> = names.map(shown).into_iter().collect();
    assert!(
        entries("findings").iter().all(|entry| all.contains(entry)),
        "{report:#}"
    );
    // Which of the two repeats the other only their bytes tell.
    let findings = list(&report).iter();
    let copy = findings
        .clone()
        .find(|found| found["lint"] == "duplicate-article")
        .unwrap();
    assert_eq!(copy["path_bytes"], json!(b"a\xFF.md"), "{copy:#}");
    assert_eq!(
        copy["related"][0]["path_bytes"],
        json!(b"a\xFE.md"),
        "{copy:#}"
    );
    let desk = Desk::with(&[("a.md", LETTER)]);
    let report = desk.report(&["--isolated", "a.md"]);
    assert!(list(&report)[0].get("path_bytes").is_none(), "{report:#}");
}
