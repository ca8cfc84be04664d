//! Whether a text seems to be a copy of an article of which only a [`Print`] is left.
//!
//! Which shingles of the text the other one has is known for a sample of them, with their places: what was left out or put in
//! makes a stretch without any, what was changed here and there takes some of them everywhere. Of five neighbours in
//! the sample as many are gone as of their shingles, and a shingle stays only if its five tokens do.

use std::cmp::Reverse;

use super::likeness::{COPIED, Likeness, Text};
use super::print::{Print, words};

/// Neighbours in the sample on either side by which a place is judged.
const BESIDE: usize = 2;
/// Tokens in a shingle.
const TOKENS: f64 = 5.0;
/// Fewest words of the shorter list by which a form is known.
const FEWEST: usize = 3;

/// How `text` seems to relate to the article of `print`, [`Likeness::Near`] with the share of the sample that both have.
pub fn estimate(text: &Text, print: &Print) -> Option<Likeness> {
    if is_form(text, print) {
        return None;
    }
    let limit = print.limit();
    let hashes = text.shingles.iter().map(|hash| top(*hash));
    let sample: Vec<u32> = hashes.filter(|hash| *hash <= limit).collect();
    let there: Vec<bool> = sample
        .iter()
        .map(|hash| print.sketch.binary_search(hash).is_ok())
        .collect();
    let mut distinct = sample.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let found = |hash: &&u32| distinct.binary_search(hash).is_ok();
    let shared = print.sketch.iter().filter(found).count();
    if shared == 0 {
        return None;
    }
    let around: Vec<f64> = (0..there.len())
        .map(|at| share_around(&there, at))
        .collect();
    // Of the tokens of the text, those that the article has.
    let of_text = mean(around.iter().map(|share| tokens_left(*share)));
    // Where the two are alike, so many shingles are left of those that were there.
    let alike = mean(around.iter().copied().filter(|share| *share > 0.0));
    let of_print = shared as f64 / print.sketch.len() as f64 / alike * tokens_left(alike);
    let copied = |share: f64| share * 100.0 >= COPIED as f64;
    match (copied(of_text), copied(of_print)) {
        (true, true) => {
            let all = distinct.len() + print.sketch.len() - shared;
            Some(Likeness::Near(Reverse(shared * 100 / all)))
        }
        (true, false) => Some(Likeness::Inside),
        (false, true) => Some(Likeness::Around),
        (false, false) => None,
    }
}

/// The part of the hash of a shingle that is kept.
fn top(hash: u64) -> u32 {
    u32::try_from(hash >> u32::BITS).unwrap_or(u32::MAX)
}

/// How many of the neighbours of the place `at` are there, itself among them.
fn share_around(there: &[bool], at: usize) -> f64 {
    let from = at.saturating_sub(BESIDE);
    let near = there.get(from..there.len().min(at + BESIDE + 1));
    let near = near.unwrap_or_default();
    mean(near.iter().map(|there| f64::from(u8::from(*there))))
}

/// The share of tokens that are as they were where this is the share of shingles.
fn tokens_left(shingles: f64) -> f64 {
    shingles.powf(1.0 / TOKENS)
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// Are the two one form filled in twice, as daily reports of the weather are? A copy has most of the numbers and Latin words
/// of its original.
fn is_form(text: &Text, print: &Print) -> bool {
    let limit = print.limit_of_words();
    let mut here = words(&text.tokens);
    here.retain(|word| *word <= limit);
    let few = here.len().min(print.words.len());
    let in_both = |word: &&u16| here.binary_search(word).is_ok();
    few >= FEWEST && print.words.iter().filter(in_both).count() * 2 < few
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};

    /// An article of so many sentences, each unlike any other.
    fn article(sentences: std::ops::Range<u32>) -> String {
        let character = |seed: u32| {
            let code = 0x4E00 + seed.wrapping_mul(2_654_435_761) % 6000;
            char::from_u32(code).unwrap_or('天')
        };
        let sentence = |at: u32| {
            (0..30)
                .map(|place| character(at * 31 + place))
                .collect::<String>()
                + "。"
        };
        sentences.map(sentence).collect()
    }

    fn seems(text: &str, other: &str) -> Option<Likeness> {
        let text = Text::of(&Document::parse(text, Format::Text));
        estimate(&text, &Print::of(&Document::parse(other, Format::Text))?)
    }

    #[test]
    fn copies_are_told_from_parts_and_from_others() {
        let report = article(0..20);
        assert_eq!(seems(&report, &report), Some(Likeness::Near(Reverse(100))));
        assert_eq!(seems(&report, &article(20..40)), None);
        assert_eq!(seems(&report, &article(0..60)), Some(Likeness::Inside));
        assert_eq!(seems(&article(0..60), &report), Some(Likeness::Around));
        assert_eq!(seems(&report, &article(10..30)), None, "half of each");
        // Every twentieth character is another one.
        let misread: String = report
            .chars()
            .enumerate()
            .map(|(at, c)| if at % 20 == 7 { '口' } else { c })
            .collect();
        assert!(matches!(seems(&misread, &report), Some(Likeness::Near(_))));
    }

    #[test]
    fn a_form_that_was_filled_in_anew_is_no_copy() {
        let form = |numbers: [u32; 4]| {
            let [a, b, c, d] = numbers;
            format!(
                "{}今天最高{a}度，最低{b}度，風力{c}級，濕度{d}度。{}",
                article(0..3),
                article(3..6)
            )
        };
        assert_eq!(seems(&form([31, 25, 4, 77]), &form([18, 12, 6, 59])), None);
        let same = form([31, 25, 4, 77]);
        assert!(matches!(seems(&same, &same), Some(Likeness::Near(_))));
    }
}
