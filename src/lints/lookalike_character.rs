//! `lookalike-character`, the signs that a scanner reads for commas: in an article whose marks are half-width throughout,
//! an apostrophe or a dot between Chinese characters is one more of them. The others are patterns.

use crate::Span;
use crate::document::BlockKind;
use crate::evidence::Article;
use crate::evidence::half_width::is_habit;
use crate::finding::{Applicability, Edit};
use crate::language::is_han;
use crate::language::marks::{is_closer, is_opener};
use crate::language::words::TRANSLITERATIONS;
use crate::lint::{DocumentLint, Findings};

/// Signs for commas.
pub(super) struct LookalikeCharacter;

/// A sign, and the same with what stands on both sides.
struct Sign {
    span: Span,
    place: Span,
}

impl DocumentLint for LookalikeCharacter {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let has_signs = || article.prose().contains(['\'', '‧', '.', '"', '`']);
        if !is_habit(article.half_marks()) || !has_signs() {
            return;
        }
        let mut signs = Vec::new();
        for block in article.document.blocks() {
            if matches!(
                block.kind,
                BlockKind::Body | BlockKind::Unknown | BlockKind::Caption
            ) {
                in_block(article, block.span, &mut signs);
            }
        }
        for Sign { span, place } in signs {
            findings
                .at("sign", span)
                .with("place", article.slice(place))
                .with("insert", "，")
                .fix(
                    "replace",
                    Applicability::Display,
                    vec![Edit::new(span, "，".to_owned())],
                )
                .report();
        }
    }
}

fn in_block(article: &Article<'_>, block: Span, signs: &mut Vec<Sign>) {
    let text = article.slice(block);
    // The last two characters that are no blanks, and whether a blank stands behind each.
    let mut before: Option<(usize, char)> = None;
    let mut sign: Option<(usize, char)> = None;
    // Where the quotation ends that the last apostrophe opened.
    let mut quoted = 0;
    let (mut apart_before, mut apart_behind) = (false, false);
    for (at, c) in text.char_indices() {
        if c == ' ' || c == '\u{A0}' {
            apart_behind = true;
            continue;
        }
        if c == '\'' && at >= quoted {
            quoted = quotation_end(text, at).unwrap_or(quoted);
        }
        if let (Some((left, before)), Some((place, sign))) = (before, sign)
            && (sign != '\'' || place >= quoted)
            && stands_for_comma(before, sign, c, apart_before || apart_behind)
        {
            let span = Span::new(place, place + sign.len_utf8()).shifted(block.start);
            let place = Span::new(left, at + c.len_utf8()).shifted(block.start);
            if !article.document.is_verbatim(span) {
                signs.push(Sign { span, place });
            }
        }
        (before, sign) = (sign, Some((at, c)));
        (apart_before, apart_behind) = (apart_behind, false);
    }
}

/// Behind the quotation that an apostrophe at `at` opens: a few characters without a blank or a mark.
fn quotation_end(text: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 12;
    let inside = text.get(at + 1..)?;
    let (length, _) = inside
        .char_indices()
        .take(LONGEST + 1)
        .find(|(_, c)| *c == '\'')?;
    let plain = |c: char| c.is_alphanumeric();
    let words = inside.get(..length)?;
    (!words.is_empty() && words.chars().all(plain)).then_some(at + 1 + length + 1)
}

/// Does `sign` between these two stand for a comma? `apart` says whether a blank stands beside it.
fn stands_for_comma(before: char, sign: char, after: char, apart: bool) -> bool {
    let wide = |c: char| !c.is_ascii();
    let word = |c: char| is_han(c) || c == '%';
    let left = word(before) || is_closer(before) && wide(before);
    let right = word(after) || after.is_ascii_digit() || is_opener(after) && wide(after);
    let in_name = TRANSLITERATIONS.has(before) && TRANSLITERATIONS.has(after);
    left && right
        && match sign {
            '\'' | '`' => true,
            '"' => apart,
            '‧' | '.' => is_han(before) && !after.is_ascii_digit() && !in_name,
            _ => false,
        }
}
