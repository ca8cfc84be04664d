//! `impossible-date` and `weekday-mismatch`: dates that the calendar does not have.

use crate::Span;
use crate::engine::{DocumentLint, Findings};
use crate::evidence::{Article, dates::Date};
use crate::finding::{Applicability, Edit};
use crate::language::marks::{closes_words, opens_words};
use crate::language::words;

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

/// A date with the weekday of another.
pub(super) struct WeekdayMismatch;

impl DocumentLint for WeekdayMismatch {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for date in article.dates() {
            let (Some((named, place)), Some(right)) = (date.weekday, date.true_weekday()) else {
                continue;
            };
            if named == right {
                continue;
            }
            let name = article.slice(place);
            let mut right_name = name.to_owned();
            right_name.pop();
            right_name.extend("一二三四五六日".chars().nth(right as usize));
            findings
                .at("found", date.span.joined(place))
                .with("date", article.slice(date.span))
                .with("named", name)
                .with("right", right_name.as_str())
                .fix(
                    "replace",
                    Applicability::Display,
                    vec![Edit::new(place, right_name.clone())],
                )
                .report();
        }
    }
}
