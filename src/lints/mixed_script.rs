//! `mixed-script`: words of one script inside an article of the other.

use crate::Span;
use crate::config::{RegionChoice, Rules, ScriptChoice};
use crate::document::{BlockKind, Document, Format};
use crate::evidence::Article;
use crate::evidence::script::foreign::{ForeignWord, Strength, foreign_words, japanese_forms};
use crate::evidence::script::quotation;
use crate::evidence::script::votes::vote_of;
use crate::evidence::script::{Declared, ScriptEvidence, Verdict};
use crate::finding::{Applicability, Edit, Severity};
use crate::language::convert::{Region, Script, convert, from_japanese};
use crate::lint::{DocumentLint, Findings};

/// Compares each article with itself.
pub(super) struct MixedScript {
    /// `None` where mixtures are wanted.
    declared: Option<Declared>,
}

impl MixedScript {
    pub(super) fn new(rules: &Rules) -> Self {
        Self {
            declared: declared_by(rules),
        }
    }
}

/// What lint.toml and the command line say of script and region; `None` where mixtures are wanted.
pub fn declared_by(rules: &Rules) -> Option<Declared> {
    let script = match rules.script {
        ScriptChoice::MixedOk => return None,
        ScriptChoice::Auto => None,
        ScriptChoice::Hans => Some(Script::Simplified),
        ScriptChoice::Hant => Some(Script::Traditional),
    };
    let region = match rules.region {
        RegionChoice::Auto => None,
        RegionChoice::Cn => Some(Region::China),
        RegionChoice::Hk => Some(Region::HongKong),
        RegionChoice::Tw => Some(Region::Taiwan),
    };
    Some(Declared { script, region })
}

impl DocumentLint for MixedScript {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let Some(declared) = self.declared else {
            return;
        };
        let document = &article.document;
        let evidence = ScriptEvidence::of(document, declared);
        let own = match evidence.verdict {
            Verdict::Undecided(_) => return,
            Verdict::Even => return report_even(document, &evidence, findings),
            Verdict::Decided(own) => own,
        };
        if evidence.contradicted.is_some() {
            let key = by_script(
                own,
                "contradicted-by-simplified",
                "contradicted-by-traditional",
            );
            let first = document
                .blocks()
                .first()
                .map_or(Span::default(), |block| block.span);
            // The language of a page comes from the template of its site; an article's own front matter is about it.
            let most = if document.format() == Format::Html {
                Severity::Warning
            } else {
                Severity::Error
            };
            findings
                .at(key, first_line(document, first))
                .at_most(most)
                .with("simplified", evidence.votes.simplified.to_string())
                .with("traditional", evidence.votes.traditional.to_string())
                .report();
        }
        let region = || {
            evidence
                .region_for(document.prose())
                .unwrap_or(Region::China)
        };
        for span in &evidence.foreign_blocks {
            let best = convert(document.slice(*span), own, region()).best;
            let kind = document
                .block_at(span.start)
                .and_then(|index| document.blocks().get(index))
                .map(|b| b.kind);
            // What is marked up as a quotation is meant to be one.
            let most = if kind == Some(BlockKind::Quote) {
                Severity::Info
            } else {
                Severity::Error
            };
            findings
                .at(
                    by_script(own, "traditional-block", "simplified-block"),
                    *span,
                )
                .at_most(most)
                .fix(
                    "convert-passage",
                    Applicability::Unsafe,
                    vec![Edit::new(*span, best)],
                )
                .report();
        }
        for span in japanese_forms(document, &evidence) {
            let other = from_japanese(document.slice(span), own, region());
            // 姉 has no other form in Chinese: it is foreign, but nothing can be said of its script.
            if other == document.slice(span) {
                continue;
            }
            let block = document
                .block_at(span.start)
                .and_then(|index| document.blocks().get(index));
            let quoted =
                block.and_then(|block| quotation::around(document.prose(), block.span, span));
            let most = if quoted.is_some() {
                Severity::Info
            } else {
                Severity::Warning
            };
            findings
                .at("japanese", span)
                .with("other", other.as_str())
                .at_most(most)
                .alternative(
                    "convert",
                    Applicability::Display,
                    vec![Edit::new(span, other.clone())],
                    Some(other),
                )
                .report();
        }
        report_words(
            document,
            own,
            &foreign_words(document, &evidence, own),
            findings,
        );
    }
}

