//! Knowledge of the language: tables and pure functions, nothing about documents or lints.

use encoding_rs::{BIG5, GBK};

/// Placeholder until the frequency tables arrive.
pub fn is_common(c: char) -> bool {
    let mut buffer = [0; 4];
    let text = c.encode_utf8(&mut buffer);
    let (gbk, _, unmapped) = GBK.encode(text);
    if !unmapped
        && gbk.first().is_some_and(|lead| (0xB0..=0xD7).contains(lead))
        && gbk.get(1) >= Some(&0xA1)
    {
        return true;
    }
    let (big5, _, unmapped) = BIG5.encode(text);
    !unmapped
        && big5
            .first()
            .is_some_and(|lead| (0xA4..=0xC6).contains(lead))
}

/// Is `c` a Han character?
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' | '\u{F900}'..='\u{FAFF}' | '〇')
}
