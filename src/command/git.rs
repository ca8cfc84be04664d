//! What git knows of files: its own program is asked, and nothing of the repository's settings is run.

use std::collections::{HashMap, HashSet};
use std::io::ErrorKind;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::inputs::unquoted;
use crate::Error;
use crate::finding::path_of;

/// What has changed in a repository since a commit.
pub(super) struct Repository {
    /// Its folder.
    top: PathBuf,
    /// The commit, or tree, that files are compared with.
    base: String,
}

impl Repository {
    /// The one around `folder`, compared with `reference`; with the commit where the two parted, if there is one.
    pub(super) fn since(reference: &str, folder: &Path) -> Result<Self, Error> {
        let outside = |detail: String| {
            Error::new("no-repository")
                .with("file", folder.display())
                .with("detail", detail)
        };
        let top = git(folder, &["rev-parse", "--show-toplevel"])?.map_err(outside)?;
        let top = path_of(first_line(&top));
        let top = top.canonicalize().unwrap_or(top);
        let resolve = |kind: &str| {
            let name = format!("{reference}^{{{kind}}}");
            git(&top, &["rev-parse", "--verify", "--quiet", &name])
        };
        // What begins with a hyphen would be an option.
        let is_name = !reference.starts_with('-') && !reference.is_empty();
        let found = match (is_name, resolve("commit")?) {
            (false, _) => None,
            (true, Ok(commit)) => Some(commit),
            (true, Err(_)) => resolve("tree")?.ok(),
        };
        let unknown = || Error::new("unknown-ref").with("name", reference);
        let found = hash_of(&found.ok_or_else(unknown)?);
        let parted = git(&top, &["merge-base", &found, "HEAD"])?;
        let base = parted.map_or(found, |parted| hash_of(&parted));
        Ok(Self { top, base })
    }

    /// The files that were added or written to, under whatever name, and those that git does not track.
    pub(super) fn changed_files(&self) -> Result<ChangedFiles, Error> {
        let options = ["--name-only", "-z", "--no-renames"];
        let changed = self.diff(&options)?;
        let tracked = self.ask(&["ls-files", "-z"])?;
        let paths = |list: &[u8]| {
            let names = list
                .split(|byte| *byte == 0)
                .filter(|name| !name.is_empty());
            names.map(|name| self.top.join(path_of(name))).collect()
        };
        Ok(ChangedFiles {
            changed: paths(&changed),
            tracked: paths(&tracked),
        })
    }

    /// The lines that were written, of the files that git tracks; a change of line ends alone is none.
    pub(super) fn changed_lines(&self) -> Result<HashMap<PathBuf, Vec<Lines>>, Error> {
        let options = [
            "--unified=0",
            "--inter-hunk-context=0",
            "--find-renames",
            "--ignore-cr-at-eol",
            "--text",
            "--src-prefix=a/",
            "--dst-prefix=b/",
        ];
        let patch = self.diff(&options)?;
        let files = hunks(&patch).into_iter();
        Ok(files
            .map(|(name, lines)| (self.top.join(path_of(&name)), lines))
            .collect())
    }

    fn diff(&self, options: &[&str]) -> Result<Vec<u8>, Error> {
        let mut arguments = vec![
            "diff",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--no-relative",
            "--submodule=short",
            "--diff-filter=d",
        ];
        arguments.extend(options);
        arguments.extend([&*self.base, "--"]);
        self.ask(&arguments)
    }

    fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>, Error> {
        let failed = |detail: String| {
            let verb = arguments.first().copied().unwrap_or_default();
            Error::about(format!("git {verb}"), detail)
        };
        git(&self.top, arguments)?.map_err(failed)
    }
}

/// Lines of a file as it is now, 1-based.
pub(super) type Lines = RangeInclusive<usize>;

/// Files by their true paths.
pub(super) struct ChangedFiles {
    changed: HashSet<PathBuf>,
    tracked: HashSet<PathBuf>,
}

impl ChangedFiles {
    /// Is the file at `path` not as it was? One that git does not track is new.
    pub(super) fn has(&self, path: &Path) -> bool {
        self.is_new(path) || self.changed.contains(path)
    }

    /// Does git not track it?
    pub(super) fn is_new(&self, path: &Path) -> bool {
        !self.tracked.contains(path)
    }
}

