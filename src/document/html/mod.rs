//! HTML: articles saved from a site.
//!
//! Only the tags are tokenised; what stands between them is the text, so that every offset stays the file's own. Of a
//! saved page only the article is read: see [`article`]. Entities are pieces that cannot be cut. What no reader sees
//! (scripts, attributes) raises no finding, though lints may read the source.

mod article;
mod elements;
mod tags;

use html5gum::{Token, Tokenizer};

use self::elements::{BLOCKS, SKIPPED, VERBATIM};
use self::tags::{TagKind, tags};
use super::{DocumentBuilder, Marked, text};
use crate::Span;
use crate::language::is_han;

/// The longest entity, its `&` and `;` aside: names have up to 31 letters.
const ENTITY: usize = 32;

/// Reads HTML, or a piece of it.
pub(super) fn parse(source: &str) -> DocumentBuilder<'_> {
    let mut builder = DocumentBuilder::new(source);
    let tags = tags(source, &mut builder.declared_lang);
    let mut reader = Reader {
        source,
        builder,
        open: None,
        around: Vec::new(),
        codes: 0,
        skipped: None,
        verbatim: None,
        line_by_line: false,
        outside: article::outside(source, &tags),
        passed: 0,
    };
    for tag in &tags {
        match tag.kind {
            TagKind::Start => reader.start(&tag.name, tag.span, false),
            TagKind::SelfClosing => reader.start(&tag.name, tag.span, true),
            TagKind::End => reader.end(&tag.name, tag.span),
            TagKind::Comment => {
                let markup = tag.span.of(source);
                reader.builder.keep_comments(markup, tag.span.start);
                reader.markup(tag.span);
            }
        }
    }
    if reader.skipped.is_none() {
        reader.text_to(source.len());
    }
    reader.close();
    reader.builder
}

struct Reader<'s> {
    source: &'s str,
    builder: DocumentBuilder<'s>,
    /// The block being read: where it begins in the prose and in the source.
    open: Option<(usize, usize)>,
    /// The elements around it that say what it is.
    around: Vec<(String, Marked)>,
    /// How many of them hold code.
    codes: usize,
    /// The skipped element being read, and how often it stands inside itself.
    skipped: Option<(String, usize)>,
    /// Where verbatim text began in the prose.
    verbatim: Option<usize>,
    /// Does every line stand for itself? So they do in a `<pre>` that holds text instead of code.
    line_by_line: bool,
    /// Text that is not read, in order, and how much of it is passed.
    outside: Vec<Span>,
    passed: usize,
}

