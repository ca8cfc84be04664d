//! `weekday-mismatch`: a date with the weekday of another.

use crate::evidence::Article;
use crate::finding::{Applicability, Edit};
use crate::lint::{DocumentLint, Findings};

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
