//! Which characters sound or look alike.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::language::fold::simplified_char;
use crate::language::table::{Pages, body};
use crate::language::words;

/// Bits of the number of a reading.
const BITS: u32 = 9;

/// What characters sound like.
struct Sounds {
    /// The readings of each character, without tone: numbers of nine bits, from 1 on; a character has seven at most.
    of: Pages<u64>,
    /// For each reading the one that many speakers make of it.
    blurred: Vec<u64>,
    /// For each reading its first letter.
    initials: Vec<u8>,
}

static SOUNDS: LazyLock<Sounds> = LazyLock::new(|| {
    let mut of = Pages::new(0);
    let mut names: HashMap<String, u64> = HashMap::new();
    let (mut blurred, mut initials) = (vec![0], vec![0]);
    for (number, line) in (1..).zip(body(include_str!("../tables/sounds.txt")).lines()) {
        let (sound, chars) = line.split_once('\t').unwrap_or_default();
        let next = names.len() as u64;
        blurred.push(*names.entry(blur(sound)).or_insert(next));
        initials.push(sound.bytes().next().unwrap_or(0));
        for c in chars.chars() {
            let readings: &mut u64 = of.at(c);
            *readings = *readings << BITS | number;
        }
    }
    Sounds {
        of,
        blurred,
        initials,
    }
});

/// The sound as who does not curl the tongue, mixes n with l or in with ing hears it.
fn blur(sound: &str) -> String {
    let head = ["zh", "ch", "sh"]
        .into_iter()
        .find(|head| sound.starts_with(head));
    let sound = match head {
        Some(head) => sound.replacen(head, head.get(..1).unwrap_or(head), 1),
        None => sound.to_owned(),
    };
    let sound = match sound.strip_prefix('l') {
        Some(rest) => format!("n{rest}"),
        None => sound,
    };
    let nasal = sound.ends_with("ing") || sound.ends_with("eng");
    if nasal {
        sound.trim_end_matches('g').to_owned()
    } else {
        sound
    }
}

/// The characters that look like each one and come after it.
struct Shapes {
    table: &'static [u8],
    /// Where they begin, and in the lowest bits how many there are.
    lines: Pages<u32>,
}

/// Bytes of a Chinese character, and bits of a number of characters.
const BYTES: usize = 3;
const COUNT: u32 = 10;

static SHAPES: LazyLock<Shapes> = LazyLock::new(|| {
    let table = body(include_str!("../tables/shapes.txt"));
    let mut lines = Pages::new(0);
    let mut at = 0;
    for line in table.lines() {
        let start = u32::try_from(at + BYTES).unwrap_or(0);
        let count = u32::try_from(line.len() / BYTES)
            .unwrap_or(0)
            .saturating_sub(1);
        if let Some(c) = line.chars().next() {
            *lines.at(c) = start << COUNT | count;
        }
        at += line.len() + 1;
    }
    Shapes {
        table: table.as_bytes(),
        lines,
    }
});

/// How two characters sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    /// The same but for the tone.
    Same,
    /// What many speakers do not tell apart.
    Near,
    /// Otherwise.
    Other,
}

/// How the characters, in folded form, sound beside each other.
pub fn sound(one: char, other: char) -> Sound {
    let sounds = &*SOUNDS;
    let (one, other) = (sounds.of.get(one), sounds.of.get(other));
    let number = |reading: u64| usize::try_from(reading).unwrap_or(0);
    let mut heard = Sound::Other;
    for a in readings(one) {
        for b in readings(other) {
            if a == b {
                return Sound::Same;
            }
            if sounds.blurred.get(number(a)) == sounds.blurred.get(number(b)) {
                heard = Sound::Near;
            }
        }
    }
    heard
}

/// Does a reading of each of the characters, in folded form, begin with the same letter?
pub fn begin_alike(one: char, other: char) -> bool {
    let sounds = &*SOUNDS;
    let initial = |reading: u64| sounds.initials.get(usize::try_from(reading).unwrap_or(0));
    let others = || readings(sounds.of.get(other)).map(initial);
    readings(sounds.of.get(one)).any(|reading| others().any(|other| other == initial(reading)))
}

fn readings(mut all: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let reading = all & ((1 << BITS) - 1);
        all >>= BITS;
        (reading != 0).then_some(reading)
    })
}

/// Do the characters, in folded form, look alike?
pub fn look_alike(one: char, other: char) -> bool {
    let (first, second) = (one.min(other), one.max(other));
    let shapes = &*SHAPES;
    let line = shapes.lines.get(first);
    let start = usize::try_from(line >> COUNT).unwrap_or(0);
    let count = usize::try_from(line % (1 << COUNT)).unwrap_or(0);
    let alike = shapes
        .table
        .get(start..start + count * BYTES)
        .unwrap_or(&[]);
    let mut wanted = [0; BYTES];
    if second.len_utf8() != BYTES {
        return false;
    }
    second.encode_utf8(&mut wanted);
    let (alike, _): (&[[u8; BYTES]], _) = alike.as_chunks();
    alike.binary_search(&wanted).is_ok()
}

/// Are both characters, in folded form, printed in the same words?
pub fn are_interchangeable(one: char, other: char) -> bool {
    static PAIRS: LazyLock<HashSet<[char; 2]>> = LazyLock::new(|| {
        let pair = |line: &str| {
            let mut chars = line.chars().map(simplified_char);
            let (one, other) = (chars.next()?, chars.next()?);
            Some([one.min(other), one.max(other)])
        };
        words::INTERCHANGEABLE.lines().filter_map(pair).collect()
    });
    PAIRS.contains(&[one.min(other), one.max(other)])
}

/// May one of the characters, in folded form, be written for the other?
pub fn is_like(written: char, right: char) -> bool {
    written != right && (sound(written, right) != Sound::Other || look_alike(written, right))
}
