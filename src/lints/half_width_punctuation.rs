//! `half-width-punctuation`: marks and brackets. What is right for brackets depends on what the article writes elsewhere.

use crate::Span;
use crate::document::BlockKind;
use crate::evidence::Article;
use crate::evidence::half_width::{HalfMark, StandsFor, is_habit};
use crate::finding::{Applicability, Edit, Severity};
use crate::language::is_han;
use crate::lint::{DocumentLint, Findings};

/// Half-width marks and brackets around Han.
pub(super) struct HalfWidthPunctuation;

/// The brackets of an article.
#[derive(Default)]
struct Brackets {
    /// Half-width pairs between Han.
    half: Vec<Span>,
    /// Pairs of one half-width and one full-width bracket.
    uneven: Vec<Span>,
    /// How many pairs are full-width.
    full: usize,
    /// May blanks stand beside them? They are a style where other marks are full-width.
    apart: bool,
}

impl DocumentLint for HalfWidthPunctuation {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let habit = marks(article, findings);
        let mut brackets = Brackets {
            apart: habit,
            ..Brackets::default()
        };
        // Without a half-width one nothing is told.
        let has_half = [b'(', b')']
            .iter()
            .any(|half| article.prose().as_bytes().contains(half));
        for block in article.document.blocks() {
            if has_half && !matches!(block.kind, BlockKind::Code | BlockKind::Table) {
                brackets.read(article, block.span);
            }
        }
        let Brackets {
            half, uneven, full, ..
        } = brackets;
        let widened = |pair: Span| widened(article, pair);
        for pair in uneven {
            findings
                .at("uneven", pair)
                .fix("full", Applicability::Unsafe, widened(pair))
                .report();
        }
        // An article that has hardly any other brackets keeps to a style of its own.
        if half.len() < full {
            for pair in half {
                findings
                    .at("brackets", pair)
                    .fix("full", Applicability::Unsafe, widened(pair))
                    .report();
            }
        } else if let Some((first, others)) = half.split_first() {
            let mut draft = findings
                .at("style", *first)
                .with("count", half.len().to_string())
                .with("full", full.to_string())
                .at_most(Severity::Info);
            for other in others {
                draft = draft.related(*other, "again");
            }
            let edits = half.iter().flat_map(|pair| widened(*pair)).collect();
            draft.fix("full", Applicability::Unsafe, edits).report();
        }
    }
}

/// Reports the marks. Are they a habit of the article?
fn marks(article: &Article<'_>, findings: &mut Findings<'_>) -> bool {
    let marks = article.half_marks().iter();
    let kept: Vec<&HalfMark> = marks
        .filter(|mark| mark.stands_for != StandsFor::Lost)
        .collect();
    // Then those that alone might be a style are marks like the others.
    let habit = is_habit(kept.iter().copied());
    let wide = article
        .prose()
        .contains(['，', '。', '、', '；', '：', '！', '？']);
    for mark in kept.into_iter().filter(|mark| habit || mark.sure) {
        // Beside full-width marks nobody reads another text.
        let applicability = if mark.sure && wide {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        };
        let draft = findings
            .at("found", mark.span)
            .with("place", article.slice(mark.place));
        let full = char::from_u32(u32::from(mark.mark) + 0xFEE0);
        // What may stand for a lost character keeps its trace.
        let draft = match full.filter(|_| mark.stands_for == StandsFor::Mark) {
            None => draft,
            Some(full) => draft.with("insert", full).fix(
                "replace",
                applicability,
                vec![Edit::new(mark.span, full.to_string())],
            ),
        };
        draft.report();
    }
    habit
}

/// What makes both brackets of `pair` full-width.
fn widened(article: &Article<'_>, pair: Span) -> Vec<Edit> {
    let text = article.slice(pair);
    let open = text.starts_with('(').then(|| {
        let span = Span::new(pair.start, pair.start + 1);
        Edit::new(span, "（".to_owned())
    });
    let close = text.ends_with(')').then(|| {
        let span = Span::new(pair.end - 1, pair.end);
        Edit::new(span, "）".to_owned())
    });
    open.into_iter().chain(close).collect()
}

impl Brackets {
    /// Reads one block.
    fn read(&mut self, article: &Article<'_>, block: Span) {
        let text = article.slice(block);
        let mut opened: Option<usize> = None;
        for (at, c) in text.char_indices() {
            match c {
                '(' | '（' => opened = Some(at),
                ')' | '）' => {
                    if let Some(open) = opened.take() {
                        let pair = Span::new(open, at + c.len_utf8());
                        self.pair(article, text, pair, block.start);
                    }
                }
                _ => {}
            }
        }
    }

    /// Counts the pair at `pair` of `text`, which begins at `start`.
    fn pair(&mut self, article: &Article<'_>, text: &str, pair: Span, start: usize) {
        let pair_text = pair.of(text);
        let wide = [pair_text.starts_with('（'), pair_text.ends_with('）')];
        if wide == [true; 2] {
            self.full += 1;
            return;
        }
        if article.document.is_verbatim(pair.shifted(start)) {
            return;
        }
        let inner = pair_text.trim_matches(['(', ')', '（', '）']);
        if wide.contains(&true) {
            // No face: they are made of all brackets there are.
            if inner.chars().any(is_han) || inner.chars().all(|c| c.is_alphanumeric() || c == ' ') {
                self.uneven.push(pair.shifted(start));
            }
            return;
        }
        let inner = if self.apart { inner.trim() } else { inner };
        let mut before = text.get(..pair.start).unwrap_or_default();
        if self.apart {
            before = before.trim_end();
        }
        let before = before.chars().next_back();
        let han = |c: Option<char>| c.is_some_and(is_han);
        let mark = |c: Option<char>| matches!(c, Some('」' | '』' | '”' | '》'));
        if (han(before) || mark(before))
            && han(inner.chars().next())
            && han(inner.chars().next_back())
        {
            self.half.push(pair.shifted(start));
        }
    }
}
