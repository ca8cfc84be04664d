//! What a file is called.

use std::fmt;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

/// The path of a file as given or as joined by the walk, `/`-separated, as people see it; and its bytes where it is not
/// UTF-8: what people see of two such names may be the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FileName {
    #[serde(rename = "path")]
    shown: Arc<str>,
    #[serde(rename = "path_bytes", skip_serializing_if = "Option::is_none")]
    bytes: Option<Arc<[u8]>>,
}

impl FileName {
    /// The name of `path` in reports, without a leading `./`.
    pub fn of(path: &Path) -> Self {
        let path = path
            .strip_prefix(".")
            .ok()
            .filter(|rest| !rest.as_os_str().is_empty())
            .unwrap_or(path);
        let shown = path.to_string_lossy();
        // Elsewhere a backslash is part of a name.
        let shown = if cfg!(windows) {
            shown.replace('\\', "/").into()
        } else {
            shown
        };
        Self {
            bytes: bytes(path),
            shown: Arc::from(&*shown),
        }
    }

    /// Do people see it as it is?
    pub fn is_utf8(&self) -> bool {
        self.bytes.is_none()
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(self.shown.as_bytes())
    }
}

#[cfg(unix)]
fn bytes(path: &Path) -> Option<Arc<[u8]>> {
    let bytes = std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str());
    path.to_str().is_none().then(|| Arc::from(bytes))
}

#[cfg(not(unix))]
fn bytes(_: &Path) -> Option<Arc<[u8]>> {
    None
}

impl From<&str> for FileName {
    fn from(shown: &str) -> Self {
        Self {
            shown: Arc::from(shown),
            bytes: None,
        }
    }
}

impl From<&Self> for FileName {
    fn from(name: &Self) -> Self {
        name.clone()
    }
}

impl Deref for FileName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.shown
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.shown)
    }
}

/// The path that the bytes `name` are.
#[cfg(unix)]
pub fn path_of(name: &[u8]) -> PathBuf {
    let name: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(name);
    PathBuf::from(name)
}

/// The path that the bytes `name` are.
#[cfg(not(unix))]
pub fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}
