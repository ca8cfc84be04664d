"""Arrow batches in, Arrow batches out."""

import json
import subprocess
import sys

import pyarrow as pa
import pytest

import newslint
from conftest import LETTER

TEXTS = [LETTER, "天氣晴。", None, "", "移动互聯網發展迅速，市民以移動方式付款。移動支付在本港漸趨普及。" + LETTER]


def batch(**columns):
    return pa.RecordBatch.from_pydict({"text": TEXTS, **columns})


def test_a_row_for_each_finding():
    found = newslint.lint_batch(batch(id=[10, 11, 12, 13, 14]), keep=["id"])
    assert isinstance(found, pa.RecordBatch)
    rows = [row for row in found.to_pylist() if row["lint"] == "letter-in-number"]
    assert [(row["row"], row["id"]) for row in rows] == [(0, 10), (4, 14)]
    for row in rows:
        assert TEXTS[row["row"]][row["start"] : row["end"]] == row["text"] == "O"
        assert row["field"] == "text"


def test_the_batch_with_its_findings():
    given = batch(id=list("abcde"))
    found = newslint.lint_batch(given, nested=True)
    assert found.schema.names == ["text", "id", "newslint"]
    assert found.select(["text", "id"]).equals(given)
    listed = found.column("newslint").to_pylist()
    assert [finding["lint"] for finding in listed[0]] == ["letter-in-number"]
    assert listed[1] == []
    exploded = newslint.lint_batch(given).drop_columns(["row"]).to_pylist()
    assert [finding for row in listed for finding in row] == exploded


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()), pa.binary()]
)
def test_every_kind_of_text(kind):
    texts = pa.array(TEXTS, pa.string()).cast(kind) if kind != pa.string_view() else pa.array(TEXTS, kind)
    found = newslint.lint_batch(pa.RecordBatch.from_arrays([texts], ["text"]))
    assert found.equals(newslint.lint_batch(batch()))


def test_a_column_inside_another():
    texts = [text for text in TEXTS if text]
    inside = pa.RecordBatch.from_pylist([{"data": {"text": text}} for text in texts])
    found = newslint.lint_batch(inside, "data.text")
    assert set(found.column("field").to_pylist()) == {"data.text"}
    plain = newslint.lint_batch(pa.RecordBatch.from_pydict({"text": texts}))
    assert found.drop_columns(["field"]).equals(plain.drop_columns(["field"]))


def test_titles_and_dates_count():
    weekday = "本報訊　大橋於六月三日（星期日）通車，往返兩岸的市民不必再繞道上游的舊橋。"
    rows = pa.RecordBatch.from_pylist([{"body": weekday, "day": "2024-06-10", "head": "大橋1O5日後通車"}])
    found = newslint.lint_batch(rows, "body", title="head", date="day").to_pylist()
    by_lint = {row["lint"]: row for row in found}
    assert by_lint["letter-in-number"]["field"] == "head"
    assert by_lint["letter-in-number"]["start"] == 3
    assert [lint for lint in by_lint if "weekday" in lint]


def test_findings_are_those_of_the_program_on_lines_of_json(tmp_path, linter, examples):
    texts = [file.read_text(encoding="utf-8") for file in sorted(examples.glob("*.md"))]
    rows = [{"id": f"n{n}", "title": "新聞一則", "text": text} for n, text in enumerate(texts * 3)]
    file = tmp_path / "news.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, "-m", "newslint", "--isolated", "--title-field", "title", "--format", "jsonl", str(file)]
    printed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60).stdout
    told = [json.loads(line) for line in printed.splitlines()]
    compares = {"duplicate-article", "shared-paragraph"}
    wanted = [
        (finding["record"]["id"], finding["lint"], finding["message"], finding["text"], finding["fingerprint"])
        for finding in told
        if "lint" in finding and finding["lint"] not in compares
    ]
    found = newslint.lint_batch(pa.RecordBatch.from_pylist(rows), title="title", keep=["id"], linter=linter)
    rows = found.to_pylist()
    assert wanted
    assert sorted((row["id"], row["lint"], row["message"], row["text"], row["fingerprint"]) for row in rows) == sorted(wanted)


def test_tables_streams_and_polars():
    polars = pytest.importorskip("polars")
    table = pa.table({"text": TEXTS})
    wanted = newslint.lint_batch(batch()).to_pylist()
    assert newslint.lint_batch(pa.concat_tables([table.slice(0, 2), table.slice(2)])).to_pylist() == wanted
    frame = newslint.lint_batch(polars.DataFrame({"text": TEXTS}))
    assert polars.DataFrame(frame).to_dicts() == wanted


def test_threads_change_nothing():
    many = pa.concat_batches([batch()] * 50)
    assert newslint.lint_batch(many, threads=1).equals(newslint.lint_batch(many, threads=4))


def test_an_empty_batch():
    empty = batch().slice(0, 0)
    assert newslint.lint_batch(empty).num_rows == 0
    assert newslint.lint_batch(empty, nested=True).num_rows == 0


