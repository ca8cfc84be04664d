//! What gzip, zstd, xz or bzip2 made, read as what went in.
//!
//! The first bytes tell, not the name: files are renamed, and servers hand out `.jsonl` that is gzip.

use std::path::Path;

/// A program that makes files smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compression {
    /// gzip, pigz, bgzip.
    Gzip,
    /// zstd, pzstd.
    Zstd,
    /// xz.
    Xz,
    /// bzip2, pbzip2.
    Bzip2,
}

/// How many bytes tell a compression.
pub(super) const MAGIC: usize = 10;

impl Compression {
    /// Endings of names that say nothing of what is inside.
    const EXTENSIONS: [(&'static str, Self); 5] = [
        ("gz", Self::Gzip),
        ("zst", Self::Zstd),
        ("zstd", Self::Zstd),
        ("xz", Self::Xz),
        ("bz2", Self::Bzip2),
    ];

    /// What made the file that begins with `head`.
    pub fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Self::Gzip),
            // A frame, or one that is skipped: programs that compress on several cores begin with such.
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Self::Zstd),
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Self::Xz),
            // The digits of pi begin a block, those of its root the end of a file without one.
            [
                b'B',
                b'Z',
                b'h',
                b'1'..=b'9',
                0x31,
                0x41,
                0x59,
                0x26,
                0x53,
                0x59,
                ..,
            ]
            | [
                b'B',
                b'Z',
                b'h',
                b'1'..=b'9',
                0x17,
                0x72,
                0x45,
                0x38,
                0x50,
                0x90,
                ..,
            ] => Some(Self::Bzip2),
            _ => None,
        }
    }

    /// The program.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Xz => "xz",
            Self::Bzip2 => "bzip2",
        }
    }

    /// What the name of a file promises of its content.
    pub fn of_name(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        let mut known = Self::EXTENSIONS.into_iter();
        let found = known.find(|(known, _)| extension.eq_ignore_ascii_case(known));
        found.map(|(_, compression)| compression)
    }

    /// `path` without the ending that such a program gives: `a.jsonl` for `a.jsonl.gz`.
    pub fn inner_name(path: &Path) -> &Path {
        match (Self::of_name(path), path.file_stem()) {
            (Some(_), Some(stem)) => Path::new(stem),
            _ => path,
        }
    }
}

/// A compressed file that cannot be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Damage {
    /// What made the file.
    pub compression: Compression,
    /// Does the file end too early? Otherwise something in it is wrong.
    pub is_cut_off: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_one_ending() {
        let inner = |name| Compression::inner_name(Path::new(name)).to_str().unwrap();
        assert_eq!(inner("in/a.jsonl.GZ"), "a.jsonl");
        assert_eq!(inner("a.tar.zst.xz"), "a.tar.zst");
        assert_eq!(inner("in/a.jsonl"), "in/a.jsonl");
        assert_eq!(inner(".gz"), ".gz");
    }

    #[test]
    fn text_is_not_taken_for_bzip2() {
        assert_eq!(Compression::of(b"BZh9 is how it begins"), None);
        assert_eq!(Compression::of(b"BZ"), None);
    }
}
