//! Whom a credit names: persons, offices, and what ends it behind a name.

use crate::language::{is_han, words};

/// How sure it is that a credit is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Wherever it stands.
    Sure,
    /// Where a sentence stops before it that may go on behind it.
    Likely,
    /// Where a sentence stops before it and nothing but what stands behind it goes on there: a name alone, which may
    /// also be whom a sentence is about.
    Possible,
}

/// Longest credit, in characters.
pub(super) const LONGEST: usize = 26;

/// Where the names end that may stand at `from`: a surname and one or two characters, or letters.
pub(super) fn names(chars: &[char], from: usize, trust: Trust) -> Vec<(usize, Trust)> {
    let rest = chars.get(from..).unwrap_or(&[]);
    let letter = |c: &&char| c.is_ascii_alphabetic() || matches!(c, ' ' | '.');
    let letters = rest.iter().take_while(letter).count();
    if letters > 1 {
        return vec![(from + letters, trust)];
    }
    let surname = rest.first().is_some_and(|c| words::SURNAMES.has(*c));
    let han = rest.iter().take_while(|c| is_han(**c)).count();
    let ends = [3, 2].into_iter().filter(|end| surname && han >= *end);
    ends.flat_map(|end| match rest.get(end) {
        // `記者何曉晴、林小雨`: two names are whom a sentence is about less often than one.
        Some('、') => names(chars, from + end + 1, trust.min(Trust::Likely)),
        Some(next) if is_han(*next) => vec![(from + end, trust)],
        _ => Vec::new(),
    })
    .collect()
}

/// Where the name of an office or a firm may end that stands at `from`.
pub(super) fn makers(chars: &[char], from: usize) -> impl Iterator<Item = (usize, Trust)> {
    let rest = chars.get(from..).unwrap_or(&[]);
    let han = rest.iter().take(8).take_while(|c| is_han(**c));
    let ends = han
        .enumerate()
        .filter(|(at, c)| *at >= 2 && words::MAKER_ENDS.has(**c));
    ends.map(move |(at, _)| (from + at + 1, Trust::Likely))
}

/// Where a credit ends that names somebody or some place from `from` on: a few characters without a mark, then the word
/// that ends a credit.
pub(super) fn signed(chars: &[char], from: usize, agency: bool) -> Option<usize> {
    let plain = |c: &char| is_han(*c) || c.is_alphabetic() || is_divider(*c);
    let reach = chars
        .iter()
        .skip(from)
        .take(10)
        .take_while(|c| plain(c))
        .count();
    (from..=from + reach).find_map(|at| {
        let end = words::CREDIT_ENDS.ending_at(chars, at)?;
        // `本報傳真`, `記者攝`: somebody or some place must be named.
        let named = at > from || agency;
        let name = chars.get(from..at).unwrap_or(&[]);
        let plain = !name.iter().any(|c| words::PARTICLES.has(*c));
        // `受訪者提供圖片`.
        let end = words::CREDIT_ENDS.ending_at(chars, end).unwrap_or(end);
        (named && plain && end <= LONGEST).then_some(end)
    })
}

/// What divides the parts of a credit.
pub(super) fn is_divider(c: char) -> bool {
    matches!(
        c,
        '：' | ':' | '／' | '/' | '╱' | '｜' | '|' | '丨' | ' ' | '　' | '、' | '·'
    )
}
