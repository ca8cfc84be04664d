//! One defect, one finding: which finding gives way to which.

use super::{Finding, PlacedEdit};
use crate::Span;

/// Takes out the findings of one article that lie where another one locks the text (`locks` tells of a lint whether its
/// findings do), and fixes that reach into such a place: nothing can be said of text that is damaged as a whole.
pub fn settle(findings: &mut Vec<Finding>, locks: impl Fn(&str) -> bool) {
    let locking = findings.iter().filter(|finding| locks(&finding.lint));
    let (locked, places): (Vec<Span>, Vec<Option<Span>>) = locking
        .map(|finding| {
            let range = finding.location.range;
            let place = range.map(|range| Span::new(range.start.offset, range.end.offset));
            (finding.span, place)
        })
        .unzip();
    if locked.is_empty() {
        return;
    }
    findings.retain(|finding| {
        locks(&finding.lint) || !locked.iter().any(|span| span.overlaps(finding.span))
    });
    let reaches = |edit: &PlacedEdit| {
        places
            .iter()
            .flatten()
            .any(|place| place.overlaps(edit.span()))
    };
    for finding in findings.iter_mut().filter(|finding| !locks(&finding.lint)) {
        finding.fixes.retain(|fix| !fix.edits.iter().any(reaches));
    }
}
