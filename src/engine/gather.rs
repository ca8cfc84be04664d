//! One kind of damage that an article has in many places is one finding.

use std::collections::HashMap;

use crate::catalog::Catalog;
use crate::finding::{AGAIN, Context, Finding, Fix, Key, PlacedEdit, Related, Severity};

/// The key of the message and of the fix of gathered findings, where the lint's file has them.
const THROUGHOUT: &str = "throughout";
/// Further places whose lines are kept: no report shows more.
const SHOWN: usize = 8;

/// Makes one finding, at the first place, of the findings of one message and level that are to be gathered and are
/// enough. The other places become related, and the fix mends all. What an exception covers stays for itself.
pub(super) fn gather(findings: &mut Vec<Finding>, catalog: &Catalog) {
    let mut groups: HashMap<(&str, &Key, Severity), Vec<usize>> = HashMap::new();
    for (index, finding) in findings.iter().enumerate() {
        if finding.gather.is_some() && finding.suppressed.is_none() {
            let key = (&*finding.lint, &finding.key, finding.severity);
            groups.entry(key).or_default().push(index);
        }
    }
    let enough = |group: &Vec<usize>| {
        let least = group.iter().filter_map(|index| findings[*index].gather);
        least.min().is_some_and(|least| group.len() >= least.max(2))
    };
    let mut groups: Vec<Vec<usize>> = groups.into_values().filter(enough).collect();
    if groups.is_empty() {
        return;
    }
    for group in &mut groups {
        group.sort_by_key(|index| findings[*index].location.range);
    }
    let mut left: Vec<Option<Finding>> = std::mem::take(findings).into_iter().map(Some).collect();
    for group in groups {
        let members = group.into_iter().filter_map(|index| left[index].take());
        findings.extend(merged(members.collect(), catalog));
    }
    findings.extend(left.into_iter().flatten());
}

/// The findings `members`, in the order of the text, as one.
fn merged(members: Vec<Finding>, catalog: &Catalog) -> Option<Finding> {
    let places = members.len();
    let fix = common_fix(&members, catalog);
    let mut members = members.into_iter();
    let mut finding = members.next()?;
    let lint = catalog.get(&finding.lint);
    if lint.is_some_and(|lint| lint.file.messages.contains_key(THROUGHOUT)) {
        finding.key = THROUGHOUT.into();
    }
    finding.places = places;
    finding.values.retain(|(name, _)| name != "count");
    finding.values.push(("count".into(), places.to_string()));
    finding.fixes = fix.into_iter().collect();
    for (index, other) in members.enumerate() {
        let mut location = other.location;
        if index >= SHOWN {
            location.context = Context {
                nearest: location.context.nearest,
                ..Context::default()
            };
        }
        finding.related.push(Related {
            location,
            label: AGAIN.into(),
        });
    }
    Some(finding)
}

/// The best fix of each of `members` that has one, as one; as certain as the least certain of them.
fn common_fix(members: &[Finding], catalog: &Catalog) -> Option<Fix> {
    let fixes: Vec<&Fix> = members
        .iter()
        .filter_map(|finding| finding.fixes.first())
        .collect();
    let (first, applicability) = (*fixes.first()?, fixes.iter().map(|fix| fix.applicability));
    let lint = catalog.get(&members.first()?.lint);
    let all = lint.is_some_and(|lint| lint.file.fixes.contains_key(THROUGHOUT));
    let title = if all {
        THROUGHOUT.into()
    } else {
        first.title.clone()
    };
    let edits: Vec<PlacedEdit> = fixes.iter().flat_map(|fix| fix.edits.clone()).collect();
    let alternative = first.alternative.clone();
    Fix::new(title, alternative, applicability.min()?, first.of, edits)
}
