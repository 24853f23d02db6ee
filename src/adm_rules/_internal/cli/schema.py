"""``adm-rules schema``: the JSON Schema of a kind of file, for editors and for other systems."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from adm_rules._internal.cli.options import RulesOption, rules_at
from adm_rules._internal.roots import Root


def schema(
    kind: Annotated[Root, typer.Argument(help="The kind of file.")] = Root.CASE,
    rules: RulesOption = "tirano",
) -> None:
    """Print the JSON Schema of files that a rule set judges, with the keys and the names that it declares.

    Exit codes: 0 done, 2 bad usage, 3 bad rules.
    """
    typer.echo(json.dumps(rules_at(rules).schema(kind.value), ensure_ascii=False, indent=2))
