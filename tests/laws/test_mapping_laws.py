"""Mappings of tables and their JSON Schema agree on mutants; the schema is never the stricter of the two."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from jsonschema_rs import Draft7Validator

from adm_rules._internal.diagnostics import AdmRulesError, DiagnosticsError
from adm_rules._internal.tables.importing import load_mapping
from adm_rules._internal.tables.reading import CELL, ROWS
from adm_rules._internal.yaml_source import read
from tests.laws.model_files import replaced

ROOT: Final = Path(__file__).parents[2]
FAULTY: Final = sorted((ROOT / "tests" / "rules" / "bad_files" / "tables").glob("*.yaml"))
#: What another line of the mapping decides, or what is outside of it: docs/editor.md lists it.
BEYOND: Final = frozenset(
    {
        *("unknown-name", "unknown-codes", "unknown-list", "unknown-municipality", "unknown-timezone"),
        *("unknown-encoding", "no-days", "no-owner"),
    }
)
ODD: Final[tuple[Any, ...]] = (
    *(
        None,
        0,
        1,
        True,
        False,
        "",
        " ",
        [],
        {},
        ["a"],
        [[]],
        [None],
        "none",
        "unknown",
        "hours",
        3.5,
        "2026-03-31",
    ),
    *(
        {"column": "x"},
        {"const": "none"},
        {"table": "t", "of": "i"},
        {"column": "x", "codes": {}},
        {"rows": []},
    ),
    *({"column": "x", "split": ","}, {"column": "x", "empty": "none"}, {"columns": ["a", "b"]}, "20260331"),
    *(
        {"column": "x", "format": "a{}"},
        {"column": "x", "each": "tag", "codes": "area"},
        {"column": "x", "of": "y"},
    ),
)
KEYS: Final = (*ROWS, *CELL, "id", "birth_date", "service", "start", "from", "tag", "zzz")


@cache
def validator() -> Draft7Validator:
    return Draft7Validator(json.loads((ROOT / "docs/schemas/mapping.json").read_text(encoding="utf-8")))


@cache
def example() -> Any:
    found = read((ROOT / "examples/tables/mapping.yaml").read_bytes(), "mapping.yaml").data
    return json.loads(json.dumps(found, default=str))


def codes_of(mapping: Any) -> set[str] | None:
    """The codes of what is wrong with a mapping; None where the rule set that it names is none."""
    try:
        load_mapping(json.dumps(mapping, default=str).encode())
    except DiagnosticsError as error:
        return {each.code for each in error.diagnostics}
    except AdmRulesError:
        return None
    return set()


def paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in parts:
        yield from paths(value, (*path, key))


def inside(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def mutant(choice: random.Random) -> Any:
    """The example with something else in a place, with a key more, or with one less."""
    places = [*paths(example())][1:]
    path, mapping = choice.choice(places), json.loads(json.dumps(example()))
    place = inside(mapping, path)
    other = choice.choice([*ODD, *(inside(example(), each) for each in choice.sample(places, 20))])
    if not isinstance(place, dict) or choice.randrange(3) == 0:
        return replaced(mapping, path, other)
    if place and choice.randrange(2):
        del place[choice.choice(list(place))]
    else:
        place[choice.choice(KEYS)] = other
    return mapping


@pytest.mark.parametrize("seed", range(4))
def test_the_schema_and_the_reader_agree_on_mutants(seed: int) -> None:
    choice = random.Random(seed)
    verdicts: list[bool] = []
    for _ in range(150):
        mapping = mutant(choice)
        codes = codes_of(mapping)
        if codes is None:
            continue
        valid = validator().is_valid(mapping)
        assert valid or codes, [each.message for each in validator().iter_errors(mapping)]
        assert not (valid and codes) or codes & BEYOND, (codes, mapping)
        verdicts.append(valid)
    assert {*verdicts} == {True, False}


@pytest.mark.parametrize("path", FAULTY, ids=[path.stem for path in FAULTY])
def test_what_is_wrong_in_a_mapping_is_refused_or_listed(path: Path) -> None:
    mapping = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8"))["mapping"], default=str))
    codes = codes_of(mapping)
    assert codes is not None
    assert validator().is_valid(mapping) == (codes <= BEYOND)


def test_what_does_nothing_beside_each_and_what_is_no_regular_expression_pass() -> None:
    for cell, code in (
        ({"column": "x", "each": "tag", "secret": "KEY"}, "wrong-shape"),
        ({"column": "x", "each": "tag", "split": "["}, "wrong-value"),
    ):
        plan = ("case", "interventions", "plans", "objectives")
        mapping = replaced(example(), plan, cell)
        assert codes_of(mapping) == {code}
        assert validator().is_valid(mapping)
