//! Reads lint.toml. Every error underlines the word it is about.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use globset::{Glob, GlobSet, GlobSetBuilder};
use serde::Deserialize;
use toml::Spanned;

use super::allows::{AllowTable, Gathered};
use super::layers::Layers;
use super::lists::{self, Folder};
use super::settings::{
    FailOn, Override, RecordSettings, RegionChoice, Rules, ScriptChoice, Settings,
};
use crate::Error;
use crate::catalog::file::Level;
use crate::catalog::{Catalog, Lang, Lint, TomlFile, nearest};
use crate::document::Format;
use crate::finding::Category;

/// lint.toml as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[derive(Default)]
pub(super) struct File {
    lang: Option<Lang>,
    fail_on: Option<FailOn>,
    script: Option<ScriptChoice>,
    region: Option<RegionChoice>,
    pub(super) extend: Vec<Spanned<String>>,
    baseline: Option<Spanned<String>>,
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
    text_field: Option<Names>,
    id_field: Option<String>,
    title_field: Option<String>,
    date_field: Option<String>,
    text_format: Option<Format>,
    at: Option<String>,
}

/// One name or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Several(Vec<String>),
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

/// What lint.toml says.
pub struct Config {
    /// How to lint.
    pub settings: Settings,
    /// The lints, those of the folders that it names among them.
    pub catalog: Catalog,
    /// The language of messages, if it is set.
    pub lang: Option<Lang>,
}

impl Default for Config {
    /// Without a lint.toml.
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            catalog: Catalog::builtin(),
            lang: None,
        }
    }
}

/// Reads the lint.toml at `path` with the content `text`, and the files of settings that it extends. `catalog` tells
/// which lints there are once the folders that they name are known: folders inside that of lint.toml, unless it is
/// `trusted`.
pub fn parse(
    text: &str,
    path: &Path,
    trusted: bool,
    catalog: impl FnOnce(&Settings) -> Result<Catalog, Error>,
) -> Result<Config, Error> {
    let root = path.parent().map(Path::to_path_buf).unwrap_or_default();
    let mut layers = Layers::new(&root, trusted);
    layers.read(text.to_owned(), path)?;
    let mut settings = Settings {
        extend: layers.lints,
        root: root.clone(),
        ..Settings::default()
    };
    for layer in &layers.list {
        layer.source().globs(&layer.file.files.exclude)?;
    }
    let catalog = catalog(&settings)?;
    let mut lang = None;
    let mut allows = Gathered::default();
    for mut layer in layers.list {
        let file = std::mem::take(&mut layer.file);
        lang = file.lang.or(lang);
        let is_own = layer.path == path;
        let source = layer.source();
        let origin = layer.path.strip_prefix(&root).unwrap_or(&layer.path);
        let folder = Folder {
            path: layer.folder(),
            root: &root,
            trusted,
        };
        let mut origins = Origins {
            list: &mut settings.origins,
            name: origin.to_string_lossy().into_owned(),
        };
        file.tell_origins(&mut origins, &catalog);
        let allow = file.add_to(&mut settings, &source, folder, &catalog)?;
        allows.add(allow, is_own, &source, &catalog)?;
    }
    settings.allows = allows.finish();
    Ok(Config {
        settings,
        catalog,
        lang,
    })
}

/// The language that the lint.toml with the content `text` names, even if it has mistakes elsewhere.
pub fn lang_of(text: &str) -> Option<Lang> {
    #[derive(Deserialize)]
    struct Only {
        lang: Option<Lang>,
    }
    toml::from_str::<Only>(text).ok()?.lang
}

impl File {
    /// Puts what it says over what `settings` say already; its exceptions come back.
    fn add_to(
        mut self,
        settings: &mut Settings,
        source: &TomlFile<'_>,
        folder: Folder<'_>,
        catalog: &Catalog,
    ) -> Result<Vec<Spanned<AllowTable>>, Error> {
        lists::read(&mut self.lints, folder, source, catalog)?;
        for table in &mut self.overrides {
            lists::read(&mut table.lints, folder, source, catalog)?;
        }
        settings.fail_on = self.fail_on.unwrap_or(settings.fail_on);
        let exclude = self.files.exclude.into_iter();
        settings.exclude.extend(exclude.map(Spanned::into_inner));
        let records = RecordSettings {
            text_fields: match self.records.text_field {
                None => Vec::new(),
                Some(Names::One(name)) => vec![name],
                Some(Names::Several(names)) => names,
            },
            id_field: self.records.id_field,
            title_field: self.records.title_field,
            date_field: self.records.date_field,
            text_format: self.records.text_format,
            at: self.records.at,
        };
        settings.records = records.or(std::mem::take(&mut settings.records));
        if let Some(file) = &self.baseline {
            let path = folder.allows(file.get_ref());
            let path = path.map_err(|error| source.error(file.span(), error))?;
            settings.baseline = Some(path);
        }
        let rules = source.rules(self.lints, catalog)?;
        settings.rules.put_over(&rules);
        let rules = &mut settings.rules;
        rules.script = self.script.unwrap_or(rules.script);
        rules.region = self.region.unwrap_or(rules.region);
        for table in self.overrides {
            let files = source.globs(&table.files)?;
            let rules = source.rules(table.lints, catalog)?;
            settings.overrides.push(Override {
                files,
                rules,
                script: table.script,
                region: table.region,
            });
        }
        Ok(self.allow)
    }

