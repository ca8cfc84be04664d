//! Passages that are judged as a whole: Japanese, and blocks in the other script.

use super::votes::{Votes, vote};
use crate::Span;
use crate::document::{BlockKind, Document};
use crate::language::convert::Script;
use crate::language::script::Classes;

/// Share of the votes from which a block is wholly in one script.
const PURE: f64 = 0.9;
/// Votes that a block needs to be called foreign as a whole.
const BLOCK_VOTES: usize = 4;

/// Passages with kana in them, bounded by marks of punctuation, and company names that say so.
pub(super) fn japanese_runs(classes: Classes, document: &Document<'_>) -> Vec<Span> {
    let prose = document.prose();
    let mut runs: Vec<Span> = Vec::new();
    let mut start = 0;
    let mut kana = 0;
    for (at, c) in prose.char_indices().chain([(prose.len(), '。')]) {
        let class = classes.of(c);
        // ・ and ー are Japanese; の alone is decoration in Chinese (鮮の味).
        kana += usize::from(class.is_kana());
        let inside = class.is_han()
            || class.is_kana()
            || c.is_alphanumeric()
            || matches!(c, '・' | 'ー' | ' ' | '　');
        if !inside {
            if kana >= 2 {
                runs.push(Span::new(start, at));
            }
            start = at + c.len_utf8();
            kana = 0;
        }
    }
    runs
}

/// The blocks with the script that each is wholly in; `None` where one cannot tell.
pub(super) fn block_scripts(
    classes: Classes,
    document: &Document<'_>,
    japanese: &[Span],
) -> Vec<(Span, Option<Script>)> {
    let judge = |span: Span| {
        let mut votes = Votes::default();
        let mut han = 0;
        for (at, c) in span.of(document.prose()).char_indices() {
            let class = classes.of(c);
            han += usize::from(class.is_han());
            let at = span.start + at;
            let skip = || japanese.iter().any(|run| run.start <= at && at < run.end);
            if let Some(script) = vote(class)
                && !skip()
            {
                votes.add(script);
            }
        }
        let script = votes.majority();
        let share = votes.share(script);
        // A short heading needs fewer, if nothing speaks against it.
        let enough = votes.all() >= BLOCK_VOTES || (votes.all() >= 3 && share >= 1.0 && han <= 16);
        (enough && share >= PURE).then_some(script)
    };
    document
        .blocks()
        .iter()
        .filter(|block| block.kind != BlockKind::Code)
        .map(|block| (block.span, judge(block.span)))
        .collect()
}

/// Neighbouring blocks that are not in `own`; one that cannot tell goes with its neighbours on both sides.
pub(super) fn foreign_runs(blocks: &[(Span, Option<Script>)], own: Script) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    let mut open = false;
    let mut waiting = false;
    for (span, script) in blocks {
        match script {
            Some(script) if *script != own => {
                match runs.last_mut() {
                    Some(last) if open => *last = last.joined(*span),
                    _ => runs.push(*span),
                }
                (open, waiting) = (true, false);
            }
            // One short block in between does not end a run; two do.
            None if open && !waiting && span.len() < 60 => waiting = true,
            _ => (open, waiting) = (false, false),
        }
    }
    runs
}
