//! Knowledge of the language: tables and pure functions, nothing about documents or lints.
