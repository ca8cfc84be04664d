//! Files that hold many articles, in all the forms in which these come.

use std::process::Command;

use encoding_rs::{GB18030, UTF_16LE};
use serde_json::{Value, json};

use crate::desk::{Desk, LETTER, ZERO_WIDTH, list};

/// Texts with what the forms write in other ways: quotation marks, backslashes, delimiters, line ends.
pub(crate) fn articles() -> Vec<Value> {
    let texts = [
        LETTER.to_owned(),
        format!(
            "船公司說：\"班次\\不變\"，票價、時間都照舊。\n\n{LETTER}\n「\"1O3號\"碼頭」照舊開放。"
        ),
        "天晴。".to_owned(),
        format!("甲 A;B\tC|D,E 都說好。\r\n\r\n{LETTER}𠮷"),
        ZERO_WIDTH.to_owned(),
    ];
    let article = |(at, text)| json!({ "id": format!("n{at}"), "title": "碼頭", "text": text });
    texts.into_iter().enumerate().map(article).collect()
}

pub(crate) fn jsonl(articles: &[Value]) -> String {
    articles
        .iter()
        .map(|article| article.to_string() + "\n")
        .collect()
}

/// A table of `articles`, all cells in quotation marks.
fn table(articles: &[Value], delimiter: &str, end: &str) -> String {
    let row = |cells: [&str; 3]| {
        cells
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
            .join(delimiter)
            + end
    };
    let names = ["id", "title", "text"];
    let rows = articles
        .iter()
        .map(|article| row(names.map(|name| article[name].as_str().unwrap())));
    row(names) + &rows.collect::<String>()
}

/// The findings of `file` without their places.
fn findings(desk: &Desk, arguments: &[&str]) -> Value {
    let report = desk.report(&[&["--isolated", "--ignore=legacy-encoding"], arguments].concat());
    assert_eq!(report["errors"], json!([]), "{arguments:?}");
    let without_places = |found: &Value| {
        let names = ["lint", "severity", "text", "message", "record"];
        names.map(|name| found[name].clone())
    };
    json!(list(&report).iter().map(without_places).collect::<Vec<_>>())
}

/// Each finding of `file`, which is UTF-8, stands where it is said to.
pub(crate) fn assert_places(desk: &Desk, file: &str, flags: &[&str]) {
    let text = desk.text(file);
    let report = desk.report(&[&["--isolated", file], flags].concat());
    assert!(!list(&report).is_empty(), "{file}");
    for found in list(&report) {
        let offset = |end: &str| {
            let at = &found["range"][end];
            let number = |name: &str| usize::try_from(at[name].as_u64().unwrap()).unwrap();
            // A byte order mark stands before the first column.
            let mark = if text.starts_with('\u{FEFF}') && number("line") == 1 {
                3
            } else {
                0
            };
            let lines = text.split_inclusive('\n').take(number("line") - 1);
            let line = lines.map(str::len).sum::<usize>() + mark;
            let columns = text.get(line..).unwrap().chars().take(number("column") - 1);
            assert_eq!(
                line + columns.map(char::len_utf8).sum::<usize>(),
                number("offset"),
                "{file}"
            );
            number("offset")
        };
        let written = found["source"].as_str().or(found["text"].as_str()).unwrap();
        assert_eq!(
            text.get(offset("start")..offset("end")),
            Some(written),
            "{file}"
        );
    }
}

#[test]
#[cfg(not(feature = "parquet"))]
fn without_parquet_a_file_says_how_to_get_it_and_others_are_read() {
    let desk = Desk::with(&[("a.parquet", "PAR1"), ("b.md", LETTER)]);
    for (lang, told) in [
        (
            "en",
            "a.parquet: is Parquet, which this newslint was built without; `cargo install",
        ),
        (
            "zh-Hant",
            "a.parquet: 是 Parquet 檔，此 newslint 建置時未包含這項功能；請用 `cargo install",
        ),
        (
            "zh-Hans",
            "a.parquet: 是 Parquet 文件，此 newslint 构建时未包含这项功能；请用 `cargo install",
        ),
    ] {
        let ran = desk.run(&["--format=concise", "--lang", lang, "."]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains(told), "{}", ran.err);
        assert!(ran.out.contains("b.md:1:"), "{}", ran.out);
    }
}

