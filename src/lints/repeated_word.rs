//! `repeated-word`: a word typed or read twice.

use std::cell::OnceCell;

use crate::Span;
use crate::document::{Block, BlockKind};
use crate::evidence::Article;
use crate::evidence::script::quotation;
use crate::finding::{Applicability, Edit};
use crate::language::fold::simplified_char;
use crate::language::{is_han, lexicon, words};
use crate::lint::{DocumentLint, Findings};

/// Words that follow themselves where no other word explains it.
pub(super) struct RepeatedWord;

/// Longest word or phrase that is looked for, in characters.
const LONGEST: usize = 8;

impl DocumentLint for RepeatedWord {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let running = |block: &&Block| {
            matches!(
                block.kind,
                BlockKind::Body | BlockKind::Caption | BlockKind::ListItem
            )
        };
        for block in article.document.blocks().iter().filter(running) {
            for (span, once) in glyphs(article.slice(block.span)) {
                let span = span.shifted(block.span.start);
                findings
                    .at("glyphs", span)
                    .with("word", once.as_str())
                    .fix("drop", Applicability::Unsafe, vec![Edit::new(span, once)])
                    .report();
            }
            for span in doubled(article.slice(block.span)) {
                let span = span.shifted(block.span.start);
                let quoted = quotation::around(article.prose(), block.span, span).is_some();
                if quoted || article.document.is_verbatim(span) {
                    continue;
                }
                let text = article.slice(span);
                let half = text.chars().count().div_ceil(2);
                let once: String = text.chars().take(half).collect();
                if is_name(article, &once) {
                    continue;
                }
                let second = Span::new(span.start + once.trim_end().len(), span.end);
                findings
                    .at("found", span)
                    .with("word", once.trim_end())
                    .fix("drop", Applicability::Unsafe, vec![Edit::delete(second)])
                    .report();
            }
        }
    }
}

/// Fewest characters in a row that all stand twice; 花花草草 has two.
const GLYPHS: usize = 5;

/// Where every character stands twice or three times, as a bold face leaves them, and what is meant.
fn glyphs(text: &str) -> Vec<(Span, String)> {
    let mut last = None;
    let twice = text.chars().filter(|c| last.replace(*c) == Some(*c));
    if twice.take(GLYPHS).count() < GLYPHS {
        return Vec::new();
    }
    let mut runs: Vec<(Span, char, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        match runs.last_mut() {
            Some((span, last, times)) if *last == c => {
                span.end = at + c.len_utf8();
                *times += 1;
            }
            _ => runs.push((Span::new(at, at + c.len_utf8()), c, 1)),
        }
    }
    let mut found = Vec::new();
    for alike in runs.chunk_by(|one, other| one.2 == other.2) {
        let (Some(first), Some(last)) = (alike.first(), alike.last()) else {
            continue;
        };
        let together = |two: &&[(Span, char, usize)]| lexicon::stand_together(two[0].1, two[1].1);
        let words = || alike.windows(2).filter(together).count();
        if matches!(first.2, 2 | 3) && alike.len() >= GLYPHS && words() * 2 >= alike.len() - 1 {
            let once = alike.iter().map(|(_, c, _)| *c).collect();
            found.push((Span::new(first.0.start, last.0.end), once));
        }
    }
    found
}

/// May `once`, of two to four characters, be half of a foreign name (恩戈罗恩戈罗)? No word that is known is in it, or it
/// has the sounds of foreign names; and the article has it by itself nowhere.
fn is_name(article: &Article<'_>, once: &str) -> bool {
    let chars: Vec<char> = once.chars().collect();
    let pieces = lexicon::word_ends(&chars).len();
    let sounds = || pieces > 1 && chars.iter().all(|c| words::FOREIGN_SOUNDS.has(*c));
    let unheard = (2..=4).contains(&chars.len())
        && chars.iter().all(|c| is_han(*c))
        && (pieces == chars.len() || sounds());
    let alone = || {
        let prose = article.prose();
        prose.match_indices(once).any(|(at, _)| {
            let before = prose.get(..at).is_some_and(|before| before.ends_with(once));
            let behind = prose.get(at + once.len()..);
            !before && behind.is_none_or(|behind| !behind.starts_with(once))
        })
    };
    unheard && !alone()
}

/// The places of `text` where something stands twice in a row and should not.
fn doubled(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = latin(text);
    // Few blocks repeat anything: their characters are laid out only then.
    let layout: OnceCell<Vec<(usize, char)>> = OnceCell::new();
    // The last characters, and where each of them, and of those that share a place with it, stood last.
    let mut recent = ['\0'; 2 * LONGEST];
    let mut places = [0; 256];
    // How many Chinese characters stand in a row, and where the next may be doubled.
    let (mut row, mut free) = (0, 0);
    for (at, c) in text.chars().enumerate() {
        if !is_han(c) {
            row = 0;
            continue;
        }
        row += 1;
        recent[at % recent.len()] = c;
        let place = &mut places[c as usize % places.len()];
        let is_far = at + 1 - std::mem::replace(place, at + 1) > LONGEST;
        if is_far {
            continue;
        }
        let back = |by: usize| recent[(at + recent.len() - by) % recent.len()];
        let twice =
            |width: &usize| row >= 2 * width && (0..*width).all(|by| back(by) == back(by + width));
        let Some(width) = (1..=LONGEST).find(twice) else {
            continue;
        };
        let start = at + 1 - 2 * width;
        let chars = layout.get_or_init(|| text.char_indices().collect());
        if start >= free && !stands_again(chars, start, width) && is_mistake(chars, start, width) {
            let end = chars.get(at + 1).map_or(text.len(), |(offset, _)| *offset);
            found.push(Span::new(chars[start].0, end));
            free = at + 1;
        }
    }
    found
}

