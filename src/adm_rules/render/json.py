"""Reports as JSON: one object for one file, a list of objects that name their files for several."""

from __future__ import annotations

import json
from collections.abc import Iterable

from adm_rules.report import Report


def report_json(report: Report, file: str | None = None) -> str:
    """A report as an indented JSON object, which names its file if ``file`` is given."""
    named = {} if file is None else {"file": file}
    return json.dumps({**named, **report.to_dict()}, ensure_ascii=False, indent=2)


def list_json(objects: Iterable[str]) -> str:
    """JSON objects as a JSON list."""
    return "[\n" + ",\n".join(objects) + "\n]"
