//! Batches in, batches out.

use std::num::NonZeroUsize;
use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{Array, ArrayRef, Int64Array, ListArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, Schema};
use arrow_select::concat::concat_batches;
use arrow_select::take::take;
use newslint::Finding;
use newslint::input::records::TAG;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatch;
use pyo3_arrow::input::AnyRecordBatch;

use crate::linter::{Linter, open};
use crate::parallel::each;
use crate::rows::{Columns, Rows, Table};
use crate::statistics::Statistics;

/// The findings in the rows of `batch`: see `newslint.lint_batch`.
#[pyfunction]
pub(crate) fn lint_batch(
    linter: &Bound<'_, Linter>,
    batch: AnyRecordBatch,
    columns: Columns,
    keep: Vec<String>,
    nested: bool,
    threads: Option<NonZeroUsize>,
) -> PyResult<PyRecordBatch> {
    let table = Table::of(batch)?;
    let (py, linter) = (linter.py(), linter.get());
    let rows = Rows::of(&table, columns, linter.inner.reading())?;
    let kept = table.kept(&keep)?;
    let told = each(py, threads, rows.len(), |row| linter.check_row(&rows, row))?;
    let counts = told.iter().map(|row| &row.counted);
    linter.count(counts);
    let batch = if nested {
        nested_in(&table, &told)
    } else {
        exploded(kept, &told)
    };
    batch.map(PyRecordBatch::new).map_err(arrow_error)
}

/// What was found in a row.
#[derive(Default)]
struct Row {
    told: Vec<Told>,
    counted: Statistics,
}

/// A finding of a row, in words.
struct Told {
    finding: Finding,
    message: String,
    help: String,
}

impl Told {
    /// Its place in characters of the field.
    fn place(&self) -> Option<(usize, usize)> {
        let record = self.finding.location.record.as_ref()?;
        // A record that could not be read has no field: its place is in the line that its row was read as.
        let range = self
            .finding
            .location
            .range
            .filter(|_| !record.field.is_empty())?;
        Some((range.start.column - 1, range.end.column - 1))
    }
}

impl Linter {
    fn check_row(&self, rows: &Rows, row: usize) -> Row {
        let Some(source) = rows.article(row) else {
            return Row::default();
        };
        let findings = open(self.inner.engine().check(&source).alone());
        let counted = Statistics::of(&findings);
        let told = findings.into_iter().map(|finding| Told {
            message: self.inner.message(&finding, self.lang),
            help: self.inner.help(&finding, self.lang),
            finding,
        });
        Row {
            told: told.collect(),
            counted,
        }
    }
}

pub(crate) fn arrow_error(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// `table` with a column more, or instead of one of that name, `newslint`: a list of findings for each row.
fn nested_in(table: &Table, told: &[Row]) -> Result<RecordBatch, ArrowError> {
    let (fields, columns) = columns_of(told);
    let lengths = OffsetBuffer::from_lengths(told.iter().map(|row| row.told.len()));
    let finding = Field::new("item", DataType::Struct(fields.clone()), false);
    let list = ListArray::try_new(
        Arc::new(finding),
        lengths,
        Arc::new(StructArray::try_new(fields, columns, None)?),
        None,
    )?;
    let batch = concat_batches(&table.schema, &table.pieces)?;
    let list: ArrayRef = Arc::new(list);
    let field = Arc::new(Field::new(TAG, list.data_type().clone(), false));
    let others = table.schema.fields().iter().cloned();
    let columns = others.zip(batch.columns().iter().cloned());
    let (fields, columns): (Vec<FieldRef>, Vec<ArrayRef>) = columns
        .filter(|(field, _)| field.name() != TAG)
        .chain([(field, list)])
        .unzip();
    let schema = Schema::new_with_metadata(fields, table.schema.metadata().clone());
    RecordBatch::try_new(Arc::new(schema), columns)
}

/// A row for each finding: the number of its row in the table, what the columns `kept` have in that row, and the finding.
fn exploded(kept: Vec<(FieldRef, ArrayRef)>, told: &[Row]) -> Result<RecordBatch, ArrowError> {
    let numbered = (0_i64..).zip(told);
    let rows: Int64Array = numbered
        .flat_map(|(number, row)| std::iter::repeat_n(number, row.told.len()))
        .collect();
    let mut fields = vec![Arc::new(Field::new("row", DataType::Int64, false))];
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (field, column) in kept {
        fields.push(field);
        columns.push(take(&column, &rows, None)?);
    }
    columns.insert(0, Arc::new(rows));
    let (of_findings, findings) = columns_of(told);
    fields.extend(of_findings.iter().cloned());
    columns.extend(findings);
    apart(fields, columns)
}

/// A batch of columns that all have names of their own.
pub(crate) fn apart(
    fields: Vec<FieldRef>,
    columns: Vec<ArrayRef>,
) -> Result<RecordBatch, ArrowError> {
    let mut names: Vec<&str> = fields.iter().map(|field| &**field.name()).collect();
    names.sort_unstable();
    let is_twice = |pair: &&[&str]| matches!(pair, [one, next] if one == next);
    if let Some([name, ..]) = names.windows(2).find(is_twice) {
        let why = format!("two columns would be called `{name}`: rename the one that is kept");
        return Err(ArrowError::SchemaError(why));
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
}

/// Findings, column by column.
fn columns_of(rows: &[Row]) -> (Fields, Vec<ArrayRef>) {
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
    for told in rows.iter().flat_map(|row| &row.told) {
        let (finding, place) = (&told.finding, told.place());
        let record = finding.location.record.as_ref();
        let fingerprint = format!("{:016x}", finding.fingerprint);
        let values = [
            &*finding.lint,
            finding.category.as_str(),
            finding.severity.as_str(),
            &finding.key,
            &told.message,
            &told.help,
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
