//! Markdown: `CommonMark` with tables, footnotes, strikethrough and a YAML front matter.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, LinkType, MetadataBlockKind, Options, Parser, Tag, TagEnd,
};

use super::lines::{self, Breaks};
use super::{DocumentBuilder, Marked, text};
use crate::Span;
use crate::language::is_han;

/// Reads Markdown. Smart punctuation stays off: it would change what the newsroom wrote.
pub(super) fn parse(source: &str) -> DocumentBuilder<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader {
        source,
        builder: DocumentBuilder::new(source),
        open: None,
        around: Vec::new(),
        joins: Vec::new(),
    };
    let lines = with_line_feeds(source);
    let events: Vec<_> = Parser::new_ext(&lines, options)
        .into_offset_iter()
        .collect();
    let mut metadata = false;
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle)) => metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => {
                metadata = false;
                reader.builder.prose.removed_to(range.end);
            }
            Event::Text(yaml) if metadata => reader.builder.declared_lang = declared_lang(yaml),
            Event::Start(Tag::Item) => {
                let inner = events.iter().skip(at + 1);
                let own = inner.take_while(|(event, _)| !is_block(event)).last();
                let end = own.map_or(range.start, |(_, range)| range.end);
                reader.take(event, range.start..end);
            }
            event => reader.take(event, range.clone()),
        }
    }
    reader.between(source.len());
    reader.builder
}

/// `source` with a line feed for each carriage return that ends a line alone: the parser takes one for a line end, but goes
/// on looking for the end of a comment behind it.
fn with_line_feeds(source: &str) -> Cow<'_, str> {
    if !source.contains('\r') {
        return Cow::Borrowed(source);
    }
    let mut chars = source.chars().peekable();
    let next = || {
        let c = chars.next()?;
        let ends_alone = c == '\r' && chars.peek() != Some(&'\n');
        Some(if ends_alone { '\n' } else { c })
    };
    Cow::Owned(std::iter::from_fn(next).collect())
}

/// Walks the events of the parser, which come in the order of the source.
struct Reader<'s> {
    source: &'s str,
    builder: DocumentBuilder<'s>,
    /// The block being read: where it begins in the prose and in the source, and what it is.
    open: Option<(usize, usize, Marked)>,
    /// What the blocks being read stand in.
    around: Vec<Marked>,
    /// For each line break to come in this block, last first: does the text run on?
    joins: Vec<bool>,
}

impl Reader<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag, range.end),
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => self.code(code, range),
            Event::SoftBreak if self.joins.pop().unwrap_or(true) => {
                let end = self.next_line(range.end);
                text::join(&mut self.builder, end);
            }
            Event::SoftBreak | Event::HardBreak => self.new_line(range.end),
            Event::Html(_) | Event::InlineHtml(_) | Event::Rule | Event::FootnoteReference(_) => {
                if matches!(event, Event::InlineHtml(_)) {
                    self.keep_comments(&range);
                }
                self.between(range.start);
                self.builder.prose.removed_to(range.end);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let marked = match tag {
            Tag::Heading { level, .. } => Marked::Heading(depth(*level)),
            Tag::Paragraph => self.around.last().copied().unwrap_or(Marked::Paragraph),
            Tag::Item => {
                self.around.push(Marked::ListItem);
                Marked::ListItem
            }
            Tag::BlockQuote(_) => return self.around.push(Marked::Quote),
            Tag::TableCell => Marked::Table,
            Tag::HtmlBlock => return self.keep_comments(&range),
            Tag::CodeBlock(kind) => self.code_block(kind, &range),
            Tag::Image { .. } => {
                if let Some((prose, _, marked)) = &mut self.open
                    && *prose == self.builder.prose.len()
                {
                    *marked = Marked::Image;
                }
                return;
            }
            Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            } => {
                self.between(range.start);
                let at = self.builder.prose.len();
                self.builder
                    .verbatim
                    .push(Span::new(at, at + range.len().saturating_sub(2)));
                return;
            }
            _ => return,
        };
        self.close(range.start);
        self.between(range.start);
        self.open = Some((self.builder.prose.len(), range.start, marked));
        if marked == Marked::Code {
            self.joins.clear();
            return;
        }
        let lines: Vec<&str> = self
            .source
            .get(range)
            .unwrap_or("")
            .trim_end()
            .lines()
            .collect();
        self.joins = lines::joined(&lines, Breaks::Soft);
        self.joins.reverse();
    }

    fn keep_comments(&mut self, range: &Range<usize>) {
        let markup = self.source.get(range.clone()).unwrap_or("");
        self.builder.keep_comments(markup, range.start);
    }

    /// Four spaces make code in Markdown and an indented paragraph in a newspaper: Han text is the latter.
    fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) -> Marked {
        let text = self.source.get(range.clone()).unwrap_or("");
        let han = text.chars().filter(|c| is_han(*c)).count();
        if matches!(kind, CodeBlockKind::Indented) && han * 2 > text.chars().count() {
            Marked::Paragraph
        } else {
            Marked::Code
        }
    }

    fn end(&mut self, tag: TagEnd, end: usize) {
        match tag {
            TagEnd::Item | TagEnd::BlockQuote(_) => {
                self.close(end);
                self.around.pop();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::CodeBlock => {
                self.close(end);
            }
            _ => {}
        }
    }

    /// Ends the open block; `end` is where its markup ends.
    fn close(&mut self, end: usize) {
        if let Some((prose, source, marked)) = self.open.take() {
            self.between(end);
            self.builder.close_block(prose, source, marked);
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let escaped = range.start.checked_sub(1).filter(|at| {
            *at >= self.builder.prose.position() && self.source.as_bytes().get(*at) == Some(&b'\\')
        });
        let mut range = range;
        let mut text = text;
        if let (Some(at), Some(first)) = (escaped, text.chars().next()) {
            // The backslash belongs to its character: a fix of the one takes the other with it.
            self.between(at);
            range.start += first.len_utf8();
            self.builder
                .prose
                .decoded_to(range.start, first.encode_utf8(&mut [0; 4]));
            text = text.get(first.len_utf8()..).unwrap_or("");
        }
        self.between(range.start);
        let raw = self.source.get(range.clone()).unwrap_or("");
        if raw == text || raw.contains('\0') {
            let at = self.builder.prose.len();
            self.builder
                .verbatim
                .extend(addresses(raw).map(|span| span.shifted(at)));
            self.builder.prose.literal_to(range.end);
        } else {
            self.builder.prose.decoded_to(range.end, text);
        }
    }

    fn code(&mut self, code: &str, range: Range<usize>) {
        self.between(range.start);
        let at = self.builder.prose.len();
        match self
            .source
            .get(range.clone())
            .and_then(|raw| raw.find(code))
        {
            Some(inner) => {
                self.builder.prose.removed_to(range.start + inner);
                self.builder
                    .prose
                    .literal_to(range.start + inner + code.len());
                self.builder.prose.removed_to(range.end);
            }
            None => self.builder.prose.decoded_to(range.end, code),
        }
        self.builder
            .verbatim
            .push(Span::new(at, self.builder.prose.len()));
    }

    /// Goes to `end` over markup: line ends stay, all else goes.
    fn between(&mut self, end: usize) {
        let gap = self
            .builder
            .prose
            .rest()
            .get(..end.saturating_sub(self.builder.prose.position()))
            .unwrap_or("");
        let base = self.builder.prose.position();
        for (at, c) in gap.char_indices() {
            if matches!(c, '\n' | '\r') {
                self.builder.prose.literal_to(base + at + c.len_utf8());
            } else {
                self.builder.prose.removed_to(base + at + c.len_utf8());
            }
        }
    }

    /// Ends the line before `end` and begins a new block of the same sort: the author broke it here.
    fn new_line(&mut self, end: usize) {
        let end = self.next_line(end);
        let marked = self.open.map_or(Marked::Paragraph, |(_, _, marked)| marked);
        if let Some((prose, source, marked)) = self.open.take() {
            self.builder.close_block(prose, source, marked);
        }
        self.between(end);
        self.open = Some((self.builder.prose.len(), end, marked));
    }

    /// The start of the text on the line that begins at `at`: behind its indentation.
    fn next_line(&self, at: usize) -> usize {
        let rest = self.source.get(at..).unwrap_or("");
        at + (rest.len() - rest.trim_start_matches([' ', '\t']).len())
    }
}

/// Does it end the text that stands in a list item itself?
fn is_block(event: &Event<'_>) -> bool {
    let begins = matches!(
        event,
        Event::Start(
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::List(_)
                | Tag::Table(_)
                | Tag::FootnoteDefinition(_)
        )
    );
    begins || matches!(event, Event::End(TagEnd::Item) | Event::Rule)
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The value of `lang:` or `language:` in a front matter.
fn declared_lang(yaml: &str) -> Option<String> {
    yaml.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (matches!(key.trim(), "lang" | "language") && !value.is_empty()).then(|| value.to_owned())
    })
}

