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
        let of_kind = |(at, c): (usize, char)| {
            let kind = kind_of(c)?;
            Some((Span::new(at, at + c.len_utf8()), kind))
        };
        let mut run: Option<(Span, Kind)> = None;
        for (at, kind) in prose.char_indices().filter_map(of_kind) {
            match &mut run {
                Some((span, of)) if span.end == at.start && *of == kind => span.end = at.end,
                _ => {
                    if let Some((span, of)) = run.replace((at, kind)) {
                        report(article, span, of, findings);
                    }
                }
            }
        }
        if let Some((span, of)) = run {
            report(article, span, of, findings);
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
