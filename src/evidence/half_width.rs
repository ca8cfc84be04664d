//! Half-width marks beside Chinese characters, and what a `?` among them stands for.

use super::Article;
use crate::Span;
use crate::document::{Block, BlockKind};
use crate::language::is_han;
use crate::language::marks::{is_closer, is_mark, is_opener};
use crate::language::words::{INTERROGATIVES, NAME_ROLES, SURNAMES, TRANSLITERATIONS};

/// A half-width mark where a full-width one may be meant.
pub struct HalfMark {
    /// The mark, with the blanks on both sides.
    pub span: Span,
    /// The same, with what stands on both sides.
    pub place: Span,
    /// `,`, `;`, `:`, `?` or `!`.
    pub mark: char,
    /// Is it one whatever the rest of the article writes?
    pub sure: bool,
    /// What it stands for.
    pub stands_for: StandsFor,
}

/// What a half-width mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandsFor {
    /// Its full-width form.
    Mark,
    /// `?`: perhaps a question, perhaps a character that an encoding lacked.
    Unclear,
    /// `?`: a character that an encoding lacked.
    Lost,
}

/// Characters of a clause that are looked through for a word that asks.
const CLAUSE: usize = 40;
/// Most blanks beside a mark.
const BLANKS: usize = 3;

/// The half-width marks of `article` beside Chinese characters.
pub(super) fn half_marks(article: &Article<'_>) -> Vec<HalfMark> {
    let mut found = Vec::new();
    for block in article.document.blocks() {
        let text = article.slice(block.span);
        let reads = !matches!(block.kind, BlockKind::Code | BlockKind::Table);
        if reads && text.bytes().any(is_half) {
            in_block(article, block, text, &mut found);
        }
    }
    found
}

/// From how many sure marks on the article has none else.
const HABIT: usize = 3;

/// Are half-width marks so many that the article has them throughout, as a scanned page has?
pub fn is_habit<'m>(marks: impl IntoIterator<Item = &'m HalfMark>) -> bool {
    marks.into_iter().filter(|mark| mark.sure).count() >= HABIT
}

fn is_half(byte: u8) -> bool {
    matches!(byte, b',' | b';' | b':' | b'?' | b'!')
}

fn in_block(article: &Article<'_>, block: &Block, text: &str, found: &mut Vec<HalfMark>) {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (at, (offset, mark)) in chars.iter().enumerate() {
        if !u8::try_from(*mark).is_ok_and(is_half) {
            continue;
        }
        let blanks = |places: &mut dyn Iterator<Item = &(usize, char)>| {
            let blank = |c: &&(usize, char)| matches!(c.1, ' ' | '\u{A0}');
            places.take(BLANKS).take_while(blank).count()
        };
        let first = at - blanks(&mut chars[..at].iter().rev());
        let behind = at + 1 + blanks(&mut chars[at + 1..].iter());
        let Some((left, before)) = first.checked_sub(1).map(|at| chars[at]) else {
            continue;
        };
        let after = chars.get(behind).map(|(_, c)| *c);
        let ends = matches!(block.kind, BlockKind::Body | BlockKind::Quote);
        let Some(sure) = judge(*mark, before, after, ends) else {
            continue;
        };
        let end = |index: usize| chars.get(index).map_or(text.len(), |(offset, _)| *offset);
        let span = Span::new(end(first), end(behind)).shifted(block.span.start);
        let place = Span::new(left, end((behind + 1).min(chars.len()))).shifted(block.span.start);
        if article
            .document
            .is_verbatim(Span::new(*offset, offset + 1).shifted(block.span.start))
            || *mark == ':' && is_one_of_several(&chars, at)
        {
            continue;
        }
        let stands_for = match mark {
            '?' if behind == at + 1 && first == at => question(&chars, at),
            _ => StandsFor::Mark,
        };
        found.push(HalfMark {
            span,
            place,
            mark: *mark,
            sure,
            stands_for,
        });
    }
}

/// May `mark` between these two be meant full-width, and is that sure? `ends` says whether the block ends in a mark.
fn judge(mark: char, before: char, after: Option<char>, ends: bool) -> Option<bool> {
    let closer = |c: char| is_closer(c) && c != '\'' && c != '"';
    let beside = is_han(before) || closer(before);
    let Some(after) = after else {
        return (is_han(before) && (ends || mark != ':')).then_some(ends);
    };
    let opens = is_opener(after) && after != '[';
    if beside && (is_han(after) || opens && mark != ':') {
        return Some(true);
    }
    let number = |c: char| c.is_ascii_digit() || matches!(c, '%' | '％');
    let latin = |c: char| c.is_ascii_alphanumeric();
    let weak = match mark {
        ',' | ';' => {
            beside && (number(after) || latin(after) || closer(after))
                || (number(before) || before.is_ascii_alphabetic()) && (is_han(after) || opens)
        }
        ':' => beside && (opens || number(after)),
        _ => beside && (number(after) || latin(after) || closer(after)),
    };
    weak.then_some(false)
}

/// Is the colon at `at` one of two a few characters apart, as in `日:時:分`?
fn is_one_of_several(chars: &[(usize, char)], at: usize) -> bool {
    const APART: usize = 5;
    let near = chars.get(at.saturating_sub(APART)..(at + APART + 1).min(chars.len()));
    near.is_some_and(|near| near.iter().filter(|(_, c)| *c == ':').count() > 1)
}

/// What the `?` at `at`, which no blank stands beside, stands for.
fn question(chars: &[(usize, char)], at: usize) -> StandsFor {
    let from = at.saturating_sub(CLAUSE);
    let clause = chars.get(from..at).unwrap_or_default();
    let begin = clause.iter().rposition(|(_, c)| is_mark(*c));
    let clause: String = clause
        .iter()
        .skip(begin.map_or(0, |begin| begin + 1))
        .map(|(_, c)| *c)
        .collect();
    if INTERROGATIVES.are_in(&clause) {
        StandsFor::Mark
    } else if is_in_name(chars, at) {
        StandsFor::Lost
    } else {
        StandsFor::Unclear
    }
}

/// Does the `?` at `at` stand in a name: `罗伯特?凯恩斯`, or behind a surname, where a rare character stood?
fn is_in_name(chars: &[(usize, char)], at: usize) -> bool {
    let sound = |c: &&(usize, char)| TRANSLITERATIONS.has(c.1);
    let (head, tail) = (&chars[..at], &chars[at + 1..]);
    let before = head.iter().rev().take_while(sound).count();
    let after = tail.iter().take_while(sound).count();
    if before >= 2 && after >= 2 && before + after >= 5 {
        return true;
    }
    let role = head.iter().nth_back(1);
    head.last().is_some_and(|(_, c)| SURNAMES.has(*c))
        && role.is_some_and(|(_, c)| NAME_ROLES.has(*c))
        && tail.first().is_some_and(|(_, c)| is_han(*c))
}
