"""Questions, findings and deadlines as JSON Lines: an object on each line, with what joins it to others of its kind.

Each line says what it is (`record`) and names its file, the rule set and the day, so that lines of many runs can stand
in one file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.render.deadlines import DueList
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.report import Report
from adm_rules._internal.report.plain import plain

#: What stands on the lines of an answer, by what a line is.
_RECORDS: Final[Mapping[type, Callable[[Any], dict[str, tuple[Any, ...]]]]] = {
    Report: lambda report: {"question": report.questions, "finding": report.findings},
    DueList: lambda due: {"deadline": due.deadlines},
}


def _blocks(answers: Answers[Any], _page: Page) -> Iterator[str]:
    for name, answer in answers.each:
        head = {"file": name, "rules": answer.rules, "version": answer.version, "on": answer.on.isoformat()}
        head |= {"trial": plain(answer.trial)} if answer.trial else {}
        for kind, records in _RECORDS[answers.kind](answer).items():
            for record in records:
                yield json.dumps({"record": kind, **head, **plain(record)}, ensure_ascii=False)


JSONL: Final = Format("jsonl", ".jsonl", "JSON Lines for a stream", lambda kind: kind in _RECORDS, _blocks)