/// What git says when it is asked in `folder`, or why it says no; it is an error if there is no git.
fn git(folder: &Path, arguments: &[&str]) -> Result<Result<Vec<u8>, String>, Error> {
    let output = Command::new("git")
        // A program that watches files would be one of the repository's own.
        .args(["-c", "core.fsmonitor=false"])
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .output()
        .map_err(|error| {
            let detail = match error.kind() {
                ErrorKind::NotFound => "not found".to_owned(),
                _ => error.to_string(),
            };
            Error::new("no-git").with("detail", detail)
        })?;
    if output.status.success() {
        return Ok(Ok(output.stdout));
    }
    let said = String::from_utf8_lossy(first_line(&output.stderr)).into_owned();
    Ok(Err(said))
}

fn first_line(text: &[u8]) -> &[u8] {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    line.strip_suffix(b"\r").unwrap_or(line)
}

fn hash_of(said: &[u8]) -> String {
    String::from_utf8_lossy(first_line(said)).into_owned()
}

/// The lines that a patch without context writes, by file; beside text that was taken out, the lines on both sides.
fn hunks(patch: &[u8]) -> Vec<(Vec<u8>, Vec<Lines>)> {
    let mut files: Vec<(Vec<u8>, Vec<Lines>)> = Vec::new();
    // How many lines of the hunk are still to come: text that may look like a head.
    let (mut old, mut new) = (0, 0);
    for line in patch.split(|byte| *byte == b'\n') {
        match line {
            [b'-', ..] if old > 0 => old -= 1,
            [b'+', ..] if new > 0 => new -= 1,
            [b'+', b'+', b'+', b' ', name @ ..] => files.push((name_of(name), Vec::new())),
            [b'@', b'@', b' ', ranges @ ..] => {
                let Some([from, to]) = ranges_of(ranges) else {
                    continue;
                };
                (old, new) = (from.1, to.1);
                let (start, count) = to;
                let lines = if count == 0 {
                    start..=start + 1
                } else {
                    start..=start + count - 1
                };
                if let Some((_, all)) = files.last_mut() {
                    all.push(lines);
                }
            }
            _ => {}
        }
    }
    files
}

/// `-12,3 +14,0 @@ …`: where each side begins, and how many lines it has.
fn ranges_of(text: &[u8]) -> Option<[(usize, usize); 2]> {
    let text = std::str::from_utf8(text.split(|byte| *byte == b'@').next()?).ok()?;
    let mut sides = text.split_whitespace().map(|side| {
        let side = side.trim_start_matches(['-', '+']);
        let (start, count) = side.split_once(',').unwrap_or((side, "1"));
        Some((start.parse().ok()?, count.parse().ok()?))
    });
    Some([sides.next()??, sides.next()??])
}

/// The name in the head of a file's patch: `b/a.md`, with a tab behind it if it holds spaces, maybe in quotes.
fn name_of(head: &[u8]) -> Vec<u8> {
    let name = match head.strip_suffix(b"\t").unwrap_or(head) {
        [b'"', inner @ .., b'"'] => unquoted(inner),
        name => name.to_vec(),
    };
    name.strip_prefix(b"b/").unwrap_or(&name).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_patch() {
        let patch = b"diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -3 +3,2 @@ x\n-old\n+++ b/no head\n+@@ -1 +1 @@\n\
            @@ -9,2 +10,0 @@\n--- gone\n-gone\n\\ No newline at end of file\n\
            diff --git a/b c.md b/b c.md\n--- /dev/null\n+++ b/b c.md\t\n@@ -0,0 +1 @@\n+new\n\
            diff --git \"a/\\346\\230\\245.md\" \"b/\\346\\230\\245.md\"\n--- x\n+++ \"b/\\346\\230\\245 a.md\"\t\n@@ -1 +1 @@\n-a\n+b\n";
        let found = hunks(patch);
        let names: Vec<&[u8]> = found.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["a.md".as_bytes(), b"b c.md", "春 a.md".as_bytes()]);
        assert_eq!(found[0].1, [3..=4, 10..=11]);
        assert_eq!(found[1].1, [1..=1]);
        assert_eq!(found[2].1, [1..=1]);
    }
}
