"""The schema of each kind of file that people write."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.loader.pins import KINDS as PINNED
from adm_rules._internal.loader.regulation import CONVENTIONS
from adm_rules._internal.report import Severity, Verdict
from adm_rules._internal.review.asked import ABOUT, About
from adm_rules._internal.review.example import RULE
from adm_rules._internal.review.modality import MODALITIES
from adm_rules._internal.review.register import COLUMNS, FATES, FILLED, LINES
from adm_rules._internal.roots import ROOTS
from adm_rules._internal.rules import LANGUAGE
from adm_rules._internal.schemas import amounts, conditions, mappings, money, rules, values
from adm_rules._internal.schemas.amounts import amount
from adm_rules._internal.schemas.conditions import Conditions
from adm_rules._internal.schemas.shapes import (
    CITATION,
    DAY,
    DRAFT,
    FLAG,
    TEXT,
    WORD,
    Schema,
    choice,
    items,
    named,
    record,
    references,
    words,
)
from adm_rules._internal.schemas.vocabulary import Vocabulary

_LANGUAGE: Final[Schema] = {"const": LANGUAGE}


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A kind of file: what it is, and the schema of it for a vocabulary."""

    about: str
    schema: Callable[[Vocabulary], Schema]


def _whole(title: str, known: Vocabulary, body: Schema) -> Schema:
    """A schema with the definitions that its parts refer to."""
    parts = {
        **amounts.definitions(known),
        **conditions.definitions(known),
        **values.amounts(known),
        **values.own_names(),
        **mappings.definitions(known),
    }
    needed = {name: parts[name] for name in sorted(_referred(body, parts))}
    return {"$schema": DRAFT, "title": title, **body, "definitions": needed}


def _referred(body: Schema, parts: Mapping[str, Schema]) -> set[str]:
    """The definitions that a schema refers to, directly or through others."""
    found: set[str] = set()
    waiting = list(references(body))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += references(parts[name])
    return found


# --- rule files -------------------------------------------------------------------------------------------------------


def _rules(known: Vocabulary) -> Schema:
    needed = {
        "language": _LANGUAGE,
        "id": WORD,
        "title": TEXT,
        "version": WORD,
        "act": _act(),
        "in_force": record({"from": DAY}, {"until": DAY}),
        "rules": {},
    }
    more = {
        **_own(known),
        "conventions": _conventions(known),
        "readings": values.readings(),
        "values": values.values(known),
        "derogations": {},
        "indicators": money.indicators(),
        "tariffs": {},
        "vouchers": money.vouchers(known),
        "orders": {},
        "presume": items(rules.presumption()),
        "services": amounts.several("service", known, least=1),
    }
    return _whole(
        "A rule file of adm_rules", known, record(needed, more, **_closed_or_open(known, _with_conditions))
    )


def _own(known: Vocabulary) -> dict[str, Schema]:
    """What a file adds to the vocabulary."""
    return {"vocabulary": items(WORD), "names": values.added_names(), "facts": values.facts(known)}


def _with_conditions(known: Vocabulary, where: Conditions) -> Schema:
    """The parts of a file that name facts."""
    parts = {
        "rules": items(rules.rule(known, where)),
        "derogations": rules.derogations(where),
        "tariffs": money.tariffs(known, where),
        "orders": items(rules.order(known, where)),
    }
    return {"properties": parts}


def _closed_or_open(known: Vocabulary, parts: Callable[[Vocabulary, Conditions], Schema]) -> Schema:
    """Facts that do not exist are refused, unless the file declares facts that the schema does not know."""
    closed = parts(known, Conditions(open=False))
    if known.is_whole:
        return {"allOf": [closed]}
    declared = {"properties": {"facts": {"propertyNames": {"enum": sorted(known.declared)}}}}
    alone = {"not": {"anyOf": [{"required": [key]} for key in ("vocabulary", "extends")]}}
    return {"if": {"allOf": [declared, alone]}, "then": closed, "else": parts(known, Conditions(open=True))}


def _act() -> Schema:
    adoption = record({"body": WORD, "on": DAY}, {"number": {}})
    needed = {"title": TEXT, "body": WORD, "adopted": items(adoption), "document": WORD}
    return record(needed, {"urn": {}})


def _conventions(known: Vocabulary) -> Schema:
    day = amount("month_day", None, known)
    fixed = {key: choice(allowed) for key, allowed in CONVENTIONS.items()}
    patrons = {"anyOf": [words(("none",)), items(day)]}
    return {
        **record(
            {},
            {
                **fixed,
                "patron_days": patrons,
                "service_holidays": named(day),
                "suspended": record({"from": day, "to": day}, {}),
            },
        ),
        "type": ["object", "null"],
    }


# --- overlays and vocabularies ----------------------------------------------------------------------------------------


def _overlay(known: Vocabulary) -> Schema:
    reason = {"because": TEXT, "cites": CITATION}
    changed = record({"history": values.history()}, {"loosens": items(record({"rule": WORD, **reason}))})
    needed = {
        "language": _LANGUAGE,
        "id": WORD,
        "title": TEXT,
        "version": WORD,
        "extends": record({"rules": WORD}),
        "adopted": record({"act": WORD, "body": WORD, "on": DAY}),
    }
    more = {
        **_own(known),
        "values": named(changed),
        "readings": items(record({"reading": known.reading, "use": WORD, **reason})),
        "disable": items(record({"rule": WORD, "from": DAY, **reason}, {"until": DAY})),
        "indicators": money.indicators(),
        "tariffs": {},
        "rules": {},
        "service_holidays": named(amount("month_day", None, known)),
        "not_presumed": items(WORD),
        "pinned": record({}, {kind: {"type": "object"} for kind in PINNED}),
    }
    body = record(needed, more, **_closed_or_open(known, _changing))
    return _whole("An overlay of adm_rules", known, body)


