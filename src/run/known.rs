//! What an index keeps of articles.

use super::work::{Checked, Holds};
use super::{Files, RunOptions, each, threads};
use crate::Error;
use crate::evidence::Article;
use crate::evidence::across::print::Print;
use crate::index::Known;
use crate::input::{Problem, ReadOptions, Source, Target};

/// Calls `take` with what an index keeps of each article of `targets`, in order, but for those that are too short to be
/// compared; no lint runs. What could not be read is returned.
pub fn known(
    targets: &[Target],
    reading: &ReadOptions,
    options: &RunOptions,
    mut take: impl FnMut(Known),
) -> Result<Vec<Problem>, Error> {
    let pool = threads(options.threads)?;
    let mut problems = Vec::new();
    let files = Files::linted(targets);
    each(&pool, files, reading, options, of_article, |checked| {
        checked.known.into_iter().for_each(&mut take);
        problems.extend(checked.problem);
    });
    Ok(problems)
}

fn of_article(_: usize, source: &Source) -> Checked {
    let record = source.record();
    let print = Print::of(&Article::new(source).document);
    Checked {
        holds: Holds::Article,
        bytes: Some(source.size()),
        known: print.map(|print| Known {
            path: source.path().to_string(),
            record: record.map(|record| record.index),
            id: record.and_then(|record| record.id.clone()),
            print,
        }),
        ..Checked::default()
    }
}
