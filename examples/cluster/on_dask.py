"""The cases of a bag of Dask, judged by its workers; the rules are scattered to them once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pyarrow as pa
from dask.distributed import Client, LocalCluster

from judging import batches

COLUMNS = ("key", "case")


def there(pairs: Iterable[tuple[str, str]], rules: str, on: date) -> list[dict[str, Any]]:
    """What a worker does with a part of the cases."""
    rows = [dict(zip(COLUMNS, pair, strict=True)) for pair in pairs]
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    given = pa.RecordBatch.from_pylist(rows, schema=schema)
    return [row for batch in batches([given], rules, on) for row in batch.to_pylist()]


def run(pairs: list[tuple[str, str]], rules: str, on: date) -> list[tuple[str, str | None, str | None]]:
    """The same on two workers of this machine."""
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        text = client.scatter(rules, broadcast=True)
        parts = [pairs[start::4] for start in range(4)]
        futures = client.map(there, parts, rules=text, on=on)
        return [
            (row["key"], row["report"], row["failure"]) for part in client.gather(futures) for row in part
        ]
