//! The program: parse, run, exit code.

use std::process::ExitCode;

use newslint::command;

fn main() -> ExitCode {
    // A panic is told as a problem of the file that it was met in; the default message would only frighten.
    std::panic::set_hook(Box::new(|_| {}));
    ExitCode::from(command::run_typed(std::env::args_os().collect()))
}
