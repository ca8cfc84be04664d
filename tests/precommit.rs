//! The hooks of `.pre-commit-hooks.yaml`, README.md and docs/hooks.md, run by the real pre-commit and by git in a repository
//! of their own.
//!
//! pre-commit would build a `language: rust` hook from a clone, which takes minutes; those hooks are
//! therefore written into a local configuration word for word, but for their language and their program.
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
    let serial = HOOKS.matches("require_serial: true").count();
    assert_eq!(serial, HOOKS.matches("- id:").count());
    let (checks, _) = HOOKS.split_once("# Repairs").unwrap();
    assert!(
        !checks.contains("--fix"),
        "the hook checks, it does not write"
    );
}

#[test]
fn the_hook_that_repairs_stops_the_commit_once() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.write(".pre-commit-config.yaml", &configuration("newslint-fix"));
    // What no reader sees.
    let invisible = good().replace("通道和", "通道\u{200B}和");
    repository.write("news/invisible.md", &invisible);
    let commit = repository.commit();
    assert!(!commit.status.success(), "{}", text(&commit));
    assert!(
        text(&commit).contains("files were modified by this hook"),
        "{}",
        text(&commit)
    );
    let repaired = fs::read_to_string(repository.folder.path().join("news/invisible.md")).unwrap();
    assert_eq!(repaired, good());
    let commit = repository.commit();
    assert!(commit.status.success(), "{}", text(&commit));
}

/// The snippets of the papers as they are printed: newslint is found where programs are.
#[test]
fn the_papers_show_hooks_that_work() {
    let readme = snippet("README.md", "yaml", "repo: local");
    let repairs = snippet("docs/hooks.md", "yaml", "--fix");
    let Some(repository) = Repository::new() else {
        return;
    };
    for (number, snippet) in [readme, repairs].iter().enumerate() {
        repository.write(".pre-commit-config.yaml", snippet);
        repository.write(&format!("news/{number}.md"), BAD);
        let commit = repository.commit();
        assert!(!commit.status.success(), "{}", text(&commit));
        assert!(
            text(&commit).contains("letter-in-number"),
            "{}",
            text(&commit)
        );
        fs::remove_file(repository.folder.path().join(format!("news/{number}.md"))).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn git_alone_runs_the_hook_of_the_papers() {
    use std::os::unix::fs::PermissionsExt;
    let repository = Repository::bare();
    let hook = repository.folder.path().join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, snippet("docs/hooks.md", "sh", "#!/bin/sh")).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    // Names as newsrooms give them.
    repository.write("新聞/碼頭 啟用.md", BAD);
    let commit = repository.commit();
    assert!(!commit.status.success(), "{}", text(&commit));
    assert!(
        text(&commit).contains("新聞/碼頭 啟用.md"),
        "{}",
        text(&commit)
    );
    repository.write("新聞/碼頭 啟用.md", &good());
    let commit = repository.commit();
    assert!(commit.status.success(), "{}", text(&commit));
    repository.write("settings.json", "{}");
    assert!(
        repository.commit().status.success(),
        "no article, no question"
    );
}

/// The block of `language` in `paper` that has `mark`.
fn snippet(paper: &str, language: &str, mark: &str) -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(paper)).unwrap();
    let fence = format!("```{language}\n");
    let mut blocks = text
        .split(&fence)
        .skip(1)
        .filter_map(|rest| rest.split_once("```"));
    let block = blocks.find(|(block, _)| block.contains(mark));
    block
        .unwrap_or_else(|| panic!("{paper} has no {language} with {mark}"))
        .0
        .to_owned()
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
        let repository = Self::bare();
        repository.write(".pre-commit-config.yaml", &configuration("newslint"));
        let output = run(repository.prepared(pre_commit).arg("install"));
        assert!(output.status.success(), "{}", text(&output));
        Some(repository)
    }

    /// Without a hook.
    fn bare() -> Self {
        let repository = Self {
            folder: tempfile::tempdir().unwrap(),
            home: tempfile::tempdir().unwrap(),
        };
        assert!(repository.git(&["init", "--quiet"]).status.success());
        repository.write("lint.toml", SETTINGS);
        repository
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
        let own = Path::new(NEWSLINT).parent().unwrap().to_path_buf();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(own).chain(std::env::split_paths(&path));
        command
            .current_dir(self.folder.path())
            .env("PATH", std::env::join_paths(path).unwrap())
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

/// The hook `id` of the manifest as a local one that starts the program just built.
fn configuration(id: &str) -> String {
    let mut out = "repos:\n- repo: local\n  hooks:\n".to_owned();
    let mut replaced = 0;
    let first = format!("- id: {id}");
    let lines = HOOKS.lines().skip_while(|line| **line != first);
    let own = lines
        .enumerate()
        .take_while(|(at, line)| *at == 0 || line.starts_with(' '));
    for (_, line) in own {
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
