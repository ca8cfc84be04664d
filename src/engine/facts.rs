//! What an article is, for those who count articles.

use std::sync::Arc;

use crate::evidence::Article;
use crate::evidence::script::Verdict;
use crate::finding::{FileName, Record};
use crate::language::convert::{Region, Script};

/// What is known of an article besides what was found in it.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Its file.
    pub path: FileName,
    /// The record that holds it, in a file of records.
    pub record: Option<Arc<Record>>,
    /// What its file is written in.
    pub encoding: &'static str,
    /// Characters that a reader reads, without blanks and line ends.
    pub characters: usize,
    /// What it is written in; `None` for a record without a text.
    pub script: Option<Verdict>,
    /// The region whose forms it has, or that somebody declared.
    pub region: Option<Region>,
}

impl Facts {
    pub(super) fn of(article: &Article<'_>, characters: usize) -> Self {
        let source = article.source;
        let has_text = source.malformed().is_none();
        let script = has_text.then(|| article.script().verdict);
        Self {
            path: source.path().clone(),
            record: source.record().cloned(),
            encoding: source.encoding().name(),
            characters,
            script,
            region: match script {
                // The forms that tell regions apart are traditional ones.
                Some(Verdict::Decided(Script::Traditional)) => {
                    article.script().region_for(article.prose())
                }
                Some(_) => article.script().region,
                None => None,
            },
        }
    }
}
