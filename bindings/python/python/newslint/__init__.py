"""Finds the places where news text was damaged on its way from newsroom to file.

    >>> import newslint
    >>> for finding in newslint.Linter().check("工程總投資達1O5億元，工期三年。\n"):
    ...     print(finding.lint, finding.start, finding.end, finding.text)
    letter-in-number 7 8 O

The engine is that of the command line, with the same findings; `python -m newslint` is that command line.
"""

from ._arrow import compare_batch, fingerprint_batch, lint_batch
from ._finding import Edit, Finding, Fix, Lint, Place, Related
from ._linter import Linter, lints
from ._newslint import ConfigError, Error, ReadError, __version__

__all__ = [
    "ConfigError",
    "Edit",
    "Error",
    "Finding",
    "Fix",
    "Lint",
    "Linter",
    "Place",
    "ReadError",
    "Related",
    "__version__",
    "compare_batch",
    "fingerprint_batch",
    "lint_batch",
    "lints",
]
