//! `--diff-from` and `--changed-lines`: of an archive, what somebody has written since.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::git::{ChangedFiles, Lines, Repository};
use super::inputs::Inputs;
use crate::Error;
use crate::catalog::Lang;
use crate::config::Settings;
use crate::finding::{Category, FileName, Finding, Location, Range};
use crate::input::Target;
use crate::report::visible;
use crate::report::words::plural;

/// Takes those out of `files` that are as they were at `reference`; how many. What came through a pipe stays.
pub(super) fn keep_changed(
    files: &mut Vec<Target>,
    reference: &str,
    folder: &Path,
) -> Result<usize, Error> {
    let changed = Repository::since(reference, folder)?.changed_files()?;
    let before = files.len();
    files.retain(|target| target.is_pipe() || changed.has(&true_path(&target.path)));
    Ok(before - files.len())
}

/// The lines that were written since some commit.
pub(super) struct ChangedLines {
    /// Those of each file of the run.
    files: HashMap<FileName, Written>,
    reference: String,
    /// Findings on other lines.
    left_out: usize,
}

/// What was written of a file.
enum Written {
    All,
    Lines(Vec<Lines>),
}

impl ChangedLines {
    /// Those of the files of `inputs` since `reference`; whatever was written in their archive, nobody looks at it.
    pub(super) fn find(
        inputs: &Inputs,
        reference: &str,
        settings: &Settings,
    ) -> Result<Self, Error> {
        let repository = Repository::since(reference, &settings.working_folder)?;
        let changed = repository.changed_files()?;
        let mut lines = repository.changed_lines()?;
        let written = |target: &Target| {
            let written = written(target, &changed, &mut lines);
            (target.display.clone(), written)
        };
        let archive = inputs.archive.iter();
        let unseen = archive.map(|target| (target.display.clone(), Written::Lines(Vec::new())));
        Ok(Self {
            files: unseen.chain(inputs.files.iter().map(written)).collect(),
            reference: reference.to_owned(),
            left_out: 0,
        })
    }

    /// Takes those out of `findings` that touch no line of these.
    pub(super) fn sift(&mut self, findings: &mut Vec<Finding>) {
        findings.retain(|finding| {
            let is_here = self.touches(finding);
            self.left_out += usize::from(!is_here && finding.suppressed.is_none());
            is_here
        });
    }

    /// Does `finding` lie on such a line? Of a copy, or a sentence cut in two, either half may.
    fn touches(&self, finding: &Finding) -> bool {
        let both = [Category::Duplication, Category::Structure].contains(&finding.category);
        let related = finding
            .related
            .iter()
            .filter(|_| both || finding.places > 1);
        let mut places = related.map(|related| &related.location);
        self.holds(&finding.location) || places.any(|place| self.holds(place))
    }

    fn holds(&self, place: &Location) -> bool {
        match (self.files.get(&place.path), place.range) {
            // It is no article: lint.toml, which counts as a whole.
            (None | Some(Written::All), _) => true,
            (Some(Written::Lines(lines)), None) => !lines.is_empty(),
            (Some(Written::Lines(lines)), Some(range)) => {
                let (first, last) = lines_of(range);
                let touches = |lines: &Lines| *lines.start() <= last && *lines.end() >= first;
                lines.iter().any(touches)
            }
        }
    }

    /// Says on standard error how much is left out.
    pub(super) fn tell(&self, lang: Lang) {
        let (count, since) = (self.left_out, &self.reference);
        if count == 0 {
            return;
        }
        let told = match lang {
            Lang::En => format!(
                "note: {} on lines that have not changed since {since}, left out",
                plural(count, "finding")
            ),
            Lang::Hant => format!("提示：另有 {count} 處位於 {since} 以來沒有改動的行，未計入"),
            Lang::Hans => format!("提示：另有 {count} 处位于 {since} 以来没有改动的行，未计入"),
        };
        // If standard error is gone, there is nobody left to tell.
        let _ = writeln!(io::stderr(), "{}", visible(&told));
    }
}

fn written(
    target: &Target,
    changed: &ChangedFiles,
    lines: &mut HashMap<PathBuf, Vec<Lines>>,
) -> Written {
    let path = true_path(&target.path);
    if target.is_pipe() || changed.is_new(&path) {
        return Written::All;
    }
    match lines.remove(&path) {
        Some(_) if !has_lines_of_git(&path) => Written::All,
        lines => Written::Lines(lines.unwrap_or_default()),
    }
}

/// Does git count the lines of this file as we do? It knows line feeds alone, and takes UTF-16 for bytes.
fn has_lines_of_git(path: &Path) -> bool {
    let Ok(bytes) = std::fs::read(path) else {
        return false;
    };
    let next = |at: usize| bytes.get(at + 1).copied();
    let mut odd = bytes.iter().enumerate();
    !odd.any(|(at, byte)| *byte == 0 || (*byte == b'\r' && next(at) != Some(b'\n')))
}

/// The first line of `range`, and the last on which it has text.
fn lines_of(Range { start, end }: Range) -> (usize, usize) {
    let is_before_line = end.column == 1 && end.line > start.line;
    (start.line, end.line - usize::from(is_before_line))
}

/// The path by which git knows a file: folders that are links are followed, the file itself is not.
fn true_path(path: &Path) -> PathBuf {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize();
    match (folder, path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}
