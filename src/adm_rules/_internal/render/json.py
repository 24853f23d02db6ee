"""Answers as JSON: one object for one answer, or else a list of objects, which name their files.

A file that could not be read is an object as well, with its faults under ``failure``.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any, Final

from adm_rules._internal.render.form import Format
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.report import Report
from adm_rules._internal.report.form.writing import Options, written
from adm_rules._internal.report.portfolio import FailedFile


def _blocks(answers: Answers[Any], page: Page) -> Iterator[str]:
    objects = _objects(answers, page)
    if answers.one:
        yield from objects
        return
    held = "["
    for each in objects:
        yield held
        held = textwrap.indent(each, "  ") + ","
    yield from ["[]"] if held == "[" else [held[:-1], "]"]


def _objects(answers: Answers[Any], page: Page) -> Iterator[str]:
    """The answers, and the files that could not be read where they stood among the others."""
    failed = 0
    for name, answer in answers.each:
        yield from (_told(failure_of(each)) for each in answers.failed[failed:])
        failed = len(answers.failed)
        yield _object(answer, None if answers.one else name, page)
    yield from (_told(failure_of(each)) for each in answers.failed[failed:])


def failure_of(failed: FailedFile) -> dict[str, Any]:
    """A file that could not be read: its faults with their places and remedies, and no value."""
    faults = [
        {
            "code": each.code,
            "path": ".".join(map(str, each.path)),
            "message": each.message,
            **({"help": each.help} if each.help else {}),
            **({} if each.position is None else {"line": each.position.line, "column": each.position.column}),
        }
        for each in failed.diagnostics
    ]
    return {"file": failed.key, "failure": faults}


def _told(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _object(answer: Any, file: str | None, page: Page) -> str:
    named = {} if file is None else {"file": file}
    return _told({**named, **_data(answer, page)})


def options_of(page: Page) -> Options:
    """What of a report stands on a page: sentences in its language, and everything where all of it is to be shown."""
    told = "all" if page.every else "told"
    return Options(told, told, (page.lang,))


def _data(answer: Any, page: Page) -> dict[str, Any]:
    """An answer as data; a report with sentences in the page's language, and whole where all of it is to be shown."""
    if isinstance(answer, Report):
        return written(answer, options_of(page))
    data: dict[str, Any] = answer.to_dict()
    return data


JSON: Final = Format("json", ".json", "JSON for a program", lambda _kind: True, _blocks)
