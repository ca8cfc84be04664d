//! Lints a string and prints what is wrong with it: the library without the program (`--no-default-features`).
#![allow(clippy::print_stdout, reason = "an example says what it found")]

use newslint::{Lang, Linter};

fn main() {
    let linter = Linter::new();
    let findings = linter.check_text("a.md", "工程總投資達1O5億元，工期三年。\n");
    for finding in findings.expect("it is an article") {
        let line = finding.location.range.map_or(0, |range| range.start.line);
        println!(
            "{line}: {}: {}",
            finding.lint,
            linter.message(&finding, Lang::Hant)
        );
    }
}
