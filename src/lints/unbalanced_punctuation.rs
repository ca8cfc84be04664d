//! `unbalanced-punctuation`: a quote or a bracket without its other half.

use std::collections::BTreeMap;

use crate::Span;
use crate::document::{Block, BlockKind};
use crate::evidence::Article;
use crate::finding::{Applicability, Edit};
use crate::language::marks::{closer_of, opener_of};
use crate::language::nest::Nest;
use crate::language::numerals::is_numeral;
use crate::lint::{DocumentLint, Findings};

/// Longest quotation, in characters, whose marks can be told to have changed places.
const LONGEST: usize = 24;

/// Opening marks that nothing closes and closing marks that nothing opened.
pub(super) struct UnbalancedPunctuation;

/// An opening mark that is still open.
struct Open {
    mark: char,
    at: Span,
    block: usize,
}

impl DocumentLint for UnbalancedPunctuation {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let blocks = article.document.blocks();
        let mut marks = Balance::default();
        for (index, block) in blocks.iter().enumerate() {
            if !matches!(block.kind, BlockKind::Code | BlockKind::Table) {
                marks.read(article.slice(block.span), block, index);
            }
        }
        let carried = std::mem::take(&mut marks.carried).into_values();
        marks.unclosed.extend(carried.flatten());
        for span in marks.take_swapped(article) {
            report_swapped(article, span, findings);
        }
        for open in marks.unclosed {
            let rest = Span::new(
                open.at.start,
                blocks.get(open.block).map_or(open.at.end, |b| b.span.end),
            );
            let words: String = article.slice(rest).chars().take(10).collect();
            findings
                .at("unclosed", open.at)
                .with("words", words)
                .report();
        }
        for (at, block) in marks.unopened {
            let before = Span::new(blocks.get(block).map_or(at.start, |b| b.span.start), at.end);
            let mut words: Vec<char> = article.slice(before).chars().rev().take(10).collect();
            words.reverse();
            findings
                .at("unopened", at)
                .with("words", words.into_iter().collect::<String>())
                .report();
        }
    }
}

/// Reports a quotation that begins with its closing mark and ends with its opening one.
fn report_swapped(article: &Article<'_>, span: Span, findings: &mut Findings<'_>) {
    let text = article.slice(span);
    let mut chars = text.chars();
    let (Some(close), Some(open)) = (chars.next(), chars.next_back()) else {
        return;
    };
    let first = Span::new(span.start, span.start + close.len_utf8());
    let last = Span::new(span.end - open.len_utf8(), span.end);
    let edits = vec![
        Edit::new(first, open.to_string()),
        Edit::new(last, close.to_string()),
    ];
    findings
        .at("swapped", span)
        .with("right", format!("{open}{}{close}", chars.as_str()))
        .fix("swap", Applicability::Unsafe, edits)
        .report();
}

/// The marks of an article as they are read.
#[derive(Default)]
struct Balance {
    /// Still open at the end of their paragraph, by mark.
    carried: BTreeMap<char, Vec<Open>>,
    unclosed: Vec<Open>,
    unopened: Vec<(Span, usize)>,
}

impl Balance {
    fn read(&mut self, text: &str, block: &Block, index: usize) {
        let mut open: Nest<Open> = Nest::new();
        for (at, c) in text.char_indices() {
            let span = Span::new(at, at + c.len_utf8()).shifted(block.span.start);
            if let Some(mark) = opened_by(c) {
                if is_apostrophe(c, text, at) {
                    continue;
                }
                self.meet(mark, text, at);
                let opened = Open {
                    mark,
                    at: span,
                    block: index,
                };
                open.open(mark, opened);
            } else if let Some(mark) = closed_by(c) {
                if is_apostrophe(c, text, at) {
                    continue;
                }
                if let Some(pair) = open.close(mark) {
                    // What was opened inside it stays open.
                    self.unclosed.extend(pair.skip(1));
                } else if self.take_carried(mark).is_none() && !is_list_mark(mark, text, at) {
                    self.unopened.push((span, index));
                }
            }
        }
        for (mark, opened) in open.into_open() {
            self.carried.entry(mark).or_default().push(opened);
        }
    }

