//! The same articles in each form of a collection, under each compression: what is found is the same, place by place apart.

use std::process::Command;

use serde_json::{Value, json};

use crate::compressed::{PROGRAMS, packed};
use crate::desk::{Desk, list};

/// The articles, with defects; the last is a copy. Some hold what forms write in other ways than text.
const TEXTS: [&str; 6] = [
    "新渡輪碼頭的工程費約1O5億元，工期三年。\n\n主席說：「居民可以放心。\n\n工程明年完成。",
    "船公司說：\"班次\\不變\"，票價照舊。\n\n碼頭\u{200B}明年三月啟用，票分 A;B\tC|D,E 五種，𠮷田 & <b>。",
    "圖書館下月起延長開放時間，週末開到晚上九時，並新設兒童閱讀室。\n\n家長可以陪同孩子使用，座位可在網上預約，名額每日二百個。",
    "天晴。",
    "老書店下周搬到新街，店主說：移动書架要三天，部分舊書會送給學校，開業當日有講座。",
    "圖書館下月起延長開放時間，週末開到晚上九時，並新設兒童閱讀室。\n\n家長可以陪同孩子使用，座位可在網上預約，名額每日二百個。",
];

/// What is found in them.
const LINTS: [&str; 4] = [
    "letter-in-number",
    "invisible-character",
    "mixed-script",
    "duplicate-article",
];

/// An article as a record with a text of several paragraphs or, where a form has no room for them, of one.
fn articles(paragraphs: bool) -> Vec<Value> {
    let text = |text: &str| text.replace("\n\n", if paragraphs { "\n\n" } else { "" });
    let record = |(at, article)| json!({ "id": format!("https://news.example/{at}"), "text": text(article) });
    TEXTS.into_iter().enumerate().map(record).collect()
}

/// A form of collections, and the articles in it.
struct Form {
    file: &'static str,
    content: Vec<u8>,
    flags: &'static [&'static str],
    has_ids: bool,
}

impl Form {
    /// One in which `each` stands for an article, from its id and text.
    fn of(file: &'static str, heading: &str, each: impl Fn(&str, &str) -> String) -> Self {
        let is_lines = file == "news.txt";
        let articles = articles(!is_lines);
        let word = |article: &Value, name: &str| article[name].as_str().unwrap().to_owned();
        let each = |article: &Value| each(&word(article, "id"), &word(article, "text"));
        let content = heading.to_owned() + &articles.iter().map(each).collect::<String>();
        Self {
            file,
            content: content.into_bytes(),
            flags: if is_lines {
                &["--input-format=lines"]
            } else {
                &[]
            },
            has_ids: !is_lines,
        }
    }

    fn ending(mut self, end: &str) -> Self {
        self.content.extend(end.as_bytes());
        self
    }

    fn of_json(file: &'static str, value: &Value, flags: &'static [&'static str]) -> Self {
        Self {
            file,
            content: value.to_string().into_bytes(),
            flags,
            has_ids: true,
        }
    }
}

fn table(file: &'static str, delimiter: &str, end: &str) -> Form {
    let row = |id: &str, text: &str| {
        let text = text.replace('"', "\"\"");
        format!("{id}{delimiter}\"{text}\"{end}")
    };
    Form::of(file, &format!("id{delimiter}text{end}"), row)
}

fn forms() -> Vec<Form> {
    let list = json!(articles(true));
    let others = json!([{ "id": 1, "text": "1O5億元。" }]);
    let inside = json!({ "about": others, "data": { "items": list, "more": others } });
    let mut forms = vec![
        Form::of("news.jsonl", "", |id, text| {
            json!({ "id": id, "text": text }).to_string() + "\n"
        }),
        Form::of_json("list.json", &list, &[]),
        Form::of_json("inside.json", &inside, &["--records-at=data.items"]),
        table("news.csv", ",", "\r\n"),
        table("news.tsv", "\t", "\n"),
        Form::of("news.xml", "<news>\n", |id, text| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            format!("<doc>\n<id>{id}</id>\n<text>{text}</text>\n</doc>\n")
        })
        .ending("</news>\n"),
        Form::of("news.txt", "", |_, text| text.to_owned() + "\n"),
        Form::of(
            "news.wet",
            "WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n1O5億元\r\n\r\n",
            |id, text| {
                let length = text.len();
                let headers = format!("WARC-Type: conversion\r\nWARC-Target-URI: {id}");
                format!("WARC/1.0\r\n{headers}\r\nContent-Length: {length}\r\n\r\n{text}\r\n\r\n")
            },
        ),
    ];
    forms.extend(columns(&articles(true)));
    forms
}

#[cfg(not(feature = "parquet"))]
fn columns(_: &[Value]) -> [Form; 0] {
    []
}

/// Columns, with a few rows in a group.
#[cfg(feature = "parquet")]
fn columns(articles: &[Value]) -> [Form; 1] {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, RecordBatch, StringArray};
    use parquet::arrow::ArrowWriter;
    use parquet::file::properties::WriterProperties;

    let column = |name: &'static str| {
        let cells = articles.iter().map(|article| article[name].as_str());
        (name, Arc::new(cells.collect::<StringArray>()) as ArrayRef)
    };
    let rows = RecordBatch::try_from_iter([column("id"), column("text")]).unwrap();
    let groups = WriterProperties::builder().set_max_row_group_row_count(Some(2));
    let mut writer = ArrowWriter::try_new(Vec::new(), rows.schema(), Some(groups.build())).unwrap();
    writer.write(&rows).unwrap();
    [Form {
        file: "news.parquet",
        content: writer.into_inner().unwrap(),
        flags: &[],
        has_ids: true,
    }]
}

