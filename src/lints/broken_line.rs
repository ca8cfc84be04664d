//! `broken-line`: the lines of a page, kept inside sentences.

use crate::Span;
use crate::document::{Block, BlockKind, Format};
use crate::evidence::Article;
use crate::finding::{Applicability, Edit};
use crate::language::is_han;
use crate::lint::{DocumentLint, Findings};

/// From how many paragraphs on they are one finding.
const THROUGHOUT: usize = 2;

/// Lines that break sentences.
pub(super) struct BrokenLine;

/// A paragraph that stands on several lines.
struct Broken {
    prose: Span,
    joins: Vec<Edit>,
    /// Does a blank line stand at only some of its breaks?
    parted: bool,
}

impl DocumentLint for BrokenLine {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let document = &article.document;
        // In Markdown a single line break means nothing and is the author's own business.
        if document.format() != Format::Text || document.text().len() == document.prose().len() {
            return;
        }
        let all: Vec<Broken> = document
            .blocks()
            .iter()
            .filter(|block| !matches!(block.kind, BlockKind::Code | BlockKind::Table))
            .filter_map(|block| broken(article, block))
            .filter(|broken| !findings.gives_way(broken.prose))
            .collect();
        let Some(first) = all.first() else {
            return;
        };
        if all.len() < THROUGHOUT {
            for broken in all {
                report(broken, findings);
            }
            return;
        }
        let (span, count) = (first.prose, all.len().to_string());
        let mut draft = findings.at("throughout", span).with("count", count);
        for other in all.iter().skip(1) {
            let label = if other.parted { "blank" } else { "again" };
            draft = draft.related(other.prose, label);
        }
        let joins = all.into_iter().flat_map(|broken| broken.joins).collect();
        draft
            .fix_source("throughout", Applicability::Unsafe, joins)
            .report();
    }
}

fn report(broken: Broken, findings: &mut Findings<'_>) {
    let key = if broken.parted { "blank" } else { "found" };
    findings
        .at(key, broken.prose)
        .with("lines", (broken.joins.len() + 1).to_string())
        .fix_source("join", Applicability::Unsafe, broken.joins)
        .report();
}

/// The breaks inside `block` that its prose does not have; `None` if it has none or no break parts two Han.
fn broken(article: &Article<'_>, block: &Block) -> Option<Broken> {
    let place = article.document.to_source(block.span);
    let text = place.of(article.document.text());
    let mut joins = Vec::new();
    let mut inside = false;
    let mut blank = 0;
    for (at, _) in text.match_indices('\n') {
        let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
        let (head, tail) = (before.trim_end(), after.trim_start());
        let span = Span::new(head.len(), text.len() - tail.len());
        let (last, first) = (head.chars().next_back()?, tail.chars().next()?);
        inside |= is_han(last) && is_han(first);
        let latin = last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric();
        let insert = if latin { " " } else { "" };
        let join = Edit::new(span.shifted(place.start), insert.to_owned());
        if joins.last() == Some(&join) {
            blank += 1;
        } else if !(last == '-' && first.is_ascii_lowercase()) {
            // A word divided at the line end is a finding of its own.
            joins.push(join);
        }
    }
    inside.then_some(Broken {
        prose: block.span,
        parted: blank > 0 && blank < joins.len(),
        joins,
    })
}
