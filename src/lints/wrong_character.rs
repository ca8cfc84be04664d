//! `wrong-character`: a real character where another one is meant.

mod across;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::Span;
use crate::document::{Block, BlockKind};
use crate::evidence::Article;
use crate::evidence::scan::is_scanned;
use crate::evidence::script::Verdict;
use crate::finding::{Applicability, Edit};
use crate::language::convert::{self, Region, Script};
use crate::language::fold::simplified_char;
use crate::language::is_han;
use crate::language::script::class_of;
use crate::language::spelling::listed::Lists;
use crate::language::spelling::{self, Reason, Search, Slip};
use crate::lint::{Check, DocumentLint, Findings, Options};
use across::Across;

/// Compares words with those of the lists.
struct WrongCharacter {
    threshold: f32,
    /// The user's own words and slips.
    own: Option<Arc<Lists>>,
}

#[derive(Deserialize)]
struct Settings {
    /// How certain a word must be, in log-odds.
    threshold: f32,
    /// Words that are right, and of which a like character is a wrong one.
    words: Vec<String>,
    /// What to write instead of what.
    pairs: BTreeMap<String, String>,
    /// Are forms that stand once compared with those that stand often in the run?
    across: bool,
}

/// How many bytes away the same is looked for, and how many a sentence has: no article is longer, and what is longer is
/// read in time that grows no faster than the text.
const ARTICLE: usize = 256 << 10;
const SENTENCE: usize = 8 << 10;
/// How much less certain a word must be where the page was scanned.
const SCANNED: f32 = 2.5;
/// How much less besides where the page has the word elsewhere.
const ELSEWHERE: f32 = 1.0;

/// Takes `threshold`, `words`, `pairs` and `across`.
pub(super) fn checks(options: &Options) -> Result<Check, String> {
    let Settings {
        threshold,
        words,
        pairs,
        across,
    } = options.read()?;
    let has_own = !words.is_empty() || !pairs.is_empty();
    let own = has_own.then(|| Lists::own(&words, &pairs)).transpose()?;
    let own = own.map(Arc::new);
    let corpus = across.then(|| Across {
        threshold,
        own: own.clone(),
    });
    Ok(Check {
        document: Some(Box::new(WrongCharacter { threshold, own })),
        corpus: corpus.map(|across| Box::new(across) as _),
    })
}

impl DocumentLint for WrongCharacter {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let print = OnceCell::new();
        let page = Page {
            article,
            threshold: self.threshold,
            is_scanned: is_scanned(&article.document),
            print: &|| *print.get_or_init(|| print_of(article)),
        };
        let search = Search {
            least: page.threshold
                - if page.is_scanned {
                    SCANNED + ELSEWHERE
                } else {
                    0.0
                },
            misread: page.is_scanned,
            own: self.own.as_deref(),
        };
        // Reused from stretch to stretch.
        let (mut text, mut starts) = (Vec::new(), Vec::new());
        for block in article
            .document
            .blocks()
            .iter()
            .filter(|block| is_prose(block))
        {
            let chars = article.slice(block.span).char_indices();
            for (at, c) in chars.chain([(block.span.len(), '\0')]) {
                starts.push(block.span.start + at);
                if is_han(c) {
                    text.push(simplified_char(c));
                    continue;
                }
                if text.len() > 1 {
                    for slip in spelling::find(&text, search) {
                        page.report(block, &starts, &slip, findings);
                    }
                }
                text.clear();
                starts.clear();
            }
        }
    }
}

/// An article and what is asked of its words.
struct Page<'a, 's> {
    article: &'a Article<'s>,
    threshold: f32,
    is_scanned: bool,
    /// In what form it prints words.
    print: &'a dyn Fn() -> Option<Region>,
}

impl Page<'_, '_> {
    /// Reports `slip`, found in a stretch of `block` whose characters begin at `starts`.
    fn report(&self, block: &Block, starts: &[usize], slip: &Slip, findings: &mut Findings<'_>) {
        let ends = (starts.get(slip.start), starts.get(slip.start + slip.length));
        if let (Some(start), Some(end)) = ends {
            let (page, span) = (self, Span::new(*start, *end));
            Place { page, block, span }.report(slip, findings);
        }
    }
}

/// In what form the article prints words, or `None` for the simplified one.
fn print_of(article: &Article<'_>) -> Option<Region> {
    let evidence = article.script();
    let traditional = match evidence.verdict {
        Verdict::Decided(script) => script == Script::Traditional,
        _ => article
            .prose()
            .chars()
            .any(|c| class_of(c).strong_traditional()),
    };
    let region = || {
        evidence
            .region_for(article.prose())
            .unwrap_or(Region::HongKong)
    };
    traditional.then(region)
}

/// Names and figures are no words.
fn is_prose(block: &Block) -> bool {
    !matches!(
        block.kind,
        BlockKind::Byline | BlockKind::Credit | BlockKind::SignOff | BlockKind::Code
    )
}

/// A word of an article.
struct Place<'a, 's> {
    page: &'a Page<'a, 's>,
    block: &'a Block,
    span: Span,
}

