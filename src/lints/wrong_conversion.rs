//! `wrong-conversion`: the wrong one of several traditional characters that are one in simplified text.

use crate::config::Rules;
use crate::evidence::Article;
use crate::evidence::script::conversions::wrong_conversions;
use crate::evidence::script::{Declared, ScriptEvidence, Verdict};
use crate::finding::{Applicability, Edit, Severity};
use crate::language::convert::Script;
use crate::lint::{DocumentLint, Findings};
use crate::lints::mixed_script::declared_by;

/// Reads traditional articles.
pub(super) struct WrongConversion {
    declared: Option<Declared>,
}

impl WrongConversion {
    pub(super) fn new(rules: &Rules) -> Self {
        Self {
            declared: declared_by(rules),
        }
    }
}

impl DocumentLint for WrongConversion {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let document = &article.document;
        let evidence = ScriptEvidence::of(document, self.declared.unwrap_or_default());
        if evidence.verdict != Verdict::Decided(Script::Traditional) {
            return;
        }
        let found = wrong_conversions(document, &evidence);
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
