//! `test`: the examples of the lints, executed.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use miette::miette;

use super::{CLEAN, Done, FOUND, load};
use crate::catalog::nearest;
use crate::cli::CommonArgs;
use crate::engine::selftest;

/// Runs the examples of the lint, lint file or folder `which`, or of all lints.
pub(super) fn run(which: Option<&str>, common: &CommonArgs, out: &mut dyn Write) -> Done {
    let mut catalog = load(common)?.catalog;
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
        let advice = near.map_or("`newslint list` prints all".to_owned(), |near| {
            format!("did you mean `{near}`?")
        });
        return Err(miette!(
            help = advice,
            "there is no lint, lint file or folder with lints `{which}`"
        )
        .into());
    }
    let catalog = Arc::new(catalog);
    let (mut examples, mut failed) = (0, 0);
    for lint in wanted.iter().filter_map(|id| catalog.get(id)) {
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
    let of = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    let [lints, examples, failures] = [
        (wanted.len(), "lint"),
        (examples, "example"),
        (failed, "failure"),
    ]
    .map(|(count, one)| of(count, one));
    writeln!(out, "{lints}, {examples}, {failures}")?;
    Ok(if failed == 0 { CLEAN } else { FOUND })
}
