"""The JSON Schema of the four kinds of file: it accepts what the models accept, on every shipped example."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from adm_rules._internal.facts.derive import MODELS
from adm_rules._internal.yaml_source import read_data

ROOT: Final = Path(__file__).parents[2]
FOLDERS: Final = {"cases": "case", "agencies": "agency", "contracts": "contract", "districts": "district"}
SCHEMAS: Final = {root: model.model_json_schema() for root, model in MODELS.items()}
TYPES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "null": lambda value: value is None,
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}
#: Keywords that say nothing about what is accepted.
NOTES: Final = {"title", "description", "default", "$defs", "format", "discriminator", "patternProperties"}


def accepts(schema: Mapping[str, Any], value: Any, whole: Mapping[str, Any]) -> bool:
    """Whether a schema accepts plain data; a keyword that is not known here is a failed test."""
    return all(
        KEYWORDS[word](asked, value, whole, schema) for word, asked in schema.items() if word not in NOTES
    )


def _typed(asked: Any, value: Any, _whole: Any, _schema: Any) -> bool:
    return any(TYPES[each](value) for each in ([asked] if isinstance(asked, str) else asked))


def _members(asked: Any, value: Any, whole: Any, _schema: Any) -> bool:
    return not isinstance(value, list) or all(accepts(asked, each, whole) for each in value)


def _properties(asked: Any, value: Any, whole: Any, schema: Any) -> bool:
    if not isinstance(value, dict):
        return True
    assert schema["additionalProperties"] is False
    patterns = schema.get("patternProperties", {})
    known = {key: each for key, each in value.items() if key in asked}
    rest = (key for key in value if key not in known)
    free = all(any(re.search(pattern, key) for pattern in patterns) for key in rest)
    return free and all(accepts(asked[key], each, whole) for key, each in known.items())


KEYWORDS: Final[Mapping[str, Callable[[Any, Any, Any, Any], bool]]] = {
    "$ref": lambda asked, value, whole, _: accepts(whole["$defs"][asked.rsplit("/", 1)[-1]], value, whole),
    "additionalProperties": lambda *_: True,
    "anyOf": lambda asked, value, whole, _: any(accepts(each, value, whole) for each in asked),
    "oneOf": lambda asked, value, whole, _: sum(accepts(each, value, whole) for each in asked) == 1,
    "not": lambda asked, value, whole, _: not accepts(asked, value, whole),
    "const": lambda asked, value, *_: bool(value == asked),
    "enum": lambda asked, value, *_: value in asked,
    "items": _members,
    "maximum": lambda asked, value, *_: not TYPES["number"](value) or value <= asked,
    "minimum": lambda asked, value, *_: not TYPES["number"](value) or value >= asked,
    "pattern": lambda asked, value, *_: not isinstance(value, str) or re.search(asked, value) is not None,
    "properties": _properties,
    "required": lambda asked, value, *_: not isinstance(value, dict) or set(asked) <= set(value),
    "type": _typed,
    "uniqueItems": lambda asked, value, *_: not asked or len(set(map(str, value))) == len(value),
}


def files() -> Iterator[Any]:
    for folder, root in FOLDERS.items():
        for path in sorted((ROOT / "examples" / folder).glob("*.yaml")):
            yield pytest.param(path, root, id=f"{folder}-{path.stem}")


@pytest.mark.parametrize(("path", "root"), list(files()))
def test_the_schema_accepts_every_example(path: Path, root: str) -> None:
    source = read_data(path.read_bytes(), path.name)
    data = json.loads(json.dumps(source.data, default=str))
    assert accepts(SCHEMAS[root], data, SCHEMAS[root])
    dumped = MODELS[root].model_validate(source.data).model_dump(mode="json", exclude_none=True)
    assert accepts(SCHEMAS[root], dumped, SCHEMAS[root])


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
    assert accepts(SCHEMAS["case"], {**WHOLE, **more}, SCHEMAS["case"])


@pytest.mark.parametrize(
    "more",
    [
        {"residence": "none"},
        {"residence": 14066},
        {"requests": "none"},
        {"no_such_key": 1},
        {"school_level": "university"},
        {"school_year": -1},
        {"disability": "yes"},
        {"id": "no spaces"},
        {"risk_flags": ["high_conflict", "high_conflict"]},
    ],
)
def test_forms_that_the_models_refuse(more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        MODELS["case"].model_validate({**WHOLE, **more})
    assert not accepts(SCHEMAS["case"], {**WHOLE, **more}, SCHEMAS["case"])
