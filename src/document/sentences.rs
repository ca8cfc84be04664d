//! Where sentences end.

use unicode_segmentation::UnicodeSegmentation;

use crate::Span;
use crate::language;
use crate::language::marks::{is_closer, is_terminal};

/// Appends the sentences of the block at `block` of `prose` to `out`.
///
/// A sentence is a run of terminal marks with the closers behind it; in Latin text it
/// is what UAX #29 says. What follows the last end is a sentence too.
pub(super) fn split(prose: &str, block: Span, out: &mut Vec<Span>) {
    let text = block.of(prose);
    if is_latin(text) {
        let bounds = text
            .split_sentence_bound_indices()
            .filter(|(_, sentence)| !sentence.trim().is_empty());
        out.extend(bounds.map(|(at, sentence)| {
            Span::new(at, at + sentence.trim_end().len()).shifted(block.start)
        }));
        return;
    }
    let mut start = None;
    let mut ended = false;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if language::is_han(c) {
            start.get_or_insert(at);
            ended = false;
            continue;
        }
        if start.is_none() && !c.is_whitespace() {
            start = Some(at);
        }
        let next = chars.clone().next().map(|(_, next)| next);
        if is_terminal(c) && !(c == '．' && next.is_some_and(char::is_alphanumeric)) {
            ended = true;
        } else if !(ended && is_closer(c)) {
            ended = false;
        }
        let goes_on = next.is_some_and(|next| is_terminal(next) || is_closer(next));
        if ended
            && !goes_on
            && let Some(from) = start.take()
        {
            out.push(Span::new(from, at + c.len_utf8()).shifted(block.start));
            ended = false;
        }
    }
    if let Some(from) = start {
        out.push(Span::new(from, text.trim_end().len()).shifted(block.start));
    }
}

/// Is most of `text` in an alphabet, more than four fifths? Looks at the first 64 letters, and no further than it must.
fn is_latin(text: &str) -> bool {
    const LETTERS: usize = 64;
    // Han are letters, too: asking the small table first saves a tenth of the time to parse.
    let letters = text
        .chars()
        .filter(|c| language::is_han(*c) || c.is_alphabetic())
        .take(LETTERS);
    let (mut latin, mut all) = (0, 0);
    for c in letters {
        all += 1;
        latin += usize::from(c < '\u{2E80}');
        if (all - latin) * 5 > LETTERS {
            return false;
        }
    }
    latin * 10 > all * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let mut spans = Vec::new();
        split(text, Span::new(0, text.len()), &mut spans);
        spans.iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn closers_belong_to_the_sentence_before_them() {
        assert_eq!(
            sentences("他說：「下雨了。」她問：「真的？！」"),
            ["他說：「下雨了。」", "她問：「真的？！」"]
        );
    }

    #[test]
    fn ellipses_and_decimals() {
        assert_eq!(
            sentences("等等……再說。升３．５％。"),
            ["等等……", "再說。", "升３．５％。"]
        );
        assert_eq!(
            sentences("It rained. It stopped at 3.5 mm."),
            ["It rained.", "It stopped at 3.5 mm."]
        );
    }
}
