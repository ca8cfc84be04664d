//! What elements and their attributes say of the text in them.

/// Elements whose content no reader reads as text of the article.
pub(super) const SKIPPED: [&str; 19] = [
    "head", "script", "style", "noscript", "template", "svg", "math", "nav", "button", "select",
    "option", "textarea", "iframe", "object", "audio", "video", "canvas", "form", "footer",
];
/// Elements that begin a block of their own.
pub(super) const BLOCKS: [&str; 39] = [
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
pub(super) const VERBATIM: [&str; 4] = ["code", "kbd", "samp", "var"];
/// Words in the name or class of an element that is not the article, as browsers' reader views know them.
const FURNITURE: [&str; 36] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "footer",
    "hotnews",
    "menu",
    "lightbox",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "overlay",
    "pagination",
    "popup",
    "promo",
    "recommend",
    "recommended",
    "relate",
    "related",
    "share",
    "sharing",
    "sidebar",
    "social",
    "subscribe",
    "toolbar",
];
/// Classes of text for screen readers only.
const UNSEEN: [&str; 4] = [
    "visually-hidden",
    "visuallyhidden",
    "sr-only",
    "screen-reader",
];
/// Roles of what is around an article.
const LANDMARKS: [&str; 6] = [
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
];
/// Elements whose end may go without saying.
pub(super) const OPEN_ENDED: [&str; 7] = ["p", "li", "td", "th", "tr", "dt", "dd"];
/// Elements without an end.
pub(super) const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// What its attributes say that an element is to its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// Nothing, so it is text.
    Text,
    /// Part of the site, not of the article.
    Furniture,
    /// Not to be seen, or for those who do not see.
    Hidden,
}

impl Role {
    /// The role that one attribute gives.
    pub(super) fn of(name: &[u8], value: &[u8]) -> Self {
        let value = std::str::from_utf8(value).unwrap_or("");
        match name {
            b"hidden" => Self::Hidden,
            b"style" if value.replace(' ', "").contains("display:none") => Self::Hidden,
            b"class" if UNSEEN.iter().any(|class| value.contains(class)) => Self::Hidden,
            b"role" if LANDMARKS.contains(&value) => Self::Furniture,
            b"class" | b"id" if words(value).any(is_furniture) => Self::Furniture,
            _ => Self::Text,
        }
    }
}

fn is_furniture(word: &str) -> bool {
    FURNITURE
        .iter()
        .any(|furniture| word.eq_ignore_ascii_case(furniture))
}

/// The words of `relatedNews share-bar`.
fn words(names: &str) -> impl Iterator<Item = &str> {
    names
        .split(|c: char| !c.is_ascii_alphabetic())
        .flat_map(|name| {
            let ends = name
                .char_indices()
                .skip(1)
                .filter(|(at, c)| {
                    c.is_ascii_uppercase()
                        && name
                            .as_bytes()
                            .get(at - 1)
                            .is_some_and(u8::is_ascii_lowercase)
                })
                .map(|(at, _)| at)
                .chain([name.len()]);
            ends.scan(0, move |start, end| {
                let word = name.get(*start..end);
                *start = end;
                word
            })
        })
}
