//! One article as a reader reads it, with the way back to its file.

mod html;
pub mod kinds;
mod lines;
pub mod map;
mod markdown;
pub mod sentences;
mod text;

use std::borrow::Cow;
use std::ops::Range;

pub use kinds::BlockKind;
pub use map::SourceMap;
pub use map::builder::MapBuilder;

use crate::Span;
use crate::finding::Edit;

/// How an article is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// `CommonMark` with tables, footnotes, strikethrough and a YAML front matter.
    Markdown,
    /// Lines of text.
    Text,
    /// HTML.
    Html,
}

/// One article.
///
/// Its *prose* is what a reader sees: markup is removed, entities are resolved, the lines of a wrapped paragraph are
/// joined. Where nothing changed, the prose is the text itself.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    text: &'t str,
    format: Format,
    prose: Cow<'t, str>,
    map: SourceMap,
    blocks: Vec<Block>,
    sentences: Vec<Span>,
    verbatim: Vec<Span>,
    comments: Vec<Span>,
    declared_lang: Option<String>,
}

/// A piece of prose that stands by itself on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its place in the prose, without white space around it.
    pub span: Span,
    /// Its place in the text, with its own markup.
    pub source: Span,
    /// What it is.
    pub kind: BlockKind,
    /// 1 to 6 for a heading marked as such, else 0.
    pub level: u8,
    /// Its sentences, as indices into [`Document::sentences`].
    pub sentences: Range<usize>,
}

/// What the markup alone says of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marked {
    Heading(u8),
    ListItem,
    Quote,
    Table,
    Code,
    Image,
    Paragraph,
}

/// A document while it is being parsed.
struct DocumentBuilder<'t> {
    prose: MapBuilder<'t>,
    blocks: Vec<(Span, Span, Marked)>,
    verbatim: Vec<Span>,
    comments: Vec<Span>,
    declared_lang: Option<String>,
}

impl<'t> DocumentBuilder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            prose: MapBuilder::new(text),
            blocks: Vec::new(),
            verbatim: Vec::new(),
            comments: Vec::new(),
            declared_lang: None,
        }
    }

    /// Keeps the comments in `markup`, which stands at `start` of the text, that speak to newslint.
    fn keep_comments(&mut self, markup: &str, start: usize) {
        const OPEN: &str = "<!--";
        const CLOSE: &str = "-->";
        let mut at = 0;
        while let Some(open) = markup.get(at..).and_then(|rest| rest.find(OPEN)) {
            let open = at + open;
            let inner = markup.get(open + OPEN.len()..).unwrap_or("");
            let Some(length) = inner.find(CLOSE) else {
                return;
            };
            at = open + OPEN.len() + length + CLOSE.len();
            if inner.trim_start().starts_with("newslint-") {
                self.comments.push(Span::new(start + open, start + at));
            }
        }
    }

    /// Ends the block that began at `prose` in the prose and at `source` in the text, here.
    fn close_block(&mut self, prose: usize, source: usize, marked: Marked) {
        let Some(text) = self.prose.target().get(prose..) else {
            return;
        };
        let blank = |c: char| c.is_whitespace() || c == '\u{FEFF}';
        let led = text.trim_start_matches(blank);
        let inner = led.trim_end_matches(blank);
        if inner.is_empty() {
            return;
        }
        let start = prose + text.len() - led.len();
        let end = self.prose.position();
        self.blocks.push((
            Span::new(start, start + inner.len()),
            Span::new(source, end),
            marked,
        ));
    }
}

impl<'t> Document<'t> {
    /// Reads `text`.
    pub fn parse(text: &'t str, format: Format) -> Self {
        let builder = match format {
            Format::Markdown => markdown::parse(text),
            Format::Text => text::parse(text),
            Format::Html => html::parse(text),
        };
        let (prose, map) = builder.prose.finish();
        let kinds = kinds::classify(&prose, &builder.blocks);
        let mut sentences = Vec::new();
        let blocks = builder
            .blocks
            .into_iter()
            .zip(kinds)
            .map(|((span, source, marked), kind)| {
                let first = sentences.len();
                sentences::split(&prose, span, &mut sentences);
                let level = match (kind, marked) {
                    (BlockKind::Heading, Marked::Heading(level)) => level,
                    _ => 0,
                };
                Block {
                    span,
                    source,
                    kind,
                    level,
                    sentences: first..sentences.len(),
                }
            })
            .collect();
        let (verbatim, comments) = (builder.verbatim, builder.comments);
        let declared_lang = builder.declared_lang;
        Self {
            text,
            format,
            prose,
            map,
            blocks,
            sentences,
            verbatim,
            comments,
            declared_lang,
        }
    }

    /// What ends before `end` of the text is a headline, whatever it looks like.
    pub fn set_title(&mut self, end: usize) {
        for block in &mut self.blocks {
            if block.source.end <= end {
                block.kind = BlockKind::Heading;
            }
        }
    }

    /// What a reader reads.
    pub fn prose(&self) -> &str {
        &self.prose
    }

    /// What was parsed: for lints about what a reader does not see.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// How the text is written.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The blocks, in the order of the text.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The sentences of all blocks, in order.
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// Inline code and addresses, in order: places that are no language.
    pub fn verbatim(&self) -> &[Span] {
        &self.verbatim
    }

