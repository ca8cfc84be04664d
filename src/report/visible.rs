//! Text of others on its way to a terminal or into a line: shown, never obeyed.

use std::fmt::Write;

/// Appends `text` so that a terminal shows it and obeys nothing: a line break as `↵`, a control or invisible character
/// as its code point.
pub(super) fn push_visible(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\n' => out.push('↵'),
            '\r' => {}
            '\t' | '\u{3000}' => out.push(' '),
            c if c.is_control() || is_invisible(c) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "<{:04X}>", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

/// Zero-width, bidirectional and private-use characters: a terminal shows nothing, or does something.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{E007F}'
        | '\u{F0000}'..='\u{10FFFD}')
}
