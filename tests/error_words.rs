//! Errors are worded in three languages: every key that the code names has its words, and every word its use.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::collections::BTreeSet;
use std::path::Path;

use newslint::catalog::{Lang, Text};
use regex::Regex;

fn sources(folder: &Path, all: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

fn words() -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/error.toml");
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

#[test]
fn the_code_and_the_words_name_the_same_errors() {
    let mut code = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut code,
    );
    let literals: BTreeSet<&str> = Regex::new(r#""([a-z]+(?:-[a-z]+)*)""#)
        .unwrap()
        .captures_iter(&code)
        .map(|found| found.get(1).unwrap().as_str())
        .collect();
    let words = words();
    for table in ["messages", "helps", "labels"] {
        for key in words[table].as_table().unwrap().keys() {
            assert!(
                literals.contains(key.as_str()),
                "nothing says {table}.{key}"
            );
        }
    }
    let messages = words["messages"].as_table().unwrap();
    for found in Regex::new(r#"\bError::new\(\s*"([^"]*)""#)
        .unwrap()
        .captures_iter(&code)
    {
        assert!(
            messages.contains_key(&found[1]),
            "no words for {}",
            &found[1]
        );
    }
}

#[test]
fn the_languages_name_the_same_placeholders() {
    // What a reader is to type into a lint file stands in braces too.
    let typed = ["{60}", "{count}", "{text}", "{insert}"];
    let words = words();
    for (table, texts) in &words {
        for (key, text) in texts.as_table().unwrap() {
            assert_eq!(text.as_table().unwrap().len(), 3, "{table}.{key}");
            let text: Text = text.clone().try_into().unwrap();
            let named = text.placeholders(Lang::En);
            for lang in Lang::ALL {
                let mut other = text.placeholders(lang);
                other.retain(|name| !typed.contains(&format!("{{{name}}}").as_str()));
                let mut named = named.clone();
                named.retain(|name| !typed.contains(&format!("{{{name}}}").as_str()));
                assert_eq!(other, named, "{table}.{key} in {lang:?}");
            }
        }
    }
}
