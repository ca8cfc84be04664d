//! The patterns of all lints on one article.

use regex::RegexSet;

use super::draft::Findings;
use crate::catalog::file::Within;
use crate::catalog::pattern::{Match, Pattern};
use crate::catalog::{Lang, Lint};
use crate::document::BlockKind;
use crate::evidence::Article;
use crate::finding::{Applicability, Edit};

/// One pass that tells which patterns can match at all, so that a new pattern lint adds no pass of its own.
pub(super) struct Prefilter {
    blocks: Set,
    texts: Set,
    lints: usize,
}

/// Patterns that are tried on the same stretches of text.
struct Set {
    set: RegexSet,
    /// For each pattern of the set: index of its lint among the active ones, and its index there.
    owners: Vec<(usize, usize)>,
}

impl Set {
    fn build<'l>(
        lints: impl Iterator<Item = &'l Lint>,
        belongs: impl Fn(&Pattern) -> bool,
    ) -> Self {
        let mut owners = Vec::new();
        let mut regexes = Vec::new();
        for (index, lint) in lints.enumerate() {
            for (at, pattern) in lint.patterns.iter().enumerate() {
                if belongs(pattern) {
                    owners.push((index, at));
                    regexes.push(pattern.regex());
                }
            }
        }
        let set = RegexSet::new(regexes).expect("each pattern compiled by itself");
        Self { set, owners }
    }

    /// Adds to `hits` the patterns that match somewhere in `texts`.
    fn find<'t>(&self, texts: impl Iterator<Item = &'t str>, hits: &mut [Vec<usize>]) {
        if self.owners.is_empty() {
            return;
        }
        let mut seen = vec![false; self.owners.len()];
        for text in texts {
            for index in &self.set.matches(text) {
                seen[index] = true;
            }
        }
        for ((lint, at), _) in self.owners.iter().zip(&seen).filter(|(_, seen)| **seen) {
            hits[*lint].push(*at);
        }
    }
}

impl Prefilter {
    /// For the lints that run, in their order.
    pub(super) fn build<'l>(lints: impl Iterator<Item = &'l Lint> + Clone) -> Self {
        let in_blocks =
            |pattern: &Pattern| matches!(pattern.within, Within::Block | Within::Sentence);
        Self {
            blocks: Set::build(lints.clone(), in_blocks),
            texts: Set::build(lints.clone(), |pattern| !in_blocks(pattern)),
            lints: lints.count(),
        }
    }

    /// For each lint, its patterns that match somewhere.
    pub(super) fn hits(&self, article: &Article<'_>) -> Vec<Vec<usize>> {
        let mut hits = vec![Vec::new(); self.lints];
        let document = &article.document;
        let blocks = document
            .blocks()
            .iter()
            .filter(|block| block.kind != BlockKind::Code)
            .map(|block| document.slice(block.span));
        self.blocks.find(blocks, &mut hits);
        // Prose and text are mostly one: look at both only where they differ.
        let differs = document.prose().as_ptr() != document.text().as_ptr();
        let texts = [document.text(), document.prose()]
            .into_iter()
            .take(1 + usize::from(differs));
        self.texts.find(texts, &mut hits);
        hits
    }
}

/// Reports what the patterns of `lint` find; `hits` are those that can.
pub(super) fn run_patterns(
    lint: &Lint,
    article: &Article<'_>,
    hits: &[usize],
    findings: &mut Findings<'_>,
) {
    for pattern in hits.iter().filter_map(|at| lint.patterns.get(*at)) {
        let found = pattern.find(&article.document);
        match pattern.gather {
            Some(least) if found.len() >= least => {
                report(lint, pattern, "throughout", &found, findings);
            }
            _ => {
                for found in found.chunks(1) {
                    report(lint, pattern, &pattern.message, found, findings);
                }
            }
        }
    }
}

/// Reports `found` as one finding at the first of them.
fn report(
    lint: &Lint,
    pattern: &Pattern,
    message: &str,
    found: &[Match],
    findings: &mut Findings<'_>,
) {
    let Some(first) = found.first() else {
        return;
    };
    let in_source = pattern.within == Within::Source;
    let (code, name) = named(lint, first, findings.lang());
    let mut draft = findings.at_pattern(message, first.span, in_source);
    for (key, value) in &first.values {
        draft = draft.with(key, value);
    }
    draft = draft.with("code", code).with("name", name);
    draft = draft.with("count", found.len().to_string());
    if let Some(insert) = &first.insert {
        draft = draft.with("insert", insert);
        let wanted = pattern.applicability.unwrap_or(Applicability::Safe);
        let edits = found.iter().filter_map(|found| {
            let insert = found.insert.clone()?;
            Some(Edit::new(found.span, insert))
        });
        let title = if found.len() > 1 {
            "throughout"
        } else {
            "replace"
        };
        draft = if in_source {
            draft.fix_source(title, wanted, edits.collect())
        } else {
            draft.fix(title, wanted, edits.collect())
        };
    }
    draft.report();
}

/// The code point of the first character of `found`, and what the lint's file calls it.
fn named(lint: &Lint, found: &Match, lang: Lang) -> (String, String) {
    let text = found.values.iter().find(|(key, _)| key == "text");
    let Some(first) = text.and_then(|(_, text)| text.chars().next()) else {
        return (String::new(), String::new());
    };
    let code = format!("U+{:04X}", u32::from(first));
    let name = lint.file.names.get(&code);
    let name = name.map_or_else(String::new, |name| name.get(lang).to_owned());
    (code, name)
}
