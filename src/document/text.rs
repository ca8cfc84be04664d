//! Plain text: paragraphs are lines, or runs of lines that a page wrapped.

use super::lines::{self, Breaks, Page};
use super::{DocumentBuilder, Marked};

/// From how many lines on, each with a blank one behind it, a page may have been set that way.
const SPACED: usize = 4;

/// Lines without a blank one between them.
#[derive(Clone, Default)]
struct LineRun<'t> {
    /// May it go on with what stands before it? Not at an indent nor behind more than one blank line.
    follows: bool,
    lines: Vec<&'t str>,
    /// Where each line begins.
    offsets: Vec<usize>,
}

/// Reads plain text. A blank line, two full-width spaces at the head of a line and a form feed begin a paragraph, but a
/// blank line among those of a page does not where a sentence runs on.
pub(super) fn parse(text: &str) -> DocumentBuilder<'_> {
    let runs = unspaced(&runs(text));
    let pages: Vec<Option<Page>> = runs.iter().map(|run| Page::of(&run.lines)).collect();
    // The page that most lines show; short paragraphs cannot show one by themselves.
    let page = runs
        .iter()
        .zip(&pages)
        .filter_map(|(run, page)| Some((run.lines.len(), (*page)?)))
        .max_by_key(|(lines, _)| *lines)
        .map(|(_, page)| page);
    let goes_on = |pair: &&[LineRun<'_>]| {
        let page = page.filter(|_| pair[1].follows);
        page.is_some_and(|page| lines::runs_on(page, &pair[0].lines, &pair[1].lines))
    };
    let mut builder = DocumentBuilder::new(text);
    let (mut rest, mut own) = (runs.as_slice(), pages.into_iter());
    while !rest.is_empty() {
        let (paragraph, after) = rest.split_at(1 + rest.windows(2).take_while(goes_on).count());
        let joined = paragraph
            .iter()
            .zip(own.by_ref())
            .map(|(run, own)| {
                let page = own.or_else(|| page.filter(|page| page.holds(&run.lines)));
                lines::joined_on(&run.lines, page, Breaks::Author)
            })
            .collect::<Vec<_>>()
            .join(&true);
        write(&mut builder, paragraph, &joined);
        rest = after;
    }
    builder
}

/// `runs`, where a page that was set with a blank line between all its lines is one.
fn unspaced<'t>(runs: &[LineRun<'t>]) -> Vec<LineRun<'t>> {
    let mut out = Vec::new();
    for stretch in
        runs.chunk_by(|run, next| run.lines.len() == 1 && next.lines.len() == 1 && next.follows)
    {
        let lines: Vec<&str> = stretch
            .iter()
            .flat_map(|run| run.lines.iter().copied())
            .collect();
        if stretch.len() >= SPACED && Page::of(&lines).is_some() {
            out.push(LineRun {
                follows: false,
                offsets: stretch
                    .iter()
                    .flat_map(|run| run.offsets.iter().copied())
                    .collect(),
                lines,
            });
        } else {
            out.extend_from_slice(stretch);
        }
    }
    out
}

/// The runs of `text`, in order.
fn runs(text: &str) -> Vec<LineRun<'_>> {
    let mut runs: Vec<LineRun<'_>> = Vec::new();
    let (mut at, mut blanks) = (0, 0);
    for line in text.split_inclusive('\n') {
        let indented = line.starts_with("\u{3000}\u{3000}") || line.starts_with('\u{C}');
        if line.trim().is_empty() {
            blanks += 1;
        } else {
            if runs.is_empty() || blanks > 0 || indented {
                let follows = blanks == 1 && !indented;
                runs.push(LineRun {
                    follows,
                    ..LineRun::default()
                });
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

/// Writes the paragraphs of `runs`: the lines that the page broke are joined.
fn write(builder: &mut DocumentBuilder<'_>, runs: &[LineRun<'_>], joined: &[bool]) {
    let lines = runs
        .iter()
        .flat_map(|run| run.offsets.iter().zip(&run.lines));
    let mut begun = None;
    for (index, (at, line)) in lines.enumerate() {
        if index > 0 && joined.get(index - 1) == Some(&true) {
            join(builder, *at);
        } else {
            builder.prose.literal_to(*at);
        }
        let (prose, source) = *begun.get_or_insert((builder.prose.len(), *at));
        builder.prose.literal_to(at + line.len());
        if joined.get(index) != Some(&true) {
            builder.close_block(prose, source, Marked::Paragraph);
            begun = None;
        }
    }
}

/// Goes on to the line at `at` without a break: a space between Latin words, nothing beside Han.
pub(super) fn join(builder: &mut DocumentBuilder<'_>, at: usize) {
    let before = builder.prose.target().chars().next_back();
    let after = builder
        .prose
        .rest()
        .get(at - builder.prose.position()..)
        .and_then(|rest| rest.chars().next());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii() && !c.is_whitespace());
    if latin(before) && latin(after) {
        builder.prose.decoded_to(at, " ");
    } else {
        builder.prose.removed_to(at);
    }
}