/// The key for an article in simplified characters or the one in traditional.
fn by_script(
    own: Script,
    in_simplified: &'static str,
    in_traditional: &'static str,
) -> &'static str {
    match own {
        Script::Simplified => in_simplified,
        Script::Traditional => in_traditional,
    }
}

fn first_line(document: &Document<'_>, block: Span) -> Span {
    document.sentence_at(block.start).unwrap_or(block)
}

/// One finding for an article without a script of its own, at the first sentence in the script that it does not begin
/// with.
fn report_even(document: &Document<'_>, evidence: &ScriptEvidence, findings: &mut Findings<'_>) {
    let votes = || {
        let marked = document.prose().char_indices();
        marked.filter_map(|(at, c)| {
            vote_of(c).map(|script| (Span::new(at, at + c.len_utf8()), script))
        })
    };
    let Some((_, first)) = votes().next() else {
        return;
    };
    let Some((at, _)) = votes().find(|(_, script)| *script != first) else {
        return;
    };
    findings
        .at("even", document.sentence_at(at.start).unwrap_or(at))
        .with("simplified", evidence.votes.simplified.to_string())
        .with("traditional", evidence.votes.traditional.to_string())
        .report();
}

fn report_words(
    document: &Document<'_>,
    own: Script,
    words: &[ForeignWord],
    findings: &mut Findings<'_>,
) {
    let sure = words.iter().any(|word| word.strength == Strength::Strong);
    let mut done = 0;
    for word in words {
        if word.span.start < done {
            continue;
        }
        if let Some(quoted) = foreign_quotation(document, own, word.span) {
            let key = by_script(own, "traditional-quotation", "simplified-quotation");
            findings.at(key, quoted).at_most(Severity::Info).report();
            done = quoted.end;
            continue;
        }
        report_word(document, own, word, sure, findings);
    }
}

/// The quotation or title around `span`, if nothing of it is in the article's own script.
fn foreign_quotation(document: &Document<'_>, own: Script, span: Span) -> Option<Span> {
    let block = document.blocks().get(document.block_at(span.start)?)?.span;
    let (quoted, title) = quotation::around(document.prose(), block, span)?;
    let votes = |script| {
        document
            .slice(quoted)
            .chars()
            .filter(|c| vote_of(*c) == Some(script))
            .count()
    };
    let enough = if title { 2 } else { 4 };
    (votes(own) == 0 && votes(own.other()) >= enough).then_some(quoted)
}

fn report_word(
    document: &Document<'_>,
    own: Script,
    word: &ForeignWord,
    sure: bool,
    findings: &mut Findings<'_>,
) {
    let prose = document.prose();
    let forms = || std::iter::once(&word.conversion.best).chain(&word.conversion.others);
    // The form that the article itself uses settles which of several is meant.
    let counterpart = forms().find_map(|form| prose.find(form.as_str()).map(|at| (form, at)));
    let key = match (word.strength, counterpart) {
        (Strength::Glyph, _) if !sure => by_script(own, "traditional-form", "simplified-form"),
        (Strength::Name, _) => by_script(own, "traditional-form", "simplified-form"),
        (_, None) => by_script(own, "traditional-word", "simplified-word"),
        (_, Some(_)) => by_script(
            own,
            "traditional-word-elsewhere",
            "simplified-word-elsewhere",
        ),
    };
    let best = counterpart.map_or(&word.conversion.best, |(form, _)| form);
    let mut draft = findings.at(key, word.span).with("other", best.as_str());
    draft = match word.strength {
        Strength::Name => draft.at_most(Severity::Info),
        Strength::Glyph | Strength::Phrase if !sure => draft.at_most(Severity::Warning),
        _ => draft,
    };
    if let Some((form, at)) = counterpart {
        let count = prose.matches(form.as_str()).count();
        draft = draft
            .with("count", count.to_string())
            .related(Span::new(at, at + form.len()), "counterpart");
    }
    let certain = counterpart.is_some() || word.conversion.others.is_empty();
    let applicability = if certain {
        Applicability::Unsafe
    } else {
        Applicability::Display
    };
    let mut offered = vec![best];
    if !certain {
        offered.extend(word.conversion.others.iter());
    }
    for form in offered {
        let edit = Edit::new(word.span, form.clone());
        draft = draft.alternative("convert", applicability, vec![edit], Some(form.clone()));
    }
    draft.report();
}
