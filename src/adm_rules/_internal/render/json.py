"""Answers as JSON: one object for one answer, or else a list of objects, which name their files."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any, Final

from adm_rules._internal.render.form import Format
from adm_rules._internal.render.pen import Answers, Page


def _blocks(answers: Answers[Any], _page: Page) -> Iterator[str]:
    if answers.one:
        for _, answer in answers.each:
            yield _object(answer, None)
        return
    held = "["
    for name, answer in answers.each:
        yield held
        held = textwrap.indent(_object(answer, name), "  ") + ","
    yield from ["[]"] if held == "[" else [held[:-1], "]"]


def _object(answer: Any, file: str | None) -> str:
    named = {} if file is None else {"file": file}
    return json.dumps({**named, **answer.to_dict()}, ensure_ascii=False, indent=2)


JSON: Final = Format("json", ".json", "JSON for a program", lambda _kind: True, _blocks)
