"""Rule files, tariffs, overlays, vocabularies, examples and registers of norms, and their schemas, on mutants.

A schema is never the stricter of the two, what is wrong in shape it refuses as the loader does, and nothing crashes.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema_rs import Draft7Validator

from adm_rules._internal.diagnostics import AdmRulesError, DiagnosticsError
from adm_rules._internal.engine import load
from adm_rules._internal.review.example import read_examples
from adm_rules._internal.review.register import read_register
from adm_rules._internal.yaml_source import read
from tests.laws.model_files import replaced

ROOT: Final = Path(__file__).parents[2]
ODD: Final[tuple[Any, ...]] = (
    *(None, 0, 1, -1, True, False, "", " ", [], {}, ["a"], [[]], [None], "none", "not_set", 3.5, 10**12),
    *("2026-03-31", "2026-13-31", "12h", "10 h", "70 %", "1/2", "1/0", "1.234", "$x", "error"),
    *({"it": "a", "en": "b"}, {"it": "a"}, {"fact": "x"}),
)
VOCABULARY: Final = {
    "language": 1,
    "id": "shared",
    "names": {"venue": {"greenhouse": {"it": "serra", "en": "greenhouse"}}},
    "facts": {
        "points": {
            "per": "request",
            "kind": "count",
            "label": {"it": "punti", "en": "points"},
            "field": "more",
        }
    },
}
USES_IT: Final = (ROOT / "src/adm_rules/_internal/starter/my_district.yaml").read_text(encoding="utf-8")


@cache
def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(json.loads((ROOT / f"docs/schemas/{kind}.json").read_text(encoding="utf-8")))


@cache
def plain(path: Path) -> Any:
    """A file as data; without its pins, which are of texts and which a mutant would rarely leave alone."""
    data = json.loads(json.dumps(read(path.read_bytes(), path.name).data, default=str))
    return {key: part for key, part in data.items() if key != "pinned"}


def faults(attempt: Callable[[], object]) -> set[str]:
    try:
        attempt()
    except DiagnosticsError as error:
        return {each.code for each in error.diagnostics}
    except AdmRulesError:
        return {"refused"}
    return set()


def loaded(text: str, folder: Path) -> set[str]:
    path = folder / "mutant.json"
    path.write_text(text, encoding="utf-8")
    return faults(lambda: load(path))


def with_vocabulary(text: str, folder: Path) -> set[str]:
    """The faults of a vocabulary beside a rule file that uses it."""
    (folder / "shared.yaml").write_text(text, encoding="utf-8")
    user = USES_IT.replace("language: 1\n", "language: 1\nvocabulary: [./shared.yaml]\n", 1)
    assert user != USES_IT
    (folder / "user.yaml").write_text(user, encoding="utf-8")
    return faults(lambda: load(folder / "user.yaml"))


def paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, part in parts:
        yield from paths(part, (*path, key))


def inside(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def mutant(file: Any, choice: random.Random) -> Any:
    """The file with something else in a place, with a key more, or with one less."""
    places = [*paths(file)][1:]
    path, made = choice.choice(places), json.loads(json.dumps(file))
    place = inside(made, path)
    other = choice.choice([*ODD, *(inside(file, each) for each in choice.choices(places, k=20))])
    if not isinstance(place, dict) or not choice.randrange(3):
        return replaced(made, path, other)
    if place and choice.randrange(2):
        del place[choice.choice(list(place))]
    else:
        keys = [part for each in places for part in each if isinstance(part, str)]
        place[choice.choice([*keys, "zzz"])] = other
    return made


SETS: Final = (ROOT / "examples/districts/larino/larino.yaml", ROOT / "examples/districts/trento/trento.yaml")
TARIFFS: Final = tuple(sorted((ROOT / "examples/tariffs").glob("*.yaml")))
EXAMPLES: Final = tuple(sorted((ROOT / "rules/examples/tirano").glob("[hv]*.yaml")))
OVERLAY: Final = (ROOT / "examples/overlays/tirano_2027.yaml",)
#: Each kind of file: its schema, the files, what reads one of them, and how many mutants.
KINDS: Final[Mapping[str, tuple[str, tuple[Path, ...], Callable[[str, Path], set[str]], int]]] = {
    "rules": ("rules", SETS, loaded, 120),
    "tariffs": ("rules", TARIFFS, loaded, 400),
    "overlay": ("overlay", OVERLAY, loaded, 12),
    "vocabulary": ("vocabulary", (), with_vocabulary, 150),
    "examples": (
        "examples",
        EXAMPLES,
        lambda text, _: faults(lambda: read_examples(text, "mutant.json")),
        200,
    ),
}
#: What says something of the shape alone, and the schema refuses with the loader.
SHAPE: Final = frozenset(
    {
        *("unknown-severity", "unknown-verdict", "unknown-mode", "unknown-unit", "unknown-purpose"),
        *("empty-order", "unknown-first-day", "unknown-operator", "empty-condition", "unknown-kind"),
        *("empty-citation", "citation-not-text", "unknown-citation-key", "long-headline", "unknown-language"),
    }
)


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_and_the_loader_agree_on_mutants(kind: str, tmp_path: Path) -> None:
    schema, files, reads, number = KINDS[kind]
    choice, seen = random.Random(kind), set[bool]()
    data = [plain(path) for path in files] or [VOCABULARY]
    passed = 0
    for _ in range(number):
        file = mutant(choice.choice(data), choice)
        codes, valid = reads(json.dumps(file), tmp_path), validator(schema).is_valid(file)
        assert valid or codes, [each.message for each in validator(schema).iter_errors(file)]
        codes -= {"overlay-not-pinned"}  # `plain` takes the pins away
        assert not (valid and codes & SHAPE), codes
        passed += valid and bool(codes)
        seen |= {valid and not codes}
    assert seen == {True, False}
    assert passed <= number // 10, "more than what another line of the file, or another file, decides"


# --- registers of norms: a table schema, read here as it is meant -----------------------------------------------------


def fits(text: str) -> bool:
    """Whether a table keeps to the schema: its columns, what must be filled, patterns, and what is unique.

    Its lists (`modality`, `fate`) are checked beside the rules, by `coverage`.
    """
    schema = json.loads((ROOT / "docs/schemas/register.json").read_text(encoding="utf-8"))
    fields = {field["name"]: field["constraints"] for field in schema["fields"]}
    rows = list(csv.DictReader(io.StringIO(text)))
    if any(None in row or None in row.values() or list(row) != list(fields) for row in rows):
        return False
    ids = [row["id"] for row in rows]
    return len(set(ids)) == len(ids) and all(
        (row[name].strip() or not its["required"])
        and (not row[name].strip() or re.fullmatch(its.get("pattern", ".*"), row[name].strip(), re.DOTALL))
        for row in rows
        for name, its in fields.items()
    )


def test_a_register_and_its_schema_agree_on_mutants() -> None:
    text = (ROOT / "rules/norms/tirano.csv").read_text(encoding="utf-8")
    head, *rows = list(csv.reader(io.StringIO(text)))
    choice, verdicts = random.Random("register"), set[bool]()
    assert fits(text)
    for _ in range(400):
        own = [list(row) for row in choice.sample(rows, 6)]
        row, column = choice.choice(own), choice.randrange(len(head))
        others = ["", "zzz", "0", own[0][column], *(each[choice.randrange(len(head))] for each in own)]
        row[column] = choice.choice(others)
        if not choice.randrange(20):
            del row[-1]
        out = io.StringIO()
        csv.writer(out).writerows([head, *own])
        made = out.getvalue()
        codes = faults(lambda made=made: read_register(made, "norms.csv"))  # type: ignore[misc]
        assert fits(made) == (not codes), codes
        verdicts.add(not codes)
    assert verdicts == {True, False}


def test_what_crashed_is_told(tmp_path: Path) -> None:
    """An empty amount in a rule, a list that a fact is gathered from and that is none, a base that is no name."""
    larino = plain(SETS[0])
    nowhere = replaced(larino, ("facts", "notice_on", "pick", "from"), "1/0")
    assert "unknown-subject" in loaded(json.dumps(nowhere), tmp_path)
    example = {"id": "e", "rule": "r", "on": "2026-03-31", "root": "case", "base": [], "expect": []}
    read_ = KINDS["examples"][2]
    assert read_(json.dumps({"examples": [example]}), tmp_path) == {"unknown-base"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("severity", None),
        ("reading_dependent", "yes"),
        ("missing", "x"),
        ("missing", [3]),
        ("other_readings", {"a.b": "perhaps"}),
        ("subject", None),
        ("derogation", False),
        ("base_verdict", "perhaps"),
        ("verdict", "perhaps"),
    ],
)
def test_an_expectation_of_another_form_is_refused(key: str, value: Any) -> None:
    expected = {"verdict": "complies", key: value}
    example = {
        "id": "e",
        "rule": "r",
        "on": "2026-03-31",
        "root": "case",
        "file": {},
        "expect": [expected],
        "why": "so",
    }
    assert faults(lambda: read_examples(json.dumps({"examples": [example]}), "e.json"))
    assert not validator("examples").is_valid({"examples": [example]})


def test_what_finding_nothing_says_is_in_order() -> None:
    expected = {
        "verdict": "complies",
        "derogation": None,
        "base_verdict": None,
        "subject": "x",
        "severity": "error",
    }
    example = {"id": "e", "rule": "r", "on": "2026-03-31", "root": "case", "file": {}, "expect": [expected]}
    assert not faults(lambda: read_examples(json.dumps({"examples": [example]}), "e.json"))


def test_a_base_is_a_file() -> None:
    assert faults(lambda: read_examples('{"bases": {"a": "text"}, "examples": []}', "e.json")) == {
        "wrong-shape"
    }


@pytest.mark.parametrize("joint", ["all", "any"])
def test_a_joint_with_nothing_behind_it_is_no_condition(joint: str, tmp_path: Path) -> None:
    """`all:` with nothing behind it held of every case."""
    empty = replaced(plain(SETS[0]), ("rules", 0, "require"), {joint: None})
    assert loaded(json.dumps(empty), tmp_path) == {"empty-condition"}
    assert not validator("rules").is_valid(empty)


def test_the_body_that_adopted_an_act_is_a_text(tmp_path: Path) -> None:
    other = replaced(plain(TARIFFS[0]), ("act", "adopted", 0, "body"), False)
    assert loaded(json.dumps(other), tmp_path) == {"wrong-shape"}
    assert not validator("rules").is_valid(other)


@pytest.mark.parametrize(
    ("path", "other", "code"),
    [
        (("facts",), 5, "wrong-shape"),
        (("facts", "notice_on", "names"), ["a"], "wrong-shape"),
        (
            ("presume",),
            [{"absent": "payment", "says": {"it": "a", "en": "b"}, "unless": [None]}],
            "wrong-shape",
        ),
        (
            ("presume",),
            [{"absent": "payment", "says": {"it": "a", "en": "b"}, "unless": [{}]}],
            "wrong-shape",
        ),
    ],
)
def test_another_shape_is_told_where_all_stages_look_on(
    path: tuple[str, ...], other: Any, code: str, tmp_path: Path
) -> None:
    larino = plain(SETS[0])
    assert code in loaded(json.dumps(_set(larino, path, other)), tmp_path)
    assert not validator("rules").is_valid(_set(larino, path, other))


def _set(data: Any, path: tuple[str, ...], other: Any) -> Any:
    key, *below = path
    return {**data, key: _set(data[key], tuple(below), other) if below else other}


def test_readings_that_are_gone_are_told_by_every_rule(tmp_path: Path) -> None:
    """A rule whose answer stands for good asks which option holds, of a reading that there is not."""
    tirano = plain(ROOT / "rules/tirano.yaml")
    assert "unknown-reading" in loaded(json.dumps({**tirano, "readings": None}), tmp_path)
