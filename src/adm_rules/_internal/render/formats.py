"""Every form of output; a new one is a file beside this one and a name in `FORMATS`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from adm_rules._internal.render.changelog import CHANGELOG
from adm_rules._internal.render.cobertura import COBERTURA
from adm_rules._internal.render.csv import CSV
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.html import HTML
from adm_rules._internal.render.ics import ICS
from adm_rules._internal.render.json import JSON
from adm_rules._internal.render.jsonl import JSONL
from adm_rules._internal.render.markdown import MARKDOWN
from adm_rules._internal.render.marks import GITHUB, GITLAB, JUNIT, SARIF
from adm_rules._internal.render.parquet import PARQUET
from adm_rules._internal.render.text import TEXT
from adm_rules._internal.render.xlsx import XLSX

#: By name, the one that is printed unless another is asked for first.
FORMATS: Final[Mapping[str, Format]] = {
    each.name: each
    for each in (
        *(TEXT, MARKDOWN, HTML, JSON, JSONL, CSV, XLSX, PARQUET, ICS),
        *(GITHUB, SARIF, GITLAB, JUNIT, COBERTURA, CHANGELOG),
    )
}


def formats_of(kind: type) -> Mapping[str, Format]:
    """The forms in which a kind of answer can be written."""
    return {name: each for name, each in FORMATS.items() if each.fits(kind)}
