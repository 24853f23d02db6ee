"""A file's JSON Schema and its models agree on mutants; what the schema alone lets pass, the page of files lists.

The schema is never the stricter of the two.
"""

from __future__ import annotations

import json
import random
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from adm_rules import CaseError, available
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.roots import Root
from tests.laws.model_files import leaves, records, replaced
from tests.laws.test_acceptance_laws import ODD, spoilt, suite
from tests.unit.test_json_schema import beyond

each_root = pytest.mark.parametrize("root", list(Root))
each_set = pytest.mark.parametrize("name", available())

#: At the edges of single values, and other forms of the same.
EDGES: Final[tuple[Any, ...]] = (
    *ODD, "-0", "-0.00", -0.01, 12.505, 10**13 - 1, 10**13, "9" * 13, "9" * 14, "0" * 18, "0" * 19, "0.1234567",
    "1/0", "0/0", "1/00", 1.0, "RSSMRA" + "80A01F205X", "a" * 64, "a" * 65, "é", "2026-03-02T00:00+01:00",
    "2026-03-01T23:00Z", "2026-03-02T00:00:00.000", "2026-03-02T00:00+16:00", "2026-03-02T14:30-15:59",
    "2000-02-29", "1900-02-29", "2100-02-29", "2024-02-29", "2023-02-29", "2026-04-31", "2026-13-01", "2200-01-01",
    "2199-12-31", "24:01", "00:00", "2026-03-02T24:00", "2026-03-02T14:30+0200", "2026-03-02T14:30+02", "Sondrio ",
    "i1\n", [None], [1], [{}], {"items": None}, {"complete_until": "2026-01-01"}, {"other/a": {}}, 1200, 1201,
    "SO", "so",
)  # fmt: skip


@cache
def judged(name: str) -> RuleSet:
    return load(name)


@cache
def validator(name: str, root: str) -> Draft202012Validator:
    return Draft202012Validator(judged(name).schema(root))


def edited(value: Any, choice: random.Random) -> Any:
    """A single value with a slip of the pen in it."""
    if isinstance(value, str) and value:
        at, other = choice.randrange(len(value)), choice.choice("0123456789-:T/.Zaz ")
        return value[:at] + choice.choice(["", other, other + value[at]]) + value[at + 1 :]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return choice.choice([value + 1, -value, value + 0.5, str(value), value * 10**9])
    return choice.choice(EDGES)


def mutant(file: dict[str, Any], choice: random.Random) -> Any:
    places = list(leaves(file))
    if not places or not choice.randrange(4):
        return spoilt(file, choice)
    path, value = choice.choice(places), file
    for part in path:
        value = value[part]  # type: ignore[index]
    return replaced(file, path, choice.choice(EDGES) if choice.randrange(2) else edited(value, choice))


def agree(name: str, root: str, file: Any) -> bool:
    """Whether the model accepts a file, and the schema with it, but for what the page lists."""
    valid = validator(name, root).is_valid(file)
    try:
        as_model(root, file, judged(name).regulation)
    except CaseError as error:
        codes = {each.code for each in error.diagnostics}
        assert not valid or codes <= beyond(), codes - beyond()
        return False
    assert valid, [each.message for each in validator(name, root).iter_errors(file)]
    return True


@each_set
def test_mutants_of_examples(name: str) -> None:
    choice = random.Random(name)
    verdicts: set[bool] = set()
    for example in choice.sample(suite(name).examples, 12):
        for root, data in example.files.items():
            file = json.loads(json.dumps(data, default=str))
            assert agree(name, root, file)
            verdicts |= {agree(name, root, mutant(file, choice)) for _ in range(6)}
    assert verdicts == {True, False}


@each_root
@given(data=st.data(), choice=st.randoms(use_true_random=False))
def test_mutants_of_drawn_files(root: Root, data: st.DataObject, choice: random.Random) -> None:
    file = data.draw(records(root.model()))
    for _ in range(6):
        agree("tirano", root, mutant(file, choice))
