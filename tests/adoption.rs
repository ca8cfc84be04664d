//! An archive with thousands of defects is adopted: a baseline, a hook, and from then on only new ones stop a commit.
#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]
#![allow(clippy::print_stdout, reason = "a skipped test says why")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

const NEWSLINT: &str = env!("CARGO_BIN_EXE_newslint");
const ARTICLES: usize = 2000;

/// git's own hook, as the paper has it.
fn hook() -> &'static str {
    let paper = include_str!("../docs/adopting.md");
    let block = |block: &&str| block.starts_with("#!/bin/sh\n");
    let mut blocks = paper
        .split("```sh\n")
        .filter_map(|part| part.split("```").next());
    blocks.find(block).expect("the paper shows a hook")
}

const PLACES: [&str; 10] = [
    "沙田", "元朗", "大埔", "荃灣", "屯門", "西貢", "北角", "中環", "旺角", "粉嶺",
];
const WORKS: [&str; 8] = [
    "碼頭",
    "街市",
    "圖書館",
    "行人天橋",
    "泳池",
    "公園",
    "巴士總站",
    "診所",
];

/// A sound article, unlike the others.
fn sound(number: usize) -> String {
    let pick = |list: &[&'static str], by: usize| list[number / by % list.len()];
    let (place, work) = (pick(&PLACES, 1), pick(&WORKS, 10));
    let (cost, month, share) = (number + 3, number % 12 + 1, number / 12 % 90 + 5);
    format!(
        "# {place}{work}工程第{number}期動工\n\n\
         {place}的{work}工程於{month}月動工，預算為{cost}萬元，由區議會撥款{share}成半，其餘由慈善基金承擔。\n\n\
         負責人{number}日前巡視{place}，指{work}落成後每日可服務{cost}人，較現時多出{share}個百分點。\n"
    )
}

/// The same with a letter in a number, and here and there a doubled mark.
fn damaged(number: usize) -> String {
    let marks = if number.is_multiple_of(3) {
        "。。"
    } else {
        "。"
    };
    format!(
        "{}\n{number}號文件列明，追加工程費約1O5億元{marks}\n",
        sound(number)
    )
}

struct Archive {
    folder: TempDir,
}

impl Archive {
    /// In a repository, with everything committed.
    fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            println!("skipped: git is not installed");
            return None;
        }
        let archive = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for number in 0..ARTICLES {
            archive.write(&Self::name(number), &damaged(number));
        }
        archive.write("lint.toml", "fail-on = \"warning\"\n");
        archive.done(&["init", "--quiet"]);
        archive.done(&["add", "--all"]);
        archive.done(&["commit", "--quiet", "--message", "the archive"]);
        Some(archive)
    }

    fn name(number: usize) -> String {
        format!("news/{:02}/文章 {number:04}.md", number / 100)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn newslint(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(NEWSLINT);
        let command = command.args(arguments).current_dir(self.folder.path());
        command.env("LC_ALL", "C").output().unwrap()
    }

    fn git(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os() {
            // A test run by a git hook would otherwise work on the wrong repository.
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        let folder = PathBuf::from(NEWSLINT).parent().unwrap().to_owned();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(folder).chain(std::env::split_paths(&path));
        command
            .args([
                "-c",
                "user.name=Editor",
                "-c",
                "user.email=editor@example.org",
            ])
            .args(arguments)
            .current_dir(self.folder.path())
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("LC_ALL", "C")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap()
    }

    fn done(&self, arguments: &[&str]) {
        let output = self.git(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", text(&output));
    }

    /// Commits `article` as article `number`: does the hook let it pass, and what does it say?
    fn commit(&self, number: usize, article: &str) -> (bool, String) {
        self.write(&Self::name(number), article);
        self.done(&["add", "--all"]);
        let output = self.git(&["commit", "--quiet", "--message", "an article"]);
        if !output.status.success() {
            self.done(&["reset", "--hard", "--quiet"]);
        }
        (output.status.success(), text(&output))
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
#[cfg(unix)]
fn a_dirty_archive_is_adopted_and_only_new_defects_stop_a_commit() {
    let Some(archive) = Archive::new() else {
        return;
    };
    // What somebody types who adopts it.
    let made = archive.newslint(&["baseline", "create"]);
    assert!(made.status.success(), "{}", text(&made));
    assert!(text(&made).contains("in 2000 files"), "{}", text(&made));
    archive.write(".git/hooks/pre-commit", hook());
    let all = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(archive.path(".git/hooks/pre-commit"), all).unwrap();
    archive.done(&["add", "--all"]);
    archive.done(&["commit", "--quiet", "--message", "the baseline"]);

    // The whole is clean, and says the same for any number of threads.
    assert_eq!(archive.newslint(&["--quiet"]).status.code(), Some(0));
    let run = |jobs| archive.newslint(&["-f", "json", "-j", jobs, "news/01", "news/02"]);
    let reports = ["1", "2", "8"].map(run);
    assert!(reports.iter().all(|report| report.status.success()));
    assert!(
        reports
            .iter()
            .all(|report| report.stdout == reports[0].stdout)
    );
    assert!(text(&reports[0]).contains("\"findings\": []"));

    let moved = |number: usize| {
        let article = damaged(number);
        let (head, last) = article.trim_end().rsplit_once("\n\n").unwrap();
        let (title, rest) = head.split_once("\n\n").unwrap();
        format!("{title}\n\n{last}\n\n{rest}\n")
    };
    let (passes, said) = archive.commit(7, &moved(7));
    assert!(passes, "a moved paragraph stays known: {said}");

    let edited = damaged(8).replace("追加工程費約", "追加的工程費用約");
    let (passes, said) = archive.commit(8, &edited);
    assert!(!passes && said.contains("letter-in-number"), "{said}");

    let more = damaged(9) + "\n工程顧問費另計，約3O7萬元。\n";
    let (passes, said) = archive.commit(9, &more);
    assert!(
        !passes && said.contains("3O7") && !said.contains("1O5"),
        "{said}"
    );

    let (passes, said) = archive.commit(ARTICLES, &damaged(ARTICLES));
    assert!(!passes, "a new article: {said}");
    let (passes, said) = archive.commit(ARTICLES, &sound(ARTICLES));
    assert!(passes, "{said}");

    // What is mended is told, and goes.
    let (passes, said) = archive.commit(11, &sound(11));
    assert!(passes && said.contains("baseline prune"), "{said}");
    let before = fs::read_to_string(archive.path("newslint.baseline")).unwrap();
    let pruned = archive.newslint(&["baseline", "prune"]);
    assert!(text(&pruned).contains("1 taken out"), "{}", text(&pruned));
    let after = fs::read_to_string(archive.path("newslint.baseline")).unwrap();
    let is_kept = |line: &&str| after.contains(*line);
    let gone: Vec<&str> = before.lines().filter(|line| !is_kept(line)).collect();
    assert!(
        matches!(gone[..], [line] if line.contains("文章 0011.md\tletter-in-number")),
        "{gone:?}"
    );
}
