//! A run as its users see it: what is read, which rules hold, what is reported, what is written.
//!
//! Where `tests/cli` shows how a report looks, this tells what is in it.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on should say where, and one that is skipped why"
)]

mod across;
mod against;
mod archives;
mod attributes;
mod baseline;
mod changes;
mod collections;
mod compressed;
mod configuration;
mod desk;
mod diff;
mod fields;
mod flags;
mod index;
mod outputs;
mod panics;
mod places;
mod reading;
mod records;
mod reports;
mod rules;
mod services;
mod shell;
mod suppression;
mod writing;