def _changing(known: Vocabulary, where: Conditions) -> Schema:
    """The parts of an overlay that name facts."""
    found = _with_conditions(known, where)["properties"]
    return {"properties": {key: found[key] for key in ("rules", "tariffs")}}


def _vocabulary(known: Vocabulary) -> Schema:
    own = {key: each for key, each in _own(known).items() if key != "vocabulary"}
    return _whole("A vocabulary of adm_rules", known, record({"language": _LANGUAGE, "id": WORD}, own))


# --- examples ---------------------------------------------------------------------------------------------------------


def _examples(known: Vocabulary) -> Schema:
    del known
    place: Schema = {"type": "string", "pattern": r"\S"}
    root = words(map(str, ROOTS))
    needed = {"id": WORD, "on": DAY, "root": root, "expect": {}}
    more = {
        "base": WORD,
        "file": {"type": "object"},
        "change": {"type": ["object", "null"], "propertyNames": place},
        "remove": items(place),
        "why": WORD,
        "presumed": FLAG,
        **{str(name): WORD for name in ROOTS},
    }
    file: Schema = {"oneOf": [{"required": ["base"]}, {"required": ["file"]}]}
    kinds = [
        record({**needed, name: WORD, "expect": items(_expected(name))}, {**more, **_asked(about)}, **file)
        for name, about in ABOUT.items()
    ]
    rule, *others = kinds
    example: Schema = {}
    for name, kind in zip([*ABOUT][:0:-1], others[::-1], strict=True):
        example = {"if": {"required": [name]}, "then": kind, "else": example or rule}
    body = record({"examples": items({"type": "object", **example})}, {"bases": named({"type": "object"})})
    return {"$schema": DRAFT, "title": "Examples of rules of adm_rules", **body}


def _asked(about: About) -> dict[str, Schema]:
    """What else an example of a kind may ask."""
    forms: Mapping[str, Schema] = {
        "service": WORD,
        "hours": {"type": "number"},
        "session": {"type": "object"},
        "month": {"type": "string"},
        "among": items(WORD),
    }
    return {key: forms[key] for key in about.more}


def _expected(name: str) -> Schema:
    """What an example of a kind may expect of each thing that comes."""
    verdicts = words(verdict.value for verdict in Verdict)
    bound: Schema = {"type": ["number", "null"]}
    number: Schema = {"anyOf": [bound, {"type": "string"}, {"type": "array", "items": bound}]}
    of_rules: Mapping[str, Schema] = {
        "subject": {"type": "string"},
        "severity": words(severity.value for severity in Severity),
        "reading_dependent": FLAG,
        "derogation": {"type": ["string", "null"]},
        "base_verdict": {"anyOf": [verdicts, {"type": "null"}]},
    }
    forms: Mapping[str, Schema] = {
        "verdict": verdicts,
        "other_readings": named(verdicts if name == RULE else number),
        **dict.fromkeys(("due", "minutes", "position", "if_no_certificate"), number),
        **dict.fromkeys(("missing", "last_days", "notes", "differences"), items(WORD)),
        "tied": {"type": "integer"},
        **of_rules,
    }
    about = ABOUT[name]
    each = {key: forms.get(key, {"type": ["string", "null"]}) for key in about.said}
    return record({about.needed: each.pop(about.needed)}, each)


# --- mappings ---------------------------------------------------------------------------------------------------------


def _mapping(known: Vocabulary) -> Schema:
    return _whole("A mapping of tables of adm_rules", known, mappings.mapping(known))


# --- registers --------------------------------------------------------------------------------------------------------


def _register(known: Vocabulary) -> dict[str, Any]:
    """The table schema of a register of norms: what each column may hold (Frictionless Data)."""
    del known
    limits: Mapping[str, Schema] = {
        "id": {"unique": True},
        "line": {"pattern": LINES.pattern},
        "modality": {"enum": list(MODALITIES)},
        "fate": {"enum": list(FATES)},
    }
    fields = [
        {
            "name": column,
            "type": "string",
            "constraints": {"required": column in FILLED, **limits.get(column, {})},
        }
        for column in COLUMNS
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "title": "A register of norms of adm_rules",
        "fields": fields,
        "primaryKey": ["id"],
        "missingValues": [""],
    }


#: Every kind of file that has a schema of its own, beside those that rules judge.
DOCUMENTS: Final[Mapping[str, EditedFile]] = {
    "rules": EditedFile("a rule file", _rules),
    "overlay": EditedFile("an overlay of a rule file", _overlay),
    "vocabulary": EditedFile("names and facts that rule files share", _vocabulary),
    "examples": EditedFile("examples of rules", _examples),
    "mapping": EditedFile("a mapping of tables, for `adm-rules import`", _mapping),
    "register": EditedFile("a register of norms (a table schema)", _register),
}


def schema_text(schema: Schema) -> str:
    """A schema as a file: each definition on one line, so that a change of one is a change of one line."""
    definitions = schema.get("definitions", {})
    lines = [f"{_json(key)}: {_json(part)}" for key, part in schema.items() if key != "definitions"]
    if definitions:
        inside = ",\n".join(f"  {_json(key)}: {_json(part)}" for key, part in definitions.items())
        lines.append(f'"definitions": {{\n{inside}\n}}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def schema_texts(known: Vocabulary) -> dict[str, str]:
    """The schema of each kind of file, as a file."""
    return {name: schema_text(each.schema(known)) for name, each in DOCUMENTS.items()}


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
