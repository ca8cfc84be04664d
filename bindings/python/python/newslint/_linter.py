"""The linter."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from os import PathLike, fspath
from os.path import abspath
from typing import Any, Optional, Union

from . import _newslint
from ._finding import Finding, Lint

Path = Union[str, "PathLike[str]"]
Texts = Iterable[str]


class Linter:
    """A set of lints, ready to run. One is enough for a program: threads may share it, processes get copies of it, which
    read the lint.toml again, at the same path. Do not fork while another thread is linting.

    - `config`: a lint.toml; without one the defaults hold, whatever lies in the working folder.
    - `lang`: the language of messages, `en`, `zh-Hant` or `zh-Hans`; without it that of the lint.toml, or English.
    - `select`, `ignore`: ids and categories of lints that alone run, and that do not run.

    Raises `ConfigError` where these cannot be, with the place and what to do.
    """

    def __init__(
        self,
        config: Optional[Path] = None,
        *,
        lang: Optional[str] = None,
        select: Texts = (),
        ignore: Texts = (),
    ) -> None:
        # A copy may be made where another folder is the working one.
        config = None if config is None else abspath(config)
        self._made_of = (config, lang, _names(select, "select"), _names(ignore, "ignore"))
        self._inner = _newslint.Linter(*self._made_of)

    def __reduce__(self) -> tuple[Any, ...]:
        return _remade, self._made_of

    def __repr__(self) -> str:
        names = ("config", "lang", "select", "ignore")
        said = (f"{name}={value!r}" for name, value in zip(names, self._made_of) if value)
        return f"Linter({', '.join(said)})"

    def check(self, text: Union[str, "PathLike[str]"], *, name: str = "text.txt") -> list[Finding]:
        """The findings in a text, or in the file at a `pathlib.Path`, in the order of the text.

        `name` is what a text is called in findings; its extension says how it is written: `.md` is Markdown, `.html`
        HTML, `.jsonl` a record a line. Articles of a file of records are not compared with each other: see `run`.
        Raises `ReadError` if a file, or a text whose name says that it is a table, cannot be read.
        """
        if isinstance(text, str):
            return _findings(*self._inner.check_text(name, text))
        return _findings(self._inner.check_path(fspath(text)))

    def check_many(
        self, texts: Texts, *, name: str = "text.txt", threads: Optional[int] = None
    ) -> list[list[Finding]]:
        """The findings in each of many texts, in their order, as `check` gives them; on all cores, or so many threads."""
        if isinstance(texts, str):
            raise TypeError("texts is a list of texts: check() takes one")
        told = self._inner.check_many(name, list(texts), threads)
        return [_findings(*one) for one in told]

    def run(self, paths: Union[Path, Iterable[Path]]) -> dict[str, Any]:
        """The report of `newslint check --format json` on files and folders, whose articles are compared with each other.
        What could not be read stands in its `errors`."""
        if isinstance(paths, (str, PathLike)):
            paths = [paths]
        report: dict[str, Any] = json.loads(self._inner.run([fspath(path) for path in paths]))
        return report

    def fix(self, text: str, *, safe_only: bool = True, name: str = "text.txt") -> str:
        """The text with all fixes applied that no reader can tell from before; with `safe_only=False` those as well that
        are right as far as newslint can tell. Fixes are applied until none is left."""
        return self._inner.fix(name, text, safe_only)

    def lints(self) -> list[Lint]:
        """All lints, by id, at the levels at which this linter runs them."""
        return [Lint(**lint) for lint in json.loads(self._inner.lints())]

    @property
    def statistics(self) -> dict[str, Any]:
        """What this linter has found so far: `articles` (a file counts as one), those `with_findings`, findings by level (`error`, `warning`,
        `info`), and `by_lint`. Without what `run` found, whose report has its own."""
        return self._inner.statistics()


def lints(lang: Optional[str] = None) -> list[Lint]:
    """All lints that come with newslint, by id, at the levels that they have of themselves."""
    return Linter(lang=lang).lints()


@cache
def _remade(
    config: Optional[str], lang: Optional[str], select: tuple[str, ...], ignore: tuple[str, ...]
) -> Linter:
    # Tasks of a cluster bring a linter each: a process makes it once.
    return Linter(config, lang=lang, select=select, ignore=ignore)


def _names(names: Texts, argument: str) -> tuple[str, ...]:
    if isinstance(names, str):
        raise TypeError(f"{argument} is a list of lints and categories: {argument}=[{names!r}]")
    return tuple(names)


def _findings(told: str, spans: Optional[list[Optional[tuple[int, int]]]] = None) -> list[Finding]:
    findings = json.loads(told)
    return [Finding._of(*pair) for pair in zip(findings, spans or [None] * len(findings))]
