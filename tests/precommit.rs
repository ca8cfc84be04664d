//! The hook of `.pre-commit-hooks.yaml`, run by the real pre-commit in a repository of its own.
//!
//! pre-commit would build a `language: rust` hook from a clone, which takes minutes; the hook is
//! therefore written into a local configuration word for word, but for its language and its program.
#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]
#![allow(clippy::print_stdout, reason = "a skipped test says why")]

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

const NEWSLINT: &str = env!("CARGO_BIN_EXE_newslint");

const HOOKS: &str = include_str!("../.pre-commit-hooks.yaml");

/// A letter in `1O5億元`.
const BAD: &str = "\
# 新碼頭明年三月啟用

本報訊（記者 何家欣 沙田報道）新碼頭的主要工程將於明年三月完成，屆時渡輪班次會由每小時兩班增至四班。

發言人表示，碼頭設有無障礙通道和充電設備，方便長者和輪椅使用者。第二期工程將於秋季展開，工程費約1O5億元。
";

/// A letter in a number is a warning: the repository's own settings decide that it blocks.
const SETTINGS: &str = "fail-on = \"warning\"\n";

fn good() -> String {
    BAD.replace("1O5", "105")
}

#[test]
fn a_bad_article_blocks_the_commit_and_is_shown() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.write("news/bad.md", BAD);
    let commit = repository.commit();
    assert!(!commit.status.success(), "{}", text(&commit));
    let shown = text(&commit);
    assert!(shown.contains("letter-in-number"), "{shown}");
    assert!(shown.contains("1O5"), "{shown}");
    assert!(shown.contains("news/bad.md"), "{shown}");
    assert!(!repository.has_commits());
}

#[test]
fn a_good_article_passes() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.write("news/good.md", &good());
    // Not an article: the hook must not see it.
    repository.write("settings.json", "{\"word\": \"移动\"}");
    let commit = repository.commit();
    assert!(commit.status.success(), "{}", text(&commit));
    assert!(text(&commit).contains("Passed"), "{}", text(&commit));
    assert!(repository.has_commits());
}

#[test]
fn an_excluded_article_passes_although_the_hook_names_it() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let excluding = SETTINGS.to_owned() + "[files]\nexclude = [\"drafts/**\"]\n";
    repository.write("lint.toml", &excluding);
    repository.write("drafts/bad.md", BAD);
    let commit = repository.commit();
    assert!(commit.status.success(), "{}", text(&commit));
    assert!(text(&commit).contains("Passed"), "{}", text(&commit));

    repository.write("news/bad.md", BAD);
    let commit = repository.commit();
    assert!(!commit.status.success(), "{}", text(&commit));
    assert!(
        !text(&commit).contains("drafts/bad.md"),
        "{}",
        text(&commit)
    );
}

#[test]
fn the_manifest_is_valid_and_one_process_sees_all_files() {
    let Some(pre_commit) = pre_commit() else {
        return;
    };
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
    let output = run(Command::new(pre_commit)
        .arg("validate-manifest")
        .arg(manifest));
    assert!(output.status.success(), "{}", text(&output));
    // Without it pre-commit starts several processes, and copies among the files go unseen.
    assert!(
        HOOKS
            .lines()
            .any(|line| line.trim() == "require_serial: true")
    );
    assert!(
        !HOOKS.contains("--fix"),
        "the hook checks, it does not write"
    );
}

/// A git repository with the hook installed.
struct Repository {
    folder: TempDir,
    home: TempDir,
}

impl Repository {
    /// Nothing where there is no pre-commit to test with.
    fn new() -> Option<Self> {
        let pre_commit = pre_commit()?;
        let repository = Self {
            folder: tempfile::tempdir().unwrap(),
            home: tempfile::tempdir().unwrap(),
        };
        assert!(repository.git(&["init", "--quiet"]).status.success());
        repository.write(".pre-commit-config.yaml", &local_configuration());
        repository.write("lint.toml", SETTINGS);
        let output = run(repository.prepared(pre_commit).arg("install"));
        assert!(output.status.success(), "{}", text(&output));
        Some(repository)
    }

    fn write(&self, path: &str, content: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn commit(&self) -> Output {
        assert!(self.git(&["add", "--all"]).status.success());
        self.git(&["commit", "--message", "articles"])
    }

    fn has_commits(&self) -> bool {
        self.git(&["rev-parse", "--verify", "--quiet", "HEAD"])
            .status
            .success()
    }

    fn git(&self, arguments: &[&str]) -> Output {
        run(self.prepared("git").args(arguments))
    }

    /// Runs in the repository, whatever the user's own settings are.
    fn prepared(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars_os() {
            // A test run by a git hook would otherwise work on the wrong repository.
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        command
            .current_dir(self.folder.path())
            .env("HOME", self.home.path())
            .env("PRE_COMMIT_HOME", self.home.path().join("pre-commit"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "Editor")
            .env("GIT_AUTHOR_EMAIL", "editor@example.org")
            .env("GIT_COMMITTER_NAME", "Editor")
            .env("GIT_COMMITTER_EMAIL", "editor@example.org");
        command
    }
}

/// The hook of the manifest as a local one that starts the program just built.
fn local_configuration() -> String {
    let mut out = "repos:\n- repo: local\n  hooks:\n".to_owned();
    let mut replaced = 0;
    for line in HOOKS.lines().filter(|line| !line.starts_with('#')) {
        let line = if let Some(arguments) = line.strip_prefix("  entry: newslint") {
            replaced += 1;
            format!("  entry: \"'{NEWSLINT}'{arguments}\"")
        } else if line == "  language: rust" {
            replaced += 1;
            "  language: system".to_owned()
        } else {
            line.to_owned()
        };
        out.push_str("  ");
        out.push_str(&line);
        out.push('\n');
    }
    assert_eq!(replaced, 2, "one entry and one language:\n{HOOKS}");
    out
}

/// The program, where it is installed; a test must not need the network.
fn pre_commit() -> Option<&'static Path> {
    static FOUND: OnceLock<bool> = OnceLock::new();
    let found = FOUND.get_or_init(|| {
        let started = Command::new("pre-commit").arg("--version").output();
        let works = started.is_ok_and(|output| output.status.success());
        if !works {
            println!("skipped: pre-commit is not installed; .ci/run installs it");
        }
        works
    });
    found.then_some(Path::new("pre-commit"))
}

fn run(command: &mut Command) -> Output {
    command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
