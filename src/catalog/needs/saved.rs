//! What the patterns of the built-in lints need, worked out beforehand: to read all expressions would be what a program
//! that lints one article spends most of its time on.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use super::{Need, Needs, Ranges};
use crate::finding;

/// The needs of patterns as they are kept in a file.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Saved {
    all: Vec<Arc<Need>>,
    /// By the hash of the expression: one that has changed since is not among them. Branches name needs by number.
    patterns: BTreeMap<u64, (Vec<Vec<u16>>, Option<Ranges>)>,
}

static SAVED: LazyLock<Saved> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!("needs.bin")).unwrap_or_default());

/// The needs of `regex`, if they are kept.
pub(super) fn get(regex: &str) -> Option<Needs> {
    SAVED.get(regex)
}

impl Saved {
    fn get(&self, regex: &str) -> Option<Needs> {
        let (branches, start) = self.patterns.get(&key(regex))?;
        let need = |number: &u16| self.all.get(usize::from(*number)).cloned();
        let needs = |numbers: &Vec<u16>| numbers.iter().map(need).collect();
        Some(Needs {
            branches: branches.iter().map(needs).collect::<Option<_>>()?,
            start: start.clone(),
        })
    }
}

fn key(regex: &str) -> u64 {
    finding::hash(regex.bytes())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalog::{BUILTIN, Lint, Pattern, builtin_file};

    /// `UPDATE=1 cargo test saved_needs` writes them anew.
    #[test]
    fn saved_needs_are_those_of_the_patterns() {
        let lints = BUILTIN
            .iter()
            .map(|(id, text)| Lint::parse(id, &builtin_file(id, text)));
        let patterns: Vec<Pattern> = lints.flat_map(|lint| lint.unwrap().patterns).collect();
        let of_all = patterns.iter().map(|pattern| {
            let regex = pattern.expression();
            (key(regex), Needs::worked_out(regex))
        });
        let of_all: BTreeMap<u64, Needs> = of_all.collect();
        let all = of_all
            .values()
            .flat_map(|needs| needs.branches.iter().flatten());
        let all: Vec<Arc<Need>> = all.collect::<BTreeSet<_>>().into_iter().cloned().collect();
        let number = |need: &Arc<Need>| u16::try_from(all.binary_search(need).unwrap()).unwrap();
        let numbered = |needs: Needs| {
            let numbers = |needs: &Vec<Arc<Need>>| needs.iter().map(number).collect();
            (needs.branches.iter().map(numbers).collect(), needs.start)
        };
        let patterns = of_all
            .into_iter()
            .map(|(key, needs)| (key, numbered(needs)))
            .collect();
        let now = Saved {
            all: all.clone(),
            patterns,
        };
        if std::env::var_os("UPDATE").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalog/needs/needs.bin");
            std::fs::write(path, postcard::to_allocvec(&now).unwrap()).unwrap();
        } else {
            assert!(
                *SAVED == now,
                "needs.bin is stale: UPDATE=1 cargo test saved_needs"
            );
        }
    }
}
