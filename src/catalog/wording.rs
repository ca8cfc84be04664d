//! Findings in the words of a language.

use std::borrow::Cow;

use super::{Catalog, Lang, Lint, Templates, Text};
use crate::finding::{Finding, Fix, Location, Related};

/// Words findings in one language, by the templates of their lints.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'c> {
    catalog: &'c Catalog,
    lang: Lang,
}

impl<'c> Wording<'c> {
    /// Words findings of lints of `catalog` in `lang`.
    pub fn new(catalog: &'c Catalog, lang: Lang) -> Self {
        Self { catalog, lang }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// What is wrong: one line, no full stop.
    pub fn message(&self, finding: &Finding) -> String {
        let Some(lint) = self.lint(finding) else {
            return finding.key.to_string();
        };
        let first = finding.related.first().map(|related| &related.location);
        let message = self.say(&lint.file.messages, &finding.key, lint, finding, first);
        self.with_places(message, &finding.key, finding)
    }

    /// What to do.
    pub fn help(&self, finding: &Finding) -> String {
        let Some(lint) = self.lint(finding) else {
            return String::new();
        };
        let first = finding.related.first().map(|related| &related.location);
        let help = lint.file.helps.get(&*finding.key);
        self.fill(help.unwrap_or(&lint.file.help), lint, finding, first)
    }

    /// What is at a related place of `finding`.
    pub fn label(&self, finding: &Finding, related: &Related) -> String {
        let Some(lint) = self.lint(finding) else {
            return related.label.to_string();
        };
        if related.label == "again" && !lint.file.labels.contains_key("again") {
            return again(self.lang).to_owned();
        }
        let place = Some(&related.location);
        self.say(&lint.file.labels, &related.label, lint, finding, place)
    }

    /// What a fix of `finding` does.
    pub fn title(&self, finding: &Finding, fix: &Fix) -> String {
        let Some(lint) = self.lint(finding) else {
            return fix.title.to_string();
        };
        let Some(template) = lint.file.fixes.get(&*fix.title) else {
            return fix.title.to_string();
        };
        let first = finding.related.first().map(|related| &related.location);
        let title = template.fill(self.lang, |name| match (name, &fix.alternative) {
            ("alternative", Some(alternative)) => Some(alternative.into()),
            _ => self.value(name, lint, finding, first),
        });
        self.with_places(title, &fix.title, finding)
    }

    /// `text`, told by the template `key`, with the number of places where that tells of one alone.
    fn with_places(&self, text: String, key: &str, finding: &Finding) -> String {
        let places = finding.places;
        match self.lang {
            _ if places < 2 || key == "throughout" => text,
            Lang::En => format!("{text} (in {places} places)"),
            Lang::Hant => format!("{text}（共 {places} 處）"),
            Lang::Hans => format!("{text}（共 {places} 处）"),
        }
    }

    fn lint(&self, finding: &Finding) -> Option<&'c Lint> {
        self.catalog.get(&finding.lint).map(|lint| &**lint)
    }

    /// The template `key` filled in. The tests keep keys and templates together; a missing one shows as its key.
    fn say(
        &self,
        templates: &Templates,
        key: &str,
        lint: &Lint,
        finding: &Finding,
        place: Option<&Location>,
    ) -> String {
        templates.get(key).map_or_else(
            || key.to_owned(),
            |text| self.fill(text, lint, finding, place),
        )
    }

    fn fill(
        &self,
        text: &Text,
        lint: &Lint,
        finding: &Finding,
        place: Option<&Location>,
    ) -> String {
        text.fill(self.lang, |name| self.value(name, lint, finding, place))
    }

    /// What the placeholder `name` stands for: what the lint gave, or what follows from the places.
    fn value<'f>(
        &self,
        name: &str,
        lint: &'f Lint,
        finding: &'f Finding,
        place: Option<&Location>,
    ) -> Option<Cow<'f, str>> {
        if let Some(value) = finding.value(name) {
            return Some(Cow::Borrowed(value));
        }
        match name {
            "text" => Some(shown(&finding.location.text).into()),
            "line" => {
                let number = place?.range.map(|range| range.start.line.to_string());
                Some(number.unwrap_or_default().into())
            }
            "place" => Some(typed(&finding.location).into()),
            "name" => {
                let called = lint.file.names.get(finding.value("code")?);
                Some(called.map_or("", |text| text.get(self.lang)).into())
            }
            _ => None,
        }
    }
}

/// The place of a finding as `newslint allow` takes it, in quotes where a shell would read it otherwise.
fn typed(location: &Location) -> String {
    let line = location.range.map_or(1, |range| range.start.line);
    let place = format!("{}:{line}", location.path);
    let is_plain = |c: char| c.is_alphanumeric() || "/._-:+,@%".contains(c);
    if place.chars().all(is_plain) && !place.starts_with('-') {
        return place;
    }
    format!("'{}'", place.replace('\'', r"'\''"))
}

/// How a further place of one defect is introduced.
pub fn again(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "here too",
        Lang::Hant => "此處亦然",
        Lang::Hans => "此处也是",
    }
}

/// A text as it is quoted in a message: long ones keep their two ends.
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 28;
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { '␣' } else { c })
        .collect();
    let count = text.chars().count();
    if count <= LONGEST {
        return text;
    }
    let head: String = text.chars().take(LONGEST - 9).collect();
    let tail: String = text.chars().skip(count - 8).collect();
    format!("{head}…{tail}")
}
