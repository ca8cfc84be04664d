//! One defect, one finding: which finding gives way to which.

use super::Finding;

/// Takes out the findings of one article that lie where another one locks the text (`locks` tells of a lint whether its
/// findings do): nothing can be said of text that is damaged as a whole.
pub fn settle(findings: &mut Vec<Finding>, locks: impl Fn(&str) -> bool) {
    let locked: Vec<_> = findings
        .iter()
        .filter(|finding| locks(&finding.lint))
        .map(|finding| finding.span)
        .collect();
    if !locked.is_empty() {
        findings.retain(|finding| {
            locks(&finding.lint) || !locked.iter().any(|span| span.overlaps(finding.span))
        });
    }
}
