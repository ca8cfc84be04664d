//! The tags of a page.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, Token, Tokenizer};

use super::elements::Role;
use crate::Span;

/// A tag, or a comment between tags.
pub(super) struct Tag {
    pub(super) span: Span,
    /// In small letters; empty for a comment.
    pub(super) name: String,
    pub(super) kind: TagKind,
    pub(super) role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TagKind {
    Start,
    /// `<br/>`
    SelfClosing,
    End,
    Comment,
}

/// The tags of `source`, and the language that its first element declares.
pub(super) fn tags(source: &str, lang: &mut Option<String>) -> Vec<Tag> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // The content of scripts holds no tags.
    emitter.naively_switch_states(true);
    let mut tags = Vec::new();
    // Reading a string cannot fail.
    for token in Tokenizer::new_with_emitter(source, emitter).flatten() {
        let (kind, span, name, role) = match token {
            Token::StartTag(tag) => {
                let name = name_of(&tag.name);
                if matches!(&*name, "html" | "body" | "article")
                    && let Some(declared) = tag.attributes.get("lang".as_bytes())
                {
                    lang.get_or_insert_with(|| name_of(&declared.value));
                }
                let attributes = tag.attributes.iter();
                let role = attributes.map(|(name, value)| Role::of(name, &value.value));
                let role = role.max().unwrap_or(Role::Text);
                let kind = if tag.self_closing {
                    TagKind::SelfClosing
                } else {
                    TagKind::Start
                };
                (kind, tag.span, name, role)
            }
            Token::EndTag(tag) => (TagKind::End, tag.span, name_of(&tag.name), Role::Text),
            Token::Comment(comment) => (TagKind::Comment, comment.span, String::new(), Role::Text),
            Token::Doctype(doctype) => (TagKind::Comment, doctype.span, String::new(), Role::Text),
            Token::String(_) | Token::Error(_) => continue,
        };
        tags.push(Tag {
            span: Span::new(span.start, span.end),
            name,
            kind,
            role,
        });
    }
    tags
}

fn name_of(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).into_owned()
}
