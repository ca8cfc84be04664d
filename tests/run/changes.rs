//! What has changed since a commit, as git itself tells it.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::desk::{Desk, LETTER, found};

/// A defect in line 1 of each paragraph, and sound text.
const SOUND: &str = "區議會下周開會討論巴士改道的安排，居民可於會前提交意見。\n";

/// A desk in a repository of its own, with one commit of `files`.
fn repository(files: &[(&str, &str)]) -> Option<Desk> {
    let desk = Desk::with(files);
    if Command::new("git").arg("--version").output().is_err() {
        println!("skipped: git is not installed");
        return None;
    }
    git(&desk, &["init", "--quiet", "--initial-branch=main"]);
    commit(&desk);
    Some(desk)
}

fn commit(desk: &Desk) {
    git(desk, &["add", "--all"]);
    git(desk, &["commit", "--quiet", "--message", "articles"]);
}

fn git(desk: &Desk, arguments: &[&str]) {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os() {
        // A test run by a git hook would otherwise work on the wrong repository.
        if name.to_string_lossy().starts_with("GIT_") {
            command.env_remove(name);
        }
    }
    let names = [
        "-c",
        "user.name=Editor",
        "-c",
        "user.email=editor@example.org",
    ];
    let output = command
        .args(names)
        .args(arguments)
        .current_dir(desk.path("."))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
}

fn paths(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let findings = desk.findings(&[&["--select", "letter-in-number"], arguments].concat());
    findings.into_iter().map(|(path, ..)| path).collect()
}

#[test]
fn only_changed_files_are_read() {
    let renamed = format!("{LETTER}\n{SOUND}");
    let Some(desk) = repository(&[
        ("old.md", LETTER),
        ("edited 甲.md", SOUND),
        ("gone.md", LETTER),
        ("before.md", &renamed),
        (".gitignore", "drafts/\n"),
    ]) else {
        return;
    };
    desk.write("edited 甲.md", LETTER);
    desk.write("新 稿.md", LETTER);
    desk.write("staged.md", LETTER);
    desk.write("drafts/a.md", LETTER);
    fs::remove_file(desk.path("gone.md")).unwrap();
    fs::create_dir(desk.path("later")).unwrap();
    fs::rename(desk.path("before.md"), desk.path("later/after.md")).unwrap();
    git(&desk, &["add", "staged.md", "later", "before.md"]);
    let all = ["edited 甲.md", "later/after.md", "staged.md", "新 稿.md"];
    assert_eq!(paths(&desk, &["--diff-from", "HEAD"]), all);
    assert_eq!(
        paths(&desk, &["--diff-from", "HEAD", "later", "old.md"]),
        all[1..2]
    );
    // A draft that is named is new to git.
    assert_eq!(
        paths(&desk, &["--diff-from", "HEAD", "drafts/a.md"]),
        ["drafts/a.md"]
    );
    let mut inside = desk.newslint(&["--diff-from", "main", "--format", "concise"]);
    let output = inside.current_dir(desk.path("later")).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.starts_with("after.md:1:"), "{out}");
    commit(&desk);
    let none = desk.run(&["--diff-from", "HEAD"]);
    assert_eq!(none.code, Some(0));
    assert_eq!(none.err, "note: no article has changed since HEAD\n");
    assert_eq!(paths(&desk, &["--diff-from", "HEAD~1"]), all);
}

/// What others have done on the main line since is not ours.
#[test]
fn a_branch_is_compared_with_where_it_parted() {
    let Some(desk) = repository(&[("a.md", SOUND), ("b.md", LETTER)]) else {
        return;
    };
    git(&desk, &["checkout", "--quiet", "-b", "desk"]);
    desk.write("a.md", LETTER);
    commit(&desk);
    git(&desk, &["checkout", "--quiet", "main"]);
    desk.write("b.md", SOUND);
    commit(&desk);
    git(&desk, &["checkout", "--quiet", "desk"]);
    assert_eq!(paths(&desk, &["--diff-from", "main"]), ["a.md"]);
    assert_eq!(paths(&desk, &["--changed-lines", "main"]), ["a.md"]);
}

/// The lines of `path` with findings on changed lines.
fn lines(desk: &Desk, path: &str) -> Vec<u64> {
    let report = desk.report(&[
        "--select",
        "letter-in-number",
        "--changed-lines",
        "HEAD",
        path,
    ]);
    let findings = report["findings"].as_array().unwrap();
    let line = |found: &serde_json::Value| found["range"]["start"]["line"].as_u64().unwrap();
    findings.iter().map(line).collect()
}

