//! Fixes applied round by round, each round judged by what it leads to.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::fix::{apply, choose};
use super::{Applicability, Category, Edit, Finding, Fix, PlacedEdit, Severity};

/// Most rounds of fixing.
pub const ROUNDS: usize = 10;
/// Most rounds that are tried and taken back.
const TRIALS: usize = 40;

/// What came of fixing a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The text.
    pub text: String,
    /// How many fixes were applied.
    pub fixes: usize,
    /// How many were not, because they would have made an error.
    pub refused: usize,
    /// Is nothing left to fix? Otherwise the rounds ran out.
    pub done: bool,
}

/// The fixes that one article is to have in a round.
type Chosen<'f> = Vec<(&'f Finding, &'f Fix)>;

/// Applies to `text` the fixes that are at least `applicability`, until none is left. `lint` tells the findings of each
/// article of a text. A fix that makes a new error is taken back, and tried again once the text is another one.
///
/// Articles are judged one by one. That two of them turn out to be one once both are repaired is no error of the repair:
/// they were before.
pub fn settle<E>(
    text: String,
    applicability: Applicability,
    lint: impl Fn(&str) -> Result<Vec<Vec<Finding>>, E>,
) -> Result<Settled, E> {
    let mut articles = lint(&text)?;
    let mut settled = Settled {
        text,
        fixes: 0,
        refused: 0,
        done: false,
    };
    let mut limits = Limits::default();
    let (mut rounds, mut trials) = (0, 0);
    // What was left to be tried again, when only that was left.
    let mut before = None;
    loop {
        let chosen: Vec<Chosen<'_>> = articles
            .iter()
            .enumerate()
            .map(|(at, findings)| chosen(findings, applicability, at, &limits))
            .collect();
        let edits = edits_of(&chosen);
        if edits.is_empty() {
            settled.refused = limits.refused.len();
            settled.done = true;
            if !limits.forgive() {
                return Ok(settled);
            }
            before = Some(settled.clone());
            continue;
        }
        if rounds == ROUNDS || trials == TRIALS {
            return Ok(before.unwrap_or(settled));
        }
        let Ok(text) = apply(&settled.text, &edits) else {
            return Ok(settled);
        };
        let next = lint(&text)?;
        let after = |at: usize| next.get(at).map_or(&[] as &[Finding], Vec::as_slice);
        let worse: Vec<usize> = (0..articles.len())
            .filter(|at| is_worse(&articles[*at], after(*at), &chosen[*at]))
            .collect();
        if worse.is_empty() {
            settled.text = text;
            settled.done = false;
            settled.fixes += chosen.iter().map(Vec::len).sum::<usize>();
            limits.most.clear();
            limits.stale |= !limits.refused.is_empty();
            articles = next;
            rounds += 1;
        } else {
            for at in worse {
                limits.narrow(at, &chosen[at]);
            }
            trials += 1;
        }
    }
}

/// What is not tried any more.
#[derive(Default)]
struct Limits {
    /// Most fixes of an article in the next round.
    most: HashMap<usize, usize>,
    refused: HashSet<Tried>,
    /// Has the text become another one since some were refused?
    stale: bool,
}

impl Limits {
    /// Of the fixes of the article `at`, one made an error: half of them next time, or that one no more.
    fn narrow(&mut self, at: usize, chosen: &Chosen<'_>) {
        let [(finding, fix)] = chosen.as_slice() else {
            self.most.insert(at, chosen.len() / 2);
            return;
        };
        self.most.remove(&at);
        self.refused.insert((at, identity(finding, fix)));
    }

    /// What was refused of another text may be tried again. Is there any?
    fn forgive(&mut self) -> bool {
        if self.stale {
            self.refused.clear();
        }
        std::mem::take(&mut self.stale)
    }
}

fn edits_of(chosen: &[Chosen<'_>]) -> Vec<Edit> {
    let fixes = chosen.iter().flatten();
    let mut edits: Vec<Edit> = fixes
        .flat_map(|(_, fix)| fix.edits.iter().map(PlacedEdit::edit))
        .collect();
    edits.sort();
    edits
}

/// A fix that was tried: the article, and what names the fix in it whatever else changes.
type Tried = (usize, Identity);
type Identity = (String, String, Vec<String>);

fn identity(finding: &Finding, fix: &Fix) -> Identity {
    let inserts = fix.edits.iter().map(|edit| edit.insert.clone());
    let text = finding.location.text.clone();
    (finding.lint.to_string(), text, inserts.collect())
}

/// The fixes of the article `at` that can be applied together within `limits`: of every finding that counts its best one.
fn chosen<'f>(
    findings: &'f [Finding],
    applicability: Applicability,
    at: usize,
    limits: &Limits,
) -> Chosen<'f> {
    let is_refused = |finding: &Finding, fix: &Fix| {
        !limits.refused.is_empty() && limits.refused.contains(&(at, identity(finding, fix)))
    };
    let open = findings
        .iter()
        .filter(|finding| finding.suppressed.is_none());
    let candidates: Chosen<'f> = open
        .filter_map(|finding| {
            let mut fixes = finding.fixes.iter();
            let fix = fixes.find(|fix| fix.applicability >= applicability)?;
            (!is_refused(finding, fix)).then_some((finding, fix))
        })
        .collect();
    let most = limits.most.get(&at).copied().unwrap_or(usize::MAX);
    let mut together = choose(candidates.iter().map(|(_, fix)| *fix))
        .into_iter()
        .take(most)
        .peekable();
    let mut is_next = |fix: &Fix| together.next_if(|next| std::ptr::eq(*next, fix)).is_some();
    candidates
        .into_iter()
        .filter(|(_, fix)| is_next(fix))
        .collect()
}

/// Has an article errors after the fixes `chosen` that it had not before, of a kind that these could make? What was read
/// in the wrong encoding is readable then, with all that is wrong in it: that is not new.
fn is_worse(before: &[Finding], after: &[Finding], chosen: &[(&Finding, &Fix)]) -> bool {
    if chosen.is_empty()
        || chosen
            .iter()
            .any(|(finding, _)| finding.category == Category::Encoding)
    {
        return false;
    }
    let could_make = |category: Category| {
        category == Category::Structure
            || chosen
                .iter()
                .any(|(finding, _)| finding.category == category)
    };
    let counts = |findings: &'_ [Finding]| {
        let mut counts: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        for finding in findings {
            let is_error = finding.severity == Severity::Error && finding.suppressed.is_none();
            if is_error && could_make(finding.category) {
                *counts.entry(finding.lint.clone()).or_default() += finding.places;
            }
        }
        counts
    };
    let had = counts(before);
    counts(after)
        .into_iter()
        .any(|(lint, count)| count > had.get(&lint).copied().unwrap_or(0))
}
