//! `list` and `config show`.

use std::io::Write;

use super::{CLEAN, ExitResult, Loaded, load};
use crate::catalog::{Lang, Lint};
use crate::cli::CommonArgs;
use crate::config::{self, Settings};
use crate::finding::{Category, Severity};
use crate::lint::Options;
use crate::report::visible;
use crate::report::words::{self, in_language};

/// Writes every lint with its level and what it finds, by category.
pub(super) fn run(common: &CommonArgs, out: &mut dyn Write) -> ExitResult {
    let loaded = load(common)?;
    let lang = loaded.lang_for_people();
    let Loaded {
        settings, catalog, ..
    } = loaded;
    let width = catalog
        .lints()
        .iter()
        .map(|lint| lint.id.len())
        .max()
        .unwrap_or(0);
    for category in Category::ALL {
        let lints: Vec<_> = catalog
            .lints()
            .iter()
            .filter(|lint| lint.category() == category)
            .collect();
        if lints.is_empty() {
            continue;
        }
        match lang {
            Lang::En => writeln!(out, "{}", category.as_str())?,
            _ => writeln!(
                out,
                "{} {}",
                category.as_str(),
                words::category(category, lang)
            )?,
        }
        for lint in lints {
            let level = words::severity(settings.rules.level(lint), lang);
            let columns = if lang == Lang::En { 7 } else { 2 };
            let summary = lint.file.summary.get(lang);
            writeln!(out, "  {:width$}  {level:<columns$}  {summary}", lint.id)?;
        }
    }
    Ok(CLEAN)
}

/// Writes the settings in force.
pub(super) fn show_config(common: &CommonArgs, out: &mut dyn Write) -> ExitResult {
    let loaded = load(common)?;
    let lang = loaded.lang_for_people();
    let say = |texts| in_language(lang, texts);
    let Loaded {
        settings,
        catalog,
        file,
        ..
    } = loaded;
    let origin = match file {
        Some(file) => format!("{} {}", say(["from", "來自", "来自"]), file.display()),
        None => say([
            "no lint.toml: the defaults",
            "沒有 lint.toml，用預設值",
            "没有 lint.toml，用默认值",
        ])
        .to_owned(),
    };
    writeln!(out, "# {origin}")?;
    let from = |key: &str| {
        let origin = settings.origins.get(key);
        origin.map_or_else(String::new, |origin| format!("  # {}", visible(origin)))
    };
    let fail_on = format!("{:?}", settings.fail_on).to_lowercase();
    let (script, region) = (&settings.rules.script, &settings.rules.region);
    writeln!(out, "fail-on = \"{fail_on}\"{}", from("fail-on"))?;
    writeln!(out, "script = \"{}\"{}", word(script), from("script"))?;
    writeln!(out, "region = \"{}\"{}", word(region), from("region"))?;
    let exclude = &settings.exclude;
    writeln!(out, "files.exclude = {exclude:?}{}", from("files.exclude"))?;
    let (overrides, allows) = (settings.overrides.len(), settings.allows.list.len());
    writeln!(
        out,
        "# {overrides} [[override]], {allows} [[allow]]\n\n[lints]"
    )?;
    for lint in catalog.lints() {
        writeln!(out, "{}", shown(lint, &settings))?;
    }
    Ok(CLEAN)
}

/// The line of `config show` about `lint`: level, options, and behind them the files that set what is no default.
fn shown(lint: &Lint, settings: &Settings) -> String {
    let level = settings.rules.level(lint).map_or("off", Severity::as_str);
    let options = Options::new(&lint.file.options, &settings.rules.options(&lint.id));
    let table: Vec<String> = options
        .table()
        .iter()
        .map(|(name, value)| format!(", {name} = {value}"))
        .collect();
    let value = if table.is_empty() {
        format!("\"{level}\"")
    } else {
        format!("{{ severity = \"{level}\"{} }}", table.concat())
    };
    let names = options.table().keys().map(String::as_str);
    let set = ["severity"].into_iter().chain(names).filter_map(|name| {
        let origin = settings.origins.get(&format!("lints.{}.{name}", lint.id))?;
        Some((name, origin.as_str()))
    });
    let set: Vec<(&str, &str)> = set.collect();
    let origin = match &set[..] {
        [] => String::new(),
        [(_, first), rest @ ..] if rest.iter().all(|(_, other)| other == first) => {
            format!("  # {first}")
        }
        several => {
            let several = several
                .iter()
                .map(|(name, origin)| format!("{name}: {origin}"));
            format!("  # {}", several.collect::<Vec<_>>().join(", "))
        }
    };
    format!("{} = {value}{}", lint.id, visible(&origin))
}

/// Writes the JSON Schema of lint.toml.
pub(super) fn schema(common: &CommonArgs, out: &mut dyn Write) -> ExitResult {
    let loaded = load(common)?;
    let schema = config::schema(&loaded.catalog, loaded.lang_for_people());
    writeln!(out, "{schema:#}")?;
    Ok(CLEAN)
}

fn word(choice: &impl clap::ValueEnum) -> String {
    choice
        .to_possible_value()
        .map_or_else(String::new, |value| value.get_name().to_owned())
}