/// Does what stands twice from `start` on stand a third time, as in a chant?
fn stands_again(chars: &[(usize, char)], start: usize, width: usize) -> bool {
    let piece = |from: usize| {
        chars
            .get(from..from + width)
            .map(|piece| piece.iter().map(|(_, c)| *c))
    };
    let twice = |from: usize| match (piece(start), piece(from)) {
        (Some(first), Some(other)) => first.eq(other),
        _ => false,
    };
    twice(start + 2 * width) || start.checked_sub(width).is_some_and(twice)
}

/// Does no word of the lexicon end or begin where the two meet, other than the doubled one?
fn is_mistake(chars: &[(usize, char)], start: usize, width: usize) -> bool {
    let (seam, end) = (start + width, start + 2 * width);
    let fold = |range: std::ops::Range<usize>| -> Option<String> {
        let piece = chars.get(range)?;
        Some(piece.iter().map(|(_, c)| simplified_char(*c)).collect())
    };
    let known = |range| fold(range).is_some_and(|word| lexicon::frequency(&word).is_some());
    if width == 1 {
        let Some(c) = chars.get(start).map(|(_, c)| simplified_char(*c)) else {
            return false;
        };
        let pair = |from: usize| match (chars.get(from), chars.get(from + 1)) {
            (Some((_, a)), Some((_, b))) => a == b && is_han(*a),
            _ => false,
        };
        // 的的確確, 是是非非.
        let reduplicated = pair(end) || start.checked_sub(2).is_some_and(pair);
        // 成了, 到了 are words of the list and excuse no second 了.
        let left = if c == '了' {
            start
        } else {
            end.saturating_sub(lexicon::LONGEST)
        };
        let idiom = start
            .checked_sub(1)
            .is_some_and(|from| known(from..end + 1));
        return words::REDUPLICATED_GRAMMAR.has(c)
            && !reduplicated
            && !idiom
            && !word_over(&known, left, start, end);
    }
    // One character all along is a cry or a name; 一步一步, 一個又一個, 甚麼甚麼 are ways to count and to leave open.
    let mut piece = chars.iter().skip(start).take(width).map(|(_, c)| *c);
    let first = piece.next().unwrap_or_default();
    if piece.all(|c| c == first) || words::COUNTING_HEADS.has(first) {
        return false;
    }
    let sounds = || {
        chars[start..seam]
            .iter()
            .all(|(_, c)| words::FOREIGN_SOUNDS.has(*c))
    };
    let twice = || fold(start..seam).is_some_and(|word| is_said_twice(&word));
    // 恩戈罗恩戈罗, 巴巴卡巴巴卡.
    let transliterates = || {
        let mut piece = chars.iter().skip(start).take(width);
        piece.all(|(_, c)| words::TRANSLITERATIONS.has(*c))
    };
    if width > 2 && transliterates() {
        return false;
    }
    if width == 2 && (sounds() || twice() || is_said_lightly(chars, start, end)) {
        return false;
    }
    let across = (seam.saturating_sub(lexicon::LONGEST)..start).any(|from| known(from..seam))
        || (end + 1..=seam + lexicon::LONGEST).any(|to| known(seam..to));
    !across && ends_at(chars, start, &[seam, end])
}

/// May the word of two characters that stands twice from `start` to `end` be a verb said lightly or a colour said
/// strongly (休息休息, 雪白雪白)? These end a clause, or what is around them shows it.
fn is_said_lightly(chars: &[(usize, char)], start: usize, end: usize) -> bool {
    let at = |index: usize| chars.get(index).map(|(_, c)| simplified_char(*c));
    let after = at(end);
    after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '《' | '「' | '“' | '（' | '('))
        || after.is_some_and(|c| words::BEHIND_LIGHT_VERBS.has(c) || c == '的')
        || start
            .checked_sub(1)
            .and_then(at)
            .is_some_and(|c| words::BEFORE_LIGHT_VERBS.has(c))
}

/// Is `word`, of two characters, one that is said twice on purpose?
fn is_said_twice(word: &str) -> bool {
    word.ends_with(|c| words::COLOURS.has(c)) || words::REDUPLICATED_VERBS.has(word)
}

/// Is there a word, from `left` on, that has one of the two characters from `start` to `end` and more than those two?
fn word_over(
    known: &impl Fn(std::ops::Range<usize>) -> bool,
    left: usize,
    start: usize,
    end: usize,
) -> bool {
    (left..end).any(|from| {
        (from + 2..=from + lexicon::LONGEST)
            .any(|to| to > start && (from, to) != (start, end) && known(from..to))
    })
}

/// Do words end at all of `places`, and does one begin at `start`, in the likeliest division of what stands around?
fn ends_at(chars: &[(usize, char)], start: usize, places: &[usize]) -> bool {
    let from = start.saturating_sub(lexicon::LONGEST);
    let around: Vec<char> = chars
        .iter()
        .skip(from)
        .take(start - from + 2 * LONGEST + lexicon::LONGEST)
        .map(|(_, c)| *c)
        .collect();
    let ends = lexicon::word_ends(&around);
    let ends_at = |place: &usize| place == &from || ends.contains(&(place - from));
    ends_at(&start) && places.iter().all(ends_at)
}

/// The English words of grammar that follow themselves.
fn latin(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    if !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return found;
    }
    let mut last: Option<Span> = None;
    for word in text.split([' ', '\n']) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let span = Span::new(start, start + word.len());
        if let Some(before) = last
            && words::ENGLISH_GRAMMAR.has(word)
            && before.of(text) == word
            && before.end + 1 == span.start
        {
            found.push(before.joined(span));
        }
        last = Some(span);
    }
    found
}
