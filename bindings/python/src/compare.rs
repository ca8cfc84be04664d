//! What articles are compared by, and how two relate: the steps of the command line, each a batch at a time, so that an
//! engine of a cluster can join them.

use std::num::NonZeroUsize;
use std::sync::Arc;

use arrow_array::builder::{BinaryBuilder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, Int64Array};
use arrow_schema::{DataType, Field, FieldRef};
use newslint::evidence::Article;
use newslint::evidence::across::fingerprint::Fingerprint;
use newslint::evidence::across::likeness::{self, Likeness, Text};
use newslint::evidence::across::neighbours::may_be_copies;
use newslint::input::{ReadOptions, Source};
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatch;
use pyo3_arrow::input::AnyRecordBatch;

use crate::arrow::{apart, arrow_error};
use crate::parallel::each;
use crate::rows::{Columns, Rows, Table};

/// What the rows of `batch` are compared by: see `newslint.fingerprint_batch`.
#[pyfunction]
pub(crate) fn fingerprint_batch(
    py: Python<'_>,
    batch: AnyRecordBatch,
    columns: Columns,
    keep: Vec<String>,
    threads: Option<NonZeroUsize>,
) -> PyResult<PyRecordBatch> {
    let table = Table::of(batch)?;
    let rows = Rows::of(&table, columns, &ReadOptions::default())?;
    let fingerprints = each(py, threads, rows.len(), |row| {
        fingerprint(&rows.article(row)?)
    })?;
    beside(&table, &keep, written(&fingerprints))
}

/// How the two articles in each row of `batch` relate: see `newslint.compare_batch`.
#[pyfunction]
pub(crate) fn compare_batch(
    py: Python<'_>,
    batch: AnyRecordBatch,
    keep: Vec<String>,
    threads: Option<NonZeroUsize>,
) -> PyResult<PyRecordBatch> {
    let table = Table::of(batch)?;
    let side = |side: &str| {
        Rows::of(
            &table,
            Columns::of_side(&table, side),
            &ReadOptions::default(),
        )
    };
    let (a, b) = (side("a")?, side("b")?);
    let shared = if table.has("shared") {
        table.kept(&["shared".to_owned()])?.pop()
    } else {
        None
    };
    let shared = shared.map(|(_, column)| arrow_cast::cast(&column, &DataType::Int64));
    let shared = shared.transpose().map_err(arrow_error)?;
    let shared = |row| {
        let column = shared.as_ref()?.as_primitive::<Int64Type>();
        column.is_valid(row).then(|| column.value(row))
    };
    let of_row = |row| relate(&a.article(row)?, &b.article(row)?, shared(row));
    let likenesses = each(py, threads, a.len(), of_row)?;
    beside(&table, &keep, told(&likenesses))
}

/// What `source` is compared by; nothing that cannot be read or is too short is.
fn fingerprint(source: &Source) -> Option<Fingerprint> {
    if source.malformed().is_some() {
        return None;
    }
    let fingerprint = Fingerprint::of(&Article::new(source).document);
    fingerprint.is_comparable().then_some(fingerprint)
}

fn relate(a: &Source, b: &Source, shared: Option<i64>) -> Option<Likeness> {
    if let Some(shared) = shared {
        let shared = usize::try_from(shared).unwrap_or(0);
        if !may_be_copies(&fingerprint(a)?, &fingerprint(b)?, shared) {
            return None;
        }
    }
    let text = |source| Text::of(&Article::new(source).document);
    likeness::compare(&text(a), &text(b))
}

/// The columns `keep` of `table`, then those of `told`.
fn beside(table: &Table, keep: &[String], told: Vec<(&str, ArrayRef)>) -> PyResult<PyRecordBatch> {
    let (mut fields, mut columns): (Vec<FieldRef>, Vec<ArrayRef>) =
        table.kept(keep)?.into_iter().unzip();
    for (name, column) in told {
        fields.push(Arc::new(Field::new(name, column.data_type().clone(), true)));
        columns.push(column);
    }
    let batch = apart(fields, columns);
    batch.map(PyRecordBatch::new).map_err(arrow_error)
}

fn written(fingerprints: &[Option<Fingerprint>]) -> Vec<(&'static str, ArrayRef)> {
    // Spark knows no binary columns of a fixed size.
    let mut wholes = BinaryBuilder::new();
    let mut sketches = ListBuilder::new(Int64Builder::new());
    for fingerprint in fingerprints {
        let whole = fingerprint
            .as_ref()
            .map_or(0, |fingerprint| fingerprint.whole);
        wholes.append_option((whole != 0).then(|| whole.to_be_bytes()));
        let sketch = fingerprint.as_ref().map_or(&[][..], Fingerprint::sketch);
        sketches.append_value(sketch.iter().map(|hash| Some(i64::from(*hash))));
    }
    vec![
        ("whole", Arc::new(wholes.finish())),
        ("sketch", Arc::new(sketches.finish())),
    ]
}

fn told(likenesses: &[Option<Likeness>]) -> Vec<(&'static str, ArrayRef)> {
    let mut names = StringBuilder::new();
    let mut percents = Int64Builder::new();
    for likeness in likenesses {
        let (name, percent) = match likeness {
            None => (None, None),
            Some(Likeness::Equal) => (Some("equal"), None),
            Some(Likeness::Near(share)) => (Some("near"), i64::try_from(share.0).ok()),
            Some(Likeness::Inside) => (Some("inside"), None),
            Some(Likeness::Around) => (Some("around"), None),
        };
        names.append_option(name);
        percents.append_option(percent);
    }
    let percents: Int64Array = percents.finish();
    vec![
        ("likeness", Arc::new(names.finish())),
        ("percent", Arc::new(percents)),
    ]
}
