//! A folder with articles, and newslint run in it.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A letter in a number: a warning with an unsafe fix.
pub(crate) const LETTER: &str = "新渡輪碼頭的工程費約1O5億元，工期三年。\n";

/// A zero-width space: a warning with a safe fix.
pub(crate) const ZERO_WIDTH: &str = "新渡輪碼頭\u{200B}明年三月啟用，工期三年。\n";

/// Formats for services.
pub(crate) const SERVICES: [&str; 7] = [
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "markdown",
];

pub(crate) struct Desk {
    folder: TempDir,
}

/// How a run ended.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for (path, content) in files {
            desk.write(path, content);
        }
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).unwrap()
    }

    /// newslint in this folder, in English, without a terminal.
    pub(crate) fn newslint(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newslint"));
        command
            .current_dir(self.folder.path())
            .env("LC_ALL", "C")
            .env_remove("NO_COLOR")
            .args(arguments);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&self.newslint(arguments).output().unwrap())
    }

    /// The same with `input` on standard input.
    pub(crate) fn run_on(&self, input: impl AsRef<[u8]>, arguments: &[&str]) -> Ran {
        let mut command = self.newslint(arguments);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_ref()).unwrap();
        drop(stdin);
        Ran::of(&child.wait_with_output().unwrap())
    }

    /// The JSON report of `newslint check` with these arguments.
    pub(crate) fn report(&self, arguments: &[&str]) -> Value {
        let ran = self.run(&[&["check", "--format=json"], arguments].concat());
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err))
    }

    /// Path, lint and severity of each finding.
    pub(crate) fn findings(&self, arguments: &[&str]) -> Vec<(String, String, String)> {
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        list(&self.report(arguments))
            .iter()
            .map(|found| {
                (
                    word(&found["path"]),
                    word(&found["lint"]),
                    word(&found["severity"]),
                )
            })
            .collect()
    }
}

impl Ran {
    fn of(output: &std::process::Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }
}

/// The findings of a JSON report.
pub(crate) fn list(report: &Value) -> &Vec<Value> {
    report["findings"].as_array().unwrap()
}

/// One finding as [`Desk::findings`] gives it.
pub(crate) fn found(path: &str, lint: &str, severity: &str) -> (String, String, String) {
    (path.to_owned(), lint.to_owned(), severity.to_owned())
}

/// A lint file for one's own folder, with `patterns` and as many examples as a lint must have.
pub(crate) fn house_lint(severity: &str, fix: &str, patterns: &str) -> String {
    let words = |name: &str, text: &str| {
        format!("[{name}]\nen = \"{text}\"\nzh-Hant = \"{text}\"\nzh-Hans = \"{text}\"\n")
    };
    let head = format!(
        "category = \"meta\"\nseverity = \"{severity}\"\nfix = \"{fix}\"\nsince = \"0.1.0\"\n"
    );
    let texts = [
        ("summary", "a word"),
        ("why", "a reason"),
        ("help", "do it"),
        ("messages.found", "`{text}`"),
        ("fixes.replace", "write `{insert}`"),
    ];
    let texts: String = texts.map(|(name, text)| words(name, text)).concat();
    let examples = ["bad", "good"].map(|kind| {
        let text = if kind == "bad" {
            "⟦天⟧晴。"
        } else {
            "天晴。"
        };
        format!("[[{kind}]]\ntext = \"{text}\"\n").repeat(3)
    });
    format!("{head}{texts}{patterns}{}", examples.concat())
}
