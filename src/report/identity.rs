//! What tells a finding from all others of its file, whatever line it stands on.

use std::collections::HashMap;

use crate::finding::{FileName, Record, fingerprint};

/// Gives findings their identities, in the order of the report.
#[derive(Default)]
pub(super) struct Identities {
    seen: HashMap<(FileName, u64), usize>,
}

impl Identities {
    /// The identity of the next finding of `path` and `record` with this fingerprint. Equal defects are told apart by
    /// their number: a new one among them moves only those behind it.
    pub(super) fn next(&mut self, path: &FileName, record: Option<&Record>, of: u64) -> String {
        let of = match record.and_then(|record| record.id.as_ref()) {
            Some(id) => fingerprint(&format!("{of:016x}"), id),
            None => of,
        };
        let count = self.seen.entry((path.clone(), of)).or_default();
        *count += 1;
        format!("{of:016x}:{count}")
    }
}
