//! No flag of `check` goes untested.

use std::fs;
use std::path::{Path, PathBuf};

use crate::desk::Desk;

#[test]
fn every_flag_of_check_is_in_a_test() {
    let help = Desk::with(&[]).run(&["check", "--help"]).out;
    let flags: Vec<&str> = help
        .split_whitespace()
        .filter(|word| word.starts_with("--") && word.len() > 2)
        .map(|word| word.trim_end_matches(|c: char| !c.is_ascii_lowercase()))
        .filter(|flag| *flag != "--help")
        .collect();
    assert!(flags.len() > 25, "{flags:?}");
    let mut texts = Vec::new();
    read(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"),
        &mut texts,
    );
    for flag in flags {
        // `"--fix"`, `"--fail-on=info"`, `"--jobs", "2"`: a word of its own in the arguments of a test.
        let (alone, with_value) = (format!("\"{flag}\""), format!("\"{flag}="));
        let used = texts
            .iter()
            .any(|text| text.contains(&alone) || text.contains(&with_value));
        assert!(used, "no test uses {flag}");
    }
}

/// The code and the cases below `folder`, without this file.
fn read(folder: &Path, texts: &mut Vec<String>) {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let kind = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            read(&path, texts);
        } else if matches!(kind, Some("rs" | "toml")) && !path.ends_with("run/flags.rs") {
            texts.push(fs::read_to_string(path).unwrap());
        }
    }
}
