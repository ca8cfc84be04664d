//! What a run of articles has once, beside a form that it has often and that differs in one character like it.
//!
//! A character is a candidate where no word of the lexicon stands over it. It is kept under the two characters beside it
//! in each of the three windows of three. A second reading of the run counts what stands between the same two: the usual
//! character must stand there 20 times in 8 articles and be nearly all that does (`人_幣` has 民, `發展_` has anything).
//! What is left, a few in a million characters, is counted as text, in windows of up to six, in a third reading.
//!
//! In 914 articles of sound news (770,000 characters) with one character in 2,000 replaced by one of the same sound, it
//! finds 6 of 271 (the words of the program alone find 15 others), all right; in 1,244 sound articles of three regions
//! (975,000 characters) it has one false find, a foreign name that is nearly a word (`蓋革開`), and none in a region alone.
//!
//! | articles (JSONL) | time, one thread | peak memory |
//! |---|---|---|
//! | 13,472 of 830 characters, without it | 2 s | 27 MB |
//! | with it | 12 s | 79 MB |
//!
//! A candidate takes 32 bytes, and one that stands twice is none; two million are held, more than runs of 20 million
//! characters have, and what is counted for them takes 300 MB at most. Of more, those of the smallest keys are looked at.
//! Articles are read in batches, in the order of the run, so the number of threads changes nothing.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::evidence::folded::Folded;
use crate::language::lexicon::CommonPairs;
use crate::language::numerals::is_numeral;
use crate::language::pairs::PairSet;
use crate::language::spelling::features::{cover, is_stranded};
use crate::language::spelling::likeness::{are_interchangeable, is_like};
use crate::language::words;

/// Characters of a window by which candidates are looked for.
const SHORTEST: usize = 3;
/// Characters of the longest window that is weighed.
const LONGEST: usize = 6;
/// How often the usual form must stand, and in how many articles.
const TIMES: u32 = 20;
const ARTICLES: u32 = 8;
/// Of a hundred characters between the same two, those that are the usual one.
const SHARE: u32 = 90;
/// Most candidates that are held.
const CANDIDATES: usize = 1 << 21;
/// Candidates between the same two characters from which these say nothing.
const ANYTHING: usize = 64;
/// Articles that are read at a time.
const BATCH: usize = 256;

/// Reads an article again.
pub type Read<'r> = dyn Fn(usize) -> Option<Folded> + Sync + 'r;

/// A character for which another one may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Odd {
    /// The article.
    pub article: usize,
    /// The character, counted in the prose.
    pub at: usize,
    /// What stands there elsewhere, in folded form.
    pub right: char,
}

/// A form that stands once, and the one that stands often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The character in question.
    pub odd: Odd,
    /// Where the form begins, in characters of the prose.
    pub start: usize,
    /// The usual form, in folded form, as long as the odd one.
    pub usual: Vec<char>,
    /// How often it stands in the run.
    pub times: u32,
    /// In how many articles.
    pub articles: u32,
}

/// The characters of `articles` articles that stand once where a like one stands often, in the order of the articles.
pub fn nominate(articles: usize, read: &Read<'_>) -> Vec<Odd> {
    let contexts = Contexts::new(&candidates(articles, read));
    let counts = contexts.count(articles, read);
    let mut odd: Vec<Odd> = Vec::new();
    for ((context, usual), count) in &counts {
        let all = counts.get(&(*context, ALL)).copied().unwrap_or_default();
        let is_nearly_all = count.times * 100 >= all.times * SHARE;
        if *usual == ALL || !count.is_usual() || !is_nearly_all {
            continue;
        }
        let once = |candidate: &&Candidate| {
            let count = counts.get(&(*context, candidate.written));
            count.is_some_and(|count| count.times == 1) && may_mean(candidate.written, *usual)
        };
        let found = contexts.of(*context).iter().filter(once);
        odd.extend(found.map(|candidate| Odd {
            article: candidate.article,
            at: candidate.at,
            right: *usual,
        }));
    }
    odd.sort_unstable();
    odd.dedup();
    odd
}

