//! What a text must hold for a regular expression to match it.
//!
//! A pattern is tried only where all it needs is there. That is known of all patterns after one pass over the
//! characters, so a new pattern costs nothing on text that it cannot match.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Ranges of characters, one of which must be there.
pub(super) type Set = Vec<(char, char)>;

/// A set of more characters than this says nothing: Han, letters.
const LARGEST: usize = 600;
/// Characters on every page: they tell little.
const EVERYWHERE: &str = " ，。、的一";

/// The sets of characters of which `regex` needs at least one each.
pub(super) fn needs(regex: &str) -> Vec<Set> {
    let Ok(hir) = regex_syntax::Parser::new().parse(regex) else {
        return Vec::new();
    };
    let mut sets = of(&hir);
    sets.sort();
    sets.dedup();
    sets
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

fn weight(set: &Set) -> usize {
    let everywhere = EVERYWHERE
        .chars()
        .filter(|c| set.iter().any(|(from, to)| (from..=to).contains(&c)))
        .count();
    size(set) + 1000 * everywhere
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_be_there() {
        assert_eq!(needs("月[0-9]+日?"), [vec![('0', '9')], vec![('月', '月')]]);
        assert_eq!(needs(r"\p{Han}*x?"), Vec::<Set>::new());
        assert_eq!(needs("(?:，，|、、)"), [vec![('、', '、'), ('，', '，')]]);
        assert_eq!(needs("(?:a|b*)c"), [vec![('c', 'c')]]);
    }
}
