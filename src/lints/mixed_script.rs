//! `mixed-script`: words of one script inside an article of the other.

use crate::Span;
use crate::config::Rules;
use crate::document::{Block, BlockKind, Document, Format};
use crate::evidence::Article;
use crate::evidence::script::foreign::{foreign_words, japanese_forms};
use crate::evidence::script::occurrences::{Occurrences, Places};
use crate::evidence::script::quotation;
use crate::evidence::script::votes::vote_of;
use crate::evidence::script::word::{ForeignWord, Strength};
use crate::evidence::script::{ScriptEvidence, Verdict};
use crate::finding::{Applicability, Edit, Severity};
use crate::language::convert::{Conversion, Region, Script, convert, from_japanese};
use crate::lint::{DocumentLint, Findings};
use std::collections::BTreeMap;

/// Compares each article with itself.
pub(super) struct MixedScript {
    /// Mixtures are wanted: nothing is reported.
    any: bool,
}

impl MixedScript {
    pub(super) fn new(rules: &Rules) -> Self {
        Self {
            any: rules.declared().is_none(),
        }
    }
}

impl DocumentLint for MixedScript {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        if self.any {
            return;
        }
        let document = &article.document;
        let evidence = article.script();
        let own = match evidence.verdict {
            Verdict::Undecided(_) => return,
            Verdict::Even => return report_even(document, evidence, findings),
            Verdict::Decided(own) => own,
        };
        if evidence.contradicted.is_some() {
            report_contradiction(document, evidence, own, findings);
        }
        report_passages(document, evidence, own, findings);
        report_japanese(document, evidence, own, findings);
        let words = foreign_words(document, evidence, own);
        report_words(document, own, &words, findings);
    }
}

/// Reports that the text is in another script than it is declared to be in.
fn report_contradiction(
    document: &Document<'_>,
    evidence: &ScriptEvidence,
    own: Script,
    findings: &mut Findings<'_>,
) {
    let key = by_script(
        own,
        "contradicted-by-simplified",
        "contradicted-by-traditional",
    );
    let first = document.blocks().first();
    let first = first.map_or(Span::default(), |block| block.span);
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

/// Reports passages that are wholly in the other script.
fn report_passages(
    document: &Document<'_>,
    evidence: &ScriptEvidence,
    own: Script,
    findings: &mut Findings<'_>,
) {
    let key = by_script(own, "traditional-block", "simplified-block");
    for span in &evidence.foreign_blocks {
        let region = region_of(document, evidence);
        let best = convert(document.slice(*span), own, region).best;
        // What is marked up as a quotation is meant to be one.
        let kind = block_around(document, *span).map(|block| block.kind);
        let most = if kind == Some(BlockKind::Quote) {
            Severity::Info
        } else {
            Severity::Error
        };
        let edits = vec![Edit::new(*span, best)];
        findings
            .at(key, *span)
            .at_most(most)
            .fix("convert-passage", Applicability::Unsafe, edits)
            .report();
    }
}

/// Reports characters that only Japanese writes.
fn report_japanese(
    document: &Document<'_>,
    evidence: &ScriptEvidence,
    own: Script,
    findings: &mut Findings<'_>,
) {
    for span in japanese_forms(document, evidence) {
        let region = region_of(document, evidence);
        let other = from_japanese(document.slice(span), own, region);
        // 姉 has no other form in Chinese: it is foreign, but nothing can be said of its script.
        if other == document.slice(span) {
            continue;
        }
        let quoted = block_around(document, span)
            .and_then(|block| quotation::around(document.prose(), block.span, span));
        let most = if quoted.is_some() {
            Severity::Info
        } else {
            Severity::Warning
        };
        let edits = vec![Edit::new(span, other.clone())];
        findings
            .at("japanese", span)
            .with("other", other.as_str())
            .at_most(most)
            .alternative("convert", Applicability::Display, edits, Some(other))
            .report();
    }
}

/// The region whose forms repairs use.
fn region_of(document: &Document<'_>, evidence: &ScriptEvidence) -> Region {
    let region = evidence.region_for(document.prose());
    region.unwrap_or(Region::China)
}

fn block_around<'d>(document: &'d Document<'_>, span: Span) -> Option<&'d Block> {
    let index = document.block_at(span.start)?;
    document.blocks().get(index)
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
    let prose = document.prose();
    let forms = words.iter().flat_map(forms);
    let elsewhere = Occurrences::of(prose, forms);
    let sure = words.iter().any(|word| word.strength == Strength::Strong);
    let mut names: BTreeMap<&str, Vec<&ForeignWord>> = BTreeMap::new();
    let mut of_print: Vec<&ForeignWord> = Vec::new();
    let mut done = 0;
    for word in words {
        if word.span.start < done {
            continue;
        }
        let usual = || forms_in(word, &elsewhere).is_some();
        match (word.strength, quoted(document, own, word.span)) {
            // In an article with characters that only the reform made, the other form of one that it also writes in
            // the usual one was hardly chosen.
            (Strength::Print, _) if !(sure && usual()) => of_print.push(word),
            (_, Quoted::Foreign(quotation)) => {
                let key = by_script(own, "traditional-quotation", "simplified-quotation");
                findings.at(key, quotation).at_most(Severity::Info).report();
                done = quotation.end;
            }
            (Strength::Name, _) => names.entry(word.span.of(prose)).or_default().push(word),
            (strength, quoted) => {
                let weak = strength == Strength::Print || (strength == Strength::Phrase && !sure);
                let most = if weak || matches!(quoted, Quoted::Spared) {
                    Severity::Warning
                } else {
                    Severity::Error
                };
                report_word(word, own, most, &elsewhere, findings);
            }
        }
    }
    report_print(&of_print, findings);
    for places in names.values() {
        report_name(places, own, findings);
    }
}

/// What `word` may be in the article's script, the most likely first.
fn forms(word: &ForeignWord) -> impl Iterator<Item = &str> {
    let Conversion { best, others } = &word.conversion;
    std::iter::once(best).chain(others).map(String::as_str)
}

/// The one of them that the article itself uses, and where: it settles which is meant.
fn forms_in<'w>(word: &'w ForeignWord, elsewhere: &Occurrences) -> Option<(&'w str, Places)> {
    forms(word).find_map(|form| elsewhere.places(form).map(|places| (form, places)))
}

