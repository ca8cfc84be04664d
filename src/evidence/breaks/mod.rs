//! Where the text of an article breaks: sentences cut in two, run together at a wrong seam, or left without an end.
//!
//! Four lints read the same list, so that one defect is one finding. The shape comes first: an end that stops in the
//! middle of a sentence, a beginning that cannot begin one, a credit that runs into text. Only around those is language
//! asked for (`joins`), and the halves are paired over the whole article, the clearest pair first.
//!
//! `shape` says how a paragraph ends, `starts` how one begins, `credit` where a picture's credit runs into text,
//! `columns` where lines alternate or stand in reverse order. `joins` and `seams` ask language: a word that only both pieces make, the same
//! characters elsewhere in the article, brackets. How short a paragraph is among those of its article counts as much as
//! all words: pieces are shorter. All weights are log-odds, so that a caption between two pieces, a first word and a
//! shared word add up: `weights` is the one table of them. `candidates` weighs each end against what may go on, `assign`
//! takes the pair with most to lose first, and abstains on a small margin.
//!
//! A place alone makes no pair: paragraphs that lack no more than their full stop stand before captions, too. `pairs`
//! tells two pieces as one sentence only where they say so themselves; else the end is truncated, and what was not clearly
//! lost is named as what may be its rest. What is no sentence is not cut (`no_sentence`).

mod assign;
mod bigrams;
mod candidates;
mod columns;
mod credit;
mod credit_names;
mod endings;
mod joins;
mod no_sentence;
mod pairs;
mod seams;
mod shape;
mod starts;
pub mod weights;

pub use columns::Columns;
pub use joins::Bridge;

use candidates::Scales;
use weights::{Tally, Weights};

use crate::Span;
use crate::document::Document;

/// One break.
#[derive(Clone, Debug)]
pub enum Break {
    /// A sentence in two pieces, each a paragraph of its own.
    Split(Split),
    /// Text that runs on at a seam where something else should follow.
    Spliced(Spliced),
    /// A paragraph that stops in the middle of a sentence; the rest is nowhere.
    Truncated(Truncated),
    /// A paragraph that begins in the middle of a sentence; the beginning is nowhere.
    Orphan(Orphan),
    /// Two columns read across.
    Columns(Columns),
}

impl Break {
    /// Where it is reported.
    pub fn span(&self) -> Span {
        match self {
            Self::Split(split) => split.left,
            Self::Spliced(spliced) => spliced.span,
            Self::Truncated(truncated) => truncated.end,
            Self::Orphan(orphan) => orphan.start,
            Self::Columns(columns) => columns.first,
        }
    }
}

/// A sentence in two pieces.
#[derive(Clone, Debug)]
pub struct Split {
    /// The last words of the first piece.
    pub left: Span,
    /// The first words of the second piece.
    pub right: Span,
    /// The paragraph that stops.
    pub stops: usize,
    /// The paragraph that goes on.
    pub resumes: usize,
    /// What makes the two one sentence.
    pub bridge: Bridge,
}

/// Text run together at a wrong seam.
#[derive(Clone, Debug)]
pub struct Spliced {
    /// The words on both sides of the seam.
    pub span: Span,
    /// What stands before the seam: a credit, or the beginning of another sentence.
    pub front: Span,
    /// What runs on behind the seam, to the end of the paragraph.
    pub rest: Span,
    /// Is `front` a credit?
    pub credit: bool,
    /// The last words of the piece that goes on after the seam, and its paragraph, where it was found.
    pub head: Option<(Span, usize)>,
    /// What makes head and tail one sentence.
    pub bridge: Bridge,
}

/// A paragraph that stops.
#[derive(Clone, Debug)]
pub struct Truncated {
    /// Its last words.
    pub end: Span,
    /// Its paragraph.
    pub block: usize,
    /// How certain it is that something is missing, and not just a full stop.
    pub certainty: Certainty,
    /// Where the same text stands complete, and the rest of the sentence there.
    pub complete: Option<(Span, Span)>,
    /// The first words of the paragraph that may be its rest.
    pub candidate: Option<Span>,
}

/// How certain it is that a paragraph without a full stop was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It stops at a word or a mark that ends no sentence, or in the middle of a word.
    Cut,
    /// It is a paragraph of an article whose other paragraphs end as a sentence does.
    Likely,
    /// It may lack no more than its full stop, or be no sentence.
    Open,
}

/// A paragraph that begins in the middle.
#[derive(Clone, Debug)]
pub struct Orphan {
    /// Its first words.
    pub start: Span,
}

/// The breaks of an article, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Breaks {
    /// All of them.
    pub list: Vec<Break>,
    /// How many places of the text were looked at to find them: the work grows with the text, not with its square.
    pub steps: usize,
}

impl Breaks {
    /// Looks for the breaks of `document`.
    pub fn of(document: &Document<'_>) -> Self {
        Self::weighed(document, &Weights::fitted())
    }

    /// Looks for the breaks of `document` with other weights than those in use.
    pub fn weighed(document: &Document<'_>, weights: &Weights) -> Self {
        let scales = Scales::new(document, weights);
        let mut list = pairs::find(&scales);
        let columns = columns::find(document);
        // Each line of a column stops in the middle of a sentence: that is one defect.
        list.retain(|found| {
            !columns
                .iter()
                .any(|columns| columns.whole.contains(found.span()))
        });
        list.extend(columns.into_iter().map(Break::Columns));
        list.sort_by_key(Break::span);
        let steps = scales.steps();
        Self { list, steps }
    }
}

/// A place where a paragraph that stops may go on, as it was weighed.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// Where the paragraph stops.
    pub stops: usize,
    /// Where the rest may begin.
    pub resumes: usize,
    /// What speaks for it and against it.
    pub signs: Tally,
}

/// Every pair of an end and a beginning in `document` that `weights` make worth a look: what weights are fitted on.
pub fn weigh(document: &Document<'_>, weights: &Weights) -> Vec<Weighed> {
    let (_, _, pairs) = pairs::weigh(&Scales::new(document, weights));
    let weighed = |pair: assign::Continuation| Weighed {
        stops: document.blocks()[pair.end].span.end,
        resumes: match pair.resume {
            assign::Resume::Head(block) => document.blocks()[block].span.start,
            assign::Resume::Credit(credit) => credit.span.end,
            assign::Resume::Inside(_, seam) => seam,
        },
        signs: pair.signs,
    };
    pairs.into_iter().map(weighed).collect()
}

/// The last `count` characters of `text`, which stands at `at`, without a space or a mark at their front.
fn tail(text: &str, at: usize, count: usize) -> Span {
    let start = text
        .char_indices()
        .rev()
        .take(count)
        .last()
        .map_or(0, |(start, _)| start);
    let kept = Span::new(start, text.len())
        .of(text)
        .trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '，' | '、' | '。' | '；' | '：')
        });
    Span::new(text.len() - kept.len(), text.len()).shifted(at)
}

/// The first `count` characters of `text`, which stands at `at`, without the space at their end.
fn head(text: &str, at: usize, count: usize) -> Span {
    let end = text
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(end, _)| end);
    let kept = Span::new(0, end).of(text).trim_end();
    Span::new(0, kept.len()).shifted(at)
}
