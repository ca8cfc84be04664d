//! `JUnit`'s XML: a file is a suite, a finding is a test that fails where it makes the run fail.

use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::emit::{Emitter, ReportFormat, Style, Suppressed, Totals};
use super::entry::{Entries, Entry};
use super::visible::visible;
use crate::config::FailOn;
use crate::finding::{FileName, Finding};

pub(super) const FORMAT: ReportFormat = ReportFormat {
    name: "junit",
    about: "JUnit XML: a file is a suite, a finding that fails the run a failed test",
    for_people: false,
    waits: true,
    suppressed: Suppressed::IfAsked,
    extensions: &["xml"],
    emitter: |style: Style<'_>| {
        let entries = Entries::new(style.wording);
        Box::new(Junit { entries })
    },
};

struct Junit<'c> {
    entries: Entries<'c>,
}

impl Emitter for Junit<'_> {
    fn finding(&mut self, finding: &Finding, _: &mut dyn Write) -> io::Result<()> {
        self.entries.add(finding);
        Ok(())
    }

    fn end(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut suites: BTreeMap<FileName, Vec<Entry>> = BTreeMap::new();
        for entry in self.entries.take(totals.problems) {
            suites.entry(entry.path.clone()).or_default().push(entry);
        }
        for file in totals.files {
            suites.entry(file.path.clone()).or_default();
        }
        let mut report = Report::new("newslint");
        for (path, entries) in &suites {
            let name = if path.is_empty() {
                "newslint"
            } else {
                &*visible(path)
            };
            let mut suite = TestSuite::new(name);
            for entry in entries {
                suite.add_test_case(test_case(name, entry, totals.fail_on));
            }
            if entries.is_empty() {
                let mut sound = TestCase::new("newslint", TestCaseStatus::success());
                sound.set_classname(name);
                suite.add_test_case(sound);
            }
            report.add_test_suite(suite);
        }
        report.serialize(out).map_err(io::Error::other)
    }
}

fn test_case(path: &str, entry: &Entry, fail_on: FailOn) -> TestCase {
    let place = entry.place();
    let at = place.iter().map(|place| format!(":{place}"));
    let told = format!("{path}{}: {}", at.collect::<String>(), entry.told());
    let status = status(entry, &told, fail_on);
    let is_success = matches!(status, TestCaseStatus::Success { .. });
    let name = [Some(entry.code.clone()), place].into_iter().flatten();
    let mut case = TestCase::new(name.collect::<Vec<_>>().join(" "), status);
    case.set_classname(path);
    case.extra.insert("file".into(), path.into());
    if let Some(line) = entry.first_line() {
        case.extra.insert("line".into(), line.to_string().into());
    }
    if is_success {
        case.set_system_out(told);
    }
    case
}

/// How the test of `entry` ends: what would not make the run fail fails no test either.
fn status(entry: &Entry, told: &str, fail_on: FailOn) -> TestCaseStatus {
    if let Some(reason) = &entry.excepted {
        let mut skipped = TestCaseStatus::skipped();
        skipped.set_description(format!("{told}\n{}", visible(reason)).trim_end());
        return skipped;
    }
    let kind = match entry.severity {
        _ if entry.is_problem => NonSuccessKind::Error,
        severity if fail_on.fails(severity) => NonSuccessKind::Failure,
        _ => return TestCaseStatus::success(),
    };
    let mut status = TestCaseStatus::non_success(kind);
    status
        .set_message(&entry.message)
        .set_type(&entry.code)
        .set_description(told);
    status
}
