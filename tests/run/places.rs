//! One article in every format: the line and the column of its defect, however the article is written.

use std::process::Command;

use serde_json::Value;

use crate::desk::Desk;

/// What stands before the defect on its line, besides: characters beyond the basic plane, and a tab.
const HEAD: &str = "漁港消息。\n\n第二段在此。\n🎣𠮷甲\t新渡輪碼頭的工程費約1";
/// The defect: a letter.
const DEFECT: &str = "O";
const TAIL: &str = "5億元，工期三年。\n尾段。\n";

/// Where the defect begins, from 1.
#[derive(Debug)]
struct Place {
    line: usize,
    column: usize,
    byte_column: usize,
}

/// An article as bytes, with the place of its defect.
struct Written {
    name: &'static str,
    file: &'static str,
    bytes: Vec<u8>,
    place: Place,
}

impl Written {
    /// `head` ends right before the defect; line ends are `end`.
    fn new(name: &'static str, file: &'static str, head: &str, end: &str) -> Self {
        let line = head.rsplit('\n').next().unwrap();
        let text = [head, DEFECT, TAIL].concat().replace('\n', end);
        Self {
            name,
            file,
            bytes: text.into_bytes(),
            place: Place {
                line: head.matches('\n').count() + 1,
                column: line.chars().count() + 1,
                byte_column: line.len() + 1,
            },
        }
    }

    fn encoded(self, encode: impl Fn(&str) -> Vec<u8>) -> Self {
        let text = String::from_utf8(self.bytes).unwrap();
        Self {
            bytes: encode(&text),
            ..self
        }
    }
}

fn articles() -> Vec<Written> {
    let utf_8 = |name, end| Written::new(name, "a.md", HEAD, end);
    let with_mark = |text: &str| format!("\u{FEFF}{text}").into_bytes();
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    // Of the characters beyond the basic plane, Big5 knows those of Hong Kong; no encoder writes them.
    let big5 = |text: &str| {
        let (before, after) = text.split_once('𡃁').unwrap();
        let encode = |text: &str| encoding_rs::BIG5.encode(text).0.into_owned();
        [encode(before), vec![0x9E, 0x63], encode(after)].concat()
    };
    let of_hong_kong = HEAD.replace("🎣𠮷", "𡃁");
    let text = [HEAD, DEFECT, TAIL].concat();
    let sound = serde_json::json!({ "text": "天晴。" });
    let record = serde_json::json!({ "id": "n1", "text": text }).to_string();
    // The record as it stands in its file: line ends and the tab are escaped.
    let (head, _) = record.split_once("O5億").unwrap();
    let records = Written::new("records", "a.jsonl", &format!("{sound}\n\n{head}"), "\n");
    vec![
        utf_8("LF", "\n"),
        utf_8("CRLF", "\r\n"),
        utf_8("CR", "\r"),
        utf_8("BOM", "\n").encoded(with_mark),
        utf_8("GB18030", "\r\n").encoded(gb),
        Written::new("Big5", "a.txt", &of_hong_kong, "\n").encoded(big5),
        Written {
            bytes: format!("{sound}\n\n{record}\n").into_bytes(),
            ..records
        },
    ]
}

/// Every format that there is, as a report of its own.
const REPORTS: [&str; 11] = [
    "pretty=r.pretty",
    "concise=r.txt",
    "json=r.json",
    "jsonl=r.jsonl",
    "sarif=r.sarif",
    "github=r.github",
    "gitlab=r.gitlab.json",
    "junit=r.junit.xml",
    "checkstyle=r.checkstyle.xml",
    "rdjson=r.rdjson",
    "markdown=r.md",
];

#[test]
fn the_place_is_right_in_every_format() {
    for Written {
        name,
        file,
        bytes,
        place,
    } in articles()
    {
        let desk = Desk::with(&[]);
        desk.write(file, bytes);
        let mut arguments = vec!["--isolated", "--select=letter-in-number", "-q", file];
        arguments.extend(REPORTS.iter().flat_map(|report| ["-o", report]));
        let ran = desk.run(&arguments);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{name}");
        let Place {
            line,
            column,
            byte_column,
        } = place;
        let json = |report: &str| -> Value { serde_json::from_str(&desk.text(report)).unwrap() };
        let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let at = |start: &Value| (number(&start["line"]), number(&start["column"]));

        let start = &json("r.json")["findings"][0]["range"]["start"];
        assert_eq!(at(start), (line, column), "{name}: json");
        let lines = desk.text("r.jsonl");
        let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        assert_eq!(
            at(&first["range"]["start"]),
            (line, column),
            "{name}: jsonl"
        );

        let result = &json("r.sarif")["runs"][0]["results"][0];
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let found =
            ["startLine", "startColumn", "endLine", "endColumn"].map(|at| number(&region[at]));
        assert_eq!(found, [line, column, line, column + 1], "{name}: sarif");
        let replaced = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(&replaced["deletedRegion"], region, "{name}: sarif");
        assert_eq!(replaced["insertedContent"]["text"], "0", "{name}: sarif");

        let diagnostic = &json("r.rdjson")["diagnostics"][0];
        let range = &diagnostic["location"]["range"];
        assert_eq!(at(&range["start"]), (line, byte_column), "{name}: rdjson");
        assert_eq!(at(&range["end"]), (line, byte_column + 1), "{name}: rdjson");
        assert_eq!(&diagnostic["suggestions"][0]["range"], range, "{name}");

        let issue = &json("r.gitlab.json")[0];
        assert_eq!(number(&issue["location"]["lines"]["begin"]), line, "{name}");
        let end = column + 1;
        for (report, told) in [
            ("r.txt", format!("{file}:{line}:{column}: warning")),
            ("r.pretty", format!(":{line}:{column}]")),
            (
                "r.github",
                format!(
                    "::warning file={file},line={line},endLine={line},col={column},endColumn={end},title="
                ),
            ),
            (
                "r.junit.xml",
                format!("<testcase name=\"letter-in-number {line}:{column}\""),
            ),
            (
                "r.checkstyle.xml",
                format!("<error line=\"{line}\" column=\"{column}\" severity=\"warning\""),
            ),
            ("r.md", format!("| <code>{file}</code> {line}:{column} |")),
        ] {
            let report_text = desk.text(report);
            assert!(
                report_text.contains(&told),
                "{name}: {report}: {told} in\n{report_text}"
            );
        }
        consumed(&desk, name, &format!("{line} {column}"));
    }
}

/// Do other programs read the same place in the reports?
fn consumed(desk: &Desk, name: &str, place: &str) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/consume.py");
    let mut python = Command::new("python3");
    match python.arg(script).arg(desk.path(".")).output() {
        Ok(output) if output.status.code() != Some(3) => {
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{name}: {told}");
            let said = String::from_utf8_lossy(&output.stdout);
            let formats = ["sarif", "junit", "checkstyle"];
            let expected = formats.map(|format| format!("{format} {place}"));
            assert_eq!(said.lines().collect::<Vec<_>>(), expected, "{name}");
        }
        _ => println!("skipped: there is no python3 with junitparser, lxml and sarif-tools"),
    }
    let mut validator = Command::new("rdformat-validator");
    validator.args(["--strict", "--no-extra-fields"]);
    match validator.arg(desk.path("r.rdjson")).output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{name}: {said}");
        }
        Err(_) => {
            println!("skipped: there is no rdformat-validator (@umbrelladocs/rdformat-validator)");
        }
    }
}
