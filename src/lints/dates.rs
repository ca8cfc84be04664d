//! `impossible-date` and `weekday-mismatch`: dates that the calendar does not have.

use crate::engine::{DocumentLint, Findings};
use crate::evidence::dates::Date;
use crate::evidence::{Article, quotation};
use crate::finding::{Applicability, Edit};

/// Longest quotation that is a name, in characters.
const TITLE: usize = 20;

/// A day that no year has.
pub(super) struct ImpossibleDate;

impl DocumentLint for ImpossibleDate {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        // A date that a title or a quotation has is spoken of, here and elsewhere.
        let quoted: Vec<_> = article
            .dates()
            .iter()
            .filter(|date| !date.exists() && is_quoted(article, date))
            .map(|date| (date.month, date.day))
            .collect();
        for date in article.dates() {
            if !date.exists()
                && !quoted.contains(&(date.month, date.day))
                && !article.document.is_verbatim(date.span)
            {
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

/// Does `date` stand in a title or in a short quotation? What somebody says at length may be wrong.
fn is_quoted(article: &Article<'_>, date: &Date) -> bool {
    let block = article.document.block_at(date.span.start);
    let block = block.and_then(|index| article.document.blocks().get(index));
    block
        .and_then(|block| quotation::around(article.prose(), block.span, date.span))
        .is_some_and(|(place, title)| title || article.slice(place).chars().count() <= TITLE)
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
