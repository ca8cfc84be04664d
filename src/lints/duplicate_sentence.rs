//! `duplicate-sentence`: a passage of one paragraph again in another.

use serde::Deserialize;

use crate::Span;
use crate::document::sentences::{is_closer, is_opener};
use crate::engine::{DocumentLint, Findings, Options};
use crate::evidence::Article;
use crate::evidence::copies::Difference;
use crate::finding::{Applicability, Edit};
use crate::language::is_han;

/// Passages that end a sentence and stand in an earlier paragraph or caption.
#[derive(Deserialize)]
pub(super) struct DuplicateSentence {
    /// Fewest Han characters of a passage.
    shortest: usize,
}

impl DuplicateSentence {
    /// Takes `shortest`.
    pub(super) fn new(options: &Options) -> Result<Self, String> {
        options.read()
    }
}

impl DocumentLint for DuplicateSentence {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for copy in &article.copies().passages {
            let block = article.document.blocks()[copy.block].span;
            let han = article.slice(copy.span).chars().filter(|c| is_han(*c));
            if han.count() < self.shortest || article.breaks().spliced_before(copy.span, block) {
                continue;
            }
            let key = copy.difference.as_ref().map_or("equal", Difference::key);
            let mut draft = findings
                .at(key, copy.span)
                .related(copy.original, "original");
            if let Some(difference) = &copy.difference {
                draft = draft
                    .with("changes", difference.changes.to_string())
                    .with("here", &difference.here)
                    .with("there", &difference.there);
            }
            // Without the end of a sentence, its beginning would stand alone; the same for half a pair of quotes.
            if copy.begins_sentence && is_balanced(article, copy.span) {
                let edit = Edit::delete(copy.span);
                draft = draft.fix("drop", Applicability::Unsafe, vec![edit]);
            }
            draft.report();
        }
    }
}

fn is_balanced(article: &Article<'_>, span: Span) -> bool {
    let text = article.slice(span);
    let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
    count(is_opener) == count(is_closer)
}