    /// The last of these marks that is still open from an earlier paragraph.
    fn take_carried(&mut self, mark: char) -> Option<Open> {
        self.carried.get_mut(&mark)?.pop()
    }

    /// The quotations whose two marks have changed places: what closes nothing, and soon after it, in the same sentence,
    /// what opens nothing. They are no longer marks without their other half.
    fn take_swapped(&mut self, article: &Article<'_>) -> Vec<Span> {
        let is_quote = |mark: char| "「『“‘".contains(mark);
        let quotes = self.unclosed.iter().filter(|open| is_quote(open.mark));
        let opened: BTreeMap<usize, char> = quotes.map(|open| (open.at.start, open.mark)).collect();
        let mut swapped: Vec<Span> = Vec::new();
        for (close, _) in &self.unopened {
            let Some((start, mark)) = opened.range(close.end..).next() else {
                continue;
            };
            let span = Span::new(close.start, start + mark.len_utf8());
            let text = article.slice(span);
            let sentence = article.document.sentence_at(span.start);
            let pairs = text.chars().next().and_then(closed_by) == Some(*mark);
            let short = text.chars().count() <= LONGEST && *start > close.end;
            let apart = swapped.last().is_none_or(|last| last.end <= span.start);
            if pairs && short && apart && sentence.is_some_and(|whole| whole.contains(span)) {
                swapped.push(span);
            }
        }
        // They stand in order, and apart.
        let taken = |at: Span| {
            let behind = swapped.partition_point(|span| span.end < at.end);
            swapped.get(behind).is_some_and(|span| span.contains(at))
        };
        if !swapped.is_empty() {
            self.unopened.retain(|(at, _)| !taken(*at));
            self.unclosed.retain(|open| !taken(open.at));
        }
        swapped
    }

    /// An opening mark at `at` of `text`: one of its kind that is carried from an earlier paragraph was never closed,
    /// unless the quotation is opened again at the head of its next paragraph.
    fn meet(&mut self, mark: char, text: &str, at: usize) {
        let Some(open) = self.take_carried(mark) else {
            return;
        };
        let again = at == 0 && goes_on_to_the_end(mark, text);
        if !again {
            self.unclosed.push(open);
        }
    }
}

/// Does the quotation at the head of `text` last to its end? Otherwise it is another one.
fn goes_on_to_the_end(mark: char, text: &str) -> bool {
    let close = text
        .char_indices()
        .find(|(_, c)| closed_by(*c) == Some(mark));
    close.is_none_or(|(at, c)| at + c.len_utf8() == text.len())
}

/// The kind of pair that `c` opens, named by its mark; full-width and ASCII brackets pair with each other.
fn opened_by(c: char) -> Option<char> {
    match c {
        '(' => Some('（'),
        // Markup, and forms of vertical print.
        '[' | '［' | '｛' | '﹁' | '﹃' => None,
        c => closer_of(c).map(|_| c),
    }
}

/// The kind of pair that `c` closes.
fn closed_by(c: char) -> Option<char> {
    opener_of(c).and_then(opened_by)
}

/// `it’s`, `’99`, `‘90s`.
fn is_apostrophe(c: char, text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    let after = text
        .get(at + c.len_utf8()..)
        .and_then(|tail| tail.chars().next());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && c < '\u{2E80}');
    matches!(c, '‘' | '’')
        && (after.is_some_and(char::is_numeric) || latin(before) && (c == '’' || latin(after)))
}

/// `1）`, `a)`, `三）` at the head of an item, or a smiley.
fn is_list_mark(mark: char, text: &str, at: usize) -> bool {
    let before: Vec<char> = text.get(..at).unwrap_or("").chars().rev().take(4).collect();
    let is_number = |c: &char| {
        c.is_ascii_alphanumeric() || is_numeral(*c) || matches!(c, '甲' | '乙' | '丙' | '丁')
    };
    let number = before.iter().take_while(|c| is_number(c)).count();
    let begins = before
        .get(number)
        .is_none_or(|c| c.is_whitespace() || matches!(c, '；' | ';' | '：' | ':' | '。' | '，'));
    mark == '（'
        && (number > 0 && number < 4 && begins
            || matches!(before.first(), Some(':' | ';' | '-' | '^' | '：')))
}
