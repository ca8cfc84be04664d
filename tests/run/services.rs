//! What GitHub, GitLab, Jenkins and their like read.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::desk::{Desk, LETTER, Ran, SERVICES, house_lint};

/// A paragraph that stands twice, simplified characters among traditional ones, a letter in a number.
const DAMAGED: &str = "\
# 新碼頭明年三月啟用

本報訊（記者 何家欣 沙田報道）新碼頭的主要工程上月開始，將於明年三月完成，屆時渡輪班次會由每小時兩班增至四班。

發言人表示，碼頭設有無障礙通道和充電設備，方便長者和輪椅使用者。第二期工程將於秋季开始，預計需時十八個月，工程費約1O5億元。

本報訊（記者 何家欣 沙田報道）新碼頭的主要工程上月開始，將於明年三月完成，屆時渡輪班次會由每小時兩班增至四班。
";

fn sarif(ran: &Ran) -> Value {
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    // Its pattern for languages has a bracket too many, which not every engine forgives.
    let schema = include_str!("../schemas/sarif-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    log["runs"][0].clone()
}

#[test]
fn sarif_tells_all_that_is_known() {
    let settings = "fail-on = \"never\"\n[lints]\nletter-in-number = \"error\"\nmojibake = \"off\"\n\
        [[override]]\nfiles = [\"a.md\"]\nlints = { mixed-variant = \"info\" }\n\
        [[allow]]\nlint = \"duplicate-paragraph\"\nreason = \"a refrain\"\n";
    let records = json!({ "id": "n7", "text": LETTER }).to_string();
    let desk = Desk::with(&[
        ("a.md", DAMAGED),
        ("r.jsonl", &records),
        ("lint.toml", settings),
    ]);
    let arguments = ["-f", "sarif", "--show-suppressed", "."];
    let run = sarif(&desk.run(&arguments));
    assert_eq!(run["columnKind"], "unicodeCodePoints");

    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let rule = |id: &str| rules.iter().find(|rule| rule["id"] == id);
    assert!(rule("mojibake").is_none(), "it does not run");
    assert!(rules.len() > 40);
    let letter = rule("letter-in-number").unwrap();
    assert_eq!(letter["defaultConfiguration"]["level"], "warning");
    for key in ["shortDescription", "fullDescription", "help"] {
        assert!(!letter[key]["text"].as_str().unwrap().is_empty(), "{key}");
    }
    // It is off but for some files.
    let variant = &rule("mixed-variant").unwrap()["defaultConfiguration"];
    assert_eq!(variant["enabled"], false);
    let changed = run["invocations"][0]["ruleConfigurationOverrides"]
        .as_array()
        .unwrap();
    let changed: Vec<String> = changed
        .iter()
        .map(|change| {
            format!(
                "{} {}",
                change["descriptor"]["id"], change["configuration"]["level"]
            )
        })
        .collect();
    assert_eq!(
        changed,
        [
            "\"letter-in-number\" \"error\"",
            "\"mixed-variant\" \"note\""
        ]
    );

    let results = run["results"].as_array().unwrap();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let of = |id: &str| {
        results
            .iter()
            .find(|result| result["ruleId"] == id)
            .unwrap()
    };
    let doubled = of("duplicate-paragraph");
    assert_eq!(doubled["suppressions"][0]["justification"], "a refrain");
    assert_eq!(doubled["suppressions"][0]["kind"], "external");
    let first = &doubled["relatedLocations"][0];
    assert_eq!(first["physicalLocation"]["region"]["startLine"], 3);
    assert_eq!(first["message"]["text"], "first here");
    assert_eq!(of("mixed-script")["suppressions"], json!([]));
    let records = results.iter().find(|result| {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "r.jsonl"
    });
    let record = &records.unwrap()["locations"][0]["logicalLocations"][0];
    assert_eq!(
        (&record["name"], &record["fullyQualifiedName"]),
        (&json!("n7"), &json!("[0].text"))
    );
}

#[test]
fn sarif_names_files_so_that_every_reader_finds_them() {
    let name = "news/春 a#1:%.md";
    let (gb, _, _) = encoding_rs::GB18030.encode(LETTER);
    let desk = Desk::with(&[(name, LETTER)]);
    desk.write("gb.txt", gb);
    let run = sarif(&desk.run(&["--isolated", "-f", "sarif", "."]));
    let uris: Vec<&Value> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        .collect();
    assert!(
        uris.contains(&&json!("news/%E6%98%A5%20a%231%3A%25.md")),
        "{uris:?}"
    );
    let expected = json!([{ "location": { "uri": "gb.txt" }, "encoding": "gb18030" }]);
    assert_eq!(run["artifacts"], expected);
    // Code scanning takes no finding without a line, even about a whole file.
    let results = run["results"].as_array().unwrap();
    let of_file = results
        .iter()
        .find(|result| result["ruleId"] == "legacy-encoding");
    let region = &of_file.unwrap()["locations"][0]["physicalLocation"]["region"];
    assert_eq!(*region, json!({ "startLine": 1 }));
}

#[test]
fn sarif_says_what_it_does_not_list() {
    let desk = Desk::with(&[("a.md", DAMAGED)]);
    let run = sarif(&desk.run(&["--isolated", "--max-findings=1", "-f", "sarif", "a.md"]));
    assert_eq!(run["results"].as_array().unwrap().len(), 1);
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    let told = &invocation["toolExecutionNotifications"][0];
    assert_eq!(told["level"], "warning");
    assert_eq!(told["message"]["text"], "2 not shown (--max-findings)");
}

/// Code scanning closes an alert that is there no more.
#[test]
fn sarif_holds_what_the_baseline_knows() {
    let desk = Desk::with(&[
        ("a.md", LETTER),
        ("lint.toml", "[lints]\nletter-in-number = \"error\"\n"),
    ]);
    let results = |arguments: &[&str]| -> Vec<(Value, Value, Value)> {
        let ran = desk.run(&[&["check", "-f", "sarif"], arguments].concat());
        let run = sarif(&ran);
        let results = run["results"].as_array().unwrap().iter();
        let told = results.map(|result| {
            let file = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            let kinds = result["suppressions"].as_array().unwrap().iter();
            let kinds: Vec<&Value> = kinds.map(|by| &by["kind"]).collect();
            (file.clone(), result["baselineState"].clone(), json!(kinds))
        });
        told.collect()
    };
    let without = (json!("a.md"), Value::Null, json!([]));
    assert_eq!(results(&[]), [without]);
    assert_eq!(desk.run(&["baseline", "create"]).code, Some(0));
    let comment = "<!-- newslint-disable-file -- a code -->\n\n";
    desk.write("b.md", LETTER.replace("1O5", "2O7"));
    desk.write("c.md", [comment, LETTER].concat());
    let known = (json!("a.md"), json!("unchanged"), json!(["external"]));
    let new = (json!("b.md"), json!("new"), json!([]));
    let commented = (json!("c.md"), json!("new"), json!(["inSource"]));
    assert_eq!(results(&[]), [known.clone(), new.clone()]);
    let all = [known, new.clone(), commented];
    assert_eq!(results(&["--show-suppressed"]), all);
    assert_eq!(results(&["--max-findings", "1"]), [new], "the worst first");
    // It counts nowhere, and no other report has it.
    assert_eq!(desk.run(&["check", "-f", "sarif", "a.md"]).code, Some(0));
    for format in SERVICES.into_iter().filter(|format| *format != "sarif") {
        let ran = desk.run(&["check", "-f", format, "a.md"]);
        assert!(!ran.out.contains("letter-in-number"), "{}", ran.out);
    }
    assert!(desk.findings(&["a.md"]).is_empty());
}

#[test]
fn sarif_makes_no_links_of_an_article() {
    let lint = house_lint(
        "error",
        "none",
        "[[pattern]]\nwithin = \"source\"\nregex = '\\[頭\\]\\(1\\)'\n",
    );
    let desk = Desk::with(&[("pack/house.toml", &lint), ("a.txt", "見[頭](1)。\n")]);
    let run = sarif(&desk.run(&[
        "--isolated",
        "--lints=pack",
        "--select=house",
        "-f",
        "sarif",
        "a.txt",
    ]));
    assert_eq!(run["results"][0]["message"]["text"], "`\\[頭\\](1)`\ndo it");
}

#[test]
fn identities_stay_when_paragraphs_move_and_are_never_shared() {
    let other = "堤岸的工程費約2O8億元，由政府支付，工期兩年。\n";
    let identities = |text: &str| -> BTreeSet<String> {
        let desk = Desk::with(&[("a.md", text)]);
        let arguments = ["--isolated", "--select=letter-in-number", "a.md", "-f"];
        let run = sarif(&desk.run(&[&arguments[..], &["sarif"]].concat()));
        let results = run["results"].as_array().unwrap();
        let of_sarif = results
            .iter()
            .map(|result| result["partialFingerprints"]["newslint/v1"].to_string());
        let gitlab = desk.run(&[&arguments[..], &["gitlab"]].concat()).out;
        let issues: Value = serde_json::from_str(&gitlab).unwrap();
        let issues = issues.as_array().unwrap();
        let of_gitlab = issues.iter().map(|issue| issue["fingerprint"].to_string());
        let all: Vec<String> = of_sarif.chain(of_gitlab).collect();
        let set: BTreeSet<String> = all.iter().cloned().collect();
        assert_eq!(set.len(), all.len(), "{all:?}");
        set
    };
    let before = identities(&format!("{LETTER}\n{other}\n{LETTER}"));
    assert_eq!(before.len(), 6);
    let moved = identities(&format!("第一段。\n\n{other}\n{LETTER}\n\n\n{LETTER}"));
    assert_eq!(moved, before);
    let fewer = identities(&format!("{LETTER}\n{other}"));
    assert!(fewer.is_subset(&before) && fewer.len() == 4);
}

/// newslint as a step of GitHub Actions.
fn in_step(desk: &Desk, format: &str, arguments: &[&str]) -> (String, String) {
    desk.write("summary", "before\n");
    let mut command = desk.newslint(&[&["--isolated", "-f", format], arguments].concat());
    command
        .env("GITHUB_STEP_SUMMARY", desk.path("summary"))
        .env("GITHUB_WORKSPACE", desk.path("."));
    let output = command.output().unwrap();
    let log = String::from_utf8(output.stdout).unwrap();
    (log, desk.text("summary"))
}

#[test]
fn github_gets_the_worst_first_and_is_told_of_the_rest() {
    // Twelve warnings, and an error behind them all.
    let desk = Desk::with(&[("z.md", DAMAGED)]);
    for number in 0..12 {
        desk.write(&format!("{number}.md"), LETTER);
    }
    let (log, summary) = in_step(
        &desk,
        "github",
        &["--select=letter-in-number,mixed-script", "."],
    );
    let lines: Vec<&str> = log.lines().collect();
    assert!(lines[0].starts_with("::error file=z.md,line=5,"), "{log}");
    let warnings = lines.iter().filter(|line| line.starts_with("::warning "));
    assert_eq!(warnings.count(), 10, "{log}");
    let last = *lines.last().unwrap();
    let numbers = "1 error, 13 warnings in 13 articles";
    assert!(
        last.starts_with(&format!("::notice title=newslint::{numbers}")),
        "{last}"
    );
    assert_eq!(lines.len(), 12);
    let head = format!("before\n### newslint\n\n{numbers}");
    assert!(summary.starts_with(&head), "{summary}");
    assert_eq!(
        summary.matches("letter-in-number").count(),
        13,
        "all of them"
    );
    // Where nothing is cut, nothing is said of it; the summary is of GitHub's format alone.
    let (log, _) = in_step(&desk, "github", &["--select=mixed-script", "z.md"]);
    assert_eq!(log.lines().count(), 2);
    assert!(
        log.ends_with("\n1 error in 1 article; 1 fixable with --fix --unsafe-fixes\n"),
        "{log}"
    );
    let (_, summary) = in_step(&desk, "concise", &["z.md"]);
    assert_eq!(summary, "before\n");
}

#[test]
fn github_obeys_no_article() {
    let lint = house_lint(
        "error",
        "none",
        "[[pattern]]\nwithin = \"source\"\nregex = '(?s)頭.*'\n",
    );
    let desk = Desk::with(&[
        ("pack/house.toml", &lint),
        ("a,b:c%.txt", "天晴。\n頭\n::error::x 100%\r\n::warning::y"),
    ]);
    let (log, _) = in_step(&desk, "github", &["--lints=pack", "--select=house", "."]);
    let lines: Vec<&str> = log.lines().collect();
    // On several lines, so without columns, which GitHub would not take.
    assert!(
        lines[0].starts_with(
            "::error file=a%2Cb%3Ac%25.txt,line=2,endLine=4,title=newslint house::`頭"
        ),
        "{log}"
    );
    assert!(
        lines[0].contains("100%25") && lines[0].ends_with("%0Ado it"),
        "{log}"
    );
    assert_eq!(lines.len(), 2, "{log}");
}

#[test]
fn services_name_files_from_the_top_of_the_repository() {
    let desk = Desk::with(&[("site/news/a.md", LETTER)]);
    let log = |format: &str, path: &str| {
        let mut command = desk.newslint(&["--isolated", "-f", format, path]);
        command
            .current_dir(desk.path("site"))
            .env("GITHUB_WORKSPACE", desk.path("."))
            .env_remove("GITHUB_STEP_SUMMARY");
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let absolute = desk.path("site/news/a.md").canonicalize().unwrap();
    for path in [
        "news/a.md",
        "./news/../news/a.md",
        absolute.to_str().unwrap(),
    ] {
        assert!(
            log("github", path).contains("file=site/news/a.md,"),
            "{path}"
        );
        assert!(
            log("gitlab", path).contains("\"path\": \"site/news/a.md\""),
            "{path}"
        );
        assert!(
            log("sarif", path).contains("\"uri\": \"site/news/a.md\""),
            "{path}"
        );
    }
}

#[test]
fn gitlab_names_the_lint_where_its_widget_shows_it() {
    let desk = Desk::with(&[("a.md", DAMAGED)]);
    let ran = desk.run(&["--isolated", "-f", "gitlab", "./a.md"]);
    let issues: Value = serde_json::from_str(&ran.out).unwrap();
    let levels = ["info", "minor", "major", "critical", "blocker"];
    for issue in issues.as_array().unwrap() {
        let (name, description) = (issue["check_name"].as_str().unwrap(), &issue["description"]);
        assert!(
            description
                .as_str()
                .unwrap()
                .starts_with(&format!("{name}: ")),
            "{issue:#}"
        );
        assert_eq!(issue["location"]["path"], "a.md");
        assert!(issue["location"]["lines"]["begin"].as_u64() > Some(0));
        assert!(levels.contains(&issue["severity"].as_str().unwrap()));
    }
}

#[test]
fn junit_fails_the_tests_that_fail_the_run() {
    let settings = "[[allow]]\nlint = \"duplicate-paragraph\"\nreason = \"a refrain\"\n";
    let desk = Desk::with(&[
        ("a.md", DAMAGED),
        ("b.md", "天晴。\n"),
        ("lint.toml", settings),
    ]);
    let head = |flags: &[&str]| {
        let ran =
            desk.run(&[&["-f", "junit", "--show-suppressed", "a.md", "b.md"], flags].concat());
        let report = quick_junit::Report::deserialize_from_str(&ran.out).unwrap();
        assert_eq!(report.test_suites.len(), 2);
        (report.tests, report.skipped, report.failures, report.errors)
    };
    // An error, a warning, an exception, and a sound article.
    assert_eq!(head(&[]), (4, 1, 1, 0));
    assert_eq!(head(&["--fail-on=warning"]), (4, 1, 2, 0));
    assert_eq!(head(&["--fail-on=never"]), (4, 1, 0, 0));
}

#[test]
fn xml_holds_what_articles_hold() {
    let lint = house_lint(
        "error",
        "none",
        "[[pattern]]\nwithin = \"source\"\nregex = '(?s)頭.*尾'\n",
    );
    let hostile = "頭<b a=\"x\">&amp;]]>\u{1}\u{1B}[31m\u{FFFE}\u{FFFF}'\n尾";
    let desk = Desk::with(&[("pack/house.toml", &lint), ("q'\"<&\u{1}.txt", hostile)]);
    for format in ["junit", "checkstyle"] {
        let ran = desk.run(&[
            "--isolated",
            "--lints=pack",
            "--select=house",
            "-f",
            format,
            ".",
        ]);
        let forbidden = |c: char| {
            (c < ' ' && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
        };
        assert!(!ran.out.contains(forbidden), "{format}: {:?}", ran.out);
        let mut reader = quick_xml::Reader::from_str(&ran.out);
        let mut values = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    let attributes = tag.attributes().map(Result::unwrap);
                    values.extend(attributes.map(|attribute| {
                        attribute
                            .normalized_value(quick_xml::XmlVersion::default())
                            .unwrap()
                            .into_owned()
                    }));
                }
                _ => {}
            }
        }
        let all = values.join("\n");
        assert!(
            all.contains("頭<b a=\"x\">&amp;]]><0001><001B>[31m<FFFE><FFFF>'↵尾"),
            "{format}: {all}"
        );
        assert!(all.contains("q'\"<&<0001>.txt"), "{format}: {all}");
    }
}

