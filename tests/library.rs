//! The door: the library as a program that embeds it uses it.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::fs;
use std::path::Path;

use newslint::{Applicability, Lang, Linter};

const LETTER: &str = "工程總投資達1O5億元，工期三年。\n";

#[test]
fn folders_are_walked_as_the_program_walks_them() {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir_all(articles.join("deep")).unwrap();
    fs::write(articles.join("deep/a.md"), LETTER).unwrap();
    fs::write(articles.join("b.txt"), LETTER).unwrap();
    fs::write(articles.join("photo.jpg"), [0xFF, 0xD8]).unwrap();
    let missing = folder.path().join("missing.md");

    let report = Linter::new().run(&[articles, missing]).unwrap();
    let found: Vec<&str> = report
        .findings
        .iter()
        .map(|finding| {
            Path::new(&*finding.location.path)
                .file_name()
                .unwrap()
                .to_str()
                .unwrap()
        })
        .collect();
    assert_eq!(found, ["b.txt", "a.md"]);
    let [problem] = &report.problems[..] else {
        panic!("{:?}", report.problems);
    };
    assert!(problem.path.ends_with("missing.md"));
}

#[test]
fn settings_of_a_file_hold_and_its_mistakes_are_told_in_the_language_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("lint.toml");
    fs::write(&config, "[lints]\nletter-in-number = \"off\"\n").unwrap();
    let linter = Linter::from_config(&config).unwrap();
    assert!(linter.check_text("a.md", LETTER).unwrap().is_empty());

    fs::write(&config, "[lints]\nletter-in-nunber = \"off\"\n").unwrap();
    let error = Linter::from_config(&config).err().unwrap();
    assert!(
        error
            .to_string()
            .ends_with("lint.toml:2: there is no lint `letter-in-nunber`")
    );
    assert_eq!(
        error.message(Lang::Hant),
        "沒有名為 `letter-in-nunber` 的規則"
    );
    assert_eq!(
        error.help(Lang::Hant).unwrap(),
        "是否指 `letter-in-number`？"
    );
}

#[test]
fn fixes_up_to_an_applicability() {
    let linter = Linter::new();
    let fix = |applicability| linter.fix("a.md", LETTER, applicability).unwrap();
    assert_eq!(fix(Applicability::Safe), LETTER);
    assert_eq!(fix(Applicability::Unsafe), LETTER.replace("1O5", "105"));
}

#[test]
fn some_lints_alone() {
    let select = |select: &[&str], ignore: &[&str]| {
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let (select, ignore): (Vec<String>, Vec<String>) = (named(select), named(ignore));
        Linter::selecting(None, &select, &ignore)
    };
    let runs = |linter: Linter| -> Vec<String> {
        let lints = linter.lints(Lang::En).into_iter();
        let runs = lints.filter(|lint| lint.level.is_some());
        runs.map(|lint| lint.id.to_string()).collect()
    };
    let (id, alone) = (
        "letter-in-number",
        runs(select(&["ocr"], &["wrong-character"]).unwrap()),
    );
    assert!(
        alone.iter().any(|lint| lint == id) && alone.len() < 10,
        "{alone:?}"
    );
    assert!(!alone.iter().any(|lint| lint == "wrong-character"));
    let without = runs(select(&[], &["ocr"]).unwrap());
    assert!(without.len() > 20 && !without.iter().any(|lint| lint == id));
    let error = select(&["letter-in-nunber"], &[]).err().unwrap();
    assert!(error.to_string().contains("letter-in-nunber"), "{error}");
}

#[test]
fn findings_and_reports_as_json() {
    let linter = Linter::new();
    let findings = linter.check_text("a.md", LETTER).unwrap();
    let told: serde_json::Value =
        serde_json::from_str(&linter.to_json(&findings, Lang::Hans)).unwrap();
    assert_eq!(told[0]["lint"], "letter-in-number");
    assert_eq!(told[0]["range"]["start"]["column"], 8);

    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), LETTER).unwrap();
    let report = linter.run(&[folder.path().to_owned()]).unwrap();
    let report: serde_json::Value =
        serde_json::from_str(&linter.report_to_json(&report, Lang::Hans)).unwrap();
    assert_eq!(report["findings"][0]["message"], told[0]["message"]);
    assert_eq!(report["summary"]["warning"], 1);
}
