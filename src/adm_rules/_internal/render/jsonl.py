"""Questions, findings and deadlines as JSON Lines: an object on each line, with what joins it to others of its kind.

Each line says what it is (`record`) and names its file, the rule set and the day, so that lines of many runs can stand
in one file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.deadlines import DueList
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.json import failure_of, options_of
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.report import Report
from adm_rules._internal.report.form.writing import lines
from adm_rules._internal.report.plain import plain
from adm_rules._internal.report.portfolio import FailedFile, KeptFile, Portfolio

#: What stands on the lines of an answer, by what a line is.
_RECORDS: Final[Mapping[type, Callable[[Any, Page], Iterable[tuple[str, dict[str, Any]]]]]] = {
    Report: lambda report, page: lines(report, options_of(page)),
    DueList: lambda due, _page: (("deadline", plain(each)) for each in due.deadlines),
    Portfolio: lambda made, _page: (
        ("file" if isinstance(each, KeptFile) else "failure", plain(each))
        for each in (*made.files, *made.failures)
    ),
}


def _blocks(answers: Answers[Any], page: Page) -> Iterator[str]:
    failed = 0
    for name, answer in answers.each:
        yield from map(_failure, answers.failed[failed:])
        failed = len(answers.failed)
        head = {"file": name, "rules": answer.rules, "version": answer.version, "on": answer.on.isoformat()}
        head |= {"trial": plain(answer.trial)} if answer.trial else {}
        for kind, record in _RECORDS[answers.kind](answer, page):
            yield json.dumps({"record": kind, **head, **record}, ensure_ascii=False)
    yield from map(_failure, answers.failed[failed:])


def _failure(failed: FailedFile) -> str:
    return json.dumps({"record": "failure", **failure_of(failed)}, ensure_ascii=False)


JSONL: Final = Format("jsonl", ".jsonl", "JSON Lines for a stream", lambda kind: kind in _RECORDS, _blocks)
