//! From paths to files: folders walked, ignores and excludes honoured, each file once.

use std::collections::{BTreeMap, HashSet};
use std::fs::FileType;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use walkdir::{DirEntry, WalkDir};

use crate::finding::FileName;

use super::archive;
use super::compression::Compression;
use super::ignores::Ignores;
use super::{
    CONFIG_FILE, Content, FieldNames, FileFormat, FormatChoice, Problem, ProblemKind, Target,
    parquet,
};
use crate::Error;
use crate::baseline::BASELINE_FILE;

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files, sorted by path.
    pub files: Vec<Target>,
    /// Named pipes and the like, which can be read only once.
    pub pipes: Vec<PathBuf>,
    /// Paths that could not be walked.
    pub problems: Vec<Problem>,
    /// Folders without an article or a record file in them.
    pub empty: Vec<FileName>,
    /// Files that excludes and ignores left out.
    pub skipped: usize,
    /// Files of other kinds in the folders, by extension.
    pub passed_over: BTreeMap<String, usize>,
    /// Links to folders in the folders, which are not followed.
    pub linked: Vec<FileName>,
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
    /// The fields of records, which tell tables and lists of articles from others.
    pub fields: FieldNames,
}

/// The files that `globs` match.
pub fn excludes<'g>(globs: impl IntoIterator<Item = &'g String>) -> Result<GlobSet, Error> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        let parsed = Glob::new(glob);
        let name = || format!("--exclude {glob}");
        set.add(parsed.map_err(|error| Error::about(name(), error.kind()))?);
    }
    set.build()
        .map_err(|error| Error::about("--exclude", error))
}

/// Walks `paths`. In folders, files count that hold articles by their extension; others are passed over. A named file of
/// an unknown kind is a problem.
pub fn walk(paths: &[PathBuf], options: &WalkOptions) -> Walked {
    walk_beside(&[], paths, options)
}

/// The same, and leaves out `files`, which are taken already.
pub fn walk_beside(files: &[Target], paths: &[PathBuf], options: &WalkOptions) -> Walked {
    let files = files.iter().map(|file| real(&file.path));
    let mut walk = Walk {
        options,
        walked: Walked::default(),
        seen: files.collect(),
    };
    for path in paths {
        walk.named(path);
    }
    let mut walked = walk.walked;
    walked
        .files
        .sort_by(|a, b| (&a.display, &a.path).cmp(&(&b.display, &b.path)));
    walked.problems.sort();
    walked
}

/// A walk under way.
struct Walk<'o> {
    options: &'o WalkOptions,
    walked: Walked,
    /// The files taken, by their true paths.
    seen: HashSet<PathBuf>,
}

