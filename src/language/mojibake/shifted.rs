//! GBK read one byte off: behind a lost byte each character takes the first byte of the next one.

use super::codec::GBK_CODEC;
use super::{Cause, Damage};
use crate::Span;
use crate::language::{is_common, is_han, lexicon};

/// Fewest characters that were read one byte off.
const LENGTH: usize = 6;

/// Appends where `line`, which begins at `base`, is off by one byte: behind a `?` or U+FFFD, the trace of the loss.
pub(super) fn find(line: &str, base: usize, damages: &mut Vec<Damage>) {
    let mut from = 0;
    while let Some(at) = line
        .get(from..)
        .and_then(|rest| rest.find(['?', '\u{FFFD}']))
    {
        let start = from + at;
        let lost = line.get(start..).and_then(|rest| rest.chars().next());
        from = start + lost.map_or(1, char::len_utf8);
        let Some((length, repaired)) = line.get(from..).and_then(moved) else {
            continue;
        };
        from += length;
        // The byte that was read with the last character's, and lost like the first, belongs to it.
        let tail = line.get(from..).unwrap_or_default();
        let tail = tail
            .chars()
            .next()
            .filter(|c| matches!(c, '?' | '\u{FFFD}'));
        from += tail.map_or(0, char::len_utf8);
        damages.push(Damage {
            span: Span::new(base + start, base + from),
            cause: Cause::Shifted { repaired },
        });
    }
}

/// What the characters of two bytes at the head of `text` say one byte further on, and how many bytes of `text` they
/// take, if they make words only there.
fn moved(text: &str) -> Option<(usize, String)> {
    let wide = |c: char| Some((c, GBK_CODEC.bytes(c)?.0, GBK_CODEC.bytes(c)?.1?));
    let read: Vec<(char, u8, u8)> = text.chars().map_while(wide).collect();
    let said: Vec<char> = read
        .windows(2)
        .map_while(|two| GBK_CODEC.decode(two[0].2, two[1].1))
        .collect();
    if said.len() + 1 < LENGTH {
        return None;
    }
    let read: Vec<char> = read.iter().take(said.len() + 1).map(|(c, ..)| *c).collect();
    let together = |chars: &[char]| {
        let pair = |two: &&[char]| lexicon::stand_together(two[0], two[1]);
        chars.windows(2).filter(pair).count()
    };
    let common = said
        .iter()
        .filter(|c| is_common(**c) || !is_han(**c))
        .count();
    let makes_words = together(&said) * 5 >= said.len() * 2 && common * 4 >= said.len() * 3;
    let made_none = together(&read) * 6 <= read.len();
    let length = read.iter().map(|c| c.len_utf8()).sum();
    (makes_words && made_none).then(|| (length, said.into_iter().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_byte_moves_what_follows() {
        let (bytes, ..) = encoding_rs::GBK.encode("市民可以提前在网上查看新的班次安排，不必排队");
        let mut damaged = vec![b'?'];
        damaged.extend_from_slice(bytes.get(5..).unwrap_or_default());
        let (text, ..) = encoding_rs::GBK.decode(&damaged);
        let mut found = Vec::new();
        find(&format!("公司说，{text}"), 0, &mut found);
        let Some(Damage {
            cause: Cause::Shifted { repaired },
            ..
        }) = found.first()
        else {
            panic!("{text}: {found:?}");
        };
        assert!(
            repaired.contains("提前在网上查看新的班次安排"),
            "{repaired}"
        );
    }

    #[test]
    fn questions_are_left_alone() {
        let mut found = Vec::new();
        find(
            "谁来负责?市民可以提前在网上查看新的班次安排，不必排队",
            0,
            &mut found,
        );
        assert_eq!(found, []);
    }
}
