//! Batches in, batches out.

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, Int64Array, ListArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, Schema};
use arrow_select::concat::concat_batches;
use arrow_select::take::take;
use newslint::{Finding, Span};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatch;
use pyo3_arrow::input::AnyRecordBatch;
use rayon::prelude::*;

use crate::linter::{Linter, in_parallel};
use crate::rows::{Columns, Rows, kept};

/// The findings in the rows of `batch`: see `newslint.lint_batch`.
#[pyfunction]
pub(crate) fn lint_batch(
    linter: &Bound<'_, Linter>,
    batch: AnyRecordBatch,
    columns: Columns,
    keep: Vec<String>,
    nested: bool,
    threads: Option<usize>,
) -> PyResult<PyRecordBatch> {
    let batch = whole(batch)?;
    let rows = Rows::of(&batch, columns)?;
    let (py, linter) = (linter.py(), linter.get());
    let of_row = |row| linter.check_row(&rows, row);
    let check = || -> Vec<Vec<Told>> { (0..rows.len).into_par_iter().map(of_row).collect() };
    let told = py.detach(|| in_parallel(threads, check))?;
    let batch = if nested {
        nested_in(&batch, &told)
    } else {
        exploded(kept(&batch, &keep)?, &told)
    };
    batch.map(PyRecordBatch::new).map_err(arrow_error)
}

/// A finding of a row, and its place in the characters of a field.
pub(crate) struct Told {
    finding: Finding,
    message: String,
    help: String,
    place: Option<(usize, usize)>,
}

impl Linter {
    fn check_row(&self, rows: &Rows, row: usize) -> Vec<Told> {
        let Some(source) = rows.article(row) else {
            return Vec::new();
        };
        let findings = self.open(self.inner.engine().check(&source).alone());
        let told = findings.into_iter().map(|finding| {
            let place = finding.offsets().and_then(|(start, end)| {
                let (text, span) = source.in_field(Span::new(start, end))?;
                let characters = |span: Span| span.of(text).chars().count();
                let before = characters(Span::new(0, span.start));
                Some((before, before + characters(span)))
            });
            Told {
                message: self.inner.message(&finding, self.lang),
                help: self.inner.help(&finding, self.lang),
                place,
                finding,
            }
        });
        told.collect()
    }
}

/// All rows of `batch`, which may come in pieces.
pub(crate) fn whole(batch: AnyRecordBatch) -> PyResult<RecordBatch> {
    let pieces = batch.into_reader()?;
    let schema = pieces.schema();
    let pieces = pieces.collect::<Result<Vec<_>, _>>().map_err(arrow_error)?;
    concat_batches(&schema, &pieces).map_err(arrow_error)
}

pub(crate) fn arrow_error(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// `batch` with a column more, `newslint`: a list of findings for each row.
fn nested_in(batch: &RecordBatch, told: &[Vec<Told>]) -> Result<RecordBatch, ArrowError> {
    let (fields, columns) = columns_of(told.iter().flatten());
    let lengths = OffsetBuffer::from_lengths(told.iter().map(Vec::len));
    let finding = Field::new("item", DataType::Struct(fields.clone()), false);
    let list = ListArray::try_new(
        Arc::new(finding),
        lengths,
        Arc::new(StructArray::try_new(fields, columns, None)?),
        None,
    )?;
    let schema = batch.schema();
    let mut fields: Vec<Arc<Field>> = schema.fields().iter().cloned().collect();
    let mut columns = batch.columns().to_vec();
    let list: ArrayRef = Arc::new(list);
    fields.push(Arc::new(Field::new(
        newslint::input::records::TAG,
        list.data_type().clone(),
        false,
    )));
    columns.push(list);
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
}

/// A row for each finding: the number of its row, what the columns `kept` have in that row, and the finding.
fn exploded(
    kept: Vec<(FieldRef, ArrayRef)>,
    told: &[Vec<Told>],
) -> Result<RecordBatch, ArrowError> {
    let numbered = (0_i64..).zip(told);
    let rows: Int64Array = numbered
        .flat_map(|(row, told)| std::iter::repeat_n(row, told.len()))
        .collect();
    let mut fields = vec![Arc::new(Field::new("row", DataType::Int64, false))];
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (field, column) in kept {
        fields.push(field);
        columns.push(take(&column, &rows, None)?);
    }
    columns.insert(0, Arc::new(rows));
    let (of_findings, findings) = columns_of(told.iter().flatten());
    fields.extend(of_findings.iter().cloned());
    columns.extend(findings);
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
}

/// Findings, column by column.
fn columns_of<'t>(told: impl Iterator<Item = &'t Told>) -> (Fields, Vec<ArrayRef>) {
    const TEXTS: [&str; 9] = [
        "lint",
        "category",
        "severity",
        "key",
        "message",
        "help",
        "field",
        "text",
        "fingerprint",
    ];
    let mut texts = TEXTS.map(|_| StringBuilder::new());
    let (mut starts, mut ends) = (Int64Builder::new(), Int64Builder::new());
    for Told {
        finding,
        message,
        help,
        place,
    } in told
    {
        let record = finding.location.record.as_ref();
        let fingerprint = format!("{:016x}", finding.fingerprint);
        let values = [
            &*finding.lint,
            finding.category.as_str(),
            finding.severity.as_str(),
            &finding.key,
            message,
            help,
            record.map_or("", |record| &record.field),
            // What stands at no place is the line that the row was read as.
            place.map_or("", |_| &finding.location.text),
            &fingerprint,
        ];
        for (column, value) in texts.iter_mut().zip(values) {
            column.append_value(value);
        }
        let character = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
        starts.append_option(place.map(|(start, _)| character(start)));
        ends.append_option(place.map(|(_, end)| character(end)));
    }
    let mut fields: Vec<Field> = TEXTS
        .iter()
        .map(|name| Field::new(*name, DataType::Utf8, false))
        .collect();
    let mut columns: Vec<ArrayRef> = texts
        .into_iter()
        .map(|mut column| Arc::new(column.finish()) as ArrayRef)
        .collect();
    for (name, mut column) in [("start", starts), ("end", ends)] {
        fields.push(Field::new(name, DataType::Int64, true));
        columns.push(Arc::new(column.finish()));
    }
    (fields.into(), columns)
}
