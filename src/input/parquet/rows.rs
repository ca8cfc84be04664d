//! The rows of a file, as lines of JSON.

use std::io::{self, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};

use super::{cells, footer};
use crate::input::problem::panic_message;
use crate::input::target::{Part, Reading};
use crate::input::{FieldNames, ProblemKind, object};

/// Rows that are decoded at a time.
const BATCH: usize = 256;

/// The rows of `part`, an error where it has no column of text.
pub(super) fn open(part: Part, names: &FieldNames) -> io::Result<Reading> {
    if footer_of(&part).is_some_and(|bytes| !footer::is_sound(&bytes)) {
        let why = "it promises more than it holds".to_owned();
        return Err(damaged(None, why));
    }
    // What Arrow wrote of its own types is passed over: text then comes in one type.
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let metadata = guarded(|| ArrowReaderMetadata::load(&part, options));
    let metadata = metadata.map_err(|why| damaged(None, why))?;
    let columns = columns(metadata.schema(), names)?;
    let roots = columns.iter().map(|(root, _)| *root);
    let mask = ProjectionMask::roots(metadata.parquet_schema(), roots);
    Ok(Box::new(Rows {
        part,
        metadata,
        mask,
        keys: columns.into_iter().map(|(_, key)| key).collect(),
        group: 0,
        batches: None,
        count: 0,
        promised: 0,
        lines: Vec::new(),
        at: 0,
    }))
}

/// The footer of `part`, if it ends as a file of Parquet does: with the length of the footer and a word.
fn footer_of(part: &Part) -> Option<Bytes> {
    let end = part.length().checked_sub(8)?;
    let tail = part.get_bytes(end, 8).ok()?;
    let length = u32::from_le_bytes(*tail.strip_suffix(b"PAR1")?.first_chunk()?);
    part.get_bytes(
        end.checked_sub(length.into())?,
        usize::try_from(length).ok()?,
    )
    .ok()
}

/// The columns that `names` may mean, in the order of the file, each with the name that is looked for.
fn columns(schema: &Schema, names: &FieldNames) -> io::Result<Vec<(usize, String)>> {
    let fields = schema.fields();
    let column = |name: &str| {
        let exact = fields.iter().position(|field| field.name() == name);
        let alike = |()| {
            fields
                .iter()
                .position(|field| field.name().eq_ignore_ascii_case(name))
        };
        Some((exact.or_else(|| alike(()))?, name.to_owned()))
    };
    let found = |name: &&str| column(name).or_else(|| column(object::path(name).first()?));
    if !names.texts().iter().any(|name| found(name).is_some()) {
        let columns = fields.iter().map(|field| field.name().clone()).collect();
        return Err(ProblemKind::NoColumn(names.told(), columns).into_io());
    }
    let mut columns: Vec<(usize, String)> = names.all().iter().filter_map(found).collect();
    columns.sort_by_key(|(root, _)| *root);
    columns.dedup_by_key(|(root, _)| *root);
    Ok(columns)
}

struct Rows {
    part: Part,
    metadata: ArrowReaderMetadata,
    mask: ProjectionMask,
    /// The names of the columns.
    keys: Vec<String>,
    /// The row group that comes next.
    group: usize,
    /// What is left of the one before it, how many rows that gave, and how many it is said to have.
    batches: Option<ParquetRecordBatchReader>,
    count: i64,
    promised: i64,
    /// Rows as lines, of which those before `at` have been read.
    lines: Vec<u8>,
    at: usize,
}

impl Rows {
    /// Reads some rows; `false` behind the last.
    fn more(&mut self) -> io::Result<bool> {
        self.lines.clear();
        self.at = 0;
        loop {
            if let Some(batches) = &mut self.batches {
                let next = guarded(|| batches.next().transpose());
                let next = next.map_err(|why| damaged(Some(self.group), why))?;
                if let Some(batch) = next {
                    self.write(&batch)?;
                    return Ok(true);
                }
                self.batches = None;
                if self.count != self.promised {
                    let why = format!("{} rows instead of {}", self.count, self.promised);
                    return Err(damaged(Some(self.group), why));
                }
            }
            let Some(group) = self.metadata.metadata().row_groups().get(self.group) else {
                return Ok(false);
            };
            (self.count, self.promised) = (0, group.num_rows());
            self.group += 1;
            let (part, metadata) = (self.part.clone(), self.metadata.clone());
            let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(part, metadata)
                .with_row_groups(vec![self.group - 1])
                .with_projection(self.mask.clone())
                .with_batch_size(BATCH);
            let batches = guarded(|| builder.build());
            self.batches = Some(batches.map_err(|why| damaged(Some(self.group), why))?);
        }
    }

    fn write(&mut self, batch: &RecordBatch) -> io::Result<()> {
        let lines = &mut self.lines;
        let write = || {
            for row in 0..batch.num_rows() {
                let mut before = b'{';
                for (key, column) in self.keys.iter().zip(batch.columns()) {
                    lines.push(before);
                    cells::text(key, lines);
                    lines.push(b':');
                    cells::write(column, row, lines);
                    before = b',';
                }
                lines.extend(b"}\n");
            }
            Ok::<(), ParquetError>(())
        };
        guarded(write).map_err(|why| damaged(Some(self.group), why))?;
        self.count += i64::try_from(batch.num_rows()).unwrap_or(i64::MAX);
        Ok(())
    }
}

impl Read for Rows {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.lines.len() {
            if !self.more()? {
                return Ok(0);
            }
        }
        let length = (&self.lines[self.at..]).read(buffer)?;
        self.at += length;
        Ok(length)
    }
}

/// What `read` gives, or why it fails: on bytes that make no sense, decoders panic as well.
fn guarded<T, E: ToString>(read: impl FnOnce() -> Result<T, E>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => read.map_err(|error| error.to_string()),
        Err(panic) => Err(panic_message(panic.as_ref())),
    }
}

/// The row group of this number, from 1, or the footer, cannot be read.
fn damaged(row_group: Option<usize>, why: String) -> io::Error {
    ProblemKind::DamagedParquet { row_group, why }.into_io()
}

impl Length for Part {
    fn len(&self) -> u64 {
        self.length()
    }
}

impl ChunkReader for Part {
    type T = BufReader<Self>;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        Ok(BufReader::new(self.behind(start)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        // What a file says of its own length may be wrong, and must not fill the memory.
        if start.saturating_add(length as u64) > self.length() {
            return Err(ParquetError::EOF("the file ends too early".to_owned()));
        }
        let mut bytes = vec![0; length];
        self.behind(start).read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}
