//! Sentences: words drawn by frequency, under newspaper punctuation.

use std::borrow::Cow;

use super::article::Sentence;
use super::phrases::Phrases;
use super::rng::Rng;
use super::vocabulary::Vocabulary;

/// An article comes back to these words, as real ones do.
const TOPIC_WORDS: usize = 14;

/// Writes one article's sentences.
#[derive(Debug)]
pub(crate) struct Writer<'v> {
    pub(crate) rng: Rng,
    pub(crate) phrases: &'static Phrases,
    vocabulary: &'v Vocabulary,
    topic: Vec<&'v str>,
}

impl<'v> Writer<'v> {
    pub(crate) fn new(rng: Rng, phrases: &'static Phrases, vocabulary: &'v Vocabulary) -> Self {
        let mut writer = Self {
            rng,
            phrases,
            vocabulary,
            topic: Vec::new(),
        };
        writer.topic = (0..TOPIC_WORDS).map(|_| writer.long_word()).collect();
        writer
    }

    /// A sentence with its full stop: an opening now and then, then clauses, a list, a quotation.
    pub(crate) fn sentence(&mut self) -> Sentence<'v> {
        let mut out = Sentence::new();
        match self.rng.below(10) {
            0 => out.push(Cow::Owned(self.date() + "，")),
            1 | 2 => out.push(Cow::Borrowed(self.rng.pick(self.phrases.links))),
            3 | 4 => out.push(Cow::Owned(self.fill_from(self.phrases.says))),
            _ => {}
        }
        let quoted = self.rng.chance(12);
        if quoted {
            out.push(Cow::Borrowed(self.phrases.quotes.0));
        }
        let clauses = self.rng.between(2, 4);
        for number in 0..clauses {
            if number > 0 {
                out.push(Cow::Borrowed(if self.rng.chance(4) {
                    "；"
                } else {
                    "，"
                }));
            }
            self.clause(&mut out);
        }
        out.push(Cow::Borrowed("。"));
        if quoted {
            out.push(Cow::Borrowed(self.phrases.quotes.1));
        }
        out
    }

    /// Words without an end mark, as a headline or a caption has them.
    pub(crate) fn heading(&mut self, low: usize, high: usize) -> Sentence<'v> {
        let mut out = Sentence::new();
        let words = self.rng.between(low, high);
        self.words(&mut out, words);
        out
    }

    /// A template of [`Phrases`] with its blanks filled in.
    pub(crate) fn fill_from(&mut self, templates: &[&str]) -> String {
        let template = self.rng.pick(templates);
        let mut out = template.replace("{place}", self.rng.pick(self.phrases.places));
        if out.contains("{name}") {
            out = out.replace("{name}", &self.name());
        }
        if out.contains("{words}") {
            out = out.replace("{words}", &self.heading(5, 9).concat());
        }
        out
    }

    /// A word by frequency.
    pub(crate) fn word(&mut self) -> &'v str {
        if self.rng.chance(20) && !self.topic.is_empty() {
            self.rng.pick(&self.topic)
        } else {
            self.vocabulary.draw(&mut self.rng)
        }
    }

    /// A word of two characters or more.
    pub(crate) fn long_word(&mut self) -> &'v str {
        loop {
            let word = self.word();
            if word.chars().nth(1).is_some() {
                return word;
            }
        }
    }

    fn clause(&mut self, out: &mut Sentence<'v>) {
        let words = self.rng.between(3, 7);
        self.words(out, words);
        match self.rng.below(12) {
            0 | 1 => {
                out.push(Cow::Owned(self.amount()));
            }
            2 => {
                for _ in 0..self.rng.between(1, 2) {
                    out.push(Cow::Borrowed("、"));
                    out.push(Cow::Borrowed(self.long_word()));
                }
            }
            3 => {
                out.push(Cow::Borrowed("《"));
                self.words(out, 2);
                out.push(Cow::Borrowed("》"));
            }
            _ => {}
        }
    }

    /// A run of words that begins and ends with a long one: a particle at an edge, or two particles
    /// side by side, would look like a cut sentence.
    fn words(&mut self, out: &mut Sentence<'v>, count: usize) {
        let mut short_before = true;
        for left in (0..count).rev() {
            let before = out.last().and_then(|token| token.chars().last());
            let word = loop {
                let word = if short_before || left == 0 {
                    self.long_word()
                } else {
                    self.word()
                };
                // No character twice across a seam: `的的` would be a planted defect.
                if word.chars().next() != before {
                    break word;
                }
            };
            short_before = word.chars().nth(1).is_none();
            out.push(Cow::Borrowed(word));
        }
    }

    fn name(&mut self) -> String {
        let surname = self.rng.pick(self.phrases.surnames);
        surname.to_owned() + self.rng.pick(self.phrases.given)
    }

    fn date(&mut self) -> String {
        let month = self.rng.between(1, 12);
        let day = self.rng.between(1, 28);
        if self.rng.chance(30) {
            format!("{}年{month}月{day}日", self.rng.between(2001, 2024))
        } else {
            format!("{month}月{day}日")
        }
    }

    /// `1,250人`, `3.7億元`, `48%`.
    fn amount(&mut self) -> String {
        let unit = self.rng.pick(self.phrases.units);
        match self.rng.below(5) {
            0 => format!("{}%", self.rng.between(1, 99)),
            1 => format!(
                "{}.{}{unit}",
                self.rng.between(1, 99),
                self.rng.between(1, 9)
            ),
            2 => format!(
                "{},{:03}{unit}",
                self.rng.between(1, 99),
                self.rng.between(0, 999)
            ),
            _ => format!("{}{unit}", self.rng.between(2, 1999)),
        }
    }
}
