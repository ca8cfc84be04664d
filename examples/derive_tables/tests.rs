//! Tables of a few lines, derived from lists of a few lines; and the tables of the repository, where their inputs are.

use super::{derive, pins};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Derives into a folder of its own and returns it.
fn derived(name: &str, data: &Path, dict: &Path) -> PathBuf {
    let out = env::temp_dir().join(format!("newslint-tables-{name}-{}", std::process::id()));
    derive(data, &out, dict).unwrap();
    out
}

/// Are the tables in `folder` those in `out`? `UPDATE=1` writes them anew.
fn compare(out: &Path, folder: &Path, names: &[&str]) {
    for name in names {
        let new = fs::read(out.join(name)).unwrap();
        if env::var_os("UPDATE").is_some() {
            fs::write(folder.join(name), &new).unwrap();
        }
        let old = fs::read(folder.join(name)).unwrap();
        assert!(old == new, "{name} is not what its inputs give");
    }
    fs::remove_dir_all(out).unwrap();
}

#[test]
fn tables_of_a_few_characters() {
    let fixture = Path::new(ROOT).join("examples/derive_tables/fixture");
    let out = derived("fixture", &fixture, &fixture.join("dict.txt"));
    let names = [
        "simplified.txt",
        "traditional.txt",
        "regions.txt",
        "japanese.txt",
        "compatibility.txt",
        "phrases.txt",
        "words.bin",
        "long_words.bin",
        "sounds.txt",
        "shapes.txt",
        "slips.txt",
    ];
    compare(&out, &fixture.join("tables"), &names);
}

/// The real inputs are other people's and not in the repository.
#[test]
#[ignore = "takes half a minute; .ci/run runs it"]
fn tables_of_the_repository() {
    let data = Path::new(ROOT).join("../shared/data/script");
    let cargo = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let sources = cargo.map(|cargo| cargo.join("registry/src"));
    let registries = sources.and_then(|sources| fs::read_dir(sources).ok());
    let dict = registries
        .into_iter()
        .flatten()
        .flatten()
        .find_map(|registry| {
            let dict = registry.path().join("jieba-rs-0.11.0/src/data/dict.txt");
            dict.exists().then_some(dict)
        });
    let Some(dict) = dict.filter(|_| data.exists()) else {
        eprintln!("skipped: the lists that the tables are derived from are not here");
        return;
    };
    pins::check(&data, &dict).unwrap();
    let out = derived("all", &data, &dict);
    let names = fs::read_dir(&out).unwrap().flatten();
    let names: Vec<String> = names
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    compare(&out, &Path::new(ROOT).join("src/language/tables"), &names);
}
