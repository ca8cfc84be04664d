//! Which fields of records are read, and as what.

use serde_json::{Value, json};

use crate::desk::{Desk, LETTER, found, list};
use crate::records::assert_places;

#[test]
fn fields_are_found_inside_others() {
    let record =
        json!({ "data": { "a.b": { "文/本": LETTER } }, "meta": { "id": "k" }, "text": "" });
    let desk = Desk::with(&[("a.json", &json!([record]).to_string())]);
    let of = |field: &str| {
        let report = desk.report(&[
            "--isolated",
            "--id-field=meta.id",
            "--text-field",
            field,
            "a.json",
        ]);
        list(&report)[0]["record"].clone()
    };
    let pointer = "/data/a.b/文~1本";
    assert_eq!(
        of(pointer),
        json!({ "index": 0, "id": "k", "field": pointer })
    );
    let desk = Desk::with(&[(
        "a.json",
        &json!({ "ok": true, "data": { "rest": [[1, "]"]], "items": [{ "text": LETTER }] } })
            .to_string(),
    )]);
    let report = desk.report(&["--isolated", "--records-at=data.items", "a.json"]);
    assert_eq!(list(&report)[0]["record"]["field"], "text");
    assert_places_at(&desk);
    let ran = desk.run(&["--isolated", "--records-at=data.news", "a.json"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("no records at `data.news`"), "{}", ran.err);
}

/// lint.toml names the list as the flag does.
fn assert_places_at(desk: &Desk) {
    desk.write(
        "lint.toml",
        "[records]\nat = \"data.items\"\ntext-field = [\"text\", \"rest\"]\n",
    );
    assert_eq!(
        desk.findings(&["a.json"]),
        [found("a.json", "letter-in-number", "warning")]
    );
}

#[test]
fn several_fields_make_one_article() {
    let record =
        json!({ "body": LETTER, "lead": "港口的新渡輪下月啟航，票價三十元。", "text": "天晴。" });
    let desk = Desk::with(&[("a.jsonl", &record.to_string())]);
    let arguments = ["--isolated", "--text-field=lead,body", "a.jsonl"];
    let report = desk.report(&arguments);
    let [one] = &list(&report)[..] else {
        panic!("{report:#}");
    };
    assert_eq!(one["record"]["field"], "body");
    assert_places(&desk, "a.jsonl", &["--text-field=lead,body"]);
    let inspected = desk.run(&["inspect", "--isolated", "--text-field=lead,body", "a.jsonl"]);
    assert!(inspected.out.find("港口").unwrap() < inspected.out.find("1O5").unwrap());
    let fixed = desk.run(&[
        "--fix",
        "--unsafe-fixes",
        "--isolated",
        "--text-field=lead,body",
        "a.jsonl",
    ]);
    assert_eq!(fixed.code, Some(0), "{}", fixed.err);
    let fixed: Value = serde_json::from_str(&desk.text("a.jsonl")).unwrap();
    assert_eq!(fixed["body"], LETTER.replace("1O5", "105"));
    assert_eq!(fixed["lead"], record["lead"]);
}

#[test]
fn a_title_is_a_heading() {
    let title = "港口的新渡輪碼頭工程費約1O5億元，工期三年，明年三月啟用。";
    let record = json!({ "text": "天晴。", "title": title, "id": 1 });
    let desk = Desk::with(&[
        ("a.jsonl", &record.to_string()),
        ("a.csv", &format!("text,title\n天晴。,{title}\n")),
    ]);
    for file in ["a.jsonl", "a.csv"] {
        assert!(list(&desk.report(&["--isolated", file])).is_empty());
        let flags = ["--isolated", "--title-field=title", file];
        let report = desk.report(&flags);
        assert_eq!(list(&report)[0]["record"]["field"], "title", "{report:#}");
        assert_places(&desk, file, &["--title-field=title"]);
        let inspected = desk.run(&["inspect", "--isolated", "--title-field=title", file]);
        assert!(inspected.out.contains("heading"), "{}", inspected.out);
    }
    // A record without one is read as well.
    desk.write("a.jsonl", json!({ "text": LETTER }).to_string());
    assert_eq!(desk.findings(&["--title-field=title", "a.jsonl"]).len(), 1);
}

#[test]
fn the_day_of_publication_gives_dates_their_weekday() {
    let of = |published: &str, text: &str| {
        let record = json!({ "text": text, "time": published });
        let desk = Desk::with(&[("a.jsonl", &record.to_string())]);
        let flags = ["--isolated", "--select=weekday-mismatch", "a.jsonl"];
        assert!(desk.findings(&flags).is_empty(), "without a year");
        desk.findings(&[&["--date-field=time"], &flags[..]].concat())
            .len()
    };
    // A Friday.
    assert_eq!(
        of("2024-12-30T08:00:00+08:00", "球賽1月3日（星期三）開鑼。"),
        1
    );
    assert_eq!(of("2024-12-30", "球賽1月3日（星期五）開鑼。"), 0);
    assert_eq!(of("2024-12-30", "球賽去年1月3日（星期三）開鑼。"), 0);
    assert_eq!(of("2024-06-30", "球賽1月3日（星期三）開鑼。"), 0);
    assert_eq!(of("", "球賽1月3日（星期三）開鑼。"), 0);
}

#[test]
fn html_in_a_field_is_told_and_read() {
    let text = format!("<p>天晴。</p><p>{}</p>", LETTER.trim());
    let desk = Desk::with(&[("a.jsonl", &json!({ "text": text }).to_string())]);
    let ran = desk.run(&["--isolated", "a.jsonl"]);
    assert!(
        ran.err.contains("look like HTML; --text-format html"),
        "{}",
        ran.err
    );
    let ran = desk.run(&[
        "--isolated",
        "--text-format=html",
        "--format=concise",
        "a.jsonl",
    ]);
    assert_eq!(ran.err, "");
    assert!(ran.out.contains("letter-in-number"), "{}", ran.out);
    assert!(!ran.out.contains("markup-residue"), "{}", ran.out);
    assert_places(&desk, "a.jsonl", &["--text-format=html"]);
}

#[test]
fn a_list_of_paragraphs_is_one_article() {
    let lines = [
        (0, "天晴。"),
        (1, ""),
        (2, "新渡輪\u{200B}碼頭的工程費約1O5億元，工期三年。"),
    ];
    let paragraphs = lines.map(|(number, text)| json!({ "行号": number, "内容": text }));
    let record = json!({ "文件名": "k1", "段落": paragraphs, "text": [["天晴。"], ["有風。"]] });
    let desk = Desk::with(&[("a.jsonl", &(record.to_string() + "\n"))]);
    let flags = ["--text-field=段落.内容", "--id-field=文件名"];
    let report = desk.report(&[&["--isolated", "a.jsonl"], &flags[..]].concat());
    assert_eq!(list(&report).len(), 2, "{report:#}");
    let named = json!({ "index": 0, "id": "k1", "field": "段落.内容" });
    assert_eq!(list(&report)[0]["record"], named);
    assert_places(&desk, "a.jsonl", &flags);
    let fixed = desk.run(
        &[
            &["--isolated", "--fix", "--unsafe-fixes", "a.jsonl"],
            &flags[..],
        ]
        .concat(),
    );
    assert_eq!(fixed.code, Some(0), "{}", fixed.err);
    let mended = record
        .to_string()
        .replace('\u{200B}', "")
        .replace("1O", "10");
    assert_eq!(desk.text("a.jsonl"), mended + "\n");
    let inspected = desk.run(&["inspect", "--isolated", "a.jsonl"]).out;
    assert!(
        inspected.contains("天晴") && inspected.contains("有風"),
        "{inspected}"
    );
}
