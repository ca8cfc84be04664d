"""Arrow batches in, Arrow batches out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Optional

from . import _newslint
from ._linter import Linter

_default: Optional[Linter] = None


def lint_batch(
    batch: Any,
    column: str = "text",
    *,
    title: Optional[str] = None,
    date: Optional[str] = None,
    id: Optional[str] = None,
    keep: Iterable[str] = (),
    nested: bool = False,
    threads: Optional[int] = None,
    linter: Optional[Linter] = None,
) -> Any:
    """The findings in the articles of an Arrow batch, one a row, as another batch.

    `batch` is anything that has Arrow's PyCapsule interface: a `RecordBatch` or `Table` of pyarrow, a `DataFrame` of
    Polars. Its text stands in `column`, a string column of any kind; `data.text` is the field `text` of the column `data`.
    A `title` is read as a heading before the text, a `date` serves weekdays without a year. The findings are those of
    `newslint check` on a file of JSON lines with these fields, but for lints that compare articles.

    The batch that comes has a row for each finding: `row`, the number of the article's row from 0 (int64), the columns
    `keep` of that row, then

    - `lint`, `category`, `severity`, `key`, `message`, `help`: strings, as in `Finding`; `key` names the message, whatever
      its language,
    - `field`: the column in which the place lies, `text`: what stands there,
    - `fingerprint`: hash of the lint and the normalised text, 16 digits,
    - `start`, `end`: the place in characters of that column, from 0, the end behind the last (int64; null for a finding
      about the whole article).

    With `nested=True` it is the given batch, row by row, with a column `newslint` more: the list of the row's findings,
    each a struct of the above.

    A batch or table of pyarrow comes back as one; anything else as an object with the PyCapsule interface.
    `linter` is one with the defaults where none is given; all cores work, or so many `threads`.
    Raises `KeyError` for a column that is not there, `TypeError` for one that holds no text.
    """
    columns = {"text": column, "title": title, "date": date, "id": id}
    found = _newslint.lint_batch(_inner(linter), batch, columns, list(keep), nested, threads)
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
    columns = {"text": column, "title": title, "date": None, "id": None}
    found = _newslint.fingerprint_batch(batch, columns, list(keep), threads)
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
    found = _newslint.compare_batch(batch, list(keep), threads)
    return _like(found, batch)


def _inner(linter: Optional[Linter]) -> Any:
    global _default
    if linter is None:
        linter = _default = _default or Linter()
    return linter._inner


def _like(found: Any, batch: Any) -> Any:
    if type(batch).__module__.partition(".")[0] == "pyarrow":
        import pyarrow

        found = pyarrow.record_batch(found)
        return pyarrow.Table.from_batches([found]) if isinstance(batch, pyarrow.Table) else found
    return found
