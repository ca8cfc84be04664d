//! What an article proves about itself, worked out once and read by several lints.

pub mod across;
pub mod breaks;
pub mod copies;
pub mod dates;
pub mod folded;
pub mod half_width;
pub mod names;
pub mod scan;
pub mod script;

use std::cell::OnceCell;

use crate::Span;
use crate::document::Document;
use crate::input::Source;
use crate::language::mojibake::{self, Damage};
use breaks::Breaks;
pub use copies::Copies;
use dates::Date;
use half_width::{HalfMark, half_marks};
use script::{Declared, ScriptEvidence};

/// One article on its way through the lints.
pub struct Article<'s> {
    /// Where it comes from.
    pub source: &'s Source,
    /// As a reader reads it.
    pub document: Document<'s>,
    /// What is known of its script beforehand.
    declared: Declared,
    script: OnceCell<ScriptEvidence>,
    breaks: OnceCell<Breaks>,
    copies: OnceCell<Copies>,
    damages: OnceCell<Vec<Damage>>,
    dates: OnceCell<Vec<Date>>,
    half_marks: OnceCell<Vec<HalfMark>>,
}

impl<'s> Article<'s> {
    /// Parses `source`.
    pub fn new(source: &'s Source) -> Self {
        let mut document = Document::parse(source.text(), source.format());
        document.set_title(source.title_end());
        if let Some(lang) = source.declared_lang() {
            document.declare_lang(lang);
        }
        Self {
            source,
            document,
            declared: Declared::default(),
            script: OnceCell::new(),
            breaks: OnceCell::new(),
            copies: OnceCell::new(),
            damages: OnceCell::new(),
            dates: OnceCell::new(),
            half_marks: OnceCell::new(),
        }
    }

    /// The same, with what settings say of its script.
    #[must_use]
    pub fn declared(self, declared: Declared) -> Self {
        Self { declared, ..self }
    }

    /// Which script it is in, and why.
    pub fn script(&self) -> &ScriptEvidence {
        let declared = self.declared;
        self.script
            .get_or_init(|| ScriptEvidence::of(&self.document, declared))
    }

    /// Where its text breaks.
    pub fn breaks(&self) -> &Breaks {
        self.breaks.get_or_init(|| Breaks::of(&self.document))
    }

    /// What the article says twice.
    pub fn copies(&self) -> &Copies {
        self.copies.get_or_init(|| Copies::of(&self.document))
    }

    /// What a reader reads.
    pub fn prose(&self) -> &str {
        self.document.prose()
    }

    /// The prose at `span`.
    pub fn slice(&self, span: Span) -> &str {
        self.document.slice(span)
    }

    /// Where the text was read in the wrong encoding, in its own offsets.
    pub fn damages(&self) -> &[Damage] {
        self.damages.get_or_init(|| {
            let mut damages = mojibake::find(self.document.text());
            damages.retain(|damage| self.document.is_read(damage.span));
            damages
        })
    }

    /// The dates that the prose names.
    pub fn dates(&self) -> &[Date] {
        self.dates.get_or_init(|| {
            let mut dates = dates::find(self.prose());
            if let Some(published) = self.source.published() {
                dates::give_years(&mut dates, published, self.prose());
            }
            dates
        })
    }

    /// The half-width marks beside Chinese characters.
    pub fn half_marks(&self) -> &[HalfMark] {
        self.half_marks.get_or_init(|| half_marks(self))
    }
}
