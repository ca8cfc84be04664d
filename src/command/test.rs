//! `test`: the examples of the lints, executed.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use miette::miette;

use super::{CLEAN, Done, FOUND, load};
use crate::cli::CommonArgs;
use crate::engine::selftest;

/// Runs the examples of the lint or folder `which`, or of all lints.
pub(super) fn run(which: Option<&str>, common: &CommonArgs, out: &mut dyn Write) -> Done {
    let (_, mut catalog, _) = load(common)?;
    let folder = which.map(Path::new).filter(|path| path.is_dir());
    let known: Vec<String> = catalog
        .lints()
        .iter()
        .map(|lint| lint.id.to_string())
        .collect();
    if let Some(folder) = folder {
        catalog.extend(folder)?;
    }
    let catalog = Arc::new(catalog);
    let wanted = |id: &str| match (folder, which) {
        (Some(_), _) => !known.iter().any(|other| other == id),
        (None, Some(name)) => name == id,
        (None, None) => true,
    };
    let (mut lints, mut examples, mut failed) = (0, 0, 0);
    for lint in catalog.lints().iter().filter(|lint| wanted(&lint.id)) {
        lints += 1;
        examples += lint.file.bad.len() + lint.file.good.len();
        for failure in selftest::run(&catalog, lint) {
            failed += 1;
            writeln!(
                out,
                "{}: {}: {:?}: {}",
                lint.id, failure.example, failure.kind, failure.detail
            )?;
        }
    }
    if lints == 0 {
        return Err(miette!("there is no lint or folder `{}`", which.unwrap_or_default()).into());
    }
    writeln!(out, "{lints} lints, {examples} examples, {failed} failures")?;
    Ok(if failed == 0 { CLEAN } else { FOUND })
}
