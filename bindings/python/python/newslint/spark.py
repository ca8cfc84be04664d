"""newslint on Spark: batches go to the engine as they are, and findings come back as tables.

    findings = newslint.spark.lint(articles, text="text", id="id")
    kept = newslint.spark.clean(articles, drop=["error"])
    pairs = newslint.spark.duplicates(articles, id="id")

Every function is lazy, one task a partition, without a shuffle but in `duplicates`. A linter is made once in each Python
process. A task that is run again gives the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Optional

import pyarrow as pa
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql import types as T

from ._arrow import compare_batch, fingerprint_batch, lint_batch
from ._linter import Linter

EACH = 8
"""Shingles that so few articles share pair them each with each; of more, each with the first and the one before it: a
paragraph in a million articles makes two million pairs, not half a billion."""

_FINDING = T.StructType(
    [T.StructField(name, T.StringType(), False) for name in
     ("lint", "category", "severity", "key", "message", "help", "field", "text", "fingerprint")]
    + [T.StructField(name, T.LongType(), True) for name in ("start", "end")]
)  # fmt: skip

_LEVELS = ("error", "warning", "info")

_COMPARING = {"duplicate-article", "shared-paragraph"}

def lint(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    *,
    title: Optional[str] = None,
    date: Optional[str] = None,
    format: Optional[str] = None,
    linter: Optional[Linter] = None,
    nested: bool = False,
) -> DataFrame:
    """The findings in the articles of `df`, a row each: the column `id` and those of `newslint.lint_batch`.

    With `nested=True` it is `df` itself, row by row and partition by partition, with a column `newslint`: the list of the
    findings of the row; `id` is not asked for then. A lint.toml that `linter` has must lie at the same path everywhere.
    """
    linter = linter or Linter()
    if nested:
        options: dict[str, Any] = dict(title=title, date=date, format=format, threads=1)
        listed = T.StructField("newslint", T.ArrayType(_FINDING, False), False)
        others = [field for field in df.schema.fields if field.name != "newslint"]
        schema = T.StructType([*others, listed])
        return _mapped(df, schema, lambda batch: lint_batch(batch, text, nested=True, linter=linter, **options))
    named = {"text": text, "title": title, "date": date}
    others = [_column(df, name).alias(role) for role, name in named.items() if name]
    # Whatever it is called: findings have columns of their own.
    given = df.select(_column(df, id).alias("id of the row"), *others)
    schema = T.StructType([given.schema["id of the row"], *_FINDING.fields])
    roles = {role: role for role, name in named.items() if name and role != "text"}

    def exploded(batch: pa.RecordBatch) -> pa.RecordBatch:
        found = lint_batch(batch, keep=["id of the row"], format=format, threads=1, linter=linter, **roles)
        return found.select(found.schema.names[1:])

    found = _mapped(given, schema, exploded)
    names = {role: name for role, name in named.items() if name and name != role}
    for role, name in names.items():
        found = found.withColumn("field", F.when(F.col("field") == role, name).otherwise(F.col("field")))
    return found.withColumnRenamed("id of the row", id)


def clean(
    df: DataFrame,
    *,
    drop: Iterable[str] = ("error",),
    tag: Iterable[str] = (),
    text: str = "text",
    title: Optional[str] = None,
    date: Optional[str] = None,
    format: Optional[str] = None,
    linter: Optional[Linter] = None,
) -> DataFrame:
    """`df` without the rows that have findings of `drop`: levels (that one and all above it), lints and categories, as
    `newslint filter` takes them. With `tag`, a column `newslint` tells the findings of these that the rows kept have.

    Articles that repeat others are not dropped: join with `duplicates` for that.
    """
    linter = linter or Linter()
    dropped, tagged = _any_of(drop, linter), _any_of(tag, linter)
    told = lint(df, text, title=title, date=date, format=format, linter=linter, nested=True)
    kept = told.where(~F.exists("newslint", dropped))
    return kept.withColumn("newslint", F.filter("newslint", tagged)) if tag else kept.drop("newslint")


def duplicates(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    *,
    title: Optional[str] = None,
) -> DataFrame:
    """The articles that repeat another one of `df`, each with its nearest original: `id`, `original` (of the type of
    `id`), `likeness` (`equal`, `near`, `inside`) and the `percent` of the text that a near copy has in common.

    They are those of `newslint check` on a file that has the articles in the order of `id`, which names each but once: the
    first of two that are alike is the original, or the longer one where one holds the other. Articles without an id are
    left out. `df` is read several times: cache it if it is
    costly to make. Texts are only moved of pairs that have much of their fingerprints in common.
    """
    named = {"id": id, "text": text, "title": title}
    articles = df.select(*(_column(df, name).alias(role) for role, name in named.items() if name))
    articles = articles.where("id is not null")
    key = articles.schema["id"].dataType
    schema = T.StructType(
        [
            T.StructField("id", key),
            T.StructField("whole", T.BinaryType()),
            T.StructField("sketch", T.ArrayType(T.LongType())),
        ]
    )
    titled = "title" if title else None
    fingerprints = _mapped(
        articles, schema, lambda batch: fingerprint_batch(batch, title=titled, keep=["id"], threads=1)
    )
    equal = _verified(articles, _equal(fingerprints))
    spared = equal.select("id").distinct()
    near = _verified(articles, _near(fingerprints.join(spared, "id", "left_anti")))
    rank = F.expr("case likeness when 'equal' then 0 when 'near' then 100 - percent else 200 end")
    nearest = Window.partitionBy("id").orderBy(rank, "original")
    numbered = equal.unionByName(near).withColumn("nearest", F.row_number().over(nearest))
    return numbered.where("nearest = 1").drop("nearest")


def _equal(fingerprints: DataFrame) -> DataFrame:
    """Of articles with one hash, each with the first."""
    same = Window.partitionBy("whole").orderBy("id")
    firsts = fingerprints.where("whole is not null").select(F.first("id").over(same).alias("a"), F.col("id").alias("b"))
    return firsts.where("a != b").withColumn("shared", F.lit(None).cast("long"))


def _near(fingerprints: DataFrame) -> DataFrame:
    """The pairs of articles that share hashes of their sketches, and how many."""
    postings = fingerprints.select("id", F.explode("sketch").alias("hash"))
    same = Window.partitionBy("hash")
    ordered = same.orderBy("id")
    counted = postings.select(
        F.col("id").alias("b"),
        F.count("*").over(same).alias("many"),
        F.first("id").over(ordered).alias("first"),
        F.lag("id").over(ordered).alias("before"),
        F.collect_list("id").over(ordered.rowsBetween(-EACH, -1)).alias("all"),
    ).where("before is not null")
    earlier = F.when(F.col("many") <= EACH, F.col("all")).otherwise(F.array_distinct(F.array("first", "before")))
    pairs = counted.select(F.explode(earlier).alias("a"), "b")
    return pairs.where("a != b").groupBy("a", "b").agg(F.count("*").alias("shared"))


def _verified(articles: DataFrame, pairs: DataFrame) -> DataFrame:
    """Those of `pairs` whose texts are alike: the article that can be spared, and what it repeats."""
    sides = {
        side: articles.select(*(F.col(name).alias(side if name == "id" else f"{name}_{side}") for name in articles.columns))
        for side in ("a", "b")
    }
    joined = pairs.where("shared is null or shared > 1").join(sides["a"], "a").join(sides["b"], "b")
    key = articles.schema["id"].dataType
    told = T.StructType(
        [
            T.StructField("a", key),
            T.StructField("b", key),
            T.StructField("likeness", T.StringType()),
            T.StructField("percent", T.LongType()),
        ]
    )
    compared = _mapped(joined, told, lambda batch: compare_batch(batch, keep=["a", "b"], threads=1))
    is_inside = F.col("likeness") == "inside"
    return compared.where("likeness is not null").select(
        F.when(is_inside, F.col("a")).otherwise(F.col("b")).alias("id"),
        F.when(is_inside, F.col("b")).otherwise(F.col("a")).alias("original"),
        F.when(F.col("likeness") == "around", "inside").otherwise(F.col("likeness")).alias("likeness"),
        "percent",
    )


def _mapped(df: DataFrame, schema: T.StructType, work: Any) -> DataFrame:
    def batches(given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in given:
            if batch.num_rows:
                yield work(batch)

    return df.mapInArrow(batches, schema)


def _column(df: DataFrame, name: str) -> Any:
    """The column `name`, or what stands in one inside another."""
    return F.col(f"`{name}`" if name in df.columns else name)


def _any_of(names: Iterable[str], linter: Linter) -> Any:
    """Is a finding of one of these levels, lints and categories?"""
    names = [names] if isinstance(names, str) else list(names)
    lints = linter.lints()
    known = {*_LEVELS, *(lint.id for lint in lints), *(lint.category for lint in lints)} - _COMPARING
    for name in names:
        if name not in known:
            why = "compares articles: see duplicates" if name in _COMPARING else "is no level, lint or category"
            raise ValueError(f"`{name}` {why}")
    levels = [level for name in names if name in _LEVELS for level in _LEVELS[: _LEVELS.index(name) + 1]]
    return lambda finding: (
        finding["severity"].isin(levels) | finding["lint"].isin(names) | finding["category"].isin(names)
    )
