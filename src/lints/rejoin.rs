//! The repair that breaks share: the rest of a sentence goes back to where the sentence stops.

use crate::Span;
use crate::evidence::Article;
use crate::finding::Edit;

/// Edits of the text that move `rest` of the prose to the end of block `stops`; what stood between the two then stands
/// behind them. Nothing where that would cut through markup.
pub(super) fn rejoin(article: &Article<'_>, stops: usize, rest: Span) -> Option<Vec<Edit>> {
    let document = &article.document;
    let end = document.to_source(document.blocks().get(stops)?.span).end;
    let moved = document.to_source(rest).of(document.text());
    let mut edits = document.lower(&Edit::delete(rest))?;
    edits.push(Edit::new(Span::new(end, end), moved.to_owned()));
    edits.sort();
    Some(edits)
}
