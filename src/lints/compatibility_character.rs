//! `compatibility-character`: characters that look like others and are encoded apart.

use crate::Span;
use crate::document::BlockKind;
use crate::evidence::Article;
use crate::finding::{Applicability, Edit};
use crate::language::compatibility::{Kind, kind_of, plain};
use crate::language::is_han;
use crate::lint::{DocumentLint, Findings};

/// Looks at each run of such characters.
pub(super) struct CompatibilityCharacter;

impl DocumentLint for CompatibilityCharacter {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let prose = article.prose();
        let mut open: Option<(Span, Kind)> = None;
        for (at, c) in prose.char_indices().chain([(prose.len(), '\0')]) {
            let kind = kind_of(c);
            if let Some((span, of)) = &mut open {
                if span.end == at && kind == Some(*of) {
                    span.end += c.len_utf8();
                    continue;
                }
                report(article, *span, *of, findings);
            }
            open = kind.map(|kind| (Span::new(at, at + c.len_utf8()), kind));
        }
    }
}

fn report(article: &Article<'_>, span: Span, kind: Kind, findings: &mut Findings<'_>) {
    let document = &article.document;
    let block = document
        .block_at(span.start)
        .and_then(|index| document.blocks().get(index));
    let code = block.is_none_or(|block| block.kind == BlockKind::Code);
    let text = article.slice(span);
    if code
        || document.is_verbatim(span)
        || (kind == Kind::HalfWidth && is_face(article.prose(), span))
    {
        return;
    }
    let (key, applicability) = match kind {
        Kind::Radical => ("radical", Applicability::Safe),
        Kind::Ideograph => ("ideograph", Applicability::Safe),
        Kind::Variant => ("variant", Applicability::Unsafe),
        Kind::HalfWidth => ("half-width", Applicability::Unsafe),
        Kind::Ligature => ("ligature", Applicability::Safe),
        Kind::Vertical => ("vertical", Applicability::Unsafe),
    };
    let insert = plain(text);
    let code_point = text.chars().next().map_or(0, u32::from);
    findings
        .at(key, span)
        .with("plain", insert.as_str())
        .with("code", format!("U+{code_point:04X}"))
        .fix("replace", applicability, vec![Edit::new(span, insert)])
        .report();
}

/// Half-width marks are also what faces are made of, `(ﾟ∀ﾟ)ﾉ`: it is text only with two letters or beside a Han
/// character.
fn is_face(prose: &str, span: Span) -> bool {
    let letters = span
        .of(prose)
        .chars()
        .filter(|c| ('ｦ'..='ﾝ').contains(c))
        .count();
    let before = prose
        .get(..span.start)
        .and_then(|text| text.chars().next_back());
    let after = prose.get(span.end..).and_then(|text| text.chars().next());
    letters < 2 && !before.is_some_and(is_han) && !after.is_some_and(is_han)
}
