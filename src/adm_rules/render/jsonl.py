"""Findings and deadlines as JSON Lines: an object on each line, with what joins it to others of its kind.

Each line names its file, the rule set and the day, so that lines of many runs can stand in one file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from adm_rules.render.deadlines import DueList
from adm_rules.render.form import Format
from adm_rules.render.pen import Answers, Page
from adm_rules.report import Report

#: What stands on the lines of an answer.
_RECORDS: Final[Mapping[type, Callable[[Any], tuple[Any, ...]]]] = {
    Report: lambda report: report.findings,
    DueList: lambda due: due.deadlines,
}


def _blocks(answers: Answers[Any], _page: Page) -> Iterator[str]:
    for name, answer in answers.each:
        head = {"file": name, "rules": answer.rules, "version": answer.version, "on": answer.on.isoformat()}
        for record in _RECORDS[answers.kind](answer):
            yield json.dumps({**head, **record.to_dict()}, ensure_ascii=False)


JSONL: Final = Format("jsonl", ".jsonl", "JSON Lines for a stream", lambda kind: kind in _RECORDS, _blocks)
