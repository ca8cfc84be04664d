//! What .gitignore leaves out.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The .gitignore files that hold where the walk is.
#[derive(Default)]
pub(super) struct Ignores {
    stack: Vec<(PathBuf, Gitignore)>,
}

impl Ignores {
    /// Reads those between the root of the repository and `root`.
    pub(super) fn enter_parents(&mut self, root: &Path) {
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

    pub(super) fn enter(&mut self, folder: &Path) {
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

    pub(super) fn matches(&self, path: &Path, is_dir: bool) -> bool {
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