    /// Comments of the markup that begin with `newslint-`, by their places in the text, in order.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// The language that the article's own front matter declares.
    pub fn declared_lang(&self) -> Option<&str> {
        self.declared_lang.as_deref()
    }

    /// Declares the language, unless the article does so itself.
    pub fn declare_lang(&mut self, lang: &str) {
        self.declared_lang.get_or_insert_with(|| lang.to_owned());
    }

    /// The prose at `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.prose)
    }

    /// Index of the block that holds `offset` of the prose, if one does.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let index = self
            .blocks
            .partition_point(|block| block.span.end <= offset);
        self.blocks
            .get(index)
            .filter(|block| block.span.start <= offset)
            .map(|_| index)
    }

    /// The sentence that holds `offset` of the prose, if one does.
    pub fn sentence_at(&self, offset: usize) -> Option<Span> {
        let index = self
            .sentences
            .partition_point(|sentence| sentence.end <= offset);
        self.sentences
            .get(index)
            .copied()
            .filter(|sentence| sentence.start <= offset)
    }

    /// Does `span` touch inline code or an address?
    pub fn is_verbatim(&self, span: Span) -> bool {
        let index = self
            .verbatim
            .partition_point(|place| place.end <= span.start);
        self.verbatim
            .get(index)
            .is_some_and(|place| place.start < span.end)
    }

    /// The place in the text that `span` of the prose was made from.
    pub fn to_source(&self, span: Span) -> Span {
        self.map.to_source(span)
    }

    /// The prose made from `span` of the text.
    pub fn to_prose(&self, span: Span) -> Span {
        self.map.to_target(span)
    }

    /// Does a reader of a page see anything of `span` of the text? Scripts and attributes are HTML's own business; in
    /// other formats everything counts.
    pub fn is_read(&self, span: Span) -> bool {
        self.format != Format::Html || !self.to_prose(span).is_empty()
    }

    /// The edits of the text that bring about `edit` of the prose; `None` where that would cut through markup.
    pub fn lower(&self, edit: &Edit) -> Option<Vec<Edit>> {
        // In HTML the tags around a block have partners; they stay.
        let tags_go_too = self.format != Format::Html;
        if tags_go_too && edit.insert.is_empty() && self.is_whole_blocks(edit.span) {
            let source = self.map.to_source(edit.span);
            let limit = Span::new(0, self.text.len());
            let limit = match (self.block_at(edit.span.start), self.blocks.last()) {
                (Some(first), Some(_)) => Span::new(self.blocks[first].source.start, limit.end),
                _ => limit,
            };
            let grown = self.map.grown_over_markup(source, limit);
            return Some(vec![Edit::delete(self.with_blank_lines(grown))]);
        }
        self.map.lower(edit, &self.prose)
    }

    /// The edits of the text that bring about all of `edits` of the prose; `None` where one would cut through markup.
    pub fn lower_all(&self, mut edits: Vec<Edit>) -> Option<Vec<Edit>> {
        edits.sort();
        let mut joined: Vec<Edit> = Vec::with_capacity(edits.len());
        for edit in edits {
            match joined.last_mut() {
                // Paragraphs in a row go as one: two of them cannot both take the blank line between along.
                Some(last)
                    if last.insert.is_empty()
                        && edit.insert.is_empty()
                        && self.is_break(last.span.end, edit.span.start) =>
                {
                    last.span = last.span.joined(edit.span);
                }
                _ => joined.push(edit),
            }
        }
        let mut lowered = Vec::with_capacity(joined.len());
        for edit in &joined {
            lowered.extend(self.lower(edit)?);
        }
        Some(lowered)
    }

    /// Does nothing stand between the two places of the prose but the end of a line?
    fn is_break(&self, from: usize, to: usize) -> bool {
        let between = self.prose.get(from..to);
        between.is_some_and(|gap| gap.contains('\n') && gap.trim().is_empty())
    }

    /// `span` of the text, which holds whole blocks, with the blank lines that set them off from what follows, or from
    /// what comes before where nothing follows: no gap is left.
    fn with_blank_lines(&self, span: Span) -> Span {
        let (before, behind) = (
            Span::new(0, span.start).of(self.text),
            Span::new(span.end, self.text.len()).of(self.text),
        );
        let rest = behind.trim_start_matches(['\n', '\r']);
        if rest.is_empty() {
            let kept = before.trim_end_matches(['\n', '\r']).len();
            // The line end of the last line is the file's.
            let line = self.text.strip_suffix('\n').unwrap_or(self.text);
            let line = line.strip_suffix('\r').unwrap_or(line).len();
            return Span::new(kept, span.end.min(line).max(kept));
        }
        Span::new(span.start, self.text.len() - rest.len())
    }

    /// Does `span` cut through no block?
    fn is_whole_blocks(&self, span: Span) -> bool {
        let first = self
            .blocks
            .partition_point(|block| block.span.end <= span.start);
        let mut touched = self
            .blocks
            .iter()
            .skip(first)
            .take_while(|block| block.span.start < span.end)
            .peekable();
        touched.peek().is_some() && touched.all(|block| span.contains(block.span))
    }
}
