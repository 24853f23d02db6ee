"""The JSON Schema of the four kinds of file: it accepts what the models accept, on every shipped example.

On mutants of them as well: `tests/laws/test_schema_laws.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema_rs import Draft202012Validator

from adm_rules import CaseError
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.facts.derive import MODELS
from adm_rules._internal.yaml_source import read_data

ROOT: Final = Path(__file__).parents[2]
FOLDERS: Final = {"cases": "case", "agencies": "agency", "contracts": "contract", "districts": "district"}


@cache
def validator(root: str) -> Draft202012Validator:
    return Draft202012Validator(MODELS[root].model_json_schema())


def files() -> Iterator[Any]:
    for folder, root in FOLDERS.items():
        for path in sorted((ROOT / "examples" / folder).glob("*.yaml")):
            yield pytest.param(path, root, id=f"{folder}-{path.stem}")


@pytest.mark.parametrize(("path", "root"), list(files()))
def test_the_schema_accepts_every_example(path: Path, root: str) -> None:
    source = read_data(path.read_bytes(), path.name)
    assert validator(root).is_valid(json.loads(json.dumps(source.data, default=str)))
    assert validator(root).is_valid(
        MODELS[root].model_validate(source.data).model_dump(mode="json", exclude_none=True)
    )


WHOLE: Final = {"id": "c", "birth_date": "2014-05-20"}


@pytest.mark.parametrize(
    "more",
    [
        {"residence": "tirano"},
        {"residence": [{"municipality": "tirano", "from": "none"}]},
        {"residence": {"items": [], "complete_until": "2026-01-31"}},
        {"in_charge": "minors_protection"},
        {"requests": []},
        {"need_assessed_on": "none"},
        {"need_assessed_on": None},
        {"payments": [{"amount": "12.50"}, {"amount": -3}]},
    ],
)
def test_forms_that_the_models_accept(more: dict[str, Any]) -> None:
    MODELS["case"].model_validate({**WHOLE, **more})
    assert validator("case").is_valid({**WHOLE, **more})


@pytest.mark.parametrize(
    "more",
    [
        {"residence": "none"},
        {"residence": 14066},
        {"lives_with": "nobody"},
        {"requests": "none"},
        {"no_such_key": 1},
        {"school_level": "university"},
        {"school_year": -1},
        {"disability": "yes"},
        {"id": "no spaces"},
        {"id": "none"},
        {"id": "RSSMRA" + "80A01F205X"},
        {"birth_date": "2014-02-29"},
        {"birth_date": "2014-05-20T12:00"},
        {"isee": [{"value": -1}]},
        {"isee": [{"value": "-1"}]},
        {"more": {"other/a": {}}},
        {"risk_flags": ["high_conflict", "high_conflict"]},
    ],
)
def test_forms_that_the_models_refuse(more: dict[str, Any]) -> None:
    with pytest.raises(CaseError):
        as_model("case", {**WHOLE, **more})
    assert not validator("case").is_valid({**WHOLE, **more})


# --- what JSON Schema cannot say --------------------------------------------------------------------------------------


@cache
def beyond() -> set[str]:
    """The faults that docs/models.md lists as those that a schema lets pass."""
    page = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")
    section = page.partition("## JSON Schema\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    return {code for row in rows for code in re.findall("`([a-z-]+)`", row.split("|")[1])}


SESSION: Final = {"start": "2026-03-02T15:00", "activity": "direct", "status": "delivered"}
ONE: Final = {"id": "i", "service": "home_education"}
ASKED: Final = {"id": "r", "type": "activation", "submitted_on": "2026-01-12"}
BEYOND: Final[dict[str, dict[str, Any]]] = {
    "duplicate-id": {"requests": [ASKED, ASKED]},
    "unknown-reference": {"requests": [ASKED], "interventions": [{**ONE, "request": "s"}]},
    "wrong-owner": {
        "requests": [ASKED], "interventions": [ONE], "court_report_on": [{"on": "2026-02-01", "for": "r"}],
    },
    "end-before-start": {"residence": [{"municipality": "tirano", "from": "2026-02-01", "to": "2026-01-01"}]},
    "overlapping-history": {
        "residence": [{"municipality": each, "from": "2020-01-01", "to": "none"} for each in ("tirano", "teglio")]
    },
    "born-too-late": {"requests": [{**ASKED, "submitted_on": "2014-01-01"}]},
    "contradiction": {"interventions": [{**ONE, "started_on": "none", "sessions": [SESSION]}]},
    "session-too-long": {"interventions": [{**ONE, "sessions": [{**SESSION, "end": "2026-03-04T15:00"}]}]},
    "session-without-length": {"interventions": [{**ONE, "sessions": [{**SESSION, "end": SESSION["start"]}]}]},
    "session-without-users": {"interventions": [{**ONE, "sessions": [{**SESSION, "users_present": 0}]}]},
    "not-a-municipality": {"residence": "atlantide"},
    "day-with-time": {"need_assessed_on": "2026-03-02T15:00Z"},
    "ambiguous-time": {"interventions": [{**ONE, "sessions": [{**SESSION, "start": "2026-10-25T02:30"}]}]},
    "time-that-does-not-exist": {
        "interventions": [{**ONE, "sessions": [{**SESSION, "start": "2026-03-29T02:30"}]}],
    },
    "not-an-amount": {"isee": [{"value": 12.505}]},
    "not-a-whole-number": {"school_year": 1.0},
}  # fmt: skip


@pytest.mark.parametrize("code", BEYOND)
def test_what_only_the_models_tell(code: str) -> None:
    with pytest.raises(CaseError) as refused:
        as_model("case", {**WHOLE, **BEYOND[code]})
    assert {each.code for each in refused.value.diagnostics} == {code}
    assert validator("case").is_valid({**WHOLE, **BEYOND[code]})


def test_the_page_lists_them() -> None:
    assert beyond() == set(BEYOND)
