//! `spaced-characters`, the blanks beside marks: some of them are a style until others show that a scanner put them there.
//! Blanks between characters are a pattern.

use crate::Span;
use crate::document::BlockKind;
use crate::evidence::Article;
use crate::evidence::half_width::{HalfMark, is_habit};
use crate::finding::{Applicability, Edit};
use crate::language::is_han;
use crate::language::marks::{is_closer, is_opener};
use crate::lint::{DocumentLint, Findings};

/// What is a blank here.
const BLANK: [char; 3] = [' ', '\u{A0}', '\u{2009}'];
/// Most blanks in a row that a scanner leaves.
const BLANKS: usize = 3;
/// From how many blanks on that are no style those that may be one are none either.
const HABIT: usize = 2;

/// Blanks beside marks.
pub(super) struct SpacedCharacters;

/// A blank beside a mark.
struct Blank {
    span: Span,
    /// With the characters on both sides.
    place: Span,
    kind: Kind,
}

/// How sure it is that a blank is none of the author's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It is no style.
    Sure,
    /// It may be one.
    Style,
    /// It stands beside an ASCII sign, where a blank is common.
    Sign,
}

impl DocumentLint for SpacedCharacters {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let mut blanks = Vec::new();
        for block in article.document.blocks() {
            if matches!(
                block.kind,
                BlockKind::Body
                    | BlockKind::Unknown
                    | BlockKind::Caption
                    | BlockKind::Quote
                    | BlockKind::ListItem
            ) {
                in_block(article, block.span, &mut blanks);
            }
        }
        if blanks.is_empty() {
            return;
        }
        let sure = blanks
            .iter()
            .filter(|blank| blank.kind == Kind::Sure)
            .count();
        let marks = article.half_marks();
        let scanned = is_habit(marks);
        let apart = |mark: &&HalfMark| article.slice(mark.span).starts_with(' ');
        let habit = scanned || sure + marks.iter().filter(apart).count() >= HABIT;
        blanks.retain(|blank| match blank.kind {
            Kind::Sure => true,
            Kind::Style => habit,
            Kind::Sign => scanned,
        });
        for Blank { span, place, kind } in blanks {
            let applicability = match kind {
                Kind::Sure => Applicability::Safe,
                Kind::Style | Kind::Sign => Applicability::Unsafe,
            };
            findings
                .at("mark", span)
                .with("place", article.slice(place))
                .fix("delete", applicability, vec![Edit::delete(span)])
                .report();
        }
    }
}

fn in_block(article: &Article<'_>, block: Span, blanks: &mut Vec<Blank>) {
    let text = article.slice(block);
    if !BLANK.iter().any(|blank| text.contains(*blank)) {
        return;
    }
    // The last two characters that are no blanks, and how many blanks stand behind them.
    let (mut earlier, mut last, mut between) = (None, None, 0);
    for (at, c) in text.char_indices() {
        if BLANK.contains(&c) {
            between += 1;
            continue;
        }
        if let (Some((begin, left)), 1..=BLANKS) = (last, between)
            && let Some(kind) = judge(earlier, left, c, text.get(at + c.len_utf8()..))
        {
            let span = Span::new(begin + char::len_utf8(left), at).shifted(block.start);
            let place = Span::new(begin, at + c.len_utf8()).shifted(block.start);
            if !article.document.is_verbatim(span) {
                blanks.push(Blank { span, place, kind });
            }
        }
        earlier = if between > 0 {
            None
        } else {
            last.map(|(_, c)| c)
        };
        last = Some((at, c));
        between = 0;
    }
}

/// What the blank between `left` and `right` is, if it stands beside a mark. `earlier` stands before `left`, `rest`
/// behind `right`.
fn judge(earlier: Option<char>, left: char, right: char, rest: Option<&str>) -> Option<Kind> {
    let wide = |c: char| !c.is_ascii();
    let pauses = |c: char| matches!(c, '，' | '、' | '；');
    let ends = |c: char| matches!(c, '。' | '？' | '！' | '：');
    let word = |c: char| is_han(c) || c.is_ascii_digit() || is_closer(c) && wide(c);
    if is_opener(left) && is_closer(right) {
        return None;
    }
    let by_word = word(left) && (pauses(right) || ends(right));
    let by_pause = pauses(left) && is_han(right) && {
        let next = rest.and_then(|rest| rest.chars().next());
        earlier.is_some_and(is_han) && next.is_some_and(is_han)
    };
    if by_word && !left.is_ascii_digit() || by_pause {
        return Some(Kind::Sure);
    }
    let sign = |c: char| {
        matches!(
            c,
            '(' | ')' | '[' | '{' | '\'' | '"' | ',' | ':' | ';' | '!' | '?'
        )
    };
    let mark = |c: char| pauses(c) || ends(c) || (is_opener(c) || is_closer(c)) && wide(c);
    let (left_mark, right_mark) = (mark(left), mark(right));
    if left_mark && (right_mark || is_han(right)) || right_mark && is_han(left) {
        return Some(Kind::Style);
    }
    let beside = |c: char| is_han(c) || mark(c);
    let signs = sign(left) && (beside(right) || sign(right)) || sign(right) && beside(left);
    signs.then_some(Kind::Sign)
}
