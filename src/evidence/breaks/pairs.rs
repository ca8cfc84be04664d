//! Which end goes with which beginning.

use super::joins::{self, Bridge};
use super::shape::{self, Ending};
use super::{Break, Orphan, Spliced, Split, Truncated, credit, head, seams, starts, tail};
use crate::Span;
use crate::document::{BlockKind, Document};
use crate::language::lexicon;

/// How many paragraphs of text a continuation may be displaced.
const WINDOW: usize = 6;
/// The score that a pair needs, in log-odds.
const ENOUGH: f32 = 1.4;
/// How much better than the next best it must be.
const MARGIN: f32 = 0.6;
/// What it says for a pair that a caption stands between the two: captions cut sentences.
const CAPTION: f32 = 4.5;
/// What it says for a beginning that runs on from a credit.
const CREDIT: f32 = 1.5;
/// What a seam inside a paragraph must be better than the rest of its paragraph by, beyond [`ENOUGH`].
const SEAM: f32 = 0.5;
/// Characters shown of an end or a beginning.
const SHOWN: usize = 8;

/// Where a cut sentence may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Resume {
    /// At the head of a paragraph.
    Head(usize),
    /// Behind the credit at the head of a paragraph, at this offset.
    Credit(usize, usize),
    /// Inside a paragraph, behind the beginning of something else, at this offset.
    Inside(usize, usize),
}

impl Resume {
    fn block(self) -> usize {
        match self {
            Self::Head(block) | Self::Credit(block, _) | Self::Inside(block, _) => block,
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
            Resume::Credit(block, seam) | Resume::Inside(block, seam) => {
                Break::Spliced(spliced(document, block, seam, Some(pair)))
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
            (0, _) => CAPTION,
            (more, _) => -2.0 - more as f32,
        };
        let mut score = bridge.score + shape + starts::resumption(right);
        let again = begins_elsewhere(document, index);
        if again {
            score -= 2.2;
        }
        if again || starts::is_name(right) {
            // What the article begins sentences with, and any name, also stands behind other words in it.
            score -= (bridge.echo - 3.0).max(0.0);
        }
        if ending == Ending::Weak {
            // Only next to each other; and a line that may be a headline or a name needs a word as proof.
            let headline = left.chars().count() < 12 || !left.contains(['，', '。']);
            let proved = bridge.score >= 3.0 || pictures > 0 && !headline;
            score = if bodies == 0 && proved {
                score - 1.0
            } else {
                0.0
            };
        } else if bodies < 3 {
            let displaced = 1.5 * bodies as f32;
            for seam in seams::find(document.prose(), left, right) {
                let rest = document.slice(Span::new(block.span.start + seam.at, block.span.end));
                pairs.push(Pair {
                    end,
                    resume: Resume::Inside(index, block.span.start + seam.at),
                    bridge: joins::bridge(document.prose(), left, rest),
                    score: seam.score - SEAM - displaced,
                });
            }
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
        let score = bridge.score + CREDIT + starts::resumption(document.slice(right)).max(0.0);
        pairs.push(Pair {
            end,
            resume: Resume::Credit(*block, *seam),
            bridge,
            score,
        });
    }
    pairs
}

/// Do other sentences of the article begin as block `index` does?
fn begins_elsewhere(document: &Document<'_>, index: usize) -> bool {
    let span = document.blocks()[index].span;
    let text = document.slice(span);
    let first = head(text, 0, 2).of(text);
    document
        .sentences()
        .iter()
        .any(|sentence| !span.contains(*sentence) && document.slice(*sentence).starts_with(first))
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

/// The splice at `seam` in `block`; `pair` where the sentence that goes on there was found.
fn spliced(document: &Document<'_>, block: usize, seam: usize, pair: Option<&Pair>) -> Spliced {
    let blocks = document.blocks();
    let whole = blocks[block].span;
    let front = Span::new(whole.start, seam);
    let last = joins::last_chars(document.slice(front));
    let word = last
        .len()
        .checked_sub(1)
        .map_or(1, |at| lexicon::longest_word_covering(&last, at).len());
    let before = tail(document.slice(front), whole.start, word);
    let bridge = pair.map(|pair| pair.bridge.clone()).unwrap_or_default();
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
        credit: !pair.is_some_and(|pair| matches!(pair.resume, Resume::Inside(..))),
        head: pair.map(|pair| {
            let span = blocks[pair.end].span;
            (tail(document.slice(span), span.start, SHOWN), pair.end)
        }),
        bridge,
    }
}

/// A credit that runs into text whose beginning was not found: a splice where the text cannot begin a caption.
fn alone(document: &Document<'_>, block: usize, seam: usize) -> Option<Spliced> {
    let span = document.blocks()[block].span;
    let rest = document.slice(Span::new(seam, span.end));
    let credit = document.slice(Span::new(span.start, seam));
    // `資料圖片顯示` and `圖片由` may begin a sentence; a photographer's name and `攝` may not.
    let signed = !credit.ends_with(['片', '供', '图', '圖', '照']);
    let begins = rest.starts_with([
        '顯', '显', '由', '來', '来', '提', '說', '说', '為', '为', '是', '中', '所', '拍', '攝',
        '摄', '可', '集', '庫', '库', '館', '馆', '展', '上', '及', '和', '與', '与', '之', '的',
        '見', '见', '報', '报',
    ]);
    let long = rest.chars().nth(9).is_some();
    (long && (signed || !begins)).then(|| spliced(document, block, seam, None))
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
        if block.kind == BlockKind::Body && !used && starts::is_impossible(text) {
            found.push(Break::Orphan(Orphan {
                start: head(text, block.span.start, SHOWN),
            }));
        }
    }
}
