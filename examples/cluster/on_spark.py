"""The cases of a data frame of Spark, judged where they are: ``mapInArrow`` with the rules in a broadcast."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pyarrow as pa
from pyspark.sql import SparkSession

from judging import GIVES, TAKES, batches


def judge(spark: Any, cases: Any, rules: str, on: date) -> Any:
    """A data frame with a report or a failure for each case of ``cases``, whose columns are those of `TAKES`."""
    text = spark.sparkContext.broadcast(rules)

    def there(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return batches(given, text.value, on)

    return cases.mapInArrow(there, GIVES)


def run(pairs: list[tuple[str, str]], rules: str, on: date) -> list[tuple[str, str | None, str | None]]:
    """The same on two workers of this machine."""
    os.environ["PYSPARK_PYTHON"] = sys.executable  # workers have the packages that this process has
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "32").getOrCreate()
    try:
        spark.sparkContext.addPyFile(judging_file())
        found = judge(spark, spark.createDataFrame(pairs, TAKES).repartition(2), rules, on)
        return [(row.key, row.report, row.failure) for row in found.collect()]
    finally:
        spark.stop()


def judging_file() -> str:
    """The file that the workers need beside the library."""
    import judging

    return str(judging.__file__)
