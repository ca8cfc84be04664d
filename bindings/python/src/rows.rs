//! Rows of an Arrow batch as articles: each is read as the line of JSON that would hold it, so that it is linted as in a
//! file of them.

use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, LargeStringArray, RecordBatch, StructArray};
use arrow_schema::{DataType, FieldRef};
use newslint::input::{self, FieldNames, FormatChoice, ReadOptions, Source, Target};
use pyo3::exceptions::{PyKeyError, PyTypeError};
use pyo3::prelude::*;

/// The columns of a batch that make an article of each row.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Columns {
    pub(crate) text: String,
    title: Option<String>,
    date: Option<String>,
    id: Option<String>,
}

impl Columns {
    /// Those of one of the two articles in each row of `batch`: `text_a`, and `title_a` where there is one.
    pub(crate) fn of_side(batch: &RecordBatch, side: &str) -> Self {
        let title = format!("title_{side}");
        Self {
            text: format!("text_{side}"),
            title: batch.column_by_name(&title).map(|_| title),
            date: None,
            id: None,
        }
    }
}

/// The articles of a batch.
pub(crate) struct Rows {
    /// The name of each column that counts, and its cells.
    columns: Vec<(String, LargeStringArray)>,
    target: Target,
    reading: ReadOptions,
    /// How many there are.
    pub(crate) len: usize,
}

impl Rows {
    pub(crate) fn of(batch: &RecordBatch, columns: Columns) -> PyResult<Self> {
        let Columns {
            text,
            title,
            date,
            id,
        } = columns;
        let mut found: Vec<(String, LargeStringArray)> = vec![(text.clone(), texts(batch, &text)?)];
        let others = [(&title, true), (&date, false), (&id, false)];
        for (name, is_text) in others {
            let Some(name) = name.as_ref().filter(|name| **name != text) else {
                continue;
            };
            let read = if is_text { texts } else { values };
            found.push((name.clone(), read(batch, name)?));
        }
        let fields = FieldNames {
            text: vec![text],
            title,
            date,
            source: None,
            id: id.unwrap_or_default(),
        };
        Ok(Self {
            columns: found,
            target: Target::new(Path::new("batch.jsonl"), FormatChoice::Auto),
            reading: ReadOptions {
                encoding: input::EncodingChoice::Fixed(encoding_rs::UTF_8),
                fields,
                ..ReadOptions::default()
            },
            len: batch.num_rows(),
        })
    }

    /// The article of `row`.
    pub(crate) fn article(&self, row: usize) -> Option<Source> {
        let cell = |(name, cells): &(String, LargeStringArray)| {
            let value = cells.is_valid(row).then(|| cells.value(row));
            (name.clone(), value.into())
        };
        let object: serde_json::Map<String, serde_json::Value> =
            self.columns.iter().map(cell).collect();
        let line = serde_json::Value::Object(object).to_string();
        let opened = input::read(line.as_bytes(), &self.target, &self.reading).ok()?;
        opened.articles().next()?.ok()
    }
}

/// The columns `names` of `batch`.
pub(crate) fn kept(batch: &RecordBatch, names: &[String]) -> PyResult<Vec<(FieldRef, ArrayRef)>> {
    let schema = batch.schema();
    let column = |name: &String| {
        let (index, field) = schema.fields().find(name)?;
        Some((field.clone(), batch.column(index).clone()))
    };
    let kept = names.iter();
    kept.map(|name| column(name).ok_or_else(|| no_column(batch, name)))
        .collect()
}

fn no_column(batch: &RecordBatch, name: &str) -> PyErr {
    let schema = batch.schema();
    let fields = schema.fields().iter();
    let known: Vec<&str> = fields.map(|field| field.name().as_str()).collect();
    let known = known.join("`, `");
    PyKeyError::new_err(format!("no column `{name}` in the batch: it has `{known}`"))
}

/// The cells of the column `name`, which holds text; a column inside others has a name with dots.
fn texts(batch: &RecordBatch, name: &str) -> PyResult<LargeStringArray> {
    let column = column(batch, name).ok_or_else(|| no_column(batch, name))?;
    if is_text(column.data_type()) {
        return values(batch, name);
    }
    let kind = column.data_type();
    let message = format!("the column `{name}` holds no text: {kind}");
    Err(PyTypeError::new_err(message))
}

/// The same of a column that holds anything that can be written as text.
fn values(batch: &RecordBatch, name: &str) -> PyResult<LargeStringArray> {
    let column = column(batch, name).ok_or_else(|| no_column(batch, name))?;
    let texts = arrow_cast::cast(&column, &DataType::LargeUtf8)
        .map_err(|error| PyTypeError::new_err(format!("the column `{name}`: {error}")))?;
    Ok(texts.as_string::<i64>().clone())
}

/// Do columns of this type hold text, or nothing at all?
fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_text(values),
        kind => kind.is_string() || kind.is_binary() || kind.is_null(),
    }
}

fn column(batch: &RecordBatch, name: &str) -> Option<ArrayRef> {
    if let Some(column) = batch.column_by_name(name) {
        return Some(column.clone());
    }
    let (outer, inner) = name.split_once('.')?;
    let mut column = Arc::clone(batch.column_by_name(outer)?);
    for name in inner.split('.') {
        let holder: &StructArray = column.as_struct_opt()?;
        column = holder.column_by_name(name)?.clone();
    }
    Some(column)
}
