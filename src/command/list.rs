//! `list` and `config show`.

use std::io::Write;

use super::{CLEAN, ExitResult, Loaded, load};
use crate::catalog::Lang;
use crate::cli::CommonArgs;
use crate::finding::{Category, Severity};
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
    writeln!(
        out,
        "fail-on = \"{}\"",
        format!("{:?}", settings.fail_on).to_lowercase()
    )?;
    writeln!(out, "script = \"{}\"", word(&settings.rules.script))?;
    writeln!(out, "region = \"{}\"", word(&settings.rules.region))?;
    writeln!(out, "files.exclude = {:?}", settings.exclude)?;
    writeln!(
        out,
        "# {} [[override]], {} [[allow]]\n\n[lints]",
        settings.overrides.len(),
        settings.allows.list.len()
    )?;
    for lint in catalog.lints() {
        let level = settings.rules.level(lint).map_or("off", Severity::as_str);
        let options =
            crate::lint::Options::new(&lint.file.options, &settings.rules.options(&lint.id));
        if options.table().is_empty() {
            writeln!(out, "{} = \"{level}\"", lint.id)?;
        } else {
            let table: Vec<String> = options
                .table()
                .iter()
                .map(|(name, value)| format!(", {name} = {value}"))
                .collect();
            writeln!(
                out,
                "{} = {{ severity = \"{level}\"{} }}",
                lint.id,
                table.concat()
            )?;
        }
    }
    Ok(CLEAN)
}

fn word(choice: &impl clap::ValueEnum) -> String {
    choice
        .to_possible_value()
        .map_or_else(String::new, |value| value.get_name().to_owned())
}
