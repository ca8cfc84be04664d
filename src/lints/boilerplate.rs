//! `boilerplate` across articles: words at the head or the tail of many articles are those of the site. What one article
//! shows, the patterns of its file say.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::Span;
use crate::catalog::Lint;
use crate::evidence::Article;
use crate::evidence::across::ends::{Piece, ends, shingles};
use crate::finding::Location;
use crate::language::marks::{is_closer, is_complete, is_terminal};
use crate::lint::CorpusLint;
use crate::lint::corpus::{Corpus, CorpusFindings, with_article};

/// Fewest articles that share words: so many, and one in so many of the run.
const FEWEST: usize = 5;
const ONE_IN: usize = 500;
/// Fewest tokens of the words: Han characters, or words of other scripts.
const SHORTEST: usize = 8;
/// Articles of a group whose words are compared, and most groups: the largest ones.
const SAMPLE: usize = 12;
const GROUPS: usize = 512;
/// Groups that are looked at together: neighbours have most of their articles in common, and each is read once.
const AT_A_TIME: usize = 64;
/// Tokens that may stand between the words and the end of the article.
const SLACK: usize = 16;
/// Words of bylines and datelines, which return by design.
const BYLINE: [&str; 14] = [
    "記者",
    "记者",
    "報導",
    "報道",
    "报道",
    "編譯",
    "编译",
    "通訊員",
    "通讯员",
    "特派",
    "特約",
    "特约",
    "日電",
    "日电",
];

/// Words at an end of an article, and their place; none where a pattern tells of them already.
type Found<'r> = (&'r [u32], Option<Location>);

/// An article with such words, and their place.
type Told = Option<(usize, Location)>;

/// Words that the articles of a site begin or end with.
pub(super) struct Boilerplate;

impl CorpusLint for Boilerplate {
    fn judge(&self, corpus: &Corpus<'_>, findings: &mut CorpusFindings<'_>) {
        let groups = groups(corpus);
        let mut sharing: BTreeMap<Vec<u32>, BTreeSet<usize>> = BTreeMap::new();
        for groups in groups.chunks(AT_A_TIME) {
            let samples = Samples::of(corpus, groups);
            let shared = |(hash, group): &'_ Group| shared(&samples, *hash, group);
            let found: Vec<Option<Vec<u32>>> = groups.par_iter().map(shared).collect();
            for (words, (_, group)) in found.into_iter().zip(groups) {
                if let Some(words) = words {
                    sharing.entry(words).or_default().extend(group);
                }
            }
        }
        let mut wanted: BTreeMap<usize, Vec<&[u32]>> = BTreeMap::new();
        for (words, articles) in &sharing {
            for article in articles {
                wanted.entry(*article).or_default().push(words);
            }
        }
        let lint = findings.lint();
        let wanted: Vec<(usize, Vec<&[u32]>)> = wanted.into_iter().collect();
        let places: Vec<(usize, Found<'_>)> = wanted
            .par_iter()
            .flat_map_iter(|(entry, runs)| {
                let found = with_article(corpus, *entry, |article| locate(article, runs, lint));
                let found = found.unwrap_or_default().into_iter();
                found.map(|found| (*entry, found))
            })
            .collect();
        let mut by_words: BTreeMap<&[u32], Vec<Told>> = BTreeMap::new();
        for (entry, (words, place)) in places {
            let place = place.map(|place| (entry, place));
            by_words.entry(words).or_default().push(place);
        }
        for places in by_words
            .into_values()
            .filter(|places| places.len() >= FEWEST)
        {
            let others = (places.len() - 1).to_string();
            let places: Vec<(usize, Location)> = places.into_iter().flatten().collect();
            for (index, (entry, place)) in places.iter().enumerate() {
                if corpus.is_archived(*entry) {
                    continue;
                }
                let other = places.get(usize::from(index == 0));
                let also = other.map(|(_, other)| (other.clone(), "also"));
                let values = [("others", others.clone())];
                findings.report("shared", place.clone(), also.into_iter().collect(), &values);
            }
        }
    }
}

/// A hash, and the articles that have it at an end, in order.
type Group = (u32, Vec<usize>);

/// The hashes at the ends of many articles, not all of an archive, with those articles in order; copies of others do
/// not count.
fn groups(corpus: &Corpus<'_>) -> Vec<Group> {
    let entries = corpus.entries();
    let least = FEWEST.max(entries.len() / ONE_IN);
    if entries.len() < least {
        return Vec::new();
    }
    let counts = corpus.originals();
    let mut postings: Vec<(u32, usize)> = Vec::new();
    for (index, entry) in entries
        .iter()
        .enumerate()
        .filter(|(index, _)| counts[*index])
    {
        let hashes = entry.fingerprint.ends().iter();
        postings.extend(hashes.map(|hash| (*hash, index)));
    }
    postings.par_sort_unstable();
    let is_linted = |(_, index): &(u32, usize)| !corpus.is_archived(*index);
    let mut groups: Vec<Group> = postings
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() >= least && group.iter().any(is_linted))
        .map(|group| (group[0].0, group.iter().map(|(_, index)| *index).collect()))
        .collect();
    groups.sort_by_key(|(hash, group)| (std::cmp::Reverse(group.len()), *hash));
    groups.truncate(GROUPS);
    groups
}

