//! `newslint profile`: the same counts as text, as JSON and on a page.
#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// Articles: without a defect, with a letter in a number, with simplified characters, in simplified characters, and a long
/// one with a letter in a number that stands twice.
const SOUND: &str = "渡輪公司昨日宣布加開兩班航次，方便居民往返離島，碼頭裏的指示牌亦會更新。";
const LETTER: &str = "新碼頭的工程費約1O5億元，預計明年底完工。";
const MIXED: &str = "電訊公司宣布，本週起移动通訊服務在島上開通，訊號覆蓋各個碼頭。";
const SIMPLIFIED: &str = "图书馆下月起延长开放时间，周末开到晚上九时，读者可以预约座位。";
const TWICE: &str = "市政府昨日公布，環島步道的修復工程預計下月動工，首期經費約2O0萬元，由三個部門分攤。沿途的涼亭、扶手和照明都會更換，\
    施工期間遊客須改走東側的便道，志工會在路口引導。工程處表示，全部路段可望在明年春天重新開放。";

fn newslint(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newslint"));
    let command = command.current_dir(folder).args(["profile", "--isolated"]);
    command.args(args).output().unwrap()
}

fn profile(folder: &TempDir, args: &[&str]) -> String {
    let output = newslint(folder.path(), args);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    String::from_utf8(output.stdout).unwrap()
}

fn json(folder: &TempDir, args: &[&str]) -> Value {
    let args = [args, &["--format", "json"]].concat();
    serde_json::from_str(&profile(folder, &args)).unwrap()
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let record = |(date, site, text): (&str, &str, &str)| {
        serde_json::json!({ "date": date, "url": site, "text": text }).to_string()
    };
    let news = [
        ("2024-03-02", "https://a.example/1", SOUND),
        ("2024-03-09", "https://a.example/2", LETTER),
        ("2024-05-01", "https://b.example/<b>", MIXED),
        ("2024-05-02", "https://b.example/4", SIMPLIFIED),
        ("", "https://b.example/5", TWICE),
        ("2024-06-01", "<b>&", TWICE),
    ]
    .map(record);
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "news.jsonl",
        &format!(
            "{}\n{{\"url\": \"https://a.example/7\", \"text\": \"\"}}\n",
            news.join("\n")
        ),
    );
    fs::create_dir(folder.path().join("desk")).unwrap();
    write("desk/a.txt", SOUND);
    write("desk/b.md", LETTER);
    folder
}

const NEWS: [&str; 5] = [
    "news.jsonl",
    "--date-field",
    "date",
    "--source-field",
    "url",
];

#[test]
fn everything_is_counted_once() {
    let folder = folder();
    let told = json(&folder, &NEWS);
    let corpus = &told["corpus"];
    assert_eq!(
        (&corpus["articles"], &corpus["without_text"]),
        (&6.into(), &1.into())
    );
    let letters = &corpus["lints"]["letter-in-number"];
    assert_eq!(
        (&letters["findings"], &letters["articles"]),
        (&3.into(), &3.into())
    );
    assert_eq!(letters["share"], 3.0 / 7.0);
    // The second of the articles that are equal has a finding of its own, and one that comparing makes.
    assert_eq!(corpus["lints"]["duplicate-article"]["articles"], 1);
    let with = &corpus["articles_with"];
    assert_eq!(
        (&with["error"], &with["warning"]),
        (&2.into(), &5.into()),
        "{with}"
    );
    let characters: usize = [SOUND, LETTER, MIXED, SIMPLIFIED, TWICE, TWICE]
        .map(|text| text.chars().filter(|c| !c.is_whitespace()).count())
        .iter()
        .sum();
    assert_eq!(corpus["characters"], characters);
    let rate = letters["per_10000"].as_f64().unwrap();
    assert!((rate - 30_000.0 / characters as f64).abs() < 1e-9, "{rate}");
    assert_eq!(corpus["scripts"]["simplified"], 1);
    assert_eq!(corpus["regions"]["hk"], 1);
    assert_eq!(corpus["encodings"]["UTF-8"], 6);
    let bars = corpus["lengths"]["histogram"].as_array().unwrap();
    let bars: u64 = bars
        .iter()
        .map(|bar| bar["articles"].as_u64().unwrap())
        .sum();
    assert_eq!(bars, 6);
}

