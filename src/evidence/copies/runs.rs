//! Several paragraphs in a row again, and short lines that stand again and again.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::stream::{Form, Unit};
use super::{ParagraphCopy, Relation, RunCopy};
use crate::document::{Block, BlockKind, Document};
use crate::language::fold::comparable;
use crate::language::marks::is_complete;

/// Fewest times that a short line must stand in an article.
const TIMES: usize = 3;
/// Characters of a line that counts as short, at least and at most: fewer make a label (材料, 地址).
const SHORT_LINE: Range<usize> = 5..31;

/// Takes the paragraphs out of `copies` that follow each other at both places.
pub(super) fn take(
    document: &Document<'_>,
    units: &[Unit],
    copies: &mut Vec<ParagraphCopy>,
) -> Vec<RunCopy> {
    let mut runs = Vec::new();
    let mut rest = Vec::new();
    let taken: HashSet<usize> = copies.iter().map(|copy| copy.block).collect();
    for group in copies.chunk_by(|a, b| follows(units, a, b)) {
        match (group.first(), group.last()) {
            (Some(first), Some(last)) if group.len() > 1 && last.original < first.block => {
                runs.push(grown(document, units, (first, last), group, &taken));
            }
            (Some(copy), _) if copy.relation == Relation::Equal => {
                // The head of a page that came twice: a caption and the byline under it.
                let run = grown(document, units, (copy, copy), group, &taken);
                if run.blocks.len() > 1 {
                    runs.push(run);
                } else {
                    rest.push(copy.clone());
                }
            }
            _ => rest.extend_from_slice(group),
        }
    }
    *copies = rest;
    runs
}

/// Is `next` the next paragraph after `copy`, and its original the next one after the original? The last one may be
/// cut.
fn follows(units: &[Unit], copy: &ParagraphCopy, next: &ParagraphCopy) -> bool {
    let index = |block: usize| units.partition_point(|unit| unit.block < block);
    copy.relation.is_whole()
        && (next.relation.is_whole() || matches!(next.relation, Relation::Cut(..)))
        && index(next.block) == index(copy.block) + 1
        && index(next.original) == index(copy.original) + 1
}

/// The run of `group`, with the headings and short lines around it that stand at both places. What is `taken` itself
/// belongs to no other run: a paragraph that stands a thousand times would make a thousand runs of it.
fn grown(
    document: &Document<'_>,
    units: &[Unit],
    (first, last): (&ParagraphCopy, &ParagraphCopy),
    group: &[ParagraphCopy],
    taken: &HashSet<usize>,
) -> RunCopy {
    let blocks = document.blocks();
    let same = |a: usize, b: usize| {
        let texts = blocks.get(a).zip(blocks.get(b));
        !taken.contains(&a)
            && texts.is_some_and(|(a, b)| document.slice(a.span) == document.slice(b.span))
    };
    let mut later = first.block..last.block + 1;
    let mut earlier = first.original..last.original + 1;
    while earlier.start > 0 && later.start > earlier.end && same(later.start - 1, earlier.start - 1)
    {
        later.start -= 1;
        earlier.start -= 1;
    }
    while earlier.end < later.start && same(later.end, earlier.end) {
        later.end += 1;
        earlier.end += 1;
    }
    let is_note = |copy: &ParagraphCopy| {
        let index = units.partition_point(|unit| unit.block < copy.block);
        units
            .get(index)
            .is_some_and(|unit| unit.form == Form::Numbered)
    };
    RunCopy {
        paragraphs: group
            .len()
            .max(if group.len() == 1 { later.len() } else { 0 }),
        blocks: later,
        originals: earlier,
        is_exact: group.iter().all(|copy| copy.relation == Relation::Equal),
        is_weak: group.iter().all(|copy| copy.is_weak),
        is_meant: group.iter().any(|copy| copy.is_meant) || group.iter().all(is_note),
    }
}

/// The blocks of each short line that stands three times or more, outside `runs`.
pub(super) fn lines(document: &Document<'_>, runs: &[RunCopy]) -> Vec<Vec<usize>> {
    let blocks = document.blocks();
    let is_line = |block: &(usize, &Block)| is_line(document.slice(block.1.span));
    let short: Vec<(usize, &Block)> = blocks.iter().enumerate().filter(is_line).collect();
    if short.len() < TIMES {
        return Vec::new();
    }
    let in_runs: HashSet<usize> = runs.iter().flat_map(|run| run.blocks.clone()).collect();
    let mut groups: HashMap<Vec<char>, Vec<usize>> = HashMap::new();
    for (index, block) in &short {
        let in_run = in_runs.contains(index);
        let text = document.slice(block.span);
        if !in_run && may_run(block.kind) && !text.ends_with(['：', ':', '）', ')']) {
            let line = text.chars().filter_map(comparable).collect();
            groups.entry(line).or_default().push(*index);
        }
    }
    let mut lines: Vec<Vec<usize>> = groups
        .into_values()
        .filter(|places| places.len() >= TIMES)
        .collect();
    lines.sort_unstable();
    // Verse and lyrics are lines throughout, and repeat some of them.
    let repeated: usize = lines.iter().map(Vec::len).sum();
    if (short.len() - repeated) * 2 > blocks.len() - repeated {
        lines.clear();
    }
    lines
}

/// Is it short, and no sentence?
fn is_line(text: &str) -> bool {
    let folded = text
        .chars()
        .filter_map(comparable)
        .take(SHORT_LINE.end)
        .count();
    SHORT_LINE.contains(&folded) && !is_complete(text)
}

/// Is it a kind of line that does not stand again and again by its nature?
fn may_run(kind: BlockKind) -> bool {
    !matches!(
        kind,
        BlockKind::Credit
            | BlockKind::Byline
            | BlockKind::SignOff
            | BlockKind::Caption
            | BlockKind::Table
            | BlockKind::Code
    )
}
