//! A word in the wrong script.

use crate::Span;
use crate::language::convert::Conversion;

/// A word in the other script.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignWord {
    /// Where in the prose: whole words.
    pub span: Span,
    /// In the article's script.
    pub conversion: Conversion,
    /// How sure it is.
    pub strength: Strength,
}

/// How sure it is that a word is in the wrong script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// In a name, which keeps its characters.
    Name,
    /// A form that traditional print has, too.
    Print,
    /// No single character tells; a phrase or its surroundings do.
    Phrase,
    /// A character that only the other script has.
    Strong,
}