#[test]
fn sources_and_months_add_up_to_the_corpus() {
    let folder = folder();
    let told = json(&folder, &NEWS);
    let named = |list: &str, key: &str| -> Vec<String> {
        let all = told[list].as_array().unwrap().iter();
        all.map(|part| part[key].as_str().unwrap_or("-").to_owned())
            .collect()
    };
    assert_eq!(
        named("sources", "source"),
        ["<b>&", "a.example", "b.example", "news.jsonl"]
    );
    assert_eq!(
        named("months", "month"),
        ["-", "2024-03", "2024-05", "2024-06"]
    );
    let paths = [
        "/articles",
        "/without_text",
        "/characters",
        "/findings/error",
        "/findings/warning",
        "/articles_with/info",
        "/lints/letter-in-number/findings",
        "/lints/letter-in-number/articles",
        "/lints/duplicate-article/articles",
    ];
    for path in paths {
        let whole = told["corpus"].pointer(path).unwrap().as_u64().unwrap();
        assert!(whole > 0, "{path}");
        for list in ["sources", "months"] {
            let parts = told[list].as_array().unwrap().iter();
            let parts = parts.filter_map(|part| part.pointer(path)?.as_u64());
            assert_eq!(parts.sum::<u64>(), whole, "{list} {path}");
        }
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = folder();
    let all = |jobs: &str| {
        profile(
            &folder,
            &[
                ".",
                "--format",
                "json",
                "--html",
                "page.html",
                "--exclude",
                "page.html",
                "--jobs",
                jobs,
            ],
        ) + &fs::read_to_string(folder.path().join("page.html")).unwrap()
    };
    assert_eq!(all("1"), all("4"));
}

#[test]
fn folders_and_files_of_records_are_sources() {
    let folder = folder();
    let told = json(&folder, &["."]);
    let sources = told["sources"].as_array().unwrap().iter();
    let names: Vec<_> = sources
        .map(|source| source["source"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["desk", "news.jsonl"]);
    assert_eq!(
        told["months"].as_array().unwrap().len(),
        0,
        "nothing has a date"
    );
}

#[test]
fn text_is_told_in_three_languages() {
    let folder = folder();
    for (lang, words) in [
        (
            "en",
            [
                "6 articles from 4 sources",
                "nine tenths",
                "warning or worse",
                "no date",
                "picked by chance",
            ],
        ),
        (
            "zh-Hant",
            [
                "4 個來源的 6 篇文章",
                "九成",
                "warning 及更嚴重的",
                "無日期",
                "隨機抽取",
            ],
        ),
        (
            "zh-Hans",
            [
                "4 个来源的 6 篇文章",
                "九成",
                "warning 及更严重的",
                "无日期",
                "随机抽取",
            ],
        ),
    ] {
        let told = profile(&folder, &[&NEWS[..], &["--lang", lang]].concat());
        for word in words {
            assert!(told.contains(word), "{word}:\n{told}");
        }
        assert!(
            told.contains("news.jsonl:2:"),
            "an example has a place:\n{told}"
        );
    }
}

#[test]
fn the_page_is_whole_and_holds_nothing_that_runs() {
    let folder = folder();
    let quoted = r#"{"text": "<script>alert(1)</script>新碼頭的工程費約1O5億元，預計明年底完工。", "url": "x\u0007"}"#;
    let path = folder.path().join("news.jsonl");
    let text = fs::read_to_string(&path).unwrap() + quoted + "\n";
    fs::write(&path, text).unwrap();
    for lang in ["en", "zh-Hant", "zh-Hans"] {
        profile(
            &folder,
            &[&NEWS[..], &["--html", "page.html", "--lang", lang]].concat(),
        );
        let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
        let mut reader = quick_xml::Reader::from_str(&page);
        reader.config_mut().check_end_names = true;
        let mut plots = 0;
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) => {
                    assert_ne!(tag.name().as_ref(), b"script");
                    for attribute in tag.attributes().map(Result::unwrap) {
                        let value = str::from_utf8(&attribute.value).unwrap();
                        let key = attribute.key.as_ref();
                        assert!(!key.starts_with(b"on") && key != b"src", "{value}");
                        assert!(key != b"href" || value.starts_with('#'), "{value}");
                    }
                    plots += usize::from(tag.name().as_ref() == b"svg");
                }
                _ => {}
            }
        }
        assert!(plots > 10, "{plots} plots");
        assert!(
            page.contains("&lt;b&gt;&amp;") && page.contains("&lt;script&gt;"),
            "{page}"
        );
        assert!(!page.contains('\u{7}'), "what acts is shown");
    }
}

#[test]
fn a_page_is_not_written_over_an_input() {
    let folder = folder();
    let before = fs::read(folder.path().join("news.jsonl")).unwrap();
    let output = newslint(folder.path(), &["news.jsonl", "--html", "./news.jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read(folder.path().join("news.jsonl")).unwrap(), before);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_counted() {
    let folder = folder();
    let output = newslint(
        folder.path(),
        &["news.jsonl", "gone.jsonl", "--format", "json"],
    );
    assert_eq!(output.status.code(), Some(2));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["corpus"]["articles"], 6);
    assert_eq!(told["errors"][0]["path"], "gone.jsonl");
    fs::write(folder.path().join("bad.jsonl"), "{\"text\": \n").unwrap();
    let told = json(&folder, &["bad.jsonl"]);
    assert_eq!(told["corpus"]["without_text"], 1);
    assert_eq!(told["corpus"]["errors_per_10000"], Value::Null);
    let text = profile(&folder, &["bad.jsonl"]);
    assert!(
        text.contains('–') && text.contains("malformed-record"),
        "{text}"
    );
}

#[test]
fn every_form_with_fields_says_where_its_records_come_from() {
    let folder = folder();
    let files = [
        (
            "t.csv",
            format!("paper,text\n晚報,{SOUND}\n早報,{LETTER}\n"),
        ),
        (
            "t.xml",
            format!(
                "<doc><paper>晚報</paper><text>{SOUND}</text></doc><doc><paper>早報</paper><text>{LETTER}</text></doc>"
            ),
        ),
        (
            "t.json",
            format!(
                r#"[{{"of": {{"paper": "晚報"}}, "text": "{SOUND}"}}, {{"of": {{"paper": "早報"}}, "text": "{LETTER}"}}]"#
            ),
        ),
    ];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
        let field = if name == "t.json" {
            "of.paper"
        } else {
            "paper"
        };
        let told = json(&folder, &[name, "--source-field", field]);
        let sources = told["sources"].as_array().unwrap().iter();
        let found = sources.map(|source| {
            let letters = source["lints"].get("letter-in-number");
            (source["source"].as_str().unwrap(), letters.is_some())
        });
        let found: Vec<_> = found.collect();
        assert_eq!(found, [("早報", true), ("晚報", false)], "{name}");
    }
}
