//! `unbalanced-punctuation`: a quote or a bracket without its other half.

use std::collections::BTreeMap;

use crate::Span;
use crate::document::{Block, BlockKind};
use crate::evidence::Article;
use crate::finding::{Applicability, Edit};
use crate::language::is_han;
use crate::language::marks::{closer_of, is_complete, is_terminal, opener_of};
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
        for span in marks.take_turned(article) {
            report_turned(article, span, findings);
        }
        for (open, close) in marks.mismatched {
            findings
                .at("mismatched", close)
                .with("open", article.slice(open).to_owned())
                .related(open, "opened")
                .report();
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

/// Reports a quotation whose two marks are the same.
fn report_turned(article: &Article<'_>, span: Span, findings: &mut Findings<'_>) {
    let mut chars = article.slice(span).chars();
    let (Some(first), Some(last)) = (chars.next(), chars.next_back()) else {
        return;
    };
    let (open, close, at) = match (closer_of(first), opener_of(last)) {
        (Some(close), _) => (
            first,
            close,
            Span::new(span.end - last.len_utf8(), span.end),
        ),
        (_, Some(open)) => (
            open,
            last,
            Span::new(span.start, span.start + first.len_utf8()),
        ),
        _ => return,
    };
    let insert = if at.start == span.start { open } else { close };
    let edits = vec![Edit::new(at, insert.to_string())];
    findings
        .at("turned", span)
        .with("right", format!("{open}{}{close}", chars.as_str()))
        .fix("swap", Applicability::Unsafe, edits)
        .report();
}

/// The short quotations in one sentence between two of the `marks`, which are in order, that are the same one of `kinds`.
fn turned(article: &Article<'_>, marks: impl Iterator<Item = Span>, kinds: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut before: Option<Span> = None;
    for at in marks {
        let pair = before.take().filter(|first| {
            let inner = article.slice(Span::new(first.end, at.start));
            let sentence = article.document.sentence_at(first.start);
            article.slice(*first) == article.slice(at)
                && kinds.contains(article.slice(at))
                && (1..=LONGEST).contains(&inner.chars().take(LONGEST + 1).count())
                && sentence.is_some_and(|whole| whole.contains(at))
        });
        match pair {
            Some(first) => found.push(first.joined(at)),
            None => before = Some(at),
        }
    }
    found
}

/// The marks of an article as they are read.
#[derive(Default)]
struct Balance {
    /// Still open at the end of their paragraph, by mark.
    carried: BTreeMap<char, Vec<Open>>,
    unclosed: Vec<Open>,
    unopened: Vec<(Span, usize)>,
    /// A bracket and what closes it, of another shape.
    mismatched: Vec<(Span, Span)>,
}

impl Balance {
    fn read(&mut self, text: &str, block: &Block, index: usize) {
        let mut open: Nest<Open> = Nest::new();
        for (at, c) in text.char_indices().filter(|(_, c)| !is_han(*c)) {
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
                let quoted = open.last().is_some_and(|(kind, _)| *kind == mark);
                if is_apostrophe(c, text, at) && !(quoted && ends_word(text, at, c)) {
                    continue;
                }
                if let Some(pair) = open.close(mark) {
                    // What was opened inside it stays open.
                    self.unclosed.extend(pair.skip(1));
                } else if self.take_carried(mark).is_none() && !is_other(mark, block, text, at) {
                    let shapes = |open: &Open| is_bracket(open.mark) && is_bracket(mark);
                    let near = |open: &Open| is_clause(text, open.at.end - block.span.start, at);
                    match open.pop_last_if(|open| shapes(open) && near(open)) {
                        Some(other) => self.mismatched.push((other.at, span)),
                        None => self.unopened.push((span, index)),
                    }
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

    /// The quotations both of whose marks are opening ones, or closing ones. They are no longer marks without their other
    /// half.
    fn take_turned(&mut self, article: &Article<'_>) -> Vec<Span> {
        self.unclosed.sort_by_key(|open| open.at);
        self.unopened.sort_by_key(|(at, _)| *at);
        let opened = turned(article, self.unclosed.iter().map(|open| open.at), "“‘");
        let closed = turned(article, self.unopened.iter().map(|(at, _)| *at), "”’");
        // They stand in order, and apart.
        let taken = |turned: &[Span], at: Span| {
            let behind = turned.partition_point(|span| span.end < at.end);
            turned.get(behind).is_some_and(|span| span.contains(at))
        };
        self.unclosed.retain(|open| !taken(&opened, open.at));
        self.unopened.retain(|(at, _)| !taken(&closed, *at));
        opened.into_iter().chain(closed).collect()
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

fn is_quote(mark: char) -> bool {
    "「『“‘".contains(mark)
}

fn is_bracket(mark: char) -> bool {
    "（〈《【〔〖".contains(mark)
}

/// Does a word in quotation marks end at the mark `c` that stands at `at`: `‘AB’`?
fn ends_word(text: &str, at: usize, c: char) -> bool {
    let after = text
        .get(at + c.len_utf8()..)
        .and_then(|tail| tail.chars().next());
    !after.is_some_and(char::is_alphanumeric) || after.is_some_and(is_han)
}

/// May what stands between `from` and `to` of `text` be one clause in brackets?
fn is_clause(text: &str, from: usize, to: usize) -> bool {
    let inner = text.get(from..to).unwrap_or("");
    inner.chars().nth(LONGEST).is_none() && !inner.contains(is_terminal)
}

/// Is the closing mark at `at` of `text` none that lacks an opening one: the mark of a list, what stands behind the name of
/// a column before a headline, or the half of a pair that begins with a foreign symbol?
fn is_other(mark: char, block: &Block, text: &str, at: usize) -> bool {
    is_list_mark(mark, text, at)
        || is_kicker(mark, block, text, at)
        || begins_foreign(mark, text, at)
}

/// Longest name of a column, in characters.
const COLUMN: usize = 14;
/// Longest headline that may end as a sentence does, in characters.
const HEADLINE: usize = 40;

/// `社論》題目`: the name of a column before a headline.
fn is_kicker(mark: char, block: &Block, text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let rest = text.get(at..).unwrap_or("");
    let short = text.chars().nth(HEADLINE).is_none();
    let headline = block.kind != BlockKind::Body || short || !is_complete(text);
    let name = before.chars().nth(COLUMN).is_none() && before.chars().all(char::is_alphanumeric);
    mark == '《' && headline && name && !before.is_empty() && rest.chars().nth(1).is_some()
}

/// `[保險」`: recognition reads `[` and `{` for the mark that opens a quotation, which is told for itself.
fn begins_foreign(mark: char, text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").chars().rev().take(QUOTED);
    let meets = |c: &char| "[{［｛]}］｝「」『』".contains(*c);
    is_quote(mark)
        && before
            .clone()
            .find(meets)
            .is_some_and(|c| "[{［｛".contains(c))
}

/// Longest quotation behind a foreign symbol, in characters.
const QUOTED: usize = 60;

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
