//! What a text must hold for a regular expression to match it.
//!
//! A pattern is tried only where all it needs is there. That is known of all patterns after one pass over the
//! characters, so a new pattern costs nothing on text that it cannot match.
//! Each branch of an expression's widest alternation has its own needs; a block is searched if it holds all those of
//! one branch. (One automaton of all expressions was tried first: Unicode classes made it outgrow any sensible limit.)

mod saved;

use std::ops::RangeInclusive;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};

use crate::language::is_common;

/// What a text must hold for a pattern to match it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Needs {
    /// The branches by which it can match, each as what it needs.
    pub(crate) branches: Vec<Vec<Arc<Need>>>,
    /// The characters with which a match begins; where it can begin at the start of a text only.
    start: Option<Ranges>,
}

/// Characters, in order.
type Ranges = Vec<(char, char)>;

impl Needs {
    /// Those of `regex`.
    pub(super) fn of(regex: &str) -> Self {
        saved::get(regex).unwrap_or_else(|| Self::worked_out(regex))
    }

    fn worked_out(regex: &str) -> Self {
        match regex_syntax::Parser::new().parse(regex) {
            Ok(hir) => Self {
                branches: all_branches(&hir),
                start: start(&hir),
            },
            Err(_) => Self {
                branches: vec![Vec::new()],
                start: None,
            },
        }
    }

    /// May a match begin with the first character of `text`?
    pub(super) fn may_begin(&self, text: &str) -> bool {
        let Some(start) = &self.start else {
            return true;
        };
        let begins = |c: char| {
            let behind = start.partition_point(|(from, _)| *from <= c);
            let range = start.get(..behind).and_then(<[_]>::last);
            range.is_some_and(|(_, to)| c <= *to)
        };
        text.chars().next().is_some_and(begins)
    }
}

/// One of these must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Need {
    /// Ranges of characters.
    pub(crate) chars: Vec<(char, char)>,
    /// Pairs of neighbours: words tell much more than characters.
    pub(crate) pairs: Vec<(char, char)>,
}

/// A set of more characters than this says nothing: Han, letters.
const LARGEST: usize = 600;
/// Most pairs in a need.
const PAIRS: usize = 160;
/// Most characters at a place that is taken for one of a word: both scripts, capitals, the digits in both widths.
const FORMS: usize = 20;
/// Characters on every page: they tell little.
const EVERYWHERE: &str = " ，。、的一";

/// Most needs kept of one branch, the rarest.
const KEPT: usize = 8;

/// The branches by which `hir` can match, each as what it needs. Those of the widest alternation are each for themselves:
/// what all of them share is little where they list words.
fn all_branches(hir: &Hir) -> Vec<Vec<Arc<Need>>> {
    let mut branches: Vec<Vec<Need>> = branches(hir)
        .into_iter()
        .map(|mut needs| {
            needs.sort_by_cached_key(|need| (weight(need), need.clone()));
            needs.dedup();
            needs.truncate(KEPT);
            needs
        })
        .collect();
    branches.sort();
    branches.dedup();
    let shared = |needs: Vec<Need>| needs.into_iter().map(Arc::new).collect();
    branches.into_iter().map(shared).collect()
}

/// The characters with which a match of `hir` begins, where it can begin at the start of a text only; `None` where it can
/// begin elsewhere, or be empty.
fn start(hir: &Hir) -> Option<Ranges> {
    let mut first = ClassUnicode::empty();
    let at_start = hir.properties().look_set_prefix().contains(Look::Start);
    let always = at_start && begins_with(hir, &mut first);
    let ranges = first.iter().map(|range| (range.start(), range.end()));
    always.then(|| ranges.collect())
}

/// Adds the characters with which `hir` may begin. Does it hold one always?
fn begins_with(hir: &Hir, first: &mut ClassUnicode) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => false,
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).unwrap_or("");
            let c = text.chars().next();
            first.union(&ClassUnicode::new(c.map(|c| ClassUnicodeRange::new(c, c))));
            c.is_some()
        }
        HirKind::Class(Class::Unicode(class)) => {
            first.union(class);
            true
        }
        HirKind::Repetition(repetition) => {
            begins_with(&repetition.sub, first) && repetition.min > 0
        }
        HirKind::Capture(capture) => begins_with(&capture.sub, first),
        HirKind::Concat(parts) => parts.iter().any(|part| begins_with(part, first)),
        HirKind::Alternation(branches) => {
            let hold = branches.iter().map(|branch| begins_with(branch, first));
            // All are asked.
            hold.filter(|holds| !holds).count() == 0
        }
    }
}

