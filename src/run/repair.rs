//! A file with its fixes applied, round by round, in memory.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::engine::Engine;
use crate::finding::{Applicability, Finding, rounds};
use crate::input::decode::{self, Decoded, EncodingChoice};
use crate::input::lines::recognise;
use crate::input::{self, Content, NotFixed, Problem, ProblemKind, ReadOptions, Target};

/// A file and what becomes of it.
#[derive(Clone, Debug)]
pub struct Repaired {
    /// Its text, with a byte order mark if it has one.
    pub before: String,
    /// The text after all fixes.
    pub after: String,
    /// Its bytes when it was read.
    pub old: Vec<u8>,
    /// The bytes of the fixed text, in the file's own encoding.
    pub new: Vec<u8>,
    /// How many fixes were applied.
    pub fixes: usize,
    /// How many were not, because they would have made an error.
    pub refused: usize,
}

impl Repaired {
    /// Is there anything to change?
    pub fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

/// Marks the findings of one article that are not to be repaired.
pub type Spare<'s> = &'s (dyn Fn(&mut [Finding]) + Sync);

/// What fixing `target` would make of it, but for what `spare` marks; nothing is written. A file that cannot be fixed
/// without harm is a problem.
pub fn repair(
    engine: &Engine,
    target: &Target,
    reading: &ReadOptions,
    applicability: Applicability,
    spare: Spare<'_>,
) -> Result<Repaired, Problem> {
    if matches!(target.format.content, Content::Columns) {
        let kind = ProblemKind::NotFixed(NotFixed::Columns);
        return Err(Problem::of_file(&target.display, kind));
    }
    let bytes = read(target).map_err(|error| Problem::of_io(&target.display, &error))?;
    repair_bytes(engine, target, bytes, reading, applicability, spare)
}

/// The same of `old`, the content of `target`.
pub fn repair_bytes(
    engine: &Engine,
    target: &Target,
    old: Vec<u8>,
    reading: &ReadOptions,
    applicability: Applicability,
    spare: Spare<'_>,
) -> Result<Repaired, Problem> {
    let repair = || apply_rounds(engine, target, old, reading, applicability, spare);
    catch_unwind(AssertUnwindSafe(repair)).unwrap_or_else(|panic| {
        let kind = ProblemKind::panicked(panic.as_ref());
        Err(Problem::of_file(&target.display, kind))
    })
}

fn apply_rounds(
    engine: &Engine,
    target: &Target,
    old: Vec<u8>,
    reading: &ReadOptions,
    applicability: Applicability,
    spare: Spare<'_>,
) -> Result<Repaired, Problem> {
    let decoded = whole_file(&old, target, reading)
        .map_err(|kind| Problem::of_file(&target.display, kind))?;
    let bom = "\u{FEFF}".get(..decoded.bom).unwrap_or("");
    let before = format!("{bom}{}", decoded.text);
    let refuse = |why| Problem::of_file(&target.display, ProblemKind::NotFixed(why));
    let settled = rounds::settle(before.clone(), applicability, |text| {
        let mut articles = findings_of(engine, text, target, reading)?;
        for findings in &mut articles {
            spare(findings);
        }
        Ok(articles)
    })?;
    if !settled.done {
        return Err(refuse(NotFixed::Unsettled));
    }
    let mut repaired = Repaired {
        new: Vec::new(),
        before,
        after: settled.text,
        old,
        fixes: settled.fixes,
        refused: settled.refused,
    };
    if repaired.is_changed() {
        repaired.new = encoded(&repaired, &decoded, reading).map_err(refuse)?;
    } else {
        repaired.new.clone_from(&repaired.old);
    }
    Ok(repaired)
}

fn read(target: &Target) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut target.open()?, &mut bytes)?;
    Ok(bytes)
}

/// The whole text of the file with these `bytes`, in the encoding in which its articles are read.
fn whole_file(
    bytes: &[u8],
    target: &Target,
    reading: &ReadOptions,
) -> Result<Decoded, ProblemKind> {
    let choice = if target.format.holds_records() {
        EncodingChoice::Fixed(recognise(bytes, reading.encoding)?)
    } else {
        reading.encoding
    };
    decode::decode(bytes.to_vec(), choice)
}

/// The findings of each article of `text`.
fn findings_of(
    engine: &Engine,
    text: &str,
    target: &Target,
    reading: &ReadOptions,
) -> Result<Vec<Vec<Finding>>, Problem> {
    let utf8 = ReadOptions {
        encoding: EncodingChoice::Fixed(encoding_rs::UTF_8),
        ..reading.clone()
    };
    let articles = input::read(text.as_bytes(), target, &utf8)?.articles();
    let findings = articles.map(|source| {
        let outcome = engine.check(&source?);
        match outcome.problems.into_iter().next() {
            Some(problem) => Err(problem),
            None => Ok(outcome.findings),
        }
    });
    findings.collect()
}

/// The fixed text as bytes of the file, or why that would do harm.
fn encoded(
    repaired: &Repaired,
    decoded: &Decoded,
    reading: &ReadOptions,
) -> Result<Vec<u8>, NotFixed> {
    let encoding = decoded.encoding;
    let named = reading.encoding != EncodingChoice::Auto && encoding != encoding_rs::UTF_8;
    if named && !repaired.old.is_ascii() && std::str::from_utf8(&repaired.old).is_ok() {
        return Err(NotFixed::IsUtf8);
    }
    if !decoded.invalid.is_empty() {
        return Err(NotFixed::UndecodableBytes);
    }
    if decode::encode(&repaired.before, encoding).as_deref() != Some(&repaired.old) {
        return Err(NotFixed::NotReversible(encoding.name()));
    }
    decode::encode(&repaired.after, encoding).ok_or(NotFixed::Unwritable(encoding.name()))
}
