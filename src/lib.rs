//! newslint finds the places where news text, mainly Chinese, was damaged on its way from newsroom to file: simplified
//! characters in a traditional article, sentences cut in two, passages that stand twice, text read in the wrong encoding.
//!
//! # Embedding
//! A [`Linter`] checks text, files, or the articles of a run against each other, and applies fixes:
//! ```
//! use newslint::{Applicability, Lang, Linter};
//!
//! let linter = Linter::new();
//! let text = "工程總投資達1O5億元，工期三年。\n";
//! for finding in linter.check_text("a.md", text).expect("it is an article") {
//!     let place = finding.location.range.expect("it lies in the text").start;
//!     let message = linter.message(&finding, Lang::En);
//!     assert_eq!(place.column, 8);
//!     assert_eq!(message, "letter instead of a digit in the number `1O5`");
//! }
//! let fixed = linter.fix("a.md", text, Applicability::Unsafe).expect("it is text");
//! assert_eq!(fixed, "工程總投資達105億元，工期三年。\n");
//! ```
//! With `default-features = false` the library comes without what only the program needs.
//!
//! # The flow
//! ```text
//! files ─ input ─▶ Source ─ document ─▶ Document ─ evidence ─▶ Article ─ engine, lints ─▶ Finding ─ report
//! ```
//! A file holds one article or many records; each is decoded into a text that knows the way back to its bytes. What a
//! reader reads of it, without markup, is its prose. Lints look at one article, or compare those of a run, and report
//! *keys and values*; the words are found when somebody reads them, in one of three languages ([`Lang`]).
//!
//! The modules are the program's inside: public for its tests and its bindings, not for others, and they change from version
//! to version.

#[doc(hidden)]
pub mod baseline;
#[doc(hidden)]
pub mod catalog;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod command;
#[doc(hidden)]
pub mod config;
#[doc(hidden)]
pub mod document;
#[doc(hidden)]
pub mod engine;
mod error;
#[doc(hidden)]
pub mod evidence;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod filter;
#[doc(hidden)]
pub mod finding;
#[doc(hidden)]
pub mod index;
#[doc(hidden)]
pub mod input;
#[doc(hidden)]
pub mod language;
#[doc(hidden)]
pub mod lint;
mod linter;
#[doc(hidden)]
pub mod lints;
mod message;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod profile;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod run;
#[doc(hidden)]
pub mod span;
#[doc(hidden)]
pub mod suppress;

pub use error::{Error, Mistake};
pub use finding::{
    Applicability, Category, Finding, Fix, Location, Position, Range, Record, Related, Severity,
};
pub use input::{NotFixed, Problem, ProblemKind};
pub use linter::{LintSummary, Linter};
pub use message::Lang;
pub use report::{FileEntry, Report, Summary};
pub use span::Span;
