//! Reads lint.toml. Every error underlines the word it is about.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use globset::{Glob, GlobSet, GlobSetBuilder};
use regex::RegexSet;
use serde::Deserialize;
use toml::Spanned;

use super::settings::{FailOn, Override, RegionChoice, Rules, ScriptChoice, Settings};
use crate::Error;
use crate::catalog::file::Level;
use crate::catalog::{Catalog, Lang, TomlFile, lies_in, nearest};
use crate::finding::Category;
use crate::suppress::Allow;

/// lint.toml as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[derive(Default)]
struct File {
    lang: Option<Lang>,
    fail_on: FailOn,
    script: ScriptChoice,
    region: RegionChoice,
    extend: Vec<Spanned<String>>,
    files: Files,
    records: Records,
    lints: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    #[serde(rename = "override")]
    overrides: Vec<OverrideTable>,
    allow: Vec<Spanned<AllowTable>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Files {
    exclude: Vec<Spanned<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Records {
    text_field: Option<String>,
    id_field: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct OverrideTable {
    files: Vec<Spanned<String>>,
    #[serde(default)]
    lints: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    script: Option<ScriptChoice>,
    region: Option<RegionChoice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct AllowTable {
    lint: Option<Spanned<String>>,
    text: Option<String>,
    regex: Option<Spanned<String>>,
    files: Option<Vec<Spanned<String>>>,
    reason: Option<String>,
}

/// What lint.toml says.
pub struct Config {
    /// How to lint.
    pub settings: Settings,
    /// The lints, those of the folders that it names among them.
    pub catalog: Catalog,
    /// The language of messages, if it is set.
    pub lang: Option<Lang>,
}

/// Reads the lint.toml at `path` with the content `text`. `catalog` tells which lints there are once the folders that
/// the file itself names have been read: folders inside its own, unless it is `trusted`.
pub fn parse(
    text: &str,
    path: &Path,
    trusted: bool,
    catalog: impl FnOnce(&Settings) -> Result<Catalog, Error>,
) -> Result<Config, Error> {
    let root = path.parent().map(Path::to_path_buf).unwrap_or_default();
    let source = TomlFile {
        text,
        name: path.to_string_lossy().into_owned(),
        shown: trusted || lies_in(path, &root),
    };
    let file: File = toml::from_str(text).map_err(|trouble| source.trouble(&trouble))?;
    if !trusted {
        source.inside(&file.extend, &root)?;
    }
    let mut settings = Settings {
        fail_on: file.fail_on,
        extend: file
            .extend
            .iter()
            .map(|folder| root.join(folder.get_ref()))
            .collect(),
        exclude: file
            .files
            .exclude
            .iter()
            .map(|glob| glob.get_ref().clone())
            .collect(),
        text_field: file.records.text_field,
        id_field: file.records.id_field,
        root,
        ..Settings::default()
    };
    source.globs(&file.files.exclude)?;
    let catalog = catalog(&settings)?;
    settings.rules = source.rules(file.lints, &catalog)?;
    settings.rules.script = file.script;
    settings.rules.region = file.region;
    for table in file.overrides {
        let files = source.globs(&table.files)?;
        let rules = source.rules(table.lints, &catalog)?;
        settings.overrides.push(Override {
            files,
            rules,
            script: table.script,
            region: table.region,
        });
    }
    let mut regexes = Vec::new();
    for table in file.allow {
        settings
            .allows
            .list
            .push(source.allow(table, &catalog, &mut regexes)?);
    }
    settings.allows.regexes = source.regexes(&regexes)?;
    Ok(Config {
        settings,
        catalog,
        lang: file.lang,
    })
}

/// Reads what a [`TomlFile`] with settings says.
impl TomlFile<'_> {
    /// The folders of lints lie in `root`: who runs newslint in a folder has not asked to read others.
    fn inside(&self, folders: &[Spanned<String>], root: &Path) -> Result<(), Error> {
        let outside = folders
            .iter()
            .find(|folder| !lies_in(&root.join(folder.get_ref()), root));
        outside.map_or(Ok(()), |folder| {
            let message = format!(
                "`{}` lies outside the folder of this file",
                folder.get_ref()
            );
            let help =
                "`--trust-config` reads it; `--lints` names such a folder on the command line";
            Err(self.error(folder.span(), message, "here", Some(help.to_owned())))
        })
    }

    fn globs(&self, globs: &[Spanned<String>]) -> Result<GlobSet, Error> {
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            let parsed = Glob::new(glob.get_ref()).map_err(|error| {
                self.error(
                    glob.span(),
                    format!("no glob: {}", error.kind()),
                    "this pattern",
                    None,
                )
            })?;
            set.add(parsed);
        }
        set.build()
            .map_err(|error| Error::new(format!("{}: {error}", self.name)))
    }

    fn rules(
        &self,
        entries: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
        catalog: &Catalog,
    ) -> Result<Rules, Error> {
        let mut rules = Rules::default();
        for (key, value) in &entries {
            if let Some(category) = category(key.get_ref()) {
                self.category_level(category, value, catalog, &mut rules)?;
            }
        }
        // Now those of lints, which win over those of their categories.
        for (key, value) in entries {
            let id = key.get_ref().clone();
            if category(&id).is_some() {
                continue;
            }
            let Some(lint) = catalog.get(&id) else {
                return Err(self.unknown_lint(&key, catalog));
            };
            let at = value.span();
            match value.into_inner() {
                toml::Value::String(word) => {
                    rules.levels.insert(id, self.level(&word, at)?);
                }
                toml::Value::Table(mut table) => {
                    match table.remove("severity") {
                        Some(toml::Value::String(word)) => {
                            rules
                                .levels
                                .insert(id.clone(), self.level(&word, at.clone())?);
                        }
                        Some(_) => {
                            return Err(self.error(at, "a severity is a word", "here", None));
                        }
                        None => {}
                    }
                    for name in table.keys() {
                        if !lint.file.options.contains_key(name) {
                            let known = lint.file.options.keys().map(String::as_str);
                            let help = nearest(name, known.chain(["severity"])).map_or_else(
                                || format!("`newslint explain {id}` lists its options"),
                                |near| format!("did you mean `{near}`?"),
                            );
                            let message = format!("the lint `{id}` has no option `{name}`");
                            return Err(self.error(
                                self.word_in(name, &at),
                                message,
                                "unknown option",
                                Some(help),
                            ));
                        }
                    }
                    rules.options.insert(id, table);
                }
                _ => {
                    let help = format!("write one of {}, or a table", Level::WORDS.join(", "));
                    return Err(self.error(
                        at,
                        "a lint takes a level or a table",
                        "here",
                        Some(help),
                    ));
                }
            }
        }
        Ok(rules)
    }

    /// The level of all lints of `category`. One that is off by default stays off unless it is named.
    fn category_level(
        &self,
        category: Category,
        value: &Spanned<toml::Value>,
        catalog: &Catalog,
        rules: &mut Rules,
    ) -> Result<(), Error> {
        let toml::Value::String(word) = value.get_ref() else {
            let help = "options belong to one lint: `newslint list` prints those of a category";
            let message = format!("the category `{}` takes a level", category.as_str());
            return Err(self.error(value.span(), message, "here", Some(help.to_owned())));
        };
        let level = self.level(word, value.span())?;
        for lint in catalog.lints() {
            if lint.category() == category && lint.severity().is_some() {
                rules.levels.insert(lint.id.to_string(), level);
            }
        }
        Ok(())
    }

    fn level(&self, word: &str, at: Range<usize>) -> Result<Level, Error> {
        Level::of_word(word).ok_or_else(|| {
            let near = nearest(word, Level::WORDS).map(|near| format!("did you mean `{near}`? "));
            let help = format!(
                "{}levels: {}",
                near.unwrap_or_default(),
                Level::WORDS.join(", ")
            );
            self.error(
                self.word_in(word, &at),
                format!("`{word}` is no level"),
                "unknown level",
                Some(help),
            )
        })
    }

    fn unknown_lint(&self, name: &Spanned<String>, catalog: &Catalog) -> Error {
        let known = catalog.lints().iter().map(|lint| &*lint.id);
        let help = nearest(
            name.get_ref(),
            known.chain(Category::ALL.map(Category::as_str)),
        )
        .map_or_else(
            || "`newslint list` prints all lints".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("there is no lint `{}`", name.get_ref());
        self.error(name.span(), message, "unknown lint", Some(help))
    }

    /// The regular expressions of all exceptions, within one limit.
    fn regexes(&self, regexes: &[Spanned<String>]) -> Result<RegexSet, Error> {
        for regex in regexes {
            regex_syntax::parse(regex.get_ref()).map_err(|error| {
                let help = Some(error.to_string());
                self.error(regex.span(), "no regular expression", "here", help)
            })?;
        }
        RegexSet::new(regexes.iter().map(Spanned::get_ref)).map_err(|_| {
            let at = regexes.last().map_or(0..0, Spanned::span);
            let help = "shorten them: `text` needs none, and `\\w{60}` is large";
            let message = "the regular expressions of all `[[allow]]` are too large together";
            self.error(at, message, "up to here", Some(help.to_owned()))
        })
    }

    /// One exception; its regular expression goes to the end of `regexes`.
    fn allow(
        &self,
        table: Spanned<AllowTable>,
        catalog: &Catalog,
        regexes: &mut Vec<Spanned<String>>,
    ) -> Result<Allow, Error> {
        let at = table.span();
        let head = at.start..(at.start + "[[allow]]".len()).min(self.text.len());
        let table = table.into_inner();
        let Some(reason) = table.reason.filter(|reason| !reason.trim().is_empty()) else {
            let help = "add `reason = \"…\"`: whoever reads this next will want to know".to_owned();
            return Err(self.error(
                head,
                "an exception needs a reason",
                "no reason here",
                Some(help),
            ));
        };
        if table.lint.is_none() && table.text.is_none() && table.regex.is_none() {
            let help = "add `lint`, `text` or `regex`".to_owned();
            return Err(self.error(
                head,
                "this exception would cover everything",
                "here",
                Some(help),
            ));
        }
        if let Some(name) = &table.lint
            && catalog.get(name.get_ref()).is_none()
            && category(name.get_ref()).is_none()
        {
            return Err(self.unknown_lint(name, catalog));
        }
        let regex = table.regex.map(|regex| {
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
        })
    }

    /// The place of `word` inside `at`, or `at` itself.
    fn word_in(&self, word: &str, at: &Range<usize>) -> Range<usize> {
        let found = self.text.get(at.clone()).and_then(|text| text.find(word));
        found.map_or(at.clone(), |offset| {
            at.start + offset..at.start + offset + word.len()
        })
    }
}

/// The category of this name.
fn category(name: &str) -> Option<Category> {
    let mut all = Category::ALL.into_iter();
    all.find(|category| category.as_str() == name)
}
