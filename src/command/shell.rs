//! `completions` and `man`: what packages install besides the program.

use std::io::Write;

use clap_complete::Shell;

use super::{CLEAN, ExitResult, help, locale_lang};
use crate::catalog::Lang;
use crate::cli::CommonArgs;

/// Writes what makes `shell` complete the commands of newslint.
pub(super) fn complete(shell: Shell, common: &CommonArgs, out: &mut dyn Write) -> ExitResult {
    let mut command = help::command(lang_of(common));
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "newslint", &mut script);
    out.write_all(&script)?;
    Ok(CLEAN)
}

/// Writes the page for `man`.
pub(super) fn man(common: &CommonArgs, out: &mut dyn Write) -> ExitResult {
    clap_mangen::Man::new(help::command(lang_of(common))).render(out)?;
    Ok(CLEAN)
}

fn lang_of(common: &CommonArgs) -> Lang {
    common.lang.or_else(locale_lang).unwrap_or_default()
}