/// The findings of `file`, without their places and, where its form has none, without ids.
fn findings(desk: &Desk, file: &str, flags: &[&str], has_ids: bool) -> String {
    // How a file is encoded is no defect of an article.
    let flags = [&["--isolated", "--ignore=legacy-encoding", file], flags].concat();
    let report = desk.report(&flags);
    assert_eq!(report["errors"], json!([]), "{file}");
    assert_eq!(report["summary"]["articles"], TEXTS.len(), "{file}");
    let placeless = |found: &Value| {
        let mut found = found.clone();
        for name in ["range", "source", "fixes", "help"] {
            found.as_object_mut().unwrap().remove(name);
        }
        let record = found["record"].as_object_mut().unwrap();
        record.remove("field");
        if !has_ids {
            record.remove("id");
        }
        found
    };
    let placeless = |found: &Value| {
        let mut found = placeless(found);
        let related = found["related"].as_array().unwrap();
        found["related"] = related.iter().map(placeless).collect();
        found
    };
    let found: Vec<Value> = list(&report).iter().map(placeless).collect();
    serde_json::to_string_pretty(&found)
        .unwrap()
        .replace(file, "FILE")
}

/// A desk with the articles as lines of JSON in `plain.jsonl`, and what is found there.
fn plain(paragraphs: bool, has_ids: bool) -> (Desk, String) {
    let lines = articles(paragraphs);
    let lines: String = lines
        .iter()
        .map(|article| article.to_string() + "\n")
        .collect();
    let desk = Desk::with(&[("plain.jsonl", &lines)]);
    let wanted = findings(&desk, "plain.jsonl", &[], has_ids);
    for lint in LINTS {
        assert!(wanted.contains(lint), "{lint}: {wanted}");
    }
    (desk, wanted)
}

#[test]
fn each_form_under_each_compression_says_the_same() {
    for form in forms() {
        let (desk, wanted) = plain(form.has_ids, form.has_ids);
        let told = |file: &str, content: &[u8]| {
            desk.write(file, content);
            let found = findings(&desk, file, form.flags, form.has_ids);
            assert_eq!(found, wanted, "{file}");
        };
        told(form.file, &form.content);
        for (program, ending) in PROGRAMS {
            let Some(whole) = packed(program, &form.content) else {
                continue;
            };
            let file = format!("{program}.{}.{ending}", form.file);
            told(&file, &whole);
            // As `cat` puts files together, one ending in the middle of a character.
            let middle = form.content.len() / 2;
            let rest = form.content[middle..].iter();
            let character = rest.take_while(|byte| **byte < 0xC0).count();
            let (head, tail) = form.content.split_at(middle + character + 1);
            let parts = [head, tail].map(|part| packed(program, part).unwrap());
            told(&format!("parts.{file}"), &parts.concat());
        }
    }
}

/// Tables as Excel has them, JSON, and compressed files from the modules that Python has for them.
const PYTHON: &str = "
import bz2, csv, gzip, json, lzma

with open('plain.jsonl', encoding='utf-8') as lines:
    records = [json.loads(line) for line in lines]
for ending, opened in {'': open, '.gz': gzip.open, '.bz2': bz2.open, '.xz': lzma.open}.items():
    for name, dialect, encoding in [
        ('comma.csv', 'excel', 'utf-8-sig'), ('tab.tsv', 'excel-tab', 'gb18030'), ('unix.csv', 'unix', 'utf-8'),
    ]:
        with opened(name + ending, 'wt', encoding=encoding, newline='') as out:
            table = csv.DictWriter(out, ['id', 'text'], dialect=dialect)
            table.writeheader()
            table.writerows(records)
    with opened('ascii.jsonl' + ending, 'wt', encoding='ascii') as out:
        out.writelines(json.dumps(record) + '\\n' for record in records)
    with opened('list.json' + ending, 'wt', encoding='utf-8') as out:
        json.dump(records, out, ensure_ascii=False, indent=2)
    with opened('inside.json' + ending, 'wt', encoding='utf-8') as out:
        json.dump({'data': {'items': records}}, out)
    for record in records:
        with opened('appended.jsonl' + ending, 'at', encoding='utf-8') as out:
            out.write(json.dumps(record, ensure_ascii=False) + '\\n')
";

#[test]
fn what_other_programs_write_says_the_same() {
    let (desk, wanted) = plain(true, true);
    let ran = |program: &str, arguments: &[&str]| {
        let output = Command::new(program)
            .args(arguments)
            .current_dir(desk.path(""))
            .output();
        let output = output.ok().filter(|output| output.status.success());
        if output.is_none() {
            println!("skipped: {program} is not installed, or a part of it");
        }
        output.map(|output| output.stdout)
    };
    let same = |file: &str| {
        let flags: &[&str] = if file.starts_with("inside") {
            &["--records-at=data.items"]
        } else {
            &[]
        };
        assert_eq!(findings(&desk, file, flags, true), wanted, "{file}");
    };
    if ran("python3", &["-c", PYTHON]).is_some() {
        for name in [
            "comma.csv",
            "tab.tsv",
            "unix.csv",
            "ascii.jsonl",
            "list.json",
            "inside.json",
            "appended.jsonl",
        ] {
            for ending in ["", ".gz", ".bz2", ".xz"] {
                same(&format!("{name}{ending}"));
            }
        }
    }
    for (file, filter) in [
        ("jq.json", "[inputs]"),
        ("inside_jq.json", "{data: {items: [inputs]}}"),
        (
            "jq.csv",
            "[\"id\", \"text\"], (inputs | [.id, .text]) | @csv",
        ),
    ] {
        if let Some(content) = ran("jq", &["-nr", filter, "plain.jsonl"]) {
            desk.write(file, &content);
            same(file);
        }
    }
}