impl Place<'_, '_> {
    fn report(&self, slip: &Slip, findings: &mut Findings<'_>) {
        let article = self.page.article;
        let by_score = !matches!(slip.reason, Reason::Common | Reason::Office);
        if self.is_excused() || by_score && (self.stands_again() || self.is_beside_name()) {
            return;
        }
        let written = article.slice(self.span);
        let region = (self.page.print)();
        let right = in_print(written, &slip.right, region);
        if self.page.is_scanned && slip.score < self.least_on_scan(&right) {
            return;
        }
        let key = match slip.reason {
            Reason::Common => "slip",
            Reason::Office => "office",
            Reason::SameSound => "same-sound",
            Reason::NearSound => "near-sound",
            Reason::Alike => "alike",
            Reason::Misread => "misread",
        };
        let draft = findings.at(key, self.span).with("right", right.as_str());
        if slip.others.is_empty() {
            let edits = self.edits(&right);
            draft
                .with("insert", right)
                .fix("replace", Applicability::Unsafe, edits)
                .report();
            return;
        }
        let others = slip
            .others
            .iter()
            .map(|other| in_print(written, other, region));
        let all = std::iter::once(right.clone()).chain(others);
        all.fold(draft, |draft, right| {
            draft.alternative(
                "perhaps",
                Applicability::Display,
                self.edits(&right),
                Some(right),
            )
        })
        .report();
    }

    /// Is it no running text of the article, or told by another lint?
    fn is_excused(&self) -> bool {
        let document = &self.page.article.document;
        document.is_verbatim(self.span) || self.is_japanese() || self.has_compatibility_form()
    }

    /// How certain a word must be on a scanned page, on which `right` may stand too.
    fn least_on_scan(&self, right: &str) -> f32 {
        let elsewhere = self.page.article.prose().contains(right);
        self.page.threshold - SCANNED - if elsewhere { ELSEWHERE } else { 0.0 }
    }

    /// What makes `right` of the word: the characters that differ, so that markup between others stays.
    fn edits(&self, right: &str) -> Vec<Edit> {
        let written = self.page.article.slice(self.span);
        if written.chars().count() != right.chars().count() {
            return vec![Edit::new(self.span, right.to_owned())];
        }
        let differing = written
            .char_indices()
            .zip(right.chars())
            .filter(|((_, a), b)| a != b);
        let edit = |((at, written), right): ((usize, char), char)| {
            let span = Span::new(at, at + written.len_utf8()).shifted(self.span.start);
            Edit::new(span, right.to_string())
        };
        differing.map(edit).collect()
    }

    /// Does the same stand elsewhere in the article? Then it is a name or a term.
    fn stands_again(&self) -> bool {
        let article = self.page.article;
        let around = self.around(Span::new(0, article.prose().len()), ARTICLE);
        let written = article.slice(self.span);
        article.slice(around).matches(written).nth(1).is_some()
    }

    /// What of `whole`, a place of the prose, is no more than `reach` bytes away.
    fn around(&self, whole: Span, reach: usize) -> Span {
        let prose = self.page.article.prose();
        let start = self.span.start.saturating_sub(reach).max(whole.start);
        let end = (self.span.end + reach).min(whole.end);
        Span::new(
            prose.floor_char_boundary(start),
            prose.ceil_char_boundary(end),
        )
    }

    /// Does a reporter stand before it, or the dot of a foreign name beside it?
    fn is_beside_name(&self) -> bool {
        const REACH: usize = 6;
        let block = self.page.article.slice(self.block.span);
        let (start, end) = (
            self.span.start - self.block.span.start,
            self.span.end - self.block.span.start,
        );
        let (before, behind) = (
            block.get(..start).unwrap_or(""),
            block.get(end..).unwrap_or(""),
        );
        let reporter: String = before
            .chars()
            .rev()
            .take(REACH)
            .map(simplified_char)
            .collect();
        let dot = |c: char| matches!(c, '·' | '‧' | '・' | '•');
        reporter.contains("者记")
            || before.chars().rev().take(2).any(dot)
            || behind.chars().take(2).any(dot)
    }

    /// Is there a compatibility form in it, which another lint tells?
    fn has_compatibility_form(&self) -> bool {
        self.page
            .article
            .slice(self.span)
            .chars()
            .any(|c| class_of(c).compatibility())
    }

    /// Is the sentence Japanese?
    fn is_japanese(&self) -> bool {
        let sentence = self.page.article.document.sentence_at(self.span.start);
        sentence.is_some_and(|sentence| {
            self.page
                .article
                .slice(self.around(sentence, SENTENCE))
                .chars()
                .any(|c| class_of(c).is_kana())
        })
    }
}

/// The word `right`, in folded form, as an article prints it that has `written`: what is the same stays as it is.
fn in_print(written: &str, right: &[char], region: Option<Region>) -> String {
    let right: String = right.iter().collect();
    let printed = match region {
        Some(region) => convert::convert(&right, Script::Traditional, region).best,
        None => right.clone(),
    };
    if written.chars().count() != right.chars().count() {
        return printed;
    }
    let kept = |((printed, right), written): ((char, char), char)| {
        if simplified_char(written) == right {
            written
        } else {
            printed
        }
    };
    printed
        .chars()
        .zip(right.chars())
        .zip(written.chars())
        .map(kept)
        .collect()
}