/// The ends of the articles by which some groups are judged.
struct Samples(BTreeMap<usize, [Vec<Piece>; 2]>);

impl Samples {
    fn of(corpus: &Corpus<'_>, groups: &[Group]) -> Self {
        let articles = groups
            .iter()
            .flat_map(|(_, group)| group.iter().take(SAMPLE));
        let articles: BTreeSet<usize> = articles.copied().collect();
        let read = |index: &usize| {
            Some((
                *index,
                with_article(corpus, *index, |article| ends(&article.document))?,
            ))
        };
        Self(articles.par_iter().filter_map(read).collect())
    }
}

/// The end of an article, and a place in it.
type At<'s> = (&'s [Piece], usize);

/// The words around the shingle `hash` that articles of `group` share: as far as enough of them agree, from where
/// something begins in most to where something ends.
fn shared(samples: &Samples, hash: u32, group: &[usize]) -> Option<Vec<u32>> {
    let sample = group
        .iter()
        .take(SAMPLE)
        .filter_map(|article| samples.0.get(article));
    let at = |side: &[Piece]| shingles(side).position(|other| other == hash);
    let mut together: Vec<At<'_>> = sample
        .filter_map(|sides| sides.iter().find_map(|side| Some((&**side, at(side)?))))
        .collect();
    let (mut from, mut to) = (0_isize, 0_isize);
    while let Some(agreeing) = agreeing(&together, to) {
        together = agreeing;
        to += 1;
    }
    while let Some(agreeing) = agreeing(&together, from - 1) {
        together = agreeing;
        from -= 1;
    }
    let mostly = |step: isize, mark: fn(&Piece) -> bool| {
        let marked = together.iter().filter_map(|place| piece(place, step));
        marked.filter(|piece| mark(piece)).count() * 2 >= together.len()
    };
    let from = (from..to).find(|step| mostly(*step, |piece| piece.begins))?;
    let to = (from..to)
        .rev()
        .find(|step| mostly(*step, |piece| piece.ends))?;
    let first = together.first()?;
    let words: Option<Vec<u32>> = (from..=to)
        .map(|step| Some(piece(first, step)?.token))
        .collect();
    words.filter(|words| words.len() >= SHORTEST)
}

/// Those of `places` with the token of the first of them `step` tokens further on, if they are enough.
fn agreeing<'s>(places: &[At<'s>], step: isize) -> Option<Vec<At<'s>>> {
    let wanted = piece(places.first()?, step)?.token;
    let same = |place: &&At<'s>| piece(place, step).is_some_and(|piece| piece.token == wanted);
    let same: Vec<At<'s>> = places.iter().filter(same).copied().collect();
    (same.len() >= FEWEST).then_some(same)
}

fn piece<'s>((side, at): &At<'s>, step: isize) -> Option<&'s Piece> {
    side.get(at.checked_add_signed(step)?)
}

/// Where `article` has each of `runs` at one of its ends; without a place where a pattern of `lint` tells of it already.
fn locate<'r>(article: &Article<'_>, runs: &[&'r [u32]], lint: &Lint) -> Vec<Found<'r>> {
    let [head, tail] = ends(&article.document);
    let at = |side: &[Piece], run: &[u32]| {
        let same = |pieces: &[Piece]| {
            pieces
                .iter()
                .map(|piece| piece.token)
                .eq(run.iter().copied())
        };
        side.windows(run.len()).position(same)
    };
    let mut found: Vec<(&[u32], Span)> = Vec::new();
    for run in runs {
        let in_tail = at(&tail, run).filter(|at| tail.len() - at - run.len() <= SLACK);
        let in_head = || at(&head, run).filter(|at| *at <= SLACK);
        let pieces = in_tail
            .map(|at| (&tail, at))
            .or_else(|| in_head().map(|at| (&head, at)));
        let Some(pieces) = pieces.and_then(|(side, at)| side.get(at..at + run.len())) else {
            continue;
        };
        if let (Some(first), Some(last)) = (pieces.first(), pieces.last()) {
            let span = with_marks(article, first.span.joined(last.span));
            if !returns_by_design(article.slice(span)) {
                found.push((run, span));
            }
        }
    }
    let told = |span: Span| {
        let block = article.document.block_at(span.start);
        let mut patterns = lint.patterns.iter();
        patterns.any(|pattern| {
            let found = pattern.find(&article.document, |index| Some(index) == block);
            found.iter().any(|found| found.span.overlaps(span))
        })
    };
    found
        .into_iter()
        .map(|(run, span)| (run, (!told(span)).then(|| article.locate(span))))
        .collect()
}

/// `span` with the marks that close it.
fn with_marks(article: &Article<'_>, span: Span) -> Span {
    let rest = Span::new(span.end, article.prose().len());
    let marks = article
        .slice(rest)
        .chars()
        .take_while(|c| is_terminal(*c) || is_closer(*c));
    Span::new(
        span.start,
        span.end + marks.map(char::len_utf8).sum::<usize>(),
    )
}

/// Is it a sentence (how a speech ends, what a law says), or who reports from where?
fn returns_by_design(text: &str) -> bool {
    let sentence = is_complete(text) && !text.contains(char::is_whitespace);
    sentence || BYLINE.iter().any(|word| text.contains(word))
}
