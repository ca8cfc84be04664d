//! HTML: articles saved from a site.
//!
//! Only the tags are tokenised; what stands between them is the text, so that every offset stays the file's own.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, Token, Tokenizer};

use super::{Draft, Marked, text};
use crate::Span;

/// Elements whose content no reader reads as text of the article.
const SKIPPED: [&str; 17] = [
    "head", "script", "style", "noscript", "template", "svg", "math", "nav", "button", "select",
    "textarea", "iframe", "object", "audio", "video", "canvas", "form",
];
/// Elements that begin a block of their own.
const BLOCKS: [&str; 39] = [
    "html",
    "body",
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "figure",
    "figcaption",
    "hr",
    "address",
    "details",
    "summary",
    "center",
    "br",
    "caption",
];
/// Elements whose text is no language.
const VERBATIM: [&str; 4] = ["code", "kbd", "samp", "var"];
/// The longest entity, its `&` and `;` aside: names have up to 31 letters.
const ENTITY: usize = 32;

/// Reads HTML, or a piece of it.
pub(super) fn parse(source: &str) -> Draft<'_> {
    let mut reader = Reader {
        source,
        draft: Draft::new(source),
        open: None,
        around: Vec::new(),
        skipped: None,
        verbatim: None,
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // The content of scripts holds no tags.
    emitter.naively_switch_states(true);
    // Reading a string cannot fail.
    for token in Tokenizer::new_with_emitter(source, emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                let span = Span::new(tag.span.start, tag.span.end);
                let name = name_of(&tag.name);
                if name == "html"
                    && let Some(lang) = tag.attributes.get("lang".as_bytes())
                {
                    reader.draft.declared_lang = Some(name_of(&lang.value));
                }
                reader.start(&name, span, tag.self_closing);
            }
            Token::EndTag(tag) => {
                reader.end(&name_of(&tag.name), Span::new(tag.span.start, tag.span.end));
            }
            Token::Comment(comment) => {
                reader.markup(Span::new(comment.span.start, comment.span.end));
            }
            Token::Doctype(doctype) => {
                reader.markup(Span::new(doctype.span.start, doctype.span.end));
            }
            Token::String(_) | Token::Error(_) => {}
        }
    }
    reader.text_to(source.len());
    reader.close();
    reader.draft
}

fn name_of(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).into_owned()
}

struct Reader<'s> {
    source: &'s str,
    draft: Draft<'s>,
    /// The block being read: where it begins in the prose and in the source.
    open: Option<(usize, usize)>,
    /// The elements around it that say what it is.
    around: Vec<(String, Marked)>,
    /// The skipped element being read, and how often it stands inside itself.
    skipped: Option<(String, usize)>,
    /// Where verbatim text began in the prose.
    verbatim: Option<usize>,
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
            if let Some(marked) = marked(name) {
                // Their end tags may be left out.
                if matches!(name, "li" | "td" | "th" | "dt" | "dd") {
                    self.leave(name);
                }
                self.around.push((name.to_owned(), marked));
            }
            return;
        } else if VERBATIM.contains(&name) {
            self.verbatim.get_or_insert(self.draft.builder.len());
        }
        self.draft.builder.removed_to(span.end);
    }

    fn end(&mut self, name: &str, span: Span) {
        if let Some((skipped, depth)) = &mut self.skipped {
            if skipped == name {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                    self.draft.builder.decoded_to(span.end, "\n");
                }
            }
            return;
        }
        self.text_to(span.start);
        if BLOCKS.contains(&name) {
            self.block_tag(span);
            self.leave(name);
            return;
        }
        if VERBATIM.contains(&name)
            && let Some(start) = self.verbatim.take()
        {
            let end = self.draft.builder.len();
            self.draft.verbatim.push(Span::new(start, end));
        }
        self.draft.builder.removed_to(span.end);
    }

    /// A comment or the like.
    fn markup(&mut self, span: Span) {
        if self.skipped.is_none() {
            self.text_to(span.start);
            self.draft.builder.removed_to(span.end);
        }
    }

    /// A tag between blocks reads as the end of a line.
    fn block_tag(&mut self, span: Span) {
        self.close();
        self.draft.builder.decoded_to(span.end, "\n");
    }

    fn leave(&mut self, name: &str) {
        if let Some(at) = self.around.iter().rposition(|(around, _)| around == name) {
            self.around.truncate(at);
        }
    }

    fn close(&mut self) {
        if let Some((prose, source)) = self.open.take() {
            let marked = self
                .around
                .last()
                .map_or(Marked::Paragraph, |(_, marked)| *marked);
            self.draft.close_block(prose, source, marked);
        }
    }

    /// Takes the text up to `end`: entities are resolved, white space is collapsed.
    fn text_to(&mut self, end: usize) {
        let preformatted = self
            .around
            .iter()
            .any(|(_, marked)| *marked == Marked::Code);
        while self.draft.builder.position() < end {
            let at = self.draft.builder.position();
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
                self.open = Some((self.draft.builder.len(), at));
            }
            if let Some((length, decoded)) = entity(rest) {
                self.draft.builder.decoded_to(at + length, &decoded);
                continue;
            }
            let plain = rest
                .char_indices()
                .skip(1)
                .find(|(_, c)| matches!(c, '&' | ' ' | '\t' | '\r' | '\n' | '\u{C}'))
                .map_or(rest.len(), |(index, _)| index);
            let raw = rest.get(..plain).unwrap_or("");
            let prose = self.draft.builder.len();
            self.draft
                .verbatim
                .extend(super::markdown::addresses(raw).map(|span| span.shifted(prose)));
            self.draft.builder.literal_to(at + plain);
        }
    }

    /// White space up to `end`: none at the head of a block, and one space inside it.
    fn space(&mut self, end: usize, breaks_line: bool) {
        match (self.open.is_some(), breaks_line) {
            (false, _) => self.draft.builder.removed_to(end),
            (true, true) => text::join(&mut self.draft, end),
            (true, false) => self.draft.builder.decoded_to(end, " "),
        }
    }
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
            fix::apply(page, &edits),
            "<div><a></a><a></a></div><p>漁船出海。</p>"
        );
    }
}