/// How a word stands in a quotation or a title.
enum Quoted {
    /// In one that is in the other script, and long enough to be called so.
    Foreign(Span),
    /// In a title, or in a quotation without anything in the article's own script.
    Spared,
    /// In none, or in one that is in the article's own script.
    No,
}

fn quoted(document: &Document<'_>, own: Script, span: Span) -> Quoted {
    let block = document
        .block_at(span.start)
        .and_then(|index| document.blocks().get(index));
    let around = block.and_then(|block| quotation::around(document.prose(), block.span, span));
    let Some((quoted, title)) = around else {
        return Quoted::No;
    };
    let votes = |script| {
        let votes = document.slice(quoted).chars().filter_map(vote_of);
        votes.filter(|vote| *vote == script).count()
    };
    let foreign = votes(own) == 0;
    if foreign && votes(own.other()) >= if title { 1 } else { 4 } {
        Quoted::Foreign(quoted)
    } else if foreign || title {
        Quoted::Spared
    } else {
        Quoted::No
    }
}

/// One finding for all forms of print that traditional text has, too.
fn report_print(words: &[&ForeignWord], findings: &mut Findings<'_>) {
    let Some((first, others)) = words.split_first() else {
        return;
    };
    let key = if others.is_empty() {
        "form-of-print"
    } else {
        "forms-of-print"
    };
    let mut draft = findings
        .at(key, first.span)
        .with("other", first.conversion.best.as_str())
        .with("count", words.len().to_string())
        .at_most(Severity::Info);
    for word in others {
        draft = draft.related(word.span, "form");
    }
    let edits = words
        .iter()
        .map(|word| Edit::new(word.span, word.conversion.best.clone()))
        .collect();
    draft
        .fix("usual-forms", Applicability::Display, edits)
        .report();
}

/// One finding for a name, wherever it stands.
fn report_name(places: &[&ForeignWord], own: Script, findings: &mut Findings<'_>) {
    let Some((first, others)) = places.split_first() else {
        return;
    };
    let key = by_script(own, "traditional-name", "simplified-name");
    let other = &first.conversion.best;
    let mut draft = findings.at(key, first.span).with("other", other.as_str());
    draft = draft.at_most(Severity::Info);
    for place in others {
        draft = draft.related(place.span, "name");
    }
    let edits = places
        .iter()
        .map(|place| Edit::new(place.span, other.clone()))
        .collect();
    draft
        .alternative(
            "convert",
            Applicability::Display,
            edits,
            Some(other.clone()),
        )
        .report();
}

fn report_word(
    word: &ForeignWord,
    own: Script,
    most: Severity,
    elsewhere: &Occurrences,
    findings: &mut Findings<'_>,
) {
    let counterpart = forms_in(word, elsewhere);
    let key = match counterpart {
        None => by_script(own, "traditional-word", "simplified-word"),
        Some(_) => by_script(
            own,
            "traditional-word-elsewhere",
            "simplified-word-elsewhere",
        ),
    };
    let best = counterpart.map_or(word.conversion.best.as_str(), |(form, _)| form);
    let mut draft = findings.at(key, word.span).with("other", best);
    draft = draft.at_most(most);
    if let Some((form, Places { first, count })) = counterpart {
        draft = draft
            .with("count", count.to_string())
            .related(Span::new(first, first + form.len()), "counterpart");
    }
    let certain = counterpart.is_some() || word.conversion.others.is_empty();
    let applicability = if certain {
        Applicability::Unsafe
    } else {
        Applicability::Display
    };
    let offered = std::iter::once(best).chain(
        word.conversion
            .others
            .iter()
            .map(String::as_str)
            .filter(|_| !certain),
    );
    for form in offered {
        let edit = Edit::new(word.span, form.to_owned());
        draft = draft.alternative("convert", applicability, vec![edit], Some(form.to_owned()));
    }
    draft.report();
}