#[test]
fn all_forms_say_the_same() {
    let articles = articles();
    let list = json!(articles);
    let desk = Desk::with(&[("a.jsonl", &jsonl(&articles))]);
    let wanted = findings(&desk, &["a.jsonl"]);
    assert!(wanted.as_array().unwrap().len() >= 5, "{wanted:#}");
    let minified = list.to_string();
    let pretty = serde_json::to_string_pretty(&list).unwrap();
    let each = articles
        .iter()
        .map(|one| serde_json::to_string_pretty(one).unwrap());
    let forms = [
        ("minified.json", minified.clone()),
        ("pretty.json", pretty.clone()),
        ("each.json", each.collect::<Vec<_>>().join("\n")),
        ("lines.json", jsonl(&articles)),
        ("list.jsonl", pretty),
        (
            "inside.json",
            json!({ "count": [1, { "a": 2 }], "news": list }).to_string(),
        ),
        ("marked.json", format!("\u{FEFF}{minified}")),
        ("comma.csv", table(&articles, ",", "\r\n")),
        (
            "marked.csv",
            format!("\u{FEFF}{}", table(&articles, ",", "\r\n")),
        ),
        ("tab.tsv", table(&articles, "\t", "\n")),
        ("semicolon.csv", table(&articles, ";", "\n")),
        (
            "told.csv",
            format!("sep=|\r\n{}", table(&articles, "|", "\r\n")),
        ),
    ];
    for (name, content) in forms {
        desk.write(name, &content);
        assert_eq!(findings(&desk, &[name]), wanted, "{name}");
        assert_places(&desk, name, &[]);
        let wide: Vec<u8> = content.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = content.starts_with('\u{FEFF}');
        desk.write(
            name,
            [if marked { &[][..] } else { b"\xFF\xFE" }, &wide].concat(),
        );
        assert_eq!(
            findings(&desk, &[name]),
            wanted,
            "{name} in {}",
            UTF_16LE.name()
        );
        let legacy = GB18030.encode(content.trim_start_matches('\u{FEFF}')).0;
        desk.write(name, &legacy);
        let flag = "--encoding=gb18030";
        assert_eq!(
            findings(&desk, &[flag, name]),
            wanted,
            "{name} in {}",
            GB18030.name()
        );
    }
}

#[test]
fn long_lists_are_cut_and_their_records_read_again() {
    let text = |at: usize| {
        let names = ["碼頭", "市場", "學校", "醫院"].map(|name| format!("{name}在第{at}天開放。"));
        names.concat().repeat(60)
    };
    let records: Vec<Value> = (0..200)
        .map(|at| json!({ "id": at, "text": text(at % 190) }))
        .collect();
    let desk = Desk::with(&[
        ("a.jsonl", &jsonl(&records)),
        ("a.json", &json!(records).to_string()),
    ]);
    let wanted = findings(&desk, &["--select=duplicate-article", "a.jsonl"]).to_string();
    assert!(
        wanted.matches("duplicate-article").count() >= 10,
        "{wanted}"
    );
    let found = findings(&desk, &["--select=duplicate-article", "a.json"]).to_string();
    assert_eq!(found.replace("a.json#", "a.jsonl#"), wanted);
}

