//! From compressed bytes to what went in, once or from any place on.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use super::compression::{Compression, Damage};
use super::pipe::copy_to;
use super::target::{Part, Reading, Target};
use super::{Content, FieldNames, ProblemKind};

/// What went in, of what comes out of `packed`: all members, frames or streams of it, to its end.
pub(super) fn unpack(compression: Compression, packed: Reading) -> io::Result<Reading> {
    let reader: Reading = match compression {
        Compression::Gzip => Box::new(flate2::read::MultiGzDecoder::new(packed)),
        Compression::Zstd => {
            let mut decoder = zstd::Decoder::new(packed)?;
            // The largest archives are made with `--long=31`.
            decoder.window_log_max(31)?;
            Box::new(decoder)
        }
        Compression::Xz => Box::new(liblzma::read::XzDecoder::new_multi_decoder(packed)),
        Compression::Bzip2 => Box::new(bzip2::read::MultiBzDecoder::new(packed)),
    };
    Ok(Box::new(Unpacking {
        reader,
        compression,
    }))
}

/// Says of what cannot be unpacked that it is [`Damage`]; what the system says of the file stays.
struct Unpacking {
    reader: Reading,
    compression: Compression,
}

impl Read for Unpacking {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer).map_err(|error| {
            if error.raw_os_error().is_some() || error.kind() == io::ErrorKind::Interrupted {
                return error;
            }
            ProblemKind::Damaged(Damage {
                compression: self.compression,
                is_cut_off: error.kind() == io::ErrorKind::UnexpectedEof,
            })
            .into_io()
        })
    }
}

/// Does `error` say that a file cannot be unpacked further?
fn is_damage(error: &io::Error) -> bool {
    use ProblemKind::{Damaged, DamagedParquet};
    matches!(
        ProblemKind::in_io(error),
        Some(Damaged(_) | DamagedParquet { .. })
    )
}

/// The content of compressed files and of columns, on disk: they can only be read from their start. A file is unpacked when the first of
/// its records is read again, and all into one file, so that a run over thousands of shards opens no more than that.
#[derive(Default)]
pub struct Unpacked {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// What holds them; made when there is one.
    file: Option<Arc<File>>,
    /// Where they begin and end in it, by the number of the file.
    places: BTreeMap<usize, (u64, u64)>,
    end: u64,
    /// Why there is no room for more.
    failed: Option<String>,
}

impl Unpacked {
    /// The content of `target`, the file of this `number`, from the byte at `start` on; of columns those that `names` may
    /// mean.
    pub(super) fn open(
        &self,
        number: usize,
        target: &Target,
        start: u64,
        names: &FieldNames,
    ) -> io::Result<Reading> {
        let is_columns = matches!(target.format.content, Content::Columns);
        if !is_columns && target.compression()?.is_none() {
            return target.open_bytes(start);
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let file = kept.file()?;
        let (from, to) = match (kept.places.get(&number), &kept.failed) {
            (Some(place), _) => *place,
            // Thousands of records may be asked for, and each try takes as long as the first.
            (None, Some(why)) => return Err(io::Error::other(why.clone())),
            (None, None) => {
                let added = kept.add(number, target, names, &file);
                kept.failed = added.as_ref().err().map(ToString::to_string);
                added?
            }
        };
        let at = from.saturating_add(start).min(to);
        Ok(Box::new(Part::new(file, at, to)))
    }
}

impl Kept {
    fn file(&mut self) -> io::Result<Arc<File>> {
        if let Some(file) = &self.file {
            return Ok(file.clone());
        }
        let file = Arc::new(tempfile::tempfile()?);
        self.file = Some(file.clone());
        Ok(file)
    }

    fn add(
        &mut self,
        number: usize,
        target: &Target,
        names: &FieldNames,
        file: &File,
    ) -> io::Result<(u64, u64)> {
        let from = self.end;
        let mut content = super::content(target, names)?;
        let to = match copy_to(file, &mut content, from) {
            // What comes before the damage was read, and the damage told.
            Err((to, error)) if is_damage(&error) => to,
            copied => copied.map_err(|(_, error)| error)?,
        };
        self.end = to;
        self.places.insert(number, (from, to));
        Ok((from, to))
    }
}
