//! Marks of punctuation, and what they say of a text's end.

/// Marks that end a sentence; a full-width full stop among them, an ASCII one only beside Latin text.
pub fn is_terminal(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '｡' | '．')
}

/// Marks inside a sentence and at its end.
pub fn is_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '、' | '；' | '：' | ',' | ';' | ':' | '﹐' | '﹑' | '﹔' | '﹕'
    ) || is_terminal(c)
}

/// Closing quotes and brackets: they belong to the sentence that ends before them.
pub fn is_closer(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '」'
            | '』'
            | '）'
            | '》'
            | '〉'
            | '】'
            | '〕'
            | '］'
            | '｝'
            | ')'
            | ']'
            | '"'
            | '\''
            | '﹂'
            | '﹄'
    )
}

/// Opening quotes and brackets.
pub fn is_opener(c: char) -> bool {
    matches!(
        c,
        '“' | '‘'
            | '「'
            | '『'
            | '（'
            | '《'
            | '〈'
            | '【'
            | '〔'
            | '［'
            | '｛'
            | '('
            | '['
            | '﹁'
            | '﹃'
    )
}

/// Does `text` end as a sentence does: a terminal mark, then any closers?
pub fn is_complete(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| is_closer(c) || c.is_whitespace());
    bare.chars()
        .next_back()
        .is_some_and(|c| is_terminal(c) || c == '.')
}
