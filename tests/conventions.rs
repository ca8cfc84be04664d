//! What every lint file keeps to.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use newslint::catalog::file::ExampleFormat;
use newslint::catalog::{Catalog, Lang, Lint, Templates};
use newslint::engine::selftest;
use newslint::language::script::class_of;
use newslint::lints;
use std::path::Path;
use std::sync::Arc;

/// Lints about what reading a file met: their defect cannot stand in a TOML string. `tests/cli` shows them.
const SHOWN_ELSEWHERE: [&str; 3] = ["undecodable", "malformed-record", "legacy-encoding"];

#[test]
fn examples_show_what_they_say() {
    let catalog = Arc::new(Catalog::builtin());
    let mut failures = Vec::new();
    for lint in catalog.lints() {
        for failure in selftest::run(&catalog, lint) {
            failures.push(format!(
                "{}: {}: {:?}: {}",
                lint.id, failure.example, failure.kind, failure.detail
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn three_good_and_three_bad_examples_in_both_scripts() {
    for lint in Catalog::builtin()
        .lints()
        .iter()
        .filter(|lint| !SHOWN_ELSEWHERE.contains(&&*lint.id))
    {
        let (bad, good) = (&lint.examples().bad, &lint.examples().good);
        assert!(
            bad.len() >= 3 && good.len() >= 3,
            "{}: {} bad, {} good",
            lint.id,
            bad.len(),
            good.len()
        );
        let texts: String = bad
            .iter()
            .chain(good)
            .flat_map(|example| example.docs.iter().chain([&example.text]))
            .cloned()
            .collect();
        assert!(
            texts.chars().any(|c| class_of(c).strong_traditional()),
            "{}: no traditional example",
            lint.id
        );
        assert!(
            texts.chars().any(|c| class_of(c).strong_simplified()),
            "{}: no simplified example",
            lint.id
        );
    }
}

/// A lint of one's own may speak one language; ours speak three, and say why and since when.
#[test]
fn every_text_is_in_three_languages() {
    fn check(path: &str, table: &toml::Table) {
        let is_text = Lang::ALL
            .iter()
            .any(|lang| table.contains_key(lang.as_str()));
        for (key, value) in table {
            if let toml::Value::Table(inner) = value {
                check(&format!("{path}.{key}"), inner);
            }
        }
        for lang in Lang::ALL {
            assert!(
                !is_text || table.contains_key(lang.as_str()),
                "{path} lacks {lang:?}"
            );
        }
    }
    for lint in Catalog::builtin().lints() {
        let table: toml::Table = std::fs::read_to_string(&lint.origin)
            .unwrap()
            .parse()
            .unwrap();
        check(&lint.id, &table);
        for key in ["why", "since"] {
            assert!(table.contains_key(key), "{}: no `{key}`", lint.id);
        }
    }
}

#[test]
fn messages_are_one_line_without_a_full_stop() {
    let check = |lint: &Lint, table: &str, templates: &Templates| {
        for (key, text) in templates {
            for lang in Lang::ALL {
                let message = text.get(lang);
                let ends = message.ends_with(['.', '。']) && !message.ends_with("...");
                assert!(
                    !message.contains('\n') && !ends,
                    "{}: {table}.{key}: {message}",
                    lint.id
                );
            }
            let first = text.en.chars().next().unwrap();
            assert!(
                !first.is_ascii_uppercase() || text.en.starts_with("U+"),
                "{}: {table}.{key}: {}",
                lint.id,
                text.en
            );
        }
    };
    for lint in Catalog::builtin().lints() {
        check(lint, "messages", &lint.file.messages);
        check(lint, "labels", &lint.file.labels);
        check(lint, "fixes", &lint.file.fixes);
    }
}

#[test]
fn a_lint_has_code_or_patterns() {
    let catalog = Catalog::builtin();
    for lint in catalog.lints() {
        let coded = lints::coded().any(|id| *id == *lint.id);
        assert!(
            coded || !lint.patterns.is_empty(),
            "{}: neither code nor patterns",
            lint.id
        );
    }
    for id in lints::coded() {
        assert!(catalog.get(id).is_some(), "{id} has code and no file");
    }
}

#[test]
fn the_changelog_names_every_lint() {
    let changelog = include_str!("../CHANGELOG.md");
    for lint in Catalog::builtin().lints() {
        assert!(
            changelog.contains(&format!("`{}`", lint.id)),
            "CHANGELOG.md does not name `{}`",
            lint.id
        );
    }
}

#[test]
fn the_example_pack_is_right() {
    let mut catalog = Catalog::builtin();
    catalog
        .extend(Path::new("examples/my-lints"), false)
        .unwrap();
    let catalog = Arc::new(catalog);
    for id in ["house-name", "house-words", "site-words"] {
        let lint = catalog.get(id).unwrap();
        assert!(
            lint.examples()
                .bad
                .iter()
                .all(|example| example.format == ExampleFormat::Markdown)
        );
        assert_eq!(selftest::run(&catalog, lint), []);
    }
}
