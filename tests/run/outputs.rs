//! `--output`: which report goes where.

use serde_json::Value;

use crate::desk::{Desk, LETTER, SERVICES};

#[test]
fn the_name_of_a_file_tells_the_format() {
    let desk = Desk::with(&[("a.md", LETTER)]);
    for (file, begins) in [
        ("r.json", "{\n  \"version\": 1,"),
        ("r.jsonl", "{\"lint\":\"letter-in-number\""),
        ("r.ndjson", "{\"lint\":\"letter-in-number\""),
        ("r.SARIF", "{\n  \"$schema\""),
        ("r.sarif.json", "{\n  \"$schema\""),
        ("r.rdjson", "{\n  \"source\""),
        ("r.md", "### newslint"),
        ("r.txt", "a.md:1:12: warning"),
        ("./a=b.txt", "a.md:1:12: warning"),
    ] {
        let ran = desk.run(&["--isolated", "-q", "-o", file, "a.md"]);
        assert_eq!(ran.code, Some(0), "{file}: {}", ran.err);
        let report = desk.text(file);
        assert!(report.starts_with(begins), "{file}: {report}");
    }
}

#[test]
fn a_name_that_tells_no_format_is_refused() {
    let desk = Desk::with(&[("a.md", LETTER)]);
    for (output, said) in [
        ("report", "say which: `--output FORMAT=report`"),
        (
            "report.pdf",
            "the formats are pretty, concise, json, jsonl, sarif, github",
        ),
        (
            "r.xml",
            "`--output junit=r.xml` or `--output checkstyle=r.xml`",
        ),
        ("junti=r.xml", "did you mean `junit`?"),
        ("nothing=r.json", "there is no format `nothing` of reports"),
    ] {
        let ran = desk.run(&["--isolated", "-o", output, "a.md"]);
        assert_eq!(ran.code, Some(2), "{output}");
        let told: String = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(said), "{output}: {told}");
        assert_eq!(ran.out, "", "{output}: nothing was begun");
    }
    let entries = std::fs::read_dir(desk.path(".")).unwrap();
    assert_eq!(entries.count(), 1, "no file was made");
}

#[test]
fn every_report_is_written_whatever_came_of_the_run() {
    let desk = Desk::with(&[("a.md", "天晴，市民到公園散步。\n")]);
    let reports = [
        "json=r.json",
        "sarif=r.sarif",
        "github=r.github",
        "gitlab=r.gitlab",
        "junit=r.junit",
        "checkstyle=r.checkstyle",
        "rdjson=r.rdjson",
        "markdown=r.md",
    ];
    let outputs: Vec<&str> = reports.iter().flat_map(|report| ["-o", report]).collect();
    let run = |files: &[&str]| {
        desk.run(&[&["--isolated"], &outputs[..], files].concat())
            .code
    };
    let json = |file: &str| -> Value { serde_json::from_str(&desk.text(file)).unwrap() };

    assert_eq!(run(&["a.md"]), Some(0));
    let sarif = json("r.sarif");
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    assert_eq!(sarif["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(json("r.gitlab"), serde_json::json!([]));
    assert_eq!(json("r.rdjson")["diagnostics"], serde_json::json!([]));
    assert_eq!(desk.text("r.github"), "nothing found in 1 article\n");
    assert!(
        desk.text("r.junit")
            .contains("tests=\"1\" skipped=\"0\" failures=\"0\" errors=\"0\"")
    );
    assert!(desk.text("r.checkstyle").contains("<checkstyle version="));
    assert_eq!(
        desk.text("r.md"),
        "### newslint\n\nnothing found in 1 article\n"
    );

    // No report looks like success when something could not be read.
    assert_eq!(run(&["a.md", "missing.md"]), Some(2));
    let sarif = json("r.sarif");
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["descriptor"]["id"], "not-found");
    let place = &notification["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "missing.md");
    assert_eq!(json("r.gitlab")[0]["severity"], "blocker");
    assert_eq!(json("r.gitlab")[0]["location"]["path"], "missing.md");
    assert_eq!(json("r.rdjson")["diagnostics"][0]["severity"], "ERROR");
    for (report, told) in [
        (
            "r.github",
            "::error file=missing.md,title=newslint not-found::no such file",
        ),
        (
            "r.junit",
            "<error message=\"no such file or folder\" type=\"not-found\">",
        ),
        (
            "r.checkstyle",
            "<error severity=\"error\" message=\"no such file",
        ),
        (
            "r.md",
            "| ⛔ not checked | <code>missing.md</code> | <code>not-found</code> |",
        ),
    ] {
        assert!(
            desk.text(report).contains(told),
            "{report}: {}",
            desk.text(report)
        );
    }
}

/// What an earlier run left must not pass for the report of one that did not begin.
#[test]
fn a_run_that_cannot_begin_says_so_in_its_reports() {
    let desk = Desk::with(&[("news/a.md", LETTER), ("lint.toml", "# ours\nno = 1\n")]);
    let reports = [
        "json=r.json",
        "sarif=r.sarif",
        "gitlab=r.gitlab",
        "junit=r.junit",
        "r.md",
    ];
    let outputs: Vec<&str> = reports.iter().flat_map(|report| ["-o", report]).collect();
    desk.write("r.md", "### newslint\n\nnothing found in 1 article\n");
    let ran = desk.run(&[&outputs[..], &["news"]].concat());
    assert_eq!((ran.code, &*ran.out), (Some(2), ""));
    let json = |file: &str| -> Value { serde_json::from_str(&desk.text(file)).unwrap() };
    let invocation = &json("r.sarif")["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = &invocation["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(told, "nothing was checked: `no` is not known here");
    let place = &invocation["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "lint.toml");
    assert_eq!(place["region"]["startLine"], 2);
    assert_eq!(json("r.json")["errors"][0]["kind"], "not-begun");
    assert_eq!(json("r.gitlab")[0]["severity"], "blocker");
    for report in ["r.junit", "r.md"] {
        let text = desk.text(report);
        assert!(text.contains("not-begun"), "{text}");
    }
    // An article is no report, whatever was typed.
    let over = [
        "-o",
        "news/a.md",
        "-o",
        "markdown=news/a.md",
        "--select",
        "none",
        "news",
    ];
    assert_eq!(desk.run(&over).code, Some(2));
    assert_eq!(desk.run(&["-o", "r.md"]).code, Some(2));
    assert_eq!(desk.text("news/a.md"), LETTER);
    desk.write("LICENSE", LETTER);
    assert_eq!(
        desk.run(&["-o", "concise=LICENSE", "LICENSE"]).code,
        Some(2)
    );
    assert_eq!(desk.text("LICENSE"), LETTER);
}

#[test]
fn a_report_does_not_change_the_exit_code() {
    let desk = Desk::with(&[("a.md", LETTER)]);
    for format in SERVICES {
        for (flag, code) in [("--fail-on=warning", 1), ("--fail-on=error", 0)] {
            let ran = desk.run(&["--isolated", flag, "-f", format, "a.md"]);
            assert_eq!(ran.code, Some(code), "{format} {flag}");
        }
    }
}
