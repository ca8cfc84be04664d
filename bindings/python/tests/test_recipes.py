"""The recipes of docs/at-scale.md, run as they stand there: the same findings everywhere."""

import json
import re
from pathlib import Path

import pytest

import newslint
from conftest import LETTER

PAPER = (Path(__file__).parents[3] / "docs" / "at-scale.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^### ([^\n]+)\n```python\n(.*?)^```", PAPER, re.MULTILINE | re.DOTALL))
TEXTS = [LETTER, "天氣晴。", "天\u200b氣晴朗，市民外出遊玩。", LETTER * 2, "移动互聯網。" + LETTER]


@pytest.fixture(autouse=True)
def news(tmp_path, monkeypatch):
    rows = [{"id": f"n{number}", "text": text} for number, text in enumerate(TEXTS * 10)]
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (tmp_path / "news.jsonl").write_text("".join(lines), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return rows


@pytest.fixture
def wanted(news, linter):
    return sorted(
        (row["id"], finding.lint, finding.start, finding.end) for row in news for finding in linter.check(row["text"])
    )


def run(name: str, *needs: str) -> dict:
    for need in needs:
        pytest.importorskip(need)
    made: dict = {}
    exec(compile(RECIPES[name], f"docs/at-scale.md: {name}", "exec"), made)
    return made


def told(rows: list[dict]) -> list[tuple]:
    return sorted((row["id"], row["lint"], row["start"], row["end"]) for row in rows)


def test_polars(wanted, linter):
    made = run("Polars", "polars")
    assert told(made["findings"].to_dicts()) == wanted
    damaged = [text for text in TEXTS if any(finding.severity == "error" for finding in linter.check(text))]
    assert damaged and made["clean"].height == (len(TEXTS) - len(damaged)) * 10


def test_pandas(wanted):
    made = run("pandas", "pandas")
    assert told(made["findings"].to_dict("records")) == wanted


def test_duckdb(wanted, capfd):
    made = run("DuckDB", "duckdb")
    assert told(made["findings"].to_pylist()) == wanted
    assert "letter-in-number" in capfd.readouterr().out


def test_datasets(wanted, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    made = run("Hugging Face datasets", "datasets")
    assert told(made["findings"].with_format(None).to_list()) == wanted


def test_ray(wanted):
    made = run("Ray Data", "ray")
    assert told(made["findings"].take_all()) == wanted


def test_data_juicer(wanted, news):
    made = run("Data-Juicer", "data_juicer")
    import datasets

    samples = made["NewslintMapper"](num_proc=1).run(datasets.Dataset.from_list(news))
    rows = [(row["id"], lint, start, end) for row in samples for lint, _, start, end in row["newslint"]]
    assert sorted(rows) == wanted


def test_datatrove(wanted, news):
    made = run("datatrove", "datatrove")
    from datatrove.data import Document

    documents = made["Newslint"]().run(Document(text=row["text"], id=row["id"]) for row in news)
    rows = [(document.id, lint, start, end) for document in documents
            for lint, _, start, end in document.metadata["newslint"]]  # fmt: skip
    assert sorted(rows) == wanted
