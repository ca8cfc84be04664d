//! The settings of a run as plain values.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::GlobSet;

use crate::Error;
use crate::catalog::file::Level;
use crate::catalog::{Catalog, Lint, nearest};
use crate::document::Format;
use crate::evidence::script::Declared;
use crate::finding::{Finding, Severity};
use crate::input::{EncodingChoice, FieldNames, FormatChoice, ReadOptions};
use crate::language::convert::{Region, Script};
use crate::suppress::Allows;

/// From which severity on a run fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Errors.
    #[default]
    Error,
    /// Warnings and errors.
    Warning,
    /// Anything.
    Info,
    /// Nothing.
    Never,
}

impl FailOn {
    /// Does a finding of `severity` fail the run?
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Info => true,
            Self::Never => false,
        }
    }
}

/// The script that articles are to be in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
pub enum ScriptChoice {
    /// Each article's own.
    #[default]
    Auto,
    /// Simplified.
    Hans,
    /// Traditional.
    Hant,
    /// Mixtures are wanted: script lints stay silent.
    MixedOk,
}

/// The region whose forms articles are to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
pub enum RegionChoice {
    /// Each article's own.
    #[default]
    Auto,
    /// Mainland China.
    Cn,
    /// Hong Kong.
    Hk,
    /// Taiwan.
    Tw,
}

/// What is said of records; what is empty was not said.
#[derive(Clone, Debug, Default)]
pub struct RecordSettings {
    /// The fields with the text.
    pub text_fields: Vec<String>,
    /// The field with the id.
    pub id_field: Option<String>,
    /// The field with the title.
    pub title_field: Option<String>,
    /// The field with the day on which it was published.
    pub date_field: Option<String>,
    /// How the text is written.
    pub text_format: Option<Format>,
    /// Where the list of records is.
    pub at: Option<String>,
}

impl RecordSettings {
    /// `self`, and what `other` says where it says nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let is_said = !self.text_fields.is_empty();
        Self {
            text_fields: if is_said {
                self.text_fields
            } else {
                other.text_fields
            },
            id_field: self.id_field.or(other.id_field),
            title_field: self.title_field.or(other.title_field),
            date_field: self.date_field.or(other.date_field),
            text_format: self.text_format.or(other.text_format),
            at: self.at.or(other.at),
        }
    }

    /// How files are read that are in `encoding` and of `format`.
    pub fn reading(self, encoding: EncodingChoice, format: FormatChoice) -> ReadOptions {
        let defaults = FieldNames::default();
        ReadOptions {
            encoding,
            format,
            fields: FieldNames {
                text: self.text_fields,
                title: self.title_field,
                date: self.date_field,
                id: self.id_field.unwrap_or(defaults.id),
                ..defaults
            },
            text_format: self.text_format.unwrap_or(Format::Text),
            records_at: self.at,
        }
    }
}

/// Which lints run, at which level, with which options.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Levels by lint id.
    pub levels: BTreeMap<String, Level>,
    /// Options by lint id.
    pub options: BTreeMap<String, toml::Table>,
    /// Ids and categories that alone run, if there are any.
    pub select: Vec<String>,
    /// Ids and categories that do not run.
    pub ignore: Vec<String>,
    /// The script wanted.
    pub script: ScriptChoice,
    /// The region wanted.
    pub region: RegionChoice,
}

impl Rules {
    /// Runs only the lints and categories of `select`, if there are any, and none of `ignore`. A name that nothing in
    /// `catalog` has is an error.
    pub fn choose(
        &mut self,
        select: &[String],
        ignore: &[String],
        catalog: &Catalog,
    ) -> Result<(), Error> {
        for name in select.iter().chain(ignore) {
            if !catalog.names().any(|known| known == name) {
                let error = Error::new("unknown-lint-or-category").with("name", name);
                return Err(error.with_near(nearest(name, catalog.names()), "list"));
            }
        }
        self.select = select.to_vec();
        self.ignore = ignore.to_vec();
        Ok(())
    }

    /// The level at which `lint` runs; `None` if it does not. A lint that is off by default and selected by its id
    /// runs as a warning.
    pub fn level(&self, lint: &Lint) -> Option<Severity> {
        let named = |names: &[String]| {
            names
                .iter()
                .any(|name| **name == *lint.id || name == lint.category().as_str())
        };
        if named(&self.ignore) || (!self.select.is_empty() && !named(&self.select)) {
            return None;
        }
        let level = self
            .levels
            .get(&*lint.id)
            .map_or(lint.severity(), |level| (*level).into());
        level.or_else(|| {
            self.select
                .iter()
                .any(|name| **name == *lint.id)
                .then_some(Severity::Warning)
        })
    }

