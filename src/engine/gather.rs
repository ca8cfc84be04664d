//! One kind of damage that an article has in many places is one finding.

use std::collections::HashMap;

use crate::catalog::{Catalog, Lint};
use crate::finding::{AGAIN, Finding, Fix, Key, Related, Severity};

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
        findings.extend(merged(members, catalog));
    }
    findings.extend(left.into_iter().flatten());
}

/// The findings `members`, in the order of the text, as one. Each goes once its place and its edits are taken over: there
/// may be a million.
fn merged(mut members: impl Iterator<Item = Finding>, catalog: &Catalog) -> Option<Finding> {
    let mut finding = members.next()?;
    let lint = catalog.get(&finding.lint);
    let mut fix = best(std::mem::take(&mut finding.fixes));
    for other in members {
        let mut location = other.location;
        if finding.places > SHOWN {
            location.context = None;
        }
        finding.places += 1;
        finding.related.push(Related {
            location,
            label: AGAIN.into(),
        });
        match (&mut fix, best(other.fixes)) {
            (Some(fix), Some(other)) => {
                fix.applicability = fix.applicability.min(other.applicability);
                fix.edits.extend(other.edits);
            }
            (fix, other) => *fix = fix.take().or(other),
        }
    }
    if lint.is_some_and(|lint| lint.file.messages.contains_key(THROUGHOUT)) {
        finding.key = THROUGHOUT.into();
    }
    finding.values.retain(|(name, _)| name != "count");
    let count = ("count".into(), finding.places.to_string());
    finding.values.push(count);
    finding.fixes = fix
        .and_then(|fix| common(fix, lint.map(|lint| &**lint)))
        .into_iter()
        .collect();
    Some(finding)
}

fn best(fixes: Vec<Fix>) -> Option<Fix> {
    fixes.into_iter().next()
}

/// `fix`, which has the edits of the best fix of each finding that has one, and is as certain as the least certain of
/// them, as one that can be applied.
fn common(fix: Fix, lint: Option<&Lint>) -> Option<Fix> {
    let all = lint.is_some_and(|lint| lint.file.fixes.contains_key(THROUGHOUT));
    let title = if all { THROUGHOUT.into() } else { fix.title };
    Fix::new(title, fix.alternative, fix.applicability, fix.of, fix.edits)
}
