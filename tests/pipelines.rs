//! What the papers and `action.yml` tell services to run, run here.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const NEWSLINT: &str = env!("CARGO_BIN_EXE_newslint");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Runs `script` in a folder with a damaged article, newslint being where programs are.
fn run(script: &str, variables: &[(&str, &str)]) -> (tempfile::TempDir, Output) {
    let folder = tempfile::tempdir().unwrap();
    let bin = folder.path().join("newslint/bin");
    fs::create_dir_all(&bin).unwrap();
    std::os::unix::fs::symlink(NEWSLINT, bin.join("newslint")).unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    let bad =
        "發言人表示，第二期工程將於秋季展開，渡輪班次會增加，乘客移动時請小心，工程費約1O5億元。\n";
    fs::write(folder.path().join("news/pier.md"), bad).unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let output = Command::new("bash")
        .args(["-ec", script])
        .current_dir(folder.path())
        .env("PATH", path)
        .env("RUNNER_TEMP", folder.path())
        .env_remove("GITHUB_STEP_SUMMARY")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    (folder, output)
}

/// The commands of `paper` that begin with newslint and pipe to nothing.
fn commands(paper: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(ROOT).join(paper)).unwrap();
    let lines = text.lines().map(|line| {
        line.trim()
            .trim_start_matches("- ")
            .trim_start_matches("run: ")
    });
    let own = lines.filter(|line| line.starts_with("newslint ") && !line.contains('|'));
    own.map(str::to_owned).collect()
}

#[test]
fn services_get_the_reports_that_the_papers_promise() {
    let commands = commands("docs/formats.md");
    assert!(commands.len() > 1, "{commands:?}");
    for command in commands {
        let (folder, output) = run(&command, &[]);
        assert_eq!(output.status.code(), Some(1), "{command}: {output:?}");
        for word in command.split(' ').skip_while(|word| *word != "--output") {
            if let Some(file) = word
                .split('=')
                .next_back()
                .filter(|file| file.contains('.'))
            {
                let length = fs::metadata(folder.path().join(file)).unwrap().len();
                assert!(length > 0, "{command}");
            }
        }
    }
}

#[test]
fn the_action_lints_and_takes_nothing_for_a_script() {
    let text = fs::read_to_string(Path::new(ROOT).join("action.yml")).unwrap();
    let (_, script) = text.rsplit_once("run: |").unwrap();
    assert!(!script.contains("${{"), "inputs come as variables");
    let variables = |paths, sarif| [("PATHS", paths), ("FAIL_ON", "warning"), ("SARIF", sarif)];
    let (folder, output) = run(script, &variables("news", "a report.sarif"));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("::warning file=news/pier.md"), "{shown}");
    assert!(folder.path().join("a report.sarif").exists());
    let (folder, output) = run(script, &variables("$(touch owned) ;touch owned", ""));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(!folder.path().join("owned").exists());
}
