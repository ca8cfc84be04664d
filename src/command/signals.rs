//! Signals that stop a run between two files, so that no half-done work is left.

#[cfg(unix)]
use std::sync::Arc;
#[cfg(unix)]
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether somebody asked the run to stop.
pub(super) struct Signals {
    #[cfg(unix)]
    came: Arc<AtomicBool>,
}

impl Signals {
    /// Takes notice of SIGINT and SIGTERM from now on; the second one ends the program at once.
    #[cfg(unix)]
    pub(super) fn watch() -> Self {
        use signal_hook::consts::{SIGINT, SIGTERM};
        use signal_hook::flag;
        let came = Arc::new(AtomicBool::new(false));
        for (signal, code) in [(SIGINT, 130), (SIGTERM, 143)] {
            // Where a signal cannot be watched, it ends the program as ever.
            let _ = flag::register_conditional_shutdown(signal, code, came.clone());
            let _ = flag::register(signal, came.clone());
        }
        Self { came }
    }

    /// Has one come?
    #[cfg(unix)]
    pub(super) fn came(&self) -> bool {
        self.came.load(Ordering::Relaxed)
    }

    /// There are none to watch here.
    #[cfg(not(unix))]
    pub(super) fn watch() -> Self {
        Self {}
    }

    /// None comes here.
    #[cfg(not(unix))]
    pub(super) fn came(&self) -> bool {
        false
    }
}
