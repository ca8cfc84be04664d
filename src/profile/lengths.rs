//! How long articles are.

use std::collections::BTreeMap;

use serde::Serialize;

/// Lengths in characters, counted: each by its first three digits, so that there are few of them, whatever the corpus.
#[derive(Clone, Debug, Default)]
pub struct Lengths {
    counts: BTreeMap<usize, usize>,
    all: usize,
    longest: usize,
}

/// A bar of a histogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// The shortest length in it.
    pub from: usize,
    /// The shortest length beyond it.
    pub below: usize,
    /// How many articles are so long.
    pub articles: usize,
}

impl Bar {
    /// How many articles the highest of `bars` has, but at least one: what all are drawn in proportion to.
    pub fn most(bars: &[Self]) -> usize {
        let articles = bars.iter().map(|bar| bar.articles);
        articles.max().unwrap_or(0).max(1)
    }
}

impl Lengths {
    /// Counts an article of so many `characters`.
    pub(super) fn add(&mut self, characters: usize) {
        *self.counts.entry(three_digits(characters)).or_default() += 1;
        self.all += 1;
        self.longest = self.longest.max(characters);
    }

    /// The length below which `percent` of the articles are, to three digits; of 0 the shortest. `None` without articles.
    pub fn quantile(&self, percent: usize) -> Option<usize> {
        let rank = (self.all * percent).div_ceil(100).max(1);
        let mut before = 0;
        let mut lengths = self.counts.iter();
        lengths
            .find(|(_, count)| {
                before += **count;
                before >= rank
            })
            .map(|(length, _)| *length)
    }

    /// The longest, exactly.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Bars from 1, 2, 5, 10, 20, 50 … on, from the first that has articles to the last.
    pub fn histogram(&self) -> Vec<Bar> {
        let tens = (0..).map(|power| 10_usize.pow(power));
        let edges = tens.flat_map(|ten| [ten, 2 * ten, 5 * ten]);
        let mut from = 0;
        let mut bars = Vec::new();
        for below in edges {
            bars.push(Bar {
                from,
                below,
                articles: self.counts.range(from..below).map(|(_, count)| count).sum(),
            });
            from = below;
            if below > self.longest {
                break;
            }
        }
        let first = bars.iter().position(|bar| bar.articles > 0);
        bars.split_off(first.unwrap_or(bars.len()))
    }
}

/// `number` with all but its first three digits 0.
fn three_digits(number: usize) -> usize {
    let rest = number.max(1).ilog10().saturating_sub(2);
    let unit = 10_usize.pow(rest);
    number / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_keep_three_digits_and_their_bars() {
        let mut lengths = Lengths::default();
        assert_eq!((lengths.quantile(50), lengths.histogram()), (None, vec![]));
        for length in [7, 1999, 2000, 12_345, 5] {
            lengths.add(length);
        }
        let quantiles = [0, 20, 21, 50, 60, 61, 100].map(|of| lengths.quantile(of).unwrap());
        assert_eq!(quantiles, [5, 5, 7, 1990, 1990, 2000, 12_300]);
        assert_eq!(lengths.longest(), 12_345);
        let bars = lengths.histogram();
        let told = bars.iter().map(|bar| (bar.from, bar.articles));
        let told: Vec<_> = told.filter(|(_, articles)| *articles > 0).collect();
        assert_eq!(told, [(5, 2), (1000, 1), (2000, 1), (10_000, 1)]);
        assert_eq!((bars[0].from, bars.last().unwrap().below), (5, 20_000));
    }
}