impl Reader<'_> {
    fn start(&mut self, name: &str, span: Span, self_closing: bool) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(skipped == name && !self_closing);
            return;
        }
        self.text_to(span.start);
        if SKIPPED.contains(&name) {
            self.close();
            if !self_closing {
                self.skipped = Some((name.to_owned(), 1));
            }
        } else if BLOCKS.contains(&name) {
            self.block_tag(span);
            if name == "pre" && is_text(self.source.get(span.end..).unwrap_or("")) {
                self.line_by_line = true;
            } else if let Some(marked) = marked(name) {
                // Their end tags may be left out.
                if matches!(name, "li" | "td" | "th" | "dt" | "dd") {
                    self.leave(name);
                }
                self.codes += usize::from(marked == Marked::Code);
                self.around.push((name.to_owned(), marked));
            }
            return;
        } else if VERBATIM.contains(&name) {
            self.verbatim.get_or_insert(self.builder.prose.len());
        }
        self.builder.prose.removed_to(span.end);
    }

    fn end(&mut self, name: &str, span: Span) {
        if let Some((skipped, depth)) = &mut self.skipped {
            if skipped == name {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                    self.end_line(span.end);
                }
            }
            return;
        }
        self.text_to(span.start);
        if BLOCKS.contains(&name) {
            self.block_tag(span);
            self.line_by_line &= name != "pre";
            self.leave(name);
            return;
        }
        if VERBATIM.contains(&name)
            && let Some(start) = self.verbatim.take()
        {
            let end = self.builder.prose.len();
            self.builder.verbatim.push(Span::new(start, end));
        }
        self.builder.prose.removed_to(span.end);
    }

    /// A comment or the like.
    fn markup(&mut self, span: Span) {
        if self.skipped.is_none() {
            self.text_to(span.start);
            self.builder.prose.removed_to(span.end);
        }
    }

    /// A tag between blocks reads as the end of a line.
    fn block_tag(&mut self, span: Span) {
        self.close();
        self.end_line(span.end);
    }

    /// One line end stands for all the tags up to `end` between two blocks.
    fn end_line(&mut self, end: usize) {
        if self.builder.prose.target().ends_with('\n') {
            self.builder.prose.removed_to(end);
        } else {
            self.builder.prose.decoded_to(end, "\n");
        }
    }

    fn leave(&mut self, name: &str) {
        if marked(name).is_none() {
            return;
        }
        if let Some(at) = self.around.iter().rposition(|(around, _)| around == name) {
            let left = self.around.drain(at..);
            self.codes -= left.filter(|(_, marked)| *marked == Marked::Code).count();
        }
    }

    fn close(&mut self) {
        if let Some((prose, source)) = self.open.take() {
            let marked = self
                .around
                .last()
                .map_or(Marked::Paragraph, |(_, marked)| *marked);
            self.builder.close_block(prose, source, marked);
        }
    }

    /// Is the text at `offset` hidden, or around the article?
    fn is_outside(&mut self, offset: usize) -> bool {
        while self
            .outside
            .get(self.passed)
            .is_some_and(|span| span.end <= offset)
        {
            self.passed += 1;
        }
        let next = self.outside.get(self.passed);
        next.is_some_and(|span| span.start <= offset)
    }

    /// Takes the text up to `end`: entities are resolved, white space is collapsed.
    fn text_to(&mut self, end: usize) {
        if self.is_outside(self.builder.prose.position()) {
            self.builder.prose.removed_to(end);
            return;
        }
        let preformatted = self.codes > 0;
        while self.builder.prose.position() < end {
            let at = self.builder.prose.position();
            let rest = Span::new(at, end).of(self.source);
            let space = rest.len()
                - rest
                    .trim_start_matches([' ', '\t', '\r', '\n', '\u{C}'])
                    .len();
            if space > 0 && !preformatted {
                self.space(at + space, rest.get(..space).unwrap_or("").contains('\n'));
                continue;
            }
            if self.open.is_none() {
                self.open = Some((self.builder.prose.len(), at));
            }
            if let Some((length, decoded)) = entity(rest) {
                self.builder.prose.decoded_to(at + length, &decoded);
                continue;
            }
            let plain = rest
                .char_indices()
                .skip(1)
                .find(|(_, c)| matches!(c, '&' | ' ' | '\t' | '\r' | '\n' | '\u{C}'))
                .map_or(rest.len(), |(index, _)| index);
            let raw = rest.get(..plain).unwrap_or("");
            let prose = self.builder.prose.len();
            self.builder
                .verbatim
                .extend(super::markdown::addresses(raw).map(|span| span.shifted(prose)));
            self.builder.prose.literal_to(at + plain);
        }
    }

    /// White space up to `end`: none at the head of a block, and one space inside it.
    fn space(&mut self, end: usize, breaks_line: bool) {
        match (self.open.is_some(), breaks_line) {
            (false, _) => self.builder.prose.removed_to(end),
            (true, true) if self.line_by_line => {
                self.close();
                self.end_line(end);
            }
            (true, true) => text::join(&mut self.builder, end),
            (true, false) => self.builder.prose.decoded_to(end, " "),
        }
    }
}

/// Does a `<pre>` that begins here hold Chinese text?
fn is_text(rest: &str) -> bool {
    let end = rest.find("</pre").unwrap_or(rest.len());
    let text = rest.get(..end).unwrap_or("");
    let (mut han, mut all, mut in_tag) = (0, 0, false);
    for c in text.chars() {
        in_tag = c == '<' || in_tag && c != '>';
        if !in_tag && c.is_alphabetic() {
            all += 1;
            han += usize::from(is_han(c));
        }
    }
    han * 2 > all
}

