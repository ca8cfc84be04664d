//! What of the findings counts: those that no baseline knows, on lines that somebody has changed.

use super::baseline::Known;
use super::changes::ChangedLines;
use super::inputs::Inputs;
use crate::Error;
use crate::catalog::Lang;
use crate::cli::CheckArgs;
use crate::config::Settings;
use crate::engine::Engine;
use crate::finding::Finding;
use crate::report::Report;

/// What findings go through before they are counted.
pub(super) struct Sieve {
    known: Option<Known>,
    changed: Option<ChangedLines>,
}

impl Sieve {
    /// As `args` say, for the files of `inputs`.
    pub(super) fn find(
        args: &CheckArgs,
        settings: &Settings,
        inputs: &Inputs,
    ) -> Result<Self, Error> {
        let since = args.changed_lines.as_ref();
        let changed = since.map(|since| ChangedLines::find(inputs, since, settings));
        Ok(Self {
            known: Known::find(&args.baseline, &args.common, settings)?,
            changed: changed.transpose()?,
        })
    }

    /// Is there a baseline?
    pub(super) fn has_baseline(&self) -> bool {
        self.known.is_some()
    }

    /// Marks what is known, and takes out what is on other lines.
    pub(super) fn sift(&mut self, findings: &mut Vec<Finding>) {
        // All of them, so that nothing seems to be gone that only stands elsewhere.
        if let Some(known) = &mut self.known {
            known.matching.mark(findings);
        }
        if let Some(changed) = &mut self.changed {
            changed.sift(findings);
        }
    }

    /// Marks what is known, for who repairs the rest.
    pub(super) fn spare(&self, findings: &mut [Finding]) {
        if let Some(known) = &self.known {
            known.matching.recognise(findings);
        }
    }

    /// Says on standard error what is worth knowing of it.
    pub(super) fn tell(&self, report: &Report, engine: &Engine, lang: Lang) {
        if let Some(changed) = &self.changed {
            changed.tell(lang);
        }
        if let Some(known) = &self.known {
            known.tell_stale(report, engine, lang);
        }
    }
}
