//! `fused-heading`: a sub-head that runs into its paragraph.

use super::SHOWN;
use crate::Span;
use crate::document::{Block, BlockKind, Format};
use crate::evidence::Article;
use crate::finding::{Applicability, Edit, Severity};
use crate::language::fold::simplified_char;
use crate::language::marks::{is_complete, is_mark};
use crate::language::{is_han, lexicon, words};
use crate::lint::{DocumentLint, Findings};

/// Paragraphs whose first words are a headline: what they name is named again where the sentence begins, with the day.
pub(super) struct FusedHeading;

/// Shortest and longest sub-head, in characters.
const SHORTEST: usize = 5;
const LONGEST: usize = 18;
/// Longest headline with the byline's first mark, in characters.
const WITH_BYLINE: usize = 45;
/// Marks that headlines hold.
const HEADLINE_MARKS: &str = " 　、%％．.︰：!！?？「」《》〈〉–—─－+＋‧·&／/";
/// Characters of the report behind a byline.
const TEXT: usize = 20;
/// Shortest paragraph that may hold several, in characters, and the longest head with the first clause behind it.
const SEVERAL: usize = 200;
const CLAUSE: usize = 40;

impl DocumentLint for FusedHeading {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let document = &article.document;
        for block in document.blocks() {
            if block.kind != BlockKind::Body {
                continue;
            }
            joined(article, block, findings);
            if let Some(at) = byline(article.slice(block.span)) {
                let head = Span::new(block.span.start, block.span.start + at);
                // A site's extractor does that in every article: worth knowing, not worth a warning each time.
                report(article, "headline", head, Severity::Info, findings);
                continue;
            }
            // A sub-head stands between paragraphs: at the head of one, or behind a sentence of two run together.
            let sentences = document.sentences().get(block.sentences.clone());
            for sentence in sentences.unwrap_or(&[]) {
                let rest = Span::new(sentence.start, block.span.end);
                if let Some(at) = seam(article.slice(rest)) {
                    let head = Span::new(rest.start, rest.start + at);
                    report(article, "found", head, Severity::Error, findings);
                }
            }
        }
    }
}

/// Reports the blanks behind sentences where paragraphs were joined, if most sentences have none: a sub-head that stood
/// between two is fused to the latter.
fn joined(article: &Article<'_>, block: &Block, findings: &mut Findings<'_>) {
    let text = article.slice(block.span);
    if text.chars().nth(SEVERAL).is_none() {
        return;
    }
    let sentences = article.document.sentences();
    let sentences = sentences.get(block.sentences.clone()).unwrap_or(&[]);
    let begin = |pair: &[Span]| {
        let blank = Span::new(pair[0].end, pair[1].start);
        let head = article.slice(pair[1]);
        let clause: String = head
            .chars()
            .take(CLAUSE)
            .take_while(|c| !is_mark(*c) || HEADLINE_MARKS.contains(*c))
            .collect();
        let opens = clause
            .chars()
            .next()
            .is_some_and(|c| is_han(c) || c.is_alphanumeric());
        // A head and the clause behind it take up some room.
        let long = clause.chars().count() >= 2 * SHORTEST;
        (!blank.is_empty() && !article.slice(blank).contains('\n') && opens && long)
            .then(|| Span::new(pair[1].start, pair[1].start + clause.len()))
    };
    let blanks = sentences
        .windows(2)
        .filter(|pair| pair[0].end < pair[1].start);
    // A blank behind every sentence is a style.
    if blanks.count() * 2 > sentences.len() {
        return;
    }
    let places: Vec<Span> = sentences.windows(2).filter_map(begin).collect();
    let Some((first, others)) = places.split_first() else {
        return;
    };
    let mut draft = findings
        .at("joined", *first)
        .at_most(Severity::Info)
        .with("count", places.len().to_string());
    for other in others.iter().take(SHOWN) {
        draft = draft.related(*other, "again");
    }
    draft.report();
}

