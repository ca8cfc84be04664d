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

/// What the shells offer that are installed.
#[test]
fn shells_complete_what_is_typed() {
    let desk = Desk::with(&[]);
    let offers = |shell: &str, ask: &str, wanted: &str| {
        let script = desk.run(&["completions", shell, "--lang", "zh-Hant"]).out;
        desk.write("script", script);
        let ask = ask.replace("SCRIPT", desk.path("script").to_str().unwrap());
        let mut command = Command::new(shell);
        match command.arg("-c").arg(ask).output() {
            Ok(output) => {
                let out = String::from_utf8_lossy(&output.stdout);
                assert!(out.contains(wanted), "{shell}: {output:?}");
            }
            Err(_) => println!("skipped: {shell} is not installed"),
        }
    };
    let bash = "source SCRIPT; COMP_WORDS=(newslint check --agai); COMP_CWORD=2; \
        _newslint newslint --agai check; echo ${COMPREPLY[@]}";
    offers("bash", bash, "--against");
    let fish = "source SCRIPT; complete -C 'newslint check --format sar'";
    offers("fish", fish, "sarif\tSARIF");
    let zsh = "autoload -U compinit; compinit -u -D; source SCRIPT; echo $_comps[newslint]";
    offers("zsh", zsh, "_newslint");
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
