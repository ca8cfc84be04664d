"""Arrow batches in, Arrow batches out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Optional

from . import _newslint
from ._linter import Linter, _names

_default: Optional[Linter] = None


def lint_batch(
    batch: Any,
    column: str = "text",
    *,
    title: Optional[str] = None,
    date: Optional[str] = None,
    format: Optional[str] = None,
    keep: Iterable[str] = (),
    nested: bool = False,
    threads: Optional[int] = None,
    linter: Optional[Linter] = None,
) -> Any:
    """The findings in the articles of an Arrow batch, one a row, as another batch.

    `batch` is anything that has Arrow's PyCapsule interface: a `RecordBatch` or `Table` of pyarrow, a `DataFrame` of
    Polars. Its text stands in `column`, a string column of any kind; `data.text` is the field `text` of the column `data`.
    A `title` is read as a heading before the text, a `date` serves weekdays without a year. `format` says how the text is
    written: `text`, `markdown` or `html`; without it as lint.toml says in `[records]`, or plain text. The findings are those
    of `newslint check` on a file of JSON lines with these fields, but for lints that compare articles.

    The batch that comes has a row for each finding: `row`, the number of the article's row in this batch from 0 (int64),
    the columns `keep` of that row, then

    - `lint`, `category`, `severity`, `key`, `message`, `help`: strings, as in `Finding`; `key` names the message, whatever
      its language, and a line in a message is the row, from 1,
    - `field`: the column in which the place lies (empty for a row without a text), `text`: what a reader reads there,
    - `fingerprint`: hash of the lint and the normalised text, 16 digits,
    - `start`, `end`: the place in characters of that column, from 0, the end behind the last (int64; null for a row without
      a text).

    With `nested=True` it is the given batch, row by row, with a column `newslint`: the list of the row's findings, each a
    struct of the above; it replaces one of that name.

    A batch or table of pyarrow comes back as one; anything else as an object with the PyCapsule interface, which
    `pyarrow.table` and `polars.DataFrame` take. `linter` is one with the defaults where none is given; all cores work, or so
    many `threads`. For `[[override]]` and `[[allow]]` of a lint.toml, rows are of a file `batch.parquet`.
    Raises `KeyError` for a column that is not there, `TypeError` for one that holds no text, `ValueError` where two columns
    would have one name.
    """
    columns = {"text": column, "title": title, "date": date, "format": format}
    kept = list(_names(keep, "keep"))
    if nested and kept:
        raise ValueError("nested=True keeps all columns: leave out keep")
    found = _newslint.lint_batch(_inner(linter), _batch(batch), columns, kept, nested, threads)
    return _like(found, batch)


def fingerprint_batch(
    batch: Any,
    column: str = "text",
    *,
    title: Optional[str] = None,
    keep: Iterable[str] = (),
    threads: Optional[int] = None,
) -> Any:
    """What the articles of an Arrow batch are compared with others by, row by row: the columns `keep`, then

    - `whole`: a hash of the whole article (binary, 16 bytes; null for one that is too short to be a copy of anything),
    - `sketch`: the smallest hashes of its shingles of five characters or words, at most 64, sorted (list of int64).

    Articles of one `whole` are equal but for punctuation and blanks; copies have much of their sketches in common.
    """
    columns = {"text": column, "title": title, "date": None, "format": None}
    found = _newslint.fingerprint_batch(_batch(batch), columns, list(_names(keep, "keep")), threads)
    return _like(found, batch)


def compare_batch(batch: Any, *, keep: Iterable[str] = (), threads: Optional[int] = None) -> Any:
    """How the two articles in each row of an Arrow batch relate, row by row.

    The articles stand in `text_a` and `text_b`, with `title_a` and `title_b` where there are such columns. With a column
    `shared`, the number of hashes that their sketches have in common, pairs that share too few are told apart without
    being compared; null means that they are compared. The batch that comes has the columns `keep`, then

    - `likeness`: `equal`, `near`, `inside` (the first is part of the second), `around` (the second is part of the first),
      or null where neither repeats the other (string),
    - `percent`: of `near`, what part of the longer one is the same (int64).
    """
    found = _newslint.compare_batch(_batch(batch), list(_names(keep, "keep")), threads)
    return _like(found, batch)


def _inner(linter: Optional[Linter]) -> Any:
    global _default
    if linter is None:
        linter = _default = _default or Linter()
    return linter._inner


def _batch(given: Any) -> Any:
    if not (hasattr(given, "__arrow_c_array__") or hasattr(given, "__arrow_c_stream__")):
        kind = type(given).__name__
        raise TypeError(f"a batch has Arrow's PyCapsule interface, as pyarrow.table(…) makes one, and {kind} has not")
    return given


def _like(found: Any, batch: Any) -> Any:
    if type(batch).__module__.partition(".")[0] == "pyarrow":
        import pyarrow

        found = pyarrow.record_batch(found)
        return pyarrow.Table.from_batches([found]) if isinstance(batch, pyarrow.Table) else found
    return found
