"""Judges invented cases here, on Spark and on Dask, and says whether all three tell the same: ``make cluster``."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import adm_rules as adm
import judging
from adm_rules.files import read_data_file

ROOT = Path(__file__).parents[2]
ON = date(2026, 3, 31)
Row = tuple[str, str | None, str | None]


def cases(copies: int) -> list[tuple[str, str]]:
    """The example cases of Tirano, several times over, and one that cannot be read."""
    files = sorted((ROOT / "examples" / "month" / "cases").glob("*.yaml"))
    texts = {file.stem: json.dumps(read_data_file(file).data, default=str) for file in files}
    many = [(f"{key}-{n}", text) for n in range(copies) for key, text in texts.items()]
    return [*many, ("unreadable", '{"id": "c-1", "birth_date": "2014-13-40"}')]


def here(pairs: list[tuple[str, str]], rules: str, on: date) -> list[Row]:
    """The same without a cluster."""
    found = (judging.judged(judging.rule_set(rules), key, case, on) for key, case in pairs)
    return [(str(each["key"]), each["report"], each["failure"]) for each in found]


def main(copies: int = 10) -> None:
    """Compare the three, with their times; end with code 1 if one differs."""
    if shutil.which("java") is None:
        sys.exit(
            "Spark needs Java 17 or later: install it, on Debian with `apt-get install default-jre-headless`"
        )
    import on_dask
    import on_spark

    pairs, rules = cases(copies), (ROOT / "rules" / "tirano.yaml").read_text("utf-8")
    ways: dict[str, Callable[[list[tuple[str, str]], str, date], list[Row]]] = {
        "here": here,
        "Spark": on_spark.run,
        "Dask": on_dask.run,
    }
    told: dict[str, list[Row]] = {}
    for name, run in ways.items():
        start = time.perf_counter()
        told[name] = sorted(run(pairs, rules, ON))
        print(f"{name:6} {time.perf_counter() - start:6.1f} s")
    reports = [report for _, report, _ in told["here"] if report is not None]
    print(
        f"{len(pairs)} cases, {len(reports)} reports of {sum(map(len, reports)) // len(reports)} bytes each"
    )
    print("unreadable:", [failure for _, _, failure in told["here"] if failure])
    again = adm.Report.from_json(reports[0])
    print("read back:", {verdict.value: n for verdict, n in again.counts().items() if n})
    differ = [name for name in told if told[name] != told["here"]]
    if differ:
        sys.exit(f"other answers than here: {', '.join(differ)}")
    print("all three tell the same")


if __name__ == "__main__":
    main()
