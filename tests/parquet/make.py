#!/usr/bin/env python3
"""Writes the files of this folder, as other programs write Parquet: `pip install pyarrow pandas`, then run it here.

Each file has the rows of news.jsonl. The newspaper is made up.
"""

import json
from pathlib import Path

import pandas
import pyarrow
from pyarrow import parquet

HERE = Path(__file__).parent

ROWS = [
    ("甲一", "渡輪碼頭動工", "新渡輪碼頭的工程費約1O5億元，工期三年。\n\n主席說：「居民可以放心。\n\n工程明年完成。", "2024-05-01", "港聞"),
    ("甲二", "圖書館延長開放", "圖書館下月起延長開放時間，週末開到晚上九時，並新設兒童閱讀室，家長可以陪同孩子使用，座位可在網上預約，名額每日二百個。", "2024-05-02", "港聞"),
    ("甲三", "書店\"搬遷\"", "老書店下周搬到\\新街，店主說：移动書架要三天，\u200b部分舊書會送給學校。\t開業當日有講座。", "2024-05-03", "副刊"),
    ("甲四", "沒有正文", None, "2024-05-04", "副刊"),
    ("甲五", "空的正文", "", "2024-05-05", "副刊"),
    ("甲六", "圖書館再延長", "圖書館下月起延長開放時間，週末開到晚上九時，並新設兒童閱讀室，家長可以陪同孩子使用，座位可在網上預約，名額每日二百個。", None, None),
    (None, "活動改期", "球場的開放日改在5月3日（星期四）舉行，𠮷田先生說，报名的人比去年多，場地要再加十排座位。", "2024-04-20", "體育"),
    ("甲八", "市場翻新", "市場翻新後下周一重開，攤位加到一百二十個，通道加闊半米，並新設電梯兩部。市場翻新後下周一重開，攤位加到一百二十個，通道加闊半米，並新設電梯兩部。", "2024-05-08", "港聞"),
    ("甲九", "nan", "nan", "2024-05-09", "港聞"),
]
KEYS = ["id", "title", "text", "date", "source"]


def main():
    rows = [dict(zip(KEYS, row)) for row in ROWS]
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (HERE / "news.jsonl").write_text("".join(lines), encoding="utf-8")

    def column(key):
        return [row[key] for row in rows]

    def write(name, columns, types=None, **how):
        arrays = {key: pyarrow.array(values, (types or {}).get(key)) for key, values in columns.items()}
        parquet.write_table(pyarrow.table(arrays), HERE / name, **how)

    plain = {key: column(key) for key in KEYS}
    large = {key: pyarrow.large_string() for key in KEYS}
    # What nobody asked for is not read.
    vectors = {"vector": [[0.5] * 4] * len(rows)}
    write("large.parquet", {**vectors, **plain}, large, compression="zstd", row_group_size=4, data_page_size=64)
    views = {key: pyarrow.string_view() for key in KEYS}
    write("view.parquet", plain, views, compression="lz4", version="2.6", data_page_version="2.0")
    binary = {key: pyarrow.binary() for key in KEYS}
    write("binary.parquet", plain, binary, compression="none", use_dictionary=False)
    days = pandas.to_datetime(pandas.Series(column("date")))
    words = {key: pyarrow.dictionary(pyarrow.int32(), pyarrow.string()) for key in ("title", "text", "source")}
    write("dictionary.parquet", {**plain, "date": days.dt.date.tolist()}, words, compression="gzip")
    frame = pandas.DataFrame(rows).assign(date=days)
    frame.to_parquet(HERE / "pandas.parquet", compression="snappy")

    # A text inside others, its paragraphs in a list.
    paragraphs = [
        None if row["text"] is None else [{"內容": part} for part in row["text"].split("\n\n")] for row in rows
    ]
    nested = [{"paragraphs": parts, "id": row["id"]} for parts, row in zip(paragraphs, rows)]
    lines = [json.dumps({"data": value}, ensure_ascii=False) + "\n" for value in nested]
    (HERE / "nested.jsonl").write_text("".join(lines), encoding="utf-8")
    write("nested.parquet", {"data": nested}, compression="snappy")


if __name__ == "__main__":
    main()
