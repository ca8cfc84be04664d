//! Where each shingle of an article stood before.

use super::stream::{Stream, narrow};

/// Characters in a shingle. Two texts that differ in at most 15 of 100 characters share a run of five.
pub(super) const SHINGLE: usize = 5;

/// For each character of a stream, where the shingle that begins there began before.
pub(super) struct Shingles {
    /// 1 + the place of the same shingle before; 0 if there is none.
    before: Vec<u32>,
}

impl Shingles {
    /// Hashes each shingle that lies inside one unit, once.
    pub(super) fn of(stream: &Stream) -> Self {
        const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
        let last = BASE.wrapping_pow(4);
        let bits = (stream.chars.len() * 2).max(64).next_power_of_two().ilog2();
        let mut slots = vec![0_u32; 1 << bits];
        let mask = slots.len() - 1;
        let mut before = vec![0_u32; stream.chars.len()];
        for unit in &stream.units {
            let mut hash = 0_u64;
            for (at, end) in (unit.range.start..).zip(unit.range.start + SHINGLE..=unit.range.end) {
                if at == unit.range.start {
                    let shingle = &stream.chars[at..end];
                    hash = shingle.iter().fold(0, |hash, c| roll(hash, BASE, *c));
                } else {
                    let gone = u64::from(u32::from(stream.chars[at - 1])).wrapping_mul(last);
                    hash = roll(hash.wrapping_sub(gone), BASE, stream.chars[end - 1]);
                }
                let mut slot = mixed(hash) >> (64 - bits);
                let shingle = &stream.chars[at..end];
                loop {
                    let index = usize::try_from(slot).unwrap_or(0) & mask;
                    let found = slots[index] as usize;
                    if found == 0 || stream.chars[found - 1..].starts_with(shingle) {
                        before[at] = slots[index];
                        slots[index] = narrow(at + 1);
                        break;
                    }
                    slot += 1;
                }
            }
        }
        Self { before }
    }

    /// The places where the shingle at `at` stood before, the nearest first.
    pub(super) fn earlier(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let step = |at: usize| (self.before[at] as usize).checked_sub(1);
        std::iter::successors(step(at), move |at| step(*at))
    }
}

fn roll(hash: u64, base: u64, c: char) -> u64 {
    hash.wrapping_mul(base)
        .wrapping_add(u64::from(u32::from(c)))
}

fn mixed(hash: u64) -> u64 {
    (hash ^ hash >> 32).wrapping_mul(0xC2B2_AE3D_27D4_EB4F)
}
