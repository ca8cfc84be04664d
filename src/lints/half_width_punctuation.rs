//! `half-width-punctuation`, the brackets: what is right depends on what the article writes elsewhere. The other marks
//! are patterns.

use crate::Span;
use crate::document::BlockKind;
use crate::evidence::Article;
use crate::finding::{Applicability, Edit, Severity};
use crate::language::is_han;
use crate::lint::{DocumentLint, Findings};

/// From how many pairs on they are one finding.
const THROUGHOUT: usize = 6;

/// Half-width brackets around Han.
pub(super) struct HalfWidthPunctuation;

/// The brackets of an article.
#[derive(Default)]
struct Brackets {
    /// Pairs that stand between Han, one of their brackets half-width at least.
    half: Vec<Span>,
    /// How many pairs are full-width.
    full: usize,
}

impl DocumentLint for HalfWidthPunctuation {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let mut brackets = Brackets::default();
        for block in article.document.blocks() {
            if !matches!(block.kind, BlockKind::Code | BlockKind::Table) {
                brackets.read(article, block.span);
            }
        }
        let Brackets { half, full } = brackets;
        let Some(first) = half.first() else {
            return;
        };
        let edits = |span: &Span| {
            let (open, close) = (span.start, span.end);
            let text = article.slice(*span);
            let mut edits = Vec::new();
            if text.starts_with('(') {
                edits.push(Edit::new(Span::new(open, open + 1), "（".to_owned()));
            }
            if text.ends_with(')') {
                edits.push(Edit::new(Span::new(close - 1, close), "）".to_owned()));
            }
            edits
        };
        // An article that has hardly any other brackets keeps to a style of its own.
        let style = half.len() >= full;
        if !style && half.len() < THROUGHOUT {
            for span in &half {
                findings
                    .at("brackets", *span)
                    .fix("full", Applicability::Unsafe, edits(span))
                    .report();
            }
            return;
        }
        let mut draft = findings
            .at(if style { "style" } else { "many" }, *first)
            .with("count", half.len().to_string())
            .with("full", full.to_string());
        if style {
            draft = draft.at_most(Severity::Info);
        }
        for other in half.iter().skip(1) {
            draft = draft.related(*other, "again");
        }
        draft
            .fix(
                "full",
                Applicability::Unsafe,
                half.iter().flat_map(edits).collect(),
            )
            .report();
    }
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
                        self.pair(
                            article,
                            text,
                            Span::new(open, at + c.len_utf8()),
                            block.start,
                        );
                    }
                }
                _ => {}
            }
        }
    }

    /// Counts the pair at `pair` of `text`, which begins at `start`, if Han stand on both sides of its brackets.
    fn pair(&mut self, article: &Article<'_>, text: &str, pair: Span, start: usize) {
        let pair_text = pair.of(text);
        if pair_text.starts_with('（') && pair_text.ends_with('）') {
            self.full += 1;
            return;
        }
        let inner = pair_text.trim_matches(['(', ')', '（', '）']);
        let before = text
            .get(..pair.start)
            .and_then(|before| before.chars().next_back());
        let han = |c: Option<char>| c.is_some_and(is_han);
        let mark = |c: Option<char>| matches!(c, Some('」' | '』' | '”' | '》'));
        if (han(before) || mark(before))
            && han(inner.chars().next())
            && han(inner.chars().next_back())
            && !article.document.is_verbatim(pair.shifted(start))
        {
            self.half.push(pair.shifted(start));
        }
    }
}
