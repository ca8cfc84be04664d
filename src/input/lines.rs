//! A file of any length, line by line: memory is one line.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::decode::{self, EncodingChoice};
use super::places::line_ends;
use super::{Problem, ProblemKind};
use crate::Span;
use crate::finding::FileName;

/// How much of a file is looked at to recognise its encoding.
const HEAD: usize = 1 << 20;

/// How much is read at a time, and how much to read a single record again.
const READ: usize = 256 << 10;
const READ_AGAIN: usize = 8 << 10;

/// Longest record, in bytes: a file without line ends must not fill the memory.
pub(super) const LONGEST: usize = 64 << 20;

/// How much of a long line is a piece, in bytes, but for the rest of its last character.
const PIECE: usize = 1 << 16;

/// A line of a file, decoded.
#[derive(Clone)]
pub struct Line {
    /// The line with its end.
    pub text: String,
    /// Places of U+FFFD that stand for bytes which the encoding does not have.
    pub invalid: Vec<Span>,
}

/// How far a file has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the file.
    pub byte: u64,
    /// The same in UTF-8, which places are counted in.
    pub offset: usize,
    /// Lines.
    pub lines: usize,
}

/// The lines of a file.
pub struct Lines<'r> {
    reader: BufReader<Box<dyn Read + Send + 'r>>,
    encoding: &'static Encoding,
    path: FileName,
    progress: Progress,
    failed: bool,
}

impl<'r> Lines<'r> {
    /// Reads `reader`, shown as `path`, from its start; its first megabyte tells the encoding where `choice` does not.
    pub fn new(
        mut reader: impl Read + Send + 'r,
        path: &FileName,
        choice: EncodingChoice,
    ) -> Result<Self, Problem> {
        let mut head = Vec::new();
        // What stands before a place that cannot be read is read all the same.
        let error = reader
            .by_ref()
            .take(HEAD as u64)
            .read_to_end(&mut head)
            .err();
        let encoding = recognise(&head, choice).map_err(|kind| Problem::of_file(path, kind))?;
        let bom = match Encoding::for_bom(&head) {
            Some((marked, length)) if marked == encoding => length,
            _ => 0,
        };
        head.drain(..bom);
        let start = Progress {
            byte: bom as u64,
            offset: if bom > 0 { 3 } else { 0 },
            lines: 0,
        };
        let reader = Cursor::new(head).chain(Failing(error)).chain(reader);
        Ok(Self::by(READ, reader, path, encoding, start))
    }

    /// Goes on from `progress`, where `reader` stands already, for a line or two.
    pub fn resumed(
        reader: impl Read + Send + 'r,
        path: &FileName,
        encoding: &'static Encoding,
        progress: Progress,
    ) -> Self {
        Self::by(READ_AGAIN, reader, path, encoding, progress)
    }

    /// Reads so many bytes at a time.
    fn by(
        bytes: usize,
        reader: impl Read + Send + 'r,
        path: &FileName,
        encoding: &'static Encoding,
        progress: Progress,
    ) -> Self {
        let reader: Box<dyn Read + Send + 'r> = Box::new(reader);
        Self {
            reader: BufReader::with_capacity(bytes, reader),
            encoding,
            path: path.clone(),
            progress,
            failed: false,
        }
    }

    /// What the file is written in.
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// How far it has been read.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// The next line; `None` at the end, or after a problem.
    pub fn next_line(&mut self) -> Result<Option<Line>, Problem> {
        self.next(LONGEST)
    }

    /// The next line, or a piece of it where it is long.
    pub fn next_piece(&mut self) -> Result<Option<Line>, Problem> {
        self.next(PIECE)
    }

