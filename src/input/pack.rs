//! Bytes made smaller on their way into a file.

use std::io::{self, Write};

use super::compression::Compression;

/// A writer whose bytes are compressed, or not.
pub enum Packed<W: Write> {
    /// As they are.
    Plain(W),
    /// By gzip.
    Gzip(flate2::write::GzEncoder<W>),
    /// By zstd.
    Zstd(zstd::Encoder<'static, W>),
    /// By xz.
    Xz(liblzma::write::XzEncoder<W>),
    /// By bzip2.
    Bzip2(bzip2::write::BzEncoder<W>),
}

impl<W: Write> Packed<W> {
    /// Writes to `out` what such a program makes of the bytes, at the level that it has by default.
    pub fn new(compression: Option<Compression>, out: W) -> io::Result<Self> {
        Ok(match compression {
            None => Self::Plain(out),
            Some(Compression::Gzip) => Self::Gzip(flate2::write::GzEncoder::new(
                out,
                flate2::Compression::default(),
            )),
            Some(Compression::Zstd) => Self::Zstd(zstd::Encoder::new(out, 3)?),
            Some(Compression::Xz) => Self::Xz(liblzma::write::XzEncoder::new(out, 6)),
            Some(Compression::Bzip2) => Self::Bzip2(bzip2::write::BzEncoder::new(
                out,
                bzip2::Compression::best(),
            )),
        })
    }

    /// Writes what is left, and the end of what was compressed.
    pub fn finish(self) -> io::Result<W> {
        match self {
            Self::Plain(mut out) => {
                out.flush()?;
                Ok(out)
            }
            Self::Gzip(out) => out.finish(),
            Self::Zstd(out) => out.finish(),
            Self::Xz(out) => out.finish(),
            Self::Bzip2(out) => out.finish(),
        }
    }

    fn inner(&mut self) -> &mut dyn Write {
        match self {
            Self::Plain(out) => out,
            Self::Gzip(out) => out,
            Self::Zstd(out) => out,
            Self::Xz(out) => out,
            Self::Bzip2(out) => out,
        }
    }
}

impl<W: Write> Write for Packed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner().flush()
    }
}
