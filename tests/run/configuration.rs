//! What lint.toml may say, where its values come from, and a first one.

use std::path::Path;

use serde_json::{Value, json};

use crate::desk::{Desk, LETTER};

const TRADITIONAL: &str =
    "運輸署宣布，新渡輪碼頭明年三月啟用，市民可以利用流動網絡查詢班次，並透過應用程式購買船票。\n";
const HONG_KONG: &str = "運輸署宣布，新渡輪碼頭明年三月啟用，市民着眼於班次，在碼頭裏面的展覽廳可以查詢，並透過網絡購買船票。\n";
const SIMPLIFIED: &str =
    "交通局宣布，新渡轮码头明年三月启用，市民可以利用移动网络查询班次，并通过应用程序购买船票。\n";

fn schema() -> jsonschema::Validator {
    let printed = Desk::with(&[]).run(&["config", "schema"]).out;
    let schema: Value = serde_json::from_str(&printed).unwrap();
    jsonschema::draft7::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn json_of(config: &str) -> Value {
    serde_json::to_value(config.parse::<toml::Table>().unwrap()).unwrap()
}

#[test]
fn the_schema_says_what_newslint_takes() {
    let schema = schema();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("lint.toml");
    let own = std::fs::read_to_string(own).unwrap();
    // Every setting stands there, most of them behind a `#`.
    let setting =
        |line: &&str| line.starts_with("# ") && (line.contains(" = ") || line.contains("[["));
    let all: Vec<String> = own
        .lines()
        .map(|line| {
            if setting(&line) {
                line.replacen("# ", "", 1)
            } else {
                line.to_owned()
            }
        })
        .filter(|line| !line.starts_with("until"))
        .collect();
    for config in [own.as_str(), &all.join("\n")] {
        let config = json_of(config);
        assert!(schema.is_valid(&config), "{:?}", schema.validate(&config));
    }
    let both = [
        ("", true),
        ("fail-on = \"never\"\nextend = [\"a\"]\n", true),
        ("fail-on = \"sometimes\"\n", false),
        ("colour = true\n", false),
        (
            "[lints]\nocr = \"off\"\nmixed-script = { severity = \"info\" }\n",
            true,
        ),
        ("[lints]\nduplicate-sentence = { shortest = 30 }\n", true),
        ("[lints]\nduplicate-sentence = { longest = 30 }\n", false),
        (
            "[lints]\nduplicate-sentence = { shortest = \"long\" }\n",
            false,
        ),
        ("[lints]\nmixed-scripts = \"off\"\n", false),
        ("[lints]\nocr = { severity = \"off\" }\n", false),
        ("[lints]\nwrong-character = { words = [\"汀角\"] }\n", true),
        ("[[allow]]\ntext = \"a\"\nreason = \"b\"\n", true),
        ("[[allow]]\ntext = \"a\"\n", false),
        ("[[allow]]\nreason = \"b\"\n", false),
        ("[[allow]]\nlint = \"ocrs\"\nreason = \"b\"\n", false),
        ("[[override]]\nfiles = [\"a\"]\nregion = \"hk\"\n", true),
        ("[[override]]\nregion = \"hk\"\n", false),
    ];
    let desk = Desk::with(&[("a.md", TRADITIONAL), ("a/.keep", "")]);
    for (config, is_right) in both {
        assert_eq!(schema.is_valid(&json_of(config)), is_right, "{config}");
        desk.write("lint.toml", config);
        let ran = desk.run(&["a.md"]);
        assert_eq!(ran.code == Some(0), is_right, "{config}: {}", ran.err);
    }
    let day = json!({ "allow": [{ "text": "a", "reason": "b", "until": "2027-01-31" }] });
    assert!(schema.is_valid(&day));
}

#[test]
fn init_writes_what_the_articles_are_written_in() {
    let cases = [
        (&[TRADITIONAL, TRADITIONAL][..], "hant", "auto"),
        (&[HONG_KONG, HONG_KONG], "hant", "hk"),
        (&[HONG_KONG, TRADITIONAL, TRADITIONAL], "hant", "auto"),
        (&[SIMPLIFIED], "hans", "cn"),
        (&[TRADITIONAL, SIMPLIFIED], "auto", "auto"),
        (&["Nothing to go by.\n"], "auto", "auto"),
        (&[], "auto", "auto"),
    ];
    for (articles, script, region) in cases {
        for lang in ["en", "zh-Hant", "zh-Hans"] {
            let desk = Desk::with(&[]);
            for (number, article) in articles.iter().enumerate() {
                desk.write(&format!("news/{number}.md"), article);
            }
            let ran = desk.run(&["init", "--lang", lang]);
            assert_eq!(ran.code, Some(0), "{}", ran.err);
            let written = desk.text("lint.toml");
            let config = json_of(&written);
            assert_eq!(config["script"], script, "{articles:?}");
            assert_eq!(config["region"], region, "{articles:?}");
            assert!(schema().is_valid(&config));
            assert_eq!(desk.run(&["config", "show"]).code, Some(0));
            // What is there stays.
            let again = desk.run(&["init"]);
            assert_eq!(again.code, Some(2));
            assert!(again.err.contains("is there already"), "{}", again.err);
            assert_eq!(desk.text("lint.toml"), written);
        }
    }
}

#[test]
fn a_house_style_holds_where_lint_toml_says_nothing_else() {
    let house = "fail-on = \"warning\"\nlang = \"zh-Hant\"\n[files]\nexclude = [\"old/**\"]\n\
        [lints]\nletter-in-number = \"error\"\nmixed-quotes = \"off\"\nduplicate-sentence = { shortest = 30 }\n\
        [[allow]]\ntext = \"義烏\"\nreason = \"a name\"\n";
    let own = "extend = [\"house/house.toml\"]\n[lints]\nmixed-quotes = \"info\"\n\
        duplicate-sentence = { severity = \"error\" }\n";
    let desk = Desk::with(&[
        ("house/house.toml", house),
        ("lint.toml", own),
        ("a.md", LETTER),
        ("old/b.md", LETTER),
    ]);
    let wanted = ["a.md", "letter-in-number", "error"].map(str::to_owned);
    assert_eq!(
        desk.findings(&[]),
        [wanted.into()],
        "and nothing of an exception of others"
    );
    let shown = desk.run(&["config", "show", "--lang", "en"]).out;
    for line in [
        "fail-on = \"warning\"  # house/house.toml",
        "region = \"auto\"",
        "files.exclude = [\"old/**\"]  # house/house.toml",
        "letter-in-number = \"error\"  # house/house.toml",
        "mixed-quotes = \"info\"  # lint.toml",
        "# severity: lint.toml, shortest: house/house.toml",
    ] {
        let is_there = shown
            .lines()
            .any(|shown| shown == line || shown.ends_with(line));
        assert!(is_there, "{line}: {shown}");
    }
    assert!(
        desk.run(&["a.md"]).out.contains("有字母"),
        "its language too"
    );
    // A level for a category wins over a level of the house for one of its lints.
    desk.write(
        "lint.toml",
        "extend = [\"house/house.toml\"]\n[lints]\nocr = \"info\"\n",
    );
    let shown = desk.run(&["config", "show", "--lang", "en"]).out;
    assert!(
        shown.contains("letter-in-number = \"info\"  # lint.toml"),
        "{shown}"
    );
}

#[test]
fn paths_of_a_house_style_are_its_own() {
    let desk = Desk::with(&[
        ("a.md", "新渡倫署宣布，碼頭明年三月啟用，工期三年。\n"),
        ("lint.toml", "extend = [\"house/house.toml\"]\n"),
        ("house/house.toml", "extend = [\"more.toml\"]\n"),
        (
            "house/more.toml",
            "[lints]\nwrong-character = { pairs = { from-file = \"pairs.txt\" } }\n",
        ),
        ("house/pairs.txt", "渡倫署 = 渡輪署\n"),
    ]);
    assert_eq!(desk.findings(&["a.md"])[0].1, "wrong-character");
    // A mistake is shown in the file that makes it.
    desk.write("house/more.toml", "[lints]\nwrong-charcter = \"off\"\n");
    let ran = desk.run(&["a.md"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("more.toml:2:1") && ran.err.contains("wrong-character"),
        "{}",
        ran.err
    );
}

#[test]
fn files_that_extend_each_other_are_told() {
    let desk = Desk::with(&[
        ("a.md", LETTER),
        ("lint.toml", "extend = [\"b.toml\", \"c.toml\"]\n"),
        ("b.toml", "extend = [\"c.toml\"]\n"),
        ("c.toml", "fail-on = \"warning\"\n"),
    ]);
    assert_eq!(desk.run(&["a.md"]).code, Some(1), "two may extend the same");
    desk.write("c.toml", "extend = [\"lint.toml\"]\n");
    let ran = desk.run(&["a.md"]);
    assert_eq!(ran.code, Some(2));
    let way = "lint.toml → b.toml → c.toml → lint.toml";
    assert!(
        ran.err.contains("extends itself") && ran.err.contains(way),
        "{}",
        ran.err
    );
    for number in 0..40 {
        let next = format!("extend = [\"{}.toml\"]\n", number + 1);
        desk.write(&format!("{number}.toml"), next);
    }
    desk.write("lint.toml", "extend = [\"0.toml\"]\n");
    assert!(desk.run(&["a.md"]).err.contains("in a row"));
    desk.write("lint.toml", "extend = [\"nowhere.toml\"]\n");
    assert_eq!(desk.run(&["a.md"]).code, Some(2));
    desk.write("sub/lint.toml", "extend = [\"../c.toml\"]\n");
    let ran = desk.run(&["a.md", "--config", "sub/lint.toml"]);
    assert!(ran.err.contains("lies outside"), "{}", ran.err);
}

#[test]
fn the_repository_is_clean_but_for_what_it_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Desk::with(&[]).newslint(&["--format", "concise"]);
    let out = command.current_dir(root).output().unwrap();
    let out = String::from_utf8(out.stdout).unwrap();
    let strange = out
        .lines()
        .rev()
        .skip(1)
        .filter(|line| !line.starts_with("examples/articles/"));
    assert_eq!(strange.collect::<Vec<_>>(), Vec::<&str>::new());
    assert!(out.lines().count() < 40, "{out}");
}
