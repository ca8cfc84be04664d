//! Was the page read by a scanner?

use crate::document::{Document, Format};
use crate::language::is_han;
use crate::language::marks::half_width;

/// Fewest lines that end inside a sentence.
const LINES: usize = 4;
/// Characters for each such line at most; columns of print have twenty to forty.
const PER_LINE: usize = 60;
/// Fewest blanks, half-width and strange marks.
const SIGNS: usize = 2;
/// Characters for each of them at most.
const PER_SIGN: usize = 200;
/// Most characters of a page. A longer text is a file of many pages, most often one that was never on paper.
const PAGE: usize = 5000;

/// Does plain text keep the lines of a page, and have blanks and marks where no printer puts them? Either alone is a way to
/// store sound text; in Markdown lines break as their author likes.
pub fn is_scanned(document: &Document<'_>) -> bool {
    document.format() == Format::Text && has_signs(document.text())
}

fn has_signs(text: &str) -> bool {
    // Few texts keep lines; only of these all characters are looked at.
    let lines = kept_lines(text);
    if lines < LINES {
        return false;
    }
    let (mut han, mut signs) = (0, 0);
    let (mut before, mut last) = ('\0', '\0');
    for c in text.chars() {
        han += usize::from(is_han(c));
        let blank = last == ' ' && is_han(before) && (is_han(c) || is_full_mark(c));
        signs += usize::from(blank) + usize::from(is_han(last) && is_strange(c));
        (before, last) = (last, c);
    }
    let kept = lines * PER_LINE >= han;
    let strange = signs >= SIGNS && signs * PER_SIGN >= han;
    kept && strange && han <= PAGE
}

/// How many lines of `text` end between two Chinese characters.
fn kept_lines(text: &str) -> usize {
    let is_kept = |at: usize| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let behind = text.get(at + 1..).and_then(|text| text.chars().next());
        before.is_some_and(is_han) && behind.is_some_and(is_han)
    };
    let ends = text.match_indices('\n');
    ends.filter(|(at, _)| is_kept(*at)).count()
}

fn is_full_mark(c: char) -> bool {
    !c.is_alphanumeric() && half_width(c) != c
        || matches!(c, '。' | '、' | '「' | '」' | '『' | '』')
}

/// A mark of another script, which stands right behind a Chinese character only by mistake.
fn is_strange(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '(' | ')' | '/' | '-' | '.' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_strange_marks() {
        let line = "渡輪公司昨日宣布加開兩班航\n次,方便居民往返離島 、市區\n";
        assert!(has_signs(&line.repeat(4)));
        assert!(
            !has_signs(&line.replace([',', ' '], "，").repeat(4)),
            "wrapped by hand"
        );
        assert!(
            !has_signs(&line.replace('\n', "").repeat(4)),
            "half-width by habit"
        );
        assert!(!has_signs(&line.repeat(400)), "no page is so long");
    }
}