/// Places of bare addresses (`https://…`, `www.…`) in `text`.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = Span> + '_ {
    const MARKS: [&str; 3] = ["http://", "https://", "www."];
    let after = |at: usize, mark: &str| {
        let found = text.get(at..).and_then(|rest| rest.find(mark));
        found.map_or(text.len(), |found| at + found)
    };
    // Where each stands next: what stands nowhere is looked for once.
    let mut next = MARKS.map(|mark| after(0, mark));
    let mut at = 0;
    std::iter::from_fn(move || {
        for (place, mark) in next.iter_mut().zip(MARKS) {
            if *place < at {
                *place = after(at, mark);
            }
        }
        let start = next.into_iter().min()?;
        let tail = text.get(start..).filter(|tail| !tail.is_empty())?;
        let length = tail.find(|c: char| !c.is_ascii_graphic());
        at = start + length.unwrap_or(tail.len());
        Some(Span::new(start, at))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{BlockKind, Document, Format};

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let document = Document::parse(text, Format::Markdown);
        document
            .blocks()
            .iter()
            .map(|block| (block.kind, document.slice(block.span).to_owned()))
            .collect()
    }

    #[test]
    fn markup_goes_and_wrapped_lines_join() {
        let text = "# 春汛\n\n漁船**清早**駛出\n港口，見[圖](a.png)。\n\n> 風大。\n";
        let texts: Vec<String> = blocks(text).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["春汛", "漁船清早駛出港口，見圖。", "風大。"]);
    }

    #[test]
    fn lines_that_end_sentences_are_paragraphs() {
        assert_eq!(blocks("漁船駛出港口。\n天色還暗。").len(), 2);
    }

    #[test]
    fn front_matter_is_no_prose_and_may_name_the_language() {
        let document = Document::parse(
            "---\ntitle: 春汛\nlang: zh-HK\n---\n\n天晴。\n",
            Format::Markdown,
        );
        assert_eq!(document.declared_lang(), Some("zh-HK"));
        assert_eq!(document.blocks().len(), 1);
    }

    #[test]
    fn an_entity_is_one_character_of_prose() {
        let document = Document::parse("風&amp;雨。", Format::Markdown);
        assert_eq!(document.prose(), "風&雨。");
        let at = document.prose().find('&').unwrap();
        assert_eq!(
            document.to_source(crate::Span::new(at, at + 1)),
            crate::Span::new(3, 8)
        );
    }
}
