//! The patterns of all lints on one article.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::Span;
use crate::catalog::Lint;
use crate::catalog::file::Within;
use crate::catalog::needs::Need;
use crate::catalog::pattern::{Match, Pattern};
use crate::evidence::Article;
use crate::finding::{Applicability, Edit};
use crate::lint::Findings;

/// The numbers of needs.
type Needs = Vec<u32>;

/// Knows after one pass over the characters which patterns can match where, so that a new pattern adds no pass.
pub(super) struct Prefilter {
    /// For each lint and each of its patterns, the branches of its expression: what each needs.
    branches: Vec<Vec<Vec<Needs>>>,
    /// For each character of the basic plane, an index into `cells`; 0 for one that nobody needs.
    index: Vec<u16>,
    cells: Vec<Cell>,
    /// What all characters beyond the basic plane might be.
    beyond: Needs,
    /// How many needs there are.
    count: usize,
}

/// The needs that a character meets.
#[derive(Clone, Default)]
struct Cell {
    alone: Needs,
    /// Those that it meets with the next one.
    with_next: BTreeMap<char, Needs>,
    /// A bit for each of these next ones, which it shares with others: most characters are looked up no further.
    next: u64,
}

/// The bit of `c` among the next ones of a cell.
fn bit(c: char) -> u64 {
    1 << (u32::from(c) % u64::BITS)
}

/// What the parts of an article hold.
pub(super) struct Presence {
    blocks: Vec<Held>,
    prose: Held,
    text: Held,
}

/// The needs that a piece of text meets, a bit each.
#[derive(Clone)]
struct Held(Vec<u64>);

impl Held {
    fn add(&mut self, needs: &[u32]) {
        for need in needs {
            if let Some(word) = self.0.get_mut(*need as usize / 64) {
                *word |= 1 << (need % 64);
            }
        }
    }

    fn join(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }

    /// Does it hold all that a branch needs?
    fn allows(&self, branch: &Needs) -> bool {
        let is_held = |need: &u32| {
            self.0
                .get(*need as usize / 64)
                .is_some_and(|word| word >> (need % 64) & 1 == 1)
        };
        branch.iter().all(is_held)
    }
}

impl Prefilter {
    /// For `lints`, in their order.
    pub(super) fn build<'l>(lints: impl Iterator<Item = &'l Lint>) -> Self {
        let mut known: BTreeMap<&Need, u32> = BTreeMap::new();
        let mut branches = Vec::new();
        for lint in lints {
            let mut number = |need: &'l Need| {
                let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                *known.entry(need).or_insert(next)
            };
            let mut numbers = |needs: &'l Vec<Arc<Need>>| {
                let looked_up = needs
                    .iter()
                    .map(|need| &**need)
                    .filter(|need| !reaches_beyond(need));
                looked_up.map(&mut number).collect()
            };
            let of_pattern =
                |pattern: &'l Pattern| pattern.needs.branches.iter().map(&mut numbers).collect();
            branches.push(lint.patterns.iter().map(of_pattern).collect());
        }
        let mut prefilter = Self {
            branches,
            index: vec![0; 1 << 16],
            cells: vec![Cell::default()],
            beyond: Needs::new(),
            count: known.len(),
        };
        for (need, number) in known {
            prefilter.add(need, number);
        }
        prefilter
    }

    /// Adds the need of this number to the cells of the characters that meet it.
    fn add(&mut self, need: &Need, number: u32) {
        for (from, to) in &need.chars {
            for c in *from..=(*to).min('\u{FFFF}') {
                if let Some(cell) = self.cell(c) {
                    cell.alone.push(number);
                }
            }
            if *to > '\u{FFFF}' {
                self.beyond.push(number);
            }
        }
        for (first, second) in &need.pairs {
            if let Some(cell) = self.cell(*first) {
                cell.next |= bit(*second);
                cell.with_next.entry(*second).or_default().push(number);
            }
        }
    }

    /// The cell of `c`; `None` beyond the basic plane.
    fn cell(&mut self, c: char) -> Option<&mut Cell> {
        let slot = self.index.get_mut(c as usize)?;
        if *slot == 0 {
            *slot = u16::try_from(self.cells.len()).ok()?;
            self.cells.push(Cell::default());
        }
        self.cells.get_mut(usize::from(*slot))
    }

    /// Looks at every character of `article` once.
    pub(super) fn scan(&self, article: &Article<'_>) -> Presence {
        let document = &article.document;
        let mut seen = vec![0; self.cells.len()];
        let mut pieces = 0;
        let mut held = |text: &str| {
            pieces += 1;
            self.held(text, &mut seen, pieces)
        };
        let blocks = document.blocks().iter();
        let blocks: Vec<Held> = blocks
            .map(|block| held(document.slice(block.span)))
            .collect();
        // Only line ends and spaces stand between blocks, but a pattern may need those.
        let mut prose = held(" \t\r\n\u{3000}");
        for block in &blocks {
            prose.join(block);
        }
        let same = document.prose().as_ptr() == document.text().as_ptr();
        let text = if same {
            prose.clone()
        } else {
            held(document.text())
        };
        Presence {
            blocks,
            prose,
            text,
        }
    }

    /// What `text`, the piece of this number, holds. Of each cell `seen` tells in which piece it was met last.
    fn held(&self, text: &str, seen: &mut [u32], piece: u32) -> Held {
        let mut held = Held(vec![0; self.count.div_ceil(64)]);
        let mut before: Option<&Cell> = None;
        for c in text.chars() {
            if let Some(cell) = before
                && cell.next & bit(c) != 0
                && let Some(needs) = cell.with_next.get(&c)
            {
                held.add(needs);
            }
            let slot = self.index.get(c as usize).map(|slot| usize::from(*slot));
            before = match slot {
                // Most characters are in no need.
                Some(0) => None,
                Some(slot) => {
                    let cell = &self.cells[slot];
                    if seen[slot] != piece {
                        seen[slot] = piece;
                        held.add(&cell.alone);
                    }
                    Some(cell)
                }
                None => {
                    held.add(&self.beyond);
                    None
                }
            };
        }
        held
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
        for (pattern, branches) in lint.patterns.iter().zip(&self.branches[index]) {
            let whole = match pattern.within {
                Within::Source => &presence.text,
                Within::Document | Within::Block | Within::Sentence => &presence.prose,
            };
            // What the whole does not hold no block does.
            let branches = branches.iter().filter(|branch| whole.allows(branch));
            let branches: Vec<&Needs> = branches.collect();
            if branches.is_empty() {
                continue;
            }
            let worth = |block: usize| {
                let held = presence.blocks.get(block);
                held.is_some_and(|held| branches.iter().any(|branch| held.allows(branch)))
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