#[test]
fn what_other_programs_write_is_read() {
    let articles = articles();
    let desk = Desk::with(&[("a.jsonl", &jsonl(&articles))]);
    let wanted = findings(&desk, &["a.jsonl"]);
    let made = |program: &str, arguments: &[&str], files: &[&str]| {
        let output = Command::new(program)
            .args(arguments)
            .current_dir(desk.path(""))
            .output();
        let Some(output) = output.ok().filter(|output| output.status.success()) else {
            println!("skipped: {program} is not installed, or a part of it");
            return;
        };
        if let [file] = files {
            desk.write(file, output.stdout);
        }
        for file in files
            .iter()
            .copied()
            .chain(["a.csv", "excel.csv", "a.tsv", "list.json"])
        {
            if desk.path(file).exists() {
                assert_eq!(findings(&desk, &[file]), wanted, "{program}: {file}");
                assert_places(&desk, file, &[]);
            }
        }
    };
    made("jq", &[".", "a.jsonl"], &["pretty.json"]);
    made(
        "jq",
        &["--slurp", "--ascii-output", ".", "a.jsonl"],
        &["slurped.json"],
    );
    let script = "import pandas\n\
        table = pandas.read_json('a.jsonl', lines=True)\n\
        table.to_csv('a.csv', index=False)\n\
        table.to_csv('excel.csv', index=False, encoding='utf-8-sig', lineterminator='\\r\\n')\n\
        table.to_csv('a.tsv', sep='\\t')\n\
        table.to_json('list.json', orient='records', force_ascii=False)\n";
    made("python3", &["-c", script], &[]);
}

#[test]
fn one_article_a_line() {
    let desk = Desk::with(&[("a.txt", &format!("天晴。\n\n{LETTER}{LETTER}"))]);
    let report = desk.report(&["--isolated", "--input-format=lines", "a.txt"]);
    let places: Vec<_> = list(&report)
        .iter()
        .map(|found| {
            (
                found["record"]["index"].as_u64(),
                found["range"]["start"]["line"].as_u64(),
            )
        })
        .collect();
    assert_eq!(
        places,
        [(Some(1), Some(3)), (Some(2), Some(4))],
        "{report:#}"
    );
    assert_eq!(report["summary"]["articles"], 3);
}

