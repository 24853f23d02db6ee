"""Every form of output; a new one is an object in a file beside this one, and a row here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from adm_rules._internal.render.form import Format
from adm_rules._internal.render.later import ByName

#: By name, with the module, which is loaded when the form is used; first what is printed unless another is asked for.
FORMATS: Final[Mapping[str, Format]] = ByName(
    text="render.text",
    markdown="render.markdown",
    html="render.html",
    json="render.json",
    jsonl="render.jsonl",
    csv="render.csv",
    xlsx="render.xlsx",
    parquet="render.parquet",
    ics="render.ics",
    github="render.marks",
    sarif="render.marks",
    gitlab="render.marks",
    junit="render.marks",
    cobertura="render.cobertura",
    changelog="render.changelog",
)


def formats_of(kind: type) -> Mapping[str, Format]:
    """The forms in which a kind of answer can be written."""
    return {name: each for name, each in FORMATS.items() if each.fits(kind)}
