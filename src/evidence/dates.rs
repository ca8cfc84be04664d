//! The dates that an article names.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::{Captures, Regex};

use crate::Span;
use crate::language::numerals::{is_numeral, number};
use crate::language::{is_han, words};

/// A date as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// The day and what stands before it, without the weekday.
    pub span: Span,
    /// The year, where the date has one that is certain.
    pub year: Option<i32>,
    /// The month.
    pub month: u32,
    /// The day.
    pub day: u32,
    /// The weekday named after it, 0 for Monday, and its place.
    pub weekday: Option<(u32, Span)>,
}

impl Date {
    /// Is there such a day? Without a year, in any year.
    pub fn exists(&self) -> bool {
        // 2000 was a leap year, and in the Julian calendar every fourth year was one.
        let year = self.year.unwrap_or(2000);
        let year = if year < GREGORIAN && year % 4 == 0 {
            2000
        } else {
            year
        };
        NaiveDate::from_ymd_opt(year, self.month, self.day).is_some()
    }

    /// The weekday of this date, 0 for Monday; `None` before all the world counted days alike.
    pub fn true_weekday(&self) -> Option<u32> {
        let year = self.year.filter(|year| *year >= GREGORIAN)?;
        NaiveDate::from_ymd_opt(year, self.month, self.day)
            .map(|date| date.weekday().num_days_from_monday())
    }
}

/// Greece was the last country in the news to leave the Julian calendar, in 1923.
const GREGORIAN: i32 = 1924;

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let number = "[0-9０-９]{1,2}|[〇零一二三四五六七八九十廿卅]{1,3}";
    let regex = format!(
        "(?:(?:(?<era>民國|民国)\\s?)?(?<year>[0-9０-９]{{2,4}}|[〇○零一二三四五六七八九]{{2,4}}|[一二三四五六七八九]?十[一二三四五六七八九]?|一百[零〇]?[一二三四五六七八九十]{{0,3}})\\s?年\\s?)?(?<month>{number})\\s?月\\s?(?<day>{number})\\s?[日號号](?<rest>\\s?[（(，,]?\\s?(?<name>(?:星期|週|周|禮拜|礼拜)(?<weekday>[一二三四五六日天])))?"
    );
    Regex::new(&regex).expect("the tests compile it")
});

/// The dates in `prose`.
pub fn find(prose: &str) -> Vec<Date> {
    // Most paragraphs that name a month name no day; the regex decides.
    if !prose.contains('月') {
        return Vec::new();
    }
    DATE.captures_iter(prose)
        .filter_map(|captures| date(prose, &captures))
        .collect()
}

/// Gives dates without a year that of the nearest such day to the one on which the article was `published`, if it is so
/// near that a weekday may stand with it.
pub fn give_years(dates: &mut [Date], published: NaiveDate, prose: &str) {
    /// In days.
    const NEAR: i64 = 60;
    for date in dates.iter_mut().filter(|date| date.year.is_none()) {
        let before = Span::new(0, date.span.start).of(prose);
        // `去年5月3日`, `同年`: of another one.
        if before.chars().rev().take(3).any(|c| c == '年') {
            continue;
        }
        let years = published.year() - 1..=published.year() + 1;
        let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, date.month, date.day));
        let distance = |day: &NaiveDate| day.signed_duration_since(published).num_days().abs();
        let near = days.filter(|day| distance(day) <= NEAR);
        date.year = near.min_by_key(distance).map(|day| day.year());
    }
}

fn date(prose: &str, captures: &Captures<'_>) -> Option<Date> {
    let whole: Span = captures.get(0)?.range().into();
    let before = Span::new(0, whole.start).of(prose);
    let near: String = before
        .chars()
        .rev()
        .take(12)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let after: String = Span::new(whole.end, prose.len())
        .of(prose)
        .chars()
        .take(6)
        .collect();
    // A digit before it belongs to a longer number.
    let cut = near.ends_with(|c| c == '.' || is_numeral(c));
    // So does a year of an emperor, whose months are the moon's: `光緒二年二月三十日`.
    let of_era = captures.name("year").is_none() && near.trim_end().ends_with('年');
    if cut
        || of_era
        || words::OTHER_CALENDARS.are_in(&near)
        || words::OTHER_CALENDARS.are_in(&after)
    {
        return None;
    }
    let year = captures.name("year").and_then(|year| {
        let number = i32::try_from(number(year.as_str())?).ok()?;
        match captures.name("era") {
            Some(_) => Some(number + 1911),
            None => (1000..=2999).contains(&number).then_some(number),
        }
    });
    if captures.name("year").is_some() && year.is_none() {
        return None;
    }
    let small = |name: &str| captures.name(name).and_then(|text| number(text.as_str()));
    let weekday = captures.name("weekday").zip(captures.name("name"));
    let weekday = weekday.filter(|(_, name)| !is_person(name.as_str(), &after));
    let weekday = weekday.and_then(|(day, name)| {
        let index = "一二三四五六日".find(day.as_str()).map_or(6, |at| at / 3);
        Some((u32::try_from(index).ok()?, name.range().into()))
    });
    let end = captures.name("rest").map_or(whole.end, |rest| rest.start());
    Some(Date {
        span: Span::new(whole.start, end),
        year,
        month: small("month")?,
        day: small("day")?,
        weekday,
    })
}

/// `周一鳴`, `周天勇`: is it the name of a person, by what comes `after`? Days are followed by a time or a mark.
fn is_person(name: &str, after: &str) -> bool {
    let next = after.chars().next();
    matches!(name, "周一" | "周天")
        && next.is_some_and(|c| is_han(c) && !words::DAY_FOLLOWERS.has(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Option<i32>, u32, u32, Option<u32>)> {
        find(text)
            .into_iter()
            .map(|date| {
                (
                    date.year,
                    date.month,
                    date.day,
                    date.weekday.map(|(day, _)| day),
                )
            })
            .collect()
    }

    #[test]
    fn dates_in_all_numerals() {
        assert_eq!(
            read("2024年3月5日（星期二）"),
            [(Some(2024), 3, 5, Some(1))]
        );
        assert_eq!(read("二〇二四年三月十五日"), [(Some(2024), 3, 15, None)]);
        assert_eq!(
            read("民國一百一十三年三月二十五日週一"),
            [(Some(2024), 3, 25, Some(0))]
        );
        assert_eq!(read("１９９８年１２月３１日"), [(Some(1998), 12, 31, None)]);
        assert_eq!(read("12月卅一號禮拜日"), [(None, 12, 31, Some(6))]);
        assert_eq!(read("農曆二月三十日"), []);
    }

    #[test]
    fn days_that_exist() {
        let exists = |text: &str| find(text)[0].exists();
        assert!(exists("2024年2月29日") && exists("2月29日"));
        assert!(!exists("2023年2月29日") && !exists("2月30日") && !exists("13月1日"));
    }
}
