//! ASCII text read as UTF-16: each character is two letters (`桰瑯` for `phot`).

use super::candidate::Candidate;
use super::is_odd;
use super::weights::Weights;
use crate::language::script::Classes;
use crate::language::words;

/// Characters that a run must have at least: eight letters of ASCII do not come by chance.
const LEAST: usize = 4;

/// The two bytes of UTF-16 that are `c`, if both are what ASCII prints.
fn letters(c: char) -> Option<[u8; 2]> {
    let bytes = u16::try_from(u32::from(c)).ok()?.to_be_bytes();
    bytes
        .iter()
        .all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r'))
        .then_some(bytes)
}

/// Runs between `low` and `high` that are ASCII in UTF-16.
pub(super) fn candidates(
    chars: &[(usize, char)],
    low: usize,
    high: usize,
    weights: &Weights,
) -> Vec<Candidate> {
    let classes = Classes::load();
    // A sound Han character before or behind a run may be two printed bytes as well, but hardly two letters.
    let sound = |at: &usize| {
        let c = chars[*at].1;
        let prose = |byte: &u8| byte.is_ascii_lowercase() || *byte == b' ';
        !is_odd(classes, c) && !letters(c).is_some_and(|two| two.iter().all(prose))
    };
    let mut all = Vec::new();
    let mut at = low;
    while at < high {
        let printed = (at..high)
            .take_while(|at| letters(chars[*at].1).is_some())
            .count();
        let behind = at + printed;
        let start = (at..behind).find(|at| !sound(at)).unwrap_or(behind);
        let end = (start..behind)
            .rfind(|at| !sound(at))
            .map_or(start, |last| last + 1);
        let run: Vec<[u8; 2]> = (start..end).filter_map(|at| letters(chars[at].1)).collect();
        all.extend(read(&run).map(|(written, repaired)| Candidate {
            start,
            end,
            // Letters by themselves are as good as Han characters that are common.
            score: weights.letters * run.len() as f32,
            written,
            read: "UTF-16",
            repaired,
            whole: true,
        }));
        at = behind.max(at + 1);
    }
    all
}

/// What `run` says in the more likely of both orders of bytes.
fn read(run: &[[u8; 2]]) -> Option<(&'static str, String)> {
    if run.len() < LEAST {
        return None;
    }
    let text = |order: &dyn Fn(&[u8; 2]) -> [u8; 2]| -> String {
        run.iter().flat_map(order).map(char::from).collect()
    };
    let straight = text(&|pair| *pair);
    let turned = text(&|pair| [pair[1], pair[0]]);
    let text = if likely(&straight) > likely(&turned) {
        straight
    } else {
        turned
    };
    let plain = text
        .bytes()
        .filter(|byte| byte.is_ascii_lowercase() || *byte == b' ')
        .count();
    let repeated = run.windows(2).any(|pair| pair[0] == pair[1]);
    (plain * 5 >= text.len() * 4 && likely(&text) * 5 >= text.len() && !repeated)
        .then_some(("ASCII", text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// How many pairs of letters in `text` are among the commonest of English: about every third is.
fn likely(text: &str) -> usize {
    text.to_ascii_lowercase()
        .as_bytes()
        .windows(2)
        .filter(|pair| str::from_utf8(pair).is_ok_and(|pair| words::ENGLISH_LETTER_PAIRS.has(pair)))
        .count()
}
