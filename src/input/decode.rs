//! From bytes to text: UTF-8, UTF-16 with a byte order mark, GB18030, Big5 with the Hong Kong supplement.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8};

use super::ProblemKind;
use crate::Span;
use crate::language::{is_common, is_han};

/// Which encoding to expect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EncodingChoice {
    /// Find out.
    #[default]
    Auto,
    /// This one, whatever the bytes look like.
    Fixed(&'static Encoding),
}

impl std::str::FromStr for EncodingChoice {
    type Err = String;

    fn from_str(label: &str) -> Result<Self, String> {
        if label.eq_ignore_ascii_case("auto") {
            return Ok(Self::Auto);
        }
        let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            format!("`{label}` is no encoding that newslint knows; try utf-8, gb18030, big5")
        })?;
        // GB18030 reads all that GBK does, and more.
        Ok(Self::Fixed(if encoding == GBK {
            GB18030
        } else {
            encoding
        }))
    }
}

/// A decoded text.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text, without its byte order mark.
    pub text: String,
    /// What it was written in.
    pub encoding: &'static Encoding,
    /// Length of the byte order mark in UTF-8: 3, or 0 where there was none.
    pub bom: usize,
    /// Places of U+FFFD that stand for bytes which the encoding does not have.
    pub invalid: Vec<Span>,
}

/// Decodes the bytes of a file.
///
/// A legacy encoding is accepted only when at least 0.7 of the decoded Han characters are common ones.
pub fn decode(bytes: Vec<u8>, choice: EncodingChoice) -> Result<Decoded, ProblemKind> {
    if let EncodingChoice::Fixed(encoding) = choice {
        return Ok(decode_as(&bytes, encoding));
    }
    if let Some((encoding, _)) = Encoding::for_bom(&bytes) {
        return Ok(decode_as(&bytes, encoding));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text)
            if text
                .get(..text.floor_char_boundary(1 << 13))
                .is_some_and(is_binary) =>
        {
            return Err(ProblemKind::NotText);
        }
        Ok(text) => {
            return Ok(Decoded {
                text,
                encoding: UTF_8,
                bom: 0,
                invalid: Vec::new(),
            });
        }
        Err(error) => error.into_bytes(),
    };
    if bytes.iter().take(1 << 13).any(|byte| *byte == 0) {
        return Err(ProblemKind::NotText);
    }
    let as_utf8 = decode_as(&bytes, UTF_8);
    if mostly_utf8(&as_utf8) {
        return Ok(as_utf8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let guess = match detector.guess(None, Utf8Detection::Deny) {
        encoding if encoding == GBK => GB18030,
        encoding => encoding,
    };
    let candidates = [guess, GB18030, BIG5].map(|encoding| decode_as(&bytes, encoding));
    let best = candidates
        .into_iter()
        .filter(|decoded| decoded.encoding == GB18030 || decoded.encoding == BIG5);
    best.filter(|decoded| decoded.invalid.len() * 200 < decoded.text.len())
        .map(|decoded| (common_share(&decoded.text), decoded))
        .filter(|(share, _)| *share >= 0.7)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, decoded)| decoded)
        .ok_or(ProblemKind::Undecodable)
}

fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let bom = match Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == encoding => length,
        _ => 0,
    };
    let body = bytes.get(bom..).unwrap_or(&[]);
    let (text, invalid) = decode_body(body.to_vec(), encoding);
    Decoded {
        text,
        encoding,
        bom: if bom > 0 { 3 } else { 0 },
        invalid,
    }
}

/// The text of `bytes`, which hold no byte order mark, and the places where the encoding does not have the bytes.
pub(super) fn decode_body(bytes: Vec<u8>, encoding: &'static Encoding) -> (String, Vec<Span>) {
    let bytes = if encoding == UTF_8 {
        match String::from_utf8(bytes) {
            Ok(text) => return (text, Vec::new()),
            Err(error) => error.into_bytes(),
        }
    } else {
        bytes
    };
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes);
    let invalid = if damaged {
        replaced(&text, &bytes, encoding)
    } else {
        Vec::new()
    };
    (text.into_owned(), invalid)
}

/// The replacement characters of `text` that the decoder put there, as runs.
///
/// Bytes that spell U+FFFD themselves are the file's own: the lint for replacement characters tells those. Only UTF-8,
/// UTF-16 and GB18030 can spell it, so elsewhere every one is the decoder's.
fn replaced(text: &str, bytes: &[u8], encoding: &'static Encoding) -> Vec<Span> {
    let all = text
        .match_indices('\u{FFFD}')
        .map(|(at, mark)| Span::new(at, at + mark.len()));
    let mut runs: Vec<Span> = Vec::new();
    let own = encoding == UTF_8
        && bytes
            .windows(3)
            .any(|window| window == "\u{FFFD}".as_bytes());
    let mut chunks = own.then(|| own_marks(bytes));
    for span in all {
        if chunks
            .as_mut()
            .is_some_and(|marks| marks.next().unwrap_or(false))
        {
            continue;
        }
        match runs.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => runs.push(span),
        }
    }
    runs
}

/// For each replacement character that decoding `bytes` as UTF-8 gives: was it in the file already?
fn own_marks(bytes: &[u8]) -> impl Iterator<Item = bool> + '_ {
    bytes.utf8_chunks().flat_map(|chunk| {
        let own = chunk.valid().matches('\u{FFFD}').map(|_| true);
        own.chain((!chunk.invalid().is_empty()).then_some(false))
    })
}

/// Does it hold NUL, or more than a few other control characters?
fn is_binary(head: &str) -> bool {
    let odd = head
        .chars()
        .filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}' | '\u{1B}'))
        .count();
    head.contains('\0') && odd * 100 > head.len()
}

/// Is it UTF-8 with a few spoilt bytes, and not another encoding?
fn mostly_utf8(decoded: &Decoded) -> bool {
    let wide = decoded
        .text
        .chars()
        .filter(|c| !c.is_ascii() && *c != '\u{FFFD}')
        .count();
    decoded.invalid.len() * 10 <= wide
}

/// Share of the Han characters of `text` that are common.
fn common_share(text: &str) -> f64 {
    let (mut common, mut han) = (0u32, 0u32);
    for c in text.chars().filter(|c| is_han(*c)).take(4000) {
        han += 1;
        common += u32::from(is_common(c));
    }
    if han == 0 {
        0.0
    } else {
        f64::from(common) / f64::from(han)
    }
}

/// The bytes of `text` in `encoding`; `None` where a character cannot be written in it.
pub fn encode(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    if encoding == UTF_8 {
        return Some(text.as_bytes().to_vec());
    }
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        let bytes = |unit: u16| {
            if encoding == encoding_rs::UTF_16LE {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        };
        return Some(text.encode_utf16().flat_map(bytes).collect());
    }
    let (bytes, _, unmappable) = encoding.encode(text);
    (!unmappable).then(|| bytes.into_owned())
}
