//! An explanation of damage, to be held against others.

/// A reading that may explain a region.
pub(super) struct Candidate {
    /// The characters of the stretch.
    pub(super) start: usize,
    pub(super) end: usize,
    /// How much speaks for it; a common Han character is worth two.
    pub(super) score: f32,
    pub(super) written: &'static str,
    pub(super) read: &'static str,
    pub(super) repaired: String,
    pub(super) whole: bool,
}
