//! ASCII text read as UTF-16: each character is two letters (`桰瑯` for `phot`).

use super::readings::Candidate;

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
pub(super) fn candidates(chars: &[(usize, char)], low: usize, high: usize) -> Vec<Candidate> {
    let mut all = Vec::new();
    let mut at = low;
    while at < high {
        let run: Vec<[u8; 2]> = chars
            .iter()
            .take(high)
            .skip(at)
            .map_while(|(_, c)| letters(*c))
            .collect();
        let end = at + run.len();
        all.extend(read(&run).map(|(written, repaired)| Candidate {
            start: at,
            end,
            // Letters by themselves are as good as Han characters that are common.
            score: 2.0 * run.len() as f32,
            written,
            read: "UTF-16",
            repaired,
            whole: true,
        }));
        at = end.max(at + 1);
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
    (plain * 10 >= text.len() * 7 && likely(&text) * 5 >= text.len())
        .then_some(("ASCII", text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// How many pairs of letters in `text` are among the commonest of English: about every third is.
fn likely(text: &str) -> usize {
    const PAIRS: &str = "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ro ri \
                         co me ra om ne ho ve";
    let pairs = |pair: &[u8]| {
        PAIRS
            .as_bytes()
            .chunks(3)
            .any(|known| known.starts_with(pair))
    };
    text.to_ascii_lowercase()
        .as_bytes()
        .windows(2)
        .filter(|pair| pairs(pair))
        .count()
}
