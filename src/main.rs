//! The program: parse, run, exit code.

use std::process::ExitCode;

use newslint::cli::Cli;
use newslint::command;

fn main() -> ExitCode {
    let cli = Cli::read(std::env::args_os().collect()).unwrap_or_else(|error| error.exit());
    // A lint that panics is reported as a problem of the run; the default message would only frighten.
    std::panic::set_hook(Box::new(|_| {}));
    command::run(cli)
}
