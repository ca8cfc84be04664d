//! The patterns of all lints on one article.

use std::collections::BTreeMap;

use crate::catalog::Lint;
use crate::catalog::file::Within;
use crate::catalog::pattern::{Match, Pattern};
use crate::evidence::Article;
use crate::finding::{Applicability, Edit};
use crate::lint::Findings;

/// One bit for each set of characters that some pattern needs.
type Mask = [u64; 8];
const BITS: usize = 512;

/// Knows after one pass over the characters which patterns can match where, so that a new pattern adds no pass.
pub(super) struct Prefilter {
    /// For each lint and each of its patterns, the branches of its expression: what each needs.
    needs: Vec<Vec<Vec<Mask>>>,
    /// For each character of the basic plane, an index into `masks`.
    index: Vec<u16>,
    masks: Vec<Mask>,
    /// What all characters beyond the basic plane might be.
    beyond: Mask,
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
        let mut sets: Vec<Vec<(char, char)>> = Vec::new();
        let mut needs = Vec::new();
        for lint in lints {
            let mut of_lint = Vec::new();
            for pattern in &lint.patterns {
                let mut mask_of = |way: &Vec<Vec<(char, char)>>| {
                    let mut mask = Mask::default();
                    for set in way {
                        let bit = sets.iter().position(|known| known == set);
                        let bit = bit.unwrap_or(sets.len());
                        // Beyond the last bit a pattern is merely tried more often.
                        if bit < BITS {
                            mask[bit / 64] |= 1 << (bit % 64);
                            if bit == sets.len() {
                                sets.push(set.clone());
                            }
                        }
                    }
                    mask
                };
                of_lint.push(pattern.needs.iter().map(&mut mask_of).collect());
            }
            needs.push(of_lint);
        }
        let mut held = vec![Mask::default(); 1 << 16];
        for (bit, set) in sets.iter().enumerate() {
            for (from, to) in set {
                let (from, to) = (*from as usize, (*to as usize).min(held.len() - 1));
                for mask in held.get_mut(from..=to).unwrap_or_default() {
                    mask[bit / 64] |= 1 << (bit % 64);
                }
            }
        }
        let (mut index, mut masks) = (vec![0; held.len()], vec![Mask::default()]);
        let mut known = BTreeMap::from([(Mask::default(), 0)]);
        // Neighbours mostly share their mask: look it up where it changes.
        let mut last = (Mask::default(), 0);
        for (mask, slot) in held.iter().zip(&mut index) {
            if last.0 != *mask {
                let next = u16::try_from(masks.len()).unwrap_or(u16::MAX);
                last = (*mask, *known.entry(*mask).or_insert(next));
                if last.1 == next {
                    masks.push(*mask);
                }
            }
            *slot = last.1;
        }
        let beyond = all_of(&sets);
        Self {
            needs,
            index,
            masks,
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
        for c in text.chars() {
            let of_c = match self.index.get(u32::from(c) as usize) {
                // Most characters are in no set.
                Some(0) => continue,
                Some(slot) => &self.masks[usize::from(*slot)],
                None => &self.beyond,
            };
            mask = or(mask, *of_c);
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
            for found in pattern.find(&article.document, worth) {
                report(lint, Some(pattern), &pattern.message, &found, findings);
            }
        }
        let words = lint.words.iter();
        for found in words.flat_map(|words| words.find(&article.document)) {
            report(lint, None, "found", &found, findings);
        }
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

/// The bits of the sets that reach beyond the basic plane.
fn all_of(sets: &[Vec<(char, char)>]) -> Mask {
    let mut mask = Mask::default();
    for (bit, _) in sets
        .iter()
        .enumerate()
        .filter(|(_, set)| set.iter().any(|(_, to)| *to > '\u{FFFF}'))
    {
        mask[bit / 64] |= 1 << (bit % 64);
    }
    mask
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
        draft = draft.at_most(severity);
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
