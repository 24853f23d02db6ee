"""Answers as JSON: one object for one answer, or else a list of objects, which name their files."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any, Final

from adm_rules._internal.render.form import Format
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.report import Report
from adm_rules._internal.report.form.writing import Options, written


def _blocks(answers: Answers[Any], page: Page) -> Iterator[str]:
    if answers.one:
        for _, answer in answers.each:
            yield _object(answer, None, page)
        return
    held = "["
    for name, answer in answers.each:
        yield held
        held = textwrap.indent(_object(answer, name, page), "  ") + ","
    yield from ["[]"] if held == "[" else [held[:-1], "]"]


def _object(answer: Any, file: str | None, page: Page) -> str:
    named = {} if file is None else {"file": file}
    return json.dumps({**named, **_data(answer, page)}, ensure_ascii=False, indent=2)


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
