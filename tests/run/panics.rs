//! What fails inside a lint is told, and the rest goes on.

use std::sync::Arc;

use newslint::catalog::Catalog;
use newslint::config::Settings;
use newslint::document::Format;
use newslint::engine::Engine;
use newslint::input::{ProblemKind, Source};
use newslint::lint::corpus::Entry;

#[test]
fn a_lint_that_compares_articles_and_fails_is_a_problem_of_the_run() {
    let engine = Engine::new(Arc::new(Catalog::builtin()), Settings::default()).unwrap();
    let text = "天文台預料明日有雨，漁船清早駛出港口，市民外出記得帶傘，渡輪照常航行，夜間風勢減弱，週末轉晴。";
    let entries: Vec<_> = ["a.md", "b.md"]
        .iter()
        .filter_map(|path| {
            engine
                .check(&Source::of_text(path, text, Format::Markdown))
                .entry
        })
        .collect();
    assert_eq!(entries.len(), 2);
    let read_again = |entry: &Entry| Some(Source::of_text(&entry.path, text, Format::Markdown));
    let (findings, problems) = engine.judge(&entries, &read_again);
    assert!(!findings.is_empty() && problems.is_empty(), "{problems:?}");
    // The caller's own code may fail as well as a lint's.
    let fails = |_: &Entry| panic!("the disk is gone");
    let (findings, problems) = engine.judge(&entries, &fails);
    assert!(findings.is_empty());
    assert!(!problems.is_empty());
    for problem in &problems {
        let ProblemKind::LintPanicked { message, .. } = &problem.kind else {
            panic!("{problem:?}");
        };
        assert_eq!(message, "the disk is gone");
    }
}
