//! From paths to files: folders walked, ignores and excludes honoured, each file once.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use globset::GlobSet;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::WalkDir;

use super::{FileFormat, FormatChoice, Problem, ProblemKind, Target};

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files, sorted by path.
    pub files: Vec<Target>,
    /// Paths that could not be walked.
    pub problems: Vec<Problem>,
    /// Folders without an article or a record file in them.
    pub empty: Vec<String>,
    /// Files that excludes and ignores left out.
    pub skipped: usize,
}

/// What the walk leaves out.
#[derive(Debug)]
pub struct WalkOptions {
    /// Globs of lint.toml and `--exclude`; they hold for named files too.
    pub exclude: GlobSet,
    /// The folder of lint.toml, to which its globs are relative; empty without one.
    pub root: PathBuf,
    /// The folder to which paths are relative.
    pub working_folder: PathBuf,
    /// Honour .gitignore and skip hidden files.
    pub ignores: bool,
    /// The format that `--input-format` forces on all files, so that their extension does not matter.
    pub format: FormatChoice,
}

/// Walks `paths`. A named file is always taken, whatever its extension; in folders only articles and records are.
pub fn walk(paths: &[PathBuf], options: &WalkOptions) -> Walked {
    let mut walked = Walked::default();
    let mut seen = HashSet::new();
    for path in paths {
        if path.is_dir() {
            walk_folder(path, options, &mut walked, &mut seen);
        } else if let Err(error) = path.symlink_metadata() {
            walked.problems.push(Problem::of_io(&display(path), &error));
        } else if is_excluded(path, options) {
            walked.skipped += 1;
        } else {
            take(path, options, &mut walked, &mut seen);
        }
    }
    walked
        .files
        .sort_by(|a, b| (&a.display, &a.path).cmp(&(&b.display, &b.path)));
    walked.problems.sort();
    walked
}

/// The name of `path` in reports: lossy where it is not UTF-8, and without a leading `./`.
pub fn display(path: &Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    shown
        .strip_prefix("./")
        .map_or(shown.clone(), str::to_owned)
}

fn take(path: &Path, options: &WalkOptions, walked: &mut Walked, seen: &mut HashSet<PathBuf>) {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if seen.insert(real) {
        walked.files.push(Target::new(path, options.format));
    }
}

fn walk_folder(
    root: &Path,
    options: &WalkOptions,
    walked: &mut Walked,
    seen: &mut HashSet<PathBuf>,
) {
    let mut ignores = Ignores { stack: Vec::new() };
    if options.ignores {
        ignores.enter_parents(root);
    }
    let mut candidates = 0;
    let mut entries = WalkDir::new(root)
        .follow_links(false)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                candidates += 1;
                let path = error.path().map_or_else(|| display(root), display);
                walked.problems.push(match error.io_error() {
                    Some(io) => Problem::of_io(&path, io),
                    None => Problem::of_file(&path, ProblemKind::Io, error.to_string()),
                });
                continue;
            }
        };
        let (path, is_dir) = (entry.path(), entry.file_type().is_dir());
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        let left_out = options.ignores && (hidden || ignores.matches(path, is_dir));
        if left_out || is_excluded(path, options) {
            let skipped = usize::from(!is_dir && FileFormat::of_extension(path).is_some());
            walked.skipped += skipped;
            candidates += skipped;
            if is_dir {
                entries.skip_current_dir();
            }
        } else if is_dir {
            if options.ignores {
                ignores.enter(path);
            }
        } else if options.format != FormatChoice::Auto || FileFormat::of_extension(path).is_some() {
            candidates += 1;
            take(path, options, walked, seen);
        }
    }
    if candidates == 0 {
        walked.empty.push(display(root));
    }
}

/// Does a glob match the path as given, as lint.toml sees it, or its name alone?
fn is_excluded(path: &Path, options: &WalkOptions) -> bool {
    if options.exclude.is_empty() {
        return false;
    }
    let relative = path.strip_prefix(".").unwrap_or(path);
    let absolute = options.working_folder.join(relative);
    let from_root = absolute.strip_prefix(&options.root).unwrap_or(relative);
    let name = path.file_name().map_or(relative, Path::new);
    [relative, from_root, name]
        .iter()
        .any(|path| options.exclude.is_match(path))
}

/// The .gitignore files that hold where the walk is.
struct Ignores {
    stack: Vec<(PathBuf, Gitignore)>,
}

impl Ignores {
    /// Reads those between the root of the repository and `root`.
    fn enter_parents(&mut self, root: &Path) {
        let Ok(real) = root.canonicalize() else {
            return;
        };
        let mut parents: Vec<&Path> = Vec::new();
        for folder in real.ancestors() {
            parents.push(folder);
            if folder.join(".git").exists() {
                // The folder itself is entered by the walk.
                for parent in parents.iter().skip(1).rev() {
                    self.push(parent);
                }
                return;
            }
        }
    }

    fn enter(&mut self, folder: &Path) {
        let Ok(real) = folder.canonicalize() else {
            return;
        };
        while self
            .stack
            .last()
            .is_some_and(|(inside, _)| !real.starts_with(inside))
        {
            self.stack.pop();
        }
        self.push(&real);
    }

    fn push(&mut self, folder: &Path) {
        let file = folder.join(".gitignore");
        if file.is_file() {
            let mut builder = GitignoreBuilder::new(folder);
            // A pattern that cannot be read hides nothing; git does the same.
            let _ = builder.add(file);
            if let Ok(matcher) = builder.build() {
                self.stack.push((folder.to_owned(), matcher));
            }
        }
    }

    fn matches(&self, path: &Path, is_dir: bool) -> bool {
        if self.stack.is_empty() {
            return false;
        }
        let Ok(real) = path.canonicalize() else {
            return false;
        };
        let verdict = self
            .stack
            .iter()
            .rev()
            .filter(|(folder, _)| real.starts_with(folder))
            .find_map(|(_, matcher)| {
                let matched = matcher.matched(&real, is_dir);
                (!matched.is_none()).then(|| matched.is_ignore())
            });
        verdict.unwrap_or(false)
    }
}
