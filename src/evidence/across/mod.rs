//! What the articles of a run prove of each other: which may be copies of which, told from what is kept of each once
//! its text is gone.

pub mod fingerprint;
pub mod neighbours;
