from pathlib import Path

import pytest

import newslint

LETTER = "工程總投資達1O5億元，工期三年。\n"


@pytest.fixture(scope="session")
def linter() -> newslint.Linter:
    return newslint.Linter()


@pytest.fixture(scope="session")
def examples() -> Path:
    """The damaged articles that come with newslint."""
    return Path(__file__).parents[3] / "examples" / "articles"
