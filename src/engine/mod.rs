//! Runs the lints: no input or output of its own, nothing global.

mod gather;
mod patterns;
pub mod run;
pub mod selftest;

pub use run::{Engine, Outcome};
