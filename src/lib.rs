//! newslint finds the places where news text was damaged on its way from newsroom to file.
//!
//! The folders follow the text: input → document → evidence → lints → finding → report.

pub mod catalog;
pub mod cli;
pub mod command;
pub mod config;
pub mod document;
pub mod engine;
mod error;
pub mod evidence;
pub mod finding;
pub mod input;
pub mod language;
pub mod lint;
pub mod lints;
pub mod report;
pub mod run;
pub mod span;
pub mod suppress;

pub use error::Error;
pub use span::Span;
