//! How much is in memory at a time.

use std::sync::{Condvar, Mutex, PoisonError};

/// Lets articles in while there is room for them.
pub(super) struct Gate {
    most_articles: usize,
    most_bytes: usize,
    inside: Mutex<Inside>,
    left: Condvar,
}

#[derive(Default)]
struct Inside {
    articles: usize,
    bytes: usize,
}

impl Gate {
    pub(super) fn new(most_articles: usize, most_bytes: usize) -> Self {
        Self {
            most_articles,
            most_bytes,
            inside: Mutex::default(),
            left: Condvar::new(),
        }
    }

    /// How many articles there is room for.
    pub(super) fn most_articles(&self) -> usize {
        self.most_articles
    }

    /// Waits until so many `articles`, of `bytes` together, may come in. What is larger than all the room comes in alone.
    pub(super) fn enter(&self, articles: usize, bytes: usize) {
        let inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |inside: &mut Inside| {
            inside.articles > 0
                && (inside.articles + articles > self.most_articles
                    || inside.bytes + bytes > self.most_bytes)
        };
        let mut inside = self
            .left
            .wait_while(inside, is_full)
            .unwrap_or_else(PoisonError::into_inner);
        inside.articles += articles;
        inside.bytes += bytes;
    }

    /// So many `articles`, of `bytes` together, are done with.
    pub(super) fn leave(&self, articles: usize, bytes: usize) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.articles -= articles;
        inside.bytes -= bytes;
        self.left.notify_one();
    }
}
