//! Which end goes with which beginning.

use super::joins::{self, Bridge};
use super::shape::{self, Ending};
use super::{Break, Orphan, Spliced, Split, Truncated, credit, head, tail};
use crate::Span;
use crate::document::{BlockKind, Document};
use crate::language::lexicon;

/// How many paragraphs of text a continuation may be displaced.
const WINDOW: usize = 6;
/// The score that a pair needs.
const ENOUGH: f32 = 2.0;
/// How much better than the next best it must be.
const MARGIN: f32 = 1.0;
/// Characters shown of an end or a beginning.
const SHOWN: usize = 8;

/// Where a cut sentence may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Resume {
    /// At the head of a paragraph.
    Head(usize),
    /// Behind the credit at the head of a paragraph, at this offset.
    Credit(usize, usize),
}

impl Resume {
    fn block(self) -> usize {
        match self {
            Self::Head(block) | Self::Credit(block, _) => block,
        }
    }
}

struct Pair {
    end: usize,
    resume: Resume,
    bridge: Bridge,
    score: f32,
}

/// Finds the breaks of `document`.
pub(super) fn find(document: &Document<'_>) -> Vec<Break> {
    let blocks = document.blocks();
    let ends: Vec<(usize, Ending)> = (0..blocks.len())
        .map(|index| (index, shape::ending(document, index)))
        .filter(|(_, ending)| *ending != Ending::Whole)
        .collect();
    let seams: Vec<(usize, usize)> = (0..blocks.len())
        .filter(|index| {
            !matches!(
                blocks[*index].kind,
                BlockKind::Heading | BlockKind::Code | BlockKind::Table
            )
        })
        .filter_map(|index| {
            let span = blocks[index].span;
            credit::fused(document.slice(span)).map(|at| (index, span.start + at))
        })
        .collect();
    let mut found = Vec::new();
    let mut pairs = Vec::new();
    for (end, ending) in &ends {
        pairs.extend(candidates(document, *end, *ending, &seams));
    }
    let taken = assign(pairs);
    for pair in &taken {
        found.push(match pair.resume {
            Resume::Head(block) => split(document, pair, block),
            Resume::Credit(block, seam) => {
                Break::Spliced(spliced(document, block, seam, Some(pair.end), &pair.bridge))
            }
        });
    }
    for (end, ending) in ends {
        if ending == Ending::Dangling && !taken.iter().any(|pair| pair.end == end) {
            found.push(truncated(document, end));
        }
    }
    for (block, seam) in seams {
        let met = taken
            .iter()
            .any(|pair| pair.resume == Resume::Credit(block, seam));
        if !met && let Some(alone) = alone(document, block, seam) {
            found.push(Break::Spliced(alone));
        }
    }
    orphans(document, &taken, &mut found);
    found
}

/// The places where the sentence that block `end` cuts may go on.
fn candidates(
    document: &Document<'_>,
    end: usize,
    ending: Ending,
    seams: &[(usize, usize)],
) -> Vec<Pair> {
    let blocks = document.blocks();
    let left = document.slice(blocks[end].span);
    let mut pairs = Vec::new();
    let mut bodies = 0;
    let mut pictures = 0;
    for (index, block) in blocks.iter().enumerate().skip(end + 1) {
        if block.kind.is_picture() {
            pictures += usize::from(bodies == 0);
            continue;
        }
        if block.kind == BlockKind::Heading && block.level > 0 || bodies >= WINDOW {
            break;
        }
        if !shape::may_break(block) {
            continue;
        }
        let right = document.slice(block.span);
        let bridge = joins::bridge(document.prose(), left, right);
        let shape = match (bodies, pictures) {
            (0, 0) => 0.0,
            (0, _) => 3.0,
            (more, _) => -2.0 - more as f32,
        };
        let mut score = bridge.score + shape + shape::resumption(right);
        if ending == Ending::Weak {
            // Only next to each other; and a line that may be a headline or a name needs a word as proof.
            let headline = left.chars().count() < 12 || !left.contains(['，', '。']);
            let proved = bridge.score >= 3.0 || pictures > 0 && !headline;
            score = if bodies == 0 && proved {
                score - 1.0
            } else {
                0.0
            };
        }
        pairs.push(Pair {
            end,
            resume: Resume::Head(index),
            bridge,
            score,
        });
        bodies += 1;
    }
    for (block, seam) in seams.iter().filter(|(block, _)| *block != end) {
        let right = Span::new(*seam, blocks[*block].span.end);
        let bridge = joins::bridge(document.prose(), left, document.slice(right));
        let score = bridge.score + 1.5 + shape::resumption(document.slice(right)).max(0.0);
        pairs.push(Pair {
            end,
            resume: Resume::Credit(*block, *seam),
            bridge,
            score,
        });
    }
    pairs
}

