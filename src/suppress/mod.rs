//! What keeps a finding from being told: another lint that tells the same defect, text that is damaged as a whole, and
//! exceptions with a reason.

pub mod allow;
mod comment;
pub mod directives;
pub mod fixes;
pub mod precedence;

pub use allow::{Allow, Allows};
pub use directives::{Directives, UNUSED};
