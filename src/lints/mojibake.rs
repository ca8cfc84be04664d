//! `mojibake`: text read in the wrong encoding.

use crate::evidence::Article;
use crate::finding::{Applicability, Edit};
use crate::language::mojibake::Cause;
use crate::lint::{DocumentLint, Findings};

/// Text written in one encoding and read in another.
pub(super) struct Mojibake;

impl DocumentLint for Mojibake {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        for damage in article.damages() {
            match &damage.cause {
                Cause::Misread {
                    written,
                    read,
                    repaired,
                    whole,
                } => {
                    let is_lost = [repaired, damage.span.of(article.source.text())]
                        .iter()
                        .any(|text| text.contains('\u{FFFD}'));
                    let key = match (whole, is_lost) {
                        (true, _) => "found",
                        (false, true) => "partly",
                        (false, false) => "doubtful",
                    };
                    let draft = findings
                        .at_source(key, damage.span)
                        .with("written", *written)
                        .with("read", *read)
                        .with("repaired", repaired);
                    let edit = Edit::new(damage.span, repaired.clone());
                    let draft = if *whole {
                        draft.fix_source("repair", Applicability::Unsafe, vec![edit])
                    } else {
                        draft
                    };
                    draft.report();
                }
                Cause::Shifted { repaired } => findings
                    .at_source("shifted", damage.span)
                    .with("repaired", repaired)
                    .report(),
                Cause::Lost => findings.at_source("bytes", damage.span).report(),
                Cause::Unknown => {}
            }
        }
    }
}
