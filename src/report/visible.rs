//! Text of others on its way to a terminal or into a line: shown, never obeyed.
//!
//! Articles, names of files, ids of records and lint files may hold escape sequences, line ends and characters that turn
//! the direction of what follows. Whatever is written for people goes through here.

use std::borrow::Cow;
use std::fmt::Write;

/// `text` in one line, so that a terminal shows it and obeys nothing: a line break as `↵`, a control or invisible
/// character as its code point, `<001B>`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_active) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    push_visible(&mut out, text);
    Cow::Owned(out)
}

/// `page`, made of several lines and perhaps coloured by us, with all but its line ends and colours made visible.
pub fn visible_page(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find(is_active) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let kept = match tail.chars().next() {
            Some('\n') => 1,
            Some('\u{1B}') => color_length(tail),
            _ => 0,
        };
        let length = if kept > 0 {
            kept
        } else {
            tail.chars().next().map_or(0, char::len_utf8)
        };
        let (head, behind) = tail.split_at(length);
        if kept > 0 {
            out.push_str(head);
        } else {
            push_visible(&mut out, head);
        }
        rest = behind;
    }
    out + rest
}

/// Appends `text` as [`visible`] shows it.
pub(super) fn push_visible(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\n' => out.push('↵'),
            '\t' => out.push(' '),
            c if is_active(c) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "<{:04X}>", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

/// JSON with such characters of its strings escaped: JSON itself escapes only the oldest of them.
pub(crate) fn escaped(json: String) -> String {
    let acts = |c: char| is_active(c) && c != '\n';
    if !json.contains(acts) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if acts(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// The length of the colour code that `text` begins with; 0 if it is none.
fn color_length(text: &str) -> usize {
    let Some(codes) = text.strip_prefix("\u{1B}[") else {
        return 0;
    };
    let end = codes.find(|c: char| !c.is_ascii_digit() && c != ';');
    match end {
        Some(end) if codes.get(end..).is_some_and(|rest| rest.starts_with('m')) => end + 3,
        _ => 0,
    }
}

/// Control, zero-width, bidirectional and private-use characters: a terminal shows nothing, or does something.
fn is_active(c: char) -> bool {
    c.is_control()
        || matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{E007F}'
        | '\u{F0000}'..='\u{10FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_on_a_terminal() {
        assert_eq!(
            visible("表\u{1B}]0;x\u{7}示\u{202E}\n"),
            "表<001B>]0;x<0007>示<202E>↵"
        );
        assert_eq!(visible("a\r\nb\u{9B}31m"), "a<000D>↵b<009B>31m");
        assert!(matches!(visible("天文台　預料"), Cow::Borrowed(_)));
    }

    #[test]
    fn colours_and_lines_of_a_page_stay() {
        let page = "\u{1B}[1;31merror\u{1B}[0m\n\u{1B}[2J\u{1B}]0;x\u{7}\u{85}";
        assert_eq!(
            visible_page(page),
            "\u{1B}[1;31merror\u{1B}[0m\n<001B>[2J<001B>]0;x<0007><0085>"
        );
    }

    #[test]
    fn json_says_the_same_with_escapes() {
        let text = "\u{9B}31m\u{202E}\u{F0001}天";
        let json = escaped(serde_json::Value::from(text).to_string());
        assert_eq!(json, r#""\u009b31m\u202e\udb80\udc01天""#);
        assert_eq!(
            serde_json::from_str::<String>(&json).ok().as_deref(),
            Some(text)
        );
    }
}
