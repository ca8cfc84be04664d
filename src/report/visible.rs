//! Text of others on its way to a terminal or into a line: shown, never obeyed.
//!
//! Articles, names of files, ids of records and lint files may hold escape sequences, line ends and characters that turn
//! the direction of what follows. Whatever is written for people goes through here.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

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
    let mut out = Vec::with_capacity(json.len() + 16);
    // Writing to memory cannot fail, and what comes of text is text.
    let _ = Escaping::new(&mut out, "").write_all(json.as_bytes());
    String::from_utf8(out).unwrap_or(json)
}

/// Escapes such characters of JSON on its way out, and moves its lines to the right.
pub(super) struct Escaping<'w> {
    out: &'w mut dyn Write,
    /// What each line but the first begins with.
    indent: &'static str,
}

impl<'w> Escaping<'w> {
    pub(super) fn new(out: &'w mut dyn Write, indent: &'static str) -> Self {
        Self { out, indent }
    }
}

impl Write for Escaping<'_> {
    fn write(&mut self, json: &[u8]) -> io::Result<usize> {
        // Names, numbers and marks, most of them one byte at a time.
        if json.iter().all(|byte| matches!(byte, b' '..=b'~')) {
            self.out.write_all(json)?;
            return Ok(json.len());
        }
        // Who makes JSON writes whole characters at a time.
        let mut rest = str::from_utf8(json).map_err(io::Error::other)?;
        while let Some(at) = rest.find(is_active) {
            let (before, tail) = rest.split_at(at);
            self.out.write_all(before.as_bytes())?;
            let mut tail = tail.chars();
            match tail.next() {
                Some('\n') => write!(self.out, "\n{}", self.indent)?,
                Some(c) => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        write!(self.out, "\\u{unit:04x}")?;
                    }
                }
                None => {}
            }
            rest = tail.as_str();
        }
        self.out.write_all(rest.as_bytes())?;
        Ok(json.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
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
    // Nearly all that is written.
    let is_plain = matches!(c, ' '..='~' | '\u{2070}'..='\u{D7FF}');
    !is_plain
        && (c.is_control()
            || matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{E007F}'
        | '\u{F0000}'..='\u{10FFFD}'))
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