/// Takes pairs so that no end and no beginning is used twice: the one first whose end has the most to lose.
fn assign(mut pairs: Vec<Pair>) -> Vec<Pair> {
    let mut taken: Vec<Pair> = Vec::new();
    loop {
        let mut best: Option<(f32, usize)> = None;
        for (index, pair) in pairs.iter().enumerate() {
            let rivals = pairs.iter().enumerate().filter(|(other, rival)| {
                *other != index && (rival.end == pair.end || rival.resume == pair.resume)
            });
            let next = rivals.map(|(_, rival)| rival.score).fold(0.0, f32::max);
            let regret = pair.score - next;
            let beats = pair.score >= ENOUGH && regret >= MARGIN;
            if beats && best.is_none_or(|(most, _)| regret > most) {
                best = Some((regret, index));
            }
        }
        let Some((_, index)) = best else {
            return taken;
        };
        let pair = pairs.swap_remove(index);
        pairs.retain(|rival| rival.end != pair.end && rival.resume.block() != pair.resume.block());
        taken.push(pair);
    }
}

fn split(document: &Document<'_>, pair: &Pair, resumes: usize) -> Break {
    let blocks = document.blocks();
    let (left, right) = (blocks[pair.end].span, blocks[resumes].span);
    Break::Split(Split {
        left: tail(document.slice(left), left.start, SHOWN),
        right: head(document.slice(right), right.start, SHOWN),
        stops: pair.end,
        resumes,
        bridge: pair.bridge.clone(),
    })
}

/// The splice at `seam` in `block`.
fn spliced(
    document: &Document<'_>,
    block: usize,
    seam: usize,
    end: Option<usize>,
    bridge: &Bridge,
) -> Spliced {
    let blocks = document.blocks();
    let whole = blocks[block].span;
    let front = Span::new(whole.start, seam);
    let credit: Vec<char> = document.slice(front).chars().collect();
    let word = credit.len().checked_sub(1).map_or(0, |last| {
        lexicon::longest_word_covering(&credit, last).len()
    });
    let before = tail(document.slice(front), whole.start, word.max(1));
    let rest = Span::new(seam, whole.end);
    let shown = bridge
        .word
        .as_ref()
        .map_or(4, |word| word.chars().count() - bridge.from_left);
    let after = head(document.slice(rest), seam, shown.max(1));
    Spliced {
        span: before.joined(after),
        seam,
        front,
        credit: true,
        head: end.map(|end| {
            let span = blocks[end].span;
            (tail(document.slice(span), span.start, SHOWN), end)
        }),
        bridge: bridge.clone(),
    }
}

/// A credit that runs into text whose beginning was not found: a splice where the text cannot begin a caption.
fn alone(document: &Document<'_>, block: usize, seam: usize) -> Option<Spliced> {
    let span = document.blocks()[block].span;
    let rest = document.slice(Span::new(seam, span.end));
    let credit = document.slice(Span::new(span.start, seam));
    // `資料圖片顯示` and `本報提供` may begin a sentence; a photographer's name and `攝` may not.
    let signed =
        !credit.ends_with(['片', '供', '图', '圖', '照']) && rest.chars().nth(14).is_some();
    (signed || shape::resumption(rest) > 3.5)
        .then(|| spliced(document, block, seam, None, &Bridge::default()))
}

/// Block `end` stops; does the article have the same text complete?
fn truncated(document: &Document<'_>, end: usize) -> Break {
    let span = document.blocks()[end].span;
    let text = document.slice(span);
    let sentence = shape::after_last_sentence(text);
    let copied = super::tail(sentence, 0, 12).of(sentence);
    let complete = (copied.chars().count() == 12)
        .then(|| {
            document
                .prose()
                .match_indices(copied)
                .map(|(at, _)| Span::new(at, at + copied.len()))
                .find(|found| !span.contains(*found))
        })
        .flatten()
        .and_then(|found| {
            let sentence = document.sentence_at(found.start)?;
            (sentence.end > found.end).then(|| (sentence, Span::new(found.end, sentence.end)))
        });
    Break::Truncated(Truncated {
        end: tail(text, span.start, SHOWN),
        block: end,
        complete,
    })
}

/// Paragraphs that begin in the middle of a sentence and belong to no end.
fn orphans(document: &Document<'_>, taken: &[Pair], found: &mut Vec<Break>) {
    for (index, block) in document.blocks().iter().enumerate() {
        let text = document.slice(block.span);
        let used = taken.iter().any(|pair| pair.resume.block() == index);
        if block.kind == BlockKind::Body && !used && shape::resumption(text) >= 4.0 {
            found.push(Break::Orphan(Orphan {
                start: head(text, block.span.start, SHOWN),
            }));
        }
    }
}
