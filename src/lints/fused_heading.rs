//! `fused-heading`: a sub-head that runs into its paragraph.

use crate::Span;
use crate::document::{BlockKind, sentences};
use crate::engine::{DocumentLint, Findings};
use crate::evidence::Article;
use crate::finding::{Applicability, Edit};
use crate::language::{convert::simplified_char, is_han, lexicon};

/// Paragraphs whose first words are a headline: what they name is named again where the sentence begins, with the day.
pub(super) struct FusedHeading;

/// Shortest and longest sub-head, in characters.
const SHORTEST: usize = 5;
const LONGEST: usize = 18;
/// Days and years that open a report, folded.
const TIMES: [&str; 22] = [
    "昨天", "昨日", "昨晚", "今天", "今日", "今早", "今晨", "去年", "今年", "日前", "近日", "上周",
    "上月", "本月", "本周", "前天", "前日", "前晚", "早前", "最近", "昨", "今",
];

impl DocumentLint for FusedHeading {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for block in article.document.blocks() {
            if block.kind != BlockKind::Body {
                continue;
            }
            let text = article.slice(block.span);
            if let Some(at) = seam(text) {
                let seam = block.span.start + at;
                let rest: String = text.get(at..).unwrap_or("").chars().take(8).collect();
                findings
                    .at("found", Span::new(block.span.start, seam))
                    .with("rest", rest)
                    .fix(
                        "part",
                        Applicability::Unsafe,
                        vec![Edit::new(Span::new(seam, seam), "\n\n".to_owned())],
                    )
                    .report();
            }
        }
    }
}

/// Where in `text` the sub-head ends.
fn seam(text: &str) -> Option<usize> {
    let clause: Vec<(usize, char)> = text
        .char_indices()
        .take_while(|(_, c)| is_han(*c) || c.is_alphanumeric())
        .take(LONGEST + 8)
        .collect();
    let chars: Vec<char> = clause.iter().map(|(_, c)| simplified_char(*c)).collect();
    let starts = |at: usize, word: &str| {
        let count = word.chars().count();
        chars
            .get(at..at + count)
            .is_some_and(|part| part.iter().copied().eq(word.chars()))
            .then_some(at + count)
    };
    let time = |at: usize| TIMES.iter().find_map(|word| starts(at, word));
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
    let open = "的在和与及是对向为被将由从给把比而或".contains(last);
    let (at, _) = *clause.get(end)?;
    let rest = text.get(at..)?;
    (!open && sentences::is_complete(rest) && rest.chars().nth(12).is_some()).then_some(at)
}
