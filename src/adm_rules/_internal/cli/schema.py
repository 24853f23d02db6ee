"""``adm-rules schema``: JSON Schemas of the files that are judged and of the answers that are stored."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

from adm_rules._internal.cli.options import rules_at
from adm_rules._internal.cli.parameters import argument, option
from adm_rules._internal.cli.terminal import echo
from adm_rules._internal.engine import available
from adm_rules._internal.engine.stored import SCHEMAS
from adm_rules._internal.schemas.documents import DOCUMENTS, schema_text
from adm_rules._internal.schemas.vocabulary import of_all, of_rules


class FileKind(StrEnum):
    """A kind of file: one that rules judge, one that people write them in, or a stored answer."""

    CASE = "case"
    AGENCY = "agency"
    CONTRACT = "contract"
    DISTRICT = "district"
    RULES = "rules"
    OVERLAY = "overlay"
    VOCABULARY = "vocabulary"
    EXAMPLES = "examples"
    MAPPING = "mapping"
    REGISTER = "register"
    REPORT = "report"
    DEADLINES = "deadlines"
    COPAYMENT = "copayment"
    STATEMENT = "statement"
    BUDGET = "budget"
    INSTALMENTS = "instalments"
    QUEUE = "queue"
    PORTFOLIO = "portfolio"


_JUDGED_BY = "tirano"


def schema(
    kind: Annotated[FileKind, argument(help="The kind of file.")] = FileKind.CASE,
    rules: Annotated[
        str | None,
        option(
            help="For files beside this rule set, by name or path: with the facts, names and values that it declares.",
            show_default=f"{_JUDGED_BY} for files that rules judge, else any",
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of a kind of file, for editors and for other systems.

    A `register` is a table: its schema is a table schema. Exit codes: 0 done, 2 bad usage, 3 bad rules.
    """
    if kind in DOCUMENTS:
        known = of_all(map(rules_at, available())) if rules is None else of_rules(rules_at(rules))
        echo(schema_text(DOCUMENTS[kind].schema(known)), nl=False)
        return
    if kind in SCHEMAS:
        echo(json.dumps(SCHEMAS[kind], ensure_ascii=False, indent=2))
        return
    found = rules_at(rules or _JUDGED_BY).schema(kind.value)
    echo(json.dumps(found, ensure_ascii=False, indent=2))
