//! `--fix`, `--unsafe-fixes`, `--diff`: fixes applied round by round, files replaced whole.

use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;

use super::{Trouble, use_color};
use crate::cli::CheckArgs;
use crate::engine::Engine;
use crate::engine::selftest::ROUNDS;
use crate::finding::{Applicability, Edit, fix};
use crate::input::decode::{self, Decoded, EncodingChoice};
use crate::input::lines::recognise;
use crate::input::{self, Problem, ProblemKind, ReadOptions, Source, Target};

/// A file and what becomes of it.
struct Change {
    before: String,
    after: String,
    /// The file's bytes when it was read, and those to be written.
    old: Vec<u8>,
    new: Vec<u8>,
}

/// Applies fixes to `targets`, or shows them with `--diff`. Returns what could not be done.
pub(super) fn run(
    engine: &Engine,
    targets: &[Target],
    options: &ReadOptions,
    args: &CheckArgs,
    out: &mut (dyn Write + Send),
) -> Result<Vec<Problem>, Trouble> {
    let applicability = if args.unsafe_fixes {
        Applicability::Unsafe
    } else {
        Applicability::Safe
    };
    let mut problems = Vec::new();
    for batch in targets.chunks(256) {
        let changes: Vec<Result<Option<Change>, Problem>> = batch
            .par_iter()
            .map(|target| change(engine, target, options, applicability))
            .collect();
        for (target, change) in batch.iter().zip(changes) {
            match change {
                Ok(None) => {}
                Ok(Some(change)) if args.diff => {
                    write_diff(&target.display, &change, use_color(args.color), out)?;
                }
                Ok(Some(change)) => problems.extend(replace(target, &change).err()),
                Err(problem) => problems.push(problem),
            }
        }
    }
    Ok(problems)
}

/// What fixing `target` would make of it; `None` where it stays as it is.
fn change(
    engine: &Engine,
    target: &Target,
    options: &ReadOptions,
    applicability: Applicability,
) -> Result<Option<Change>, Problem> {
    let old =
        std::fs::read(&target.path).map_err(|error| Problem::of_io(&target.display, &error))?;
    let decoded = whole_file(&old, target, options)
        .map_err(|(kind, message)| Problem::of_file(&target.display, kind, message))?;
    let bom = "\u{FEFF}".get(..decoded.bom).unwrap_or("");
    let before = format!("{bom}{}", decoded.text);
    let mut after = before.clone();
    for _ in 0..ROUNDS {
        let edits = edits_of(engine, &after, target, options, applicability)?;
        if edits.is_empty() {
            break;
        }
        let fixed = fix::apply(&after, &edits);
        after = fixed.map_err(|error| {
            Problem::of_file(
                &target.display,
                ProblemKind::Io,
                format!("is not fixed: {error}"),
            )
        })?;
    }
    if after == before {
        return Ok(None);
    }
    let refuse = |message: String| Problem::of_file(&target.display, ProblemKind::Io, message);
    let encoding = decoded.encoding;
    if !decoded.invalid.is_empty() {
        return Err(refuse(
            "is not fixed: it holds bytes that its encoding does not have".to_owned(),
        ));
    }
    let encode = |text: &str| decode::encode(text, encoding);
    if encode(&before).as_deref() != Some(&old) {
        return Err(refuse(format!(
            "is not fixed: writing it as {} again would change other bytes",
            encoding.name()
        )));
    }
    let new = encode(&after).ok_or_else(|| {
        refuse(format!(
            "is not fixed: {} lacks a character of the fix",
            encoding.name()
        ))
    })?;
    Ok(Some(Change {
        before,
        after,
        old,
        new,
    }))
}

/// The whole text of the file with these `bytes`, in the encoding in which its articles are read.
fn whole_file(
    bytes: &[u8],
    target: &Target,
    options: &ReadOptions,
) -> Result<Decoded, (ProblemKind, String)> {
    let choice = if target.format.holds_records() {
        EncodingChoice::Fixed(recognise(bytes, options.encoding)?)
    } else {
        options.encoding
    };
    decode::decode(bytes.to_vec(), choice)
}

/// The edits of one round, sorted and apart from each other.
fn edits_of(
    engine: &Engine,
    text: &str,
    target: &Target,
    options: &ReadOptions,
    applicability: Applicability,
) -> Result<Vec<Edit>, Problem> {
    let utf8 = ReadOptions {
        encoding: EncodingChoice::Fixed(encoding_rs::UTF_8),
        ..options.clone()
    };
    let mut edits = Vec::new();
    let mut take = |source: &Source| {
        edits.extend(fix::round(&engine.check(source).findings, applicability));
    };
    for source in input::read(text.as_bytes(), target, &utf8)?.articles() {
        take(&source?);
    }
    edits.sort();
    Ok(edits)
}

/// Replaces the file by renaming a new one over it, if it is still what was read.
fn replace(target: &Target, change: &Change) -> Result<(), Problem> {
    let trouble = |error: io::Error| Problem::of_io(&target.display, &error);
    let path = target.path.canonicalize().map_err(trouble)?;
    if std::fs::read(&path).map_err(trouble)? != change.old {
        let message = "is not fixed: it changed while newslint ran; run it again";
        return Err(Problem::of_file(&target.display, ProblemKind::Io, message));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(trouble)?;
    file.write_all(&change.new).map_err(trouble)?;
    let permissions = std::fs::metadata(&path).map_err(trouble)?.permissions();
    file.as_file()
        .set_permissions(permissions)
        .map_err(trouble)?;
    file.as_file().sync_all().map_err(trouble)?;
    file.persist(&path)
        .map(drop)
        .map_err(|error| trouble(error.error))
}

/// Writes a unified diff.
fn write_diff(path: &str, change: &Change, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let diff = similar::TextDiff::from_lines(&change.before, &change.after);
    let text = diff
        .unified_diff()
        .context_radius(1)
        .header(path, path)
        .to_string();
    for line in text.lines() {
        let code = match line.as_bytes().first() {
            Some(b'-') if color => "\u{1B}[31m",
            Some(b'+') if color => "\u{1B}[32m",
            _ => "",
        };
        let reset = if code.is_empty() { "" } else { "\u{1B}[0m" };
        writeln!(out, "{code}{line}{reset}")?;
    }
    Ok(())
}
