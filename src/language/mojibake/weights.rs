//! What decoded characters say for a wrong reading, and how much of it is enough.
//!
//! The unit is half a common Han character. Of chance bytes few become common characters, and what stays undecoded costs
//! more than the next common character brings, so that a stretch ends where the damage does. The values were set on text
//! put through each wrong reading and on sound text, rare characters and other languages included; `examples/fit_weights.rs`
//! measures each again on text of one's own, and `tests/weights.rs` holds each with text near the margin.

/// A weight for each kind of decoded character, and the limits.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// A common Han character; a mark is worth half of it.
    pub common: f32,
    /// The same where one character stands for one: both sides of a misreading are Han.
    pub swapped: f32,
    /// A common character that was a common one before: one reading is as good as the other.
    pub still_common: f32,
    /// A rare Han character made of three bytes of UTF-8: chance hardly makes one.
    pub rare: f32,
    /// A rare Han character made of two bytes, or of another one: chance makes little else.
    pub rare_by_chance: f32,
    /// A full-width figure or letter, a dash, an inner quotation mark.
    pub plain: f32,
    /// Any other character.
    pub strange: f32,
    /// ASCII among bytes of UTF-8: it stays what it is.
    pub ascii: f32,
    /// ASCII among pairs of bytes: it ends a run.
    pub ascii_in_pairs: f32,
    /// U+FFFD: its bytes were lost before.
    pub lost: f32,
    /// The bytes of a Han character around a loss, which only damage leaves.
    pub hole: f32,
    /// Any other byte beside a loss.
    pub torn: f32,
    /// The first bytes of a Han character before another begins.
    pub cut: f32,
    /// A byte that is no UTF-8.
    pub broken: f32,
    /// A character that the encoding cannot have given.
    pub impossible: f32,
    /// The same where one character stands for one.
    pub impossible_swap: f32,
    /// Two bytes that are no character.
    pub no_pair: f32,
    /// A letter pair of ASCII in UTF-16.
    pub letters: f32,
    /// Two neighbours that words or text have together.
    pub together: f32,
    /// What a unit says at least that may belong to the damage or was explained: losses and bytes beside them, not what
    /// the encoding cannot have given.
    pub doubt: f32,
    /// What a stretch must say.
    pub enough: f32,
    /// The same for one with losses in it: little is left to decode.
    pub enough_with_losses: f32,
    /// The same for accented letters alone: no language writes so many in a row.
    pub enough_of_accents: f32,
    /// The same for UTF-8 that nearly all decodes to known characters.
    pub enough_of_utf8: f32,
    /// The share of known characters for that.
    pub nearly_all: f32,
    /// What a stretch must say for the lower share of known characters to do.
    pub beyond_doubt: f32,
    /// The share of known characters that a stretch must have.
    pub known: f32,
    /// The same where all is beyond doubt, or hard to hit by chance.
    pub known_beyond_doubt: f32,
    /// The share of known characters from which the repair is plausible as a whole.
    pub plausible: f32,
}

impl Weights {
    /// The weights in use.
    pub const fn fitted() -> Self {
        Self {
            common: 2.0,
            swapped: 1.2,
            still_common: 0.2,
            rare: 1.0,
            rare_by_chance: -1.5,
            plain: 0.3,
            strange: -1.5,
            ascii: -0.1,
            ascii_in_pairs: -0.3,
            lost: -0.2,
            hole: 0.8,
            torn: -0.1,
            cut: -0.3,
            broken: -1.2,
            impossible: -4.0,
            impossible_swap: -2.0,
            no_pair: -3.0,
            letters: 2.0,
            together: 0.7,
            doubt: -0.5,
            enough: 6.0,
            enough_with_losses: 3.5,
            enough_of_accents: 4.0,
            enough_of_utf8: 4.5,
            nearly_all: 0.8,
            beyond_doubt: 10.0,
            known: 0.5,
            known_beyond_doubt: 0.4,
            plausible: 0.7,
        }
    }

    /// Each weight with its name.
    pub fn each(&mut self) -> [(&'static str, &mut f32); 29] {
        [
            ("common", &mut self.common),
            ("swapped", &mut self.swapped),
            ("still_common", &mut self.still_common),
            ("rare", &mut self.rare),
            ("rare_by_chance", &mut self.rare_by_chance),
            ("plain", &mut self.plain),
            ("strange", &mut self.strange),
            ("ascii", &mut self.ascii),
            ("ascii_in_pairs", &mut self.ascii_in_pairs),
            ("lost", &mut self.lost),
            ("hole", &mut self.hole),
            ("torn", &mut self.torn),
            ("cut", &mut self.cut),
            ("broken", &mut self.broken),
            ("impossible", &mut self.impossible),
            ("impossible_swap", &mut self.impossible_swap),
            ("no_pair", &mut self.no_pair),
            ("letters", &mut self.letters),
            ("together", &mut self.together),
            ("doubt", &mut self.doubt),
            ("enough", &mut self.enough),
            ("enough_with_losses", &mut self.enough_with_losses),
            ("enough_of_accents", &mut self.enough_of_accents),
            ("enough_of_utf8", &mut self.enough_of_utf8),
            ("nearly_all", &mut self.nearly_all),
            ("beyond_doubt", &mut self.beyond_doubt),
            ("known", &mut self.known),
            ("known_beyond_doubt", &mut self.known_beyond_doubt),
            ("plausible", &mut self.plausible),
        ]
    }
}
