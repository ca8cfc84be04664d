//! Never falsely green, never harmful: situations in which a run once said too little or wrote too much.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

mod files;
mod fixes;
mod records;
mod reports;
mod typed;

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A letter in a number: a warning with an unsafe fix. A zero-width space: a safe one.
const WARNED: &str = "工程總投資達1O5億元，工期三年。\n";
const INVISIBLE: &str = "天文台\u{200B}預料明日有雨。\n";
const WRONG: &str =
    "# 春汛\n\n漁船清早駛出港口，市民可以移动到岸上。今日天氣晴朗，開關的學會表示記者報導。\n";
const SOUND: &str = "岸上的人說今年的魚比去年多，母親不肯離開老家，大水也不怕，山上的老人用文字記事，孩子們在河邊玩到天黑才回家。\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn newslint(folder: &TempDir, args: &[&str]) -> Output {
    command(folder, args).output().unwrap()
}

fn command(folder: &TempDir, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newslint"));
    command
        .current_dir(folder.path())
        .env("LC_ALL", "C")
        .args(["check", "--isolated"])
        .args(args);
    command
}

fn with_stdin(mut command: Command, text: &[u8]) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that reads nothing may be gone already.
    let _ = child.stdin.take().unwrap().write_all(text);
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}
