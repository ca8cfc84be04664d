//! `shared-paragraph`: a paragraph that stands in several articles.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::evidence::across::fingerprint::{is_compared, paragraph};
use crate::finding::{Location, ORIGINAL};
use crate::language::fold::comparable;
use crate::lint::CorpusLint;
use crate::lint::corpus::{Corpus, CorpusFindings, with_article};

/// Articles up to which each place is a finding; what more articles share is one finding.
const FEW: usize = 4;

/// Paragraphs of articles that are not copies of each other as a whole.
pub(super) struct SharedParagraph;

impl CorpusLint for SharedParagraph {
    fn judge(&self, corpus: &Corpus<'_>, findings: &mut CorpusFindings<'_>) {
        let groups = groups(corpus);
        let mut wanted: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
        for (hash, group) in &groups {
            for entry in near(corpus, group) {
                wanted.entry(*entry).or_default().push(*hash);
            }
        }
        let wanted: Vec<(usize, Vec<u64>)> = wanted.into_iter().collect();
        let found: Vec<Vec<((u64, usize), Location)>> = wanted
            .par_iter()
            .map(|(entry, hashes)| locate(corpus, *entry, hashes))
            .collect();
        let places: BTreeMap<(u64, usize), Location> = found.into_iter().flatten().collect();
        for (hash, group) in &groups {
            let mut here = near(corpus, group)
                .filter_map(|entry| Some((entry, places.get(&(*hash, *entry))?)));
            let Some((first, original)) = here.next() else {
                continue;
            };
            // The hash nominates, the text decides.
            let here: Vec<&Location> = here
                .map(|(_, place)| place)
                .filter(|place| paragraph_text(place) == paragraph_text(original))
                .collect();
            let name = corpus.entries()[*first].name();
            if group.len() > FEW && !here.is_empty() {
                let mut others: Vec<_> = here
                    .into_iter()
                    .map(|place| (place.clone(), "again"))
                    .collect();
                let mut at = original.clone();
                if corpus.is_archived(*first) {
                    at = std::mem::replace(&mut others[0], (at, ORIGINAL)).0;
                }
                let values = [("articles", group.len().to_string())];
                findings.report("everywhere", at, others, &values);
                continue;
            }
            for place in here {
                let related = vec![(original.clone(), ORIGINAL)];
                findings.report(
                    "shared",
                    place.clone(),
                    related,
                    &[("original", name.clone())],
                );
            }
        }
    }
}

/// Of the articles of `group` those whose places are told: the first ones; of an archive the first alone.
fn near<'g>(corpus: &Corpus<'_>, group: &'g [usize]) -> impl Iterator<Item = &'g usize> {
    let first = group.iter().take(1);
    let others = group.iter().skip(1);
    let linted = others.filter(|entry| !corpus.is_archived(**entry));
    first.chain(linted).take(FEW)
}

/// The paragraphs that stand in several articles, not all of an archive, with those articles in order. Of an article and
/// its copies only the original counts.
fn groups(corpus: &Corpus<'_>) -> Vec<(u64, Vec<usize>)> {
    let counts = corpus.originals();
    let mut postings: Vec<(u64, usize)> = Vec::new();
    for (index, entry) in corpus.entries().iter().enumerate() {
        if counts[index] {
            let hashes = entry.fingerprint.paragraphs().iter();
            postings.extend(hashes.map(|hash| (*hash, index)));
        }
    }
    postings.par_sort_unstable();
    let is_linted = |(_, index): &(u64, usize)| !corpus.is_archived(*index);
    postings
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() > 1 && group.iter().any(is_linted))
        .map(|group| (group[0].0, group.iter().map(|(_, index)| *index).collect()))
        .collect()
}

/// The places of the paragraphs `hashes` in article `entry`.
fn locate(corpus: &Corpus<'_>, entry: usize, hashes: &[u64]) -> Vec<((u64, usize), Location)> {
    let found = with_article(corpus, entry, |article| {
        let blocks = article
            .document
            .blocks()
            .iter()
            .filter(|block| is_compared(block));
        let mut found: Vec<((u64, usize), Location)> = Vec::new();
        for block in blocks {
            let hash = paragraph(article.slice(block.span));
            let known = |((seen, _), _): &((u64, usize), Location)| *seen == hash;
            if hashes.contains(&hash) && !found.iter().any(known) {
                found.push(((hash, entry), article.locate(block.span)));
            }
        }
        found
    });
    found.unwrap_or_default()
}

fn paragraph_text(place: &Location) -> String {
    place.text.chars().filter_map(comparable).collect()
}
