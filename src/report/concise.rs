//! One line a finding: `path:line:column: severity lint: message`.

use std::io::{self, Write};

use super::{Report, words};
use crate::catalog::Lang;

/// Writes `report` to `out`.
pub fn write(report: &Report, suppressed: bool, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for finding in report
        .findings
        .iter()
        .filter(|finding| suppressed || finding.suppressed.is_none())
    {
        let place = finding.location.range.map_or_else(String::new, |range| {
            format!(":{}:{}", range.start.line, range.start.column)
        });
        let severity = finding.severity.as_str();
        writeln!(
            out,
            "{}{place}: {severity} {}: {}",
            finding.location.path, finding.lint, finding.message
        )?;
    }
    writeln!(out, "{}", words::summary(&report.summary, lang))
}
