//! The papers keep up with the program: the table of lints, the commands and the places that they name.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PAPERS: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "lints/README.md",
    "CHANGELOG.md",
    "docs/formats.md",
    "docs/hooks.md",
    "docs/install.md",
    "docs/suppression.md",
    "docs/adopting.md",
    "docs/configuration.md",
    "docs/records.md",
    "docs/index.md",
    "docs/profile.md",
];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

/// The lints, from their files: category, id, and the row of the table.
fn lints() -> Vec<(String, String, String)> {
    let mut lints: Vec<_> = fs::read_dir(Path::new(ROOT).join("lints"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .map(|path| {
            let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let file: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
            let word = |key: &str| file[key].as_str().unwrap().to_owned();
            let (level, category) = (word("severity"), word("category"));
            let fix = match word("fix").as_str() {
                "none" => String::new(),
                fix => fix.to_owned(),
            };
            let finds = file["summary"]["en"].as_str().unwrap();
            let row = format!("| `{id}` | {category} | {level} | {fix} | {finds} |");
            (category, id, row)
        })
        .collect();
    lints.sort();
    lints
}

/// `UPDATE=1 cargo test --test papers` writes the table anew.
#[test]
fn the_readme_has_all_lints() {
    let mut table =
        String::from("| lint | category | level | fix | finds |\n|---|---|---|---|---|\n");
    for (_, _, row) in lints() {
        let _ = writeln!(table, "{row}");
    }
    let readme = read("README.md");
    let (begin, end) = ("<!-- lints -->\n", "<!-- /lints -->");
    let (head, rest) = readme
        .split_once(begin)
        .expect("a mark where the table begins");
    let (old, tail) = rest.split_once(end).expect("a mark where the table ends");
    if env::var_os("UPDATE").is_some() {
        let new = format!("{head}{begin}{table}{end}{tail}");
        fs::write(Path::new(ROOT).join("README.md"), new).unwrap();
    } else {
        assert!(
            old == table,
            "the table of lints in README.md is stale: UPDATE=1 cargo test --test papers"
        );
    }
}

/// The code of a paper: blocks of shell commands, line by line, and what stands between backticks.
fn code(paper: &str) -> (Vec<String>, Vec<String>) {
    let (mut commands, mut spans) = (Vec::new(), Vec::new());
    let mut fence: Option<bool> = None;
    let mut prose = String::new();
    for line in paper.lines() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            fence = match fence {
                None => Some(language == "sh"),
                Some(_) => None,
            };
        } else if fence == Some(true) {
            let command = line.split('#').next().unwrap().trim();
            commands.extend((!command.is_empty()).then(|| command.to_owned()));
        } else if fence.is_none() {
            prose.push_str(line);
            prose.push(' ');
        }
    }
    spans.extend(prose.split('`').skip(1).step_by(2).map(str::to_owned));
    (commands, spans)
}

#[test]
fn places_that_papers_name_exist() {
    let folders = ["src/", "lints/", "tests/", "examples/", "benches/", ".ci/"];
    let mut missing = Vec::new();
    for paper in PAPERS {
        let text = read(paper);
        let (_, spans) = code(&text);
        let named = spans
            .iter()
            .flat_map(|span| span.split_whitespace())
            .filter(|word| folders.iter().any(|folder| word.starts_with(folder)))
            .map(|word| Path::new(ROOT).join(word));
        let here = Path::new(paper).parent().unwrap();
        let linked = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'))
            .map(|(link, _)| link)
            .filter(|link| !link.contains("://") && !link.starts_with('#'))
            .map(|link| Path::new(ROOT).join(here).join(link));
        let gone =
            |path: &PathBuf| !path.to_string_lossy().contains(['<', '*', '{']) && !path.exists();
        missing.extend(named.chain(linked).filter(gone));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Runs what the README tells readers to type, in a folder with the files that it speaks of.
#[test]
fn the_commands_of_the_readme_run() {
    let folder = env::temp_dir().join(format!("newslint-papers-{}", std::process::id()));
    fs::create_dir_all(folder.join("news")).unwrap();
    for file in ["article.md", "news/article.md"] {
        fs::write(
            folder.join(file),
            "市民昨日到圖書館借書，館方說明天照常開放。\n",
        )
        .unwrap();
    }
    let (commands, _) = code(&read("README.md"));
    let mut run = 0;
    for command in &commands {
        let mut words = command.split_whitespace();
        if words.next() != Some("newslint") {
            continue;
        }
        let output = Command::new(env!("CARGO_BIN_EXE_newslint"))
            .args(words)
            .current_dir(&folder)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() < Some(2), "{command}: {told}");
        run += 1;
    }
    fs::remove_dir_all(folder).unwrap();
    assert!(run >= 6, "README.md tells {run} commands");
}

/// The report that the README shows is what the program prints.
#[test]
fn the_report_in_the_readme_is_real() {
    let readme = read("README.md");
    let (_, rest) = readme.split_once("```text\n").unwrap();
    let (shown, _) = rest.split_once("```").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_newslint"))
        .args(["--isolated", "--lang", "en", "--color", "never"])
        .args(["--select", "split-sentence", "examples/articles/漁火節.md"])
        .current_dir(ROOT)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(
        printed.starts_with(shown),
        "README.md shows another report:\n{printed}"
    );
}

/// What `cargo` is told to run by a paper is there.
#[test]
fn the_targets_of_cargo_commands_exist() {
    for paper in PAPERS {
        let (commands, spans) = code(&read(paper));
        for command in commands.iter().chain(&spans) {
            let Some((_, rest)) = command.split_once("cargo ") else {
                continue;
            };
            let words: Vec<&str> = rest.split_whitespace().collect();
            for pair in words.windows(2) {
                let place = match pair {
                    ["--test", name] => format!("tests/{name}.rs"),
                    ["--example", name] => format!("examples/{name}"),
                    ["--bench", name] => format!("benches/{name}.rs"),
                    _ => continue,
                };
                let place = Path::new(ROOT).join(place);
                let found = place.exists() || place.with_extension("rs").exists();
                assert!(found, "{paper}: {command}");
            }
        }
    }
}
