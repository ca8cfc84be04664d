//! lint.toml: as written, with places for its errors, then as plain values.

mod allows;
mod layers;
mod lists;
mod read;
mod schema;
mod settings;

use std::path::{Path, PathBuf};

use crate::input::CONFIG_FILE;

pub use read::{Config, lang_of, parse};
pub use schema::schema;
pub use settings::{FailOn, Override, RecordSettings, RegionChoice, Rules, ScriptChoice, Settings};

/// The nearest lint.toml in `folder` or above it. One that is no file, or leads nowhere, counts as well: whoever put it
/// there believes that it holds.
pub fn discover(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .map(|folder| folder.join(CONFIG_FILE))
        .find(|file| file.symlink_metadata().is_ok())
}
