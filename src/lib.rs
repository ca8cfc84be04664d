//! newslint finds the places where news text was damaged on its way from newsroom to file.
//!
//! The folders follow the text: input → document → evidence → lints → findings → report.

pub mod language;
pub mod span;

pub use span::Span;
