//! Which line breaks are the page's and which are the author's.
//!
//! A page fills its lines: its width, in columns or in characters, is the one that explains most line ends. Lists and
//! verse may have equal lines, too, but they have no marks inside them, end without one, and divide no word. The page
//! that most lines of a file show holds for its short paragraphs as well (`text`).

use unicode_width::UnicodeWidthStr;

use crate::language::marks::{is_closer, is_complete};
use crate::language::{is_han, lexicon};

/// For each break between two of `lines`, whether the page made it, so that a reader reads on without a pause.
///
/// Lines were kept from a page when at least 0.6 of them, the last one aside, fill it and end without a full stop.
/// `Breaks::Author` joins nothing else; `Breaks::Soft` (Markdown, where a line break alone means nothing) joins every
/// line that does not end a sentence, short ones of a page, too.
pub(super) fn joined(lines: &[&str], breaks: Breaks) -> Vec<bool> {
    joined_on(lines, Page::of(lines), breaks)
}

/// As `joined`, where the page is known.
pub(super) fn joined_on(lines: &[&str], page: Option<Page>, breaks: Breaks) -> Vec<bool> {
    let count = lines.len().saturating_sub(1);
    if count == 0 {
        return Vec::new();
    }
    let runs_on = |line: &str| breaks == Breaks::Soft && !is_complete(line.trim_end());
    if let Some(page) = page {
        return lines
            .windows(2)
            .map(|pair| runs_on(pair[0]) || !page.ends_paragraph(pair[0], pair[1]))
            .collect();
    }
    lines.iter().take(count).map(|line| runs_on(line)).collect()
}

/// What a line break means where the page did not make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    /// A new paragraph.
    Author,
    /// Nothing, after an unfinished sentence.
    Soft,
}

/// Least width of a page, in columns: lines of verse and of lists are shorter.
const NARROWEST: usize = 20;

/// The page that lines were kept from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    measure: Measure,
    width: usize,
}

impl Page {
    /// The page that `lines` were kept from, if they were.
    pub(super) fn of(lines: &[&str]) -> Option<Self> {
        let (end, body) = lines.split_last()?;
        // A line alone fills nothing.
        if body.is_empty() {
            return None;
        }
        let running = body
            .iter()
            .filter(|line| !is_complete(line.trim_end()))
            .count();
        // Most runs of lines are paragraphs, one a line: they end as sentences do. Lists, tables, addresses and verse
        // have no clauses that end within a line.
        if running < 2.min(body.len()) || running * 10 < body.len() * 6 || !is_running_text(lines) {
            return None;
        }
        let divides_word = |pair: &[&str]| {
            ends_of(pair[0], pair[1]).is_some_and(|(last, first)| lexicon::is_word(last, first))
        };
        if !is_complete(end.trim_end()) && !lines.windows(2).any(divides_word) {
            return None;
        }
        let widest = body.iter().map(|line| Measure::Columns.of(line)).max()?;
        let page = |measure: Measure| {
            let width = commonest(body.iter().map(|line| measure.of(line)).collect())?;
            let kept = lines
                .windows(2)
                .filter(|pair| {
                    measure.fills(pair[0], pair[1], width) && !is_complete(pair[0].trim_end())
                })
                .count();
            // Two lines of so many characters are no evidence.
            let enough = match measure {
                Measure::Characters => 2,
                Measure::Columns | Measure::Wide => 2.min(body.len()),
            };
            let wrapped = measure.of(end) <= width + measure.slack()
                && kept >= enough
                && kept * 10 >= body.len() * 6;
            wrapped.then_some((kept, Self { measure, width }))
        };
        // The first of those that explain most.
        let best = [Measure::Characters, Measure::Wide, Measure::Columns]
            .into_iter()
            .filter_map(page)
            .max_by_key(|(kept, _)| *kept)?;
        (widest >= NARROWEST).then_some(best.1)
    }

    /// Are `lines` of this page? Only lines that are filled and stop in a sentence show it.
    pub(super) fn holds(&self, lines: &[&str]) -> bool {
        let room = self.width + self.measure.slack();
        let filled = |pair: &&[&str]| {
            self.measure.fills(pair[0], pair[1], self.width) && !is_complete(pair[0].trim_end())
        };
        let kept = lines.windows(2).filter(filled).count();
        kept > 0
            && kept * 2 >= lines.len() - 1
            && lines.iter().all(|line| self.measure.of(line) <= room)
    }

    /// Does a paragraph end with `line`, before `next`? A short line that ends a sentence does, and so does a heading.
    fn ends_paragraph(&self, line: &str, next: &str) -> bool {
        let own = self.measure.of(line);
        own + self.measure.short() <= self.width
            && (is_complete(line.trim_end())
                || own * 4 <= self.width * 3 && !self.measure.fills(line, next, self.width))
    }
}

