//! The files that a run is about: named, listed, walked, or what comes through a pipe.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use globset::GlobSet;

use super::changes;
use crate::Error;
use crate::cli::InputArgs;
use crate::config::Settings;
use crate::finding::{FileName, path_of};
use crate::input::format::MARKDOWN;
use crate::input::walk::{self, WalkOptions};
use crate::input::{FileFormat, FormatChoice, Pipe, Problem, ProblemKind, ReadOptions, Target};

/// What is to be linted, and what was met on the way to it.
pub(super) struct Inputs {
    /// The files, in the order of their paths; standard input is the last.
    pub(super) files: Vec<Target>,
    /// What their articles are compared with besides each other.
    pub(super) archive: Vec<Target>,
    /// Paths that lead nowhere.
    pub(super) problems: Vec<Problem>,
    /// Files that excludes and ignores left out.
    pub(super) skipped: usize,
    /// Files of other kinds in the folders, by extension.
    pub(super) passed_over: BTreeMap<String, usize>,
    /// Links to folders in the folders.
    pub(super) linked: Vec<FileName>,
    /// The commit since which no file has changed, where only changed ones are wanted.
    pub(super) unchanged_since: Option<String>,
}

impl Inputs {
    /// Finds what `args` name.
    pub(super) fn find(
        args: &InputArgs,
        settings: &Settings,
        reading: &ReadOptions,
    ) -> Result<Self, Error> {
        let mut paths = paths(args)?;
        let exclude = walk::excludes(settings.exclude.iter().chain(&args.exclude))?;
        let mut left_out = 0;
        let mut stdin = None;
        if paths.iter().any(|path| path.as_os_str() == "-") {
            paths.retain(|path| path.as_os_str() != "-");
            let name = args.stdin_filename.as_deref();
            let name = name.unwrap_or(Path::new("<stdin>"));
            if exclude.is_match(settings.relative(&name.to_string_lossy())) {
                left_out += 1;
            } else {
                stdin = Some(standard_input(name, reading.format)?);
            }
        }
        let options = walk_options(args, settings, reading, exclude);
        let mut walked = walk::walk(&paths, &options);
        if !args.allow_empty {
            let empty = walked.empty.iter();
            let empty = empty.map(|path| Problem::of_file(path, ProblemKind::NoArticles));
            walked.problems.extend(empty);
        }
        let passed_over: usize = walked.passed_over.values().sum();
        if args.strict_inputs && passed_over > 0 {
            let problem = Problem::of_file("", ProblemKind::PassedOver(passed_over));
            walked.problems.push(problem);
        }
        for path in &walked.pipes {
            match File::open(path) {
                Ok(source) => {
                    let pipe = pipe(source)?;
                    let target = Target::of_pipe(path, pipe, reading.format.resolve(path));
                    walked.files.push(target);
                }
                Err(error) => {
                    let problem = Problem::of_io(FileName::of(path), &error);
                    walked.problems.push(problem);
                }
            }
        }
        walked.files.extend(stdin);
        Ok(Self {
            files: walked.files,
            archive: Vec::new(),
            problems: walked.problems,
            skipped: walked.skipped + left_out,
            passed_over: walked.passed_over,
            linked: walked.linked,
            unchanged_since: None,
        })
    }
}

impl Inputs {
    /// Takes files out that are as they were at the commit `since`.
    pub(super) fn keep_changed(&mut self, since: &str, settings: &Settings) -> Result<(), Error> {
        let folder = &settings.working_folder;
        let left_out = changes::keep_changed(&mut self.files, since, folder)?;
        if self.files.is_empty() && left_out > 0 {
            self.unchanged_since = Some(since.to_owned());
        }
        Ok(())
    }

    /// Finds the articles at `paths`, with which those of the files are compared: all but these files themselves.
    pub(super) fn find_archive(
        &mut self,
        paths: &[PathBuf],
        args: &InputArgs,
        settings: &Settings,
        reading: &ReadOptions,
    ) -> Result<(), Error> {
        if self.files.is_empty() || paths.is_empty() {
            return Ok(());
        }
        let exclude = walk::excludes(settings.exclude.iter().chain(&args.exclude))?;
        let options = walk_options(args, settings, reading, exclude);
        let walked = walk::walk_beside(&self.files, paths, &options);
        let mut problems = walked.problems;
        if !args.allow_empty {
            let empty = walked.empty.iter();
            problems.extend(empty.map(|path| Problem::of_file(path, ProblemKind::NoArticles)));
        }
        let pipes = walked.pipes.iter().map(|path| FileName::of(path));
        problems.extend(pipes.map(|path| Problem::of_file(path, ProblemKind::NoFile)));
        let problems = problems.into_iter().map(Problem::of_archive);
        self.problems.extend(problems);
        self.linked.extend(walked.linked);
        self.archive = walked.files;
        Ok(())
    }