    fn next(&mut self, most: usize) -> Result<Option<Line>, Problem> {
        if self.failed {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let problem = match self.read_line(&mut bytes, most) {
            Ok(()) if bytes.is_empty() => return Ok(None),
            Ok(()) if bytes.len() < LONGEST => {
                self.progress.byte += bytes.len() as u64;
                let (text, invalid) = decode::decode_body(bytes, self.encoding);
                self.progress.offset += text.len();
                // A `\r` alone ends no record, and a line like any.
                self.progress.lines += line_ends(&text).count();
                return Ok(Some(Line { text, invalid }));
            }
            Ok(()) => Problem::of_file(&self.path, ProblemKind::RecordTooLong(LONGEST >> 20)),
            Err(error) => Problem::of_io(&self.path, &error),
        };
        self.failed = true;
        Err(Problem {
            line: Some(self.progress.lines + 1),
            ..problem
        })
    }

    /// What it is shown as.
    pub(super) fn path(&self) -> &FileName {
        &self.path
    }

    /// Appends the bytes up to and with the next line end, or up to the end of a character that `most` bytes reach.
    fn read_line(&mut self, bytes: &mut Vec<u8>, most: usize) -> io::Result<()> {
        let wide = self.encoding == UTF_16LE || self.encoding == UTF_16BE;
        loop {
            let room = (most - bytes.len()) as u64;
            let read = self.reader.by_ref().take(room).read_until(b'\n', bytes)?;
            if bytes.last() != Some(&b'\n') {
                return if read as u64 == room {
                    self.read_character(bytes)
                } else {
                    Ok(())
                };
            }
            if !wide {
                return Ok(());
            }
            // In UTF-16 the byte may be half of another character.
            let is_end = if self.encoding == UTF_16BE {
                bytes.len().is_multiple_of(2) && bytes.get(bytes.len() - 2) == Some(&0)
            } else if bytes.len().is_multiple_of(2) {
                false
            } else {
                self.reader.by_ref().take(1).read_to_end(bytes)?;
                bytes.last() == Some(&0)
            };
            if is_end {
                return Ok(());
            }
            if bytes.len() >= most {
                return self.read_character(bytes);
            }
        }
    }

    /// Appends the rest of the character at the end of `bytes`, and the second half of a line end.
    fn read_character(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        while bytes.len() < LONGEST && !ends_character(bytes, self.encoding) {
            if self.reader.by_ref().take(1).read_to_end(bytes)? == 0 {
                break;
            }
        }
        Ok(())
    }
}

/// Does a character end where `bytes` end, for certain, and no `\r` before its `\n`?
fn ends_character(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let at_end = |count: usize| {
        bytes
            .get(bytes.len().saturating_sub(count)..)
            .unwrap_or(bytes)
    };
    if encoding == UTF_8 {
        let is_incomplete = |count: usize| match std::str::from_utf8(at_end(count)) {
            Ok(_) => false,
            Err(error) => error.valid_up_to() == 0 && error.error_len().is_none(),
        };
        return bytes.last() != Some(&b'\r') && !(1..4).any(is_incomplete);
    }
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let unit = match *at_end(2) {
            [first, second] if encoding == UTF_16BE => u16::from_be_bytes([first, second]),
            [first, second] => u16::from_le_bytes([first, second]),
            _ => return false,
        };
        return bytes.len().is_multiple_of(2)
            && !(0xD800..0xDC00).contains(&unit)
            && unit != u16::from(b'\r');
    }
    // Elsewhere no byte below the digits is a part of a longer character.
    bytes
        .last()
        .is_some_and(|byte| *byte < b'0' && *byte != b'\r')
}

/// An error that comes when all before it has been read.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// The encoding of the file that begins with `head`, of which a megabyte is looked at.
pub fn recognise(head: &[u8], choice: EncodingChoice) -> Result<&'static Encoding, ProblemKind> {
    let head = head.get(..HEAD).unwrap_or(head);
    if let EncodingChoice::Fixed(encoding) = choice {
        return Ok(encoding);
    }
    // The last line may be cut anywhere, in the middle of a character too.
    let whole = match head.iter().rposition(|byte| *byte == b'\n') {
        Some(end) if head.len() == HEAD => head.get(..end).unwrap_or(head),
        _ => head,
    };
    if whole.is_ascii() && !whole.contains(&0) {
        return Ok(UTF_8);
    }
    decode::decode(whole.to_vec(), choice).map(|decoded| decoded.encoding)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};

    use super::*;

    #[test]
    fn the_pieces_of_a_long_line_are_the_line() {
        // Among their second bytes are those of brackets, of a backslash and of digits.
        let words = ["許功蓋", "𠮷丂", "晴, \"雨\"。"];
        let text: String = words.iter().cycle().take(PIECE).copied().collect();
        for encoding in [UTF_8, UTF_16LE, UTF_16BE, GB18030, BIG5] {
            let text = if encoding == BIG5 {
                text.replace("𠮷丂", "塊")
            } else {
                text.clone()
            };
            for shift in 0..4 {
                let text = format!("{}{text}\nnext", "a".repeat(shift));
                let bytes = decode::encode(&text, encoding).unwrap();
                let choice = EncodingChoice::Fixed(encoding);
                let mut lines = Lines::new(&*bytes, &"a".into(), choice).unwrap();
                let mut pieces = Vec::new();
                while let Some(piece) = lines.next_piece().unwrap() {
                    assert!(piece.invalid.is_empty(), "{}", encoding.name());
                    pieces.push(piece.text);
                }
                assert!(pieces.len() > 3, "{}", encoding.name());
                assert_eq!(pieces.concat(), text, "{}", encoding.name());
                assert_eq!(lines.progress().byte, bytes.len() as u64);
            }
        }
    }
}
