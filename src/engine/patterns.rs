//! The patterns of all lints on one article.

use std::collections::BTreeMap;

use crate::Span;
use crate::catalog::Lint;
use crate::catalog::file::Within;
use crate::catalog::needs::Need;
use crate::catalog::pattern::{Match, Pattern};
use crate::evidence::Article;
use crate::finding::{Applicability, Edit};
use crate::lint::Findings;

/// One bit for each need of some pattern.
type Mask = [u64; 16];
const BITS: usize = 1024;

/// Knows after one pass over the characters which patterns can match where, so that a new pattern adds no pass.
pub(super) struct Prefilter {
    /// For each lint and each of its patterns, the branches of its expression: what each needs.
    needs: Vec<Vec<Vec<Mask>>>,
    /// For each character of the basic plane, an index into `cells`; 0 for one that nobody needs.
    index: Vec<u16>,
    cells: Vec<Cell>,
    /// What all characters beyond the basic plane might be.
    beyond: Mask,
}

/// The needs that a character meets.
#[derive(Clone, Default)]
struct Cell {
    alone: Mask,
    /// Those that it meets with the next one.
    with_next: Vec<(char, Mask)>,
}

/// What the parts of an article hold.
pub(super) struct Presence {
    blocks: Vec<Mask>,
    prose: Mask,
    text: Mask,
}

impl Prefilter {
    /// For `lints`, in their order.
    pub(super) fn build<'l>(lints: impl Iterator<Item = &'l Lint>) -> Self {
        let mut known: BTreeMap<&Need, usize> = BTreeMap::new();
        let mut needs = Vec::new();
        for lint in lints {
            let mut of_lint = Vec::new();
            for pattern in &lint.patterns {
                let mut mask_of = |way: &'l Vec<Need>| {
                    let mut mask = Mask::default();
                    for need in way.iter().filter(|need| !reaches_beyond(need)) {
                        let next = known.len();
                        // Beyond the last bit a pattern is merely tried more often.
                        if next < BITS || known.contains_key(need) {
                            set(&mut mask, *known.entry(need).or_insert(next));
                        }
                    }
                    mask
                };
                of_lint.push(pattern.needs.iter().map(&mut mask_of).collect());
            }
            needs.push(of_lint);
        }
        let mut cells: BTreeMap<char, Cell> = BTreeMap::new();
        let mut beyond = Mask::default();
        for (need, bit) in known {
            for (from, to) in &need.chars {
                for c in *from..=(*to).min('\u{FFFF}') {
                    set(&mut cells.entry(c).or_default().alone, bit);
                }
                if *to > '\u{FFFF}' {
                    set(&mut beyond, bit);
                }
            }
            for (first, second) in &need.pairs {
                let next = &mut cells.entry(*first).or_default().with_next;
                let at = next.iter().position(|(c, _)| c == second);
                let at = at.unwrap_or_else(|| {
                    next.push((*second, Mask::default()));
                    next.len() - 1
                });
                set(&mut next[at].1, bit);
            }
        }
        let mut index = vec![0; 1 << 16];
        let mut all = vec![Cell::default()];
        for (c, cell) in cells {
            if let (Some(slot), Ok(next)) = (index.get_mut(c as usize), u16::try_from(all.len())) {
                *slot = next;
                all.push(cell);
            }
        }
        Self {
            needs,
            index,
            cells: all,
            beyond,
        }
    }

    /// Looks at every character of `article` once.
    pub(super) fn scan(&self, article: &Article<'_>) -> Presence {
        let document = &article.document;
        let blocks = document.blocks().iter();
        let blocks: Vec<Mask> = blocks
            .map(|block| self.mask(document.slice(block.span)))
            .collect();
        // Only line ends and spaces stand between blocks, but a pattern may need those.
        let prose = blocks
            .iter()
            .fold(self.mask(" \t\r\n\u{3000}"), |sum, mask| or(sum, *mask));
        let same = document.prose().as_ptr() == document.text().as_ptr();
        let text = if same {
            prose
        } else {
            self.mask(document.text())
        };
        Presence {
            blocks,
            prose,
            text,
        }
    }

    fn mask(&self, text: &str) -> Mask {
        let mut mask = Mask::default();
        let mut before: &[(char, Mask)] = &[];
        for c in text.chars() {
            if let Some((_, pair)) = before.iter().find(|(next, _)| *next == c) {
                mask = or(mask, *pair);
            }
            let cell = self.index.get(c as usize).map(|slot| usize::from(*slot));
            before = match cell {
                // Most characters are in no need.
                Some(0) => &[],
                Some(slot) => {
                    let cell = &self.cells[slot];
                    mask = or(mask, cell.alone);
                    &cell.with_next
                }
                None => {
                    mask = or(mask, self.beyond);
                    &[]
                }
            };
        }
        mask
    }

    /// Reports what the patterns of `lint`, the one at `index`, find.
    pub(super) fn run(
        &self,
        lint: &Lint,
        index: usize,
        presence: &Presence,
        article: &Article<'_>,
        findings: &mut Findings<'_>,
    ) {
        let mut all: Vec<(&Pattern, Vec<Match>)> = Vec::new();
        for (pattern, needs) in lint.patterns.iter().zip(&self.needs[index]) {
            let whole = match pattern.within {
                Within::Source => &presence.text,
                Within::Document | Within::Block | Within::Sentence => &presence.prose,
            };
            if !has(whole, needs) {
                continue;
            }
            let worth = |block: usize| {
                presence
                    .blocks
                    .get(block)
                    .is_some_and(|held| has(held, needs))
            };
            all.push((pattern, pattern.find(&article.document, worth)));
        }
        keep_the_longest(&mut all);
        for (pattern, found) in all {
            for found in found {
                report(lint, Some(pattern), &pattern.message, &found, findings);
            }
        }
        let words = lint.words.iter();
        for found in words.flat_map(|words| words.find(&article.document)) {
            report(lint, None, "found", &found, findings);
        }
    }
}

