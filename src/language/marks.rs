//! Marks of punctuation: which end a sentence, which enclose what, and which are the half or the full width of which.

/// What a pair of marks encloses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encloses {
    /// Words that somebody said or wrote.
    Quotation,
    /// The title of a book, a paper, a film.
    Title,
    /// The label of a paragraph: 【本報訊】.
    Label,
    /// An aside.
    Aside,
}

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

/// The mark that closes what `c` opens.
pub fn closer_of(c: char) -> Option<char> {
    Some(match c {
        '「' => '」',
        '『' => '』',
        '“' => '”',
        '‘' => '’',
        '﹁' => '﹂',
        '﹃' => '﹄',
        '《' => '》',
        '〈' => '〉',
        '【' => '】',
        '（' => '）',
        '〔' => '〕',
        '［' => '］',
        '｛' => '｝',
        '(' => ')',
        '[' => ']',
        _ => return None,
    })
}

/// The mark that opens what `c` closes.
pub fn opener_of(c: char) -> Option<char> {
    Some(match c {
        '」' => '「',
        '』' => '『',
        '”' => '“',
        '’' => '‘',
        '﹂' => '﹁',
        '﹄' => '﹃',
        '》' => '《',
        '〉' => '〈',
        '】' => '【',
        '）' => '（',
        '〕' => '〔',
        '］' => '［',
        '｝' => '｛',
        ')' => '(',
        ']' => '[',
        _ => return None,
    })
}

/// What the pair encloses that `c` opens.
pub fn encloses(c: char) -> Option<Encloses> {
    Some(match c {
        '「' | '『' | '“' | '‘' | '﹁' | '﹃' => Encloses::Quotation,
        '《' | '〈' => Encloses::Title,
        '【' => Encloses::Label,
        '（' | '〔' | '［' | '｛' | '(' | '[' => Encloses::Aside,
        _ => return None,
    })
}

/// Closing quotes and brackets: they belong to the sentence that ends before them. Straight quotes are among them, as
/// they close as often as they open.
pub fn is_closer(c: char) -> bool {
    opener_of(c).is_some() || matches!(c, '"' | '\'')
}

/// Opening quotes and brackets.
pub fn is_opener(c: char) -> bool {
    closer_of(c).is_some()
}

/// Does `c` open a quotation or a title?
pub fn opens_words(c: char) -> bool {
    matches!(encloses(c), Some(Encloses::Quotation | Encloses::Title))
}

/// Does `c` close a quotation or a title?
pub fn closes_words(c: char) -> bool {
    opener_of(c).is_some_and(opens_words)
}

/// Does `text` end as a sentence does: a terminal mark, then any closers?
pub fn is_complete(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| is_closer(c) || c.is_whitespace());
    bare.chars()
        .next_back()
        .is_some_and(|c| is_terminal(c) || c == '.')
}

/// The ASCII character that `c` is the full width of, or `c`.
pub fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_pairs() {
        for c in '\0'..='\u{FFFF}' {
            if let Some(close) = closer_of(c) {
                assert_eq!(opener_of(close), Some(c));
            }
            if let Some(open) = opener_of(c) {
                assert_eq!(closer_of(open), Some(c));
            }
            assert_eq!(closer_of(c).is_some(), encloses(c).is_some(), "{c}");
        }
    }

    #[test]
    fn widths() {
        assert_eq!(half_width('（'), '(');
        assert_eq!(half_width('５'), '5');
        assert_eq!(half_width('，'), ',');
        assert_eq!(half_width('。'), '。');
    }
}