#[test]
fn a_comment_is_no_longer_than_it_may_be() {
    let record = json!({ "text": LETTER }).to_string();
    let desk = Desk::with(&[("a.jsonl", &format!("{record}\n").repeat(1500))]);
    let arguments = [
        "--isolated",
        "--select=letter-in-number",
        "-f",
        "markdown",
        "a.jsonl",
    ];
    let page = desk.run(&arguments).out;
    let length = page.chars().count();
    assert!((60_000..65_536).contains(&length), "{length}");
    assert!(page.ends_with("| <code>letter-in-number</code> | 1500 warnings |\n"));
    let rows = page.matches("warning |").count();
    assert!(
        page.contains(&format!("\nand {} more\n", 1500 - rows)),
        "{rows}"
    );
}

#[test]
fn texts_are_in_the_language_that_is_asked_for() {
    let desk = Desk::with(&[("a.md", DAMAGED)]);
    for format in SERVICES {
        let said = |flags: &[&str]| {
            let mut command =
                desk.newslint(&[&["--isolated", "-f", format, "a.md"], flags].concat());
            let output = command.env("LC_ALL", "zh_TW.UTF-8").output().unwrap();
            String::from_utf8(output.stdout).unwrap()
        };
        let english = said(&[]);
        assert!(
            english.contains("in a traditional article"),
            "{format}: {english}"
        );
        assert!(
            said(&["--lang=zh-Hant"]).contains("繁體文章中出現簡體"),
            "{format}"
        );
    }
}

#[test]
fn exceptions_do_not_count_as_open() {
    let settings = "[[allow]]\nlint = \"letter-in-number\"\nreason = \"a code\"\n";
    let desk = Desk::with(&[("a.md", LETTER), ("lint.toml", settings)]);
    for (format, told) in [
        ("github", None),
        ("gitlab", None),
        ("checkstyle", None),
        ("rdjson", None),
        ("sarif", Some("\"justification\": \"a code\"")),
        ("junit", Some("<skipped>a.md:1:12: ")),
        ("markdown", Some("| ➖ suppressed |")),
    ] {
        let lint = "letter-in-number";
        let hidden = desk.run(&["-f", format, "--select", lint, "a.md"]).out;
        let listed = |page: &str| page.contains("a.md:1:12") || page.contains("1O5");
        assert!(!listed(&hidden), "{format}: {hidden}");
        let shown = desk
            .run(&["-f", format, "--select", lint, "--show-suppressed", "a.md"])
            .out;
        match told {
            Some(told) => assert!(shown.contains(told), "{format}: {shown}"),
            None => assert_eq!(shown, hidden, "{format}"),
        }
    }
}
