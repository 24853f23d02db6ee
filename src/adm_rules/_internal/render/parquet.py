"""Answers as one table in a Parquet file: the findings of reports, deadlines, the lines of a statement."""

from __future__ import annotations

import io
from typing import Any, Final

from adm_rules._internal.columnar import Frame, arrow
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.render.sheets import SHEETS, first_sheet
from adm_rules._internal.render.trial import trial_code


def _made(answers: Answers[Any], page: Page) -> bytes:
    arrow()
    from pyarrow import parquet

    sheet = first_sheet(answers.kind)
    rows = (row for _, answer in answers.each for row in sheet.rows(answer, page.lang))
    table = Frame(sheet.frame.name, sheet.frame.columns, rows).to_arrow()
    rules = answers.rules
    known = {} if rules is None else {"rules": rules.id, "version": rules.regulation.version}
    tried = {"trial": trial_code(answers.trial)} if answers.trial else {}
    on = {} if answers.on is None else {"on": answers.on.isoformat()}
    table = table.replace_schema_metadata({"adm_rules": sheet.frame.name, **known, **on, **tried})
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


PARQUET: Final = Format(
    "parquet", ".parquet", "a Parquet file for data frames", lambda kind: kind in SHEETS, made=_made
)
