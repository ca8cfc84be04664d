"""Are the findings the same everywhere, and how fast do they come?

    cargo run --release --example make_corpus -- --articles 20000 --copies 1000 --defects 0.2 --format jsonl --out corpus
    cat corpus/articles/*.jsonl > news.jsonl
    python bindings/python/same_everywhere.py news.jsonl

Lints a file of records (`id`, `text`) by the command line, by Python, by Spark in 1, 2 and 4 partitions and by datatrove,
and prints for each a hash of the sorted rows (record, lint, level, message, text, fingerprint), the seconds that it took, and
MB of text a second. Lints that compare articles are left out but for `duplicate-article`, whose pairs have a hash of their own.
What is not installed is left out. Timings are those of one run on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pyarrow as pa

import newslint

COMPARE = ["boilerplate", "duplicate-article", "shared-paragraph"]


def hashed(rows: Iterable[tuple]) -> str:
    rows = sorted(map(str, rows))
    return f"{len(rows):8} rows {hashlib.sha256(chr(10).join(rows).encode()).hexdigest()[:16]}"


def timed(name: str, megabytes: float, work: Callable[[], Any], told: Callable[[Any], str]) -> None:
    start = time.perf_counter()
    done = work()
    seconds = time.perf_counter() - start
    print(f"{name:28} {told(done)} {seconds:7.2f} s {megabytes / seconds:6.2f} MB/s", flush=True)


def row(record: Any, found: dict) -> tuple:
    return tuple([record, *(found[name] for name in ("lint", "severity", "key", "text", "fingerprint"))])


def of_program(printed: bytes) -> list[dict]:
    return [found for found in map(json.loads, printed.splitlines()) if "lint" in found]


def by_datatrove(part: list[tuple[int, str]]) -> list[tuple]:
    from datatrove.data import Document
    from datatrove.pipeline.base import PipelineStep

    class Newslint(PipelineStep):
        name, type = "newslint", "LINT"

        def run(self, data, rank=0, world_size=1):
            linter = newslint.Linter(ignore=COMPARE)
            for document in data:
                document.metadata["newslint"] = [found.to_dict() for found in linter.check(document.text)]
                yield document

    documents = Newslint().run(Document(text=text, id=number) for number, text in part)
    return [row(document.id, found) for document in documents for found in document.metadata["newslint"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--program", default="newslint")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    with open(arguments.file, encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    size = sum(len(text.encode()) for text in texts) / 1e6
    linter = newslint.Linter(ignore=COMPARE)
    batches = [
        pa.RecordBatch.from_pydict({"id": list(range(at, min(at + 2048, len(texts)))), "text": texts[at : at + 2048]})
        for at in range(0, len(texts), 2048)
    ]

    def program(*flags: str) -> list[dict]:
        command = [arguments.program, "--isolated", "--format", "jsonl", "--jobs", str(arguments.threads), *flags]
        ran = subprocess.run([*command, arguments.file], stdout=subprocess.PIPE)
        if ran.returncode > 1:
            sys.exit("the command line did not get through")
        return of_program(ran.stdout)

    def rows_of(found: list[dict]) -> str:
        return hashed(row(one["record"]["index"], one) for one in found)

    timed("command line", size, lambda: program("--ignore", ",".join(COMPARE)), rows_of)
    timed(
        "Python, check_many", size,
        lambda: linter.check_many(texts, threads=arguments.threads),
        lambda done: hashed(row(number, one.to_dict()) for number, found in enumerate(done) for one in found),
    )  # fmt: skip
    timed(
        "Python, lint_batch", size,
        lambda: [newslint.lint_batch(batch, keep=["id"], threads=arguments.threads, linter=linter) for batch in batches],
        lambda done: hashed(row(one["id"], one) for batch in done for one in batch.to_pylist()),
    )  # fmt: skip
    try:
        import datatrove  # noqa: F401
    except ImportError:
        print("datatrove is not installed")
    else:
        parts = [list(enumerate(texts))[at :: arguments.threads] for at in range(arguments.threads)]
        with ProcessPoolExecutor(arguments.threads) as pool:
            timed(
                f"datatrove, {arguments.threads} processes", size,
                lambda: list(pool.map(by_datatrove, parts)),
                lambda done: hashed(one for part in done for one in part),
            )  # fmt: skip
    try:
        by_spark(texts, size, linter, arguments.threads)
    except ImportError:
        print("Spark is not installed")
    copies = [one for one in program("--select", "duplicate-article")]
    pairs = ((one["record"]["index"], int(one["values"]["original"].rpartition("#")[2]) - 1, one["key"],
              int(one["values"].get("percent", 0))) for one in copies)  # fmt: skip
    print(f"{'command line, copies':28} {hashed(pairs)}")


def by_spark(texts: list[str], size: float, linter: newslint.Linter, threads: int) -> None:
    from pyspark.sql import SparkSession

    import newslint.spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "4g",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "2048",
    }
    builder = SparkSession.builder.master(f"local[{threads}]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    articles = spark.createDataFrame(pa.table({"id": range(len(texts)), "text": texts}).to_pandas(), "id long, text string")
    for partitions in (1, 2, 4):
        parted = articles.repartition(partitions).cache()
        parted.count()
        if partitions == 1:
            newslint.spark.lint(parted.limit(100), linter=linter).count()
        timed(
            f"Spark, {partitions} partitions", size,
            lambda: newslint.spark.lint(parted, linter=linter).toPandas(),
            lambda done: hashed(row(one["id"], one) for one in done.to_dict("records")),
        )  # fmt: skip
        timed(
            f"Spark, {partitions} partitions, copies", size,
            lambda: newslint.spark.duplicates(parted).collect(),
            lambda done: hashed((one.id, one.original, one.likeness, one.percent or 0) for one in done),
        )  # fmt: skip
        parted.unpersist()
    spark.stop()


if __name__ == "__main__":
    main()
