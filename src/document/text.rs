//! Plain text: paragraphs are lines, or runs of lines that a page wrapped.

use super::lines::{self, Breaks};
use super::{Draft, Marked};

/// Reads plain text. A blank line, two full-width spaces at the head of a line and a form feed begin a paragraph.
pub(super) fn parse(text: &str) -> Draft<'_> {
    let mut draft = Draft::new(text);
    let mut run: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = line.starts_with("\u{3000}\u{3000}") || line.starts_with('\u{C}');
        let blank = line.trim().is_empty();
        if blank || begins {
            flush(&mut draft, &mut run);
        }
        if !blank {
            run.push((at, line.trim_end_matches(['\n', '\r'])));
        }
        at += line.len();
    }
    flush(&mut draft, &mut run);
    draft
}

/// Writes the paragraphs of a run of lines without a blank line in it.
fn flush(draft: &mut Draft<'_>, run: &mut Vec<(usize, &str)>) {
    let texts: Vec<&str> = run.iter().map(|(_, line)| *line).collect();
    let joined = lines::joined(&texts, Breaks::Author);
    let mut begun = None;
    for (index, (at, line)) in run.drain(..).enumerate() {
        if index > 0 && joined[index - 1] {
            join(draft, at);
        } else {
            draft.builder.literal_to(at);
        }
        let (prose, source) = *begun.get_or_insert((draft.builder.len(), at));
        draft.builder.literal_to(at + line.len());
        if !joined.get(index).copied().unwrap_or(false) {
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
