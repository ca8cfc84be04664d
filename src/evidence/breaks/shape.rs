//! What a paragraph looks like by its ends, its length and its place, before it is paired with another.

use super::endings::{after_last_sentence, ends_open, ends_soundly, is_open, is_particle};
use super::no_sentence::{is_figures, is_row, is_running_head, is_source, is_tag, label, leads_in};
use super::starts::{self, SHORT_REMARK};
use crate::document::{Block, BlockKind, Document};
use crate::language::is_han;
use crate::language::marks::{is_closer, is_complete, is_opener};

/// How a paragraph ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ending {
    /// As a paragraph may.
    Whole,
    /// As few do: only a proved continuation makes it a break.
    Weak,
    /// In the middle of a sentence.
    Dangling,
}

/// Fewest characters of a paragraph that stops: shorter ones look like headlines.
const SHORTEST: usize = 30;
/// Fewest sound paragraphs that show how an article ends its paragraphs.
const SOUND: usize = 4;
/// Longest line without a full stop in it that may still be a headline.
const LONGEST_HEADLINE: usize = 30;
/// The same for the title of a page and for lines among others like it.
const LONGEST_TITLE: usize = 60;
/// Fewest characters of a neighbour that makes a line one of a list of headlines; bylines and sub-heads are shorter.
pub(super) const LIKE: usize = 14;

/// Fewest characters of a line that counts as a paragraph when their usual length is asked for.
const PARAGRAPH: usize = 40;
/// Shorter lines are no likelier to be pieces than this many characters: there are thanks, lead-ins and answers among them.
const PIECE: usize = 30;

/// How block `index` of `document` ends.
pub(super) fn ending(document: &Document<'_>, index: usize) -> Ending {
    let blocks = document.blocks();
    let Some(block) = blocks.get(index) else {
        return Ending::Whole;
    };
    let text = document.slice(block.span);
    // `他說。“`: the mark that closes is turned the wrong way, and nothing is missing.
    if !may_break(block) || is_complete(text.trim_end_matches(is_opener)) {
        return Ending::Whole;
    }
    let Some(last) = text.chars().next_back() else {
        return Ending::Whole;
    };
    if ends_soundly(text, last) || is_row(text) {
        return Ending::Whole;
    }
    let tail = after_last_sentence(text);
    if is_source(tail) || is_figures(tail) || leads_in(document, index) {
        return Ending::Whole;
    }
    let length = text.chars().count();
    let inner = text.contains(['，', ',', '。', '；', '《', '「', '“']);
    // Names or titles side by side; an editor's name behind a dash.
    if length > 40 && !text.contains(['，', ',', '。']) || tail.starts_with(['—', '─']) {
        return Ending::Whole;
    }
    // A line with a whole sentence in it is no headline, however short.
    let bare = (tail.len() == text.len() || gaps(tail) > 0) && !ends_open(text);
    let short = length < SHORTEST && bare;
    if is_closer(last) || last == '；' || short || !inner {
        return Ending::Weak;
    }
    let one_sentence = tail.len() == text.len() && !is_open(text);
    let longest = if among_headlines(document, index) {
        LONGEST_TITLE
    } else {
        LONGEST_HEADLINE
    };
    if one_sentence && label(text).is_some()
        || block.kind != BlockKind::Body
        || one_sentence && length <= longest
    {
        return Ending::Weak;
    }
    if is_running_head(tail) || is_tag(text) || ends_in_other(document, index, tail) {
        return Ending::Weak;
    }
    Ending::Dangling
}

/// May `tail`, which stands behind the last sentence of block `index`, be a label, a signature, the next headline or a
/// row of a table, glued to the last paragraph of its section?
fn ends_in_other(document: &Document<'_>, index: usize, tail: &str) -> bool {
    let blocks = document.blocks();
    let followed = blocks
        .iter()
        .skip(index + 1)
        .find(|block| !block.kind.is_picture() || is_paragraph(document, block))
        .is_some_and(|block| block.kind != BlockKind::Heading);
    if followed {
        return false;
    }
    let text = document.slice(blocks[index].span);
    let clause = tail.rsplit(['，', ',', '；']).next().unwrap_or(tail);
    let label = label(clause).is_some_and(|(_, value)| !value.contains(['「', '“', '『']));
    let listed = label || clause.contains(['◎', '●', '■', '╱', '│', '|']) || gaps(tail) > 1;
    let name = tail.len() < text.len()
        && clause.len() == tail.len()
        && !tail.ends_with(is_particle)
        && !starts::is_starter(tail);
    listed || name
}

