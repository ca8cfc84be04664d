"""What a linter says, as plain data."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal, Optional

Severity = Literal["error", "warning", "info"]
Applicability = Literal["safe", "unsafe", "display"]


@dataclass(frozen=True)
class Place:
    """A place in a file."""

    path: str
    """The file, or what the text was called."""
    line: Optional[int]
    """The line on which it begins, from 1; none where the finding is about the whole file."""
    column: Optional[int]
    """The column at which it begins, in characters, from 1."""
    text: str
    """What stands there, as a reader reads it."""
    record: Optional[dict[str, Any]] = field(hash=False)
    """`{"index": …, "id": …, "field": …}` of a file of records."""

    @classmethod
    def _of(cls, told: dict[str, Any]) -> Place:
        begin = (told["range"] or {}).get("start", {})
        return cls(told["path"], begin.get("line"), begin.get("column"), told["text"], told["record"])


@dataclass(frozen=True)
class Related(Place):
    """Another place that belongs to a finding: its proof, or the same defect again."""

    message: str
    """What is there."""


@dataclass(frozen=True)
class Edit:
    """Puts `insert` where the bytes from `start` up to `end` of the file, as UTF-8, stand."""

    start: int
    end: int
    insert: str


@dataclass(frozen=True)
class Fix:
    """A repair."""

    title: str
    """What it does."""
    applicability: Applicability
    """`safe` cannot change what a reader reads, `unsafe` can; `display` is a proposal to read."""
    edits: tuple[Edit, ...]
    """Sorted, and apart from each other."""


@dataclass(frozen=True)
class Finding:
    """One defect, told in one place."""

    lint: str
    """Id of the lint."""
    category: str
    """The family of the lint."""
    severity: Severity
    message: str
    """What is wrong, in one line."""
    help: str
    """What to do about it."""
    place: Place
    """Where."""
    start: Optional[int]
    """The first character of the place in the text that was given, from 0: `text[start:end]` is the place with the markup
    in it. None where a file was checked, and where the finding is about the whole text."""
    end: Optional[int]
    """The first character behind the place."""
    related: tuple[Related, ...]
    """The other places that belong to it."""
    fixes: tuple[Fix, ...]
    """Repairs, the best first."""
    fingerprint: str
    """Hash of the lint and the normalised text: the same for equal defects."""
    _told: dict[str, Any] = field(repr=False, compare=False)

    @property
    def text(self) -> str:
        """What stands at the place, as a reader reads it."""
        return self.place.text

    @property
    def line(self) -> Optional[int]:
        """The line on which the place begins, from 1."""
        return self.place.line

    @property
    def column(self) -> Optional[int]:
        """The column at which it begins, in characters, from 1."""
        return self.place.column

    def to_dict(self) -> dict[str, Any]:
        """The finding as the JSON report has it: offsets are bytes of UTF-8."""
        return deepcopy(self._told)

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.place.path, self.line, self.column) if part)
        return f"{where}: {self.severity} {self.lint}: {self.message}"

    @classmethod
    def _of(cls, told: dict[str, Any], span: Optional[tuple[int, int]]) -> Finding:
        start, end = span or (None, None)
        return cls(
            lint=told["lint"],
            category=told["category"],
            severity=told["severity"],
            message=told["message"],
            help=told["help"],
            place=Place._of(told),
            start=start,
            end=end,
            related=tuple(
                Related(**vars(Place._of(other)), message=other["message"]) for other in told["related"]
            ),
            fixes=tuple(
                Fix(
                    title=fix["title"],
                    applicability=fix["applicability"],
                    edits=tuple(Edit(edit["start"], edit["end"], edit["insert"]) for edit in fix["edits"]),
                )
                for fix in told["fixes"]
            ),
            fingerprint=told["fingerprint"],
            _told=told,
        )


@dataclass(frozen=True)
class Lint:
    """A lint, as it is set."""

    id: str
    category: str
    level: Optional[Severity]
    """The severity of its findings; none if it does not run."""
    summary: str
    """What it finds, in one line."""