    /// Notes which values it sets.
    fn tell_origins(&self, origins: &mut Origins<'_>, catalog: &Catalog) {
        let set = [
            ("fail-on", self.fail_on.is_some()),
            ("script", self.script.is_some()),
            ("region", self.region.is_some()),
            ("baseline", self.baseline.is_some()),
            ("files.exclude", !self.files.exclude.is_empty()),
            ("records.text-field", self.records.text_field.is_some()),
            ("records.id-field", self.records.id_field.is_some()),
            ("records.title-field", self.records.title_field.is_some()),
            ("records.date-field", self.records.date_field.is_some()),
            ("records.text-format", self.records.text_format.is_some()),
            ("records.at", self.records.at.is_some()),
        ];
        for (key, _) in set.into_iter().filter(|(_, is_set)| *is_set) {
            origins.note(key.to_owned());
        }
        let severity = |lint: &str| format!("lints.{lint}.severity");
        for lint in catalog.lints() {
            let category = lint.category().as_str();
            if self.lints.keys().any(|name| name.get_ref() == category) {
                origins.note(severity(&lint.id));
            }
        }
        for (lint, value) in &self.lints {
            let lint = lint.get_ref();
            match value.get_ref() {
                toml::Value::Table(options) => {
                    for option in options.keys() {
                        origins.note(format!("lints.{lint}.{option}"));
                    }
                }
                _ => origins.note(severity(lint)),
            }
        }
    }
}

/// Where values come from, being noted for one file.
struct Origins<'s> {
    list: &'s mut BTreeMap<String, String>,
    name: String,
}

impl Origins<'_> {
    fn note(&mut self, key: String) {
        self.list.insert(key, self.name.clone());
    }
}

/// Reads what a [`TomlFile`] with settings says.
impl TomlFile<'_> {
    pub(super) fn globs(&self, globs: &[Spanned<String>]) -> Result<GlobSet, Error> {
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            let parsed = Glob::new(glob.get_ref()).map_err(|error| {
                let error = Error::new("no-glob").with("detail", error.kind());
                self.error(glob.span(), error)
            })?;
            set.add(parsed);
        }
        set.build().map_err(|error| Error::about(&self.name, error))
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
            if category(key.get_ref()).is_some() {
                continue;
            }
            let lint = catalog.get(key.get_ref());
            let lint = lint.ok_or_else(|| self.unknown_lint(&key, catalog))?;
            self.lint_entry(lint, value, &mut rules)?;
        }
        Ok(rules)
    }

    /// What is said of one lint: its level, or a table with a level and options.
    fn lint_entry(
        &self,
        lint: &Lint,
        value: Spanned<toml::Value>,
        rules: &mut Rules,
    ) -> Result<(), Error> {
        let at = value.span();
        let id = lint.id.to_string();
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
                        let error = Error::new("severity-is-a-word");
                        return Err(self.error(at, error.with("known", levels())));
                    }
                    None => {}
                }
                self.known_options(lint, &table, &at)?;
                rules.options.insert(id, table);
            }
            _ => {
                let error = Error::new("level-or-table");
                return Err(self.error(at, error.with("known", levels())));
            }
        }
        Ok(())
    }

    /// The lint has every option of the `table` that stands at `at`.
    fn known_options(
        &self,
        lint: &Lint,
        table: &toml::Table,
        at: &Range<usize>,
    ) -> Result<(), Error> {
        let options = &lint.file.options;
        let Some(name) = table.keys().find(|name| !options.contains_key(*name)) else {
            return Ok(());
        };
        let known = options.keys().map(String::as_str).chain(["severity"]);
        let error = Error::new("unknown-option").with("lint", &lint.id);
        let error = error.with("name", name);
        let error = error.with_near(nearest(name, known), "unknown-option");
        Err(self.error(self.word_in(name, at), error))
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
            let error = Error::new("category-takes-level").with("name", category.as_str());
            return Err(self.error(value.span(), error));
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
            let error = Error::new("unknown-level").with("name", word);
            let mut error = error.with("known", levels());
            if let Some(near) = nearest(word, Level::WORDS) {
                error = error.with("near", near).with_help("near-level");
            }
            self.error(self.word_in(word, &at), error)
        })
    }

    pub(super) fn unknown_lint(&self, name: &Spanned<String>, catalog: &Catalog) -> Error {
        let near = nearest(name.get_ref(), catalog.names());
        let error = Error::new("unknown-lint").with("name", name.get_ref());
        self.error(name.span(), error.with_near(near, "list"))
    }

    /// The place of `word` inside `at`, or `at` itself.
    fn word_in(&self, word: &str, at: &Range<usize>) -> Range<usize> {
        let found = self.text.get(at.clone()).and_then(|text| text.find(word));
        found.map_or(at.clone(), |offset| {
            at.start + offset..at.start + offset + word.len()
        })
    }
}

/// The words for levels, listed.
fn levels() -> String {
    Level::WORDS.join(", ")
}

/// The category of this name.
pub(super) fn category(name: &str) -> Option<Category> {
    let mut all = Category::ALL.into_iter();
    all.find(|category| category.as_str() == name)
}
