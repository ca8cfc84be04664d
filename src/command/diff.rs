//! What fixes would change, for people and for `patch`.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use similar::{ChangeTag, TextDiff};

use crate::finding::FileName;
use crate::report::colors::{GREEN, RED};
use crate::report::visible;
use crate::run::Repaired;

/// Characters around a change that are shown with it.
const AROUND: usize = 12;

/// Writes each change in its line, `[-old-]{+new+}`, then a unified diff, for which the former is a comment. Into a pipe
/// that is exact to the byte, for `patch`; on a terminal nothing of it is obeyed.
pub(super) fn write_diff(
    name: &FileName,
    repaired: &Repaired,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let path = visible(name);
    let [old, new] = [&repaired.before, &repaired.after]
        .map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let diff = TextDiff::from_slices(&old, &new);
    for op in diff.ops() {
        if op.tag() == similar::DiffTag::Equal {
            continue;
        }
        let old: String = op
            .old_range()
            .filter_map(|line| diff.old_slice(line))
            .collect();
        let new: String = op
            .new_range()
            .filter_map(|line| diff.new_slice(line))
            .collect();
        write_words(&path, op.old_range().start + 1, [&old, &new], color, out)?;
    }
    let header = header(name);
    writeln!(out, "--- {header}\n+++ {header}")?;
    for hunk in diff.unified_diff().context_radius(1).iter_hunks() {
        writeln!(out, "{}", hunk.header())?;
        for change in hunk.iter_changes() {
            let paint = match change.tag() {
                ChangeTag::Delete => Some(RED),
                ChangeTag::Insert => Some(GREEN),
                ChangeTag::Equal => None,
            };
            let line = format!("{}{}", change.tag(), change.value());
            let whole = line.strip_suffix('\n');
            write_painted(paint, whole.unwrap_or(&line), color, out)?;
            writeln!(out, "{}", if whole.is_some() { "" } else { UNENDED })?;
        }
    }
    Ok(())
}

/// What stands behind a last line that has no end.
const UNENDED: &str = "\n\\ No newline at end of file";

/// The name as `patch` and `git apply` read it: with a tab behind it where it holds blanks, in quotes where it holds what
/// would end it, or is not UTF-8.
fn header(name: &FileName) -> String {
    let is_plain = |byte: &u8| !byte.is_ascii_control() && !matches!(byte, b'"' | b'\\');
    let bytes = name.bytes();
    if name.is_utf8() && bytes.iter().all(is_plain) {
        let end = if name.contains(' ') { "\t" } else { "" };
        return format!("{name}{end}");
    }
    let mut quoted = String::from('"');
    for byte in bytes {
        if byte.is_ascii() && is_plain(byte) {
            quoted.push(char::from(*byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(quoted, "\\{byte:03o}");
        }
    }
    quoted + "\""
}

fn write_painted(
    paint: Option<u8>,
    text: &str,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = if io::stdout().is_terminal() {
        visible(text.strip_suffix('\r').unwrap_or(text))
    } else {
        Cow::Borrowed(text)
    };
    match paint {
        Some(tone) if color => write!(out, "\u{1B}[38;5;{tone}m{text}\u{1B}[0m"),
        _ => write!(out, "{text}"),
    }
}

/// Writes the changes of the lines from `line` on, each with what stands around it.
fn write_words(
    path: &str,
    mut line: usize,
    [old, new]: [&str; 2],
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let diff = TextDiff::from_chars(old, new);
    let changes: Vec<(ChangeTag, String)> = diff
        .ops()
        .iter()
        .flat_map(|op| diff.iter_changes(op))
        .fold(Vec::new(), |mut runs, change| {
            match runs.last_mut() {
                Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
                _ => runs.push((change.tag(), change.value().to_owned())),
            }
            runs
        });
    let mut at = 0;
    while at < changes.len() {
        let (tag, text) = &changes[at];
        if *tag == ChangeTag::Equal {
            line += text.matches('\n').count();
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).map_or("", |at| changes[at].1.as_str());
        write!(out, "{path}:{line}: {}", visible(&end_of(before)))?;
        while let Some((tag, text)) = changes.get(at).filter(|(tag, _)| *tag != ChangeTag::Equal) {
            let (open, close, paint) = match tag {
                ChangeTag::Delete => ("[-", "-]", RED),
                _ => ("{+", "+}", GREEN),
            };
            if *tag == ChangeTag::Delete {
                line += text.matches('\n').count();
            }
            write_painted(
                Some(paint),
                &format!("{open}{}{close}", visible(text)),
                color,
                out,
            )?;
            at += 1;
        }
        let after = changes.get(at).map_or("", |(_, text)| text.as_str());
        writeln!(out, "{}", visible(&start_of(after)))?;
    }
    Ok(())
}

/// The last characters of the last line of `text`.
fn end_of(text: &str) -> String {
    let last = text.rsplit('\n').next().unwrap_or("");
    let count = last.chars().count();
    last.chars().skip(count.saturating_sub(AROUND)).collect()
}

/// The first characters of the first line of `text`.
fn start_of(text: &str) -> String {
    let first = text.split('\n').next().unwrap_or("");
    first.chars().take(AROUND).collect()
}
