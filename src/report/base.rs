//! How services name files: from the top of a repository on, wherever in it the run began.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::finding::FileName;

/// Where the names of files in reports for services begin.
#[derive(Clone, Debug)]
pub struct Base {
    /// The folder in which the run began.
    folder: Vec<u8>,
    /// It, or a folder around it.
    top: Vec<u8>,
}

impl Base {
    /// For a run that began in `folder`, with names from `top` on where that lies around it, else from `folder` on.
    pub fn new(folder: &Path, top: Option<PathBuf>) -> Self {
        let top = top.filter(|top| folder.starts_with(top));
        Self {
            folder: bytes(folder),
            top: bytes(top.as_deref().unwrap_or(folder)),
        }
    }

    /// `name` as a service shows it: `news/a.md`, never `./news/a.md`.
    pub fn shown(&self, name: &FileName) -> String {
        String::from_utf8_lossy(&self.name_below_top(name)).into_owned()
    }

    /// `name` as a reference to a resource, `news/%E6%98%A5.md`; of a file outside, from the root of the disk on.
    pub fn uri(&self, name: &FileName) -> String {
        let name = self.name_below_top(name);
        let mut uri = String::from(if name.starts_with(b"/") {
            "file://"
        } else {
            ""
        });
        for byte in name {
            if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
                uri.push(char::from(byte));
            } else {
                // Writing to a string cannot fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
        uri
    }

    fn name_below_top(&self, name: &FileName) -> Vec<u8> {
        let name = name.bytes();
        let is_absolute = name.starts_with(b"/");
        let whole = if is_absolute {
            plain(name)
        } else {
            plain(&[&self.folder, b"/".as_slice(), name].concat())
        };
        let below = whole.strip_prefix(self.top.as_slice());
        match below.and_then(|below| below.strip_prefix(b"/")) {
            Some(below) => below.to_vec(),
            None if is_absolute => whole,
            None => plain(name),
        }
    }
}

/// `name` without `.`, doubled slashes, and what `..` takes back.
fn plain(name: &[u8]) -> Vec<u8> {
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in name.split(|byte| *byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." if parts.last().is_some_and(|last| *last != b"..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let root: &[u8] = if name.starts_with(b"/") { b"/" } else { b"" };
    [root, &parts.join(&b'/')].concat()
}

fn bytes(folder: &Path) -> Vec<u8> {
    let name = FileName::of(folder);
    let bytes = name.bytes();
    bytes.strip_suffix(b"/").unwrap_or(bytes).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_at_the_top() {
        let base =
            |top: Option<&str>| Base::new(Path::new("/home/desk/site"), top.map(PathBuf::from));
        let shown = |base: &Base, name: &str| base.shown(&FileName::of(Path::new(name)));
        let here = base(None);
        assert_eq!(shown(&here, "./news/a.md"), "news/a.md");
        assert_eq!(shown(&here, "news//./b/../a.md"), "news/a.md");
        assert_eq!(shown(&here, "/home/desk/site/news/a.md"), "news/a.md");
        assert_eq!(shown(&here, "../other/a.md"), "../other/a.md");
        assert_eq!(shown(&here, "/var/a.md"), "/var/a.md");
        let above = base(Some("/home/desk"));
        assert_eq!(shown(&above, "a.md"), "site/a.md");
        assert_eq!(shown(&above, "../other/a.md"), "other/a.md");
        let apart = base(Some("/home/des"));
        assert_eq!(shown(&apart, "a.md"), "a.md");
    }

    #[test]
    fn what_a_uri_cannot_hold_is_escaped() {
        let base = Base::new(Path::new("/desk"), None);
        let uri = |name: &str| base.uri(&FileName::of(Path::new(name)));
        assert_eq!(uri("news/春 a#1%.md"), "news/%E6%98%A5%20a%231%25.md");
        assert_eq!(uri("a:b.md"), "a%3Ab.md");
        assert_eq!(uri("/var/a.md"), "file:///var/a.md");
        assert_eq!(uri("../a.md"), "../a.md");
    }
}