impl Walk<'_> {
    /// Takes a path that was named.
    fn named(&mut self, path: &Path) {
        let metadata = match path.metadata() {
            Ok(metadata) => metadata,
            Err(error) => {
                let problem = Problem::of_io(FileName::of(path), &error);
                return self.walked.problems.push(problem);
            }
        };
        let kind = metadata.file_type();
        if kind.is_dir() {
            return self.folder(path);
        }
        if is_excluded(path, self.options) {
            self.walked.skipped += 1;
        } else if is_pipe(kind) {
            self.walked.pipes.push(path.to_owned());
        } else if !kind.is_file() {
            self.problem(path, ProblemKind::NoFile);
        } else if archive::is_archive(path) {
            self.archive(path);
        } else if self.is_unknown(path) {
            let name = Compression::inner_name(path);
            let extension = name.extension().unwrap_or_default().to_string_lossy();
            self.problem(path, ProblemKind::UnknownKind(extension.into_owned()));
        } else {
            self.take(path, None);
        }
    }

    /// Does its extension say something else than an article?
    fn is_unknown(&self, path: &Path) -> bool {
        self.options.format == FormatChoice::Auto
            && Compression::inner_name(path).extension().is_some()
            && FileFormat::of_extension(path).is_none()
    }

    fn problem(&mut self, path: &Path, kind: ProblemKind) {
        let problem = Problem::of_file(FileName::of(path), kind);
        self.walked.problems.push(problem);
    }

    /// Takes the file at `path`, found in the folder `root` unless it was named.
    fn take(&mut self, path: &Path, root: Option<&Path>) {
        let real = real(path);
        let mut target = Target::new(path, self.options.format);
        target.leads_out = root.is_some_and(|root| !real.starts_with(root));
        if self.seen.insert(real) {
            self.walked.files.push(target);
        }
    }

    fn folder(&mut self, root: &Path) {
        let real_root = real(root);
        let mut ignores = Ignores::default();
        if self.options.ignores {
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
                    let path = FileName::of(error.path().unwrap_or(root));
                    self.walked.problems.push(match error.io_error() {
                        Some(io) => Problem::of_io(&path, io),
                        None => Problem::of_file(&path, ProblemKind::Io(error.to_string())),
                    });
                    continue;
                }
            };
            let (path, is_dir) = (entry.path(), entry.file_type().is_dir());
            let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
            let left_out = self.options.ignores && (hidden || ignores.matches(path, is_dir));
            if left_out || is_excluded(path, self.options) {
                let skipped = usize::from(!is_dir && FileFormat::of_extension(path).is_some());
                self.walked.skipped += skipped;
                candidates += skipped;
                if is_dir {
                    entries.skip_current_dir();
                }
            } else if !is_dir {
                candidates += self.found(&entry, &real_root);
            } else if self.options.ignores {
                ignores.enter(path);
            }
        }
        if candidates == 0 {
            self.walked.empty.push(FileName::of(root));
        }
    }

    /// Takes the files in the archive at `path` as those of a folder; how many files with articles it counts for.
    fn archive(&mut self, path: &Path) -> usize {
        if !self.seen.insert(real(path)) {
            return 0;
        }
        let mut left_out = 0;
        let mut passed_over = Vec::new();
        let wanted = |name: &Path| {
            let is_hidden = |part: Component<'_>| {
                let part = part.as_os_str().to_string_lossy();
                part.starts_with('.') || part == "__MACOSX"
            };
            let is_kind = self.options.format != FormatChoice::Auto
                || FileFormat::of_extension(name).is_some();
            if self.options.ignores && name.components().any(is_hidden) {
                return false;
            }
            let is_excluded = is_excluded(&path.join(name), self.options);
            left_out += usize::from(is_excluded && is_kind);
            if !is_kind {
                passed_over.push(name.to_owned());
            }
            is_kind && !is_excluded
        };
        let content = Target::new(path, FormatChoice::Auto).open();
        let contents = match content.and_then(|content| archive::read(path, content, wanted)) {
            Ok(contents) => contents,
            Err(error) => {
                self.walked
                    .problems
                    .push(Problem::of_io(FileName::of(path), &error));
                return 1;
            }
        };
        self.walked.skipped += left_out;
        let mut count = left_out;
        for (name, part) in contents.files {
            let target = Target::of_archive(path, &name, part, self.options.format);
            if self.looks_right(&target) {
                self.walked.files.push(target);
                count += 1;
            } else {
                passed_over.push(name);
            }
        }
        for (name, error) in contents.errors {
            self.walked
                .problems
                .push(Problem::of_io(FileName::of(&path.join(name)), &error));
            count += 1;
        }
        for name in passed_over {
            self.pass_over(&name);
        }
        count
    }

    /// Counts a file of another kind.
    fn pass_over(&mut self, path: &Path) {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let count = self
            .walked
            .passed_over
            .entry(extension.to_ascii_lowercase());
        *count.or_default() += 1;
    }

    /// Does the file at `path` hold articles, by its extension, and by its first characters where that says little?
    fn holds_articles(&self, path: &Path) -> bool {
        self.options.format != FormatChoice::Auto
            || FileFormat::of_extension(path).is_some()
                && self.looks_right(&Target::new(path, FormatChoice::Auto))
    }

    /// Does `target` begin as a file of its format with articles does, or has it the columns of one? What cannot be read
    /// is told when it is opened.
    fn looks_right(&self, target: &Target) -> bool {
        let fields = &self.options.fields;
        if self.options.format != FormatChoice::Auto {
            return true;
        }
        if matches!(target.format.content, Content::Columns) {
            return !parquet::lacks_text(target, fields);
        }
        let looks_like = target.format.looks_like;
        looks_like
            .is_none_or(|looks_like| head(target).map_or(true, |head| looks_like(&head, fields)))
    }

    /// Takes a file of the folder `root` or passes it over; how many files with articles it counts for.
    fn found(&mut self, entry: &DirEntry, root: &Path) -> usize {
        let path = entry.path();
        let metadata = path.metadata();
        if metadata.as_ref().is_ok_and(std::fs::Metadata::is_dir) {
            self.walked.linked.push(FileName::of(path));
            return 0;
        }
        if archive::is_archive(path) && metadata.as_ref().is_ok_and(std::fs::Metadata::is_file) {
            return self.archive(path);
        }
        if !self.holds_articles(path) {
            if ![CONFIG_FILE, BASELINE_FILE].contains(&&*entry.file_name().to_string_lossy()) {
                self.pass_over(path);
            }
            return 0;
        }
        match metadata {
            Ok(metadata) if metadata.is_file() => self.take(path, Some(root)),
            Ok(_) => self.problem(path, ProblemKind::NoFile),
            Err(error) => {
                let problem = Problem::of_io(FileName::of(path), &error);
                self.walked.problems.push(problem);
            }
        }
        1
    }
}

/// `path` with its links followed, if it leads anywhere.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// The first characters of `target`, as far as they are UTF-8.
fn head(target: &Target) -> std::io::Result<String> {
    let mut head = Vec::new();
    target.open()?.take(1 << 16).read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).into_owned())
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_fifo() || kind.is_socket()
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
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
