//! How much a regular expression takes, told before anybody compiles it.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Most that all lints take that are not built in: some fifty megabytes, compiled.
pub(super) const MOST: usize = 1_000_000;

/// About so many steps has the program of `regex`; none if it is no regular expression.
pub(super) fn weight(regex: &str) -> usize {
    regex_syntax::parse(regex).map_or(0, |hir| of(&hir))
}

fn of(hir: &Hir) -> usize {
    let sum = |parts: &[Hir]| parts.iter().map(of).fold(0, usize::saturating_add);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Unicode(class)) => class.ranges().len(),
        HirKind::Class(Class::Bytes(class)) => class.ranges().len(),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min.saturating_add(1));
            of(&repetition.sub).saturating_mul(times as usize)
        }
        HirKind::Capture(capture) => of(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => sum(parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn repetitions_multiply_and_nothing_overflows() {
        assert_eq!(weight("天{7}|a"), 22);
        assert_eq!(weight("(?:(?:天{1000}){1000}){1000}"), 3_000_000_000);
        assert_eq!(weight("("), 0);
    }

    #[test]
    fn the_built_in_lints_would_fit_many_times() {
        let all: usize = Catalog::builtin()
            .lints()
            .iter()
            .map(|lint| lint.weight())
            .sum();
        assert!(all > 0 && all * 8 < MOST, "{all}");
    }
}
