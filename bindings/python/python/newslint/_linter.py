"""The linter."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from os import PathLike, fspath
from typing import Any, Optional, Union

from . import _newslint
from ._finding import Finding, Lint

Path = Union[str, "PathLike[str]"]
Texts = Iterable[str]


class Linter:
    """A set of lints, ready to run. One is enough for a program: threads may share it, processes get copies of it.

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
        config = None if config is None else fspath(config)
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
        Raises `ReadError` if a file cannot be read.
        """
        if isinstance(text, str):
            return _findings(*self._inner.check_text(name, text))
        return _findings(self._inner.check_path(fspath(text)))

    def check_many(
        self, texts: Texts, *, name: str = "text.txt", threads: Optional[int] = None
    ) -> list[list[Finding]]:
        """The findings in each of many texts, in their order, as `check` gives them; on all cores, or so many threads."""
        told = self._inner.check_many(name, list(texts), threads)
        return [_findings(*one) for one in told]

    def run(self, paths: Iterable[Path]) -> dict[str, Any]:
        """The report of `newslint check --format json` on files and folders, whose articles are compared with each other."""
        report: dict[str, Any] = json.loads(self._inner.run([fspath(path) for path in paths]))
        return report

    def fix(self, text: str, *, safe_only: bool = True, name: str = "text.txt") -> str:
        """The text with all fixes applied that no reader can tell from before; with `safe_only=False` those as well that
        are right as far as newslint can tell. Fixes are applied until none is left."""
        return self._inner.fix(name, text, safe_only)

    def lint_batch(self, batch: Any, column: str = "text", **options: Any) -> Any:
        """The findings in a column of an Arrow batch: see `newslint.lint_batch`."""
        from ._arrow import lint_batch

        return lint_batch(batch, column, linter=self, **options)

    def lints(self) -> list[Lint]:
        """All lints, by id, at the levels at which this linter runs them."""
        return [Lint(**lint) for lint in json.loads(self._inner.lints())]

    @property
    def statistics(self) -> dict[str, Any]:
        """What this linter has found so far: `articles`, those `with_findings`, findings by level (`error`, `warning`,
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
