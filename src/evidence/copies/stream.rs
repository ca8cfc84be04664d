//! The characters of an article that count when texts are compared.

use std::ops::Range;

use super::PARAGRAPH;
use crate::Span;
use crate::document::kinds::LONGEST_CAPTION;
use crate::document::{BlockKind, Document};
use crate::language::fold::comparable;
use crate::language::is_han;
use crate::language::marks::{is_closer, is_opener, is_terminal};
use crate::language::numerals::is_numeral;

/// What sort of text a block is, as far as it matters for copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Running text.
    Text,
    /// It stands above text, which it may echo.
    Heading,
    /// It belongs to a picture.
    Caption,
    /// It begins with a number in brackets, as notes and questions do.
    Numbered,
    /// It begins with a speaker's name, as in minutes and interviews.
    Turn,
    /// Of no certain kind.
    Unknown,
}

/// A block that is compared.
pub(super) struct Unit {
    /// Its index in the document.
    pub(super) block: usize,
    /// What sort of text it is.
    pub(super) form: Form,
    /// Its characters in the stream.
    pub(super) range: Range<usize>,
    /// How many of them are Han, or how many Han their letters stand for.
    pub(super) size: usize,
}

/// What ends at a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    /// A clause.
    Clause,
    /// A block, without the mark that ends a sentence.
    Block,
    /// A sentence.
    Sentence,
}

/// A place between two characters of the stream where something ends.
#[derive(Clone, Copy)]
struct Mark {
    at: u32,
    end: End,
}

/// The characters of all compared blocks, one after the other.
#[derive(Default)]
pub(super) struct Stream {
    pub(super) chars: Vec<char>,
    /// Byte offset of each character in the prose.
    offsets: Vec<u32>,
    pub(super) units: Vec<Unit>,
    marks: Vec<Mark>,
    /// Where enumeration commas stand.
    commas: Vec<u32>,
}

impl Stream {
    /// Reads the blocks of `document` that may be copies.
    pub(super) fn of(document: &Document<'_>) -> Self {
        let mut stream = Self::default();
        // Offsets are kept in four bytes; no article is longer than that.
        if u32::try_from(document.prose().len()).is_err() {
            return stream;
        }
        let expected = document.prose().len() / 3;
        stream.chars.reserve(expected);
        stream.offsets.reserve(expected);
        for (index, block) in document.blocks().iter().enumerate() {
            let text = document.slice(block.span);
            if is_compared(block.kind) && is_long(text, PARAGRAPH) {
                let range = stream.push(block.span, text);
                let size = size(stream.slice(&range).iter().copied());
                stream.units.push(Unit {
                    block: index,
                    form: form_of(document, index),
                    range,
                    size,
                });
            }
        }
        stream
    }

    /// Appends the characters of `text`, which stands at `span`, and gives their range.
    fn push(&mut self, span: Span, text: &str) -> Range<usize> {
        let first = self.chars.len();
        self.mark(End::Block);
        let mut chars = text.char_indices();
        while let Some((at, c)) = chars.next() {
            let kept = match comparable(c) {
                Some(c) => Some(c),
                None if c.is_whitespace() => None,
                // 2.8 is not 28.
                None if matches!(c, '.' | '．') && self.ends_in_digit(first) => {
                    let next = chars.clone().next().and_then(|(_, next)| comparable(next));
                    next.filter(char::is_ascii_digit).map(|_| '.')
                }
                None => None,
            };
            if let Some(c) = kept {
                self.chars.push(c);
                self.offsets.push(narrow(span.start + at));
            } else if c == '、' {
                self.commas.push(narrow(self.chars.len()));
            } else if !matches!(c, '·' | '・' | '‧' | '-' | '－' | '/' | '／' | '%' | '％') {
                self.mark(if is_terminal(c) || c == '.' {
                    End::Sentence
                } else {
                    End::Clause
                });
            }
        }
        self.mark(End::Block);
        first..self.chars.len()
    }

    fn ends_in_digit(&self, first: usize) -> bool {
        self.chars.len() > first && self.chars.last().is_some_and(char::is_ascii_digit)
    }

    fn mark(&mut self, end: End) {
        let at = narrow(self.chars.len());
        match self.marks.last_mut() {
            Some(last) if last.at == at => last.end = last.end.max(end),
            _ => self.marks.push(Mark { at, end }),
        }
    }

    /// The characters `range`.
    pub(super) fn slice(&self, range: &Range<usize>) -> &[char] {
        self.chars.get(range.clone()).unwrap_or_default()
    }

    /// The prose from the first to the last of the characters `range`; nothing for none.
    pub(super) fn text<'d>(&self, document: &'d Document<'_>, range: &Range<usize>) -> &'d str {
        let (Some(first), Some(last)) = (
            self.offsets.get(range.start),
            range
                .end
                .checked_sub(1)
                .and_then(|last| self.offsets.get(last)),
        ) else {
            return "";
        };
        let tail = document.prose().get(*last as usize..).unwrap_or("");
        let length = tail.chars().next().map_or(0, char::len_utf8);
        document
            .prose()
            .get(*first as usize..*last as usize + length)
            .unwrap_or("")
    }

    /// The unit that holds the character `at`.
    pub(super) fn unit_at(&self, at: usize) -> usize {
        self.units.partition_point(|unit| unit.range.end <= at)
    }