/// For each of `odd` the longest window in which it stands once in the run, and what it seems to mean often.
pub fn weigh(odd: &[Odd], articles: usize, read: &Read<'_>) -> Vec<Weighed> {
    let windows: Vec<Vec<Window>> = odd
        .par_iter()
        .map(|odd| read(odd.article).map_or_else(Vec::new, |text| windows(*odd, &text.chars)))
        .collect();
    let all = windows.iter().flatten();
    let forms = all.flat_map(|window| [&window.written[..], &window.usual[..]]);
    let counts = count_forms(forms, articles, read);
    let count = |form: &[char]| counts.get(form).copied().unwrap_or_default();
    let passes =
        |window: &&Window| count(&window.written).times == 1 && count(&window.usual).is_usual();
    let weighed = |(odd, windows): (&Odd, &Vec<Window>)| {
        let longest = windows.iter().rfind(passes)?;
        let Count { times, articles } = count(&longest.usual);
        Some(Weighed {
            odd: *odd,
            start: longest.start,
            usual: longest.usual.clone(),
            times,
            articles,
        })
    };
    odd.iter().zip(&windows).filter_map(weighed).collect()
}

/// How often something stands, and in how many articles.
#[derive(Clone, Copy, Default)]
struct Count {
    times: u32,
    articles: u32,
}

impl Count {
    fn add(&mut self, times: u32) {
        self.times += times;
        self.articles += 1;
    }

    fn is_usual(self) -> bool {
        self.times >= TIMES && self.articles >= ARTICLES
    }
}

/// A character without a word over it, in one of its windows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    context: u64,
    written: char,
    article: usize,
    at: usize,
}

fn candidates(articles: usize, read: &Read<'_>) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = Vec::new();
    let of_article = |article| {
        let text = read(article);
        text.map_or_else(Vec::new, |text| in_article(article, &text.chars))
    };
    for batch in batches(articles) {
        let found: Vec<Vec<Candidate>> = batch.into_par_iter().map(of_article).collect();
        all.extend(found.into_iter().flatten());
        if all.len() > CANDIDATES + CANDIDATES / 2 {
            all = thinned(all);
        }
    }
    thinned(all)
}

/// Those of `all` that stand once, sorted; the first ones if they are too many.
fn thinned(mut all: Vec<Candidate>) -> Vec<Candidate> {
    all.par_sort_unstable();
    let groups = all.chunk_by(|a, b| (a.context, a.written) == (b.context, b.written));
    let once = groups.filter(|group| group.len() == 1).flatten();
    once.copied().take(CANDIDATES).collect()
}

fn in_article(article: usize, text: &[char]) -> Vec<Candidate> {
    let common = CommonPairs::load();
    let mut found = Vec::new();
    let mut joined = false;
    for (at, written) in text.iter().copied().enumerate() {
        let joins = text
            .get(at + 1)
            .is_some_and(|next| common.has(written, *next));
        let is_free = !joined && !joins;
        joined = joins;
        if !is_free || !may_be_wrong(written) || !is_stranded(text, at) {
            continue;
        }
        let contexts = (0..SHORTEST).filter_map(|gap| context(text, at, gap));
        found.extend(contexts.map(|context| Candidate {
            context,
            written,
            article,
            at,
        }));
    }
    found
}

fn may_be_wrong(c: char) -> bool {
    c != '\0' && !words::GRAMMAR.has(c) && !is_numeral(c)
}

fn may_mean(written: char, right: char) -> bool {
    may_be_wrong(right) && is_like(written, right) && !are_interchangeable(written, right)
}