fn report(
    article: &Article<'_>,
    key: &'static str,
    head: Span,
    level: Severity,
    findings: &mut Findings<'_>,
) {
    let seam = head.end;
    let behind = Span::new(seam, article.document.prose().len());
    let rest: String = article.slice(behind).chars().take(8).collect();
    let at_start = (article.document.blocks().iter()).any(|block| block.span.start == head.start);
    let part = |at: usize| Edit::new(Span::new(at, at), "\n\n".to_owned());
    let mut edits = vec![part(seam)];
    if !at_start {
        edits.insert(0, part(head.start));
    }
    let draft = findings.at(key, head).at_most(level).with("rest", rest);
    // A blank line parts nothing in HTML.
    if article.document.format() == Format::Html {
        return draft.report();
    }
    draft.fix("part", Applicability::Unsafe, edits).report();
}

/// Where in `text` the byline begins that a headline runs into: `…〔記者李大文／台北報導〕`.
fn byline(text: &str) -> Option<usize> {
    let head = text
        .char_indices()
        .nth(WITH_BYLINE)
        .map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
    let at = head.find(['〔', '【', '（'])?;
    let headline = head.get(..at)?;
    let plain = |c: char| is_han(c) || c.is_alphanumeric() || HEADLINE_MARKS.contains(c);
    // `晨報訊（記者…報道）` is a dateline.
    let dated = headline
        .trim_end()
        .ends_with(['訊', '讯', '電', '电', '報', '报']);
    if dated || headline.chars().nth(3).is_none() || !headline.chars().all(plain) {
        return None;
    }
    let (inner, rest) = text
        .get(at..)?
        .trim_start_matches(['〔', '【', '（'])
        .split_once(['〕', '】', '）'])?;
    let names = inner.chars().count() <= 40 && words::REPORTER_ROLES.are_in(inner);
    let ends = words::REPORT_ENDS.end(inner);
    (names && ends && rest.chars().nth(TEXT).is_some()).then_some(at)
}

/// Where in `text` the sub-head ends.
fn seam(text: &str) -> Option<usize> {
    // Few sentences name twice what they begin with; the others need no look at their words.
    let mut offsets = text.char_indices().map(|(at, _)| at);
    let (name, reach) = (offsets.nth(2)?, offsets.nth(LONGEST + 8));
    let (first, rest) = text
        .get(..reach.unwrap_or(text.len()))?
        .split_at_checked(name)?;
    rest.find(first)?;
    let clause: Vec<(usize, char)> = text
        .char_indices()
        .take_while(|(_, c)| is_han(*c) || c.is_alphanumeric())
        .take(LONGEST + 8)
        .collect();
    let chars: Vec<char> = clause.iter().map(|(_, c)| simplified_char(*c)).collect();
    let time = |at: usize| words::REPORT_DAYS.ending_at(&chars, at);
    let ends = lexicon::word_ends(&chars);
    ends.first().filter(|end| **end > 1)?;
    // What the text names first, named again at `at`: how long it is.
    let again = |at: usize| {
        let rest = chars.get(at..).unwrap_or(&[]);
        let same = chars.iter().zip(rest).take_while(|(a, b)| a == b).count();
        (same >= 2).then_some(same)
    };
    // The longer sentence stands behind the seam; before it, a whole phrase that no particle ends.
    let end = ends.iter().copied().find(|end| {
        let named = again(*end).is_some_and(|same| time(end + same).is_some());
        let dated = time(*end).is_some_and(|after| again(after).is_some());
        (SHORTEST..=LONGEST).contains(end) && (named || dated)
    })?;
    let last = *chars.get(end - 1)?;
    let open = words::OPEN_PHRASE_ENDS.has(last);
    let (at, _) = *clause.get(end)?;
    let rest = text.get(at..)?;
    (!open && is_complete(rest) && rest.chars().nth(12).is_some()).then_some(at)
}
