//! Rows of Arrow batches as articles: they are read as the lines of JSON that would hold them, so that they are linted as in
//! a file of those.

use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BooleanArray, LargeStringArray, RecordBatch};
use arrow_schema::{DataType, FieldRef, SchemaRef};
use arrow_select::concat::concat;
use arrow_select::nullif::nullif;
use newslint::input::{
    self, FieldNames, FormatChoice, Opened, RawRecord, ReadOptions, Source, Target,
};
use pyo3::exceptions::{PyKeyError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;

use crate::arrow::arrow_error;
use crate::errors::ReadError;

/// What the rows are called: a file of rows, whose places are counted in fields.
const NAME: &str = "batch.parquet";

/// A table, in one batch or in several.
pub(crate) struct Table {
    pub(crate) schema: SchemaRef,
    pub(crate) pieces: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn of(batch: AnyRecordBatch) -> PyResult<Self> {
        let pieces = batch.into_reader()?;
        Ok(Self {
            schema: pieces.schema(),
            pieces: pieces.collect::<Result<_, _>>().map_err(arrow_error)?,
        })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.schema.column_with_name(name).is_some()
    }

    /// The columns `names`.
    pub(crate) fn kept(&self, names: &[String]) -> PyResult<Vec<(FieldRef, ArrayRef)>> {
        let column = |name: &String| {
            let found = self.schema.fields().find(name);
            let (index, field) = found.ok_or_else(|| self.no_column(name))?;
            let pieces = self.pieces.iter();
            let pieces: Vec<&dyn Array> = pieces.map(|piece| &**piece.column(index)).collect();
            let column = if pieces.is_empty() {
                arrow_array::new_empty_array(field.data_type())
            } else {
                concat(&pieces).map_err(arrow_error)?
            };
            Ok((field.clone(), column))
        };
        names.iter().map(column).collect()
    }

    /// The cells of the column `name`, piece by piece; a column inside others has a name with dots.
    fn cells(&self, name: &str, is_text: bool) -> PyResult<Vec<LargeStringArray>> {
        let missing = || self.no_column(name);
        let cells = |piece| texts(&column(piece, name).ok_or_else(missing)?, name, is_text);
        let empty = RecordBatch::new_empty(self.schema.clone());
        column(&empty, name).ok_or_else(missing)?;
        self.pieces.iter().map(cells).collect()
    }

    fn no_column(&self, name: &str) -> PyErr {
        let fields = self.schema.fields().iter();
        let known: Vec<&str> = fields.map(|field| field.name().as_str()).collect();
        let known = known.join("`, `");
        PyKeyError::new_err(format!("no column `{name}` in the batch: it has `{known}`"))
    }
}

/// The column `name` of `batch`; what stands inside something that is null is null.
fn column(batch: &RecordBatch, name: &str) -> Option<ArrayRef> {
    if let Some(column) = batch.column_by_name(name) {
        return Some(column.clone());
    }
    let (outer, inner) = name.split_once('.')?;
    let mut column = batch.column_by_name(outer)?.clone();
    for name in inner.split('.') {
        let nulls = column.logical_nulls();
        column = column.as_struct_opt()?.column_by_name(name)?.clone();
        if let Some(nulls) = nulls {
            let is_null = BooleanArray::new(!nulls.inner(), None);
            column = nullif(&column, &is_null).ok()?;
        }
    }
    Some(column)
}

/// The cells of `column` as text. Bytes that are no text are U+FFFD, as in a file.
fn texts(column: &ArrayRef, name: &str, is_text: bool) -> PyResult<LargeStringArray> {
    let wrong = |why: String| PyTypeError::new_err(format!("the column `{name}` {why}"));
    let kind = column.data_type();
    if is_text && !holds_text(kind) {
        return Err(wrong(format!("holds no text: {kind}")));
    }
    let cast = |kind: &DataType| {
        arrow_cast::cast(column, kind).map_err(|error| wrong(format!("cannot be read: {error}")))
    };
    if kind.is_binary() {
        let bytes = cast(&DataType::LargeBinary)?;
        let cells = bytes.as_binary::<i64>().iter();
        return Ok(cells
            .map(|cell| cell.map(String::from_utf8_lossy))
            .collect());
    }
    Ok(cast(&DataType::LargeUtf8)?.as_string::<i64>().clone())
}

/// Do columns of this type hold text, or nothing at all?
fn holds_text(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => holds_text(values),
        kind => kind.is_string() || kind.is_binary() || kind.is_null(),
    }
}

/// The columns of a table that make an article of each row.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Columns {
    text: String,
    title: Option<String>,
    date: Option<String>,
    /// How the text is written: `text`, `markdown` or `html`.
    format: Option<String>,
}

impl Columns {
    /// Those of one of the two articles in each row of `table`: `text_a`, and `title_a` where there is one.
    pub(crate) fn of_side(table: &Table, side: &str) -> Self {
        let title = format!("title_{side}");
        Self {
            text: format!("text_{side}"),
            title: Some(title).filter(|title| table.has(title)),
            date: None,
            format: None,
        }
    }
}

/// The articles of a table.
pub(crate) struct Rows(Vec<RawRecord>);

impl Rows {
    /// Those of `table`; `reading` tells how their text is written where `columns` do not.
    pub(crate) fn of(table: &Table, columns: Columns, reading: &ReadOptions) -> PyResult<Self> {
        let Columns {
            text,
            title,
            date,
            format,
        } = columns;
        // In the order in which they are read: findings come in the order of the line.
        let mut cells = Vec::new();
        for (name, is_text) in [
            (title.as_ref(), true),
            (Some(&text), true),
            (date.as_ref(), false),
        ] {
            if let Some(name) = name {
                cells.push((key(name), table.cells(name, is_text)?));
            }
        }
        let text_format = match format {
            Some(name) => serde_json::from_value(name.into())
                .map_err(|error| PyValueError::new_err(format!("format: {error}")))?,
            None => reading.text_format,
        };
        let reading = ReadOptions {
            fields: FieldNames {
                text: vec![text],
                title,
                date,
                ..FieldNames::default()
            },
            text_format,
            ..ReadOptions::default()
        };
        let mut lines = String::new();
        for (piece, batch) in table.pieces.iter().enumerate() {
            for row in 0..batch.num_rows() {
                let mut before = '{';
                for (key, pieces) in &cells {
                    let column = &pieces[piece];
                    let value = column.is_valid(row).then(|| column.value(row));
                    let value = serde_json::Value::from(value).to_string();
                    lines.push(before);
                    lines.extend([key, ":", &value]);
                    before = ',';
                }
                lines.push_str("}\n");
            }
        }
        let target = Target::new(Path::new(NAME), FormatChoice::Auto);
        let records = match input::read(lines.as_bytes(), &target, &reading) {
            Ok(Opened::Records(records)) => records.collect::<Result<Vec<_>, _>>(),
            Ok(Opened::Article(_)) => Ok(Vec::new()),
            Err(problem) => Err(problem),
        };
        records
            .map(Self)
            .map_err(|problem| ReadError::new_err(format!("{problem:?}")))
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The article of `row`.
    pub(crate) fn article(&self, row: usize) -> Option<Source> {
        Some(self.0.get(row)?.clone().read())
    }
}

/// `name` as a name in an object of JSON.
fn key(name: &str) -> String {
    serde_json::Value::from(name).to_string()
}
