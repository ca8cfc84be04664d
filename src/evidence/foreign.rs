//! The places of an article that are in the other script than the article itself.

use super::script::ScriptEvidence;
use crate::Span;
use crate::document::Document;
use crate::language::convert::{Conversion, Region, Script, convert, simplified_char};
use crate::language::lexicon::{frequency, word_ends};
use crate::language::phrases::{longest_covering, possible};
use crate::language::script::{Class, Classes};

/// A word in the other script.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignWord {
    /// Where in the prose: whole words.
    pub span: Span,
    /// In the article's script.
    pub conversion: Conversion,
    /// How sure it is.
    pub strength: Strength,
}

/// How sure it is that a word is in the wrong script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The one fixed spelling of a name.
    Name,
    /// A form that print in the article's script also has.
    Glyph,
    /// No single character tells; a phrase or its surroundings do.
    Phrase,
    /// A character that only the other script has.
    Strong,
}

/// Characters on each side of a place that are enough to divide the text into words.
const WINDOW: usize = 12;

/// Marks off the words of `document` that are not in `own`, in order; those in foreign blocks and in
/// Japanese aside.
pub fn foreign_words(
    document: &Document<'_>,
    evidence: &ScriptEvidence,
    own: Script,
) -> Vec<ForeignWord> {
    let region = evidence.region.unwrap_or(Region::China);
    let prose = document.prose();
    let mut found: Vec<ForeignWord> = Vec::new();
    for at in candidates(prose, own) {
        if found.last().is_some_and(|last| at < last.span.end) {
            continue;
        }
        let Some(c) = prose.get(at..).and_then(|rest| rest.chars().next()) else {
            continue;
        };
        let here = Span::new(at, at + c.len_utf8());
        if evidence.in_foreign_block(here)
            || evidence.is_japanese(here)
            || document.is_verbatim(here)
        {
            continue;
        }
        let clause = Clause::around(prose, at);
        let Some((range, strength)) = clause.judge(own) else {
            continue;
        };
        let span = clause.span_of(&range);
        match found.last_mut() {
            // Words that touch are one passage.
            Some(last) if last.span.end >= span.start => {
                last.span = last.span.joined(span);
                last.strength = last.strength.max(strength);
            }
            _ => found.push(ForeignWord {
                span,
                conversion: Conversion {
                    best: String::new(),
                    others: Vec::new(),
                },
                strength,
            }),
        }
    }
    for word in &mut found {
        word.conversion = convert(word.span.of(prose), own, region);
    }
    found.retain(|word| word.conversion.best != word.span.of(prose));
    spare_names(prose, own, &mut found);
    found
}

/// Offsets of the characters that can be evidence against `own`.
fn candidates(prose: &str, own: Script) -> Vec<usize> {
    let classes = Classes::load();
    let evident = |class: Class| match own {
        Script::Traditional => class.strong_simplified() || class.promoted_simplified(),
        Script::Simplified => class.strong_traditional() || class.promoted_traditional(),
    };
    let in_phrase = |class: Class| match own {
        Script::Traditional => class.phrase_simplified(),
        Script::Simplified => class.phrase_traditional(),
    };
    let mut found = Vec::new();
    let mut before = None;
    let mut chars = prose.char_indices();
    while let Some((at, c)) = chars.next() {
        let class = classes.of(c);
        let next = || chars.clone().next().map(|(_, next)| next);
        if evident(class) || (in_phrase(class) && possible(own.other(), before, c, next())) {
            found.push(at);
        }
        before = Some(c);
    }
    found
}

/// The Han characters around a place.
struct Clause {
    chars: Vec<char>,
    /// Offset of each character, and of the end.
    offsets: Vec<usize>,
    /// Index of the place.
    at: usize,
}

