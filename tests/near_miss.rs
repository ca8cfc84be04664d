//! Sound text that comes close to a defect.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::sync::Arc;

use newslint::catalog::Catalog;
use newslint::config::Settings;
use newslint::document::Format;
use newslint::engine::Engine;
use newslint::finding::{Applicability, Severity, rounds};
use newslint::input::Source;
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    region: String,
    about: String,
    text: String,
    /// Something may be told about it, but not as an error or a warning.
    #[serde(default)]
    info: bool,
}

#[test]
fn script() {
    let cases: Cases = toml::from_str(include_str!("near_miss/script.toml")).unwrap();
    let mut settings = Settings::default();
    settings.rules.select = vec!["script".to_owned()];
    let engine = Engine::new(Arc::new(Catalog::builtin()), settings).unwrap();
    let mut noise = Vec::new();
    for case in &cases.case {
        let source = Source::of_text("case", case.text.as_str(), Format::Markdown);
        let findings = engine.check(&source).findings;
        let allowed = |severity| case.info && severity == Severity::Info;
        for finding in findings.iter().filter(|finding| !allowed(finding.severity)) {
            noise.push(format!(
                "{} ({}): {} {} `{}`",
                case.region,
                case.about,
                finding.severity.as_str(),
                finding.key,
                finding.location.text
            ));
        }
        if case.info && findings.is_empty() {
            noise.push(format!("{} ({}): nothing", case.region, case.about));
        }
    }
    assert!(cases.case.len() >= 60, "{} cases", cases.case.len());
    assert!(noise.is_empty(), "{}", noise.join("\n"));
}

#[test]
fn paragraphs_without_a_full_stop() {
    let cases: Cases = toml::from_str(include_str!("near_miss/full_stop.toml")).unwrap();
    let engine = Engine::new(Arc::new(Catalog::builtin()), Settings::default()).unwrap();
    let check = |text: &str, format| {
        let source = Source::of_text("case", text, format);
        engine.check(&source).findings
    };
    let mut noise = Vec::new();
    for Case {
        region,
        about,
        text,
        ..
    } in &cases.case
    {
        for format in [Format::Markdown, Format::Text] {
            let findings = check(text, format).into_iter();
            let errors = findings.filter(|finding| finding.severity == Severity::Error);
            noise.extend(errors.map(|finding| {
                let (lint, key, said) = (&finding.lint, &finding.key, &finding.location.text);
                format!("{region} ({about}, {format:?}): {lint}.{key} `{said}`")
            }));
            // Whatever is repaired, no paragraph is put together with another, moved or cut.
            let lint = |text: &str| Ok::<_, ()>(vec![check(text, format)]);
            let settled = rounds::settle(text.clone(), Applicability::Unsafe, lint).unwrap();
            let mut before = text.lines();
            let stays = settled
                .text
                .lines()
                .all(|line| before.any(|other| other == line));
            if !settled.done || !stays {
                noise.push(format!("{region} ({about}, {format:?}): {}", settled.text));
            }
        }
    }
    assert!(cases.case.len() >= 26, "{} cases", cases.case.len());
    assert!(noise.is_empty(), "{}", noise.join("\n"));
}
