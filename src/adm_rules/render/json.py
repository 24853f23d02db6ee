"""Reports as JSON: one object for one file, a list of objects that name their files for several."""

from __future__ import annotations

import json
from collections.abc import Iterable

from adm_rules.report import Report


def report_json(report: Report) -> str:
    """One report as an indented JSON object; `Report.from_json` reads it back."""
    return report.to_json(indent=2)


def reports_json(reports: Iterable[tuple[str, Report]]) -> str:
    """Several reports as a JSON list; each object is a report with the name of its file as ``file``."""
    rows = [{"file": name, **report.to_dict()} for name, report in reports]
    return json.dumps(rows, ensure_ascii=False, indent=2)
