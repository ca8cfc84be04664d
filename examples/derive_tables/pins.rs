//! The inputs are pinned: `inputs.sha256` names the version of each that the tables in the repository come from.

use std::io;
use std::path::{Path, PathBuf};

/// As `sha256sum` writes it.
const PINS: &str = include_str!("inputs.sha256");

/// Where a pinned input lies: the word list of jieba apart from the others.
fn place(name: &str, data: &Path, dict: &Path) -> PathBuf {
    if name == "dict.txt" {
        dict.to_owned()
    } else {
        data.join(name)
    }
}

/// Is every input the pinned one? Whoever means to take another version writes its hash into `inputs.sha256`.
pub fn check(data: &Path, dict: &Path) -> io::Result<()> {
    for (pin, name) in PINS.lines().filter_map(|line| line.split_once("  ")) {
        let place = place(name, data, dict);
        let found = sha256(&std::fs::read(&place)?);
        if found != pin {
            let place = place.display();
            return Err(io::Error::other(format!(
                "{place}: not the version in inputs.sha256; its hash is {found}"
            )));
        }
    }
    Ok(())
}

/// The SHA-256 of `bytes` in hexadecimal digits, by FIPS 180-4; a crate would be the only dependency of this program.
fn sha256(bytes: &[u8]) -> String {
    let mut state = fractions(8, 2);
    let state: &mut [u32] = &mut state;
    let constants = fractions(64, 3);
    let mut message = bytes.to_vec();
    message.push(0x80);
    message.resize(message.len().next_multiple_of(64), 0);
    if message.len() - bytes.len() < 9 {
        message.resize(message.len() + 64, 0);
    }
    let end = message.len() - 8;
    message[end..].copy_from_slice(&(bytes.len() as u64 * 8).to_be_bytes());
    for block in message.chunks_exact(64) {
        let mut words: Vec<u32> = block
            .chunks_exact(4)
            .map(|word| word.iter().fold(0, |all, byte| all << 8 | u32::from(*byte)))
            .collect();
        for at in 16..64 {
            let (a, b) = (words[at - 15], words[at - 2]);
            let a = a.rotate_right(7) ^ a.rotate_right(18) ^ (a >> 3);
            let b = b.rotate_right(17) ^ b.rotate_right(19) ^ (b >> 10);
            let sum = a.wrapping_add(b).wrapping_add(words[at - 16]);
            words.push(sum.wrapping_add(words[at - 7]));
        }
        let mut v = state.to_vec();
        for (word, constant) in words.iter().zip(&constants) {
            let (a, e) = (v[0], v[4]);
            let choice = (e & v[5]) ^ (!e & v[6]);
            let first = (e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25))
                .wrapping_add(v[7])
                .wrapping_add(choice)
                .wrapping_add(*constant)
                .wrapping_add(*word);
            let majority = (a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]);
            let second = (a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22))
                .wrapping_add(majority);
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(first);
            v[0] = first.wrapping_add(second);
        }
        for (state, v) in state.iter_mut().zip(v) {
            *state = state.wrapping_add(v);
        }
    }
    let digits = state
        .iter()
        .flat_map(|word| (0..8).rev().map(move |at| word >> (4 * at) & 15));
    digits
        .filter_map(|digit| char::from_digit(digit, 16))
        .collect()
}

/// The first 32 bits of the fractions of the square (2) or cube (3) roots of the first `count` primes.
fn fractions(count: usize, root: u32) -> Vec<u32> {
    let is_prime = |n: &u128| !(2..*n).any(|d| n.is_multiple_of(d));
    let fraction = |prime: u128| {
        // The largest x with x^root <= prime * 2^(32 * root), bit by bit.
        let target = prime << (32 * root);
        let x = (0..40).rev().fold(0_u128, |x, bit| {
            let more = x | 1 << bit;
            if more.pow(root) <= target { more } else { x }
        });
        x as u32
    };
    (2..).filter(is_prime).take(count).map(fraction).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes() {
        assert_eq!(
            sha256(b""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(
            sha256(&[b'a'; 119]),
            "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"
        );
    }
}
