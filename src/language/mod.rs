//! Knowledge of the language: tables and pure functions, nothing about documents or lints.
//!
//! The tables are derived by `examples/derive_tables`; NOTICE names what from. They are sorted text,
//! searched where they lie, so that nothing is loaded before it is needed.

pub mod convert;
pub mod lexicon;
pub mod phrases;
pub mod script;
mod table;
