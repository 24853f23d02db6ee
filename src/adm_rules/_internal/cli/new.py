"""``adm-rules new``: files to start from."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

from adm_rules._internal.cli.options import day_option, names_beginning, told
from adm_rules._internal.cli.parameters import CommandGroup, argument, option
from adm_rules._internal.cli.terminal import echo, unknown
from adm_rules._internal.engine import available, load
from adm_rules._internal.lint.beginning import Beginning
from adm_rules._internal.lint.check_stub import begin_check
from adm_rules._internal.report import Severity
from adm_rules._internal.review.modality import MODALITIES
from adm_rules._internal.review.starter import begin
from adm_rules._internal.review.stubs import NewNorm, NewRule, fact_lines, value_lines
from adm_rules._internal.schemas.documents import schema_texts
from adm_rules._internal.schemas.vocabulary import of_all
from adm_rules._internal.texts import Text

#: The kinds of files whose first line names a schema.
_EDITED = ("rules", "examples")
new: Final = CommandGroup("Write files to start from.")


@new.command
def district(
    folder: Annotated[
        Path, argument(metavar="DIR|NAME", help="The folder to write; its name is the rule set's.")
    ],
) -> None:
    """Write a rule set of one's own, its register and its examples, and the schemas that editors read."""
    with told():
        texts = schema_texts(of_all(map(load, available())))
        made = begin(folder, {f"schemas/{kind}.json": texts[kind] for kind in _EDITED})
    for path in made:
        echo(f"{path}: written")
    echo(f"next: adm-rules show {made[0]}")


RulesFile = Annotated[
    str,
    option("--rules", metavar="AMBITO|FILE", help="The rule set to add to.", autocompletion=names_beginning),
]
NormOption = Annotated[str, option(metavar="ID", help="The norm of the register; a new one gets a row.")]
ArticleOption = Annotated[str, option(metavar="N", help="The article of the act.")]
ItOption = Annotated[str | None, option("--it", help="The label in Italian.", show_default="its name")]
EnOption = Annotated[str | None, option("--en", help="The label in English.", show_default="its name")]


def _label(name: str, it: str | None, en: str | None) -> Text:
    plain = name.replace("_", " ")
    return Text(it or plain, en or plain)


def _write(begun: Beginning, next_: str) -> None:
    """Write what was begun, and say what is left to do."""
    left = begun.write()
    for path in begun.texts:
        echo(f"{path}: written")
    for each in left:
        echo(f"left to do: {each}")
    echo(f"next: {next_}")


@new.command
def rule(  # noqa: PLR0913, PLR0917 - every option is a parameter
    name: Annotated[str, argument(metavar="ID", help="Its id, such as hours.weekly-cap.")],
    rules: RulesFile,
    norm: NormOption,
    article: ArticleOption,
    require: Annotated[
        str,
        option(metavar="CONDITION", help="What it requires, such as 'session_time: {at_most: $cap}'."),
    ],
    when: Annotated[str | None, option(metavar="CONDITION", help="When it applies.")] = None,
    per: Annotated[
        str | None,
        option(metavar="SUBJECT", help="What it judges.", show_default="that of the first fact"),
    ] = None,
    severity: Annotated[
        Severity | None, option(help="Of a breach.", show_default="by how the norm speaks")
    ] = None,
    modality: Annotated[str, option(metavar="|".join(MODALITIES), help="How a new norm speaks.")] = "must",
    it: Annotated[str, option(help="A new norm in Italian, in a sentence.")] = "Da riassumere.",
    en: Annotated[str, option(help="A new norm in English, in a sentence.")] = "To be summed up.",
) -> None:
    """Write a rule, its row in the register, and an example for each verdict and side of a limit that is found.

    What the examples expect is what the rule says now: look at each. Exit codes: 0 done, 2 bad usage, 3 the rule would
    not load; then nothing is written.
    """
    if modality not in MODALITIES:
        unknown("modality", modality, MODALITIES)
    with told():
        begun = Beginning(rules)
        begun.rule(
            NewRule(name, norm, article, require, when, per, severity),
            NewNorm(norm, article, Text(it, en), modality),
        )
        _write(begun, f"adm-rules show {rules} {name}")


@new.command
def value(  # noqa: PLR0913, PLR0917 - every option is a parameter
    name: Annotated[str, argument(metavar="NAME", help="Its name, such as weekly_cap.")],
    rules: RulesFile,
    kind: Annotated[str, option(help="Its kind, such as minutes, days, fraction, money or set.")],
    amount: Annotated[
        str | None,
        option("--is", metavar="AMOUNT", help="What the act sets.", show_default="nobody set it"),
    ] = None,
    article: Annotated[str, option(metavar="N", help="The article that sets it.")] = "1",
    since: Annotated[
        datetime | None,
        day_option("--from", help="Since when it holds."),
    ] = None,
    of: Annotated[str | None, option(metavar="LIST", help="Of a set, the list of its names.")] = None,
    norm: Annotated[str | None, option(metavar="ID", help="The norm that it holds, if it has one.")] = None,
    it: ItOption = None,
    en: EnOption = None,
) -> None:
    """Write a value under `values:`; without an amount as one that no act has set.

    Exit codes: 0 done, 2 bad usage, 3 the value would not load; then nothing is written.
    """
    label = _label(name, it, en)
    day = None if since is None else since.date().isoformat()
    with told():
        begun = Beginning(rules)
        lines = value_lines(name, kind, label, of, None if amount is None else (day, amount, article))
        begun.entry("values", lines, name, None if norm is None else NewNorm(norm, article, label))
        _write(begun, f"name it in a rule: ${name}")


@new.command
def fact(  # noqa: PLR0913, PLR0917 - every option is a parameter
    name: Annotated[str, argument(metavar="NAME", help="Its name, such as proposal_on.")],
    rules: RulesFile,
    per: Annotated[str, option(metavar="SUBJECT", help="Whose fact it is, such as case or session.")],
    kind: Annotated[str, option(help="Its kind, such as bool, event, minutes or enum.")],
    recipe: Annotated[
        str | None,
        option(
            metavar="RECIPE",
            help="How it is made, such as 'count: {from: session}'.",
            show_default="read from files",
        ),
    ] = None,
    names: Annotated[str | None, option(metavar="LIST", help="The list of its names.")] = None,
    it: ItOption = None,
    en: EnOption = None,
) -> None:
    """Write a fact under `facts:`: made by a recipe, or one that files hold under `more`.

    Exit codes: 0 done, 2 bad usage, 3 the fact would not load; then nothing is written.
    """
    with told():
        begun = Beginning(rules)
        more = [f"names: {names}"] if names else []
        lines = fact_lines(name, per, kind, _label(name, it, en), [*more, recipe or "field: more"])
        begun.entry("facts", lines, name, None)
        _write(begun, f"ask it in a rule: {name}")


@new.command
def check(
    code: Annotated[str, argument(metavar="CODE", help="Its code, such as title-too-long.")],
) -> None:
    """Write a check of `lint` to start from, in a checkout of the library: its docstring is its page and its test.

    Exit codes: 0 done, 2 there is such a check, or no checkout.
    """
    with told():
        path = begin_check(code)
    echo(
        f"{path}: written\nnext: write what it finds, then pytest tests/unit/test_lint.py -k {code}; make regenerate"
    )
