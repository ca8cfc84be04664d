//! `mixed-variant`: two regional forms of one character in one article.

use crate::Span;
use crate::document::Document;
use crate::evidence::Article;
use crate::evidence::script::Verdict;
use crate::finding::{Applicability, Edit};
use crate::language::convert::Script;
use crate::language::{is_han, words};
use crate::lint::{DocumentLint, Findings};

/// Compares each traditional article with itself.
pub(super) struct MixedVariant;

impl DocumentLint for MixedVariant {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let document = &article.document;
        let evidence = article.script();
        if evidence.verdict != Verdict::Decided(Script::Traditional) {
            return;
        }
        let usable = |at: usize, form: char| {
            let span = Span::new(at, at + form.len_utf8());
            !document.is_verbatim(span) && !evidence.in_foreign_block(span)
        };
        for pair in words::VARIANT_FORMS.lines() {
            let places = pair
                .chars()
                .map(|form| (form, places_of(document, form, &usable)))
                .collect();
            report(places, findings);
        }
        for pair in words::VARIANT_FORMS_IN_WORDS.lines() {
            in_words(document, pair, &usable, findings);
        }
    }
}

fn places_of(
    document: &Document<'_>,
    form: char,
    usable: &impl Fn(usize, char) -> bool,
) -> Vec<Span> {
    let found = document
        .prose()
        .match_indices(form)
        .map(|(at, _)| at)
        .filter(|at| usable(*at, form));
    found
        .map(|at| Span::new(at, at + form.len_utf8()))
        .collect()
}

/// The places of each form that have a neighbour in common with a place of the other.
fn in_words(
    document: &Document<'_>,
    pair: &str,
    usable: &impl Fn(usize, char) -> bool,
    findings: &mut Findings<'_>,
) {
    let prose = document.prose();
    let neighbours = |span: &Span| {
        let han = |c: &char| is_han(*c);
        let before = prose
            .get(..span.start)
            .and_then(|text| text.chars().next_back())
            .filter(han);
        let after = prose
            .get(span.end..)
            .and_then(|text| text.chars().next())
            .filter(han);
        (before, after)
    };
    let all: Vec<(char, Vec<Span>)> = pair
        .chars()
        .map(|form| (form, places_of(document, form, usable)))
        .collect();
    let [(first, ones), (second, others)] = all.as_slice() else {
        return;
    };
    let shares = |span: &Span, with: &[Span]| {
        let (before, after) = neighbours(span);
        with.iter().any(|other| {
            let (other_before, other_after) = neighbours(other);
            (before.is_some() && before == other_before)
                || (after.is_some() && after == other_after)
        })
    };
    let in_common = |of: &[Span], with: &[Span]| {
        of.iter()
            .filter(|span| shares(span, with))
            .copied()
            .collect()
    };
    report(
        vec![
            (*first, in_common(ones, others)),
            (*second, in_common(others, ones)),
        ],
        findings,
    );
}

/// One finding at the first place of the rarer form, if both occur.
fn report(mut places: Vec<(char, Vec<Span>)>, findings: &mut Findings<'_>) {
    places.sort_by_key(|(_, places)| places.len());
    let [(rare, rarer), (usual, more)] = places.as_slice() else {
        return;
    };
    let (Some(at), Some(elsewhere)) = (rarer.first(), more.first()) else {
        return;
    };
    let edits = rarer
        .iter()
        .map(|span| Edit::new(*span, usual.to_string()))
        .collect();
    findings
        .at("found", *at)
        .with("rare", rare.to_string())
        .with("usual", usual.to_string())
        .with("few", rarer.len().to_string())
        .with("many", more.len().to_string())
        .related(*elsewhere, "usual")
        .fix("unify", Applicability::Unsafe, edits)
        .report();
}
