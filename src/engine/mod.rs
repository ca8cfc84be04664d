//! Runs the lints: no input or output of its own, nothing global.

mod facts;
mod gather;
mod patterns;
pub mod run;
pub mod selftest;
mod silence;

pub use facts::Facts;
pub use run::{Engine, Outcome};
pub use silence::Silence;
