//! What articles are compared by, and how two relate: the steps of the command line, each a batch at a time, so that an
//! engine of a cluster can join them.

use std::sync::Arc;

use arrow_array::builder::{BinaryBuilder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch};
use arrow_schema::{DataType, Field, FieldRef, Schema};
use newslint::evidence::Article;
use newslint::evidence::across::fingerprint::Fingerprint;
use newslint::evidence::across::likeness::{self, Likeness, Text};
use newslint::evidence::across::neighbours::may_be_copies;
use newslint::input::Source;
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatch;
use pyo3_arrow::input::AnyRecordBatch;
use rayon::prelude::*;

use crate::arrow::{arrow_error, whole};
use crate::linter::in_parallel;
use crate::rows::{Columns, Rows, kept};

/// What the rows of `batch` are compared by: see `newslint.fingerprint_batch`.
#[pyfunction]
pub(crate) fn fingerprint_batch(
    py: Python<'_>,
    batch: AnyRecordBatch,
    columns: Columns,
    keep: Vec<String>,
    threads: Option<usize>,
) -> PyResult<PyRecordBatch> {
    let batch = whole(batch)?;
    let rows = Rows::of(&batch, columns)?;
    let of_row = |row| fingerprint(&rows.article(row)?);
    let work = || -> Vec<_> { (0..rows.len).into_par_iter().map(of_row).collect() };
    let fingerprints = py.detach(|| in_parallel(threads, work))?;
    beside(&batch, &keep, written(&fingerprints))
}

/// How the two articles in each row of `batch` relate: see `newslint.compare_batch`.
#[pyfunction]
pub(crate) fn compare_batch(
    py: Python<'_>,
    batch: AnyRecordBatch,
    keep: Vec<String>,
    threads: Option<usize>,
) -> PyResult<PyRecordBatch> {
    let batch = whole(batch)?;
    let side = |side: &str| Rows::of(&batch, Columns::of_side(&batch, side));
    let (a, b) = (side("a")?, side("b")?);
    let shared = batch.column_by_name("shared");
    let shared = shared.map(|column| arrow_cast::cast(column, &DataType::Int64));
    let shared = shared.transpose().map_err(arrow_error)?;
    let shared = |row| {
        let column = shared.as_ref()?.as_primitive::<Int64Type>();
        column.is_valid(row).then(|| column.value(row))
    };
    let of_row = |row| relate(&a.article(row)?, &b.article(row)?, shared(row));
    let work = || -> Vec<_> { (0..a.len).into_par_iter().map(of_row).collect() };
    let likenesses = py.detach(|| in_parallel(threads, work))?;
    beside(&batch, &keep, told(&likenesses))
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

/// The columns `keep` of `batch`, then those of `told`.
fn beside(
    batch: &RecordBatch,
    keep: &[String],
    told: Vec<(&str, ArrayRef)>,
) -> PyResult<PyRecordBatch> {
    let (mut fields, mut columns): (Vec<FieldRef>, Vec<ArrayRef>) =
        kept(batch, keep)?.into_iter().unzip();
    for (name, column) in told {
        fields.push(Arc::new(Field::new(name, column.data_type().clone(), true)));
        columns.push(column);
    }
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns);
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
