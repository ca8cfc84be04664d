//! A lint.toml that came with the articles is read as such: it leads nowhere, shows nothing else, and takes no more than
//! its share.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A folder `repo` with an article and this lint.toml, beside a folder `home` with a secret.
fn folders(config: &str) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for folder in ["repo", "home"] {
        fs::create_dir(root.path().join(folder)).unwrap();
    }
    let write = |path: &str, text: &str| fs::write(root.path().join(path), text).unwrap();
    write("home/credentials.toml", "[registry]\ntoken = \"SECRET\"\n");
    write("repo/a.md", "渡輪今早復航。\n");
    write("repo/lint.toml", config);
    root
}

fn newslint(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newslint"))
        .args(args)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr]
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .concat()
}

#[test]
fn folders_of_lints_outside_are_refused_unless_trusted() {
    let root = folders("extend = [\"../home\"]\n");
    let repo = root.path().join("repo");
    let refused = newslint(&repo, &["a.md"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("lies outside the folder of this file"));
    assert!(!said(&refused).contains("SECRET"));
    let trusted = newslint(&repo, &["a.md", "--trust-config"]);
    assert!(said(&trusted).contains("`registry` is not known here"));
}

#[cfg(unix)]
#[test]
fn errors_do_not_show_what_links_lead_to() {
    use std::os::unix::fs::symlink;

    let root = folders("");
    let repo = root.path().join("repo");
    let secret = root.path().join("home/credentials.toml");
    fs::remove_file(repo.join("lint.toml")).unwrap();
    symlink(&secret, repo.join("lint.toml")).unwrap();
    let linked = newslint(&repo, &["a.md"]);
    assert_eq!(linked.status.code(), Some(2));
    assert!(said(&linked).contains("lint.toml: line 1 is not what newslint expects"));
    assert!(!said(&linked).contains("SECRET") && !said(&linked).contains("registry"));

    fs::remove_file(repo.join("lint.toml")).unwrap();
    fs::create_dir(repo.join("lints")).unwrap();
    symlink(&secret, repo.join("lints/mine.toml")).unwrap();
    fs::write(repo.join("lint.toml"), "extend = [\"lints\"]\n").unwrap();
    let linked = newslint(&repo, &["a.md"]);
    assert_eq!(linked.status.code(), Some(2));
    assert!(!said(&linked).contains("SECRET") && !said(&linked).contains("registry"));

    fs::remove_file(repo.join("lints/mine.toml")).unwrap();
    symlink("/dev/zero", repo.join("lints/mine.toml")).unwrap();
    let endless = newslint(&repo, &["a.md"]);
    assert_eq!(endless.status.code(), Some(2));
    assert!(said(&endless).contains("it is a pipe or a device, no file"));
}

#[test]
fn many_large_expressions_are_refused_together() {
    let allow = "[[allow]]\nregex = '\\w{60}\\d'\nreason = \"x\"\n";
    let root = folders(&allow.repeat(400));
    let refused = newslint(&root.path().join("repo"), &["a.md"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        said(&refused).contains("too large together"),
        "{}",
        said(&refused)
    );
}

#[test]
fn many_overrides_cost_only_what_the_articles_need() {
    let table = |number: usize| {
        format!("[[override]]\nfiles = [\"{number}/**\"]\nlints = {{ mojibake = \"off\" }}\n")
    };
    let config: String = (0..3000).map(table).collect();
    let root = folders(&config);
    let start = Instant::now();
    let run = newslint(&root.path().join("repo"), &["a.md"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    // A profile each took ten times as long and a gigabyte.
    assert!(start.elapsed() < Duration::from_mins(1));
}

#[test]
fn thousands_of_jobs_are_no_more_than_the_machine_serves() {
    let root = folders("");
    let run = newslint(&root.path().join("repo"), &["a.md", "-j", "100000"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
}

#[test]
fn huge_words_are_cut_in_errors() {
    let word = "長".repeat(100_000);
    let root = folders(&format!("[lints]\n\"{word}\" = \"off\"\n"));
    let run = newslint(&root.path().join("repo"), &["a.md"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(said(&run).contains("there is no lint `長") && said(&run).len() < 6000);
}

#[test]
fn many_large_expressions_of_lints_are_refused_together() {
    let words = |name: &str| format!("[{name}]\nen = \"x\"\nzh-Hant = \"x\"\nzh-Hans = \"x\"\n");
    let texts: String = ["summary", "why", "help", "messages.found"]
        .map(words)
        .concat();
    let examples =
        "[[bad]]\ntext = \"⟦天⟧晴。\"\n".repeat(3) + &"[[good]]\ntext = \"晴。\"\n".repeat(3);
    let pattern = "[[pattern]]\nregex = '天|\\w{60}\\d'\n";
    let lint = format!(
        "category = \"meta\"\nseverity = \"info\"\nfix = \"none\"\nsince = \"0.1.0\"\n{texts}{}{examples}",
        pattern.repeat(5)
    );
    let root = folders("extend = [\"lints\"]\n");
    let lints = root.path().join("repo/lints");
    fs::create_dir(&lints).unwrap();
    for number in 0..20 {
        fs::write(lints.join(format!("house-word-{number}.toml")), &lint).unwrap();
    }
    let refused = newslint(&root.path().join("repo"), &["a.md"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        said(&refused).contains("too large together"),
        "{}",
        said(&refused)
    );
    // Few of them are no harm.
    for number in 2..20 {
        fs::remove_file(lints.join(format!("house-word-{number}.toml"))).unwrap();
    }
    let run = newslint(&root.path().join("repo"), &["a.md"]);
    assert_ne!(run.status.code(), Some(2), "{}", said(&run));
}
