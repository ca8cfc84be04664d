//! `--statistics` for people: how often each lint found something, and how much that is for the text that was read.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::{Summary, words};
use crate::catalog::Lang;

/// Writes a line for each lint that found something, the most frequent first, and the errors per 10,000 characters.
pub(super) fn write(summary: &Summary, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: Vec<_> = summary.by_lint.iter().collect();
    counts.sort_by_key(|(lint, counts)| (Reverse(counts.sum()), *lint));
    let width = counts.iter().map(|(lint, _)| lint.len()).max().unwrap_or(0);
    counts.into_iter().try_for_each(|(lint, counts)| {
        let levels = words::counts(*counts, lang);
        writeln!(out, "{:>8}  {lint:width$}  {levels}", counts.sum())
    })?;
    match words::rate(summary, lang) {
        Some(rate) => writeln!(out, "{rate}"),
        None => Ok(()),
    }
}
