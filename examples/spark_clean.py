"""Cleans a corpus on Spark: what `newslint filter` does on one machine.

    spark-submit examples/spark_clean.py news.parquet clean.parquet

Articles with errors and copies of others go, the rest keeps its warnings in a column `newslint`. Then it is told what went.
"""

import sys

from pyspark.sql import SparkSession

import newslint.spark


def main(source: str, target: str) -> None:
    spark = SparkSession.builder.appName("newslint").getOrCreate()
    read = spark.read.json if source.endswith((".jsonl", ".ndjson")) else spark.read.parquet
    articles = read(source)

    findings = newslint.spark.lint(articles).cache()
    copies = newslint.spark.duplicates(articles).cache()
    kept = newslint.spark.clean(articles, drop=["error"], tag=["warning"])
    kept = kept.join(copies, "id", "left_anti")
    kept.write.mode("overwrite").parquet(target)

    findings.groupBy("lint", "severity").count().orderBy("count", ascending=False).show(50, truncate=False)
    copies.groupBy("likeness").count().show()
    print(f"{articles.count()} read, {spark.read.parquet(target).count()} kept")
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