impl Clause {
    fn around(prose: &str, offset: usize) -> Self {
        let classes = Classes::load();
        let (before, after) = (
            prose.get(..offset).unwrap_or(""),
            prose.get(offset..).unwrap_or(""),
        );
        let mut chars: Vec<(usize, char)> = before
            .char_indices()
            .rev()
            .take(WINDOW)
            .take_while(|(_, c)| classes.of(*c).is_han())
            .collect();
        chars.reverse();
        let at = chars.len();
        let rest = after
            .char_indices()
            .take(WINDOW)
            .take_while(|(_, c)| classes.of(*c).is_han());
        chars.extend(rest.map(|(from, c)| (offset + from, c)));
        let end = chars.last().map_or(offset, |(from, c)| from + c.len_utf8());
        let offsets = chars.iter().map(|(from, _)| *from).chain([end]).collect();
        Self {
            chars: chars.into_iter().map(|(_, c)| c).collect(),
            offsets,
            at,
        }
    }

    fn span_of(&self, range: &std::ops::Range<usize>) -> Span {
        Span::new(self.offsets[range.start], self.offsets[range.end])
    }

    /// The word to report at the place, if there is one.
    fn judge(&self, own: Script) -> Option<(std::ops::Range<usize>, Strength)> {
        let class = Classes::load().of(self.chars[self.at]);
        let (strong, promoted) = match own {
            Script::Traditional => (class.strong_simplified(), class.promoted_simplified()),
            Script::Simplified => (class.strong_traditional(), class.promoted_traditional()),
        };
        let ends = word_ends(&self.chars);
        let word = word_at(&ends, self.at);
        if strong {
            let weak = own == Script::Traditional && class.glyph_variant();
            return Some((
                word,
                if weak {
                    Strength::Glyph
                } else {
                    Strength::Strong
                },
            ));
        }
        let phrase = longest_covering(own.other(), &self.chars, self.at);
        if phrase.as_ref().is_some_and(|phrase| phrase.at_home) {
            return None;
        }
        if promoted {
            return Some((word, Strength::Strong));
        }
        let phrase = phrase?;
        // A phrase that the best division into words cuts through is there by chance.
        let boundary = |at: usize| at == 0 || ends.contains(&at);
        let whole = boundary(phrase.range.start) && boundary(phrase.range.end);
        let inside = word.start <= phrase.range.start && phrase.range.end <= word.end;
        if !whole && !inside {
            return None;
        }
        let range = word.start.min(phrase.range.start)..word.end.max(phrase.range.end);
        Some((range, Strength::Phrase))
    }
}

/// The word of a division that holds character `at`.
fn word_at(ends: &[usize], at: usize) -> std::ops::Range<usize> {
    let index = ends.partition_point(|end| *end <= at);
    let start = index
        .checked_sub(1)
        .and_then(|before| ends.get(before))
        .copied()
        .unwrap_or(0);
    start..ends.get(index).copied().unwrap_or(at + 1)
}

/// A form that stands twice or more in one and the same surroundings, is no word of the list, and is
/// never written otherwise, is a name that is spelled so (義联).
fn spare_names(prose: &str, own: Script, found: &mut [ForeignWord]) {
    let neighbourhood = |word: &ForeignWord| -> String {
        let start = prose
            .get(..word.span.start)
            .and_then(|text| text.char_indices().next_back());
        prose
            .get(start.map_or(0, |(at, _)| at)..word.span.end)
            .unwrap_or("")
            .to_owned()
    };
    let all: Vec<String> = found.iter().map(neighbourhood).collect();
    for (index, word) in found.iter_mut().enumerate() {
        let text = word.span.of(prose);
        let folded: String = text.chars().map(simplified_char).collect();
        let repeated = all.iter().filter(|other| **other == all[index]).count() >= 2;
        let is_word = folded.chars().nth(1).is_some() && frequency(&folded).is_some();
        let around: String = all[index].chars().map(simplified_char).collect();
        let unknown = frequency(&around).is_none();
        if own == Script::Traditional
            && repeated
            && !is_word
            && unknown
            && !prose.contains(&word.conversion.best)
        {
            word.strength = Strength::Name;
        }
    }
}
