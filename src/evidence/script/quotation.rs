//! Quotations and titles.

use crate::Span;
use crate::language::marks::{Encloses, closer_of, encloses, opener_of};
use crate::language::nest::Nest;

/// Longest quotation that is looked for, in bytes: a paragraph.
const LONGEST: usize = 1500;

/// What closes the quotation, title or label that `c` opens; a straight quote closes itself.
fn quote_closer(c: char) -> Option<char> {
    match encloses(c) {
        None | Some(Encloses::Aside) => (c == '"').then_some(c),
        Some(_) => closer_of(c),
    }
}

/// The innermost quotation or title around `span`, its marks excluded, within `block` of `prose`. The flag
/// tells a title.
pub fn around(prose: &str, block: Span, span: Span) -> Option<(Span, bool)> {
    let from = prose.ceil_char_boundary(block.start.max(span.start.saturating_sub(LONGEST)));
    let before = prose.get(from..span.start)?;
    // Marks that close on the way back hide the ones that they belong to.
    let mut closed: Vec<char> = Vec::new();
    for (at, c) in before.char_indices().rev() {
        if opener_of(c).and_then(quote_closer).is_some() {
            closed.push(c);
            continue;
        }
        let Some(close) = quote_closer(c) else {
            continue;
        };
        if closed.last() == Some(&close) {
            closed.pop();
            continue;
        }
        let longest = (span.end + LONGEST).min(block.end);
        let rest = prose.get(span.end..prose.ceil_char_boundary(longest))?;
        let end = span.end + rest.find(close)?;
        let title = encloses(c) == Some(Encloses::Title);
        return Some((Span::new(from + at + c.len_utf8(), end), title));
    }
    None
}

/// The outermost quotations and titles of `prose`, their marks excluded; none goes over the end of a block's line.
pub fn all(prose: &str) -> Vec<Span> {
    let mut found = Vec::new();
    // Where each open quotation began, by what closes it.
    let mut open: Nest<usize> = Nest::new();
    for (at, c) in prose.char_indices() {
        if c == '\n' {
            open.clear();
            continue;
        }
        let closed = open.close(c).and_then(|mut closed| closed.next());
        if let Some(start) = closed {
            if open.is_empty() {
                found.push(Span::new(start, at));
            }
        } else if let Some(close) = quote_closer(c) {
            open.open(close, at + c.len_utf8());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outermost_pairs() {
        let prose = "他說「看《紅樓夢》吧」，她問“好嗎\n”，《新》";
        let found: Vec<&str> = all(prose).into_iter().map(|span| span.of(prose)).collect();
        assert_eq!(found, ["看《紅樓夢》吧", "新"]);
    }

    #[test]
    fn innermost_pair() {
        let find = |prose: &str, word: &str| {
            let start = prose.find(word).unwrap();
            let found = around(
                prose,
                Span::new(0, prose.len()),
                Span::new(start, start + word.len()),
            );
            found.map(|(span, title)| (span.of(prose).to_owned(), title))
        };
        assert_eq!(
            find("讀《新华字典》一書", "字典"),
            Some(("新华字典".into(), true))
        );
        assert_eq!(
            find("他說「看《紅樓夢》吧」後", "吧"),
            Some(("看《紅樓夢》吧".into(), false))
        );
        assert_eq!(find("他說「好」後走了", "走"), None);
    }
}
