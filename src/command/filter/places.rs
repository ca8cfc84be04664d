//! Where the rest of each file goes.

use std::io;
use std::path::{Path, PathBuf};

use super::super::outputs::is_same;
use crate::Error;
use crate::cli::FilterArgs;
use crate::input::{Compression, Target};

/// A file for one file of records; a folder for several files, under the names that they have below their own folder.
pub(super) struct Places {
    output: PathBuf,
    attributes: Option<PathBuf>,
    /// The folder that holds all files; `None` where there is one file, and `output` is a file too.
    folder: Option<PathBuf>,
}

impl Places {
    /// Finds them; an error where a file would be written over itself.
    pub(super) fn find(args: &FilterArgs, files: &[Target]) -> Result<Self, Error> {
        let is_one = match files {
            [file] => file.format.holds_records() && !args.out.is_dir(),
            _ => false,
        };
        let is_named = args.input.paths.iter().all(|path| !path.is_dir());
        let places = Self {
            output: args.out.clone(),
            attributes: args.attributes.clone(),
            folder: (!is_one || !is_named).then(|| common_folder(files)),
        };
        let mut files = files.iter();
        let over_itself = files.find(|file| is_same(&file.path, &places.of(file)));
        match over_itself {
            None => Ok(places),
            Some(file) => Err(Error::new("over-itself").with("file", &file.display)),
        }
    }

    /// Where what is left of `file` goes.
    pub(super) fn of(&self, file: &Target) -> PathBuf {
        self.below(&self.output, file)
    }

    /// Where the attributes of its records go, if they go to a file of their own.
    pub(super) fn attributes_of(&self, file: &Target) -> Option<PathBuf> {
        let path = self.below(self.attributes.as_ref()?, file);
        if self.folder.is_none()
            || path
                .extension()
                .is_some_and(|extension| extension == "jsonl")
        {
            return Some(path);
        }
        let mut name = path.into_os_string();
        name.push(".jsonl");
        Some(name.into())
    }

    /// Do tags go to files of their own?
    pub(super) fn are_apart(&self) -> bool {
        self.attributes.is_some()
    }

    /// How what is left of `file` is compressed: as the name that was typed says, or as the file is.
    pub(super) fn compression_of(&self, file: &Target) -> io::Result<Option<Compression>> {
        match &self.folder {
            None => Ok(Compression::of_name(&self.output)),
            Some(_) => file.compression(),
        }
    }

    fn below(&self, path: &Path, file: &Target) -> PathBuf {
        match &self.folder {
            None => path.to_owned(),
            Some(folder) => path.join(file.path.strip_prefix(folder).unwrap_or(&file.path)),
        }
    }
}

/// The innermost folder that all `files` lie in, as they are named.
fn common_folder(files: &[Target]) -> PathBuf {
    let mut folders = files
        .iter()
        .map(|file| file.path.parent().unwrap_or(Path::new("")));
    let first = folders.next().unwrap_or(Path::new(""));
    folders.fold(first.to_owned(), |common, folder| {
        let same = common.components().zip(folder.components());
        same.take_while(|(a, b)| a == b)
            .map(|(part, _)| part)
            .collect()
    })
}
