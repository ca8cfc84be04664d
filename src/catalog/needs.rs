//! What a text must hold for a regular expression to match it.
//!
//! A pattern is tried only where all it needs is there. That is known of all patterns after one pass over the
//! characters, so a new pattern costs nothing on text that it cannot match.
//! Each branch of an expression's widest alternation has its own needs; a block is searched if it holds all those of
//! one branch. (One automaton of all expressions was tried first: Unicode classes made it outgrow any sensible limit.)

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::language::is_common;

/// Ranges of characters, one of which must be there.
pub(super) type Set = Vec<(char, char)>;

/// A set of more characters than this says nothing: Han, letters.
const LARGEST: usize = 600;
/// Characters on every page: they tell little.
const EVERYWHERE: &str = " ，。、的一";

/// Most sets kept of one way to match: the rarest tell enough.
const KEPT: usize = 3;

/// The branches by which `regex` can match, each as the sets of characters of which it needs at least one each. The branches
/// of the widest alternation are each for themselves: what all of them share is little where they list words.
pub(super) fn needs(regex: &str) -> Vec<Vec<Set>> {
    let Ok(hir) = regex_syntax::Parser::new().parse(regex) else {
        return vec![Vec::new()];
    };
    let mut branches: Vec<Vec<Set>> = branches(&hir)
        .into_iter()
        .map(|mut sets| {
            sets.sort_by_key(|set| (weight(set), set.clone()));
            sets.dedup();
            sets.truncate(KEPT);
            sets
        })
        .collect();
    branches.sort();
    branches.dedup();
    branches
}

fn branches(hir: &Hir) -> Vec<Vec<Set>> {
    match hir.kind() {
        HirKind::Capture(capture) => branches(&capture.sub),
        HirKind::Alternation(branches) => branches.iter().map(of).collect(),
        HirKind::Concat(parts) => {
            let width = |part: &Hir| match inner(part).kind() {
                HirKind::Alternation(branches) => branches.len(),
                _ => 0,
            };
            let widest = (0..parts.len()).max_by_key(|at| width(&parts[*at]));
            let Some(widest) = widest.filter(|at| width(&parts[*at]) > 1) else {
                return vec![of(hir)];
            };
            let mut others = parts.clone();
            let branches = branches(inner(&others.remove(widest)));
            let shared: Vec<Set> = others.iter().flat_map(of).collect();
            let with_shared = |mut sets: Vec<Set>| {
                sets.extend_from_slice(&shared);
                sets
            };
            branches.into_iter().map(with_shared).collect()
        }
        _ => vec![of(hir)],
    }
}

fn inner(hir: &Hir) -> &Hir {
    match hir.kind() {
        HirKind::Capture(capture) => inner(&capture.sub),
        _ => hir,
    }
}

fn of(hir: &Hir) -> Vec<Set> {
    match hir.kind() {
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0)
            .unwrap_or("")
            .chars()
            .map(|c| vec![(c, c)])
            .collect(),
        HirKind::Class(Class::Unicode(class)) => {
            let set: Set = class
                .iter()
                .map(|range| (range.start(), range.end()))
                .collect();
            if (1..=LARGEST).contains(&size(&set)) {
                vec![set]
            } else {
                Vec::new()
            }
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => of(&repetition.sub),
        HirKind::Empty
        | HirKind::Look(_)
        | HirKind::Class(Class::Bytes(_))
        | HirKind::Repetition(_) => Vec::new(),
        HirKind::Capture(capture) => of(&capture.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(of).collect(),
        HirKind::Alternation(branches) => {
            let rarest = |branch: &Hir| of(branch).into_iter().min_by_key(weight);
            let sets: Option<Vec<Set>> = branches.iter().map(rarest).collect();
            let mut union: Set = sets.unwrap_or_default().concat();
            union.sort_unstable();
            union.dedup();
            if (1..=LARGEST).contains(&size(&union)) {
                vec![union]
            } else {
                Vec::new()
            }
        }
    }
}

fn size(set: &Set) -> usize {
    set.iter()
        .map(|(from, to)| (u32::from(*to) - u32::from(*from) + 1) as usize)
        .sum()
}

/// The more often a text holds one of `set`, the more.
fn weight(set: &Set) -> usize {
    let everywhere = EVERYWHERE
        .chars()
        .filter(|c| set.iter().any(|(from, to)| (from..=to).contains(&c)))
        .count();
    let members = set.iter().flat_map(|(from, to)| *from..=*to);
    let common = members.filter(|c| is_common(*c)).count();
    size(set) + 20 * common + 1000 * everywhere
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_be_there() {
        assert_eq!(
            needs("月[0-9]+日?"),
            [[vec![('0', '9')], vec![('月', '月')]]]
        );
        assert_eq!(needs(r"\p{Han}*x?"), [Vec::<Set>::new()]);
        assert_eq!(
            needs("(?:，，|、、)"),
            [[vec![('、', '、')]], [vec![('，', '，')]]]
        );
        assert_eq!(
            needs("^(?:a|b*)c"),
            [
                vec![vec![('a', 'a')], vec![('c', 'c')]],
                vec![vec![('c', 'c')]]
            ]
        );
    }
}
