//! One article as blocks of sentences of words, so that a defect can be cut at the right seam.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::prose::Writer;

/// Words, marks and numbers in order.
pub(crate) type Sentence<'v> = Vec<Cow<'v, str>>;

/// What a block is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Headline,
    SubHead,
    Byline,
    Body,
    Caption,
    SignOff,
}

/// A paragraph or a heading.
#[derive(Debug, Clone)]
pub(crate) struct Block<'v> {
    pub(crate) kind: Kind,
    pub(crate) sentences: Vec<Sentence<'v>>,
}

impl<'v> Block<'v> {
    pub(crate) fn one(kind: Kind, sentence: Sentence<'v>) -> Self {
        Self {
            kind,
            sentences: vec![sentence],
        }
    }

    /// The block's words without its Markdown mark.
    pub(crate) fn text(&self) -> String {
        self.sentences.concat().concat()
    }
}

/// An article, or a copy of one.
#[derive(Debug, Clone)]
pub(crate) struct Article<'v> {
    pub(crate) blocks: Vec<Block<'v>>,
}

impl<'v> Article<'v> {
    /// A headline, a byline or a dateline, body paragraphs, and the furniture between them.
    pub(crate) fn write(writer: &mut Writer<'v>) -> Self {
        let mut blocks = vec![Block::one(Kind::Headline, writer.heading(5, 9))];
        let byline: Cow<'_, str> = Cow::Owned(writer.fill_from(writer.phrases.bylines));
        let paragraphs = writer.rng.between(3, 6);
        // Without a closing mark it would run into the first sentence.
        let lone_byline = !byline.ends_with(['）', '】', '〕', '：']) || writer.rng.chance(30);
        if lone_byline {
            blocks.push(Block::one(Kind::Byline, vec![byline.clone()]));
        }
        for number in 0..paragraphs {
            let sentences = writer.rng.between(1, 4);
            let mut body: Vec<_> = (0..sentences).map(|_| writer.sentence()).collect();
            if number == 0 && !lone_byline {
                body.insert(0, vec![byline.clone()]);
            }
            blocks.push(Block {
                kind: Kind::Body,
                sentences: body,
            });
            let last = number + 1 == paragraphs;
            if writer.rng.chance(12) {
                blocks.push(caption(writer));
            } else if !last && writer.rng.chance(15) {
                blocks.push(Block::one(Kind::SubHead, writer.heading(3, 5)));
            }
        }
        if writer.rng.chance(20) {
            let sign_off = Cow::Owned(writer.fill_from(writer.phrases.sign_offs));
            blocks.push(Block::one(Kind::SignOff, vec![sign_off]));
        }
        Self { blocks }
    }

    /// The places of the body paragraphs that hold at least this many sentences.
    pub(crate) fn bodies(&self, sentences: usize) -> Vec<usize> {
        let long =
            |block: &Block<'_>| block.kind == Kind::Body && block.sentences.len() >= sentences;
        (0..self.blocks.len())
            .filter(|&at| long(&self.blocks[at]))
            .collect()
    }

    /// The article as Markdown.
    pub(crate) fn markdown(&self) -> String {
        let mut out = String::with_capacity(2048);
        for (number, block) in self.blocks.iter().enumerate() {
            if number > 0 {
                out.push('\n');
            }
            out.push_str(match block.kind {
                Kind::Headline => "# ",
                Kind::SubHead => "### ",
                Kind::Byline | Kind::Body | Kind::Caption | Kind::SignOff => "",
            });
            for token in block.sentences.iter().flatten() {
                out.push_str(token);
            }
            out.push('\n');
        }
        out
    }

    /// Headline and plain text, for a record. A paragraph is a line, as most corpora have it.
    pub(crate) fn title_and_text(&self) -> (String, String) {
        let mut title = String::new();
        let mut text = String::with_capacity(2048);
        for block in &self.blocks {
            if block.kind == Kind::Headline && title.is_empty() {
                title = block.text();
            } else {
                let separator = if text.is_empty() { "" } else { "\n" };
                write!(text, "{separator}{}", block.text()).expect("a String takes all");
            }
        }
        (title, text)
    }
}

/// `◆…。`, `圖為…。`
pub(crate) fn caption<'v>(writer: &mut Writer<'v>) -> Block<'v> {
    let words = writer.fill_from(writer.phrases.captions);
    Block::one(Kind::Caption, vec![Cow::Owned(words)])
}
