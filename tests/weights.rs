//! What each weight of breaks and of mojibake decides: cases near the margin, each with its verdict, and the moves of a
//! weight that would turn it.
//!
//! `weights/*.toml` hold the cases. `holds` names a weight and how it is moved: set to nothing, halved, doubled, turned
//! about. A weight that may be moved so and no case notices stands in `free`, which is checked, too. Whoever changes a
//! weight reads what the cases say then, and decides whether it is better.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::collections::BTreeSet;
use std::path::Path;

use newslint::document::{Document, Format};
use newslint::evidence::breaks::weights::Weights;
use newslint::evidence::breaks::{Break, Breaks};
use newslint::language::mojibake::{self, Cause};
use serde::Deserialize;

const MOVES: [(&str, f32); 4] = [
    ("zeroed", 0.0),
    ("halved", 0.5),
    ("doubled", 2.0),
    ("turned", -1.0),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    free: Vec<String>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    found: Vec<String>,
    holds: Vec<String>,
}

fn read(name: &str) -> Cases {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/weights");
    toml::from_str(&std::fs::read_to_string(path.join(name)).unwrap()).unwrap()
}

/// Checks the cases of the file `name`: `judge` says what is found in a text where the weight of that name is multiplied.
fn check(name: &str, weights: &[String], judge: impl Fn(&str, Option<(&str, f32)>) -> Vec<String>) {
    let cases = read(name);
    let mut wrong = Vec::new();
    let mut held: BTreeSet<String> = cases.free.iter().cloned().collect();
    assert_eq!(held.len(), cases.free.len(), "free names a move twice");
    for case in &cases.case {
        let found = judge(&case.text, None);
        if found != case.found {
            wrong.push(format!(
                "{}\nexpected {:?}\nfound    {found:?}",
                case.text, case.found
            ));
            continue;
        }
        for hold in &case.holds {
            let (weight, name) = hold.split_once(' ').unwrap();
            let (_, factor) = MOVES.iter().find(|(of, _)| *of == name).unwrap();
            if judge(&case.text, Some((weight, *factor))) == case.found {
                wrong.push(format!("{}\ndoes not hold {hold}", case.text));
            }
            if !held.insert(hold.clone()) {
                wrong.push(format!("{hold} is held twice, or free"));
            }
        }
    }
    let every = weights
        .iter()
        .flat_map(|weight| MOVES.map(|(name, _)| format!("{weight} {name}")));
    let every: BTreeSet<String> = every.collect();
    wrong.extend(every.symmetric_difference(&held).map(|other| {
        format!("{other}: no case holds it, and it is not free either, or there is no such weight")
    }));
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn breaks() {
    let signs: Vec<_> = Weights::signs()
        .map(|sign| (format!("{sign:?}"), sign))
        .collect();
    let limits: Vec<_> = Weights::limits()
        .map(|limit| (format!("{limit:?}"), limit))
        .collect();
    let names = signs.iter().map(|(name, _)| name);
    let names: Vec<String> = names
        .chain(limits.iter().map(|(name, _)| name))
        .cloned()
        .collect();
    check("breaks.toml", &names, |text, moved| {
        let mut weights = Weights::fitted();
        if let Some((name, factor)) = moved {
            let sign = signs.iter().find(|(of, _)| of == name);
            let limit = limits.iter().find(|(of, _)| of == name);
            weights = match (sign, limit) {
                (Some((_, sign)), _) => {
                    let weight = weights.of(*sign) * factor;
                    weights.with(*sign, weight)
                }
                (_, Some((_, limit))) => {
                    let value = weights.limit(*limit) * factor;
                    weights.with_limit(*limit, value)
                }
                _ => panic!("no weight is named {name}"),
            };
        }
        let document = Document::parse(text.trim(), Format::Markdown);
        let breaks = Breaks::weighed(&document, &weights);
        breaks
            .list
            .iter()
            .map(|found| shown(&document, found))
            .collect()
    });
}

/// A break in words: what kind, the end and the beginning of it.
fn shown(document: &Document<'_>, found: &Break) -> String {
    match found {
        Break::Split(split) => {
            let (left, right) = (document.slice(split.left), document.slice(split.right));
            format!("split {left}|{right}")
        }
        Break::Spliced(spliced) => {
            let head = spliced.head.map_or("", |(head, _)| document.slice(head));
            format!("spliced {head}|{}", document.slice(spliced.span))
        }
        Break::Truncated(truncated) => {
            let rest = truncated.candidate.map_or("", |rest| document.slice(rest));
            format!("truncated {}|{rest}", document.slice(truncated.end))
        }
        Break::Orphan(orphan) => format!("orphan {}", document.slice(orphan.start)),
        Break::Columns(columns) => format!("columns {}", document.slice(columns.first)),
    }
}

#[test]
fn mojibake() {
    let in_use = mojibake::weights::Weights::fitted();
    let names = in_use
        .clone()
        .each()
        .map(|(name, _)| name.to_owned())
        .to_vec();
    check("mojibake.toml", &names, |text, moved| {
        let mut weights = in_use.clone();
        if let Some((name, factor)) = moved {
            let mut each = weights.each();
            let (_, weight) = each.iter_mut().find(|(of, _)| *of == name).unwrap();
            **weight *= factor;
        }
        let found = mojibake::find_weighed(text, &weights).into_iter();
        found
            .map(|damage| {
                let at = damage.span.of(text);
                match damage.cause {
                    Cause::Misread {
                        repaired, whole, ..
                    } if whole => format!("{at} is {repaired}"),
                    Cause::Misread { repaired, .. } => format!("{at} was {repaired}"),
                    Cause::Shifted { repaired } => format!("{at} is off {repaired}"),
                    Cause::Lost => format!("{at} is lost"),
                    Cause::Unknown => format!("{at} is unknown"),
                }
            })
            .collect()
    });
}