/// May block `index` be a headline by its place: the title, with a byline or the like below it, or a line of a list of
/// links, most of whose neighbours have no full stop either?
fn among_headlines(document: &Document<'_>, index: usize) -> bool {
    let blocks = document.blocks();
    let like = |block: &Block| {
        let text = document.slice(block.span);
        may_break(block) && !is_complete(text) && text.chars().nth(LIKE).is_some()
    };
    let title = index == 0
        && blocks
            .get(1)
            .is_some_and(|block| !block.kind.is_body() && !block.kind.is_picture());
    let before = blocks.iter().take(index).rev().take(2);
    let behind = blocks.iter().skip(index + 1).take(2);
    title || before.chain(behind).filter(|block| like(block)).count() >= 3
}

/// Is `text` so short that it may be a headline or a line of something else?
pub(super) fn is_short(text: &str) -> bool {
    text.chars().nth(SHORTEST).is_none()
}

/// How the paragraphs of an article end: do nearly all of them end as a sentence does?
pub(super) fn ends_soundly_throughout(document: &Document<'_>) -> bool {
    let paragraphs = document.blocks().iter().filter(|block| {
        let long = document.slice(block.span).chars().nth(PARAGRAPH).is_some();
        block.kind == BlockKind::Body && long
    });
    let (sound, cut): (Vec<&Block>, Vec<&Block>) =
        paragraphs.partition(|block| is_complete(document.slice(block.span)));
    sound.len() >= SOUND && sound.len() >= 4 * cut.len()
}

/// Is `block` as long as a paragraph, and whole? A caption may have run into one.
fn is_paragraph(document: &Document<'_>, block: &Block) -> bool {
    let text = document.slice(block.span);
    text.chars().nth(PARAGRAPH).is_some() && is_complete(text)
}

/// How many spaces of `text` stand between Han characters.
fn gaps(text: &str) -> usize {
    let mut words = text.split_whitespace().peekable();
    let mut count = 0;
    while let (Some(word), Some(next)) = (words.next(), words.peek()) {
        count += usize::from(word.ends_with(is_han) && next.starts_with(is_han));
    }
    count
}

/// Can a block of this kind hold running text?
pub(super) fn may_break(block: &Block) -> bool {
    match block.kind {
        BlockKind::Body | BlockKind::Unknown => true,
        BlockKind::Heading => block.level == 0,
        _ => false,
    }
}

/// How long the paragraphs of an article are, in characters.
pub(super) struct Lengths {
    /// Of each block.
    of: Vec<usize>,
    /// Does it count as a paragraph?
    counts: Vec<bool>,
    /// Of those that count, the shortest first.
    sorted: Vec<usize>,
}

impl Lengths {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let length = |block: &Block| document.slice(block.span).chars().count();
        let of: Vec<usize> = document.blocks().iter().map(length).collect();
        let counts: Vec<bool> = (document.blocks().iter().zip(&of))
            .map(|(block, length)| block.kind == BlockKind::Body && *length >= PARAGRAPH)
            .collect();
        let counted = of.iter().zip(&counts).filter(|(_, counts)| **counts);
        let mut sorted: Vec<usize> = counted.map(|(length, _)| *length).collect();
        sorted.sort_unstable();
        Self { of, counts, sorted }
    }

    /// By how many e-folds block `index` is shorter than the paragraphs of its article, but for itself and block `end`;
    /// below 0 where it is longer. At most `most` of them.
    pub(super) fn shortness(&self, end: usize, index: usize, most: f32) -> f32 {
        let length = self.of.get(index).copied().unwrap_or(0);
        match self.usual_without([end, index]) {
            Some(usual) if length > SHORT_REMARK => {
                let folds = (usual as f32 / length.max(PIECE) as f32).ln();
                folds.max(-most).min(most)
            }
            _ => 0.0,
        }
    }

    /// The middle length of the paragraphs other than `blocks`.
    fn usual_without(&self, blocks: [usize; 2]) -> Option<usize> {
        let counts = |block: &usize| self.counts.get(*block) == Some(&true);
        let mut left_out: Vec<usize> = blocks.into_iter().filter(counts).collect();
        left_out.sort_unstable_by_key(|block| self.of[*block]);
        let mut middle = (self.sorted.len() - left_out.len()) / 2;
        for block in left_out {
            middle += usize::from(self.sorted.get(middle)? >= &self.of[block]);
        }
        self.sorted.get(middle).copied()
    }
}
