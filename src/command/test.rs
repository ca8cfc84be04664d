//! `test`: the examples of the lints, executed.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::{CLEAN, ExitResult, FOUND, load};
use crate::Error;
use crate::catalog::{Lang, nearest};
use crate::cli::CommonArgs;
use crate::engine::selftest;
use crate::report::words;

/// Runs the examples of the lint, lint file or folder `which`, or of all lints.
pub(super) fn run(which: Option<&str>, common: &CommonArgs, out: &mut dyn Write) -> ExitResult {
    let loaded = load(common)?;
    let lang = loaded.lang_for_people();
    let mut catalog = loaded.catalog;
    let wanted: Vec<Arc<str>> = match which {
        Some(path) if Path::new(path).exists() => {
            catalog.extend(Path::new(path), common.trust_config)?
        }
        Some(id) => catalog
            .get(id)
            .map(|lint| lint.id.clone())
            .into_iter()
            .collect(),
        None => catalog.lints().iter().map(|lint| lint.id.clone()).collect(),
    };
    if let (Some(which), true) = (which, wanted.is_empty()) {
        let near = nearest(which, catalog.lints().iter().map(|lint| &*lint.id));
        let error = Error::new("unknown-lint-or-path").with("name", which);
        return Err(error.with_near(near, "list").into());
    }
    let catalog = Arc::new(catalog);
    let (mut examples, mut failed) = (0, 0);
    for lint in wanted.iter().filter_map(|id| catalog.get(id)) {
        examples += lint.examples().bad.len() + lint.examples().good.len();
        for failure in selftest::run(&catalog, lint) {
            failed += 1;
            writeln!(
                out,
                "{}: {}: {:?}: {}",
                lint.id, failure.example, failure.kind, failure.detail
            )?;
        }
    }
    let lints = wanted.len();
    match lang {
        Lang::En => {
            let [lints, examples, failures] =
                [(lints, "lint"), (examples, "example"), (failed, "failure")]
                    .map(|(count, one)| words::plural(count, one));
            writeln!(out, "{lints}, {examples}, {failures}")?;
        }
        Lang::Hant => writeln!(out, "{lints} 條規則、{examples} 個例子，{failed} 處不符")?,
        Lang::Hans => writeln!(out, "{lints} 条规则、{examples} 个例子，{failed} 处不符")?,
    }
    Ok(if failed == 0 { CLEAN } else { FOUND })
}
