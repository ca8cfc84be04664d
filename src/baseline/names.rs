//! How a baseline names files: from its own folder on, whatever folder newslint was started in.

use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use crate::finding::{FileName, path_of};

/// Names files for a baseline.
#[derive(Clone, Debug)]
pub struct Names {
    /// The folder of the baseline.
    folder: PathBuf,
    /// The folder in which newslint was started.
    working_folder: PathBuf,
}

impl Names {
    /// For a baseline in `folder`, where paths are relative to `working_folder`.
    pub fn new(folder: &Path, working_folder: &Path) -> Self {
        Self {
            folder: plain(&working_folder.join(folder)),
            working_folder: working_folder.to_owned(),
        }
    }

    /// The name of `file`: `/`-separated; percent signs, control characters and bytes that are no UTF-8 as `%25`.
    pub fn of(&self, file: &FileName) -> String {
        let file = plain(&self.working_folder.join(path_of(file.bytes())));
        let mut up = PathBuf::new();
        for folder in self.folder.ancestors() {
            if let Ok(below) = file.strip_prefix(folder) {
                return escaped(FileName::of(&up.join(below)).bytes());
            }
            up.push("..");
        }
        escaped(FileName::of(&file).bytes())
    }

    /// Is there still a file of this `name`?
    pub fn is_there(&self, name: &str) -> bool {
        self.folder.join(path_of(&unescaped(name))).exists()
    }
}

/// `path` without `.`, and what `..` takes back; links stay unread.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if out.file_name().is_some() => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

fn escaped(name: &[u8]) -> String {
    let mut out = String::with_capacity(name.len());
    let escape = |out: &mut String, byte: u8| {
        // Writing to a string cannot fail.
        let _ = write!(out, "%{byte:02X}");
    };
    for chunk in name.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c == '%' || c.is_control() {
                let mut buffer = [0; 4];
                let bytes = c.encode_utf8(&mut buffer).bytes();
                bytes.for_each(|byte| escape(&mut out, byte));
            } else {
                out.push(c);
            }
        }
        let bytes = chunk.invalid().iter();
        bytes.for_each(|byte| escape(&mut out, *byte));
    }
    out
}

fn unescaped(name: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = rest
            .get(1..3)
            .and_then(|code| std::str::from_utf8(code).ok());
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        match byte {
            Some(byte) if *first == b'%' => {
                out.push(byte);
                rest = rest.get(3..).unwrap_or_default();
            }
            _ => {
                out.push(*first);
                rest = tail;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_at_the_folder_of_the_baseline() {
        let name = |folder: &str, file: &str| {
            let names = Names::new(Path::new(folder), Path::new("/home/desk/site"));
            names.of(&FileName::of(Path::new(file)))
        };
        assert_eq!(name("/home/desk/site", "./news/a.md"), "news/a.md");
        assert_eq!(name("", "news/../b.md"), "b.md");
        assert_eq!(name("/home/desk", "news/a.md"), "site/news/a.md");
        assert_eq!(name("checks", "news/a.md"), "../news/a.md");
        assert_eq!(name(".", "/home/desk/site/春 天.md"), "春 天.md");
        assert_eq!(name("/srv", "a.md"), "../home/desk/site/a.md");
    }

    #[test]
    fn names_come_back() {
        for name in ["a.md", "100%.md", "春 天.md", "tab\there", "%41"] {
            let written = escaped(name.as_bytes());
            assert!(!written.contains(['\t', '\n']));
            assert_eq!(unescaped(&written), name.as_bytes());
        }
        assert_eq!(escaped(b"a\xFF%"), "a%FF%25");
        assert_eq!(unescaped("a%FF%25%"), b"a\xFF%%");
    }
}
