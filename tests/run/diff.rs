//! `--diff`: exact for programs, harmless for terminals.

use std::fs;
use std::process::Command;

use crate::desk::{Desk, LETTER};

const DIFF: [&str; 4] = [
    "--isolated",
    "--diff",
    "--unsafe-fixes",
    "--select=letter-in-number",
];

#[test]
fn what_is_piped_to_patch_makes_the_fixed_files() {
    let odd = "\u{1B}]0;title\u{7}";
    let texts = [
        ("a.md", LETTER.to_owned()),
        (
            "b c.txt",
            format!("第一行。\r\n{}\r\n{odd}\r\n", LETTER.trim_end()),
        ),
        (
            "no-end.txt",
            format!("{odd}第一行。\n{}", LETTER.trim_end()),
        ),
        ("returns.txt", format!("第一行。\r{}\r", LETTER.trim_end())),
        ("mark.txt", format!("\u{FEFF}{LETTER}")),
        ("in/q\"\u{7}.md", LETTER.to_owned()),
    ];
    for program in ["patch", "git"] {
        let desk = Desk::with(&texts.each_ref().map(|(name, text)| (*name, text.as_str())));
        let ran = desk
            .newslint(&[&DIFF[..], &["."]].concat())
            .output()
            .unwrap();
        assert_eq!(
            ran.status.code(),
            Some(1),
            "{}",
            String::from_utf8_lossy(&ran.stderr)
        );
        let patch = tempfile::NamedTempFile::new().unwrap();
        fs::write(patch.path(), &ran.stdout).unwrap();
        let mut command = Command::new(program);
        match program {
            "git" => command
                .args(["apply", "-p0", "--unidiff-zero"])
                .arg(patch.path()),
            _ => command.args(["--binary", "-p0", "-i"]).arg(patch.path()),
        };
        let Ok(output) = command.current_dir(desk.path(".")).output() else {
            println!("skipped: there is no {program}");
            continue;
        };
        let said = [output.stdout, output.stderr].concat();
        assert!(
            output.status.success(),
            "{program}: {}",
            String::from_utf8_lossy(&said)
        );
        for (name, text) in &texts {
            assert_eq!(
                desk.text(name),
                text.replace("1O5", "105"),
                "{program}: {name}"
            );
        }
    }
}

/// `script` runs a program on a terminal of its own.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_obeys_nothing_of_an_article() {
    let desk = Desk::with(&[("a.md", &format!("\u{1B}]0;title\u{7}\u{202E}\n{LETTER}"))]);
    let typed = format!(
        "{} {} --color=never a.md",
        env!("CARGO_BIN_EXE_newslint"),
        DIFF.join(" ")
    );
    let mut command = Command::new("script");
    command
        .current_dir(desk.path("."))
        .args(["-qec", &typed, "/dev/null"]);
    let Ok(output) = command.output() else {
        println!("skipped: there is no `script` to make a terminal");
        return;
    };
    let page = String::from_utf8_lossy(&output.stdout);
    assert!(page.contains(" <001B>]0;title<0007><202E>"), "{page}");
    assert!(!page.contains(['\u{1B}', '\u{7}', '\u{202E}']), "{page:?}");
}
