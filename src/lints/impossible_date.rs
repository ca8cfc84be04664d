//! `impossible-date`: a day that the calendar does not have.

use crate::Span;
use crate::evidence::{Article, dates::Date};
use crate::language::marks::{closes_words, opens_words};
use crate::language::words;
use crate::lint::{DocumentLint, Findings};

/// A slip of the pen is made once or twice; a day that is named more often is what the article is about.
const SUBJECT: usize = 3;

/// A day that no year has.
pub(super) struct ImpossibleDate;

impl DocumentLint for ImpossibleDate {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let wrong: Vec<&Date> = article
            .dates()
            .iter()
            .filter(|date| !date.exists())
            .collect();
        for date in &wrong {
            let same: Vec<&&Date> = wrong
                .iter()
                .filter(|other| (other.month, other.day) == (date.month, date.day))
                .collect();
            let is_subject =
                same.len() >= SUBJECT || same.iter().any(|date| is_named(article, date));
            if !is_subject && !article.document.is_verbatim(date.span) {
                let key = if (1..=12).contains(&date.month) {
                    "day"
                } else {
                    "month"
                };
                findings.at(key, date.span).report();
            }
        }
    }
}

/// Is `date` spoken of as one that is not, or is it a title?
fn is_named(article: &Article<'_>, date: &Date) -> bool {
    let prose = article.prose();
    let before = Span::new(0, date.span.start).of(prose);
    let after = Span::new(date.span.end, prose.len()).of(prose);
    let quoted = before.ends_with(opens_words) || after.starts_with(closes_words);
    let sentence = article.document.sentence_at(date.span.start);
    let sentence = sentence.map_or("", |span| article.slice(span));
    quoted || words::DENIALS.are_in(sentence)
}
