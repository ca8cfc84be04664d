//! Plain text: paragraphs are lines, or runs of lines that a page wrapped.

use super::lines::{self, Breaks};
use super::{Draft, Marked};

/// From how many lines on, each with a blank one behind it, a page may have been set that way.
const SPACED: usize = 4;

/// Lines without a blank one between them.
#[derive(Default)]
struct Run<'t> {
    /// May it go on with what stands before it? Not at an indent nor behind more than one blank line.
    follows: bool,
    lines: Vec<&'t str>,
    /// Where each line begins.
    offsets: Vec<usize>,
}

/// Reads plain text. A blank line, two full-width spaces at the head of a line and a form feed begin a paragraph, but a
/// blank line among those of a page does not where a sentence runs on.
pub(super) fn parse(text: &str) -> Draft<'_> {
    let runs = runs(text);
    let mut draft = Draft::new(text);
    let (mut from, mut spaced_from) = (0, 0);
    while let Some(rest) = runs.get(from..).filter(|rest| !rest.is_empty()) {
        // Each stretch of single lines is looked at once.
        let spaced = if from >= spaced_from { spaced(rest) } else { (0, false) };
        spaced_from = spaced_from.max(from + spaced.0);
        let count = if spaced.1 { spaced.0 } else { going_on(rest) };
        let (paragraph, _) = rest.split_at(count);
        let lines: Vec<&str> = paragraph.iter().flat_map(|run| run.lines.iter().copied()).collect();
        let joined = if spaced.1 {
            lines::joined(&lines, Breaks::Author)
        } else {
            let each = paragraph.iter().map(|run| lines::joined(&run.lines, Breaks::Author));
            each.collect::<Vec<_>>().join(&true)
        };
        let offsets = paragraph.iter().flat_map(|run| run.offsets.iter().copied());
        write(&mut draft, offsets.zip(lines), &joined);
        from += count;
    }
    draft
}

/// How many runs at the head of `runs` are single lines, and whether they are the lines of one page.
fn spaced(runs: &[Run<'_>]) -> (usize, bool) {
    let single = |(index, run): &(usize, &Run<'_>)| run.lines.len() == 1 && (*index == 0 || run.follows);
    let lines: Vec<&str> = runs
        .iter()
        .enumerate()
        .take_while(single)
        .flat_map(|(_, run)| run.lines.iter().copied())
        .collect();
    (lines.len(), lines.len() >= SPACED && lines::are_wrapped(&lines))
}

/// How many runs at the head of `runs` go on with each other.
fn going_on(runs: &[Run<'_>]) -> usize {
    let pairs = runs.windows(2);
    1 + pairs
        .take_while(|pair| pair[1].follows && lines::runs_on(&pair[0].lines, &pair[1].lines))
        .count()
}

/// The runs of `text`, in order.
fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let (mut at, mut blanks) = (0, 0);
    for line in text.split_inclusive('\n') {
        let indented = line.starts_with("\u{3000}\u{3000}") || line.starts_with('\u{C}');
        if line.trim().is_empty() {
            blanks += 1;
        } else {
            if runs.is_empty() || blanks > 0 || indented {
                let follows = blanks == 1 && !indented;
                runs.push(Run { follows, ..Run::default() });
            }
            if let Some(run) = runs.last_mut() {
                run.lines.push(line.trim_end_matches(['\n', '\r']));
                run.offsets.push(at);
            }
            blanks = 0;
        }
        at += line.len();
    }
    runs
}

/// Writes the paragraphs of lines: those that the page broke are joined.
fn write<'t>(
    draft: &mut Draft<'_>,
    lines: impl Iterator<Item = (usize, &'t str)>,
    joined: &[bool],
) {
    let mut begun = None;
    for (index, (at, line)) in lines.enumerate() {
        if index > 0 && joined.get(index - 1) == Some(&true) {
            join(draft, at);
        } else {
            draft.builder.literal_to(at);
        }
        let (prose, source) = *begun.get_or_insert((draft.builder.len(), at));
        draft.builder.literal_to(at + line.len());
        if joined.get(index) != Some(&true) {
            draft.close_block(prose, source, Marked::Paragraph);
            begun = None;
        }
    }
}

/// Goes on to the line at `at` without a break: a space between Latin words, nothing beside Han.
pub(super) fn join(draft: &mut Draft<'_>, at: usize) {
    let before = draft.builder.target().chars().next_back();
    let after = draft
        .builder
        .rest()
        .get(at - draft.builder.position()..)
        .and_then(|rest| rest.chars().next());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii() && !c.is_whitespace());
    if latin(before) && latin(after) {
        draft.builder.decoded_to(at, " ");
    } else {
        draft.builder.removed_to(at);
    }
}