/// Where patterns of one lint match the same words, the longest match tells of them; the first of equal ones.
fn keep_the_longest(all: &mut [(&Pattern, Vec<Match>)]) {
    let mut places: Vec<(bool, Span, usize)> = (all.iter().enumerate())
        .flat_map(|(of, (pattern, found))| {
            let in_source = pattern.within == Within::Source;
            found.iter().map(move |found| (in_source, found.span, of))
        })
        .collect();
    places.sort_unstable();
    let mut kept: Vec<(bool, Span, usize)> = Vec::with_capacity(places.len());
    for place in places {
        match kept.last_mut() {
            Some(last) if last.0 == place.0 && last.1.overlaps(place.1) => {
                if place.1.len() > last.1.len() {
                    *last = place;
                }
            }
            _ => kept.push(place),
        }
    }
    for (of, (pattern, found)) in all.iter_mut().enumerate() {
        let in_source = pattern.within == Within::Source;
        found.retain(|found| kept.binary_search(&(in_source, found.span, of)).is_ok());
    }
}

fn or(a: Mask, b: Mask) -> Mask {
    std::array::from_fn(|at| a[at] | b[at])
}

/// Does what is `held` allow one of the branches to match?
fn has(held: &Mask, branches: &[Mask]) -> bool {
    branches.iter().any(|needs| {
        held.iter()
            .zip(needs)
            .all(|(held, needs)| held & needs == *needs)
    })
}

fn set(mask: &mut Mask, bit: usize) {
    mask[bit / 64] |= 1 << (bit % 64);
}

/// Does it name pairs beyond the basic plane? These are not looked up.
fn reaches_beyond(need: &Need) -> bool {
    need.pairs.iter().any(|(a, b)| (*a).max(*b) > '\u{FFFF}')
}

/// Reports what a pattern or else a word matches.
fn report(
    lint: &Lint,
    pattern: Option<&Pattern>,
    message: &str,
    found: &Match,
    findings: &mut Findings<'_>,
) {
    let in_source = pattern.is_some_and(|pattern| pattern.within == Within::Source);
    let mut draft = findings
        .at_pattern(message, found.span, in_source)
        .gather(pattern.and_then(|pattern| pattern.gather));
    for (name, value) in &found.values {
        draft = draft.with(name.clone(), value);
    }
    if let Some(severity) = pattern.and_then(|pattern| pattern.severity) {
        draft = draft.at_level(severity);
    }
    draft = draft.with("code", code_point(found)).with("count", "1");
    if let Some(insert) = &found.insert {
        draft = draft.with("insert", insert);
        let wanted = pattern.and_then(|pattern| pattern.applicability);
        let wanted = wanted.unwrap_or(Applicability::Safe);
        let edits = vec![Edit::new(found.span, insert.clone())];
        let title = match insert.as_str() {
            "" if lint.file.fixes.contains_key("delete") => "delete",
            _ => "replace",
        };
        draft = if in_source {
            draft.fix_source(title, wanted, edits)
        } else {
            draft.fix(title, wanted, edits)
        };
    }
    draft.report();
}

/// The code point of the first character of `found`.
fn code_point(found: &Match) -> String {
    let text = found.values.iter().find(|(key, _)| key == "text");
    let first = text.and_then(|(_, text)| text.chars().next());
    first.map_or_else(String::new, |c| format!("U+{:04X}", u32::from(c)))
}
