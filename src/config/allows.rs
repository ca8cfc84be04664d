//! Reads the `[[allow]]` of lint.toml: exceptions, each with its reason.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::NaiveDate;
use regex::RegexSet;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::read::category;
use crate::catalog::{Catalog, TomlFile};
use crate::document::Format;
use crate::input::Source;
use crate::suppress::allow::Ended;
use crate::suppress::{Allow, Allows};
use crate::{Error, Span};

/// An exception as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AllowTable {
    lint: Option<Spanned<String>>,
    text: Option<String>,
    regex: Option<Spanned<String>>,
    files: Option<Vec<Spanned<String>>>,
    until: Option<Spanned<Datetime>>,
    reason: Option<String>,
}

impl AllowTable {
    /// What it is about, in its own words.
    fn about(&self) -> String {
        let lint = self.lint.as_ref().map(Spanned::get_ref);
        let regex = self.regex.as_ref().map(Spanned::get_ref);
        let about = self.text.as_ref().or(regex).or(lint);
        about.cloned().unwrap_or_default()
    }
}

/// The exceptions of several files.
#[derive(Default)]
pub(super) struct Gathered {
    allows: Allows,
    regexes: Vec<String>,
}

impl Gathered {
    /// Adds `tables` of the file `source`: those that hold today, and those that hold no longer. Is it lint.toml's
    /// `is_own` file, and no house style that others have as well?
    pub(super) fn add(
        &mut self,
        tables: Vec<Spanned<AllowTable>>,
        is_own: bool,
        source: &TomlFile<'_>,
        catalog: &Catalog,
    ) -> Result<(), Error> {
        if tables.is_empty() {
            return Ok(());
        }
        let (today, mut last) = (today(), 0..0);
        let written = Source::of_text(&source.name, source.text, Format::Text);
        for table in tables {
            let until = table.get_ref().until.as_ref();
            let last_day = until.map(|until| source.last_day(until)).transpose()?;
            let about = table.get_ref().about();
            let regex = table.get_ref().regex.as_ref();
            last = regex.map(Spanned::span).unwrap_or(last);
            let mut allow = source.allow(table, catalog, &written, &mut self.regexes)?;
            allow.is_own = is_own;
            match last_day {
                Some(day) if day < today => self.allows.ended.push(Ended {
                    about,
                    until: day.to_string(),
                }),
                _ => self.allows.list.push(allow),
            }
        }
        self.allows.regexes = RegexSet::new(&self.regexes)
            .map_err(|_| source.error(last, Error::new("regexes-too-large")))?;
        Ok(())
    }

    /// All of them.
    pub(super) fn finish(self) -> Allows {
        self.allows
    }
}

/// Reads what a [`TomlFile`] says of exceptions.
impl TomlFile<'_> {
    /// One exception, in the file that is `written`; its regular expression goes to the end of `regexes`.
    fn allow(
        &self,
        table: Spanned<AllowTable>,
        catalog: &Catalog,
        written: &Source,
        regexes: &mut Vec<String>,
    ) -> Result<Allow, Error> {
        let at = table.span();
        let head = at.start..(at.start + "[[allow]]".len()).min(self.text.len());
        let place = Span::new(head.start, head.end);
        let place = written.locate(place, &table.get_ref().about());
        let table = table.into_inner();
        let Some(reason) = table.reason.filter(|reason| !reason.trim().is_empty()) else {
            return Err(self.error(head, Error::new("no-reason")));
        };
        if table.lint.is_none() && table.text.is_none() && table.regex.is_none() {
            return Err(self.error(head, Error::new("covers-everything")));
        }
        if let Some(name) = &table.lint
            && catalog.get(name.get_ref()).is_none()
            && category(name.get_ref()).is_none()
        {
            return Err(self.unknown_lint(name, catalog));
        }
        let regex = table.regex.map(|regex| self.regex(regex)).transpose()?;
        let regex = regex.map(|regex| {
            regexes.push(regex);
            regexes.len() - 1
        });
        let files = table.files.map(|files| self.globs(&files)).transpose()?;
        Ok(Allow {
            lint: table.lint.map(Spanned::into_inner),
            text: table.text,
            regex,
            files,
            reason,
            place,
            is_own: true,
        })
    }

    /// The regular expression `regex`, if it is one.
    fn regex(&self, regex: Spanned<String>) -> Result<String, Error> {
        regex_syntax::parse(regex.get_ref()).map_err(|error| {
            let detail = Error::new("no-regex").with("detail", error);
            self.error(regex.span(), detail.with_help("detail"))
        })?;
        Ok(regex.into_inner())
    }

    /// The day that `until` names: a day alone, without a time.
    fn last_day(&self, until: &Spanned<Datetime>) -> Result<NaiveDate, Error> {
        let day = match until.get_ref() {
            Datetime {
                date: Some(date),
                time: None,
                ..
            } => NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()),
            _ => None,
        };
        day.ok_or_else(|| self.error(until.span(), Error::new("no-day")))
    }
}

/// Today, by the clock of Greenwich: a day is over everywhere a few hours before or after.
fn today() -> NaiveDate {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let days = now.map_or(0, |now| now.as_secs() / (24 * 60 * 60));
    let days = i32::try_from(days).unwrap_or(i32::MAX);
    NaiveDate::from_epoch_days(days).unwrap_or(NaiveDate::MAX)
}