    /// What is declared of script and region; `None` where mixtures are wanted.
    pub fn declared(&self) -> Option<Declared> {
        let script = match self.script {
            ScriptChoice::MixedOk => return None,
            ScriptChoice::Auto => None,
            ScriptChoice::Hans => Some(Script::Simplified),
            ScriptChoice::Hant => Some(Script::Traditional),
        };
        let region = match self.region {
            RegionChoice::Auto => None,
            RegionChoice::Cn => Some(Region::China),
            RegionChoice::Hk => Some(Region::HongKong),
            RegionChoice::Tw => Some(Region::Taiwan),
        };
        Some(Declared { script, region })
    }

    /// The options given for the lint `id`.
    pub fn options(&self, id: &str) -> toml::Table {
        self.options.get(id).cloned().unwrap_or_default()
    }

    /// Puts the levels and options of `other` over its own.
    pub fn put_over(&mut self, other: &Self) {
        self.levels.extend(other.levels.clone());
        for (id, options) in &other.options {
            self.options
                .entry(id.clone())
                .or_default()
                .extend(options.clone());
        }
    }

    fn overlay(&mut self, other: &Override) {
        self.put_over(&other.rules);
        if let Some(script) = other.script {
            self.script = script;
        }
        if let Some(region) = other.region {
            self.region = region;
        }
    }
}

/// Rules for some files.
#[derive(Clone, Debug)]
pub struct Override {
    /// Which files.
    pub files: GlobSet,
    /// What is different for them: levels and options.
    pub rules: Rules,
    /// The script wanted there.
    pub script: Option<ScriptChoice>,
    /// The region wanted there.
    pub region: Option<RegionChoice>,
}

/// The settings of a run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// From which severity on the run fails.
    pub fail_on: FailOn,
    /// The rules for every file.
    pub rules: Rules,
    /// Rules for some files, later ones over earlier ones.
    pub overrides: Vec<Override>,
    /// Exceptions.
    pub allows: Allows,
    /// Which file set a value, by its key; defaults are not there.
    pub origins: BTreeMap<String, String>,
    /// Globs of files to leave out, relative to `root`.
    pub exclude: Vec<String>,
    /// Folders with lints of one's own.
    pub extend: Vec<PathBuf>,
    /// The file of known defects, if lint.toml names one.
    pub baseline: Option<PathBuf>,
    /// How records are read.
    pub records: RecordSettings,
    /// Where lint.toml lies: its globs are relative to that folder. Empty without a file.
    pub root: PathBuf,
    /// Does the run read all that lint.toml is about? Only then it is known which exceptions are of no use.
    pub is_whole: bool,
    /// The folder in which newslint was started, for paths relative to it.
    pub working_folder: PathBuf,
}

impl Settings {
    /// Indices of the overrides that hold for `path`.
    pub fn overrides_for(&self, path: &str) -> Vec<usize> {
        if self.overrides.is_empty() {
            return Vec::new();
        }
        let path = self.relative(path);
        (0..self.overrides.len())
            .filter(|index| self.overrides[*index].files.is_match(&path))
            .collect()
    }

    /// The rules with the overrides of these indices.
    pub fn rules_of(&self, overrides: &[usize]) -> Rules {
        let mut rules = self.rules.clone();
        for index in overrides {
            rules.overlay(&self.overrides[*index]);
        }
        rules
    }

    /// The rules for `path`.
    pub fn rules_for(&self, path: &str) -> Rules {
        self.rules_of(&self.overrides_for(path))
    }

    /// Marks `finding` if an exception covers it.
    pub fn suppress(&self, finding: &mut Finding) {
        if !self.allows.list.is_empty() {
            let path = self.relative(&finding.location.path);
            self.allows.mark(finding, &path);
        }
    }

    /// `path` as the globs of lint.toml see it: relative to that file's folder.
    pub fn relative(&self, path: &str) -> PathBuf {
        if self.root.as_os_str().is_empty() {
            return PathBuf::from(path);
        }
        let absolute = self.working_folder.join(path);
        absolute
            .strip_prefix(&self.root)
            .map_or_else(|_| PathBuf::from(path), Path::to_path_buf)
    }
}
