//! What packages install besides the program.

use std::process::Command;

use crate::desk::Desk;

#[test]
fn shells_can_read_what_completes_commands() {
    let desk = Desk::with(&[]);
    for lang in ["en", "zh-Hant", "zh-Hans"] {
        for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
            let ran = desk.run(&["completions", shell, "--lang", lang]);
            assert_eq!(ran.code, Some(0), "{shell}: {}", ran.err);
            for word in ["inspect", "show-suppressed"] {
                assert!(ran.out.contains(word), "{shell}: no {word}");
            }
            desk.write(&format!("{shell}.sh"), ran.out);
        }
        for shell in ["bash", "zsh", "fish"] {
            let script = desk.path(&format!("{shell}.sh"));
            // A shell that is not installed says nothing.
            if let Ok(read) = Command::new(shell).arg("-n").arg(script).output() {
                assert!(read.status.success(), "{shell}: {read:?}");
            }
        }
    }
}

#[test]
fn there_is_a_page_for_man() {
    let desk = Desk::with(&[]);
    let page = desk.run(&["man"]).out;
    assert!(page.contains(".TH newslint 1"), "{page}");
    assert!(
        page.contains("fail\\-on") && page.contains("Exit codes"),
        "{page}"
    );
    assert!(desk.run(&["man", "--lang", "zh-Hant"]).out.contains("受損"));
}