#[test]
fn fixes_keep_the_form() {
    let articles = articles();
    let mended: Vec<Value> = serde_json::from_str(
        &json!(articles)
            .to_string()
            .replace('\u{200B}', "")
            .replace("1O", "10"),
    )
    .unwrap();
    let pretty = |articles: &[Value]| serde_json::to_string_pretty(articles).unwrap();
    let plain = "id,text\n1,\u{200B}天晴。\n2,工程費約1O5億元。\n";
    let forms = [
        ("a.json", pretty(&articles), pretty(&mended)),
        (
            "a.csv",
            table(&articles, ",", "\r\n"),
            table(&mended, ",", "\r\n"),
        ),
        (
            "plain.csv",
            plain.to_owned(),
            plain.replace('\u{200B}', "").replace("1O", "10"),
        ),
    ];
    for (name, before, after) in forms {
        let desk = Desk::with(&[(name, &before)]);
        let ran = desk.run(&["--isolated", "--fix", "--unsafe-fixes", name]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert_eq!(desk.text(name), after, "{name}");
    }
}

#[test]
fn a_list_that_breaks_off_is_told() {
    let whole = json!(articles()).to_string();
    let desk = Desk::with(&[]);
    // Between two records, and inside one.
    let between = whole.rfind(",{").unwrap();
    for (cut, unread) in [(between, 0), (between + 1, 0), (between + 20, 1)] {
        desk.write("a.json", whole.get(..cut).unwrap());
        let report = desk.report(&["--isolated", "a.json"]);
        assert_eq!(report["errors"][0]["kind"], "malformed", "{report:#}");
        let malformed = |found: &&Value| found["lint"] == "malformed-record";
        assert_eq!(
            list(&report).iter().filter(malformed).count(),
            unread,
            "{report:#}"
        );
        assert_eq!(report["summary"]["articles"], 4);
        assert_eq!(desk.run(&["--isolated", "a.json"]).code, Some(2));
    }
}

#[test]
fn a_broken_record_leaves_the_next_alone() {
    let (one, two) = (
        json!({ "text": "天晴。" }),
        json!({ "id": 2, "text": LETTER }),
    );
    let broken = "{\"text\": \"他說\"好\", 便走了。\", \"n\": {\n  \"a\": 1}\n}";
    let desk = Desk::with(&[("a.json", &format!("[{one},\n{broken},\n{two}]"))]);
    let report = desk.report(&["--isolated", "a.json"]);
    let told: Vec<_> = list(&report)
        .iter()
        .map(|found| (&found["lint"], &found["record"]["id"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!("malformed-record"), &json!(null)),
            (&json!("letter-in-number"), &json!("2"))
        ]
    );
}

#[test]
fn rows_that_are_no_rows_are_told() {
    let rows = "id,text\n1,天晴,有風。\n2,\n3,工程費約1O5億元。\n4,\"天晴。\n";
    let desk = Desk::with(&[("a.csv", rows)]);
    let report = desk.report(&["--isolated", "a.csv"]);
    let told: Vec<_> = list(&report)
        .iter()
        .map(|found| {
            (
                found["key"].as_str().unwrap(),
                found["range"]["start"]["line"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(told[..2], [("cells", 2), ("empty", 3)], "{report:#}");
    assert_eq!((told[2].1, told[3]), (4, ("open-quote", 5)), "{report:#}");
}

#[test]
fn a_table_tells_its_columns() {
    let desk = Desk::with(&[("a.csv", "序号,报道\n1,工程費約1O5億元。\n")]);
    let ran = desk.run(&["--isolated", "a.csv"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("--text-field: `序号`, `报道`"),
        "{}",
        ran.err
    );
    assert_eq!(desk.findings(&["--text-field=报道", "a.csv"]).len(), 1);
    let chinese = desk.text("a.csv").replace("报道", "內容");
    desk.write("c.csv", chinese);
    assert_eq!(desk.findings(&["--isolated", "c.csv"]).len(), 1);
    // Without a heading, columns are counted.
    desk.write(
        "b.tsv",
        "财经\t工程費約1O5億元。\n体育\t工程費約1O5億元。\n",
    );
    assert_eq!(
        desk.findings(&[
            "--isolated",
            "--ignore=duplication",
            "--text-field=2",
            "b.tsv"
        ])
        .len(),
        2
    );
}

#[test]
fn in_a_folder_only_lists_and_tables_of_articles_count() {
    let desk = Desk::with(&[
        (
            "news.json",
            &json!([{ "text": LETTER.repeat(6) }]).to_string(),
        ),
        ("notes.json", &json!([{ "text": LETTER }]).to_string()),
        ("news.csv", &table(&articles(), ",", "\n")),
        (
            "package.json",
            "{\"name\": \"desk\", \"context\": {\"a\": 1}}",
        ),
        ("figures.csv", "year,context\n2024,3\n"),
    ]);
    let report = desk.report(&["--isolated", "."]);
    let paths: Vec<_> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| &file["path"])
        .collect();
    assert_eq!(paths, ["news.csv", "news.json"]);
    assert_eq!(
        report["summary"]["passed_over"],
        json!({ "csv": 1, "json": 2 })
    );
}

#[test]
fn documents_between_tags() {
    let told = |file: &str, content: &[u8], flags: &[&str]| {
        let desk = Desk::with(&[]);
        desk.write(file, content);
        let report =
            desk.report(&[&["--isolated", "--ignore=legacy-encoding", file], flags].concat());
        assert_eq!(report["errors"], json!([]));
        if std::str::from_utf8(content).is_ok() {
            assert_places(&desk, file, flags);
        }
        let found = |found: &Value| (found["lint"].clone(), found["record"].clone());
        list(&report).iter().map(found).collect::<Vec<_>>()
    };
    let letter = |index: usize, id: Option<&str>, field: &str| {
        let record = json!({ "index": index, "id": id, "field": field });
        (json!("letter-in-number"), record)
    };
    let docs = "<doc>\n<id>k1</id>\n<title>天晴&amp;有风</title>\n<content>港口的渔船清早出海，今年的鱼比去年多 A&B。</content>\n</doc>\n\
         <doc>\n<id>k2</id>\n<content>渔港的工程费约1O5亿元。<br/>工期三年&#xff0c;明年启用。</content>\n</doc>\n";
    assert_eq!(
        told("a.xml", docs.as_bytes(), &[]),
        [letter(1, Some("k2"), "content")]
    );
    let rooted = format!("<?xml version=\"1.0\"?>\n<docs>{docs}</docs>");
    assert_eq!(
        told("a.xml", rooted.as_bytes(), &[]),
        [letter(1, Some("k2"), "content")]
    );
    // The root has the name of a record, and is none.
    let news = format!("<news>\n{docs}</news>");
    assert_eq!(
        told("a.xml", news.as_bytes(), &[]),
        [letter(1, Some("k2"), "content")]
    );
    let legacy = GB18030.encode(docs).0;
    assert_eq!(
        told("a.dat", &legacy, &["--input-format=xml"]),
        [letter(1, Some("k2"), "content")]
    );
    let bare = format!("<doc id=\"7\" title=\"天晴\">\n天晴\n\n{LETTER}</doc>\n");
    assert_eq!(
        told("a.xml", bare.as_bytes(), &[]),
        [letter(0, Some("7"), "doc")]
    );
    let wire = format!(
        "<DOC id=\"X1\" type=\"story\">\n<TEXT>\n<P>\n天晴。\n</P>\n<P>\n{LETTER}</P>\n</TEXT>\n</DOC>\n"
    );
    assert_eq!(
        told("a.xml", wire.as_bytes(), &[]),
        [letter(0, Some("X1"), "text")]
    );
    let story = format!("<rss><story><body><![CDATA[{LETTER}]]></body></story></rss>");
    assert_eq!(
        told("a.xml", story.as_bytes(), &["--records-at=story/body"]),
        [letter(0, None, "body")]
    );
    let open = docs.trim_end().strip_suffix("</doc>").unwrap();
    let report = Desk::with(&[("a.xml", open)]).report(&["--isolated", "a.xml"]);
    assert_eq!(list(&report)[0]["key"], "open-tag", "{report:#}");
}

#[test]
fn fixes_keep_references() {
    let before = "<doc><text>甲&amp;乙\u{200B}公司的工程費約1O5億元。</text></doc>\n";
    let desk = Desk::with(&[("a.xml", before)]);
    let ran = desk.run(&["--isolated", "--fix", "--unsafe-fixes", "a.xml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(
        desk.text("a.xml"),
        before.replace('\u{200B}', "").replace("1O", "10")
    );
}

#[test]
fn articles_that_memory_does_not_hold_are_not_compared() {
    let text = LETTER.repeat(4);
    let lines: String = (0..3)
        .map(|id| json!({ "id": id, "text": text }).to_string() + "\n")
        .collect();
    let desk = Desk::with(&[("a.jsonl", &lines)]);
    let ran = |size: &str| {
        let flags = [
            "--isolated",
            "--format=concise",
            "--max-memory",
            size,
            "a.jsonl",
        ];
        desk.run(&flags)
    };
    let enough = ran("80MB");
    assert_eq!((enough.code, enough.err.as_str()), (Some(1), ""));
    assert!(enough.out.contains("duplicate-article"), "{}", enough.out);
    let little = ran("65536k");
    assert_eq!(little.code, Some(2));
    assert!(
        little.err.contains("too many to be compared in 64 MB"),
        "{}",
        little.err
    );
    assert!(little.out.contains("letter-in-number"), "{}", little.out);
    assert!(!little.out.contains("duplicate-article"), "{}", little.out);
    for wrong in ["2X", "G", "99999999999G"] {
        assert_eq!(ran(wrong).code, Some(2), "{wrong}");
    }
}

#[test]
fn a_record_is_told_where_its_line_does_not_tell_it() {
    let records = json!([{ "text": "天晴。" }, { "text": LETTER }]).to_string();
    let desk = Desk::with(&[
        ("a.json", &records),
        ("a.jsonl", &jsonl(&articles())),
        ("a.csv", &format!("id,text\n1,{LETTER}")),
    ]);
    for (flag, wanted) in [
        ("--lang=en", " (record 2)\n"),
        ("--lang=zh-Hant", "（第 2 條記錄）\n"),
        ("--lang=zh-Hans", "（第 2 条记录）\n"),
    ] {
        let ran = desk.run(&["--isolated", "--format=concise", flag, "a.json"]);
        assert!(
            ran.out.contains("a.json:1:") && ran.out.contains(wanted),
            "{}",
            ran.out
        );
    }
    let of = |file| desk.run(&["--isolated", "--format=concise", file]).out;
    assert!(of("a.csv").contains("a.csv:2:") && of("a.csv").contains("(record 1)"));
    assert!(!of("a.jsonl").contains("(record"));
}
