//! Which fields of a record hold what.

use chrono::{DateTime, NaiveDate};

use super::records::{Field, Fields, Malformed};
use crate::Span;
use crate::document::SourceMap;

/// Fields that may hold a record's text, where none is named, the best first.
const TEXT: [&str; 3] = ["text", "content", "body"];

/// The same in tables that people made.
const TEXT_IN_CHINESE: [&str; 3] = ["正文", "內容", "内容"];

/// Fields that may declare its language.
const LANGUAGE: [&str; 2] = ["lang", "language"];

/// What programs write where they have no text.
const NO_VALUES: [&str; 8] = [
    "nan",
    "NaN",
    "NAN",
    "None",
    "null",
    "NULL",
    "undefined",
    "<NA>",
];

/// The names of the fields of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldNames {
    /// Its text, which goes on from one to the next; where none is named, `text`, `content` or `body`, or in
    /// Chinese `正文`, `內容`.
    pub text: Vec<String>,
    /// Its title, which is read as a heading before the text; none where none is named.
    pub title: Option<String>,
    /// The day on which it was published; none where none is named.
    pub date: Option<String>,
    /// Where it comes from, a newspaper or a site; none where none is named.
    pub source: Option<String>,
    /// Its id.
    pub id: String,
}

impl Default for FieldNames {
    fn default() -> Self {
        Self {
            text: Vec::new(),
            title: None,
            date: None,
            source: None,
            id: "id".to_owned(),
        }
    }
}

impl FieldNames {
    /// The fields that may hold the text.
    pub fn texts(&self) -> Vec<&str> {
        if self.text.is_empty() {
            [TEXT, TEXT_IN_CHINESE].concat()
        } else {
            self.text.iter().map(String::as_str).collect()
        }
    }

    /// All fields that count.
    #[cfg(feature = "parquet")]
    pub(super) fn all(&self) -> Vec<&str> {
        let others = [&self.title, &self.date, &self.source];
        let others = others.into_iter().flatten().map(String::as_str);
        let mut all = self.texts();
        all.extend(others.chain([&*self.id]).chain(LANGUAGE));
        all
    }

    /// The fields that may hold the text, as people are told of them.
    pub(super) fn told(&self) -> Vec<String> {
        let texts = self.texts().into_iter().map(str::to_owned);
        let most = if self.text.is_empty() {
            TEXT.len()
        } else {
            usize::MAX
        };
        texts.take(most).collect()
    }

    /// The texts of a record, of which `read` reads the fields of a name that there are.
    pub(super) fn read<'n>(
        &'n self,
        mut read: impl FnMut(&'n str) -> Vec<Result<Field, Malformed>>,
    ) -> Result<Vec<Field>, Malformed> {
        let (mut texts, mut why) = (Vec::new(), None);
        for name in self.texts() {
            for field in read(name) {
                match field {
                    Ok(text) => texts.push(text),
                    Err(reason) => why = why.or(Some(reason)),
                }
            }
            // Names that were not given stand for the same.
            if self.text.is_empty() && !texts.is_empty() {
                break;
            }
        }
        if texts.is_empty() {
            return Err(why.unwrap_or_else(|| Malformed::NoField(self.told())));
        }
        // One without a title is an article all the same.
        let title = self
            .title
            .as_deref()
            .and_then(|name| read(name).into_iter().next());
        let title = title.and_then(Result::ok);
        if let Some(title) = title {
            let is_heading = true;
            texts.insert(
                0,
                Field {
                    is_heading,
                    ..title
                },
            );
        }
        Ok(texts)
    }

    /// A record with these `texts`; `plain` reads what it has in other fields.
    pub(super) fn fields(
        &self,
        texts: Vec<Field>,
        plain: impl Fn(&str) -> Option<String>,
    ) -> Fields {
        let named = |name: &Option<String>| plain(name.as_deref()?);
        Fields {
            texts,
            id: plain(&self.id),
            lang: LANGUAGE.iter().find_map(|name| plain(name)),
            published: named(&self.date).and_then(|text| day(&text)),
            source: named(&self.source).map(Into::into),
        }
    }
}

/// The field `name` at `span` of a record, which holds `text`, if that is one.
pub(super) fn field(
    name: &str,
    span: Span,
    (text, map): (String, SourceMap),
) -> Result<Field, Malformed> {
    judge(&text, name)?;
    Ok(Field {
        name: name.to_owned(),
        text,
        map,
        span,
        is_heading: false,
    })
}

/// The day that `text` begins with: `2024-05-01T08:00:00Z`, `2024/5/1`, `2024年5月1日`, `20240501`, seconds or
/// milliseconds since 1970.
fn day(text: &str) -> Option<NaiveDate> {
    let mut numbers = text.trim().split(|c: char| !c.is_ascii_digit());
    let first = numbers.next()?;
    let number = |digits: Option<&str>| digits?.parse().ok();
    match first.len() {
        4 => NaiveDate::from_ymd_opt(
            first.parse().ok()?,
            number(numbers.next())?,
            number(numbers.next())?,
        ),
        8 => NaiveDate::parse_from_str(first, "%Y%m%d").ok(),
        10 => DateTime::from_timestamp(first.parse().ok()?, 0).map(|time| time.date_naive()),
        13 => DateTime::from_timestamp_millis(first.parse().ok()?).map(|time| time.date_naive()),
        _ => None,
    }
}

/// Is `text`, of the field `name`, a text?
pub(super) fn judge(text: &str, name: &str) -> Result<(), Malformed> {
    match text.trim() {
        "" => Err(Malformed::Empty(name.to_owned())),
        word if NO_VALUES.contains(&word) => Err(Malformed::NoValue(name.to_owned())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_programs_write_them() {
        let wanted = NaiveDate::from_ymd_opt(2024, 5, 1);
        for text in [
            "2024-05-01T08:00:00Z",
            " 2024/5/1 8:00",
            "2024年5月1日",
            "20240501",
            "1714550400",
            "1714550400000",
        ] {
            assert_eq!(day(text), wanted, "{text}");
        }
        for text in ["", "5/1/2024", "2024-13-01", "昨日", "2024"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
