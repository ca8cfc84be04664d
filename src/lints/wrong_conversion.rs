//! `wrong-conversion`: the wrong one of several traditional characters that are one in simplified text.

use crate::evidence::Article;
use crate::evidence::script::Verdict;
use crate::evidence::script::conversions::wrong_conversions;
use crate::finding::{Applicability, Edit, Severity};
use crate::language::convert::Script;
use crate::lint::{DocumentLint, Findings};

/// Reads traditional articles.
pub(super) struct WrongConversion;

impl DocumentLint for WrongConversion {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let document = &article.document;
        let evidence = article.script();
        if evidence.verdict != Verdict::Decided(Script::Traditional) {
            return;
        }
        let found = wrong_conversions(document, evidence);
        let Some(sure) = found.iter().find(|word| word.certain) else {
            return;
        };
        for word in &found {
            let edit = Edit::new(word.span, word.right.clone());
            let draft = if word.certain {
                findings.at("found", word.span)
            } else {
                findings
                    .at("perhaps", word.span)
                    .at_most(Severity::Info)
                    .related(sure.span, "certain")
            };
            let applicability = if word.certain {
                Applicability::Unsafe
            } else {
                Applicability::Display
            };
            draft
                .with("right", word.right.as_str())
                .fix("replace", applicability, vec![edit])
                .report();
        }
    }
}
