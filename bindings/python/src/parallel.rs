//! Work on all cores, with Python's lock given back.

use std::num::NonZeroUsize;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use rayon::prelude::*;

/// Most threads a core: more only take memory.
const THREADS_A_CORE: usize = 4;

/// Pieces of work between which it is looked whether somebody pressed Ctrl-C.
const AT_A_TIME: usize = 512;

/// What `work` makes of each number below `many`, in their order.
pub(crate) fn each<T: Send>(
    py: Python<'_>,
    threads: Option<NonZeroUsize>,
    many: usize,
    work: impl Fn(usize) -> T + Sync,
) -> PyResult<Vec<T>> {
    let pool = pool(threads)?;
    let mut made = Vec::with_capacity(many);
    for from in (0..many).step_by(AT_A_TIME) {
        let to = many.min(from + AT_A_TIME);
        let next: Vec<T> =
            py.detach(|| pool.install(|| (from..to).into_par_iter().map(&work).collect()));
        made.extend(next);
        py.check_signals()?;
    }
    Ok(made)
}

/// Does `work` with threads of its own at hand.
pub(crate) fn alone<T: Send>(py: Python<'_>, work: impl FnOnce() -> T + Send) -> PyResult<T> {
    let pool = pool(None)?;
    Ok(py.detach(|| pool.install(work)))
}

/// Threads that end with the work: a process that was forked meanwhile has none of those of the one before.
fn pool(threads: Option<NonZeroUsize>) -> PyResult<rayon::ThreadPool> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.map_or(0, |threads| threads.get().min(THREADS_A_CORE * cores));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| PyRuntimeError::new_err(error.to_string()))
}
