//! The program: parse, run, exit code.

use std::process::ExitCode;

use clap::Parser;
use newslint::cli::Cli;
use newslint::command;

fn main() -> ExitCode {
    let cli = Cli::parse();
    // A lint that panics is reported as a problem of the run; the default message would only frighten.
    std::panic::set_hook(Box::new(|_| {}));
    command::run(cli)
}