    /// Takes what came of pipes, by their places among the files, instead of what came through them; files are as they
    /// are now.
    pub(super) fn read_fixed(&mut self, pipes: Vec<(usize, Vec<u8>)>) -> Result<(), Error> {
        for target in &mut self.files {
            target.found_again();
        }
        for (at, text) in pipes {
            let target = &self.files[at];
            let pipe = pipe(io::Cursor::new(text))?;
            self.files[at] = Target::of_pipe(&target.path, pipe, target.format);
        }
        Ok(())
    }
}

fn walk_options(
    args: &InputArgs,
    settings: &Settings,
    reading: &ReadOptions,
    exclude: GlobSet,
) -> WalkOptions {
    WalkOptions {
        exclude,
        root: settings.root.clone(),
        working_folder: settings.working_folder.clone(),
        ignores: !args.no_ignore,
        format: reading.format,
        fields: reading.fields.clone(),
    }
}

/// Standard input under `name`.
fn standard_input(name: &Path, format: FormatChoice) -> Result<Target, Error> {
    let format = match format {
        FormatChoice::Fixed(format) => format,
        FormatChoice::Auto => FileFormat::of_extension(name).unwrap_or(&MARKDOWN),
    };
    Ok(Target::of_pipe(name, pipe(io::stdin())?, format))
}

/// The paths as typed or listed; the folder one stands in where there are none.
fn paths(args: &InputArgs) -> Result<Vec<PathBuf>, Error> {
    let mut paths = args.paths.clone();
    let lists = [(&args.files_from, b'\n'), (&args.files_from0, 0)];
    for (file, end) in lists {
        if let Some(file) = file {
            let list = read_list(file).map_err(|error| Error::about(file.display(), error))?;
            let names = list.split(|byte| *byte == end);
            if end == 0 {
                paths.extend(names.filter(|name| !name.is_empty()).map(path_of));
            } else {
                paths.extend(names.filter_map(listed));
            }
        }
    }
    if paths.is_empty() && args.files_from.is_none() && args.files_from0.is_none() {
        let stdin = args.stdin_filename.is_some();
        paths.push(PathBuf::from(if stdin { "-" } else { "." }));
    }
    Ok(paths)
}

fn read_list(file: &Path) -> io::Result<Vec<u8>> {
    let mut list = Vec::new();
    if file.as_os_str() == "-" {
        io::stdin().read_to_end(&mut list)?;
    } else {
        File::open(file)?.read_to_end(&mut list)?;
    }
    Ok(list)
}

/// The path on a line of a list, without white space around it; git writes names with odd characters in quotes.
fn listed(line: &[u8]) -> Option<PathBuf> {
    let line = line.trim_ascii();
    match line {
        b"" => None,
        [b'"', inner @ .., b'"'] => Some(path_of(&unquoted(inner))),
        _ => Some(path_of(line)),
    }
}

/// `name` without the escapes that git writes: `\t`, `\"`, `\346`.
pub(super) fn unquoted(name: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name;
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'\\' {
            bytes.push(*first);
            continue;
        }
        if let [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', tail @ ..] = rest {
            bytes.push((a - b'0') * 64 + (b - b'0') * 8 + (c - b'0'));
            rest = tail;
        } else if let [escape, tail @ ..] = rest {
            bytes.push(match escape {
                b'a' => 7,
                b'b' => 8,
                b't' => b'\t',
                b'n' => b'\n',
                b'v' => 11,
                b'f' => 12,
                b'r' => b'\r',
                other => *other,
            });
            rest = tail;
        }
    }
    bytes
}

/// The pipe that `source` comes through. It is kept in a file without a name: lints that compare articles read it twice.
fn pipe(source: impl Read + Send + 'static) -> Result<Pipe, Error> {
    let folder = std::env::temp_dir();
    let kept = tempfile::tempfile_in(&folder);
    let kept = kept.map_err(|error| Error::about(folder.display(), error))?;
    Ok(Pipe::new(source, kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_list() {
        assert_eq!(listed(b"  a b.md \r"), Some(PathBuf::from("a b.md")));
        assert_eq!(listed(b" "), None);
        let quoted = br#""\346\230\245\tx\"y.md""#;
        assert_eq!(listed(quoted), Some(PathBuf::from("春\tx\"y.md")));
    }
}