    /// Does a clause or a sentence end before the character `at`?
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.marks
            .binary_search_by_key(&narrow(at), |mark| mark.at)
            .is_ok()
    }

    /// Are the characters `range` a list of names: short words between enumeration commas?
    pub(super) fn is_list(&self, range: &Range<usize>) -> bool {
        let first = self
            .commas
            .partition_point(|at| (*at as usize) <= range.start);
        let last = self.commas.partition_point(|at| (*at as usize) < range.end);
        let commas = last - first;
        commas >= 4 && commas * 6 >= range.len()
    }

    /// Does `unit` end with a full stop?
    pub(super) fn ends_sentence(&self, unit: &Unit) -> bool {
        self.marks_in(unit.range.end..unit.range.end)
            .any(|(_, end)| end == End::Sentence)
    }

    /// The places in `range` where something ends, and what.
    pub(super) fn marks_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, End)> + '_ {
        let first = self
            .marks
            .partition_point(|mark| (mark.at as usize) < range.start);
        self.marks
            .iter()
            .skip(first)
            .take_while(move |mark| mark.at as usize <= range.end)
            .map(|mark| (mark.at as usize, mark.end))
    }

    /// The place in the prose of the characters `range`, with the marks that open it and those that end it.
    pub(super) fn span(&self, document: &Document<'_>, range: &Range<usize>) -> Span {
        let offset = |at: usize| self.offsets.get(at).map_or(0, |offset| *offset as usize);
        let block = self
            .units
            .get(self.unit_at(range.start))
            .and_then(|unit| document.blocks().get(unit.block))
            .map_or(Span::default(), |block| block.span);
        let (first, last) = (offset(range.start), offset(range.end.saturating_sub(1)));
        let before = Span::new(block.start, first).of(document.prose());
        let start = block.start + before.trim_end_matches(is_opener).len();
        let after = Span::new(last, block.end).of(document.prose());
        let mut rest = after.chars();
        rest.next();
        let rest = rest
            .as_str()
            .trim_start_matches(|c| is_terminal(c) || is_closer(c) || c == '.');
        Span::new(start, block.end - rest.len())
    }
}

/// Does it mean anything if such a block stands twice?
fn is_compared(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Heading
            | BlockKind::Body
            | BlockKind::Caption
            | BlockKind::Quote
            | BlockKind::ListItem
            | BlockKind::Unknown
    )
}

/// Letters of a word or two in an alphabet, which say as much as one Han character.
const LETTERS: usize = 5;

/// The length of a text in Han characters: how many it has, or how many its letters stand for where these are more.
pub fn size(chars: impl Iterator<Item = char>) -> usize {
    let (mut han, mut letters) = (0, 0);
    for c in chars {
        han += usize::from(is_han(c));
        letters += usize::from(is_letter(c));
    }
    han.max(letters / LETTERS)
}

/// Is [`size`] at least `least`? Looks no further than it must.
fn is_long(text: &str, least: usize) -> bool {
    text.chars().filter(|c| is_han(*c)).nth(least - 1).is_some()
        || text
            .chars()
            .filter(|c| is_letter(*c))
            .nth(least * LETTERS - 1)
            .is_some()
}

fn is_letter(c: char) -> bool {
    !is_han(c) && c.is_alphabetic()
}

fn form_of(document: &Document<'_>, index: usize) -> Form {
    let Some(block) = document.blocks().get(index) else {
        return Form::Unknown;
    };
    let text = document.slice(block.span);
    // What holds a full stop is a paragraph set as a heading.
    if block.kind == BlockKind::Heading && !text.contains('。') {
        Form::Heading
    } else if is_caption(document, index) {
        Form::Caption
    } else if is_numbered(text) {
        Form::Numbered
    } else if is_turn(text) {
        Form::Turn
    } else if block.kind == BlockKind::Unknown {
        Form::Unknown
    } else {
        Form::Text
    }
}

/// Is the block a caption: by its kind, or a short one above the credit of its picture?
fn is_caption(document: &Document<'_>, index: usize) -> bool {
    let blocks = document.blocks();
    let next = blocks.get(index + 1).map(|next| next.kind);
    blocks.get(index).is_some_and(|block| {
        block.kind == BlockKind::Caption
            || tells_picture(document.slice(block.span))
            || next == Some(BlockKind::Credit)
                && document
                    .slice(block.span)
                    .chars()
                    .nth(LONGEST_CAPTION)
                    .is_none()
    })
}

/// Does a sentence of `text` tell what a picture shows (圖為…)?
fn tells_picture(text: &str) -> bool {
    text.split('。').any(|sentence| {
        let sentence = sentence.trim_start().strip_prefix(['图', '圖']);
        sentence.is_some_and(|rest| rest.starts_with(['为', '為', '爲']))
    })
}

/// Does `text` begin with `(1)`, `（二）`, `註1`, `註：` or the like?
fn is_numbered(text: &str) -> bool {
    let note = text
        .trim_start_matches(['備', '备', '附'])
        .strip_prefix(['註', '注']);
    if note.is_some_and(|rest| rest.starts_with(['：', ':', '︰'])) {
        return true;
    }
    let opened = text.trim_start_matches(['(', '（', '註', '注', '[', '［']);
    let rest = opened.trim_start_matches(|c: char| is_numeral(c) || c == ' ');
    opened.len() < text.len()
        && rest.len() < opened.len()
        && rest.starts_with([')', '）', ':', '：', ']', '］', '、', '.'])
}

/// Does `text` begin with a name and a colon? Not with who said what follows.
fn is_turn(text: &str) -> bool {
    const LONGEST: usize = 8;
    let label: String = text.chars().take(LONGEST + 1).collect();
    label.split_once('：').is_some_and(|(name, _)| {
        !name.is_empty()
            && name.chars().all(char::is_alphanumeric)
            && !name.ends_with(['說', '说', '示', '道', '指', '稱', '称', '圖', '图'])
    })
}

/// An index of an article, which is shorter than 4 GB.
pub(super) fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
