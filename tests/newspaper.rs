//! A real newspaper page and some four hundred sound articles, which lie beside the project and are not part of it.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use newslint::Span;
use newslint::catalog::Catalog;
use newslint::config::Settings;
use newslint::document::Format;
use newslint::engine::Engine;
use newslint::finding::{Finding, Location, Severity};
use newslint::input::Source;

fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new("../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not here", path.display());
    None
}

fn lint(path: &Path) -> Vec<Finding> {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    let engine = ENGINE
        .get_or_init(|| Engine::new(Arc::new(Catalog::builtin()), Settings::default()).unwrap());
    let text = std::fs::read_to_string(path).unwrap();
    let outcome = engine.check(&Source::of_text("page", text, Format::Markdown));
    assert_eq!(outcome.problems, []);
    outcome.findings
}

fn place(location: &Location) -> Span {
    location.range.map_or(Span::default(), |range| {
        Span::new(range.start.offset, range.end.offset)
    })
}

fn touches(finding: &Finding, span: Span) -> bool {
    let related = finding.related.iter().map(|related| &related.location);
    related
        .chain([&finding.location])
        .any(|location| place(location).overlaps(span))
}

#[test]
fn the_defects_of_the_page_are_found_and_nothing_else() {
    let (Some(page), Some(defects)) = (
        shared("articles/wenweipo-2023-11-09.md"),
        shared("articles/wenweipo-2023-11-09.defects.json"),
    ) else {
        return;
    };
    let findings = lint(&page);
    let defects: Vec<serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(defects).unwrap()).unwrap();
    let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let spans: Vec<(Span, &str)> = defects
        .iter()
        .map(|row| {
            let span = Span::new(number(&row["start"]), number(&row["end"]));
            (span, row["kind"].as_str().unwrap())
        })
        .collect();
    let missed: Vec<&(Span, &str)> = spans
        .iter()
        .filter(|(span, _)| !findings.iter().any(|finding| touches(finding, *span)))
        .collect();
    // 外空安全 is in no public list, so that nothing tells that 外控安全 is wrong.
    assert!(
        matches!(missed.as_slice(), [(_, "wrong-char")]),
        "{missed:?}"
    );
    for finding in findings
        .iter()
        .filter(|finding| finding.severity > Severity::Info)
    {
        let known = spans.iter().any(|(span, _)| touches(finding, *span));
        assert!(known, "{}: `{}`", finding.lint, finding.location.text);
    }
}

#[test]
fn the_splice_of_the_page_is_explained_by_the_page() {
    let Some(page) = shared("articles/wenweipo-2023-11-09.md") else {
        return;
    };
    let findings = lint(&page);
    let splices: Vec<&Finding> = findings
        .iter()
        .filter(|finding| &*finding.lint == "spliced-text")
        .collect();
    let [splice] = splices.as_slice() else {
        panic!("{} splices", splices.len())
    };
    assert_eq!(place(&splice.location), Span::new(1588, 1603));
    let texts: Vec<&str> = splice
        .related
        .iter()
        .map(|related| related.location.text.as_str())
        .collect();
    assert!(texts[0].ends_with('正'), "{texts:?}");
    let word = texts[1];
    assert!(
        splice.value("word") == Some(word) && word.starts_with('正'),
        "{texts:?}"
    );
}

/// Some of these articles carry real damage (page heads of a gazette run into their text, sentences cut by footnotes),
/// read one by one; the limit leaves room for that and for no more.
#[test]
fn sound_articles_have_next_to_no_errors() {
    let Some(planted) = shared("planted") else {
        return;
    };
    let (mut articles, mut damaged) = (0, Vec::new());
    for region in ["tw", "hk", "cn"] {
        for entry in std::fs::read_dir(planted.join(region).join("sound")).unwrap() {
            let path = entry.unwrap().path();
            articles += 1;
            let errors = lint(&path)
                .iter()
                .filter(|finding| finding.severity == Severity::Error)
                .count();
            if errors > 0 {
                damaged.push(path);
            }
        }
    }
    assert!(
        damaged.len() * 50 <= articles,
        "{} of {articles}: {damaged:?}",
        damaged.len()
    );
}