fn branches(hir: &Hir) -> Vec<Vec<Need>> {
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
            let shared: Vec<Need> = (parts.get(..widest).into_iter())
                .chain(parts.get(widest + 1..))
                .flat_map(of_all)
                .collect();
            let with_shared = |mut needs: Vec<Need>| {
                needs.extend_from_slice(&shared);
                needs
            };
            branches(inner(&parts[widest]))
                .into_iter()
                .map(with_shared)
                .collect()
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

fn of(hir: &Hir) -> Vec<Need> {
    of_all(std::slice::from_ref(hir))
}

/// What `parts`, one behind the other, need.
fn of_all(parts: &[Hir]) -> Vec<Need> {
    let mut places = Vec::new();
    for part in parts {
        lay_out(part, &mut places);
    }
    let mut needs = Vec::new();
    for (at, place) in places.iter().enumerate() {
        match place {
            Place::One(forms) => {
                let next = places.get(at + 1);
                let before = at.checked_sub(1).and_then(|at| places.get(at));
                let pair = |place: Option<&Place>| matches!(place, Some(Place::One(_)));
                if let Some(Place::One(next)) = next {
                    needs.extend(paired(forms, next));
                } else if !pair(before) {
                    needs.extend(one_of(forms.iter().map(|c| (*c, *c)).collect()));
                }
            }
            Place::Other(of_place) => needs.extend_from_slice(of_place),
        }
    }
    needs
}

/// A piece of an expression.
enum Place {
    /// One character, in so many forms.
    One(Vec<char>),
    /// Anything else, and what it needs.
    Other(Vec<Need>),
}

/// Appends the places of `hir`, in order.
fn lay_out(hir: &Hir, places: &mut Vec<Place>) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).unwrap_or("");
            places.extend(text.chars().map(|c| Place::One(vec![c])));
        }
        HirKind::Class(Class::Unicode(class)) => places.push(of_class(class)),
        HirKind::Class(Class::Bytes(_)) => places.push(Place::Other(Vec::new())),
        HirKind::Repetition(repetition) if repetition.min == 0 => {
            places.push(Place::Other(Vec::new()));
        }
        HirKind::Repetition(repetition) => {
            // What stands twice has its own end beside its own beginning; more of it tells nothing more.
            for _ in 0..repetition.min.min(2) {
                lay_out(&repetition.sub, places);
            }
            if repetition.max != Some(repetition.min) || repetition.min > 2 {
                places.push(Place::Other(Vec::new()));
            }
        }
        HirKind::Capture(capture) => lay_out(&capture.sub, places),
        HirKind::Concat(parts) => {
            for part in parts {
                lay_out(part, places);
            }
        }
        HirKind::Alternation(branches) => {
            let rarest = |branch: &Hir| of(branch).into_iter().min_by_key(weight);
            let rarest: Option<Vec<Need>> = branches.iter().map(rarest).collect();
            let mut union = Need::default();
            for need in rarest.unwrap_or_default() {
                union.chars.extend(need.chars);
                union.pairs.extend(need.pairs);
            }
            for side in [&mut union.chars, &mut union.pairs] {
                side.sort_unstable();
                side.dedup();
            }
            let says = union.pairs.len() <= PAIRS && size(&union.chars) <= LARGEST;
            let empty = union == Need::default();
            let needs = (says && !empty).then_some(union).into_iter().collect();
            places.push(Place::Other(needs));
        }
    }
}

fn of_class(class: &ClassUnicode) -> Place {
    let ranges: Vec<(char, char)> = class
        .iter()
        .map(|range| (range.start(), range.end()))
        .collect();
    if size(&ranges) <= FORMS {
        Place::One(ranges.into_iter().flat_map(between).collect())
    } else {
        Place::Other(one_of(ranges).into_iter().collect())
    }
}

