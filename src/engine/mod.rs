//! Runs the lints: no input or output of its own, nothing global.

pub mod corpus;
pub mod draft;
pub mod lint;
mod patterns;
pub mod run;
pub mod selftest;

pub use draft::Findings;
pub use lint::{Check, CorpusLint, DocumentLint, Options};
pub use run::{Engine, Outcome};
