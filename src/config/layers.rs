//! lint.toml and the files of settings that it extends.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::lists::Folder;
use super::read::File;
use crate::Error;
use crate::catalog::{TomlFile, lies_in, toml_file};

/// Most files that extend each other in a row.
const DEEPEST: usize = 16;

/// A file of settings, as written.
pub(super) struct Layer {
    pub(super) text: String,
    pub(super) path: PathBuf,
    pub(super) file: File,
    shown: bool,
}

impl Layer {
    /// The file, for its errors.
    pub(super) fn source(&self) -> TomlFile<'_> {
        TomlFile {
            text: &self.text,
            name: self.path.to_string_lossy().into_owned(),
            shown: self.shown,
        }
    }

    /// The folder to which its paths are relative.
    pub(super) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

/// The files of settings in the order in which they count, later ones over earlier ones, and the lints that they name.
pub(super) struct Layers<'p> {
    root: &'p Path,
    trusted: bool,
    pub(super) list: Vec<Layer>,
    pub(super) lints: Vec<PathBuf>,
    /// The files read so far; one that two others extend counts once.
    seen: HashSet<PathBuf>,
    /// The file being read, behind those that led to it.
    way: Vec<PathBuf>,
}

impl<'p> Layers<'p> {
    /// Nothing yet, for a lint.toml in the folder `root`.
    pub(super) fn new(root: &'p Path, trusted: bool) -> Self {
        Self {
            root,
            trusted,
            list: Vec::new(),
            lints: Vec::new(),
            seen: HashSet::new(),
            way: Vec::new(),
        }
    }

    /// Reads the file at `path` with the content `text`, after those that it extends.
    pub(super) fn read(&mut self, text: String, path: &Path) -> Result<(), Error> {
        let shown = self.trusted || lies_in(path, self.root);
        let file = File::default();
        let path = path.to_path_buf();
        let mut layer = Layer {
            text,
            path,
            file,
            shown,
        };
        let source = layer.source();
        let file: File = toml::from_str(&layer.text).map_err(|trouble| source.trouble(&trouble))?;
        let folder = Folder {
            path: layer.folder(),
            root: self.root,
            trusted: self.trusted,
        };
        self.way.push(real(&layer.path));
        for named in &file.extend {
            let failed = |error| source.error(named.span(), error);
            let path = folder.allows(named.get_ref()).map_err(failed)?;
            let Some(text) = settings_in(&path)? else {
                self.lints.push(path);
                continue;
            };
            let real = real(&path);
            if self.way.contains(&real) {
                let error = Error::new("extends-itself").with("name", named.get_ref());
                return Err(failed(error.with("way", self.way_to(&real))));
            }
            if self.way.len() >= DEEPEST {
                return Err(failed(Error::new("extends-too-far").with("limit", DEEPEST)));
            }
            if self.seen.insert(real) {
                self.read(text, &path)?;
            }
        }
        self.way.pop();
        layer.file = file;
        self.list.push(layer);
        Ok(())
    }

    /// The names of the files on the way from the file at `real` back to it.
    fn way_to(&self, real: &Path) -> String {
        let from = self.way.iter().position(|step| step == real).unwrap_or(0);
        let steps = self.way.iter().skip(from).map(PathBuf::as_path);
        let names = steps.chain([real]).map(|step| {
            let name = step.strip_prefix(crate::config::layers::real(self.root));
            name.unwrap_or(step).to_string_lossy().into_owned()
        });
        names.collect::<Vec<_>>().join(" → ")
    }
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// The content of the file at `path`, if it is one with settings: folders hold lints, and a file of a lint says what it
/// is.
fn settings_in(path: &Path) -> Result<Option<String>, Error> {
    const OF_LINTS: [&str; 5] = ["category", "summary", "messages", "pattern", "words"];
    if !path.is_file() {
        return Ok(None);
    }
    let text = toml_file::read(path)?;
    let table = text.parse::<toml::Table>();
    let is_lint = table.is_ok_and(|table| OF_LINTS.iter().any(|key| table.contains_key(*key)));
    Ok((!is_lint).then_some(text))
}