fn one_of(chars: Vec<(char, char)>) -> Option<Need> {
    (1..=LARGEST).contains(&size(&chars)).then(|| Need {
        chars,
        pairs: Vec::new(),
    })
}

/// The need of a form of one character and a form of the next. White space pairs with nothing: it may stand between
/// two blocks.
fn paired(first: &[char], second: &[char]) -> Option<Need> {
    let pairs: Vec<(char, char)> = first
        .iter()
        .flat_map(|a| second.iter().map(|b| (*a, *b)))
        .collect();
    let blank = |(a, b): &(char, char)| a.is_whitespace() || b.is_whitespace();
    if pairs.len() > PAIRS || pairs.iter().any(blank) {
        return one_of(second.iter().map(|c| (*c, *c)).collect());
    }
    Some(Need {
        chars: Vec::new(),
        pairs,
    })
}

fn between((from, to): (char, char)) -> RangeInclusive<char> {
    from..=to
}

fn size(ranges: &[(char, char)]) -> usize {
    ranges
        .iter()
        .map(|(from, to)| (u32::from(*to) - u32::from(*from) + 1) as usize)
        .sum()
}

/// The more often a text holds what is needed, the more.
fn weight(need: &Need) -> usize {
    let everywhere = EVERYWHERE
        .chars()
        .filter(|c| need.chars.iter().any(|range| between(*range).contains(c)))
        .count();
    let common = need
        .chars
        .iter()
        .copied()
        .flat_map(between)
        .filter(|c| is_common(*c));
    let both = |(a, b): &&(char, char)| is_common(*a) && is_common(*b);
    let pairs = need.pairs.len() + 2 * need.pairs.iter().filter(both).count();
    4 * size(&need.chars) + 80 * common.count() + 4000 * everywhere + pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(regex: &str) -> Vec<Vec<Need>> {
        let branches = Needs::worked_out(regex).branches.into_iter();
        let owned = |needs: Vec<Arc<Need>>| needs.into_iter().map(Arc::unwrap_or_clone).collect();
        branches.map(owned).collect()
    }

    #[test]
    fn what_a_match_begins_with() {
        let may_begin = |regex, text| Needs::worked_out(regex).may_begin(text);
        let heading = "^[【\\s]*(?:更多|其他)?新聞";
        assert!(
            may_begin(heading, "【更多")
                && may_begin(heading, "新聞")
                && may_begin(heading, "\u{3000}其他")
        );
        assert!(!may_begin(heading, "昨日更多新聞") && !may_begin(heading, ""));
        // These may begin anywhere, or with anything.
        assert!(
            may_begin("(?:^|。)更多", "昨日。更多")
                && may_begin("^x*", "昨")
                && may_begin("^(?s:.)新聞", "昨")
        );
    }

    fn chars(ranges: &[(char, char)]) -> Need {
        one_of(ranges.to_vec()).expect("a small set")
    }

    fn pairs(pairs: &[(char, char)]) -> Need {
        Need {
            chars: Vec::new(),
            pairs: pairs.to_vec(),
        }
    }

    #[test]
    fn what_must_be_there() {
        assert_eq!(
            needs("月[a-z]+日?"),
            [[chars(&[('月', '月')]), chars(&[('a', 'z')])]]
        );
        assert_eq!(needs(r"\p{Han}*x?"), [Vec::<Need>::new()]);
        assert_eq!(
            needs("(?:，，|、、)"),
            [[pairs(&[('、', '、')])], [pairs(&[('，', '，')])]]
        );
        assert_eq!(
            needs("^(?:a|b*)c"),
            [
                vec![chars(&[('a', 'a')]), chars(&[('c', 'c')])],
                vec![chars(&[('c', 'c')])]
            ]
        );
    }

    #[test]
    fn words_are_pairs_of_neighbours() {
        let word = [('轉', '載'), ('轉', '载'), ('转', '載'), ('转', '载')];
        assert_eq!(needs("[轉转][載载]x?"), [[pairs(&word)]]);
        // A blank may stand between two blocks.
        assert_eq!(
            needs("轉 載"),
            [[chars(&[('載', '載')]), chars(&[(' ', ' ')])]]
        );
    }
}
