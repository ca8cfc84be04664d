//! What becomes of the records of a corpus: kept, dropped, tagged or fixed, by what a run finds in them.
//!
//! A run lints everything first, because articles are compared with each other; what it finds makes a [`Verdict`] for each
//! record that a rule is about. Then the files are read once more and written anew, record by record, as [`pass`] says.

pub mod pass;
pub mod rules;
mod samples;
mod tag;
pub mod verdicts;

pub use pass::{Account, Passing};
pub use rules::{Rules, Which};
pub use samples::{Sample, Samples};
pub use verdicts::{Verdict, Verdicts};