def test_a_title_comes_first_whatever_it_is_called():
    title, text = "「大橋（今日通車", "市民（不必繞道上游。"
    told = [
        [(row["field"] == head, row["start"], row["text"]) for row in found.to_pylist()]
        for head in ("head", "title")
        for found in [newslint.lint_batch(pa.table({"text": [text], head: [title]}), title=head)]
    ]
    assert told[0] and told[0] == told[1]


def test_what_stands_in_nothing_is_nothing():
    inside = pa.StructArray.from_arrays(
        [pa.array([LETTER, LETTER])], ["text"], mask=pa.array([False, True])
    )
    rows = newslint.lint_batch(pa.record_batch({"data": inside}), "data.text").to_pylist()
    assert [(row["row"], row["lint"]) for row in rows] == [(0, "letter-in-number"), (1, "malformed-record")]


def test_bytes_that_are_no_text_are_told():
    cut = pa.array([(LETTER.strip() + "天").encode()[:-1]], pa.binary())
    lints = {row["lint"] for row in newslint.lint_batch(pa.table({"text": cut})).to_pylist()}
    assert {"letter-in-number", "replacement-character"} <= lints


def test_html_in_a_column(tmp_path):
    rows = pa.table({"text": ["<p>大橋&amp;隧道今日通車</p>"]})
    config = tmp_path / "lint.toml"
    config.write_text('[records]\ntext-format = "html"\n', encoding="utf-8")
    assert newslint.lint_batch(rows).num_rows
    assert not newslint.lint_batch(rows, format="html").num_rows
    assert not newslint.lint_batch(rows, linter=newslint.Linter(config)).num_rows


def test_metadata_and_an_older_column_of_findings():
    given = batch().replace_schema_metadata({"made": "by hand"})
    once = newslint.lint_batch(given, nested=True)
    assert once.schema.metadata == {b"made": b"by hand"}
    assert newslint.lint_batch(once, nested=True).equals(once)


def test_a_line_in_a_message_is_the_row():
    twice = "碼頭今日重開，首班渡輪載客二百人，候船的市民排到街口。\n" * 2
    rows = newslint.lint_batch(batch(text=["天氣晴。", twice, "", "", ""])).to_pylist()
    (found,) = [row for row in rows if row["lint"] == "duplicate-paragraph"]
    assert "line 2" in found["message"]


def test_what_cannot_be_linted():
    with pytest.raises(KeyError, match="no column `body` in the batch: it has `text`"):
        newslint.lint_batch(batch(), "body")
    with pytest.raises(TypeError, match="the column `tags` holds no text"):
        newslint.lint_batch(pa.RecordBatch.from_pydict({"tags": [["a"]]}), "tags")
    with pytest.raises(ValueError, match="two columns would be called `text`"):
        newslint.lint_batch(batch(), keep=["text"])
    with pytest.raises(ValueError, match="leave out keep"):
        newslint.lint_batch(batch(), nested=True, keep=["text"])
    with pytest.raises(TypeError, match=r"keep=\['text'\]"):
        newslint.lint_batch(batch(), keep="text")
    with pytest.raises(ValueError, match="unknown variant `pdf`"):
        newslint.lint_batch(batch(), format="pdf")
    with pytest.raises(TypeError, match="PyCapsule interface"):
        newslint.lint_batch([{"text": "天氣晴。"}])


ARTICLE = "".join(f"第{n}座大橋今日通車，往返兩岸的市民不必再繞道上游的舊橋，車程縮短一半。" for n in "一二三四五六七八")


def test_fingerprints_and_likeness():
    rows = pa.RecordBatch.from_pydict({"id": [1, 2, 3], "text": [ARTICLE, ARTICLE + "\n", "太短。"]})
    one, two, three = newslint.fingerprint_batch(rows, keep=["id"]).to_pylist()
    assert one["whole"] == two["whole"] and len(one["whole"]) == 16
    assert 0 < len(one["sketch"]) <= 64 and one["sketch"] == sorted(one["sketch"])
    assert (three["whole"], three["sketch"]) == (None, [])
    more = "市圖書館下月起延長開放時間，週末開到晚上九時。館方表示，兒童閱讀室會增設三百個座位，並購入新書二萬冊，歡迎家長帶同子女使用。" * 4
    longer, edited = ARTICLE + more, ARTICLE.replace("車程", "行程")
    pairs = pa.RecordBatch.from_pydict(
        {
            "text_a": [ARTICLE, ARTICLE, ARTICLE, ARTICLE, longer, ARTICLE],
            "text_b": [ARTICLE, edited, more, longer, ARTICLE, ARTICLE],
            "shared": pa.array([None, None, None, None, None, 1], pa.int64()),
        }
    )
    found = newslint.compare_batch(pairs)
    assert found.column("likeness").to_pylist() == ["equal", "near", None, "inside", "around", None]
    assert found.column("percent").to_pylist()[1] > 85
