//! A set of pairs of characters that is asked at every character of every text.

/// Bits of the set. Of 24,000 pairs, one in forty that is not in the set seems to be.
const BITS: usize = 1 << 20;

/// Pairs of characters in folded form; may take a strange pair for one of its own, never the other way round.
pub struct PairSet(Vec<u64>);

impl PairSet {
    pub fn new(pairs: impl Iterator<Item = (char, char)>) -> Self {
        let mut words = vec![0; BITS / 64];
        for (first, second) in pairs {
            let (word, bit) = place(first, second);
            words[word] |= bit;
        }
        Self(words)
    }

    #[inline]
    pub fn has(&self, first: char, second: char) -> bool {
        let (word, bit) = place(first, second);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

#[inline]
fn place(first: char, second: char) -> (usize, u64) {
    let mixed = (u64::from(first) << 21 | u64::from(second)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let bit = usize::try_from(mixed >> 44).unwrap_or(0) % BITS;
    (bit / 64, 1 << (bit % 64))
}
