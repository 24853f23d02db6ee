"""The schemas for editors: they accept what loads, refuse what has no such shape, and know the loader's keys."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft7Validator
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.cli.schema import FileKind
from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import available, load
from adm_rules._internal.engine.stored import SCHEMAS as ANSWERS
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.roots import Root
from adm_rules._internal.schemas.documents import DOCUMENTS, schema_text
from adm_rules._internal.schemas.vocabulary import of_rules
from adm_rules._internal.yaml_source import read
from tests.laws.model_files import leaves, replaced
from tests.rules.test_bad_rules import FILES, expected, rule_text

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "docs" / "schemas"
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")
WRITTEN = sorted(
    path
    for folder in (
        "rules",
        "examples/overlays",
        "examples/tariffs",
        "examples/tables",
        "examples/districts/trento",
        "examples/districts/larino",
    )
    for path in (ROOT / folder).rglob("*.yaml")
)


@cache
def validator(kind: str) -> Draft7Validator:
    """The committed schema of a kind of file."""
    return Draft7Validator(json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8")))


def data_of(path: Path) -> Any:
    return read(path.read_bytes(), path.name).data


# --- what loads is accepted -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WRITTEN, ids=[path.relative_to(ROOT).as_posix() for path in WRITTEN])
def test_every_file_names_its_schema_and_keeps_to_it(path: Path) -> None:
    found = MODELINE.fullmatch(path.read_text(encoding="utf-8").partition("\n")[0])
    assert found is not None, "the first line names the schema"
    schema = (path.parent / found[1]).resolve()
    assert schema.parent == SCHEMAS
    assert [error.message for error in validator(schema.stem).iter_errors(data_of(path))] == []


def test_the_files_to_start_from_keep_to_the_schemas_beside_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["new", "district", "valle"]).exit_code == 0
    for path in (tmp_path / "valle").rglob("*.yaml"):
        found = MODELINE.match(path.read_text(encoding="utf-8"))
        assert found is not None
        schema = (path.parent / found[1]).resolve()
        assert schema.read_text(encoding="utf-8") == (SCHEMAS / schema.name).read_text(encoding="utf-8")
        assert validator(schema.stem).is_valid(data_of(path))


def test_the_schemas_are_schemas() -> None:
    assert sorted(path.stem for path in SCHEMAS.glob("*.json")) == sorted(DOCUMENTS)
    for kind in set(DOCUMENTS) - {"register"}:
        validator(kind)  # is made of nothing but a schema


# --- what has no such shape is refused --------------------------------------------------------------------------------

_SHAPE = """
citation-not-a-mapping citation-not-text empty-condition empty-order fact-name field-place long-headline missing-key
uncited-rule uncited-value unknown-citation-key unknown-consequence unknown-disputed-severity unknown-expired
unknown-first-day unknown-gap unknown-kind unknown-language unknown-mode unknown-of-several unknown-on unknown-operator
unknown-order unknown-purpose unknown-saturday unknown-severity unknown-unit wrong-operator wrong-shape
"""
_BEYOND = """
indicator-in-whole-numbers-with-decimals indicator-of-a-fact-attested
indicator-of-a-fact-that-lasts purpose-band-without-ends tariff-both terms-suspended-all-year two-conditions
yearly-value-not-set
"""
#: Codes of the loader that say something of the shape alone: whatever file has one, the schema refuses it.
SHAPE = frozenset(_SHAPE.split())
#: Files of a wrong shape that the schema lets pass: what does not go together, and two conditions in one mapping, of
#: which an editor that knew it would complete none.
BEYOND = frozenset(_BEYOND.split())


def _shape_codes(path: Path) -> frozenset[str]:
    return SHAPE & set(re.findall(r"error\[([a-z-]+)\]", expected(path)))


MISSHAPEN = [path for path in FILES if _shape_codes(path) and path.stem != "not-yaml"]


@pytest.mark.parametrize("path", MISSHAPEN, ids=[path.stem for path in MISSHAPEN])
def test_what_is_wrong_in_shape_is_refused(path: Path) -> None:
    assert validator("rules").is_valid(read(rule_text(path), path.name).data) == (path.stem in BEYOND)


def test_every_code_of_shape_has_a_file() -> None:
    assert {code for path in MISSHAPEN for code in _shape_codes(path)} == SHAPE


def _spoilt(text: str, before: str, after: str) -> Any:
    assert before in text
    return read(text.replace(before, after, 1), "spoilt.yaml").data


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "require: {direct_time: {at_most: {fact: authorised_week_time}}}",
            "require: {direct_time: {at_most: {fact: authorised_weektime}}}",
        ),
        ("{at_most: $weekly_cap}", "{at_most: $weekly_capp}"),
        ("{at_most: $weekly_cap}", "{at_most: 10 hours}"),
        ("{at_most: $weekly_cap}", "{includes: $weekly_cap}"),
        ("require: {direct_time:", "require: {direct_tme:"),
        ("require: {direct_time:", "require: {isee_amount_of_nobody:"),
        ("acts: social_worker", "acts: social_wrker"),
        ("severity: warning", "severity: fatal"),
    ],
)
def test_the_schema_of_one_rule_file_knows_its_values_and_names(before: str, after: str) -> None:
    exact = _exact()
    text = (ROOT / "rules/tirano.yaml").read_text(encoding="utf-8")
    assert not exact.is_valid(_spoilt(text, before, after))


@cache
def _exact() -> Draft7Validator:
    return Draft7Validator(DOCUMENTS["rules"].schema(of_rules(load("tirano"))))


def test_a_rule_file_keeps_to_the_schema_of_itself() -> None:
    for name in available():
        exact = Draft7Validator(DOCUMENTS["rules"].schema(of_rules(load(name))))
        assert [each.message for each in exact.iter_errors(data_of(ROOT / f"rules/{name}.yaml"))] == []


# --- the keys are those of the loader ---------------------------------------------------------------------------------


def _mappings(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...]]]:
    """Where the loader expects a mapping with given keys, and the keys that it needs there."""
    seen: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[str | int, ...]] = {}
    read_mapping = Faults.mapping

    def record(
        self: Faults,
        data: Any,
        at: Any,
        required: Sequence[str] = (),
        optional: Sequence[str] = (),
        **more: Any,
    ) -> Any:
        if isinstance(data, dict):
            seen.setdefault((tuple(required), tuple(optional)), tuple(at))
        return read_mapping(self, data, at, required, optional, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Faults, "mapping", record)
        load(path)
    return ((at, needed) for (needed, _), at in seen.items())


def _inside(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def _is_there(data: Any, path: tuple[str | int, ...]) -> bool:
    try:
        return isinstance(_inside(data, path), dict)
    except (KeyError, IndexError, TypeError):
        return False


KEYED = [
    "examples/districts/trento/trento.yaml",
    "examples/tariffs/bands.yaml",
    "examples/overlays/tirano_2027.yaml",
]


@pytest.mark.parametrize("name", KEYED)
def test_another_key_and_a_lacking_one_are_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ROOT / name
    data, kind = data_of(path), validator("overlay" if "overlays" in name else "rules")
    for at, needed in islice(_mappings(path, monkeypatch), 0, None, 3):  # validating takes long
        if not _is_there(data, at) or set(needed) - set(_inside(data, at)):
            continue  # in a recipe of the library, or in the base of an overlay
        with_another = deepcopy(data)
        _inside(with_another, at)["another_key"] = None
        assert not kind.is_valid(with_another), at
        for key in needed:
            without = deepcopy(data)
            del _inside(without, at)[key]
            assert not kind.is_valid(without), (*at, key)


def test_what_loads_of_mutants_is_accepted(tmp_path: Path) -> None:
    path, choice = tmp_path / "mutant.json", random.Random(11)
    data = json.loads(json.dumps(data_of(ROOT / "examples/districts/larino/larino.yaml"), default=str))
    values = [_inside(data, at) for at in leaves(data)]
    loaded = 0
    for _ in range(40):
        mutant = replaced(data, choice.choice(list(leaves(data))), choice.choice([*values, None, 0, "none"]))
        path.write_text(json.dumps(mutant), encoding="utf-8")
        try:
            load(path)
        except DiagnosticsError:
            continue
        loaded += 1
        assert validator("rules").is_valid(mutant)
    assert loaded


@pytest.mark.parametrize("other", ["[[]]", "[null]", "[true]", "[{a: b}]"])
def test_a_norm_is_a_text_for_both(other: str, tmp_path: Path) -> None:
    text = (ROOT / "rules/tirano.yaml").read_text(encoding="utf-8")
    path = tmp_path / "tirano.yaml"
    path.write_text(re.sub(r"norms: \[[^]]*\]", f"norms: {other}", text, count=1), encoding="utf-8")
    assert not validator("rules").is_valid(data_of(path))
    with pytest.raises(DiagnosticsError, match="an item of `norms` must be a text"):
        load(path)


@pytest.mark.parametrize("key", ["severity: error", "kind: minutes"])
def test_a_key_with_nothing_behind_it_lacks(key: str, tmp_path: Path) -> None:
    text = (ROOT / "rules/tirano.yaml").read_text(encoding="utf-8")
    path = tmp_path / "tirano.yaml"
    path.write_text(text.replace(key, key.partition(" ")[0], 1), encoding="utf-8")
    with pytest.raises(DiagnosticsError, match=f"lacks the key `{key.partition(':')[0]}`"):
        load(path)


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_prints_each_kind() -> None:
    assert {kind.value for kind in FileKind} == {*map(str, Root), *DOCUMENTS, *ANSWERS}
    for kind in DOCUMENTS:
        done = CliRunner().invoke(app, ["schema", kind])
        assert (done.exit_code, done.stdout) == (0, (SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))


def empty_lists(schema: Any) -> list[Any]:
    """The lists of words that have none: editors refuse the whole schema for one."""
    inside = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = [schema] if isinstance(schema, dict) and schema.get("enum") == [] else []
    return [*own, *(found for each in inside for found in empty_lists(each))]


def test_a_rule_set_without_readings_has_a_schema_that_editors_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["new", "district", "valle"]).exit_code == 0
    done = CliRunner().invoke(app, ["schema", "rules", "--rules", "valle/valle.yaml"])
    assert empty_lists(json.loads(done.stdout)) == []
    assert empty_lists({"a": [{"enum": []}], "b": {"enum": ["x"]}}) == [{"enum": []}]


def test_the_command_prints_that_of_one_rule_set() -> None:
    done = CliRunner().invoke(app, ["schema", "rules", "--rules", "scheda_comunale"])
    assert done.stdout == schema_text(DOCUMENTS["rules"].schema(of_rules(load("scheda_comunale"))))