/// What an element says of the blocks in it.
fn marked(name: &str) -> Option<Marked> {
    Some(match name {
        "h1" => Marked::Heading(1),
        "h2" => Marked::Heading(2),
        "h3" => Marked::Heading(3),
        "h4" => Marked::Heading(4),
        "h5" => Marked::Heading(5),
        "h6" => Marked::Heading(6),
        "li" | "dt" | "dd" => Marked::ListItem,
        "blockquote" => Marked::Quote,
        "td" | "th" => Marked::Table,
        "figcaption" | "caption" => Marked::Image,
        "pre" => Marked::Code,
        _ => return None,
    })
}

/// The entity at the head of `text`: its length and what it stands for.
fn entity(text: &str) -> Option<(usize, String)> {
    let name = text.strip_prefix('&')?;
    let length = name
        .bytes()
        .take(ENTITY)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    let length = 1 + length + usize::from(name.get(length..)?.starts_with(';'));
    let raw = text.get(..length)?;
    let mut decoded = String::new();
    for token in Tokenizer::new(raw).flatten() {
        if let Token::String(string) = token {
            decoded.push_str(&String::from_utf8_lossy(&string.value));
        }
    }
    (decoded != raw && !decoded.is_empty()).then_some((length, decoded))
}

#[cfg(test)]
mod tests {
    use super::super::{BlockKind, Document, Format};
    use crate::Span;
    use crate::finding::{Edit, fix};

    const PAGE: &str = "<!DOCTYPE html>\r\n<html lang=\"zh-HK\"><head><title>網站</title><script>if (a<b) { \"<p>\" }</script></head>\r\n<body><nav>首頁</nav><h1>春汛&nbsp;到來</h1>\r\n<p>漁船<b>清早</b>駛出\r\n  港口，A&amp;B公司說。</p><p>風&#22823;。<br>浪高。</p><ul><li>其一<li>其二</ul><figure><img src=x><figcaption>港口一角</figcaption></figure></body></html>";

    #[test]
    fn blocks_of_a_page() {
        let document = Document::parse(PAGE, Format::Html);
        let blocks: Vec<(BlockKind, &str)> = document
            .blocks()
            .iter()
            .map(|block| (block.kind, document.slice(block.span)))
            .collect();
        assert_eq!(
            blocks,
            [
                (BlockKind::Heading, "春汛\u{A0}到來"),
                (BlockKind::Body, "漁船清早駛出港口，A&B公司說。"),
                (BlockKind::Body, "風大。"),
                (BlockKind::Body, "浪高。"),
                (BlockKind::ListItem, "其一"),
                (BlockKind::ListItem, "其二"),
                (BlockKind::Caption, "港口一角"),
            ]
        );
        assert_eq!(document.declared_lang(), Some("zh-HK"));
    }

    #[test]
    fn every_character_knows_its_bytes() {
        let document = Document::parse(PAGE, Format::Html);
        for block in document.blocks() {
            for (at, c) in document.slice(block.span).char_indices() {
                let span = Span::new(block.span.start + at, block.span.start + at + c.len_utf8());
                let source = document.to_source(span).of(PAGE);
                assert!(
                    source == c.to_string() || source.starts_with('&') && source.ends_with(';'),
                    "{c}: {source}"
                );
            }
        }
    }

    #[test]
    fn a_block_goes_and_its_tags_stay() {
        let page = "<div><a>分享到：</a><a>微信</a></div><p>漁船出海。</p>";
        let document = Document::parse(page, Format::Html);
        let edit = Edit::delete(document.blocks()[0].span);
        let edits = document.lower(&edit).unwrap();
        assert_eq!(
            fix::apply(page, &edits).as_deref(),
            Ok("<div><a></a><a></a></div><p>漁船出海。</p>")
        );
    }
}
