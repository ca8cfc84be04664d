//! Messages in three languages.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A language that newslint speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Lang {
    /// English.
    #[default]
    #[serde(rename = "en")]
    #[cfg_attr(feature = "cli", value(name = "en"))]
    En,
    /// Chinese in traditional characters.
    #[serde(rename = "zh-Hant")]
    #[cfg_attr(feature = "cli", value(name = "zh-Hant"))]
    Hant,
    /// Chinese in simplified characters.
    #[serde(rename = "zh-Hans")]
    #[cfg_attr(feature = "cli", value(name = "zh-Hans"))]
    Hans,
}

impl Lang {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::En, Self::Hant, Self::Hans];

    /// Its name, as lint files and lint.toml write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Hant => "zh-Hant",
            Self::Hans => "zh-Hans",
        }
    }

    /// The language of a locale name such as `zh_TW.UTF-8`; `None` for `C`, `POSIX` and an empty name.
    pub fn of_locale(locale: &str) -> Option<Self> {
        let name = locale
            .split(['.', '@'])
            .next()
            .unwrap_or("")
            .replace('_', "-")
            .to_ascii_lowercase();
        match name.as_str() {
            "" | "c" | "posix" => None,
            "zh-hk" | "zh-tw" | "zh-mo" => Some(Self::Hant),
            name if name.starts_with("zh-hant") => Some(Self::Hant),
            name if name.starts_with("zh") => Some(Self::Hans),
            _ => Some(Self::En),
        }
    }
}

/// One text in the three languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct Text {
    /// English.
    pub en: String,
    /// Traditional characters.
    pub hant: String,
    /// Simplified characters.
    pub hans: String,
}

/// A text as a lint file gives it: in one language at least, which stands in for the others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    en: Option<String>,
    #[serde(rename = "zh-Hant")]
    hant: Option<String>,
    #[serde(rename = "zh-Hans")]
    hans: Option<String>,
}

impl TryFrom<Written> for Text {
    type Error = &'static str;

    fn try_from(Written { en, hant, hans }: Written) -> Result<Self, Self::Error> {
        let first = |texts: [&Option<String>; 3]| {
            let given = texts.into_iter().flatten().next().cloned();
            given.ok_or("a text in one language at least: `en`, `zh-Hant` or `zh-Hans`")
        };
        Ok(Self {
            en: first([&en, &hant, &hans])?,
            hant: first([&hant, &hans, &en])?,
            hans: first([&hans, &hant, &en])?,
        })
    }
}

impl Text {
    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Hant => &self.hant,
            Lang::Hans => &self.hans,
        }
    }

    /// The text in `lang` with `{name}` replaced by the value of that name.
    pub fn fill<'v>(&self, lang: Lang, value: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
        let template = self.get(lang);
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, tail)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, after)) = tail.split_once('}') else {
                out.push('{');
                rest = tail;
                continue;
            };
            if let Some(value) = value(name) {
                out.push_str(&value);
            } else {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// The names of the placeholders in `lang`, sorted.
    pub fn placeholders(&self, lang: Lang) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .get(lang)
            .split('{')
            .skip(1)
            .filter_map(|tail| tail.split_once('}').map(|(name, _)| name))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// Texts by key: what the code of a lint names.
pub type Templates = BTreeMap<String, Text>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_strangers_left() {
        let text = Text {
            en: "`{text}` in {x}".into(),
            hant: String::new(),
            hans: String::new(),
        };
        assert_eq!(
            text.fill(Lang::En, |name| (name == "text").then(|| "移动".into())),
            "`移动` in {x}"
        );
        assert_eq!(text.placeholders(Lang::En), ["text", "x"]);
    }

    #[test]
    fn locales() {
        assert_eq!(Lang::of_locale("zh_HK.UTF-8"), Some(Lang::Hant));
        assert_eq!(Lang::of_locale("zh_CN.GB18030"), Some(Lang::Hans));
        assert_eq!(Lang::of_locale("C.UTF-8"), None);
        assert_eq!(Lang::of_locale("de_DE"), Some(Lang::En));
    }
}