#[test]
fn only_findings_on_changed_lines_are_told() {
    let other = LETTER.replace("1O5", "3O7");
    let three = [LETTER, SOUND, &other].join("\n");
    let Some(desk) = repository(&[("a 甲.md", &three), ("b.md", LETTER), ("c.md", &three)]) else {
        return;
    };
    desk.write("a 甲.md", three.replace("3O7", "3O8"));
    let ran = desk.run(&[
        "--changed-lines",
        "HEAD",
        "--select",
        "ocr",
        "--format",
        "concise",
        "a 甲.md",
        "b.md",
    ]);
    assert!(ran.out.starts_with("a 甲.md:5:"), "{}", ran.out);
    assert!(
        ran.out
            .ends_with("1 warning in 2 articles; 1 fixable with --fix --unsafe-fixes\n"),
        "{}",
        ran.out
    );
    assert_eq!(
        ran.err,
        "note: 2 findings on lines that have not changed since HEAD, left out\n"
    );
    // Other line ends change no line; where git sees one line, the whole is new.
    desk.write("a 甲.md", three.replace('\n', "\r\n"));
    assert!(lines(&desk, "a 甲.md").is_empty());
    desk.write("a 甲.md", three.replace('\n', "\r\n").replace("3O7", "3O8"));
    assert_eq!(lines(&desk, "a 甲.md"), [5]);
    desk.write("a 甲.md", three.replace('\n', "\r"));
    assert_eq!(lines(&desk, "a 甲.md"), [1, 5]);
    // A line that is gone may have been half of what stood beside it.
    desk.write("a 甲.md", [LETTER, SOUND, SOUND, &other].join("\n"));
    commit(&desk);
    desk.write("a 甲.md", [LETTER, SOUND, &other].join("\n"));
    assert_eq!(lines(&desk, "a 甲.md"), [5]);
    // A file under a new name has the lines that it had; an untracked one is new.
    fs::rename(desk.path("c.md"), desk.path("d.md")).unwrap();
    git(&desk, &["add", "--all"]);
    assert!(lines(&desk, "d.md").is_empty());
    desk.write("new.md", LETTER);
    assert_eq!(lines(&desk, "new.md"), [1]);
}

/// The finding stands at the later copy, and what was written is the earlier one.
#[test]
fn a_new_copy_before_the_old_one_is_told() {
    let paragraph = "發言人表示，碼頭設有無障礙通道和充電設備，方便長者和輪椅使用者，第二期工程將於秋季展開。\n";
    let old = format!("{SOUND}\n{paragraph}");
    let Some(desk) = repository(&[("a.md", &old)]) else {
        return;
    };
    desk.write("a.md", format!("{paragraph}\n{old}"));
    let arguments = ["--changed-lines", "HEAD", "a.md"];
    assert_eq!(
        desk.findings(&arguments),
        [found("a.md", "duplicate-paragraph", "error")]
    );
    assert_eq!(desk.run(&arguments).code, Some(1));
}

/// What the archive has is no line of ours.
#[test]
fn changed_files_and_lines_are_compared_with_the_rest() {
    let paragraph = "發言人表示，碼頭設有無障礙通道和充電設備，方便長者和輪椅使用者，第二期工程將於秋季展開。\n";
    let old = format!("{SOUND}\n{paragraph}");
    let other = format!("渡輪公司下月增加夜航班次。\n\n{paragraph}");
    let Some(desk) = repository(&[("news/a.md", &old), ("news/b.md", &other)]) else {
        return;
    };
    let shared = [found("news/b.md", "shared-paragraph", "info")];
    desk.write("news/b.md", other.replace("下月", "明年"));
    let rest = ["--against", "news", "news"];
    assert!(desk.findings(&["--diff-from", "HEAD", "news"]).is_empty());
    assert_eq!(
        desk.findings(&[&["--diff-from", "HEAD"], &rest[..]].concat()),
        shared
    );
    let lines = ["--changed-lines", "HEAD", "--against", "news", "news/b.md"];
    assert!(desk.findings(&lines).is_empty());
    desk.write(
        "news/b.md",
        format!("{paragraph}\n渡輪公司下月增加夜航班次。\n"),
    );
    assert_eq!(desk.findings(&lines), shared);
}

#[test]
fn what_git_cannot_tell_is_an_error() {
    let Some(desk) = repository(&[("a.md", LETTER)]) else {
        return;
    };
    for name in ["no-such-branch", "--output=x", ""] {
        for flag in ["--diff-from", "--changed-lines"] {
            let ran = desk.run(&[&format!("{flag}={name}"), "a.md"]);
            assert_eq!(ran.code, Some(2), "{flag} {name}");
            assert!(ran.err.contains("git knows no commit"), "{}", ran.err);
        }
    }
    assert!(!desk.path("x").exists());
    let outside = Desk::with(&[("a.md", LETTER)]);
    let run = |path: Option<&Path>| {
        let mut command = outside.newslint(&["--diff-from", "HEAD"]);
        command.env("GIT_CEILING_DIRECTORIES", outside.path(".."));
        if let Some(path) = path {
            command.env("PATH", path);
        }
        let output = command.output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (code, err) = run(None);
    assert_eq!(code, Some(2));
    assert!(err.contains("in no git repository"), "{err}");
    let (code, err) = run(Some(&outside.path("nothing")));
    assert_eq!(code, Some(2));
    assert!(err.contains("git cannot be run"), "{err}");
}

/// Programs that the repository's settings name are not started.
#[test]
fn settings_of_the_repository_run_nothing() {
    let Some(desk) = repository(&[("a.md", LETTER), (".gitattributes", "*.md diff=evil\n")]) else {
        return;
    };
    for setting in [
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "core.fsmonitor",
    ] {
        git(&desk, &["config", setting, "touch started; false"]);
    }
    git(&desk, &["config", "diff.relative", "true"]);
    git(&desk, &["config", "diff.noprefix", "true"]);
    desk.write("a.md", LETTER.replace("1O5", "3O7"));
    fs::remove_file(desk.path("started")).unwrap_or_default();
    assert_eq!(lines(&desk, "a.md"), [1]);
    assert_eq!(paths(&desk, &["--diff-from", "HEAD"]), ["a.md"]);
    assert!(!desk.path("started").exists());
}
