"""``adm-rules new``: files to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from adm_rules._internal.cli.options import told
from adm_rules._internal.engine import available, load
from adm_rules._internal.review.starter import begin
from adm_rules._internal.schemas.documents import schema_texts
from adm_rules._internal.schemas.vocabulary import of_all

#: The kinds of files whose first line names a schema.
_EDITED = ("rules", "examples")
new = typer.Typer(no_args_is_help=True, help="Write files to start from.")


@new.callback()
def _new() -> None:
    """Write files to start from."""


@new.command("district")
def district(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR|NAME", help="The folder to write; its name is the rule set's.")
    ],
) -> None:
    """Write a rule set of one's own, its register and its examples, and the schemas that editors read."""
    with told():
        texts = schema_texts(of_all(map(load, available())))
        made = begin(folder, {f"schemas/{kind}.json": texts[kind] for kind in _EDITED})
    for path in made:
        typer.echo(f"{path}: written")
    typer.echo(f"next: adm-rules show {made[0]}")
