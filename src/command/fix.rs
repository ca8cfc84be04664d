//! `--fix` and `--diff`: what fixes make of files, written or shown.

use std::io::{self, Write};

use rayon::prelude::*;

use super::diff::write_diff;
use super::replace::replace;
use super::sieve::Sieve;
use super::signals::Signals;
use super::{Trouble, use_color};
use crate::catalog::Lang;
use crate::cli::CheckArgs;
use crate::engine::Engine;
use crate::finding::{Applicability, Finding};
use crate::input::{NotFixed, Problem, ProblemKind, ReadOptions, Target};
use crate::report::{visible, words};
use crate::run::{Repaired, repair};

/// Files that are in memory at a time.
const BATCH: usize = 64;

/// What is fixed, and how.
#[derive(Clone, Copy)]
pub(super) struct Fixing<'f> {
    pub(super) engine: &'f Engine,
    pub(super) targets: &'f [Target],
    pub(super) reading: &'f ReadOptions,
    pub(super) args: &'f CheckArgs,
    /// Knows what is to stay.
    pub(super) sieve: &'f Sieve,
}

/// What came of fixing.
#[derive(Default)]
pub(super) struct Fixed {
    /// Files that have, or would get, another text.
    pub(super) changed: usize,
    /// What could not be fixed.
    pub(super) problems: Vec<Problem>,
    /// The new content of what came through a pipe, by its place among the targets.
    pub(super) pipes: Vec<(usize, Vec<u8>)>,
    /// A signal stopped it.
    pub(super) stopped: bool,
}

/// How far fixes are to be trusted that are applied.
fn applicability(args: &CheckArgs) -> Applicability {
    if args.unsafe_fixes {
        Applicability::Unsafe
    } else {
        Applicability::Safe
    }
}

/// Shows on `out` what fixes would change.
pub(super) fn show(fixing: Fixing<'_>, out: &mut dyn Write) -> Result<Fixed, Trouble> {
    let mut fixed = Fixed::default();
    let color = use_color(fixing.args.color);
    each(fixing, &mut |_, target, repaired| {
        match repaired {
            Ok(repaired) if repaired.is_changed() => {
                fixed.changed += 1;
                write_diff(&target.display, &repaired, color, out)?;
            }
            Ok(_) => {}
            Err(problem) => fixed.problems.push(problem),
        }
        Ok(true)
    })?;
    Ok(fixed)
}

/// Writes the fixes, and says on standard error which files have changed. What came through a pipe is written to `out`.
pub(super) fn write(fixing: Fixing<'_>, lang: Lang, out: &mut dyn Write) -> Result<Fixed, Trouble> {
    let signals = Signals::watch();
    let mut fixed = Fixed::default();
    let mut places = 0;
    let say = |text: String| {
        if !fixing.args.quiet {
            // If standard error is gone, there is nobody left to tell.
            let _ = writeln!(io::stderr(), "{}", visible(&text));
        }
    };
    each(fixing, &mut |at, target, repaired| {
        if signals.came() {
            fixed.stopped = true;
            let stopped = Problem::of_file("", ProblemKind::Stopped);
            fixed.problems.push(stopped);
            return Ok(false);
        }
        match repaired.and_then(|repaired| put(target, repaired)) {
            Ok(repaired) => {
                for note in notes(&target.display, &repaired, lang) {
                    say(note);
                }
                if repaired.is_changed() {
                    fixed.changed += 1;
                    places += repaired.fixes;
                }
                if target.is_pipe() && repaired.is_changed() {
                    out.write_all(&repaired.new)?;
                    fixed.pipes.push((at, repaired.new));
                } else if target.is_pipe() {
                    io::copy(&mut target.open_bytes(0)?, out)?;
                }
            }
            Err(problem) => {
                if target.is_pipe() {
                    // Whoever reads on gets the text in any case.
                    io::copy(&mut target.open_bytes(0)?, out)?;
                }
                fixed.problems.push(problem);
            }
        }
        Ok(true)
    })?;
    out.flush()?;
    if fixed.changed > 1 {
        say(words::fixed_files(fixed.changed, places, lang));
    }
    Ok(fixed)
}

/// What is said of a file after its fixes.
fn notes(path: &str, repaired: &Repaired, lang: Lang) -> Vec<String> {
    let refused = repaired.refused;
    let mut notes = Vec::new();
    notes.extend((refused > 0).then(|| words::refused_fixes(path, refused, lang)));
    let changed = repaired.is_changed();
    notes.extend(changed.then(|| words::fixed_file(path, repaired.fixes, lang)));
    notes
}

/// Writes `repaired` in place of its file, unless it came through a pipe.
fn put(target: &Target, repaired: Repaired) -> Result<Repaired, Problem> {
    if !repaired.is_changed() {
        return Ok(repaired);
    }
    let refuse = |why| Problem::of_file(&target.display, ProblemKind::NotFixed(why));
    if target.is_in_archive() {
        return Err(refuse(NotFixed::InArchive));
    }
    let compression = target.compression();
    if let Some(packed) = compression.map_err(|error| Problem::of_io(&target.display, &error))? {
        return Err(refuse(NotFixed::Compressed(packed)));
    }
    if !target.is_pipe() {
        replace(target, &repaired).map_err(refuse)?;
    }
    Ok(repaired)
}

/// Takes what fixes make of a target, which has this place among all; says whether to go on.
type Take<'t> = &'t mut dyn FnMut(usize, &Target, Result<Repaired, Problem>) -> io::Result<bool>;

/// Calls `take` with what fixes make of each target, in order, until it says no.
fn each(fixing: Fixing<'_>, take: Take<'_>) -> Result<(), Trouble> {
    let Fixing {
        engine,
        targets,
        reading,
        args,
        sieve,
    } = fixing;
    let spare = |findings: &mut [Finding]| sieve.spare(findings);
    let threads = crate::run::threads(args.jobs)?;
    let mut at = 0;
    for batch in targets.chunks(BATCH) {
        let repaired: Vec<_> = threads.install(|| {
            let repair = |target| repair(engine, target, reading, applicability(args), &spare);
            batch.par_iter().map(repair).collect()
        });
        for (target, repaired) in batch.iter().zip(repaired) {
            if !take(at, target, repaired)? {
                return Ok(());
            }
            at += 1;
        }
    }
    Ok(())
}