/// Does the sentence run on from one line of a page to a line behind a blank one, so that the blank line is false?
///
/// `before` and `after` are runs of lines; the page decides, and language where it can.
pub(super) fn runs_on(page: Page, before: &[&str], after: &[&str]) -> bool {
    let (Some(last), Some(first)) = (before.last(), after.first()) else {
        return false;
    };
    let room = page.width + page.measure.slack();
    let fits = |lines: &[&str]| lines.iter().all(|line| page.measure.of(line) <= room);
    // A line alone doesn't show that it is of the page.
    let same = page.holds(before) && page.holds(after);
    fits(before)
        && fits(after)
        && page.measure.fills(last, first, page.width)
        && ends_of(last, first).is_some_and(|(last, first)| match last {
            // A clause that ends says nothing of what follows, but a paragraph doesn't end with it.
            '，' | '、' | ',' => !is_closer(first),
            _ if is_han(last) && is_han(first) => same || lexicon::stand_together(last, first),
            _ => is_han(last) && never_begins(first),
        })
}

/// Is `c` a mark that no line begins with?
fn never_begins(c: char) -> bool {
    is_closer(c) || matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？')
}

/// The characters on both sides of a break.
fn ends_of(before: &str, after: &str) -> Option<(char, char)> {
    Some((
        before.trim_end().chars().next_back()?,
        after.trim_start().chars().next()?,
    ))
}

/// What a program counted to fill its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    /// Columns of a terminal.
    Columns,
    /// Columns, with two for quotation marks, dashes and what else is wide among Han only.
    Wide,
    /// Characters, whatever their width.
    Characters,
}

impl Measure {
    fn of(self, line: &str) -> usize {
        match self {
            Self::Columns => line.trim_end().width(),
            Self::Wide => line.trim_end().width_cjk(),
            // A space counts where the line was cut behind it.
            Self::Characters => line.chars().count(),
        }
    }

    /// By how much lines may differ: a mark hung out, or taken over to the next line with what stands before it.
    fn slack(self) -> usize {
        match self {
            Self::Columns | Self::Wide => 2,
            Self::Characters => 1,
        }
    }

    /// By how much a line that ends a paragraph falls short of the others: two characters, a mark hung out aside.
    fn short(self) -> usize {
        match self {
            Self::Columns | Self::Wide => 5,
            Self::Characters => 3,
        }
    }

    /// Is `line` of `width`, or had it no room for what `next` begins with?
    fn fills(self, line: &str, next: &str, width: usize) -> bool {
        let own = self.of(line);
        if own > width + self.slack() {
            return false;
        }
        // A word of another script is not divided.
        let word = next
            .find(|c: char| !c.is_ascii() || c == ' ')
            .unwrap_or(next.len());
        own + self.slack() >= width || own + 1 + word > width
    }
}

/// Do `lines` hold marks wherever they fall, as sentences do, and no columns?
fn is_running_text(lines: &[&str]) -> bool {
    let mark = |c| {
        matches!(
            c,
            '，' | '。' | '；' | '：' | '、' | '！' | '？' | '”' | '」'
        )
    };
    let (mut marked, mut gaps) = (0, 0);
    for line in lines {
        let line = line.trim();
        let inner = line.trim_end_matches(|c: char| mark(c) || c.is_ascii_punctuation());
        let latin = || inner.contains(", ") || inner.contains(". ");
        marked += usize::from(inner.contains(mark) || latin() || has_narrow_mark(inner));
        gaps += usize::from(line.contains(['\t', '\u{3000}']) || line.contains("   "));
    }
    marked * 4 >= lines.len() && gaps * 2 <= lines.len()
}

/// Does a half-width mark stand behind a Han character and before another, as recognition reads full-width ones?
fn has_narrow_mark(line: &str) -> bool {
    let mut before = ' ';
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        if matches!(c, ',' | ';' | '?' | '!') && is_han(before) && is_han(next) {
            return true;
        }
        before = c;
    }
    false
}

/// The commonest of `widths`, the greatest of several; widths that differ by two or less count together.
fn commonest(mut widths: Vec<usize>) -> Option<usize> {
    widths.sort_unstable();
    let (mut from, mut to) = (0, 0);
    let mut best = None;
    for width in &widths {
        while widths.get(from).is_some_and(|low| low + 2 < *width) {
            from += 1;
        }
        while widths.get(to).is_some_and(|high| *high <= width + 2) {
            to += 1;
        }
        best = best.max(Some((to - from, *width)));
    }
    best.map(|(_, width)| width)
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

    #[test]
    fn half_width_marks_are_marks_of_running_text() {
        let page = [
            "漁船清早駛出港口,天色還暗,岸上只有",
            "幾個人在整理魚網,燈光照着濕漉漉的石",
            "板。",
        ];
        assert_eq!(joined(&page, Breaks::Author), [true, true]);
        let list = [
            "海港:三艘漁船停泊",
            "山村:兩輛巴士往返",
            "市區:一條電車路線",
        ];
        assert_eq!(joined(&list, Breaks::Author), [false, false]);
    }

    #[test]
    fn a_short_line_inside_a_sentence_ends_a_paragraph_of_a_page_only() {
        let lines = ["春中**地天**中中", "会中", "开土土开会山學会土中", "，土。"];
        assert_eq!(joined(&lines, Breaks::Author), [true, false, true]);
        assert_eq!(joined(&lines, Breaks::Soft), [true; 3]);
    }
}