/// A key of the two characters beside `at` in the window that begins `gap` characters before it; no other two have it.
fn context(text: &[char], at: usize, gap: usize) -> Option<u64> {
    let start = at.checked_sub(gap)?;
    let window = text.get(start..start + SHORTEST)?;
    if window.contains(&'\0') {
        return None;
    }
    let mut key = u64::try_from(gap).ok()?;
    for (place, c) in window.iter().enumerate() {
        if place != gap {
            key = key << 24 | u64::from(*c);
        }
    }
    Some((key ^ key >> 31).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// Stands for all characters where they are counted.
const ALL: char = '\0';

/// How often a character stands in a context, by the number of the context.
type Counts<T> = HashMap<(usize, char), T>;

/// Candidates by what stands beside them.
struct Contexts {
    candidates: Vec<Candidate>,
    /// Key of each context.
    keys: Vec<u64>,
    /// Where its candidates begin.
    starts: Vec<usize>,
    /// A bit for each beginning of a key that occurs.
    filter: Vec<bool>,
}

/// Bits of the beginning of a key.
const BEGINNING: u32 = 22;

fn beginning(key: u64) -> usize {
    usize::try_from(key >> (u64::BITS - BEGINNING)).unwrap_or(0)
}

impl Contexts {
    /// `candidates` are sorted.
    fn new(candidates: &[Candidate]) -> Self {
        let mut contexts = Self {
            keys: Vec::new(),
            starts: Vec::new(),
            filter: vec![false; 1 << BEGINNING],
            candidates: Vec::new(),
        };
        for group in candidates.chunk_by(|a, b| a.context == b.context) {
            if group.len() <= ANYTHING {
                let key = group[0].context;
                contexts.keys.push(key);
                contexts.starts.push(contexts.candidates.len());
                contexts.filter[beginning(key)] = true;
                contexts.candidates.extend(group);
            }
        }
        contexts.starts.push(contexts.candidates.len());
        contexts
    }

    fn find(&self, key: u64) -> Option<usize> {
        let may_be = self.filter.get(beginning(key)).copied().unwrap_or(false);
        may_be.then(|| self.keys.binary_search(&key).ok())?
    }

    fn of(&self, context: usize) -> &[Candidate] {
        let end = self.starts.get(context + 1).copied().unwrap_or(0);
        let start = self.starts.get(context).copied().unwrap_or(end);
        self.candidates.get(start..end).unwrap_or(&[])
    }

    /// How often candidates, what is like them, and all characters stand in each context.
    fn count(&self, articles: usize, read: &Read<'_>) -> Counts<Count> {
        let mut counts: Counts<Count> = HashMap::new();
        let of_article = |article| {
            let text = read(article);
            text.map_or_else(HashMap::new, |text| self.in_article(&text.chars))
        };
        for batch in batches(articles) {
            let found: Vec<Counts<u32>> = batch.into_par_iter().map(of_article).collect();
            for (key, times) in found.into_iter().flatten() {
                counts.entry(key).or_default().add(times);
            }
        }
        counts
    }

    fn in_article(&self, text: &[char]) -> Counts<u32> {
        let mut counts = HashMap::new();
        for (at, c) in text.iter().copied().enumerate() {
            let found = |gap| context(text, at, gap).and_then(|key| self.find(key));
            for context in (0..SHORTEST).filter_map(found) {
                *counts.entry((context, ALL)).or_insert(0) += 1;
                let counts_here = |candidate: &Candidate| {
                    candidate.written == c || may_mean(candidate.written, c)
                };
                if self.of(context).iter().any(counts_here) {
                    *counts.entry((context, c)).or_insert(0) += 1;
                }
            }
        }
        counts
    }
}

/// A form as it stands and as it may be meant.
struct Window {
    start: usize,
    written: Vec<char>,
    usual: Vec<char>,
}

/// The windows of `text` over `odd` in which the usual character belongs to a word, the shorter ones first.
fn windows(odd: Odd, text: &[char]) -> Vec<Window> {
    let mut found = Vec::new();
    for length in SHORTEST..=LONGEST {
        for start in (odd.at + 1).saturating_sub(length)..=odd.at {
            let written = text.get(start..start + length);
            let Some(written) = written.filter(|written| !written.contains(&'\0')) else {
                continue;
            };
            let (written, gap) = (written.to_vec(), odd.at - start);
            let mut usual = written.clone();
            usual[gap] = odd.right;
            if cover(&usual, gap).0 > 1 {
                found.push(Window {
                    start,
                    written,
                    usual,
                });
            }
        }
    }
    found
}

/// How often each of `forms` stands in the run.
fn count_forms<'f>(
    forms: impl Iterator<Item = &'f [char]>,
    articles: usize,
    read: &Read<'_>,
) -> HashMap<&'f [char], Count> {
    let mut counts: HashMap<&[char], Count> = forms.map(|form| (form, Count::default())).collect();
    let known: Vec<&[char]> = counts.keys().copied().collect();
    let heads = PairSet::new(known.iter().map(|form| (form[0], form[1])));
    let known: HashMap<&[char], &'f [char]> = known.into_iter().map(|form| (form, form)).collect();
    let in_article = |article: usize| {
        let mut found: HashMap<&'f [char], u32> = HashMap::new();
        let text = read(article).map_or_else(Vec::new, |text| text.chars);
        for (at, pair) in text.windows(2).enumerate() {
            if !heads.has(pair[0], pair[1]) {
                continue;
            }
            let forms = (SHORTEST..=LONGEST).filter_map(|length| text.get(at..at + length));
            for form in forms.filter_map(|form| known.get(form)) {
                *found.entry(form).or_insert(0) += 1;
            }
        }
        found
    };
    if known.is_empty() {
        return counts;
    }
    for batch in batches(articles) {
        let found: Vec<HashMap<&[char], u32>> = batch.into_par_iter().map(in_article).collect();
        for (form, times) in found.into_iter().flatten() {
            counts.entry(form).or_default().add(times);
        }
    }
    counts
}

fn batches(articles: usize) -> impl Iterator<Item = Range<usize>> {
    let starts = (0..articles).step_by(BATCH);
    starts.map(move |start| start..(start + BATCH).min(articles))
}
