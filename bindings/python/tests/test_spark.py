"""newslint on Spark: the findings and pairs of the command line, whatever the partitions."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

pyspark = pytest.importorskip("pyspark")

from pyspark.sql import SparkSession  # noqa: E402

import newslint.spark  # noqa: E402
from conftest import LETTER  # noqa: E402

COMPARE = {("duplicate-article",), ("shared-paragraph",), ("boilerplate", "shared")}
PLACES = "東岸西岸南岸北岸上游下游山頂山腳新城舊城河口灣畔"
THINGS = "大橋隧道碼頭車站學校醫院公園球場市集戲院圖書館博物館"


def sentence(pick: random.Random) -> str:
    place, thing = pick.sample(PLACES, 4), pick.sample(THINGS, 6)
    return f"{''.join(place)}的{''.join(thing)}於{pick.randint(1, 28)}日啟用，往返的市民省去{pick.randint(2, 60)}分鐘。"


@pytest.fixture(scope="module")
def articles() -> list[dict]:
    """Articles, among them damaged ones, and copies of all kinds."""
    pick = random.Random(7)
    rows = []
    for number in range(300):
        text = "".join(sentence(pick) for _ in range(pick.randint(3, 12)))
        if number % 7 == 0:
            text += "\n" + LETTER * 2
        if number % 11 == 0 and rows:
            text = pick.choice(rows)["text"]
        if number % 13 == 0 and rows:
            text = pick.choice(rows)["text"].replace("市民", "居民")
        if number % 17 == 0 and rows:
            text = pick.choice(rows)["text"] + "".join(sentence(pick) for _ in range(8))
        rows.append({"id": number, "text": text})
    for number in range(300, 330):
        rows.append({"id": number, "text": rows[5]["text"] + sentence(pick)})
    rows.append({"id": 330, "text": None})
    rows.append({"id": 331, "text": ""})
    return rows


@pytest.fixture(scope="module")
def file(articles, tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("news") / "news.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in articles), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def told(file) -> list[dict]:
    """What the command line finds."""
    command = [sys.executable, "-m", "newslint", "--isolated", "--format", "jsonl", str(file)]
    printed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120).stdout
    return [finding for finding in map(json.loads, printed.splitlines()) if "lint" in finding]


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    # Two tasks at a time, each tried three times.
    session = (
        SparkSession.builder.master("local[2, 3]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def fingerprint(finding) -> str:
    # That of a record without a text depends on how the record is written.
    return "" if finding["lint"] == "malformed-record" else finding["fingerprint"]


def frame(spark, articles):
    return spark.createDataFrame(articles, "id long, text string")


@pytest.mark.parametrize("partitions", [1, 2, 4])
def test_findings_are_those_of_the_command_line(spark, articles, told, partitions):
    found = newslint.spark.lint(frame(spark, articles).repartition(partitions)).collect()
    wanted = [
        (finding["record"]["index"], finding["lint"], finding["severity"], finding["key"], fingerprint(finding))
        for finding in told
        if not COMPARE & {(finding["lint"],), (finding["lint"], finding["key"])}
    ]
    assert wanted
    got = [(row["id"], row["lint"], row["severity"], row["key"], fingerprint(row)) for row in found]
    assert sorted(got) == sorted(wanted)
    texts = {row["id"]: row["text"] for row in articles}
    assert all(texts[row["id"]][row["start"] : row["end"]] for row in found if row["start"] is not None)


@pytest.mark.parametrize("partitions", [1, 3])
def test_pairs_are_those_of_the_command_line(spark, articles, told, partitions):
    found = newslint.spark.duplicates(frame(spark, articles).repartition(partitions)).collect()
    wanted = [
        (
            finding["record"]["index"],
            int(finding["values"]["original"].rpartition("#")[2]) - 1,
            finding["key"],
            finding["values"].get("percent"),
        )
        for finding in told
        if finding["lint"] == "duplicate-article"
    ]
    got = [
        (row["id"], row["original"], row["likeness"], None if row["percent"] is None else str(row["percent"]))
        for row in found
    ]
    assert sorted(got, key=str) == sorted(wanted, key=str)
    assert {likeness for _, _, likeness, _ in got} == {"equal", "near", "inside"}


def test_clean_drops_and_tags(spark, articles):
    rows = [*articles[:40], {"id": 500, "text": "天\u200b氣晴朗，市民外出遊玩。"}]
    kept = newslint.spark.clean(frame(spark, rows), drop=["error"], tag=["info"]).collect()
    gone = {row["id"] for row in rows} - {row["id"] for row in kept}
    errors = newslint.spark.lint(frame(spark, rows)).where("severity = 'error'").select("id").distinct().collect()
    assert gone == {row["id"] for row in errors} and gone
    tagged = {row["id"]: row["newslint"] for row in kept}
    assert [finding["severity"] for finding in tagged[500]] == ["warning"]
    assert newslint.spark.clean(frame(spark, rows)).columns == ["id", "text"]


def test_columns_of_any_name(spark):
    rows = [((LETTER,), "a", LETTER)]
    df = spark.createDataFrame(rows, "data struct<text:string>, lint string, `a.b` string")
    for name in ("data.text", "a.b"):
        (row,) = newslint.spark.lint(df, name, "lint").where(f"field = '{name}'").collect()
        assert (row[0], row["start"]) == ("a", 7)
    # Spark itself gives no whole row to Python that has a column with a dot in its name.
    df = df.select("data", "lint")
    assert newslint.spark.lint(df, "data.text", nested=True).select("newslint.start").collect()[0][0] == [7]
    again = newslint.spark.clean(newslint.spark.clean(df, text="data.text", tag=["info"]), text="data.text", tag=["info"])
    assert [finding["lint"] for finding in again.collect()[0]["newslint"]] == ["letter-in-number"]


def test_ids_that_are_none_or_twice(spark):
    article = "".join(sentence(random.Random(3)) for _ in range(8))
    rows = [(None, article), *((number, article) for number in range(1, 13)), (12, article)]
    found = newslint.spark.duplicates(spark.createDataFrame(rows, "id long, text string")).collect()
    assert sorted((row["id"], row["original"]) for row in found) == [(number, 1) for number in range(2, 13)]


def test_names_that_nothing_has(spark, articles):
    for name in ("eror", "duplicate-article"):
        with pytest.raises(ValueError, match=name):
            newslint.spark.clean(frame(spark, articles), drop=[name])


def test_a_worker_that_dies_changes_nothing(spark, articles, tmp_path):
    wanted = sorted(newslint.spark.lint(frame(spark, articles)).collect())
    mark = str(tmp_path / "died")

    def die_once(batches):
        for batch in batches:
            if not os.path.exists(mark):
                open(mark, "w").close()
                os.kill(os.getpid(), 9)
            yield batch

    found = newslint.spark.lint(frame(spark, articles).mapInArrow(die_once, "id long, text string"))
    assert sorted(found.collect()) == wanted
    assert os.path.exists(mark)


def test_the_example_cleans_a_corpus(file, tmp_path):
    example = Path(__file__).parents[3] / "examples" / "spark_clean.py"
    environment = {
        **os.environ,
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.ui.enabled=false --conf spark.driver.bindAddress=127.0.0.1"
        " --conf spark.sql.shuffle.partitions=4 pyspark-shell",
    }
    target = tmp_path / "clean.parquet"
    ran = subprocess.run(
        [sys.executable, str(example), str(file), str(target)],
        capture_output=True, text=True, encoding="utf-8", env=environment, timeout=300,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "332 read, " in ran.stdout and "letter-in-number" in ran.stdout
    assert any(target.iterdir())
