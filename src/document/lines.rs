//! Which line breaks are the page's and which are the author's.

use unicode_width::UnicodeWidthStr;

use super::sentences;

/// For each break between two of `lines`, whether the page made it, so that a reader reads on without a pause.
///
/// Lines were kept from a page when at least 0.6 of them, the last one aside, are within two columns of the commonest
/// width and end without a full stop (`notes/corpus-quality.md` 1.4). `Breaks::Author` joins nothing else;
/// `Breaks::Soft` (Markdown, where a line break alone means nothing) joins every line that does not end a sentence.
pub(super) fn joined(lines: &[&str], breaks: Breaks) -> Vec<bool> {
    let count = lines.len().saturating_sub(1);
    if count == 0 {
        return Vec::new();
    }
    if let Some(width) = page_width(lines) {
        // A short line that ends a sentence ends a paragraph.
        let ends = |line: &&str| {
            let line = line.trim_end();
            sentences::is_complete(line) && line.width() + SHORT <= width
        };
        return lines.iter().take(count).map(|line| !ends(line)).collect();
    }
    match breaks {
        Breaks::Author => vec![false; count],
        Breaks::Soft => lines
            .iter()
            .take(count)
            .map(|line| !sentences::is_complete(line.trim_end()))
            .collect(),
    }
}

/// What a line break means where the page did not make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    /// A new paragraph.
    Author,
    /// Nothing, after an unfinished sentence.
    Soft,
}

/// Columns by which a line that ends a paragraph falls short of the others: two characters, a mark hung out aside.
const SHORT: usize = 5;

/// The width of the page that `lines` were kept from, if they were.
fn page_width(lines: &[&str]) -> Option<usize> {
    let widths: Vec<usize> = lines.iter().map(|line| line.trim_end().width()).collect();
    let (last, body) = widths.split_last()?;
    let near = |width: usize, mode: usize| width.abs_diff(mode) <= 2;
    let in_mode = |mode: usize| body.iter().filter(|width| near(**width, mode)).count();
    let mode = body
        .iter()
        .copied()
        .max_by_key(|mode| (in_mode(*mode), *mode))?;
    let kept = body
        .iter()
        .zip(lines)
        .filter(|(width, line)| near(**width, mode) && !sentences::is_complete(line.trim_end()))
        .count();
    let wrapped =
        mode >= 20 && *last <= mode + 2 && kept >= 2.min(body.len()) && kept * 10 >= body.len() * 6;
    wrapped.then_some(mode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_that_ends_a_sentence_ends_a_paragraph() {
        let page = [
            "漁船清早駛出港口，天色還暗，岸上只有",
            "幾個人在整理魚網，燈光照着濕漉漉的石",
            "板。",
            "船老大說，今年的魚比去年多，只是價錢",
            "不好。",
        ];
        assert_eq!(joined(&page, Breaks::Author), [true, true, false, true]);
    }

    #[test]
    fn equal_lines_without_full_stops_were_kept_from_a_page() {
        let page = [
            "漁船清早駛出港口，天色還暗，岸上只有",
            "幾個人在整理魚網，燈光照着濕漉漉的石",
            "板。",
        ];
        assert_eq!(joined(&page, Breaks::Author), [true, true]);
        let paragraphs = [
            "漁船清早駛出港口。",
            "岸上只有幾個人在整理魚網，燈光照着石板。",
        ];
        assert_eq!(joined(&paragraphs, Breaks::Author), [false]);
        assert_eq!(joined(&paragraphs, Breaks::Soft), [false]);
        assert_eq!(joined(&["他說明", "天再來。"], Breaks::Soft), [true]);
    }
}
